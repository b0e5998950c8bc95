"""The car's half of an AC charge, with a pile that is only a line: table, pilot, lock, ends."""

import itertools

import pytest

from tests.vehicle.bench import SU7_MAX
from vehicle.ac_line import NO_PHASES, AcLine
from vehicle.ac_side import TABLE, AcEvent, AcPhase, AcSide
from vehicle.battery import Battery
from vehicle.gbt27930.messages import StopCause
from vehicle.limits import LimitedBy
from vehicle.onboard_charger import OnboardRating
from vehicle.port import Inlet, Port, PortEvent, PortState
from vehicle.trim import Trim

OFFER_32_A = 53.33


class Rig:
    """A car's AC side with a cable in it; the relay of the pile follows S2 while it `supplies`."""

    def __init__(self, soc_pct: float = 50.0, line: AcLine | None = None) -> None:
        self.battery = Battery(Trim.load(SU7_MAX).pack, soc_pct)
        self.port = Port()
        self.side = AcSide(OnboardRating(), self.battery, self.port)
        self.line = line or AcLine()
        self.limit_pct = 80.0
        self.supplies = True
        self.amps = 0.0
        self.port.apply(PortEvent.OPEN_FLAP)
        self.port.insert(Inlet.AC)
        self.side.plug(self.line)

    def run(self, seconds: float) -> None:
        for _ in range(round(seconds * 10)):
            is_on = self.supplies and self.line.is_ready
            self.line.phase_v = (220.0, 0.0, 0.0) if is_on else NO_PHASES
            self.amps = self.side.flow(self.limit_pct, 0.1)
            self.port.current_a = max(self.side.phase_a)
            self.port.advance(0.1)
            self.side.switch(self.limit_pct)
            self.battery.step(self.amps, 0.1)

    def charge(self) -> None:
        self.line.duty_pct = OFFER_32_A
        self.run(10)
        assert self.side.phase is AcPhase.CHARGING


def test_the_table_is_total() -> None:
    assert set(TABLE) == set(itertools.product(AcPhase, AcEvent))


@pytest.mark.parametrize("phase", list(AcPhase))
def test_a_cable_that_is_gone_always_leads_back(phase: AcPhase) -> None:
    assert TABLE[phase, AcEvent.UNPLUGGED] is AcPhase.IDLE


def test_without_an_offer_the_car_waits_unlocked_and_does_not_ask() -> None:
    rig = Rig()
    rig.run(60)
    assert (rig.side.phase, rig.port.state) == (AcPhase.CONNECTED, PortState.CONNECTED)
    assert rig.line.pilot_v == pytest.approx(9.0, abs=0.05)


def test_the_plug_is_locked_before_the_car_asks_for_the_mains() -> None:
    rig = Rig()
    rig.line.duty_pct = OFFER_32_A
    rig.run(0.5)
    asked = [rig.line.is_ready]
    rig.run(0.5)
    asked.append(rig.line.is_ready)
    assert asked == [False, True]
    assert rig.port.state is PortState.LOCKED


def test_what_flows_into_the_pack_is_the_mains_times_the_efficiency() -> None:
    rig = Rig()
    rig.charge()
    assert rig.side.phase_a == pytest.approx((32.0, 0.0, 0.0), abs=0.01)
    # 7.04 kW from the mains, 93 % of it in the pack.
    assert rig.amps * rig.battery.voltage_v == pytest.approx(6547, abs=5)
    assert rig.side.is_charging
    assert rig.side.charger.limited_by is LimitedBy.SUPPLY


def test_the_driver_stops_and_the_plug_is_let_go_at_0_a() -> None:
    rig = Rig()
    rig.charge()
    rig.side.stop(StopCause.USER)
    seen = []
    for _ in range(40):
        rig.run(0.1)
        seen.append((max(rig.side.phase_a), rig.port.state))
    assert all(amps < 1.0 for amps, state in seen if state is not PortState.LOCKED)
    assert seen[-1] == (0.0, PortState.CONNECTED)
    assert (rig.side.phase, rig.side.stop_cause) == (AcPhase.ENDED, StopCause.USER)
    assert rig.line.pilot_v == pytest.approx(9.0, abs=0.05)


def test_a_stopped_charge_begins_again_when_the_driver_starts_it() -> None:
    rig = Rig()
    rig.charge()
    rig.side.stop(StopCause.USER)
    rig.run(30)
    assert not rig.side.is_in_session
    rig.side.start()
    rig.run(10)
    assert rig.side.is_charging
    assert rig.side.stop_cause is None


def test_a_stopped_charge_begins_again_after_the_pile_has_taken_its_offer_back() -> None:
    rig = Rig()
    rig.charge()
    rig.side.stop(StopCause.USER)
    rig.run(5)
    rig.line.duty_pct = 100.0
    rig.run(1)
    rig.charge()


