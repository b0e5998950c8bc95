"""How a pile ends a charge: GB/T 18487.1-2015 and GB/T 34657.1-2017, with a car."""

from collections.abc import Callable

import pytest

from tests.vehicle.bench import PILE_250, Operator
from tests.vehicle.pile_rig import Rig, charging
from vehicle.frame import Frame
from vehicle.gbt27930.charger import ChargerPhase
from vehicle.gbt27930.messages import Bcs, StopCause, encode
from vehicle.insulation import Resistance
from vehicle.pile import Pile
from vehicle.pile_faults import PileFaults, Trouble
from vehicle.stage_data import StageData

AT = 20.0


def _times(rig: Rig, until: float = 22.0) -> tuple[float, float]:
    """Tell how long after AT the current was down to 5 A, and K1/K2 open."""
    stage = rig.pile.stage
    small_at = rig.run(until, lambda: stage.output_a <= 5.0)
    open_at = rig.run(until, lambda: not stage.k1k2.is_closed)
    return small_at - AT, open_at - AT


@pytest.mark.parametrize(
    ("faults", "trouble", "cause"),
    [
        (PileFaults(is_emergency=True), Trouble.EMERGENCY, StopCause.EMERGENCY),
        (PileFaults(is_door_open=True), Trouble.DOOR_OPEN, StopCause.FAULT),
        (PileFaults(is_earth_lost=True), Trouble.EARTH_LOST, StopCause.FAULT),
        (PileFaults(is_supply_lost=True), Trouble.SUPPLY_LOST, StopCause.FAULT),
        (PileFaults(is_meter_dead=True), Trouble.METER, StopCause.FAULT),
        (PileFaults(modules_lost=1.0), Trouble.NO_MODULE, StopCause.FAULT),
        (PileFaults(is_hot_inside=True), Trouble.INSIDE_HOT, StopCause.OVER_TEMPERATURE),
        (PileFaults(gun_c=90.0), Trouble.GUN_HOT, StopCause.OVER_TEMPERATURE),
    ],
)
def test_a_fault_leaves_at_most_5_a_within_100_ms_and_then_opens_k1_k2(
    faults: PileFaults, trouble: Trouble, cause: StopCause
) -> None:
    rig = charging()
    assert rig.pile.stage.output_a > 250
    rig.do(AT, lambda now: rig.pile.break_down(faults, now))
    small_s, open_s = _times(rig)
    assert 0 < small_s <= 0.1
    assert small_s < open_s < 0.15
    rig.run(40.0)
    assert rig.pile.trouble is trouble
    assert [end for _, end in rig.operator.ends] == [cause]
    cst = rig.cst()
    assert cst is not None
    assert (cst.fault, cst.manual) == (1, 0)


def _press(rig: Rig) -> None:
    rig.pile.gun.is_pressed = True


def _break_contact(rig: Rig) -> None:
    # 4.9 V at detection point 1, as a field report has it.
    rig.pile.gun.r4_ohm = 2226.0


@pytest.mark.parametrize("act", [_press, _break_contact], ids=["trigger", "contact of 4.9 V"])
def test_a_lost_detection_point_1_cuts_within_50_ms_and_opens_k1_k2_within_100(
    act: Callable[[Rig], None],
) -> None:
    rig = charging()

    def at_the_gun(now: float) -> None:
        act(rig)
        rig.pile.notice(now)

    rig.do(AT, at_the_gun)
    small_s, open_s = _times(rig)
    assert small_s <= 0.05
    assert open_s <= 0.1
    rig.run(40.0)
    assert rig.pile.trouble is Trouble.CONNECTOR_OPEN
    assert [end for _, end in rig.operator.ends] == [StopCause.CONNECTOR]
    cst = rig.cst()
    assert cst is not None
    assert (cst.fault, cst.connector) == (1, 1)


def test_a_pack_above_what_it_allowed_stops_within_1_s_and_opens_k1_to_k4() -> None:
    operator = Operator()
    rig = Rig(Pile(PILE_250, operator), operator, soc_pct=85.0)
    rig.car.limit_pct = 100
    rig.plug()
    rig.do(0.0, rig.pile.start)
    # What is measured outside rises by a tenth, from some 810 V: BCP allows 871.2 V.
    rig.do(AT, lambda now: rig.pile.break_down(PileFaults(pack_v_error=0.1), now))
    rig.run(AT - 0.1)
    assert rig.pile.phase is ChargerPhase.CHARGING
    _, open_s = _times(rig)
    assert 0 < open_s < 1.0
    assert (rig.pile.trouble, rig.pile.gun.aux_v) == (Trouble.OVER_VOLTAGE, 0.0)
    rig.run(40.0)
    assert [end for _, end in rig.operator.ends] == [StopCause.VOLTAGE]


