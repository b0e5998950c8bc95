"""Dress the clusters of the network as marks: whose pin, of which kind, how much is free."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal
from PySide6.QtQml import QmlElement

from network.cluster_parts import Split, split
from network.cluster_tree import ring_radius_dp
from network.clusters import ClusterIndex, Viewport, Visible
from network.columns import Index
from network.stations import Network
from network.tally import Tally, tally
from ui.map_marks import Badge, Kind, Marks, MarkSource, State

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1

# A station is busy that has no more than this share free (chosen).
_BUSY_SHARE = 0.2


class StationSource:
    """The stations of an index. Replace `index` for another filter or newer statuses.

    `wall_s` tells the time in POSIX seconds; it is asked how old a status is. `view` is the part of
    the world that was last asked for, None before.
    """

    def __init__(
        self,
        index: ClusterIndex,
        badges: Mapping[str, Badge],
        wall_s: Callable[[], float] | None = None,
    ) -> None:
        self.view: Viewport | None = None
        self._wall_s = wall_s
        self._by_name = badges
        self.adopt(index)

    def adopt(self, index: ClusterIndex) -> None:
        """Go over to newer columns: rows, and perhaps operators, are others."""
        self.index = index
        columns = index.columns
        self._badges = tuple(self._by_name[operator] for operator in columns.operators)
        self._is_own = np.array([network == Network.OWN for network in columns.networks])
        self._is_partner = np.array([network == Network.PARTNER for network in columns.networks])

    @property
    def badges(self) -> Sequence[Badge]:
        """List the operators' marks in the order of the columns."""
        return self._badges

    @property
    def edition(self) -> object:
        """Tell one numbering of the stations from another."""
        return self.index.columns

    def in_view(self, view: Viewport) -> Marks:
        """Find the marks of a view."""
        self.view = view
        seen = self.index.in_view(view)
        is_station = seen.row >= 0
        marks = self._rings(seen, np.flatnonzero(~is_station))
        rows = np.flatnonzero(is_station)
        pins = self._pins(seen.row[rows], seen.x[rows], seen.y[rows])
        # A mark is known again by all the stations behind it, whichever of them pass.
        pins.start[:], pins.end[:] = seen.start[rows], seen.end[rows]
        both = marks.then(pins)
        return both.take(np.argsort(both.y, kind="stable"))

    def station(self, row: int) -> Marks:
        """Make the one mark of a station: of what passes, or of all where nothing does.

        A row that there is not makes none.
        """
        is_there = 0 <= row < self.index.columns.station_count
        return self.stations(np.array([row] if is_there else [], np.int32))

    def stations(self, rows: Index) -> Marks:
        """Make the marks of single stations, each at its place."""
        return self._pins(rows, self.index.columns.x[rows], self.index.columns.y[rows])

    def members(self, start: int, end: int) -> Index:
        """List the stations of a ring that pass."""
        return self.index.rows(start, end)

    def split(self, start: int, end: int) -> Split | None:
        """Find how near one must come until a ring falls apart; None for never."""
        return split(self.index, start, end)

    def _rings(self, seen: Visible, here: NDArray[np.intp]) -> Marks:
        count = len(here)
        total, free, untold = seen.total[here], seen.free[here], seen.untold[here]
        state = np.where(free > 0, State.FREE, State.FULL).astype(np.uint8)
        state[_is_mostly_untold(total, free, untold)] = State.UNKNOWN
        none = np.zeros(count, np.int64)
        return Marks(
            x=seen.x[here],
            y=seen.y[here],
            total=total,
            free=free,
            untold=untold,
            row=none - 1,
            radius_dp=seen.radius_dp[here],
            kind=np.full(count, Kind.RING, np.uint8),
            badge=none,
            power_kw=none,
            state=state,
            age_s=none - 1,
            has_bolt=np.zeros(count, np.bool_),
            start=seen.start[here].astype(np.int64),
            end=seen.end[here].astype(np.int64),
        )

    def _pins(self, rows: Index, x: NDArray[np.float64], y: NDArray[np.float64]) -> Marks:
        columns = self.index.columns
        found = tally(columns, self.index.wanted, rows)
        total, free = found.total, found.free
        if self.index.wanted.free_only:
            total = np.where(free > 0, free, total)
        operator = columns.operator[rows]
        kind = np.full(len(rows), Kind.PIN, np.uint8)
        kind[self._is_partner[operator]] = Kind.PARTNER
        kind[columns.is_service_area[rows]] = Kind.SERVICE_AREA
        kind[self._is_own[operator]] = Kind.SUPERCHARGER
        state = _states(found)
        return Marks(
            x=x,
            y=y,
            total=total,
            free=free,
            untold=found.unknown,
            row=rows.astype(np.int64),
            radius_dp=ring_radius_dp(total),
            kind=kind,
            badge=operator.astype(np.int64),
            power_kw=columns.power_kw[rows].astype(np.int64),
            state=state,
            age_s=self._ages(found),
            has_bolt=found.plug_and_charge > 0,
            start=rows.astype(np.int64),
            end=rows.astype(np.int64) + 1,
        )

    def _ages(self, found: Tally) -> NDArray[np.int64]:
        """Tell how long ago the last was told of stations of which nothing is known by now."""
        if self._wall_s is None:
            return np.full(len(found.total), -1, np.int64)
        age = np.maximum(0, int(self._wall_s()) - found.told_at)
        return np.where((found.unknown == found.total) & (found.told_at > 0), age, -1)


def _is_mostly_untold(
    total: NDArray[np.int64], free: NDArray[np.int64], untold: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Tell where none is known to be free, and too little is known to call that full."""
    is_so: NDArray[np.bool_] = (free == 0) & (2 * untold >= total) & (untold > 0)
    return is_so


def _states(found: Tally) -> NDArray[np.uint8]:
    """Sum a station up: what is free comes first, then what is told to be taken."""
    known = found.total - found.unknown
    state = np.full(len(found.total), State.FULL, np.uint8)
    state[found.broken == known] = State.FAULT
    state[_is_mostly_untold(found.total, found.free, found.unknown)] = State.UNKNOWN
    state[found.free > 0] = State.FREE
    few = (found.free > 0) & (found.free <= _BUSY_SHARE * found.total)
    state[few] = State.BUSY
    return state


@QmlElement
class MapFeed(QObject):
    """Hands a source to the map item through QML; emit `changed` when its answers changed."""

    changed = Signal()

    def __init__(self, source: MarkSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.source = source
