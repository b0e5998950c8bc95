"""Answer what is in view under a filter: rings of many connectors, pins of single stations.

The tree of `cluster_tree` is looked up; the filter is prefix sums over the stations that pass. What
one mark shows depends on its near neighbours alone, never on the window, so it stays while panning.
"""

from bisect import bisect_right
from dataclasses import dataclass
from math import log2

import numpy as np
from numpy.typing import NDArray

from network.cluster_tree import (
    GAP_DP,
    PIN_HEIGHT_DP,
    TILE_DP,
    Boxes,
    Counts,
    Floats,
    near_pairs,
    pin_half_width_dp,
    reach_dp,
    ring_radius_dp,
)
from network.columns import ZOOMS, Columns, Filter, Index
from network.geo import closeness, mercator
from network.passing import Passing, passing

# Neighbours that have a say in where a mark stands are nearer than this: the two widest pins and
# two moves.
_NEIGHBOUR_DP = 450.0
_WORLD = 2.0**32
# How far a filter may move a mark from its anchor (chosen).
_MAX_MOVE_DP = 100.0


@dataclass(frozen=True, slots=True)
class Viewport:
    """What the map shows: a part of the unit square, drawn `width_px` wide, at `dp` px each dp."""

    west: float
    south: float
    east: float
    north: float
    width_px: float
    dp: float = 1.0

    @property
    def world_dp(self) -> float:
        """The size of the whole world at this scale."""
        return self.width_px / self.dp / (self.east - self.west)


@dataclass(frozen=True, slots=True)
class Visible:
    """Marks to draw, sorted from north to south; one entry each. May be empty.

    `row` is the station of a pin, -1 for a ring. `total` and `free` count connectors that pass the
    filter, `untold` those among them of which nothing is known, `stations` their stations. A ring
    has `radius_dp` around (x, y); a pin's box stands on (x, y), see pin_half_width_dp and
    PIN_HEIGHT_DP. `start:end` are the station rows behind it.
    """

    x: Floats
    y: Floats
    total: Counts
    free: Counts
    untold: Counts
    stations: Counts
    row: Index
    radius_dp: Floats
    start: Index
    end: Index

    def __len__(self) -> int:
        return len(self.x)


@dataclass(frozen=True, slots=True)
class Cells:
    """Marks at their anchors with what they count; sorted as the tree has them. May be empty.

    `row` is the first station that passes, the only one where `stations` is 1; `start:end` are the
    station rows behind it. `sums` and `untold` are as in `Passing`.
    """

    x: Floats
    y: Floats
    sums: Floats
    untold: Index
    stations: Index
    row: Index
    start: Index
    end: Index

    @property
    def total(self) -> Floats:
        """Connectors that pass."""
        return self.sums[:, 0]

    @property
    def free(self) -> Floats:
        """Free ones among them."""
        return self.sums[:, 1]


class ClusterIndex:
    """The stations under one filter. A new filter, or a new status, is a new index."""

    def __init__(self, columns: Columns, wanted: Filter | None = None) -> None:
        self.columns = columns
        self.wanted = wanted or Filter()
        self.passing: Passing = passing(columns, self.wanted)

    def filtered(self, wanted: Filter) -> "ClusterIndex":
        """Look at the same stations, as their status is now, under another filter."""
        return ClusterIndex(self.columns, wanted)

    def refreshed(self) -> "ClusterIndex":
        """Count again after statuses changed."""
        return ClusterIndex(self.columns, self.wanted)

    @property
    def totals(self) -> tuple[int, int, int]:
        """Count stations, connectors and free connectors that pass the filter."""
        found = self.passing
        return len(found.rows), int(found.sums[-1, 0]), int(found.sums[-1, 1])

    def rows(self, start: int, end: int) -> Index:
        """List the stations that pass the filter within a range of rows."""
        found = self.passing
        return found.rows[found.before[start] : found.before[end]]

    def free_in_view(self, view: Viewport) -> tuple[int, int]:
        """Count connectors and free connectors whose marks stand in view."""
        seen = self.in_view(view)
        inside = (seen.x >= view.west) & (seen.x <= view.east)
        inside &= (seen.y >= view.north) & (seen.y <= view.south)
        return int(seen.total[inside].sum()), int(seen.free[inside].sum())

    def cells(self, view: Viewport) -> Cells:
        """Find the marks around a view with what they count, each at its anchor.

        Cost: p99 below 0.1 ms at 1.4 million connectors.
        """
        world_dp = view.world_dp
        step = max(0, bisect_right(ZOOMS, log2(world_dp / TILE_DP) + 1e-9) - 1)
        near = self._find(view, step, _NEIGHBOUR_DP / world_dp)
        marks, found = self.columns.marks, self.passing
        start, end = marks.start[near], marks.end[near]
        first, last = found.before[start], found.before[end]
        if not found.is_everything:
            is_left = first != last
            near, start, end = near[is_left], start[is_left], end[is_left]
            first, last = first[is_left], last[is_left]
        return Cells(
            marks.x[near] / _WORLD,
            marks.y[near] / _WORLD,
            found.sums[last] - found.sums[first],
            found.untold[last] - found.untold[first],
            last - first,
            found.rows[first],
            start,
            end,
        )

    def in_view(self, view: Viewport) -> Visible:
        """Find the marks to draw. Cost: p99 about 1 ms at 1.4 million connectors."""
        world_dp = view.world_dp
        cells = self.cells(view)
        x, y, total, counts = cells.x, cells.y, cells.total, cells.stations
        radius = ring_radius_dp(total)
        boxes = _drawn_boxes(total, counts, radius)
        if not self.passing.is_everything:
            centre = cells.sums[:, 2] / counts, cells.sums[:, 3] / counts
            x, y = _settled((x, y), centre, boxes, world_dp)
        seen = np.flatnonzero(_is_seen(view, x * world_dp, y * world_dp, boxes))
        seen = seen[np.argsort(y[seen], kind="stable")]
        return Visible(
            x[seen],
            y[seen],
            total[seen].astype(np.int64),
            cells.free[seen].astype(np.int64),
            cells.untold[seen].astype(np.int64),
            counts[seen].astype(np.int64),
            np.where(counts[seen] == 1, cells.row[seen], -1).astype(np.int32),
            radius[seen],
            cells.start[seen],
            cells.end[seen],
        )

    def nearest(self, lat: float, lon: float, count: int) -> Index:
        """List the rows of the nearest stations that pass, nearest first. Cost: 5 ms for all."""
        rows = self.passing.rows
        away = closeness(*mercator(lat, lon), self.columns.x[rows], self.columns.y[rows])
        count = min(count, len(rows))
        near = np.argpartition(away, count - 1)[:count] if count else np.empty(0, np.int64)
        return rows[near[np.argsort(away[near], kind="stable")]]

    def _find(self, view: Viewport, step: int, margin: float) -> NDArray[np.int64]:
        """List the marks of a zoom in view and a margin around it."""
        marks, zoom = self.columns.marks, int(ZOOMS[step])
        first, last = int(marks.first[step]), int(marks.first[step + 1])
        west, east = _to_grid(view.west - margin), _to_grid(view.east + margin)
        north, south = _to_grid(view.north - margin), _to_grid(view.south + margin)
        shift = 32 - zoom
        tile_rows = np.arange(north >> shift, (south >> shift) + 1, dtype=np.int64) << zoom
        keys = marks.tile[first:last]
        from_ = np.searchsorted(keys, tile_rows | (west >> shift), side="left")
        to = np.searchsorted(keys, tile_rows | (east >> shift), side="right")
        near = np.concatenate([np.arange(a, b) for a, b in zip(from_, to, strict=True)]) + first
        x, y = marks.x[near], marks.y[near]
        inside = (x >= west) & (x <= east) & (y >= north) & (y <= south)
        chosen: NDArray[np.int64] = near[inside]
        return chosen


