import dataclasses
import itertools
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from tests.vehicle.bench import PILE_250, Bench, Operator, bench
from tests.vehicle.pile_rig import Rig, charging
from tests.vehicle.test_time_jump import run_jumping
from vehicle.frame import Frame
from vehicle.gbt27930.charger import ChargerPhase
from vehicle.gbt27930.manner import ChargerManner, TimeSync, Waiting
from vehicle.gbt27930.messages import Bcp, Bro, StopCause
from vehicle.pile import Decision, Pile, PileRating
from vehicle.pile_faults import PileFaults, Trouble
from vehicle.power_cabinet import CabinetPlan, PowerCabinet
from vehicle.stage_data import StageData

PLUG_AND_CHARGE = dataclasses.replace(PILE_250, plug_and_charge=True)
CHM = 0x1826F456
BCL = 0x181056F4


def play(story: Callable[[Bench], Awaitable[None]], rating: PileRating = PLUG_AND_CHARGE) -> None:
    async def on_a_bench() -> None:
        async with bench(rating) as desk:
            await story(desk)

    run_jumping(on_a_bench())


def test_a_plug_and_charge_pile_asks_about_the_vin_until_it_is_answered() -> None:
    async def story(desk: Bench) -> None:
        desk.operator.decisions[:] = [Decision.WAIT, Decision.WAIT, Decision.ACCEPT]
        desk.plug()
        await desk.until(lambda: desk.car.is_charging, 30)
        assert desk.operator.vins == ["LCDTESTS77MAX0001"] * 3

    play(story)


def test_a_refused_car_gets_no_current_and_the_operator_hears_why() -> None:
    async def story(desk: Bench) -> None:
        desk.operator.decisions[:] = [Decision.REFUSE]
        desk.plug()
        await desk.until(lambda: bool(desk.operator.ends), 40)
        reading, cause = desk.operator.ends[0]
        assert (reading.energy_kwh, cause) == (0.0, StopCause.REFUSED)
        await desk.until(lambda: not desk.car.port.is_locked, 5)
        desk.unplug()

    play(story)


def test_a_pile_that_waits_for_a_start_is_silent_until_then() -> None:
    async def story(desk: Bench) -> None:
        desk.plug()
        await desk.clock.sleep(5)
        assert desk.charging_frames == []
        assert desk.pile.start(desk.clock.now())
        await desk.clock.sleep(0.1)
        assert desk.charging_frames[0].id == CHM

    play(story, PILE_250)


def test_a_start_without_a_car_is_refused() -> None:
    async def story(desk: Bench) -> None:
        assert not desk.pile.start(desk.clock.now())

    play(story)


def test_the_current_rises_at_50_a_per_s_and_stays_within_the_plate() -> None:
    async def story(desk: Bench) -> None:
        desk.plug()
        await desk.until(lambda: desk.pile.stage.output_a > 0, 30)
        before_a = desk.pile.stage.output_a
        await desk.clock.sleep(1)
        assert 45 < desk.pile.stage.output_a - before_a < 55
        await desk.clock.sleep(20)
        reading = desk.pile.reading
        assert 118 < reading.voltage_v * reading.current_a / 1000 <= 120.5

    play(story, dataclasses.replace(PLUG_AND_CHARGE, power_kw=120.0))


def test_the_meter_reports_about_every_second_and_never_falls() -> None:
    async def story(desk: Bench) -> None:
        desk.plug()
        await desk.until(lambda: desk.car.is_charging, 30)
        before = len(desk.operator.readings)
        await desk.clock.sleep(10)
        assert 9 <= len(desk.operator.readings) - before <= 11
        energies = [reading.energy_kwh for reading in desk.operator.readings]
        assert energies == sorted(energies)
        assert desk.operator.readings[-1].soc_pct is not None

    play(story)


def test_the_pile_measures_the_insulation_before_it_asks_who_the_car_is() -> None:
    async def story(desk: Bench) -> None:
        desk.plug()
        highest_v = 0.0
        while desk.pile.phase is not ChargerPhase.RECOGNITION:
            await desk.clock.sleep(0.05)
            highest_v = max(highest_v, desk.pile.stage.output_v)
        # min(BHM voltage, rated voltage): the SU7 Max tells 871.2 V.
        assert highest_v == 871.2
        assert desk.pile.stage.output_v < 60

    play(story)


def test_bcl_keeps_its_period_of_50_ms_on_the_bus() -> None:
    async def story(desk: Bench) -> None:
        desk.plug()
        await desk.until(lambda: desk.car.is_charging, 30)
        await desk.clock.sleep(10)
        times = [frame.t for frame in desk.charging_frames if frame.id == BCL]
        gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
        assert len(gaps) > 150
        assert max(gaps) < 0.0505
        assert min(gaps) > 0.0495

    play(story)


