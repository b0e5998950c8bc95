"""Say which tiles a view needs, and what stands in for those that are still being painted. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import floor, hypot

from typing_extensions import override

from ui.map_camera import WORLD_DP, Bounds

SIDE_PX = 512
FARTHEST_STAND_IN = 3.0
"""Coarser or finer by more zooms, a tile stands in for none: enlarged further, roads are bands and
borders blotches; much finer ones cover so little that looking costs more than it shows (chosen)."""


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


def tiles_of(style: Style, zoom: float, bounds: Bounds) -> list[Tile]:
    """List the tiles that meet the bounds, nearest to their middle first."""
    middle_x, middle_y = (bounds.left + bounds.right) / 2, (bounds.top + bounds.bottom) / 2
    span = Tile(style, zoom, 0, 0).span
    middle_i, middle_j = middle_x / span - 0.5, middle_y / span - 0.5
    tiles = _meeting(style, zoom, bounds)
    return sorted(tiles, key=lambda tile: hypot(tile.i - middle_i, tile.j - middle_j))


def _meeting(style: Style, zoom: float, bounds: Bounds) -> list[Tile]:
    span = Tile(style, zoom, 0, 0).span
    columns = range(floor(bounds.left / span), floor(bounds.right / span) + 1)
    rows = range(floor(bounds.top / span), floor(bounds.bottom / span) + 1)
    return [Tile(style, zoom, i, j) for i in columns for j in rows]


def cover(wanted: Iterable[Tile], have: Iterable[Tile]) -> list[Tile]:
    """Choose what to draw, in painting order: wanted tiles on top, stand-ins below them.

    For a missing tile those tiles stand in that it overlaps, from the nearest zoom outwards until
    it is covered or they are too far; tiles of another style serve too, so that a change of theme
    shows no hole.
    """
    have = set(have)
    wanted = list(wanted)
    below: dict[Tile, float] = {}
    grids = {(tile.zoom, tile.style) for tile in have}
    for tile in wanted:
        if tile not in have:
            below.update(_stand_ins(tile, have, grids))
    for tile in wanted:
        below.pop(tile, None)
    ordered = sorted(below, key=lambda tile: -below[tile])
    return ordered + [tile for tile in wanted if tile in have]


def _stand_ins(
    tile: Tile, have: set[Tile], grids: Iterable[tuple[float, Style]]
) -> Iterator[tuple[Tile, float]]:
    """List what covers a tile, with a distance: the smaller, the better."""

    def distance_of(grid: tuple[float, Style]) -> float:
        # A detailed picture made small looks better than a coarse one made large.
        gap = tile.zoom - grid[0]
        distance = gap if gap >= 0 else -0.8 * gap
        return distance if grid[1] == tile.style else distance + 100.0

    bounds = tile.bounds
    left = 1.0
    for zoom, style in sorted(grids, key=distance_of):
        for other in _meeting(style, zoom, bounds) if _is_near(tile, zoom) else ():
            if other in have:
                left -= _shared(bounds, other.bounds) / tile.span**2
                yield other, distance_of((zoom, style))
        if left < 1e-6:
            return


def _is_near(tile: Tile, zoom: float) -> bool:
    return abs(zoom - tile.zoom) <= FARTHEST_STAND_IN


def _shared(a: Bounds, b: Bounds) -> float:
    width = min(a.right, b.right) - max(a.left, b.left)
    height = min(a.bottom, b.bottom) - max(a.top, b.top)
    return max(0.0, width) * max(0.0, height)
