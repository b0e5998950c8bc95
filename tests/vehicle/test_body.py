"""What is physical in the car: its contactors."""

import pytest

from tests.vehicle.bench import PILE_7, SU7_MAX, Operator, bench
from tests.vehicle.test_time_jump import run_jumping
from vehicle.ac_pile import AcPile
from vehicle.car import Car
from vehicle.frame import Frame
from vehicle.gbt27930.bms import BmsPhase
from vehicle.gbt27930.messages import StopCause
from vehicle.limits import LimitedBy
from vehicle.lockstep import Action, run
from vehicle.port import Inlet, PortEvent
from vehicle.trim import Trim
from vehicle.vehicle_bus import VehicleBus


def test_the_contactors_open_only_below_5_a(monkeypatch: pytest.MonkeyPatch) -> None:
    async def stop() -> None:
        async with bench() as desk:
            desk.plug()
            assert desk.pile.start(desk.clock.now())
            await desk.until(lambda: desk.car.battery.current_a > 200, 40)
            opened_at_a: list[float] = []
            apply = desk.car.port.apply

            def watch(event: PortEvent) -> None:
                if event is PortEvent.OPEN_CONTACTORS:
                    opened_at_a.append(desk.car.battery.current_a)
                apply(event)

            monkeypatch.setattr(desk.car.port, "apply", watch)
            desk.car.bms.stop(StopCause.USER, desk.clock.now())
            desk.car.nudge()
            await desk.until(lambda: bool(opened_at_a), 3)

            # GB/T 27930-2015: K5/K6 open below 5 A.
            assert len(opened_at_a) == 1
            assert opened_at_a[0] < 5.0
            await desk.until(lambda: not desk.car.port.is_energised, 0.3)

    run_jumping(stop())


def test_an_unplugged_car_tells_that_nothing_is_connected() -> None:
    car = Car(Trim.load(SU7_MAX), VehicleBus.load(SU7_MAX), soc_pct=40.0)
    assert (car.inlet, car.cc2_v, car.lock_feedback) == (Inlet.NONE, 12.0, False)
    assert (car.dc_max_a, car.dc_max_v, car.gbt_error) == (0.0, 0.0, 0)
    assert (car.cp_v, car.cp_duty_pct, car.ac_max_a) == (0.0, 0.0, 0.0)
    assert car.limited_by is LimitedBy.NONE
    assert not car.is_paused
    # 40 % of 101 kWh.
    assert car.energy_kwh == pytest.approx(40.4)


def at_7_kw(seconds: float, soc_pct: float = 50.0) -> tuple[Car, AcPile]:
    car = Car(Trim.load(SU7_MAX), VehicleBus.load(SU7_MAX), soc_pct=soc_pct)
    pile = AcPile(PILE_7, Operator())
    car.plug(0.0, pile.line)
    pile.plug(0.0)
    run([car.charging, pile], seconds, actions=[Action(1.0, pile.start)])
    return car, pile


def test_an_ac_charge_tells_pilot_phases_and_limits() -> None:
    car, _ = at_7_kw(30.0)
    assert (car.inlet, car.is_charging, car.is_in_session) == (Inlet.AC, True, True)
    assert car.cp_v == pytest.approx(6.0, abs=0.05)
    assert car.cp_duty_pct == pytest.approx(53.33, abs=0.01)
    assert car.ac_max_a == pytest.approx(32.0)
    assert car.ac_phase_v == (220.0, 0.0, 0.0)
    assert car.ac_phase_a == pytest.approx((32.0, 0.0, 0.0))
    # Nothing is in the DC socket.
    assert (car.cc2_v, car.dc_max_a) == (12.0, 0.0)
    assert car.limited_by in {LimitedBy.SUPPLY, LimitedBy.ONBOARD_CHARGER}
    # 30 % of 101 kWh at 6.5 kW: some four and a half hours.
    assert 4 * 3600 < car.seconds_left < 5.2 * 3600


def test_an_ac_charge_that_was_stopped_starts_again_by_the_drivers_wish() -> None:
    car, pile = at_7_kw(30.0)
    car.stop(StopCause.USER, 30.0)
    run([car.charging, pile], 32.5, start=30.0)
    assert (car.is_charging, car.stop_cause) == (False, StopCause.USER)
    car.start(32.5)
    run([car.charging, pile], 45.0, start=32.5)
    assert car.is_charging
    assert car.stop_cause is None


def test_a_hot_ac_plug_ends_the_charge() -> None:
    car, pile = at_7_kw(30.0)
    assert 20.0 < car.connector_c < 23.0
    assert pile.line.temperature_c == car.connector_c
    pile.line.contact = 60.0
    run([car.charging, pile], 120.0, start=30.0)
    assert (car.is_charging, car.stop_cause) == (False, StopCause.CONNECTOR_HOT)


def test_failing_insulation_ends_an_ac_charge_too() -> None:
    car, pile = at_7_kw(30.0)
    car.dc.safety.insulation_fails = True
    run([car.charging, pile], 35.0, start=30.0)
    assert (car.is_charging, car.stop_cause) == (False, StopCause.INSULATION)
    assert not car.port.is_locked


def test_a_dc_charge_after_an_ac_one_tells_its_own_cause() -> None:
    car, pile = at_7_kw(30.0)
    car.stop(StopCause.USER, 30.0)
    run([car.charging, pile], 40.0, start=30.0)
    car.unplug(40.0)
    car.plug(41.0)
    assert (car.inlet, car.stop_cause) == (Inlet.DC, None)
    car.start(42.0)
    assert car.bms.phase is BmsPhase.HANDSHAKE


def test_an_ac_charge_after_a_dc_one_tells_its_own_cause() -> None:
    car = Car(Trim.load(SU7_MAX), VehicleBus.load(SU7_MAX), soc_pct=50.0)
    car.plug(0.0)
    car.bms.receive(Frame(0x1826F456, bytes.fromhex("010100")), 1.0)  # CHM of version 1.1
    car.stop(StopCause.USER, 2.0)
    assert car.stop_cause is StopCause.USER
    car.unplug(3.0)
    car.plug(4.0, AcPile(PILE_7, Operator()).line)
    assert car.stop_cause is None


def test_nothing_moves_between_two_points_of_the_grid() -> None:
    car, _ = at_7_kw(30.0)
    before = car.battery.energy_in_kwh
    car.advance(30.05)
    assert car.battery.energy_in_kwh == before
    car.advance(30.1)
    assert car.battery.energy_in_kwh > before
    # A second of 6.5 kW is 0.0018 kWh, however many steps it comes in.
    before = car.battery.energy_in_kwh
    car.advance(31.1)
    assert car.battery.energy_in_kwh - before == pytest.approx(0.0018, rel=0.03)


def test_a_charge_tells_what_the_charger_offers_and_that_its_power_limits() -> None:
    async def charge() -> None:
        async with bench() as desk:
            desk.plug()
            assert desk.pile.start(desk.clock.now())
            await desk.until(lambda: desk.car.is_charging, 40)
            await desk.clock.sleep(20)
            assert (desk.car.inlet, desk.car.cc2_v) == (Inlet.DC, 6.0)
            assert (desk.car.dc_max_a, desk.car.dc_max_v) == (400.0, 1000.0)
            # 250 kW at about 750 V are 333 A; the pack takes more.
            assert desk.car.limited_by is LimitedBy.CHARGER_POWER

    run_jumping(charge())
