"""What is physical in the car: its contactors."""

import pytest

from tests.vehicle.bench import bench
from tests.vehicle.test_time_jump import run_jumping
from vehicle.gbt27930.messages import StopCause
from vehicle.port import PortEvent


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
            assert not desk.car.port.is_energised

    run_jumping(stop())
