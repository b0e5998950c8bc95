"""What is physical in the car: its contactors."""

import pytest

from tests.vehicle.bench import SU7_MAX, bench
from tests.vehicle.test_time_jump import run_jumping
from vehicle.car import Car
from vehicle.gbt27930.messages import StopCause
from vehicle.limits import LimitedBy
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