def test_no_voltage_is_measured_outside_while_the_cars_contactors_are_open() -> None:
    pile = Pile(PILE_250, Operator())
    pile.plug(0.0)
    assert pile.start(0.0)
    car = pile.charger.vehicle
    # GB/T 27930-2015: BRO is AA once K5/K6 are closed, 00 before; BCP has told 690 V.
    car.bcp, car.bro = Bcp(pack_v=690.0), Bro(0x00)
    pile.due(0.1)
    assert pile.charger.stage.pack_v == 0.0
    car.bro = Bro(0xAA)
    pile.due(0.2)
    assert pile.charger.stage.pack_v == 690.0


SLOW = ChargerManner(waiting=Waiting.SECOND_HANDSHAKE)


def test_a_pile_with_a_slow_operator_ends_and_shakes_hands_again_once_it_is_told() -> None:
    operator = Operator([Decision.WAIT])
    rig = Rig(Pile(PLUG_AND_CHARGE, operator, manner=SLOW), operator)
    rig.plug()
    rig.run(15.0)
    assert rig.pile.is_waiting
    assert (rig.pile.phase, operator.ends) == (ChargerPhase.OFF, [])
    operator.decisions[:] = [Decision.ACCEPT]
    rig.run(40.0)
    assert rig.pile.phase is ChargerPhase.CHARGING
    assert [phase for _, phase in rig.phases].count(ChargerPhase.HANDSHAKE) == 2


@pytest.mark.parametrize(
    ("decision", "until", "cause"),
    [(Decision.REFUSE, 30.0, StopCause.REFUSED), (Decision.WAIT, 90.0, StopCause.UNANSWERED)],
)
def test_between_two_handshakes_a_refusal_or_60_s_of_silence_end_it(
    decision: Decision, until: float, cause: StopCause
) -> None:
    operator = Operator([Decision.WAIT])
    rig = Rig(Pile(PLUG_AND_CHARGE, operator, manner=SLOW), operator)
    rig.plug()
    rig.run(15.0)
    operator.decisions[:] = [decision]
    rig.run(until)
    assert [end for _, end in operator.ends] == [cause]


def test_a_start_from_the_operator_ends_the_wait_between_two_handshakes() -> None:
    operator = Operator([Decision.WAIT])
    rig = Rig(Pile(PLUG_AND_CHARGE, operator, manner=SLOW), operator)
    rig.plug()
    rig.do(20.0, rig.pile.start)
    rig.run(40.0)
    assert rig.pile.phase is ChargerPhase.CHARGING


def test_a_pile_that_needs_a_vin_refuses_a_car_that_tells_none() -> None:
    operator = Operator()
    rig = Rig(Pile(PILE_250, operator, data=StageData(needs_vin=True)), operator)
    rig.car.bms.identity = dataclasses.replace(rig.car.bms.identity, vin="")
    rig.plug()
    rig.do(0.0, rig.pile.start)
    rig.run(30.0)
    assert [end for _, end in operator.ends] == [StopCause.REFUSED]
    assert rig.pile.trouble is Trouble.NO_VIN


def test_a_display_that_disagrees_with_the_car_is_what_the_operator_hears() -> None:
    rig = charging(data=StageData(soc_offset_pct=3.0))
    told = rig.pile.charger.vehicle.soc_pct
    assert told is not None
    assert rig.operator.readings[-1].soc_pct == told + 3.0


def test_the_car_learns_of_a_shared_cabinet_by_ccs_falling_below_its_demand() -> None:
    first, second = PowerCabinet(CabinetPlan(240.0, 20.0, 240.0)).shares
    rig = charging(share=first)
    before_a = rig.car.bms.charger.output_a
    rig.do(20.0, second.join)
    rig.run(30.0)
    after_a, pack_v = rig.car.bms.charger.output_a, rig.pile.stage.output_v
    assert before_a is not None
    assert after_a is not None
    assert after_a == pytest.approx(120_000 / pack_v, abs=0.2)
    assert after_a < before_a - 100
    # CML is not said again: the car knows no more than this.
    cml = rig.car.bms.charger.cml
    assert cml is not None
    assert cml.max_a == 400.0
    rig.do(30.0, second.leave)
    rig.run(40.0)
    assert rig.car.bms.charger.output_a == pytest.approx(before_a, rel=0.05)


def test_a_cabinet_that_states_its_shares_offers_no_more_in_cml() -> None:
    first, second = PowerCabinet(CabinetPlan(240.0, 20.0, 240.0, is_stated=True)).shares
    first.join(0.0)
    operator = Operator()
    rig = Rig(Pile(PILE_250, operator, share=second), operator)
    rig.plug(10.0)
    rig.do(10.0, rig.pile.start)
    rig.run(20.0)
    cml = rig.car.bms.charger.cml
    assert cml is not None
    assert cml.max_a == 200.0


