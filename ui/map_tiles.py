"""Say which tiles a view needs, and what stands in for those that are still being painted. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor, hypot
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

from ui.map_camera import WORLD_DP, Bounds

SIDE_PX = 512
FARTHEST_STAND_IN = 3.0
"""Coarser or finer by more zooms, a tile stands in for none: enlarged further, roads are bands and
borders blotches; much finer ones cover so little that looking costs more than it shows (chosen)."""

# What stands in for a tile is looked for in so many squares along an edge: at least two of them
# are in the smallest stand-in (chosen).
_SQUARES = 16


@dataclass(frozen=True, slots=True)
class Style:
    """How tiles are painted: theme, and pixels a dp."""

    theme: str
    ratio: float


@dataclass(frozen=True, slots=True)
class Tile:
    """One square of the map: column `i` and row `j` of the grid at a zoom."""

    style: Style
    zoom: float
    i: int
    j: int

    @override
    def __hash__(self) -> int:
        # Tiles are looked up some hundred times a frame, and few differ in style alone.
        return hash((self.zoom, self.i, self.j))

    @property
    def span(self) -> float:
        """Width in world units."""
        return SIDE_PX / self.style.ratio / (WORLD_DP * float(2.0**self.zoom))

    @property
    def bounds(self) -> Bounds:
        """Where it lies."""
        span = self.span
        left, top = self.i * span, self.j * span
        return Bounds(left, top, left + span, top + span)


@dataclass(frozen=True, slots=True)
class Raster:
    """A fetched picture on disk, and where it lies in world units."""

    file: str
    left: float
    top: float
    right: float
    bottom: float


class Grid(NamedTuple):
    """A rectangle of tiles: the same for all windows that meet the same tiles."""

    style: Style
    zoom: float
    left: int
    top: int
    right: int
    bottom: int


def grid_of(style: Style, zoom: float, bounds: Bounds) -> Grid:
    """Find the tiles that meet the bounds, without listing them."""
    span = Tile(style, zoom, 0, 0).span
    left, top = floor(bounds.left / span), floor(bounds.top / span)
    return Grid(style, zoom, left, top, floor(bounds.right / span), floor(bounds.bottom / span))


def tiles_of(style: Style, zoom: float, bounds: Bounds) -> list[Tile]:
    """List the tiles that meet the bounds, nearest to their middle first."""
    middle_x, middle_y = (bounds.left + bounds.right) / 2, (bounds.top + bounds.bottom) / 2
    span = Tile(style, zoom, 0, 0).span
    middle_i, middle_j = middle_x / span - 0.5, middle_y / span - 0.5
    _, _, left, top, right, bottom = grid_of(style, zoom, bounds)
    at = [(i, j) for i in range(left, right + 1) for j in range(top, bottom + 1)]
    at.sort(key=lambda one: hypot(one[0] - middle_i, one[1] - middle_j))
    return [Tile(style, zoom, i, j) for i, j in at]


def cover(wanted: Iterable[Tile], have: Iterable[Tile]) -> list[Tile]:
    """Choose what to draw, in painting order: wanted tiles on top, stand-ins below them.

    For a missing tile those tiles stand in that it overlaps, from the nearest zoom outwards until
    it is covered or they are too far; tiles of another style serve too, so that a change of theme
    shows no hole.
    """
    had = set(have)
    wanted, there = list(wanted), list(had)
    missing = [tile for tile in wanted if tile not in had]
    here = [tile for tile in wanted if tile in had]
    if not missing or not there:
        return here
    below = _stand_ins(missing, there)
    for tile in wanted:
        below.pop(tile, None)
    return sorted(below, key=lambda tile: -below[tile]) + here


def _stand_ins(missing: Sequence[Tile], have: Sequence[Tile]) -> dict[Tile, float]:
    """Find what covers missing tiles, with a distance: the smaller, the better.

    Each tile is looked at in small squares: of every one the nearest that covers it is taken.
    """
    distance = _distances(missing, have)
    order = np.argsort(distance, axis=1, kind="stable")
    areas, others = _corners(missing)[:, None, :], _corners(have)[order]
    # Which squares' middles each covers: from one on and up to another, across and down.
    of_squares = (others - np.tile(areas[:, :, :2], 2)) / (areas[:, :, 2:3] - areas[:, :, :1])
    edges = np.clip(np.ceil(of_squares * _SQUARES - 0.5), 0, _SQUARES).astype(np.int32)
    left, top, right, bottom = np.moveaxis(edges, 2, 0)
    is_near = np.isfinite(np.take_along_axis(distance, order, axis=1))
    in_a_row = np.where(is_near & (left < right), (1 << right) - (1 << left), 0)
    row = np.arange(_SQUARES)
    is_in_row = (top[:, :, None] <= row) & (row < bottom[:, :, None])
    covers = np.where(is_in_row, in_a_row[:, :, None], 0)
    nearer = np.zeros_like(covers)
    nearer[:, 1:] = np.bitwise_or.accumulate(covers, axis=1)[:, :-1]
    tiles, places = np.nonzero((covers & ~nearer).any(axis=2))
    found = order[tiles, places]
    return dict(
        zip([have[at] for at in found.tolist()], distance[tiles, found].tolist(), strict=True)
    )


def _distances(missing: Sequence[Tile], have: Sequence[Tile]) -> NDArray[np.float64]:
    """Tell how bad a stand-in each would be; infinite for none."""
    gap = np.array([[tile.zoom] for tile in missing]) - np.array([tile.zoom for tile in have])
    # A detailed picture made small looks better than a coarse one made large.
    distance = np.where(gap >= 0, gap, -0.8 * gap)
    distance[np.abs(gap) > FARTHEST_STAND_IN] = np.inf
    style = missing[0].style
    is_other = np.array([tile.style != style for tile in have])
    return np.asarray(distance + np.where(is_other, 100.0, 0.0))


def _corners(tiles: Sequence[Tile]) -> NDArray[np.float64]:
    """List left, top, right and bottom of each, (n, 4)."""
    span = np.array([tile.span for tile in tiles])
    at = np.array([(tile.i, tile.j) for tile in tiles], np.float64)
    return np.asarray(np.concatenate([at, at + 1.0], axis=1) * span[:, None])
