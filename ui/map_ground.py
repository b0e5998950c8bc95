"""Hold the shapes that tiles are painted from, each no finer than its zoom can show. Pure."""

from dataclasses import dataclass
from functools import cache, lru_cache
from math import ceil

from resources.map.base import LEVEL_ZOOMS, Fill, Line, read_base
from resources.map.counties import read_counties
from resources.map.water import read_water
from ui.map_camera import WORLD_DP
from ui.map_places import read_places
from ui.map_shapes import Shapes, as_lines, as_rings, rounded, seen, spaced

# Lines are made anew for each whole zoom up to the last; beyond, the finest serve (chosen).
_FINEST = 10
_STEP_PX = 0.7
"""Lines half as long at the largest zoom they serve are left out, and vertices as near (chosen)."""
_ROAD_STEPS = 3.0
"""Roads are smooth: their vertices may be so much farther apart (chosen)."""
_ROUNDED = 2
_KEPT = 3
"""Outlines of so many zooms are kept: some 15 MB each (measured)."""


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
        self._rings = cache(_read_rings)
        self._outlines = lru_cache(_KEPT)(self._read_outlines)
        self._water = cache(_read_waters)
        self._counties = cache(lambda: as_lines(read_counties()))

    def rings(self, zoom: float) -> dict[Fill, Shapes]:
        """Answer the land, by whose it is."""
        return self._rings(_level(zoom))

    def outlines(self, zoom: float) -> Outlines:
        """Answer borders, coasts and roads."""
        return self._outlines(_level(zoom), min(ceil(zoom), _FINEST))

    def water(self, zoom: float) -> tuple[Shapes, dict[int, Shapes]]:
        """Answer lakes, and rivers by rank, the least first."""
        return self._water(_level(zoom))

    def counties(self) -> Shapes:
        """Answer the borders between counties."""
        return self._counties()

    def _read_outlines(self, level: int, detail: int) -> Outlines:
        base = read_base(level)
        of_kind = {
            kind: [x for x, k in zip(base.lines, base.kinds, strict=True) if k == kind]
            for kind in Line
        }
        step = _STEP_PX / (WORLD_DP * 2.0**detail)
        lines = {kind: as_lines(seen(found, step / 2)) for kind, found in of_kind.items()}
        unmet = [line for kind in (Line.GAP, Line.CRACK, Line.MEND) for line in of_kind[kind]]
        roads = as_lines([spaced(road, _ROAD_STEPS * step) for road in self._roads])
        return Outlines(lines, as_lines(seen(unmet, step / 2)), roads)


def _level(zoom: float) -> int:
    return sum(zoom > limit for limit in LEVEL_ZOOMS[:-1])


def _read_rings(level: int) -> dict[Fill, Shapes]:
    base = read_base(level)
    return {
        fill: as_rings([r for r, f in zip(base.rings, base.fills, strict=True) if f == fill])
        for fill in Fill
    }


def _read_waters(level: int) -> tuple[Shapes, dict[int, Shapes]]:
    water = read_water(level)
    # At the last level the map goes on beyond what the source was made for: bends are rounded.
    times = _ROUNDED if level == len(LEVEL_ZOOMS) - 1 else 0
    rivers = {
        rank: as_lines([rounded(r.line, times) for r in water.rivers if r.rank == rank])
        for rank in (3, 2, 1)
    }
    return as_rings([rounded(shore, times) for shore in water.lakes]), rivers
