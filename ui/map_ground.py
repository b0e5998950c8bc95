"""Hold the shapes that tiles are painted from, each no finer than its zoom can show. Pure."""

from dataclasses import dataclass
from functools import _lru_cache_wrapper, cache, lru_cache
from math import ceil, floor, log2

import numpy as np

from network.expressways import read_expressways
from resources.map.base import LEVEL_ZOOMS, Fill, Line, are_of_the_islands, read_base
from resources.map.counties import read_counties
from resources.map.packed import Points, end_to_end
from resources.map.water import read_courses
from ui.map_camera import WORLD_DP, Bounds
from ui.map_shapes import Shapes, as_lines, as_rings, cropped, eased, rounded, seen

_STEP_PX = 0.7
"""Lines half as long at the largest zoom they serve are left out, and vertices as near (chosen)."""
_ROAD_ERROR = 0.2
"""Roads are smooth: a bend is seen where a step like that in a coast is not (chosen)."""
_LAKE_STEPS = 3.0
"""A lake of two pixels is a speck among its borders (chosen)."""
_ROUNDED = (0, 0, 0, 0, 1, 2)
"""How often the bends of waters are rounded at each level: towards the last one the map goes on
beyond what their source was made for (chosen)."""
_COUNTIES_LEVEL = 4
"""The first that serves a zoom at which counties are drawn."""
_TILES_A_BLOCK = 4
_BLOCKS = 24
"""All is looked for in blocks about so many tiles wide, and so many are kept (chosen)."""
_LAST = len(LEVEL_ZOOMS) - 1


@dataclass(frozen=True, slots=True)
class Outlines:
    """Lines by kind, roads, and all that lies where two sources' outlines do not quite meet."""

    lines: dict[Line, Shapes]
    unmet: Shapes
    roads: Shapes

    def near(self, bounds: Bounds) -> "Outlines":
        """Keep what meets the bounds."""
        lines = {kind: shapes.near(bounds) for kind, shapes in self.lines.items()}
        return Outlines(lines, self.unmet.near(bounds), self.roads.near(bounds))


@dataclass(frozen=True, slots=True)
class Around:
    """All that is drawn around a tile: land by whose it is, outlines, waters, county borders.

    Rivers are by rank, the least first; counties are there on large maps only.
    """

    land: dict[Fill, Shapes]
    outlines: Outlines
    lakes: Shapes
    rivers: dict[int, Shapes]
    counties: Shapes


