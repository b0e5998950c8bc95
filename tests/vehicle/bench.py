"""A car and a pile on python-can's virtual interface, in jumping time, for the tests."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count

from vehicle.can_bus import BusSpec, CanBus
from vehicle.car import Car
from vehicle.driver import Clock, Driver
from vehicle.frame import Frame
from vehicle.gbt27930.messages import StopCause
from vehicle.pile import Decision, MeterReading, Pile, PileRating
from vehicle.trim import VEHICLES, Trim
from vehicle.vehicle_bus import VehicleBus

SU7_MAX = VEHICLES / "su7_max.toml"
PILE_7 = PileRating(7.0, 220.0, 220.0, 32.0, "connector-1", is_dc=False)
PILE_250 = PileRating(250.0, 1000.0, 200.0, 400.0, "connector-1")
_numbers = count()


@dataclass
class Operator:
    """The pile's operator: answers what it was told to, and keeps what it hears."""

    decisions: list[Decision] = field(default_factory=lambda: [Decision.ACCEPT])
    vins: list[str] = field(default_factory=list)
    readings: list[MeterReading] = field(default_factory=list)
    ends: list[tuple[MeterReading, StopCause]] = field(default_factory=list)
    plugs: list[bool] = field(default_factory=list)

    def authorise(self, vin: str) -> Decision:
        self.vins.append(vin)
        return self.decisions.pop(0) if len(self.decisions) > 1 else self.decisions[0]

    def meter(self, reading: MeterReading) -> None:
        self.readings.append(reading)

    def ended(self, reading: MeterReading, cause: StopCause) -> None:
        self.ends.append((reading, cause))

    def plugged(self, *, is_plugged: bool) -> None:
        self.plugs.append(is_plugged)


@dataclass
class Bench:
    """The two machines, the clock, and a listener on the vehicle bus.

    `charging_frames` are those that a third node on the charging bus hears.
    """

    clock: Clock
    car: Car
    pile: Pile
    operator: Operator
    glass: VehicleBus
    glass_can: CanBus
    charging_frames: list[Frame]
    charging_bus: BusSpec

    def plug(self) -> None:
        now = self.clock.now()
        self.car.plug(now)
        self.pile.plug(now)

    def unplug(self) -> None:
        now = self.clock.now()
        self.car.unplug(now)
        self.pile.unplug(now)

    async def until(self, reached: Callable[[], bool], within_s: float) -> None:
        """Let simulated time pass until something is so."""
        latest = self.clock.now() + within_s
        while not reached():
            assert self.clock.now() < latest, "did not happen in time"
            await self.clock.sleep(0.1)

    def wish(self, path: str, value: bool | int | str) -> Frame:
        frame = self.glass.command(path, value)
        self.glass_can.send(frame)
        return frame


@asynccontextmanager
async def bench(
    rating: PileRating = PILE_250, soc_pct: float = 20.0, *, polled: bool = True, speed: float = 1.0
) -> AsyncIterator[Bench]:
    number = next(_numbers)
    charging = BusSpec("virtual", f"charging-{number}", polled=polled)
    vehicle = BusSpec("virtual", f"vehicle-{number}", polled=polled)
    buses = [CanBus.open(spec) for spec in (charging, vehicle, charging, vehicle, charging)]
    clock = Clock(asyncio.get_running_loop(), speed)
    operator = Operator()
    car = Car(Trim.load(SU7_MAX), VehicleBus.load(SU7_MAX), soc_pct=soc_pct)
    pile = Pile(rating, operator)
    glass = VehicleBus.load(SU7_MAX)
    frames: list[Frame] = []

    def see(frame: Frame) -> None:
        glass.receive(frame, clock.now())

    buses[3].subscribe(see)
    buses[4].subscribe(lambda frame: frames.append(frame._replace(t=clock.now())))
    drivers = [
        Driver(car.charging, buses[0], clock),
        Driver(car.vehicle, buses[1], clock),
        Driver(pile, buses[2], clock),
    ]

    def nudge_car() -> None:
        drivers[0].nudge()
        drivers[1].nudge()

    car.nudge = nudge_car
    pile.nudge = drivers[2].nudge
    tasks = [asyncio.create_task(driver.run()) for driver in drivers]
    await asyncio.sleep(0)
    yield Bench(clock, car, pile, operator, glass, buses[3], frames, charging)
    for task in tasks:
        task.cancel()
    for outcome in await asyncio.gather(*tasks, return_exceptions=True):
        if not isinstance(outcome, asyncio.CancelledError):
            raise outcome or AssertionError("a driver ended by itself")
    for bus in buses:
        bus.close()
