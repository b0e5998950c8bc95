"""Read base.npz: the outlines under the map. World units: 0..1 from 180 W and 85.05 N, Mercator."""

from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from resources.map.packed import Detailed, Ints, Lines, detailed, runs

FILE = Path(__file__).with_name("base.npz")

LEVEL_ZOOMS = (4.5, 5.5, 6.5, 7.75, 8.5, 9.5)
"""Up to which zoom the vertices of each level suffice; the last serves all beyond."""

ISLANDS = ((110.5, 8.5, 117.9, 17.5), (123.3, 25.6, 124.8, 26.1))
"""Degrees W, S, E, N: what lies in one of these whole are islands of the South China Sea, and
those around 钓鱼岛 (chosen after the sources' outlines)."""


class Line(IntEnum):
    """What a line is."""

    COAST = 0
    BORDER = 1
    """Between two neighbours of China."""
    SEAM = 2
    """A neighbour's border with China in the neighbours' source: not drawn, filled over."""
    NATIONAL = 3
    PROVINCE = 4
    PREFECTURE = 5
    GAP = 6
    """Where two provinces' outlines do not quite meet: a province border, filled over."""
    SEA_LINE = 7
    CRACK = 8
    """Where two prefectures' outlines of one province do not quite meet."""
    MEND = 9
    """The other side of a gap or crack: not drawn, filled over."""


class Fill(IntEnum):
    """Whose land a ring bounds."""

    NEIGHBOUR = 0
    CHINA = 1


@dataclass(frozen=True, slots=True)
class Base:
    """The outlines with all their vertices: lines with a `Line` each, rings with a `Fill` each.

    Rings are made of lines: `arcs` are their numbers ring by ring, ~n for one that is taken
    backwards, `arc_counts` how many each ring has.
    """

    detailed: Detailed
    kinds: NDArray[np.uint8]
    arcs: Ints
    arc_counts: Ints
    fills: NDArray[np.uint8]

    def rings(self, lines: Lines) -> Lines:
        """Make the rings, open, of all the lines at some level of detail."""
        is_back = self.arcs < 0
        number = np.where(is_back, ~self.arcs, self.arcs)
        # The last vertex of a line is the first of the next.
        counts = lines.lengths[number] - 1
        first = lines.starts[number] + np.where(is_back, counts, 0)
        within = runs(np.zeros_like(counts), counts)
        index = np.repeat(first, counts) + within * np.repeat(np.where(is_back, -1, 1), counts)
        begins = np.cumsum(self.arc_counts) - self.arc_counts
        return Lines(lines.points[index], np.add.reduceat(counts, begins))


def mercator(lon_lat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Project (n, 2) degrees, longitude first as in the sources, to world units."""
    # Beyond 85.05 degrees the projection has no place in the square.
    lat = np.radians(np.clip(lon_lat[:, 1], -85.05, 85.05))
    y = 0.5 - np.log(np.tan(np.pi / 4 + lat / 2)) / (2 * np.pi)
    return np.stack([lon_lat[:, 0] / 360 + 0.5, y], axis=1)


def read_base(file: Path = FILE) -> Base:
    """Read the outlines: some 50 ms."""
    with np.load(file, allow_pickle=False) as data:
        return Base(
            detailed(data),
            data["arc_kind"],
            data["ring_arc"].astype(np.int64),
            data["ring_length"].astype(np.int64),
            data["ring_fill"],
        )


def is_of_the_islands(points: NDArray[np.float64]) -> bool:
    """Tell whether an outline in world units is one of the islands of `ISLANDS`."""
    for west, south, east, north in ISLANDS:
        low, high = mercator(np.array([[west, north], [east, south]]))
        if np.all((points > low) & (points < high)):
            return True
    return False


def are_of_the_islands(rings: Lines) -> NDArray[np.bool_]:
    """Tell of each ring whether it is one of the islands of `ISLANDS`."""
    boxes = rings.boxes
    found = np.zeros(len(boxes), bool)
    for west, south, east, north in ISLANDS:
        low, high = mercator(np.array([[west, north], [east, south]]))
        found |= np.all((boxes[:, :2] > low) & (boxes[:, 2:] < high), axis=1)
    return found