def test_the_charge_ends_at_the_limit() -> None:
    rig = Rig(soc_pct=79.99)
    rig.charge()
    rig.run(60)
    assert rig.side.stop_cause is StopCause.TARGET_REACHED
    assert rig.battery.soc_pct == pytest.approx(80.0, abs=0.02)


@pytest.mark.parametrize(("soc_pct", "limit_pct"), [(85.0, 80.0), (100.0, 100.0)])
def test_a_car_that_wants_nothing_does_not_lock_or_ask(soc_pct: float, limit_pct: float) -> None:
    rig = Rig(soc_pct)
    rig.limit_pct = limit_pct
    rig.line.duty_pct = OFFER_32_A
    rig.run(30)
    assert (rig.side.phase, rig.port.state) == (AcPhase.CONNECTED, PortState.CONNECTED)


def test_an_offer_that_is_withdrawn_ends_the_draw_within_3_s_and_lets_the_plug_go() -> None:
    rig = Rig()
    rig.charge()
    rig.line.duty_pct = 100.0
    rig.run(3)
    assert rig.side.phase_a == NO_PHASES
    assert not rig.line.is_ready
    rig.run(1)
    assert rig.port.state is PortState.CONNECTED
    assert rig.side.stop_cause is StopCause.CHARGER_INITIATED


@pytest.mark.parametrize("field", ["is_shorted", "is_pressed"])
def test_a_broken_pilot_or_a_trigger_pulled_ends_the_draw_within_3_s(field: str) -> None:
    rig = Rig()
    rig.charge()
    setattr(rig.line, field, True)
    rig.run(3)
    assert rig.side.phase_a == NO_PHASES
    assert rig.side.offered_a == 0.0


def test_mains_that_go_away_are_a_pause() -> None:
    rig = Rig()
    rig.charge()
    rig.supplies = False
    rig.run(0.1)
    assert rig.side.phase_a == NO_PHASES
    assert (rig.side.is_paused, rig.side.is_charging) == (True, False)
    rig.run(60)
    assert rig.port.state is PortState.LOCKED
    rig.supplies = True
    rig.run(10)
    assert (rig.side.is_paused, rig.side.is_charging) == (False, True)


def test_a_car_that_only_waits_for_the_mains_is_not_paused() -> None:
    rig = Rig()
    rig.supplies = False
    rig.line.duty_pct = OFFER_32_A
    rig.run(10)
    assert (rig.side.phase, rig.side.is_paused) == (AcPhase.READY, False)
    rig.side.stop(StopCause.USER)
    assert rig.side.phase is AcPhase.ENDED


def test_a_cable_torn_out_leaves_nothing_flowing() -> None:
    rig = Rig()
    rig.charge()
    rig.port.apply(PortEvent.TEAR)
    rig.side.unplug()
    assert rig.line == AcLine(duty_pct=OFFER_32_A, phase_v=(220.0, 0.0, 0.0))
    assert (rig.side.phase, rig.side.stop_cause) == (AcPhase.IDLE, StopCause.UNPLUGGED)
    assert rig.side.flow(80.0, 0.1) == 0.0
    assert (rig.side.offered_a, rig.side.phase_a) == (0.0, NO_PHASES)


def test_a_plug_whose_lock_is_stuck_never_gets_the_mains() -> None:
    rig = Rig()
    rig.port.faults.lock_stuck = True
    rig.line.duty_pct = OFFER_32_A
    rig.run(30)
    assert rig.port.has_lock_failed
    assert not rig.line.is_ready


@pytest.mark.parametrize(
    ("driver_kw", "driver_a", "amps"),
    # 3 kW into the pack are 3.23 kW from the mains at 93 %.
    [(3.0, 0.0, 14.66), (0.0, 10.0, 10.0), (3.0, 10.0, 10.0), (50.0, 0.0, 32.0)],
)
def test_the_driver_may_allow_less(driver_kw: float, driver_a: float, amps: float) -> None:
    rig = Rig()
    rig.side.driver_kw, rig.side.driver_a = driver_kw, driver_a
    rig.charge()
    assert max(rig.side.phase_a) == pytest.approx(amps, abs=0.05)
    is_limited = amps < 31
    assert (rig.side.charger.limited_by is LimitedBy.CAR_LIMIT) is is_limited


def test_a_stop_without_a_charge_changes_nothing() -> None:
    side = AcSide(OnboardRating(), Battery(Trim.load(SU7_MAX).pack, 50.0), Port())
    side.stop(StopCause.USER)
    assert (side.phase, side.stop_cause) == (AcPhase.IDLE, None)
