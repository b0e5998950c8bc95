"""Which nodes a command puts on which bus, and what it says of it before it does."""

from dataclasses import replace

import pytest

from ui.command_line import Options
from ui.wiring.buses import APART, announcements, is_all_soft, specs_of
from vehicle.bus_spec import BusSpec

VEHICLE = BusSpec("virtual", "vehicle", polled=True)
CHARGING = BusSpec("virtual", "charging", polled=True)
CAN0, CAN1 = BusSpec("socketcan", "can0", 250_000), BusSpec("socketcan", "can1", 500_000)
GROUP = "239.74.163.2"
# python-can's own port for the charging bus, the next for the vehicle bus.
SHARED_VEHICLE = BusSpec("udp_multicast", GROUP, port=43114)
SHARED_CHARGING = BusSpec("udp_multicast", GROUP, port=43113)


@pytest.mark.parametrize(
    ("options", "nodes"),
    [
        (Options(), {"car": VEHICLE, "bms": CHARGING, "pile": CHARGING, "glass": VEHICLE}),
        (
            Options(command="world"),
            {"car": SHARED_VEHICLE, "bms": SHARED_CHARGING, "pile": SHARED_CHARGING},
        ),
        (Options(world=("127.0.0.1", 8700)), {"glass": SHARED_VEHICLE}),
        (Options(world=("127.0.0.1", 8701)), {"glass": replace(SHARED_VEHICLE, port=43116)}),
        (Options(command="car"), {"car": SHARED_VEHICLE, "bms": SHARED_CHARGING}),
        (Options(command="pile", charging_bus=CAN0), {"pile": CAN0}),
        (
            Options(command="operators"),
            {"car": VEHICLE, "bms": CHARGING, "pile": CHARGING},
        ),
        (
            Options(command="harness", vehicle_bus=CAN1, charging_bus=CAN0),
            {"car": CAN1, "bms": CAN0, "pile": CAN0, "glass": CAN1},
        ),
    ],
)
def test_a_command_puts_its_nodes_on_their_buses(
    options: Options, nodes: dict[str, BusSpec]
) -> None:
    assert specs_of(options) == nodes


@pytest.mark.parametrize("bus", [CAN1, SHARED_VEHICLE])
def test_the_emulated_car_stays_off_a_bus_on_which_the_head_unit_is_to_hear_another(
    bus: BusSpec,
) -> None:
    nodes = specs_of(Options(vehicle_bus=bus))
    assert (nodes["glass"], nodes["car"]) == (bus, APART)


@pytest.mark.parametrize(
    ("options", "may_wait"),
    [
        (Options(), True),
        (Options(command="world", vehicle_bus=SHARED_VEHICLE, charging_bus=SHARED_CHARGING), True),
        (Options(command="pile", charging_bus=replace(SHARED_CHARGING, hop_limit=1)), False),
        (Options(command="car", charging_bus=CAN0), False),
        (Options(vehicle_bus=CAN1), False),
    ],
)
def test_time_waits_for_a_late_loop_where_only_emulation_listens(
    options: Options, *, may_wait: bool
) -> None:
    assert is_all_soft(options) is may_wait


def test_nothing_is_said_of_buses_that_stay_on_this_machine() -> None:
    assert list(announcements(Options(command="world", vehicle_bus=SHARED_VEHICLE))) == []


def test_an_armed_bus_is_announced_with_who_sends_what() -> None:
    options = Options(command="car", vehicle_bus=CAN1, charging_bus=CAN0, is_armed=True)
    assert list(announcements(options)) == [
        "ARMED: CAN interface 'socketcan', channel 'can1', 500000 bit/s: "
        "sends the emulated car's state, ten times a second",
        "ARMED: CAN interface 'socketcan', channel 'can0', 250000 bit/s: "
        "sends the emulated car's half of GB/T 27930, from address 0xF4",
    ]


def test_a_bus_that_is_only_listened_to_is_announced_as_such() -> None:
    assert list(announcements(Options(vehicle_bus=CAN1))) == [
        "listening only: CAN interface 'socketcan', channel 'can1', 500000 bit/s: nothing is sent "
        "until armed (would send the driver's wishes, one frame each, four times at most)"
    ]
