"""Read which buses were typed, and what is refused."""

from pathlib import Path

import pytest

from ui.command_line import parse
from vehicle.bus_spec import BusSpec
from vehicle.trim import VEHICLES

CAN0 = ["--interface", "socketcan", "--channel", "can0"]

PCAN = ["--charging-interface", "pcan", "--charging-channel", "PCAN_USBBUS1"]


def test_nothing_typed_leaves_both_buses_to_the_program() -> None:
    options = parse([])
    assert (options.vehicle_bus, options.charging_bus, options.is_armed) == (None, None, False)
    assert options.vehicle == VEHICLES / "su7_max.toml"


@pytest.mark.parametrize(
    ("words", "vehicle", "charging"),
    [
        (CAN0, None, BusSpec("socketcan", "can0", 250_000)),
        (
            [*PCAN, "--charging-bitrate", "125000"],
            None,
            BusSpec("pcan", "PCAN_USBBUS1", 125_000),
        ),
        (
            ["--vehicle-interface", "socketcan", "--vehicle-channel", "can1"],
            BusSpec("socketcan", "can1", 500_000),
            None,
        ),
        (
            ["--vehicle-interface", "udp_multicast", "--vehicle-channel", "239.1.2.3:43200"],
            BusSpec("udp_multicast", "239.1.2.3", port=43200),
            None,
        ),
        (["--interface", "virtual"], None, BusSpec("virtual", "charging")),
        (
            ["--vehicle-interface", "virtual", "--vehicle-channel", "desk"],
            BusSpec("virtual", "desk"),
            None,
        ),
    ],
)
def test_each_bus_has_interface_channel_and_the_usual_bit_rate(
    words: list[str], vehicle: BusSpec | None, charging: BusSpec | None
) -> None:
    options = parse(words)
    assert (options.vehicle_bus, options.charging_bus) == (vehicle, charging)


def test_the_head_unit_may_listen_without_being_armed() -> None:
    options = parse(["--vehicle-interface", "socketcan", "--vehicle-channel", "can1"])
    assert not options.is_armed


@pytest.mark.parametrize("command", [["world"], ["operators", "serve"], ["car"], ["pile"]])
def test_a_command_that_is_there_to_send_has_to_be_armed(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parse([*command, *CAN0])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert "socketcan:can0 may be a real bus: add --arm to allow sending on it" in said
    assert parse([*command, *CAN0, "--arm"]).is_armed


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--kiosk", "--arm"], "--arm is refused with --kiosk: there only the service PIN arms"),
        (["--channel", "can0"], "--charging-channel needs --charging-interface"),
        (["--vehicle-bitrate", "500000"], "--vehicle-bitrate needs --vehicle-interface"),
        (["--interface", "socketcan"], "--charging-interface socketcan needs --charging-channel"),
        ([*CAN0, "--bitrate", "5"], "'5' is not a bit rate from 10000 to 1000000"),
        (
            ["--interface", "udp_multicast", "--channel", "239.1.2.3"],
            "--charging-channel 239.1.2.3: udp_multicast needs GROUP:PORT",
        ),
        (
            ["--interface", "udp_multicast", "--channel", "239.1.2.3:0"],
            "--charging-channel 239.1.2.3:0: udp_multicast needs GROUP:PORT",
        ),
        (["--vehicle", "su8"], "'su8' is none of su7, su7_max"),
    ],
)
def test_a_bus_or_car_that_cannot_be_meant_is_said_in_one_line(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(words)
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert said in told
    assert (told[:12], told.count("\n"), "--help" in told) == ("chargedeck: ", 1, True)


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("su7", VEHICLES / "su7.toml"),
        ("own.toml", Path("own.toml")),
        ("cars/mine.toml", Path("cars/mine.toml")),
    ],
)
def test_a_car_is_one_of_ours_or_a_file(text: str, file: Path) -> None:
    assert parse(["--vehicle", text]).vehicle == file