def test_a_pile_between_two_steps_does_nothing_physical() -> None:
    rig = charging()
    before = rig.pile.stage.energy_kwh
    rig.pile._advance(20.0)
    step_at = rig.pile._step_at
    assert 20.0 < step_at <= 21.0
    rig.pile.due(20.05)
    assert rig.pile.stage.energy_kwh == before


CTS = 0x1807F456


def test_a_pile_with_a_clock_tells_the_time_in_bcd() -> None:
    operator = Operator()
    manner = ChargerManner(time_sync=TimeSync.BCD)
    rig = Rig(Pile(PILE_250, operator, manner=manner), operator)
    rig.pile.wall = lambda: datetime(2015, 5, 16, 8, 24, 36, tzinfo=UTC)
    rig.plug()
    rig.do(0.0, rig.pile.start)
    rig.run(20.0)
    frame = rig.first(CTS)
    assert frame is not None
    # The example of GB/T 27930-2015: 2015-05-16 08:24:36.
    assert frame.data.hex(" ") == "36 24 08 16 05 15 20"


def test_a_session_that_is_over_gives_its_power_back_to_the_cabinet() -> None:
    first, second = PowerCabinet(CabinetPlan(240.0, 20.0, 240.0)).shares
    rig = charging(share=first)
    second.join(20.0)
    assert second.power_kw(25.0) == 120.0
    rig.do(30.0, rig.pile.stop)
    rig.run(45.0)
    assert len(rig.operator.ends) == 1
    assert second.power_kw(45.0) == 240.0


def test_a_pile_that_was_broken_begins_by_itself_once_it_is_mended() -> None:
    operator = Operator()
    rig = Rig(Pile(PLUG_AND_CHARGE, operator), operator)
    rig.do(0.0, lambda now: rig.pile.break_down(PileFaults(is_emergency=True), now))
    rig.plug()
    rig.run(5.0)
    assert (rig.frames, rig.pile.trouble) == ([], Trouble.EMERGENCY)
    rig.do(5.0, lambda now: rig.pile.break_down(PileFaults(), now))
    rig.run(25.0)
    assert rig.pile.phase is ChargerPhase.CHARGING
    assert rig.pile.trouble is None


def test_wishes_that_cannot_be_granted_change_nothing() -> None:
    operator = Operator()
    pile = Pile(PILE_250, operator)
    pile.stop(0.0)
    pile.set_neighbour(0.0, is_charging=True)
    assert not pile.start(0.0)
    assert pile.receive(Frame(0x182756F4, bytes(2)), 0.0) == []
    assert (operator.ends, pile.wake_at()) == ([], None)


def test_a_stop_before_the_first_message_ends_without_one() -> None:
    operator = Operator()
    rig = Rig(Pile(PILE_250, operator, data=StageData(ready_s=3.0)), operator)
    rig.plug()
    rig.do(0.0, rig.pile.start)
    rig.do(1.0, rig.pile.stop)
    rig.run(10.0)
    assert rig.frames == []
    assert [cause for _, cause in operator.ends] == [StopCause.USER]


def test_a_fault_between_two_handshakes_ends_the_wait() -> None:
    operator = Operator([Decision.WAIT])
    rig = Rig(Pile(PLUG_AND_CHARGE, operator, manner=SLOW), operator)
    rig.plug()
    rig.do(20.0, lambda now: rig.pile.break_down(PileFaults(is_door_open=True), now))
    rig.run(30.0)
    assert [cause for _, cause in operator.ends] == [StopCause.FAULT]
    assert not rig.pile.is_waiting


def test_a_car_that_leaves_between_two_handshakes_is_waited_for_no_more() -> None:
    operator = Operator([Decision.WAIT])
    rig = Rig(Pile(PLUG_AND_CHARGE, operator, manner=SLOW), operator)
    rig.plug()
    rig.do(20.0, rig.pile.unplug)
    rig.run(21.0)
    assert len(operator.ends) == 1
    assert not rig.pile.is_waiting


def test_a_demand_that_jumps_in_a_calm_charge_is_followed_by_the_models_ramp() -> None:
    rig = charging()
    rig.do(20.0, lambda _: setattr(rig.car, "charge_power_limit_kw", 50.0))
    rig.run(30.0)
    rig.do(30.0, lambda _: setattr(rig.car, "charge_power_limit_kw", 200.0))
    stage, seen_a = rig.pile.stage, [rig.pile.stage.output_a]

    def look() -> bool:
        seen_a.append(stage.output_a)
        return False

    rig.run(40.0, look)
    assert seen_a[0] < 80 < 240 < seen_a[-1]
    # 50 A/s on a grid of 0.1 s.
    assert max(b - a for a, b in pairwise(seen_a)) <= 5.0 + 1e-6