def _to_grid(value: float) -> int:
    return int(max(0.0, min(_WORLD - 1, value * _WORLD)))


def _drawn_boxes(total: Floats, stations: Index, radius: Floats) -> Boxes:
    """Measure what is drawn: a pin for a single station, otherwise a ring."""
    is_pin = stations == 1
    return Boxes(
        np.where(is_pin, pin_half_width_dp(total), radius),
        np.where(is_pin, PIN_HEIGHT_DP, radius),
        np.where(is_pin, 0.0, radius),
    )


def _settled(
    anchor: tuple[Floats, Floats], centre: tuple[Floats, Floats], boxes: Boxes, world_dp: float
) -> tuple[Floats, Floats]:
    """Move each mark from its anchor to the centre of what passes, if nobody else is in the way.

    A mark moves only where it stays clear of its neighbours both at their anchors and at their
    goals, so whoever else moves, none overlap; and no mark farther away has a say.
    """
    if len(boxes.up) == 0:
        return anchor
    x, y = anchor[0] * world_dp, anchor[1] * world_dp
    move_x, move_y = centre[0] * world_dp - x, centre[1] * world_dp - y
    share = np.minimum(1.0, _MAX_MOVE_DP / np.maximum(np.hypot(move_x, move_y), 1e-9))
    goal_x, goal_y = x + move_x * share, y + move_y * share
    i, j = near_pairs(x, y, reach_dp(boxes) + 2 * _MAX_MOVE_DP)
    meet = _Meeting(boxes, i, j)
    x_i, y_i, x_j, y_j = x[i], y[i], x[j], y[j]
    goal_x_i, goal_y_i, goal_x_j, goal_y_j = goal_x[i], goal_y[i], goal_x[j], goal_y[j]
    both_meet = meet.at(goal_x_j - goal_x_i, goal_y_j - goal_y_i)
    stays = np.zeros(len(x), np.bool_)
    stays[i[both_meet | meet.at(x_j - goal_x_i, y_j - goal_y_i)]] = True
    stays[j[both_meet | meet.at(goal_x_j - x_i, goal_y_j - y_i)]] = True
    return np.where(stays, x, goal_x) / world_dp, np.where(stays, y, goal_y) / world_dp


class _Meeting:
    """Tells whether the boxes of pairs are nearer than the gap; as `separation_dp` < 0, quicker."""

    def __init__(self, boxes: Boxes, i: Index, j: Index) -> None:
        self._sideways = boxes.half_width[i] + boxes.half_width[j] + GAP_DP
        self._below = boxes.down[i] + boxes.up[j] + GAP_DP
        self._above = -(boxes.up[i] + boxes.down[j] + GAP_DP)

    def at(self, east: Floats, south: Floats) -> NDArray[np.bool_]:
        """Put each pair's second box so far to the east and to the south of its first."""
        meets = np.abs(east) < self._sideways
        meets &= south < self._below
        meets &= south > self._above
        return meets


def _is_seen(view: Viewport, x: Floats, y: Floats, boxes: Boxes) -> NDArray[np.bool_]:
    world_dp = view.world_dp
    seen: NDArray[np.bool_] = (
        (x + boxes.half_width >= view.west * world_dp)
        & (x - boxes.half_width <= view.east * world_dp)
        & (y + boxes.down >= view.north * world_dp)
        & (y - boxes.up <= view.south * world_dp)
    )
    return seen
