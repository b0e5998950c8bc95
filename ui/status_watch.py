"""Keep the station on the card live: ask its operator when it opens and every minute then."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Protocol

from network.errors import OperatorError
from network.stations import Station, Status
from ui.map_controller import MapController
from ui.station_controller import StationController
from ui.surroundings import Surroundings

ASK_EVERY_S = 60.0
"""As EVMap does in the car; a list must not change oftener under the finger."""


class StatusSource(Protocol):
    """What is needed of an operator."""

    async def statuses(self, station_ids: Sequence[str]) -> dict[str, Status]:
        """Ask what connectors do, by connector id. Raises: OperatorError."""


class Stations(Protocol):
    """What is needed of the catalogue."""

    def set_status(self, operator_id: str, connector_id: str, status: Status, at: float) -> bool:
        """Take over a status; False for a connector that is not there."""

    def station_by_id(self, operator_id: str, station_id: str) -> Station | None:
        """Find a station."""


class StatusWatch:
    """Follows the card. An operator that does not answer leaves what was known, which grows old."""

    def __init__(
        self,
        card: StationController,
        map_: MapController,
        stations: Stations,
        sellers: Mapping[str, StatusSource],
        sleep: Callable[[float], Awaitable[None]],
        around: Surroundings,
    ) -> None:
        self._card = card
        self._map = map_
        self._stations = stations
        self._sellers = sellers
        self._sleep = sleep
        self._around = around
        self._followed: tuple[str, str] | None = None
        card.changed.connect(self._look)

    def close(self) -> None:
        """Follow nothing any more; the card may be gone already."""
        self._followed = None

    def _look(self) -> None:
        station = self._card.station
        key = None if station is None else (station.operator_id, station.id)
        if key == self._followed:
            return
        self._followed = key
        if key is not None and key[0] in self._sellers:
            self._around.spawn(self._follow(*key))

    async def _follow(self, operator_id: str, station_id: str) -> None:
        while self._followed == (operator_id, station_id):
            with suppress(OperatorError):  # the card shows how old its statuses are
                told = await self._sellers[operator_id].statuses([station_id])
                self._take(operator_id, station_id, told, self._around.wall())
            await self._sleep(ASK_EVERY_S)

    def _take(
        self, operator_id: str, station_id: str, told: Mapping[str, Status], at: datetime
    ) -> None:
        for connector_id, status in told.items():
            self._stations.set_status(operator_id, connector_id, status, at.timestamp())
        station = self._stations.station_by_id(operator_id, station_id)
        if station is not None:
            self._card.update(station)
            self._map.statuses_changed()
