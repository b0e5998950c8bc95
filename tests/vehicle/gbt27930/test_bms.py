"""Check what the car's side does with a charger that is not ours, and with a hostile bus."""

import itertools
from dataclasses import replace

import pytest

from tests.vehicle.gbt27930.rig import IDENTITY, PACK, Cable, LittleCar, dropping, named, times
from vehicle.frame import Frame
from vehicle.gbt27930.bms import Bms, BmsEvent, BmsPhase
from vehicle.gbt27930.bms_table import TABLE
from vehicle.gbt27930.charger import Authorisation
from vehicle.gbt27930.messages import Ccs, Cml, Cst, StopCause, frame_of

RTS, CTS_ALL = 0x1CEC56F4, "110701FFFF000200"


def _frame(can_id: int, data: str) -> Frame:
    return Frame(can_id, bytes.fromhex(data))


def _hear(bms: Bms, now: float, *frames: Frame) -> list[str]:
    sent = [answer for frame in frames for answer in bms.receive(frame, now)]
    sent += bms.due(now)
    return [f"{answer.id:08X} {answer.data.hex().upper()}" for answer in sent]


CHM = _frame(0x1826F456, "010100")
CRM_00 = _frame(0x1801F456, "0001010101313233")
CRM_AA = _frame(0x1801F456, "AA01010101313233")
CRO_AA = _frame(0x100AF456, "AA")
GOOD_CML = frame_of(Cml(1000.0, 200.0, 250.0, 0.0))


def _plugged() -> Bms:
    bms = Bms(IDENTITY, PACK)
    bms.plug(0.0)
    return bms


def _charging() -> Bms:
    bms = _plugged()
    bms.pack = replace(PACK, contactors_closed=True)
    _hear(bms, 0.0, CHM, CRM_00, CRM_AA, GOOD_CML)
    _hear(bms, 0.1, CRO_AA)
    assert bms.phase is BmsPhase.CHARGING
    return bms


def test_the_table_answers_every_event_in_every_phase() -> None:
    assert set(TABLE) == set(itertools.product(BmsPhase, BmsEvent))


@pytest.mark.parametrize("phase", list(BmsPhase))
def test_pulling_the_plug_always_leads_to_sleep(phase: BmsPhase) -> None:
    assert TABLE[phase, BmsEvent.UNPLUGGED] is BmsPhase.ASLEEP


@pytest.mark.parametrize("event", [event for event in BmsEvent if event.name.endswith("_LATE")])
def test_a_time_out_in_a_phase_that_does_not_know_it_changes_nothing(event: BmsEvent) -> None:
    assert TABLE[BmsPhase.ASLEEP, event] is BmsPhase.ASLEEP
    assert TABLE[BmsPhase.ERROR, event] is BmsPhase.ERROR


def test_a_car_that_is_not_plugged_hears_nothing() -> None:
    bms = Bms(IDENTITY, PACK)
    assert _hear(bms, 0.0, CHM, CRM_00) == []
    assert bms.phase is BmsPhase.ASLEEP


def test_bhm_tells_the_highest_voltage_of_the_pack() -> None:
    assert _hear(_plugged(), 0.0, CHM) == ["182756F4 0822"]  # 871.2 V, 2 bytes


def test_a_charger_of_2011_may_begin_with_crm_00() -> None:
    bms = _plugged()
    assert _hear(bms, 0.0, CRM_00) == ["1CEC56F4 10310007FF000200"]
    assert bms.phase is BmsPhase.RECOGNITION


def test_brm_is_asked_for_again_every_period_but_not_while_one_is_under_way() -> None:
    bms = _plugged()
    _hear(bms, 0.0, CRM_00)
    assert _hear(bms, 0.25) == []
    # Capture ru5t-2: an unanswered RTS is aborted after 1.25 s, then follows the next.
    assert _hear(bms, 1.25) == ["1CEC56F4 FF03FFFFFF000200", "1CEC56F4 10310007FF000200"]


@pytest.mark.parametrize(
    "cml",
    [
        Cml(700.0, 200.0, 250.0, 0.0),  # below the pack's 730 V
        Cml(1000.0, 750.0, 250.0, 0.0),  # cannot go as low as the pack
        Cml(1000.0, 200.0, 50.0, 280.0),  # capture ru5t-2: min current above max current
        Cml(1000.0, 200.0, 0.0, 0.0),  # capture ontom: nothing at all
        Cml(),  # all ones
    ],
)
def test_the_car_stays_at_bro_00_when_the_offer_does_not_fit(cml: Cml) -> None:
    bms = _plugged()
    bms.pack = replace(PACK, contactors_closed=True)
    said = _hear(bms, 0.0, CHM, CRM_00, CRM_AA, frame_of(cml))
    said += _hear(bms, 0.25)
    assert bms.phase is BmsPhase.PREPARING
    assert said[-1] == "100956F4 00"
    assert not bms.contactors_wanted