class Ground:
    """Everything by zoom; the files are read when they are first needed.

    What has once been made is kept: 52 MB for all zooms (measured).
    """

    def __init__(self) -> None:
        self._is_ready = False
        self._done: set[tuple[_lru_cache_wrapper[object], tuple[int, ...]]] = set()
        self._base = cache(read_base)
        self._courses = cache(read_courses)
        # Outlines are made of them, then rings, and then they are not needed any more.
        self._lines = lru_cache(1)(lambda level: self._base().detailed.at(level))
        self._roads = cache(_read_roads)
        self._rings = cache(self._make_rings)
        self._outlines = cache(self._make_outlines)
        self._islets = cache(self._find_islets)
        self._water = cache(self._make_water)
        self._counties = cache(lambda: as_lines(read_counties()))
        self._around = lru_cache(_BLOCKS)(self._look_around)

    def prepare(self, zoom: float) -> bool:
        """Make one more thing ready, what serves the nearest zooms first; tell if there was any.

        A step takes at most some 20 ms, but those that read the outlines and the roads (50 ms).
        """
        if self._is_ready:
            return False
        level = _level(zoom)
        steps: list[tuple[_lru_cache_wrapper[object], tuple[int, ...]]] = [
            *((read, ()) for read in (self._base, self._courses, self._roads, self._islets)),
            *(
                (make, (near,))
                for near in sorted(range(_LAST + 1), key=lambda other: abs(other - level))
                for make in (self._lines, self._outlines, self._rings, self._water)
            ),
            (self._counties, ()),
        ]
        for step, arguments in steps:
            if (step, arguments) not in self._done:
                self._done.add((step, arguments))
                made = step.cache_info().misses
                step(*arguments)
                # A tile may have needed it before.
                if step.cache_info().misses > made:
                    return True
        self._is_ready = True
        # Of these all has been made.
        for source in (self._base, self._courses, self._roads, self._lines):
            source.cache_clear()
        return False

    def rings(self, zoom: float) -> dict[Fill, Shapes]:
        """Answer the land, by whose it is."""
        return self._rings(_level(zoom))

    def outlines(self, zoom: float) -> Outlines:
        """Answer borders, coasts and roads."""
        return self._outlines(_level(zoom))

    def water(self, zoom: float) -> tuple[Shapes, dict[int, Shapes]]:
        """Answer lakes, and rivers by rank, the least first."""
        return self._water(_level(zoom))

    def counties(self) -> Shapes:
        """Answer the borders between counties."""
        return self._counties()

    def islets(self) -> Points:
        """Answer the middles (n, 2) of small islands far from the coast."""
        return self._islets()

    def around(self, zoom: float, bounds: Bounds) -> Around:
        """Answer all that can show within the bounds: less to look through."""
        width = max(bounds.right - bounds.left, bounds.bottom - bounds.top)
        side = 2.0 ** ceil(log2(_TILES_A_BLOCK * width))
        column, row = floor(bounds.left / side), floor(bounds.top / side)
        return self._around(_level(zoom), side, column, row)

    def _look_around(self, level: int, side: float, column: int, row: int) -> Around:
        # A tile that begins in a block may reach beyond it, by no more than its own width.
        left, top, more = column * side, row * side, side * (1 + 1 / _TILES_A_BLOCK)
        block = Bounds(left, top, left + more, top + more)
        lakes, rivers = self._water(level)
        counties = self._counties() if level >= _COUNTIES_LEVEL else as_lines(end_to_end([]))
        return Around(
            {fill: cropped(rings, block) for fill, rings in self._rings(level).items()},
            self._outlines(level).near(block),
            lakes.near(block),
            {rank: courses.near(block) for rank, courses in rivers.items()},
            counties.near(block),
        )

    def _make_outlines(self, level: int) -> Outlines:
        every, kinds, step = self._lines(level), self._base().kinds, _step(level)
        is_seen = every.sizes >= step / 2
        lines = {kind: as_lines(every.chosen(is_seen & (kinds == kind))) for kind in Line}
        is_unmet = is_seen & np.isin(kinds, (Line.GAP, Line.CRACK, Line.MEND))
        roads = as_lines(end_to_end([eased(road, _ROAD_ERROR * step) for road in self._roads()]))
        return Outlines(lines, as_lines(every.chosen(is_unmet)), roads)

    def _make_rings(self, level: int) -> dict[Fill, Shapes]:
        rings, fills = self._base().rings(self._lines(level)), self._base().fills
        return {
            fill: as_rings(seen(rings.chosen(fills == fill), _step(level) / 2)) for fill in Fill
        }

    def _find_islets(self) -> Points:
        base = self._base()
        rings = base.rings(self._lines(_LAST))
        islets = rings.chosen(are_of_the_islands(rings) & (base.fills == Fill.CHINA))
        sums = np.add.reduceat(islets.points, islets.starts)
        return np.asarray(sums / islets.lengths[:, None])

    def _make_water(self, level: int) -> tuple[Shapes, dict[int, Shapes]]:
        courses, ranks = self._courses()
        waters = courses.at(level)
        times = _ROUNDED[level]
        rivers = {
            rank: as_lines(rounded(waters.chosen(ranks == rank), times)) for rank in (3, 2, 1)
        }
        shores = seen(waters.chosen(ranks == 0), _LAKE_STEPS * _step(level))
        return as_rings(rounded(shores, times)), rivers


def _read_roads() -> list[Points]:
    return [section.line for road in read_expressways() for section in road.sections]


def _level(zoom: float) -> int:
    return sum(zoom > limit for limit in LEVEL_ZOOMS[:-1])


def _step(level: int) -> float:
    return _STEP_PX / (WORLD_DP * 2.0 ** ceil(LEVEL_ZOOMS[level]))
