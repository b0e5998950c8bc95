"""Name what the card of a station needs of the rest of the program."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from network.compatibility import Compatibility
from network.fault_reports import FaultDesk
from network.favourites import Favourites
from network.route import Place, RoadNetwork, Route
from network.stations import Connector, GroundLock, State, Station
from ui.station_photo import Photo


class Locker(Protocol):
    """An operator that lowers ground locks."""

    async def lower_lock(self, connector_id: str) -> GroundLock:
        """Ask once to lower a lock. Raises: OperatorError."""

    async def states(self, station_ids: Sequence[str]) -> dict[str, State]:
        """Ask what connectors do, by connector id. Raises: OperatorError."""


class Stations(Protocol):
    """The stations around a place; the catalogue is one."""

    def nearest(self, lat: float, lon: float, count: int) -> Iterable[int]:
        """List the rows of the nearest stations, nearest first."""

    def station(self, row: int) -> Station:
        """Read one station by its row."""


async def find_straight(start: Place, end: Place) -> Route:
    """Find a way without any road known."""
    return RoadNetwork([]).route(start, end)


async def no_photos(_station: Station) -> tuple[Photo, ...]:
    """Answer that there are none."""
    return ()


def no_model(_operator_id: str, _connector: Connector) -> str:
    """Answer that no model is known."""
    return ""


@dataclass(frozen=True, slots=True)
class StationServices:
    """`lockers` are the operators that lower locks; `model_of` names the pile at a connector."""

    favourites: Favourites
    faults: FaultDesk
    stations: Stations
    sleep: Callable[[float], Awaitable[None]]
    lockers: Mapping[str, Locker] = field(default_factory=dict)
    compatibility: Compatibility = field(default_factory=Compatibility)
    model_of: Callable[[str, Connector], str] = no_model
    find_route: Callable[[Place, Place], Awaitable[Route]] = find_straight
    fetch_photos: Callable[[Station], Awaitable[tuple[Photo, ...]]] = no_photos
