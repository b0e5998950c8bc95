"""Say what is looked at, so that it is asked about first, and show what was told of it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from network.clusters import ClusterIndex, Viewport
from network.columns import Columns
from network.geo import unmercator
from network.stations import Station
from ui.map_controller import MapController
from ui.map_source import StationSource
from ui.readable import row_of, station_at
from ui.station_controller import StationController

_T = TypeVar("_T")
LOOK_S = 1.0
"""A view that was the same so long is looked at, in real seconds (chosen)."""
REDRAW_EVERY = 5
"""After so many looks the map is drawn again where something was told: pins must not flicker."""
AGES_EVERY = 60
"""After so many looks it is drawn again even where all numbers are as they were (chosen)."""
MOST = 200
"""So many stations of a view are asked about, those in its middle first (chosen)."""


class Asker(Protocol):
    """Who asks operators; network.live.Live does."""

    def look_at(self, rows: Sequence[int] | NDArray[np.integer]) -> None:
        """Say which stations are on the screen, the most important first."""

    def choose(self, row: int | None) -> None:
        """Say which station is looked at closely."""


class Away(Protocol):
    """Does some work elsewhere, and answers what it answers."""

    def __call__(self, work: Callable[[], _T]) -> Awaitable[_T]:
        """Begin."""


class Stations(Protocol):
    """What is needed of the catalogue. `told` counts what was told of connectors."""

    columns: Columns
    told: int

    def row_of(self, operator_id: str, station_id: str) -> int | None:
        """Find a station's row."""

    def station(self, row: int) -> Station:
        """Read one station by its row."""


async def in_a_thread(work: Callable[[], _T]) -> _T:
    """Do some work away from the event loop."""
    return await asyncio.to_thread(work)


class StatusWatch:
    """Follows map and card, or the destination, for an `asker`.

    An operator that does not answer leaves what was known, which grows old.
    """

    def __init__(
        self,
        card: StationController,
        map_: MapController,
        source: StationSource,
        stations: Stations,
        asker: Asker,
    ) -> None:
        self._card = card
        self._map = map_
        self._source = source
        self._stations = stations
        self._asker = asker
        self._key: tuple[str, str] | None = None
        self._row: int | None = None
        self._row_told = 0
        self._view: Viewport | None = None
        self._looked: Viewport | None = None
        self._looks = 0
        self._drawn = stations.told
        self._is_stale = False
        self._shown = 0
        card.changed.connect(self._follow_card)
        card.guide.changed.connect(self._follow_card)

    def told(self) -> None:
        """Take note that statuses in the columns may have changed."""
        self._is_stale = True

    def adopted(self) -> None:
        """Follow the same station and the same view in newer columns, whose rows are others."""
        self._looked, self._key = None, None
        self._follow_card()

    async def run(self, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        """Look again and again, until cancelled."""
        while True:
            await sleep(LOOK_S)
            await self.look()

    async def look(self, away: Away = in_a_thread) -> None:
        """Look once: at the map where it rests, and at what was told. `away` does the counting."""
        view = self._source.view
        if view is not None and view == self._view != self._looked:
            self._looked, index = view, self._source.index
            rows = await away(lambda: _seen(index, view))
            # Else they are rows of others by now, and `adopted` has us look again.
            if self._source.index.columns is index.columns:
                self._asker.look_at(rows)
        self._view = view
        self._write_card()
        self._looks += 1
        is_told = self._is_stale or self._stations.told != self._drawn
        if is_told and self._looks % REDRAW_EVERY == 0:
            self._drawn, self._is_stale = self._stations.told, False
            await self._draw(away)

    async def _draw(self, away: Away) -> None:
        """Draw the map again, soon where other numbers are to be seen, and else for the ages."""
        view, before = self._source.view, self._source.index
        index, shown = await away(lambda: _counted(before, view))
        if self._source.index is not before:
            # Another filter or other columns, counted after this was told: nearly always enough.
            self._is_stale = True
            return
        if shown is not None:
            if shown == self._shown and self._looks % AGES_EVERY:
                return
            self._shown = shown
        self._map.statuses_changed(index)

    def _follow_card(self) -> None:
        station = self._card.followed
        key = None if station is None else (station.operator_id, station.id)
        if key == self._key:
            return
        self._key = key
        self._row = None if key is None else row_of(self._stations, *key)
        self._row_told = self._told()
        self._asker.choose(self._row)

    def _write_card(self) -> None:
        """Write the card again where something new was told of its station."""
        told = self._told()
        if self._row is not None and told != self._row_told:
            self._row_told = told
            station = station_at(self._stations, self._row)
            if station is not None:
                self._card.update(station)

    def _told(self) -> int:
        """Answer what changes whenever something is told of the station on the card."""
        if self._row is None:
            return 0
        columns = self._stations.columns
        guns = slice(columns.first[self._row], columns.first[self._row + 1])
        return hash((columns.status[guns].tobytes(), columns.status_at[guns].tobytes()))


def _counted(index: ClusterIndex, view: Viewport | None) -> tuple[ClusterIndex, int | None]:
    """Count again; answers what changes whenever other numbers are to be seen. Cost: 4 ms."""
    newer = index.refreshed()
    if view is None:
        return newer, None
    seen = newer.in_view(view)
    return newer, hash((seen.row.tobytes(), seen.total.tobytes(), seen.free.tobytes()))


def _seen(index: ClusterIndex, view: Viewport) -> NDArray[np.integer]:
    """List the stations of a view, those in its middle first. Cost: 5 ms."""
    middle = unmercator((view.west + view.east) / 2, (view.north + view.south) / 2)
    rows = index.nearest(*middle, MOST)
    x, y = index.columns.x[rows], index.columns.y[rows]
    is_in = (x >= view.west) & (x <= view.east) & (y >= view.north) & (y <= view.south)
    return rows[is_in]