def test_a_cml_of_2011_is_enough() -> None:
    bms = _plugged()
    bms.pack = replace(PACK, contactors_closed=True)
    _hear(bms, 0.0, CHM, CRM_00, CRM_AA, _frame(0x1808F456, "1027D007DC05"))
    assert bms.phase is BmsPhase.READY


def test_demand_stays_within_the_offer() -> None:
    bms = _charging()
    bms.pack = replace(bms.pack, demand_a=390.0)
    # 800.0 V, 250 A into the battery = -250 A on the wire, constant current.
    assert "181056F4 401FDC0502" in _hear(bms, 0.16)


@pytest.mark.parametrize("data", ["841CDC050000", "841CDC050000FD", "841CDC050000FDFF"])
def test_ccs_of_6_7_and_8_bytes_keeps_the_charge_alive(data: str) -> None:
    bms = _charging()
    for tick in range(30):
        _hear(bms, 0.1 + 0.1 * tick, _frame(0x1812F456, data))
    assert bms.phase is BmsPhase.CHARGING
    assert (bms.charger.output_v, bms.charger.output_a) == (730.0, 250.0)


def test_bsm_begins_with_the_first_ccs() -> None:
    bms = _charging()
    assert not [line for line in _hear(bms, 0.2) if line.startswith("181356F4")]
    assert "181356F4 0050004E0000D0" in _hear(bms, 0.25, frame_of(Ccs(730.0, 250.0, 0, 1)))


def _deliver(bms: Bms, ccs: Ccs, seconds: float) -> None:
    for tick in range(int(seconds / 0.05)):
        _hear(bms, 0.1 + 0.05 * tick, frame_of(ccs))


def test_too_high_a_voltage_is_stopped_within_1_s() -> None:
    bms = _charging()
    _deliver(bms, Ccs(890.0, 250.0, 0, 1), 1.0)
    assert (bms.phase, bms.stop_cause) == (BmsPhase.STOPPING, StopCause.VOLTAGE)


def test_more_current_than_demanded_is_stopped() -> None:
    bms = _charging()
    _deliver(bms, Ccs(730.0, 300.0, 0, 1), 2.0)
    assert (bms.phase, bms.stop_cause) == (BmsPhase.STOPPING, StopCause.OVER_CURRENT)


def test_a_charger_may_take_its_time_to_follow_a_falling_demand() -> None:
    bms = _charging()
    _deliver(bms, Ccs(730.0, 250.0, 0, 1), 0.5)
    bms.pack = replace(bms.pack, demand_a=50.0)
    for tick in range(40):
        amps = max(50.0, 250.0 - 100.0 * 0.05 * tick)
        _hear(bms, 0.6 + 0.05 * tick, frame_of(Ccs(730.0, amps, 0, 1)))
    assert bms.phase is BmsPhase.CHARGING


@pytest.mark.parametrize(
    ("cst", "cause"),
    [
        (Cst(manual=1), StopCause.CHARGER_INITIATED),
        (Cst(condition_reached=1), StopCause.CHARGER_INITIATED),
        (Cst(fault=1, emergency=1), StopCause.EMERGENCY),
        (Cst(fault=1, charger_hot=1), StopCause.OVER_TEMPERATURE),
        (Cst(fault=1, other=1), StopCause.FAULT),
        (Cst(fault=1, current=1), StopCause.OVER_CURRENT),
    ],
)
def test_the_reason_of_cst_is_understood(cst: Cst, cause: StopCause) -> None:
    bms = _charging()
    said = _hear(bms, 0.2, frame_of(cst))
    assert "101956F4 400000F0" in said
    assert (bms.phase, bms.stop_cause) == (BmsPhase.STOPPING, cause)


@pytest.mark.parametrize(
    "frame",
    [
        _frame(0x1826F456, ""),
        _frame(0x1801F456, ""),
        _frame(0x181BF4F8, "0000000000000000"),  # the vehicle bus carries such ids: EV150
        _frame(0x181056F4, "401FDC0502"),  # our own frame, echoed
        _frame(0x18100056, "AA"),
        _frame(0x1801F456, "AB00000000FFFFFF"),  # a result that the table does not know
        Frame(0x1801F456, bytes(8), extended=False),
    ],
)
def test_garbage_does_not_move_the_car(frame: Frame) -> None:
    bms = _plugged()
    _hear(bms, 0.0, CHM)
    assert _hear(bms, 0.1, frame) == []
    assert bms.phase is BmsPhase.HANDSHAKE


