"""The AC pile: against a car that is only a resistor, and against the emulated car."""

import itertools

import pytest

from tests.vehicle.bench import SU7_MAX, Operator
from vehicle.ac_line import NO_PHASES
from vehicle.ac_pile import TABLE, AcPile, Supply, SupplyEvent
from vehicle.car import Car
from vehicle.frame import Frame
from vehicle.gbt27930.messages import StopCause
from vehicle.lockstep import Action, run
from vehicle.pile import PileRating
from vehicle.trim import Trim
from vehicle.vehicle_bus import VehicleBus

SEVEN = PileRating(7.0, 220.0, 220.0, 32.0, "connector-1", is_dc=False)
ELEVEN = PileRating(11.0, 220.0, 220.0, 16.0, "connector-1", is_dc=False, phases=3)


class Rig:
    """A pile whose car is S2, held by hand."""

    def __init__(self, rating: PileRating = SEVEN) -> None:
        self.operator = Operator()
        self.pile = AcPile(rating, self.operator)
        self.line = self.pile.line
        self.now = 0.0
        self.line.is_plugged = True
        self.pile.plug(0.0)

    def run(self, seconds: float) -> None:
        for _ in range(round(seconds * 10)):
            self.now = round(self.now + 0.1, 1)
            self.pile.due(self.now)

    def supply(self) -> None:
        assert self.pile.start(self.now)
        self.line.is_ready = True
        self.run(0.1)
        assert self.pile.phase is Supply.SUPPLYING

    @property
    def cause(self) -> StopCause:
        assert len(self.operator.ends) == 1
        assert self.pile.phase is Supply.OFF
        assert self.line.phase_v == NO_PHASES
        return self.operator.ends[0][1]


def test_the_table_is_total() -> None:
    assert set(TABLE) == set(itertools.product(Supply, SupplyEvent))


def test_a_plugged_car_gets_neither_pwm_nor_mains_before_its_operator_agrees() -> None:
    rig = Rig()
    rig.line.is_ready = True
    rig.run(60)
    assert rig.line.duty_pct == 100.0
    assert rig.line.phase_v == NO_PHASES
    assert rig.operator.plugs == [True]
    assert rig.operator.readings == []
    assert rig.operator.ends == []


def test_an_agreed_charge_is_offered_and_the_relay_closes_when_the_car_asks() -> None:
    rig = Rig()
    assert rig.pile.start(0.0)
    rig.run(1)
    # 32 A are 53.3 % (IEC 61851-1: 53 % is 31.8 A).
    assert rig.line.duty_pct == pytest.approx(53.33, abs=0.01)
    assert rig.line.phase_v == NO_PHASES
    rig.line.is_ready = True
    rig.run(0.1)
    assert rig.line.phase_v == (220.0, 0.0, 0.0)


def test_an_11_kw_pile_supplies_three_phases() -> None:
    rig = Rig(ELEVEN)
    rig.supply()
    assert rig.line.phase_v == (220.0, 220.0, 220.0)
    rig.line.drawn_a = (16.0, 16.0, 16.0)
    rig.run(3600)
    # 3 x 220 V x 16 A for an hour.
    assert rig.pile.reading.energy_kwh == pytest.approx(10.56, rel=1e-3)


def test_the_meter_is_reported_every_second_and_counts_from_0_in_every_charge() -> None:
    rig = Rig()
    rig.supply()
    rig.line.drawn_a = (20.0, 0.0, 0.0)
    rig.run(90)
    assert len(rig.operator.readings) == pytest.approx(90, abs=1)
    last = rig.operator.readings[-1]
    assert (last.voltage_v, last.current_a, last.soc_pct) == (220.0, 20.0, None)
    # 4.4 kW for 90 s.
    assert last.energy_kwh == pytest.approx(0.110, rel=0.02)
    rig.pile.stop(rig.now)
    rig.line.drawn_a, rig.line.is_ready = NO_PHASES, False
    rig.run(1)
    assert rig.pile.start(rig.now)
    assert rig.pile.reading.energy_kwh == 0.0


def test_a_stop_takes_the_pilot_first_and_the_mains_when_the_car_lets_go() -> None:
    rig = Rig()
    rig.supply()
    rig.pile.stop(rig.now)
    assert rig.line.duty_pct == 100.0
    rig.run(2)
    assert rig.line.phase_v == (220.0, 0.0, 0.0)
    assert not rig.pile.start(rig.now)
    rig.line.is_ready = False
    rig.run(0.1)
    assert rig.cause is StopCause.USER


def test_a_car_that_does_not_let_go_loses_the_mains_after_3_s() -> None:
    rig = Rig()
    rig.supply()
    rig.pile.stop(rig.now)
    rig.run(2.9)
    assert rig.operator.ends == []
    rig.run(0.1)
    assert rig.cause is StopCause.USER


def test_a_stop_before_the_car_asks_ends_at_once() -> None:
    rig = Rig()
    rig.pile.start(0.0)
    rig.run(5)
    rig.pile.stop(rig.now)
    assert rig.cause is StopCause.USER
    rig.pile.stop(rig.now)
    assert len(rig.operator.ends) == 1


def test_a_car_that_lets_go_for_3_s_has_ended_the_charge() -> None:
    rig = Rig()
    rig.supply()
    rig.line.is_ready = False
    rig.run(0.1)
    assert rig.line.phase_v == NO_PHASES
    rig.run(2.9)
    assert rig.operator.ends == []
    rig.run(0.1)
    assert rig.cause is StopCause.BMS_INITIATED


