"""Say which tiles a view needs, and what stands in for those that are still being painted. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import floor, hypot

from ui.map_camera import WORLD_DP, Bounds

SIDE_PX = 512


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


def tiles_of(style: Style, zoom: float, bounds: Bounds) -> list[Tile]:
    """List the tiles that meet the bounds, nearest to their middle first."""
    span = Tile(style, zoom, 0, 0).span
    columns = range(floor(bounds.left / span), floor(bounds.right / span) + 1)
    rows = range(floor(bounds.top / span), floor(bounds.bottom / span) + 1)
    middle_i = (bounds.left + bounds.right) / 2 / span - 0.5
    middle_j = (bounds.top + bounds.bottom) / 2 / span - 0.5
    tiles = [Tile(style, zoom, i, j) for i in columns for j in rows]
    return sorted(tiles, key=lambda tile: hypot(tile.i - middle_i, tile.j - middle_j))


def cover(wanted: Iterable[Tile], have: Iterable[Tile]) -> list[Tile]:
    """Choose what to draw, in painting order: wanted tiles on top, stand-ins below them.

    For a missing tile those tiles stand in that it overlaps, from the nearest zoom outwards until
    it is covered; tiles of another style serve too, so that a change of theme shows no hole.
    """
    have = set(have)
    wanted = list(wanted)
    below: dict[Tile, float] = {}
    for tile in wanted:
        if tile not in have:
            below.update(_stand_ins(tile, have))
    for tile in wanted:
        below.pop(tile, None)
    ordered = sorted(below, key=lambda tile: -below[tile])
    return ordered + [tile for tile in wanted if tile in have]


def _stand_ins(tile: Tile, have: set[Tile]) -> Iterator[tuple[Tile, float]]:
    """List what covers a tile, with a distance: the smaller, the better."""
    zooms: dict[tuple[float, Style], float] = {}
    for other in have:
        # A detailed picture made small looks better than a coarse one made large.
        gap = tile.zoom - other.zoom
        distance = gap if gap >= 0 else -0.8 * gap
        if other.style != tile.style:
            distance += 100.0
        zooms[other.zoom, other.style] = distance
    bounds = tile.bounds
    left = 1.0
    for (zoom, style), distance in sorted(zooms.items(), key=lambda item: item[1]):
        for other in tiles_of(style, zoom, bounds) if _is_near(tile, zoom) else ():
            if other in have:
                left -= _shared(bounds, other.bounds) / tile.span**2
                yield other, distance
        if left < 1e-6:
            return


def _is_near(tile: Tile, zoom: float) -> bool:
    # Much finer tiles cover so little that looking for them costs more than it shows.
    return zoom - tile.zoom <= 3.0


def _shared(a: Bounds, b: Bounds) -> float:
    width = min(a.right, b.right) - max(a.left, b.left)
    height = min(a.bottom, b.bottom) - max(a.top, b.top)
    return max(0.0, width) * max(0.0, height)