def test_a_step_of_the_packs_voltage_is_seen_with_the_bcs_that_tells_it() -> None:
    rig = charging(30.31)
    # Calm: nothing moves before the next whole second.
    assert rig.pile._step_at == 31.0
    # 900 V and the current as it was; a BCS in a single frame has room for 8 of its 9 bytes.
    bcs = Bcs(900.0, rig.pile.stage.output_a, 4.2, 1, 30, 30)
    rig.pile.receive(Frame(0x1C1156F4, encode(bcs)[:8]), 30.32)
    assert rig.pile.trouble is Trouble.OVER_VOLTAGE
    assert rig.pile.phase is ChargerPhase.STOPPING


def test_an_ordinary_stop_takes_the_models_ramp_and_says_so() -> None:
    rig = charging(data=StageData(down_a_per_s=100.0))
    before_a = rig.pile.stage.output_a
    rig.do(AT, rig.pile.stop)
    small_s, open_s = _times(rig, 30.0)
    # 100 A/s, down to 5 A.
    assert small_s == pytest.approx((before_a - 5) / 100, abs=0.02)
    assert open_s == pytest.approx(small_s + 0.02, abs=0.005)
    rig.run(40.0)
    cst = rig.cst()
    assert cst is not None
    assert (cst.manual, cst.fault) == (1, 0)
    assert [end for _, end in rig.operator.ends] == [StopCause.USER]


def test_the_output_is_below_60_v_within_1_s_of_k1_k2_opening() -> None:
    rig = charging()
    rig.do(AT, rig.pile.stop)
    _, open_s = _times(rig, 30.0)
    safe_at = rig.run(30.0, lambda: rig.pile.stage.output_v < 60.0)
    assert 0 < safe_at - AT - open_s < 1.0


def test_a_hot_plug_is_spared_before_it_ends_the_charge() -> None:
    rig = charging()
    rig.do(AT, lambda now: rig.pile.break_down(PileFaults(gun_c=85.0), now))
    before_a = rig.pile.stage.output_a
    rig.run(25.0)
    # Half way from 80 to 90 degC.
    assert rig.pile.stage.output_a == pytest.approx(before_a / 2, rel=0.1)
    assert rig.pile.trouble is None


def test_too_much_current_for_10_s_is_a_current_error() -> None:
    rig = charging()
    rig.do(AT, lambda now: rig.pile.break_down(PileFaults(excess_a=60.0), now))
    rig.run(29.5)
    before = rig.pile.trouble
    rig.run(45.0)
    assert (before, rig.pile.trouble) == (None, Trouble.CURRENT_ERROR)
    cst = rig.cst()
    assert cst is not None
    assert (cst.fault, cst.current) == (1, 1)


def test_welded_contacts_are_found_and_no_session_begins_with_them() -> None:
    rig = charging()
    rig.do(AT, lambda now: rig.pile.break_down(PileFaults(is_welded=True), now))
    rig.do(AT + 1, rig.pile.stop)
    rig.run(60.0)
    pile = rig.pile
    assert pile.trouble is Trouble.WELDED
    assert len(rig.operator.ends) == 1
    rig.do(60.0, rig.car.unplug)
    rig.do(60.0, pile.unplug)
    rig.plug(61.0)
    started: list[bool] = []
    rig.do(61.0, lambda now: started.append(pile.start(now)))
    rig.run(62.0)
    assert (started, pile.trouble) == ([False], Trouble.WELDED)


def _begun(faults: PileFaults, data: StageData | None = None, until: float = 90.0) -> Rig:
    operator = Operator()
    rig = Rig(Pile(PILE_250, operator, data=data or StageData()), operator)
    rig.do(0.0, lambda now: rig.pile.break_down(faults, now))
    rig.plug()
    rig.do(0.0, rig.pile.start)
    rig.run(until)
    return rig


