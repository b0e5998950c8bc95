"""Move the emulated car and its cable as a person at the desk would: one pile at a time."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from vehicle.ac_line import AcLine
from vehicle.ac_pile import AcPile
from vehicle.car import Car, CarMoving, CarState
from vehicle.car_faults import CarFault, set_fault
from vehicle.charger_model import ChargerModel
from vehicle.driver import Clock, Driver, FrameBus
from vehicle.gun import Gun
from vehicle.pile import Pile, PileLink, PileRating
from vehicle.pile_faults import PileFault, changed
from vehicle.port import PortRefused

NEIGHBOUR = "pile-neighbour"
"""No fault, but done to a pile in the same way: another car charges at its cabinet."""
PILE_FAULTS = {fault.value for fault in PileFault}
FAULTS = (*(fault.value for fault in CarFault), *(fault.value for fault in PileFault), NEIGHBOUR)
"""What can be broken in one word, as a script and the workbench say it."""


class DeskError(Exception):
    """It cannot be done now; `key` names the reason for a sentence, `str()` says it."""

    def __init__(self, key: str, detail: str) -> None:
        super().__init__(detail)
        self.key = key


class Job(Protocol):
    """A running task."""

    def cancel(self) -> object:
        """End it."""


Spawn = Callable[[Coroutine[Any, Any, None]], Job]


@dataclass(frozen=True, slots=True)
class Buses:
    """One end of a bus for every node: a node does not hear its own frames.

    `vehicle` is the car's on the vehicle bus; `charging` and `pile` are both on the charging bus.
    """

    vehicle: FrameBus
    charging: FrameBus
    pile: FrameBus


class Desk:
    """The car on its two buses, and the pile that its cable comes from.

    `wall` is the time of day, for piles that tell it.
    """

    def __init__(self, car: Car, buses: Buses, clock: Clock, spawn: Spawn) -> None:
        self.pile: Pile | AcPile | None = None
        self.model: ChargerModel | None = None
        self.wall: Callable[[], datetime] | None = None
        self._car = car
        self._pile_bus = buses.pile
        self._clock = clock
        self._spawn = spawn
        self._pile_job: Job | None = None
        vehicle = Driver(car.vehicle, buses.vehicle, clock)
        charging = Driver(car.charging, buses.charging, clock)

        def nudge() -> None:
            vehicle.nudge()
            charging.nudge()

        car.nudge = nudge
        spawn(vehicle.run())
        spawn(charging.run())

    @property
    def car(self) -> CarState:
        """Tell how the car stands."""
        return self._car.state

    def drive(self, lat: float, lon: float) -> None:
        """Drive to a place, WGS-84. Raises: DeskError."""
        self._try(lambda now: self._car.drive_to(lat, lon, now))

    def set_soc(self, soc_pct: float) -> None:
        """Set the state of charge. Raises: DeskError."""
        self._try(lambda _: self._car.set_soc(soc_pct))

    def plug(self, rating: PileRating, link: PileLink, model: ChargerModel | None = None) -> None:
        """Put the cable of a pile into the car, of some model or of none. Raises: DeskError."""
        pile, cable = _make(rating, link, model)
        self._try(lambda now: self._car.plug(now, cable))
        driver = Driver(pile, self._pile_bus, self._clock)
        pile.nudge = driver.nudge
        if isinstance(pile, Pile):
            pile.wall = self.wall
        self.pile, self.model = pile, model
        self._pile_job = self._spawn(driver.run())
        pile.plug(self._clock.now())

    def unplug(self) -> None:
        """Pull the cable. Raises: DeskError, for instance while the port is locked."""
        self._try(self._car.unplug)
        self._put_away()

    def tear(self) -> None:
        """Pull the cable by force, locked or not. Raises: DeskError where there is none."""
        self._try(self._car.tear)
        self._put_away()

    def set_fault(self, name: str, *, is_on: bool) -> None:
        """Break something, or mend it; `name` is a value of CarFault or PileFault, or NEIGHBOUR.

        Raises: DeskError for what has no such name, and for a plug or pile that is not there.
        """
        if name not in FAULTS:
            raise DeskError("bad_value", f"{name!r} is not one of: {', '.join(FAULTS)}")
        if name == NEIGHBOUR:
            self.set_neighbour(is_charging=is_on)
            return
        if name in PILE_FAULTS:
            self._break_pile(PileFault(name), is_on=is_on)
            return
        self._try(lambda _: set_fault(self._car, CarFault(name), is_on=is_on))
        if isinstance(self.pile, Pile):
            self.pile.notice(self._clock.now())

    def set_neighbour(self, *, is_charging: bool) -> None:
        """Let another car begin or end at the same cabinet; a pile that shares nothing has none."""
        if isinstance(self.pile, Pile):
            self.pile.set_neighbour(self._clock.now(), is_charging=is_charging)

    def offer(self, amps: float) -> None:
        """Let load management allow an AC pile so much on each phase; a DC pile has none."""
        if isinstance(self.pile, AcPile):
            self.pile.offer(amps, self._clock.now())

    def start(self) -> bool:
        """Let the pile charge; the operator has agreed. False if it cannot."""
        return self.pile is not None and self.pile.start(self._clock.now())

    def stop(self) -> None:
        """Let the pile end the charge."""
        if self.pile is not None:
            self.pile.stop(self._clock.now())

    def _break_pile(self, fault: PileFault, *, is_on: bool) -> None:
        if not isinstance(self.pile, Pile):
            raise DeskError("no_cable", "no DC pile is connected")
        self.pile.break_down(changed(self.pile.faults, fault, is_on=is_on), self._clock.now())

    def _put_away(self) -> None:
        if self.pile is not None:
            self.pile.unplug(self._clock.now())
        if self._pile_job is not None:
            self._pile_job.cancel()
        self.pile = self.model = self._pile_job = None

    def _try(self, act: Callable[[float], None]) -> None:
        try:
            act(self._clock.now())
        except CarMoving as error:
            raise DeskError("moving", str(error)) from error
        except PortRefused as error:
            raise DeskError(error.refusal.name.lower(), str(error)) from error
        except ValueError as error:
            raise DeskError("bad_value", str(error)) from error


LIQUID_ABOVE_A = 300.0
"""A DC cable for more than this is cooled by liquid (chosen)."""


def _make(
    rating: PileRating, link: PileLink, model: ChargerModel | None
) -> tuple[Pile | AcPile, Gun | AcLine]:
    """Make the pile that a type plate and a model describe, and its cable."""
    if model is not None:
        made = model.pile(rating, link)
        return made, made.gun if isinstance(made, Pile) else made.line
    if rating.is_dc:
        gun = Gun(rating.max_a, is_liquid_cooled=rating.max_a > LIQUID_ABOVE_A)
        return Pile(rating, link, gun=gun), gun
    pile = AcPile(rating, link)
    return pile, pile.line
