"""A car of one's own with another DBC: frames written by hand, and the emulated car on that bus.

The frames are spelt from the DBC's text: big-endian, first bit highest.
"""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vehicle import signals
from vehicle.car import Car
from vehicle.commands import CommandError
from vehicle.frame import Frame
from vehicle.signals import KNOWN
from vehicle.trim import VEHICLES, Trim
from vehicle.vehicle_bus import VehicleBus

OWN = VEHICLES / "example_own_car.toml"
# 400.00 V (1600 = 0x640), 100.0 A out of the battery (2248 = 0x8C8), 60.0 % (150 = 0x96),
# 68 degF (108 = 0x6C), -40.00 kW (-800 = 0xFCE0: into it), status 1, charging.
PACK = Frame(0x3E9, bytes.fromhex("640 8c8 96 6c fce0 18".replace(" ", "")), extended=False)


@pytest.fixture
def glass() -> VehicleBus:
    return VehicleBus.load(OWN)


def test_signs_units_and_names_are_turned_into_those_of_vss(glass: VehicleBus) -> None:
    glass.receive(PACK, 0.0)
    values = {path: signal.value for path, signal in glass.signals.items()}
    assert values == {
        signals.PACK_V: 400.0,
        signals.PACK_A: -100.0,
        signals.SOC: pytest.approx(60.0),
        signals.PACK_TEMPERATURE: pytest.approx(20.0),
        signals.PACK_W: pytest.approx(40_000.0),
        signals.CHARGE_STATE: "CHARGING",
        signals.IS_CHARGING: True,
    }
    assert glass.problems == {}


def test_an_identifier_of_29_bits_and_minutes_are_read(glass: VehicleBus) -> None:
    # 80 % in steps of 5 (16 in five bits from the top: 0x80), 25 min.
    glass.receive(Frame(0x18EFFDE5, bytes.fromhex("800019")), 0.0)
    assert glass.signals[signals.CHARGE_LIMIT].value == 80
    assert glass.signals[signals.TIME_TO_COMPLETE].value == 1500


def test_the_vin_comes_first_character_first(glass: VehicleBus) -> None:
    for part, text in enumerate((b"LCDTEST", b"S5CAR00", b"001\0\0\0\0")):
        glass.receive(Frame(0x3EE, bytes([part]) + text, extended=False), 0.0)
    assert glass.signals[signals.VIN].value == "LCDTESTS5CAR00001"


@pytest.mark.parametrize(
    ("path", "value", "data"),
    [
        (signals.CHARGE_LIMIT, 90, "2090"),
        (signals.START_STOP, "START", "4000"),
        (signals.START_STOP, "STOP", "6000"),
    ],
)
def test_a_wish_without_a_counter_is_written_and_read(
    glass: VehicleBus, path: str, value: int | str, data: str
) -> None:
    frame = glass.command(path, value)
    assert frame == Frame(0x500, bytes.fromhex(data), extended=False)
    command = glass.parse_command(frame)
    assert command is not None
    assert (command.path, command.value) == (path, value)


def test_what_this_car_does_not_take_is_refused(glass: VehicleBus) -> None:
    assert glass.commands == {signals.CHARGE_LIMIT, signals.START_STOP}
    assert not glass.answers
    with pytest.raises(CommandError, match="takes no such command"):
        glass.command(signals.IS_FLAP_OPEN, value=True)


FUZZED = VehicleBus.load(OWN)


@given(number=st.sampled_from([0x3E9, 0x3EA, 0x3EB, 0x3EC, 0x3ED, 0x3EE, 0x500, 0x18EFFDE5]),
       data=st.binary(max_size=8), extended=st.booleans())  # fmt: skip
def test_no_frame_whatsoever_breaks_this_bus(number: int, data: bytes, *, extended: bool) -> None:
    FUZZED.receive(Frame(number, data, extended=extended), 0.0)
    FUZZED.parse_command(Frame(number, data, extended=extended))
    assert all("\n" not in line for line in FUZZED.problems.values())


def test_a_wish_that_the_map_knows_and_the_car_does_not_is_no_bug(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(VEHICLES, tmp_path / "cars"))
    file = folder / "example_own_car_signals.toml"
    text = file.read_text("utf-8")
    wish = f'"{signals.CHARGE_LIMIT}" = {{ set'
    assert wish in text
    file.write_text(text.replace(wish, f'"{signals.SPEED}" = {{ set'), "utf-8")
    bus = VehicleBus.load(folder / "example_own_car.toml")
    car = Car(Trim.load(OWN), bus)
    assert car.vehicle.receive(bus.another().command(signals.SPEED, 90), 0.0) == []


def test_the_emulated_car_speaks_this_bus_too(glass: VehicleBus) -> None:
    car = Car(Trim.load(OWN), VehicleBus.load(OWN), soc_pct=42.0)
    sent = [len(car.vehicle.due(car.vehicle.wake_at() or 0.0)) for _ in range(11)]
    # The VIN takes three frames. One message comes ten times a second, three five times, and all
    # once a second.
    assert sent == [9, 1, 4, 1, 4, 1, 4, 1, 4, 1, 9]
    car = Car(Trim.load(OWN), VehicleBus.load(OWN), soc_pct=42.0)
    for frame in car.vehicle.due(0.0):
        glass.receive(frame, 0.0)
    assert glass.problems == {}
    assert glass.signals[signals.SOC].value == pytest.approx(42.0, abs=0.2)
    assert glass.signals[signals.INLET].value == "NONE"
    assert glass.signals[signals.LATITUDE].value == pytest.approx(31.194)
    assert len(glass.signals) == 20
    assert glass.signals.keys() <= KNOWN
