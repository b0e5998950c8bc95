"""Hold the shapes that tiles are painted from, each no finer than its zoom can show. Pure."""

from dataclasses import dataclass
from functools import cache, lru_cache
from math import ceil, floor, log2

import numpy as np

from resources.map.base import LEVEL_ZOOMS, Fill, Line, is_of_the_islands, read_base
from resources.map.counties import read_counties
from resources.map.water import read_water
from ui.map_camera import WORLD_DP, Bounds
from ui.map_places import read_places
from ui.map_shapes import Points, Shapes, as_lines, as_rings, cropped, eased, rounded, seen

_STEP_PX = 0.7
"""Lines half as long at the largest zoom they serve are left out, and vertices as near (chosen)."""
_ROAD_ERROR = 0.2
"""Roads are smooth: a bend is seen where a step like that in a coast is not (chosen)."""
_LAKE_STEPS = 3.0
"""A lake of two pixels is a speck among its borders (chosen)."""
_ROUNDED = 2
_TILES_A_BLOCK = 4
_BLOCKS = 24
"""Land is cropped to blocks about so many tiles wide, and so many are kept (chosen)."""
_KEPT = 3
"""Outlines of so many levels are kept."""


@dataclass(frozen=True, slots=True)
class Outlines:
    """Lines by kind, roads, and all that lies where two sources' outlines do not quite meet."""

    lines: dict[Line, Shapes]
    unmet: Shapes
    roads: Shapes


class Ground:
    """Everything by zoom; the files are read when they are first needed."""

    def __init__(self) -> None:
        self._roads = [part for road in read_places().roads for part in road.parts]
        self._base = lru_cache(1)(read_base)
        self._rings = lru_cache(_KEPT)(self._read_rings)
        self._land = lru_cache(_BLOCKS)(self._crop_land)
        self._outlines = lru_cache(_KEPT)(self._read_outlines)
        self._islets = cache(self._find_islets)
        self._water = cache(_read_waters)
        self._counties = cache(lambda: as_lines(read_counties()))

    def rings(self, zoom: float) -> dict[Fill, Shapes]:
        """Answer the land, by whose it is."""
        return self._rings(_level(zoom))

    def land(self, zoom: float, bounds: Bounds) -> dict[Fill, Shapes]:
        """Answer the land as far as it can show within the bounds: less to look through."""
        width = max(bounds.right - bounds.left, bounds.bottom - bounds.top)
        side = 2.0 ** ceil(log2(_TILES_A_BLOCK * width))
        column, row = floor(bounds.left / side), floor(bounds.top / side)
        return self._land(_level(zoom), side, column, row)

    def _crop_land(self, level: int, side: float, column: int, row: int) -> dict[Fill, Shapes]:
        # A tile that begins in a block may reach beyond it, by no more than its own width.
        left, top, more = column * side, row * side, side * (1 + 1 / _TILES_A_BLOCK)
        block = Bounds(left, top, left + more, top + more)
        return {fill: cropped(rings, block) for fill, rings in self._rings(level).items()}

    def islets(self) -> Points:
        """Answer the middles (n, 2) of small islands far from the coast."""
        return self._islets()

    def outlines(self, zoom: float) -> Outlines:
        """Answer borders, coasts and roads."""
        return self._outlines(_level(zoom))

    def water(self, zoom: float) -> tuple[Shapes, dict[int, Shapes]]:
        """Answer lakes, and rivers by rank, the least first."""
        return self._water(_level(zoom))

    def counties(self) -> Shapes:
        """Answer the borders between counties."""
        return self._counties()

    def _read_outlines(self, level: int) -> Outlines:
        base = self._base(level)
        of_kind = {
            kind: [x for x, k in zip(base.lines, base.kinds, strict=True) if k == kind]
            for kind in Line
        }
        step = _step(level)
        lines = {kind: as_lines(seen(found, step / 2)) for kind, found in of_kind.items()}
        unmet = [line for kind in (Line.GAP, Line.CRACK, Line.MEND) for line in of_kind[kind]]
        roads = as_lines([eased(road, _ROAD_ERROR * step) for road in self._roads])
        return Outlines(lines, as_lines(seen(unmet, step / 2)), roads)

    def _read_rings(self, level: int) -> dict[Fill, Shapes]:
        base = self._base(level)
        of_fill = {
            fill: [ring for ring, f in zip(base.rings, base.fills, strict=True) if f == fill]
            for fill in Fill
        }
        return {fill: as_rings(seen(rings, _step(level) / 2)) for fill, rings in of_fill.items()}

    def _find_islets(self) -> Points:
        base = self._base(len(LEVEL_ZOOMS) - 1)
        islands = [
            ring
            for ring, fill in zip(base.rings, base.fills, strict=True)
            if fill == Fill.CHINA and is_of_the_islands(ring)
        ]
        return np.array([ring.mean(axis=0) for ring in islands]).reshape(-1, 2)


def _level(zoom: float) -> int:
    return sum(zoom > limit for limit in LEVEL_ZOOMS[:-1])


def _step(level: int) -> float:
    return _STEP_PX / (WORLD_DP * 2.0 ** ceil(LEVEL_ZOOMS[level]))


def _read_waters(level: int) -> tuple[Shapes, dict[int, Shapes]]:
    water = read_water(level)
    # At the last level the map goes on beyond what the source was made for: bends are rounded.
    times = _ROUNDED if level == len(LEVEL_ZOOMS) - 1 else 0
    rivers = {
        rank: as_lines([rounded(r.line, times) for r in water.rivers if r.rank == rank])
        for rank in (3, 2, 1)
    }
    shores = seen(water.lakes, _LAKE_STEPS * _step(level))
    return as_rings([rounded(shore, times) for shore in shores]), rivers