def test_a_stop_with_nobody_at_the_other_end_changes_nothing() -> None:
    bms = _plugged()
    bms.stop(StopCause.USER, 1.0)
    assert (bms.phase, bms.stop_cause) == (BmsPhase.HANDSHAKE, None)


def test_a_car_that_lost_its_contactors_before_the_charge_says_so() -> None:
    bms = _plugged()
    bms.pack = replace(PACK, contactors_closed=True)
    _hear(bms, 0.0, CHM, CRM_00, CRM_AA, GOOD_CML)
    assert bms.phase is BmsPhase.READY
    bms.pack = PACK
    assert "100956F4 00" in _hear(bms, 0.1)


def test_a_new_session_begins_with_nothing_left_of_the_old() -> None:
    cable = Cable()
    cable.run(10.0)
    cable.bms.unplug(10.0)
    cable.charger.unplug(10.0)
    cable.bms.plug(20.0)
    cable.charger.start(20.0)
    assert (cable.bms.stop_cause, cable.bms.error, cable.bms.charger.ccs) == (None, None, None)


def test_a_stalled_car_sends_no_burst() -> None:
    car = LittleCar()
    car.bms.plug(0.0)
    car.receive(CHM, 0.0)
    frames = car.due(3.1)
    assert len(named(frames, "BHM")) == 1
    assert car.wake_at() == pytest.approx(3.25)


def test_what_nobody_can_mean_is_kept_for_the_inspector() -> None:
    bms = _plugged()
    bms.receive(CHM, 0.0)
    assert bms.bad is None
    # CML that offers 6553.4 V
    bms.receive(_frame(0x1808F456, "FEFFD007100E8C0F"), 0.1)
    assert "SPN 2824" in str(bms.bad)


@pytest.mark.parametrize("data", ["FF", "55", "01"])
def test_a_cro_that_says_neither_is_no_cro(data: str) -> None:
    cable = Cable(Authorisation.WAIT)  # CRO 00 for as long as it takes
    said = _frame(0x100AF456, data)
    frames = cable.run(12.0, wire=lambda f: (said,) if f.id == said.id else (f,)).frames
    ready_at = next(frame.t for frame in named(frames, "BRO") if frame.data == b"\xaa")
    # 27930 annex C: 5 s from the first BRO AA without any CRO, then BEM 3904.
    assert (named(frames, "BEM")[0].t, cable.bms.error) == (ready_at + 5.0, "3904")


def test_the_fourth_break_is_the_last() -> None:
    # 27930 annex C: three reconnects from CRM 00, then a replug.
    bms = _plugged()
    _hear(bms, 0.0, CHM)
    heard: list[tuple[int, str]] = []
    for attempt in range(5):
        now = 10.0 * attempt
        _hear(bms, now, CRM_00)
        heard.append((bms.reconnects, bms.phase.name))
        bms.due(now + 5.1)  # no CRM AA
    assert heard == [*((number, "RECOGNITION") for number in range(4)), (3, "ERROR")]


def test_auxiliary_power_without_a_plug_wakes_nobody() -> None:
    bms = Bms(IDENTITY, PACK)
    bms.power_up(0.0)
    assert (bms.phase, bms.wake_at()) == (BmsPhase.ASLEEP, None)


def test_auxiliary_power_that_goes_ends_a_charge_with_another_fault() -> None:
    cable = Cable()
    cable.run(10.0)
    cable.bms.power_down(10.0)
    # 3512.8, other fault.
    assert named(cable.run(10.0).frames, "BST")[0].data.hex() == "000040f0"


def test_auxiliary_power_after_chm_leaves_its_clock_as_it_was() -> None:
    cable = Cable()
    cable.run(1.0)
    cable.bms.power_up(1.0)
    cable.run(40.0, wire=dropping("CRM", "CEM"))
    assert times(cable.frames, "BEM")[0] == 30.0


def test_auxiliary_power_that_comes_on_late_starts_no_clock() -> None:
    cable = Cable()
    cable.run(10.0)
    cable.bms.power_up(10.0)
    cable.run(71.0)
    assert cable.where() == ("CHARGING", "CHARGING")
