"""Take the car's charging interface down in the middle of a charge, and bring it up again."""

import asyncio
import contextlib
from collections.abc import Callable
from itertools import pairwise

import pytest

from tests.vehicle.bench import PILE_250, SU7_MAX, Operator
from tests.vehicle.virtual_adapter import NAME, Adapter
from ui.wiring.world import follow_charging_bus
from vehicle import signals
from vehicle.bus_spec import BusSpec
from vehicle.can_bus import BusState, CanBus
from vehicle.car import Car
from vehicle.driver import Clock, Driver
from vehicle.frame import Frame
from vehicle.gbt27930.messages import StopCause
from vehicle.pile import Pile
from vehicle.trim import Trim
from vehicle.vehicle_bus import VehicleBus

CHANNEL = "lost-charging"
VEHICLE = BusSpec("virtual", "lost-vehicle", polled=True)
# A charge begins after some 6 simulated seconds.
SPEED = 8.0


async def _until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not holds():
            await asyncio.sleep(0.002)


class World:
    """Car, pile and glass, each with its own end of a bus; only the car's adapter can be lost."""

    def __init__(self) -> None:
        self.clock = Clock(asyncio.get_running_loop(), SPEED, slip=False)
        self.car = Car(Trim.load(SU7_MAX), VehicleBus.load(SU7_MAX), soc_pct=30.0)
        self.operator = Operator()
        self.pile = Pile(PILE_250, self.operator)
        self.glass = VehicleBus.load(SU7_MAX)
        self.bms = CanBus.open(BusSpec(NAME, CHANNEL, 250_000))
        self.ends = [
            self.bms,
            CanBus.open(BusSpec("virtual", CHANNEL)),
            CanBus.open(VEHICLE),
            CanBus.open(VEHICLE),
        ]
        self.told_fault_at: float | None = None
        self.said: list[tuple[BusState, float]] = []
        self.bms.on_state = lambda state: self.said.append((state, self.clock.now()))
        follow_charging_bus(self.bms, self.car, self.clock)
        self.ends[3].subscribe(self._see)
        drivers = [
            Driver(self.car.charging, self.ends[0], self.clock),
            Driver(self.pile, self.ends[1], self.clock),
            Driver(self.car.vehicle, self.ends[2], self.clock),
        ]
        self.drivers = drivers
        self.car.nudge = self._nudge
        self.pile.nudge = drivers[1].nudge
        self.tasks = [asyncio.ensure_future(driver.run()) for driver in drivers]

    def _see(self, frame: Frame) -> None:
        self.glass.receive(frame, self.clock.now())
        cause = self.glass.signals.get(signals.STOP_CAUSE)
        if cause is not None and cause.value == "FAULT" and self.told_fault_at is None:
            self.told_fault_at = self.clock.now()

    def _nudge(self) -> None:
        for driver in self.drivers:
            driver.nudge()

    async def close(self) -> None:
        for task in self.tasks:
            task.cancel()
        for task in self.tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task
        for end in self.ends:
            end.close()

    def told(self, path: str) -> object:
        return self.glass.signals[path].value


async def test_a_charge_whose_interface_is_lost_ends_at_once_and_the_bus_comes_back() -> None:
    world = World()
    try:
        world.car.plug(world.clock.now())
        world.pile.plug(world.clock.now())
        assert world.pile.start(world.clock.now())
        await _until(lambda: world.car.is_charging)
        await _until(lambda: world.told(signals.IS_CHARGING) is True)

        Adapter.down.add(CHANNEL)
        await _until(lambda: bool(world.said))
        state, detected_at = world.said[0]
        assert state is BusState.GONE
        # K5/K6 are let go in the same callback; that they open within 100 ms is test_car's matter.
        assert not world.car.port.conducts
        await _until(lambda: world.told_fault_at is not None)
        assert world.told_fault_at is not None
        assert world.told_fault_at - detected_at < 0.5
        await _until(lambda: world.told(signals.IS_CHARGING) is False)

        # The pile hears nothing any more: BCL is late after 1 s, and it ends by itself.
        await _until(lambda: bool(world.operator.ends))
        assert world.operator.ends[0][1] is StopCause.TIMEOUT

        Adapter.down.discard(CHANNEL)
        await _until(lambda: world.bms.state is BusState.ACTIVE)
        states = [state for state, _ in world.said]
        assert all(before is not after for before, after in pairwise(states))
        assert not world.car.port.is_energised
    finally:
        Adapter.down.discard(CHANNEL)
        await world.close()


@pytest.fixture(autouse=True)
def _quick_retries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vehicle.can_bus.FIRST_RETRY_S", 0.05)