@pytest.mark.parametrize(
    ("faults", "data", "trouble", "cause"),
    [
        (PileFaults(r_minus_ohm_per_v=99.0), None, Trouble.INSULATION, StopCause.INSULATION),
        (
            PileFaults(r_plus_ohm_per_v=104.0),
            StageData(fault_ohm_per_v=108.0),
            Trouble.INSULATION,
            StopCause.INSULATION,
        ),
        (PileFaults(residual_v=12.0), None, Trouble.RESIDUAL_VOLTAGE, StopCause.INSULATION),
        (PileFaults(is_stuck_open=True), None, Trouble.NOT_CLOSED, StopCause.FAULT),
        (PileFaults(is_lock_broken=True), None, Trouble.NOT_LOCKED, StopCause.CONNECTOR),
        (PileFaults(is_aux_dead=True), None, Trouble.NO_AUX, StopCause.FAULT),
        (PileFaults(precharge_error_v=30.0), None, Trouble.INRUSH, StopCause.OVER_CURRENT),
        (
            PileFaults(pack_v_error=0.06),
            StageData(rejects_mismatch=True),
            Trouble.PACK_VOLTAGE,
            StopCause.VOLTAGE,
        ),
        (
            PileFaults(is_reversed=True),
            StageData(rejects_mismatch=True),
            Trouble.PACK_VOLTAGE,
            StopCause.VOLTAGE,
        ),
        (PileFaults(pack_v_error=0.06), None, None, StopCause.VOLTAGE),
    ],
    ids=[
        "R- of 99 ohm/V",
        "104 ohm/V where 108 are asked for",
        "12 V left outside",
        "K1/K2 do not close",
        "lock",
        "K3/K4",
        "a module 30 V too low",
        "6 % off what BCP said",
        "reversed",
        "6 % off, and CRO stays 00",
    ],
)
def test_what_is_broken_before_a_charge_keeps_it_from_beginning(
    faults: PileFaults, data: StageData | None, trouble: Trouble | None, cause: StopCause
) -> None:
    rig = _begun(faults, data)
    assert rig.pile.trouble is trouble
    assert [(end, reading.energy_kwh) for reading, end in rig.operator.ends] == [(cause, 0.0)]


@pytest.mark.parametrize(
    "faults",
    [
        PileFaults(is_lock_broken=True),
        PileFaults(is_stuck_open=True),
        PileFaults(r_minus_ohm_per_v=50.0),
        PileFaults(residual_v=40.0),
        PileFaults(precharge_error_v=30.0),
        PileFaults(pack_v_error=0.2),  # 690 V are taken for 828 V; BCP allows 871.2 V
    ],
    ids=["lock", "K1/K2", "insulation", "residual", "precharge", "measurement"],
)
def test_what_is_looked_at_only_before_a_charge_does_not_end_one(faults: PileFaults) -> None:
    rig = charging()
    rig.do(AT, lambda now: rig.pile.break_down(faults, now))
    rig.run(25.0)
    assert (rig.pile.phase, rig.pile.trouble) == (ChargerPhase.CHARGING, None)
    assert rig.pile.stage.output_a > 200


def test_a_warning_of_the_insulation_is_kept_and_the_car_charges() -> None:
    rig = _begun(PileFaults(r_plus_ohm_per_v=300.0), until=20.0)
    assert rig.pile.stage.test.resistance is Resistance.WARNING
    assert rig.pile.phase is ChargerPhase.CHARGING


def test_a_pack_4_percent_off_is_the_same_pack() -> None:
    rig = _begun(PileFaults(pack_v_error=-0.04), StageData(rejects_mismatch=True), until=20.0)
    assert rig.pile.phase is ChargerPhase.CHARGING


def test_the_current_at_k1_k2_is_10_a_at_most_20_are_allowed() -> None:
    rig = charging(until=8.0)
    assert rig.pile.stage.inrush_a == pytest.approx(10.0, abs=0.5)


def test_a_model_that_takes_its_time_says_nothing_before_it_is_ready() -> None:
    operator = Operator()
    rig = Rig(Pile(PILE_250, operator, data=StageData(ready_s=3.0)), operator)
    rig.plug()
    rig.do(0.0, rig.pile.start)
    rig.run(10.0)
    assert rig.frames[0].t == pytest.approx(3.0, abs=0.01)


@pytest.mark.parametrize(
    ("cc1_max_v", "r4_ohm", "begins"),
    # 1100 ohm are 4.13 V at detection point 1.
    [(4.8, 1100.0, True), (4.1, 1100.0, False), (4.1, 1000.0, True)],
)
def test_a_narrow_model_refuses_a_contact_that_others_take(
    cc1_max_v: float, r4_ohm: float, begins: bool
) -> None:
    pile = Pile(PILE_250, Operator(), data=StageData(cc1_max_v=cc1_max_v))
    pile.gun.r4_ohm = r4_ohm
    pile.plug(0.0)
    assert pile.start(0.0) is begins
    assert pile.trouble is (None if begins else Trouble.CONNECTOR_OPEN)