def test_a_car_that_lets_go_for_a_moment_goes_on() -> None:
    rig = Rig()
    rig.supply()
    rig.line.is_ready = False
    rig.run(2)
    rig.line.is_ready = True
    rig.run(60)
    assert rig.pile.phase is Supply.SUPPLYING


def test_a_car_that_never_asks_is_given_up_after_a_minute() -> None:
    rig = Rig()
    rig.pile.start(0.0)
    rig.run(59.9)
    assert rig.operator.ends == []
    rig.run(0.1)
    assert rig.cause is StopCause.REFUSED


def test_a_cable_torn_out_of_the_car_opens_the_relay_within_100_ms() -> None:
    rig = Rig()
    rig.supply()
    rig.line.unplug()
    rig.run(0.1)
    assert rig.cause is StopCause.UNPLUGGED


def test_a_shorted_pilot_opens_the_relay_within_100_ms() -> None:
    rig = Rig()
    rig.supply()
    rig.line.is_shorted = True
    rig.run(0.1)
    assert rig.cause is StopCause.FAULT


@pytest.mark.parametrize(
    ("offer_a", "drawn_a", "ends"),
    # Up to 20 A by 2 A, above by a tenth.
    [(16.0, 18.0, False), (16.0, 18.1, True), (32.0, 35.2, False), (32.0, 35.3, True)],
)
def test_a_car_that_draws_too_much_is_cut_off_after_5_s(
    offer_a: float, drawn_a: float, ends: bool
) -> None:
    rig = Rig()
    rig.supply()
    rig.pile.offer(offer_a, rig.now)
    rig.line.drawn_a = (drawn_a, 0.0, 0.0)
    rig.run(4.9)
    assert rig.operator.ends == []
    rig.run(0.3)
    assert bool(rig.operator.ends) is ends
    if ends:
        assert rig.cause is StopCause.OVER_CURRENT


def test_load_management_pauses_without_an_end_and_lets_go_on() -> None:
    rig = Rig()
    rig.supply()
    rig.pile.offer(0.0, rig.now)
    assert rig.line.duty_pct == 100.0
    rig.line.is_ready = False
    rig.run(600)
    phases = [rig.pile.phase]
    rig.pile.offer(16.0, rig.now)
    assert rig.line.duty_pct == pytest.approx(26.67, abs=0.01)
    rig.line.is_ready = True
    rig.run(0.1)
    phases.append(rig.pile.phase)
    assert phases == [Supply.OFFERING, Supply.SUPPLYING]


def test_an_unplugged_pile_sleeps_and_starts_nothing() -> None:
    rig = Rig()
    rig.supply()
    rig.line.unplug()
    rig.pile.unplug(rig.now)
    assert rig.cause is StopCause.UNPLUGGED
    assert rig.operator.plugs == [True, False]
    assert rig.pile.wake_at() is None
    assert not rig.pile.start(rig.now)


def test_can_frames_mean_nothing_to_an_ac_pile() -> None:
    assert Rig().pile.receive(Frame(0x182756F4, b"\x08\x22"), 0.0) == []


def charge(
    rating: PileRating, seconds: float, *later: Action, soc_pct: float = 50.0
) -> tuple[Car, AcPile, Operator]:
    """The emulated car at a pile, started after 1 s."""
    operator = Operator()
    pile = AcPile(rating, operator)
    car = Car(Trim.load(SU7_MAX), VehicleBus.load(SU7_MAX), soc_pct=soc_pct)
    car.plug(0.0, pile.line)
    pile.plug(0.0)
    begin = Action(1.0, lambda now: pile.start(now))
    assert run([car.charging, pile], seconds, actions=[begin, *later]).frames == []
    return car, pile, operator


@pytest.mark.parametrize(("rating", "kw"), [(SEVEN, 7.04), (ELEVEN, 10.56)])
def test_what_the_meter_counts_is_in_the_pack_but_for_the_chargers_losses(
    rating: PileRating, kw: float
) -> None:
    car, pile, _ = charge(rating, 601.0)
    # Ten minutes, but for the start.
    assert pile.reading.energy_kwh == pytest.approx(kw / 6, rel=0.02)
    efficiency = car.ac.charger.rating.efficiency
    assert car.battery.energy_in_kwh == pytest.approx(
        pile.reading.energy_kwh * efficiency, rel=0.002
    )
    assert car.is_charging


def test_the_cars_limit_ends_the_charge_on_both_sides() -> None:
    car, _, operator = charge(SEVEN, 120.0, soc_pct=79.95)
    assert car.stop_cause is StopCause.TARGET_REACHED
    assert [cause for _, cause in operator.ends] == [StopCause.BMS_INITIATED]
    assert not car.port.is_locked


def test_a_new_charge_begins_with_the_plug_still_in() -> None:
    operator = Operator()
    pile = AcPile(SEVEN, operator)
    car = Car(Trim.load(SU7_MAX), VehicleBus.load(SU7_MAX), soc_pct=50.0)
    car.plug(0.0, pile.line)
    pile.plug(0.0)
    story = [
        Action(1.0, lambda now: pile.start(now)),
        Action(60.0, lambda now: pile.stop(now)),
        Action(70.0, lambda now: pile.start(now)),
    ]
    run([car.charging, pile], 100.0, actions=story)
    assert [cause for _, cause in operator.ends] == [StopCause.USER]
    assert car.is_charging
    assert car.stop_cause is None
