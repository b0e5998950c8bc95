"""The frames here are written by hand from the DBC, so that our encoder is not its own witness."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vehicle import signals
from vehicle.commands import CommandError, CommandResult
from vehicle.dbc import BadVehicleFrame, labels
from vehicle.frame import Frame
from vehicle.gbt27930.bms import BmsPhase
from vehicle.gbt27930.messages import StopCause
from vehicle.trim import VEHICLES
from vehicle.vehicle_bus import VehicleBus
from vehicle.vehicle_map import load_map

SU7_MAX = VEHICLES / "su7_max.toml"
FUZZED = VehicleBus.load(SU7_MAX)
# 55.00 %, 753.0 V, 240.0 A, 28.5 degC.
BATTERY = Frame(0x2A0, bytes.fromhex("7c15 6a1d 6009 1d01"), extended=False)
# 181.0 kW, 1560 s, 80 %, CHARGING and IsCharging, phase CHARGING, cause NONE.
CHARGE = Frame(0x2A1, bytes.fromhex("1207 1806 50 11 06 00"), extended=False)
VIN_FRAMES = [
    Frame(0x3C1, bytes([0]) + b"LCDTES" + b"\0", extended=False),
    Frame(0x3C1, bytes([1]) + b"TS77MA" + b"\0", extended=False),
    Frame(0x3C1, bytes([2]) + b"X0001" + b"\0\0", extended=False),
]


@pytest.fixture
def bus() -> VehicleBus:
    return VehicleBus.load(SU7_MAX)


def test_a_battery_frame_becomes_four_signals_with_unit_and_age(bus: VehicleBus) -> None:
    assert bus.receive(BATTERY, 7.0) == {
        signals.SOC, signals.PACK_V, signals.PACK_A, signals.PACK_TEMPERATURE
    }  # fmt: skip
    assert bus.signals[signals.SOC].value == pytest.approx(55.0)
    assert bus.signals[signals.PACK_V].value == pytest.approx(753.0)
    assert bus.signals[signals.PACK_A].value == pytest.approx(240.0)
    assert bus.signals[signals.PACK_TEMPERATURE].value == pytest.approx(28.5)
    assert bus.signals[signals.PACK_V].unit == "V"
    assert bus.signals.age(signals.SOC, 7.5) == 0.5
    assert bus.signals.is_stale(signals.SOC, 8.5)


def test_kilowatts_on_the_bus_are_watts_under_the_vss_name(bus: VehicleBus) -> None:
    bus.receive(CHARGE, 0.0)
    assert bus.signals[signals.PACK_W].value == pytest.approx(181_000)
    assert bus.signals[signals.PACK_W].unit == "W"


def test_labels_truths_and_whole_numbers_keep_their_kinds(bus: VehicleBus) -> None:
    bus.receive(CHARGE, 0.0)
    assert bus.signals[signals.CHARGE_STATE].value == "CHARGING"
    assert bus.signals[signals.GBT_PHASE].value == "CHARGING"
    assert bus.signals[signals.STOP_CAUSE].value == "NONE"
    assert bus.signals[signals.IS_CHARGING].value is True
    assert bus.signals[signals.TIME_TO_COMPLETE].value == 1560
    assert bus.signals[signals.CHARGE_LIMIT].value == 80


def test_current_out_of_the_battery_is_negative(bus: VehicleBus) -> None:
    bus.receive(Frame(0x2A0, bytes.fromhex("7c15 6a1d 18fc 1d01"), extended=False), 0.0)
    assert bus.signals[signals.PACK_A].value == pytest.approx(-100.0)


def test_the_vin_is_known_once_its_three_parts_have_come(bus: VehicleBus) -> None:
    assert bus.receive(VIN_FRAMES[2], 0.0) == frozenset()
    assert bus.receive(VIN_FRAMES[0], 0.1) == frozenset()
    assert bus.receive(VIN_FRAMES[1], 0.2) == {signals.VIN}
    assert bus.signals[signals.VIN].value == "LCDTESTS77MAX0001"


def test_the_car_s_frames_are_those_of_the_dbc(bus: VehicleBus) -> None:
    frames = bus.encode(
        {
            signals.SOC: 55.0,
            signals.PACK_V: 753.0,
            signals.PACK_A: 240.0,
            signals.PACK_TEMPERATURE: 28.5,
            signals.VIN: "LCDTESTS77MAX0001",
        }
    )
    assert [frame._replace(t=0.0) for frame in frames] == [BATTERY, *VIN_FRAMES]


def test_a_message_is_not_sent_with_half_of_its_values(bus: VehicleBus) -> None:
    with pytest.raises(KeyError, match="CurrentVoltage"):
        bus.encode({signals.SOC: 55.0})


def test_the_car_may_not_tell_what_the_dbc_forbids(bus: VehicleBus) -> None:
    values = {signals.PACK_V: 753.0, signals.PACK_A: 0.0, signals.PACK_TEMPERATURE: 20.0}
    with pytest.raises(BadVehicleFrame, match="StateOfCharge"):
        bus.encode(values | {signals.SOC: 101.0})


def test_an_absurd_value_is_left_out_and_named_in_one_line(bus: VehicleBus) -> None:
    brought = bus.receive(Frame(0x2A0, bytes.fromhex("ffff 6a1d 6009 1d01"), extended=False), 0.0)
    assert signals.SOC not in brought
    assert signals.PACK_V in brought
    assert bus.problems == {signals.SOC: "BatteryState.StateOfCharge: 655.35 is outside 0 to 100"}
    bus.receive(BATTERY, 1.0)
    assert bus.problems == {}


def test_a_label_without_a_name_is_left_out(bus: VehicleBus) -> None:
    bus.receive(Frame(0x2A1, bytes.fromhex("1207 1806 50 11 63 00"), extended=False), 0.0)
    assert signals.GBT_PHASE not in bus.signals
    assert bus.problems[signals.GBT_PHASE] == "ChargeStatus.GbtPhase: 99 has no name"


def test_a_short_frame_brings_nothing(bus: VehicleBus) -> None:
    assert bus.receive(Frame(0x2A0, b"\x7c\x15", extended=False), 0.0) == frozenset()
    assert "BatteryState" in bus.problems[signals.SOC]
    assert len(bus.signals) == 0


@pytest.mark.parametrize("frame", [Frame(0x2A0, BATTERY.data), Frame(0x111, b"", extended=False)])
def test_a_frame_that_is_not_mapped_brings_nothing(bus: VehicleBus, frame: Frame) -> None:
    assert bus.receive(frame, 0.0) == frozenset()
    assert bus.problems == {}


def test_text_that_is_none_does_not_become_a_vin(bus: VehicleBus) -> None:
    bus.receive(Frame(0x3C1, b"\0" + b"\x07\x1b[2J" + b"\0\0\0", extended=False), 0.0)
    assert "is no text" in bus.problems[signals.VIN]


@pytest.mark.parametrize(
    ("path", "value", "data"),
    [
        (signals.CHARGE_LIMIT, 90, "01 01 5a00"),
        (signals.START_STOP, "START", "01 02 0000"),
        (signals.START_STOP, "STOP", "01 03 0000"),
        (signals.IS_FLAP_OPEN, True, "01 04 0100"),
        (signals.IS_LOCKED, False, "01 05 0000"),
        (signals.CONDITIONING_MODE, "FAST_CHARGING_PREPARATION", "01 06 0100"),
    ],
)
def test_a_wish_is_written_and_read_as_the_map_says(
    bus: VehicleBus, path: str, value: bool | int | str, data: str
) -> None:
    frame = bus.command(path, value)
    assert frame == Frame(0x2C0, bytes.fromhex(data), extended=False)
    command = bus.parse_command(frame)
    assert command is not None
    assert (command.path, command.value, command.counter) == (path, value, 1)


def test_only_the_answer_with_its_own_counter_answers_a_wish(bus: VehicleBus) -> None:
    first, second = bus.command(signals.CHARGE_LIMIT, 90), bus.command(signals.CHARGE_LIMIT, 70)
    assert bus.answer_to(first) is None
    bus.receive(Frame(0x2C1, bytes.fromhex("02 01"), extended=False), 0.0)
    assert bus.answer_to(first) is None
    assert bus.answer_to(second) is CommandResult.BAD_VALUE


def test_the_counter_of_wishes_comes_round_after_255(bus: VehicleBus) -> None:
    counters = [bus.command(signals.START_STOP, "STOP").data[0] for _ in range(257)]
    assert (counters[0], counters[254], counters[255], counters[256]) == (1, 255, 0, 1)


@pytest.mark.parametrize(
    ("path", "value"),
    [(signals.SPEED, 1), (signals.START_STOP, "HOP"), (signals.CHARGE_LIMIT, 70_000)],
)
def test_a_wish_that_the_bus_cannot_carry_is_refused(
    bus: VehicleBus, path: str, value: int | str
) -> None:
    with pytest.raises(CommandError, match=path):
        bus.command(path, value)


@pytest.mark.parametrize("data", ["", "01", "01 63 0000"])
def test_a_frame_that_is_no_wish_is_not_obeyed(bus: VehicleBus, data: str) -> None:
    frame = Frame(0x2C0, bytes.fromhex(data), extended=False)
    assert bus.parse_command(frame) is None


def test_the_dbc_names_every_phase_cause_and_result() -> None:
    _, database = load_map(SU7_MAX)
    status = database.get_message_by_name("ChargeStatus")
    acknowledge = database.get_message_by_name("CommandAcknowledge")
    assert labels(status, "GbtPhase") == {phase.value: phase.name for phase in BmsPhase}
    assert set(labels(status, "StopCause").values()) == {"NONE", *StopCause.__members__}
    told = {each.value: each.name for each in CommandResult if each.value < 253}
    assert labels(acknowledge, "AckResult") == told


def test_the_dbc_explains_every_message_and_gives_every_quantity_a_unit() -> None:
    _, database = load_map(SU7_MAX)
    assert all(message.comment for message in database.messages)
    bare = [
        signal.name
        for message in database.messages
        for signal in message.signals
        if signal.unit is None and not signal.choices and not signal.is_multiplexer
    ]
    assert set(bare) == {
        "VinCharacters1To6", "VinCharacters7To12", "VinCharacters13To17",
        "CommandCounter", "CommandValue", "AckCounter", "GbtError",
    }  # fmt: skip


@given(number=st.sampled_from([0x2A0, 0x2A1, 0x2A2, 0x2B0, 0x2B1, 0x2C0, 0x2C1, 0x3C0, 0x3C1]),
       data=st.binary(max_size=8))  # fmt: skip
def test_no_frame_whatsoever_breaks_the_bus(number: int, data: bytes) -> None:
    FUZZED.receive(Frame(number, data, extended=False), 0.0)
    FUZZED.parse_command(Frame(number, data, extended=False))
    assert all("\n" not in line for line in FUZZED.problems.values())
