"""Read base.npz: the outlines under the map. World units: 0..1 from 180 W and 85.05 N, Mercator."""

from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from resources.map.packed import unpacked

FILE = Path(__file__).with_name("base.npz")

LEVEL_ZOOMS = (4.5, 5.5, 6.5, 7.75, 9.5)
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
    """Lines with a kind each, and closed rings with an owner each, at one level of detail."""

    lines: list[NDArray[np.float64]]
    kinds: list[Line]
    rings: list[NDArray[np.float64]]
    fills: list[Fill]


def mercator(lon_lat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Project (n, 2) degrees, longitude first as in the sources, to world units."""
    # Beyond 85.05 degrees the projection has no place in the square.
    lat = np.radians(np.clip(lon_lat[:, 1], -85.05, 85.05))
    y = 0.5 - np.log(np.tan(np.pi / 4 + lat / 2)) / (2 * np.pi)
    return np.stack([lon_lat[:, 0] / 360 + 0.5, y], axis=1)


def read_base(level: int, file: Path = FILE) -> Base:
    """Read the outlines with the vertices of levels 0 to `level`."""
    with np.load(file, allow_pickle=False) as data:
        lines = unpacked(data, level)
        kinds = [Line(kind) for kind in data["arc_kind"].tolist()]
        ends = np.cumsum(data["ring_length"]).tolist()
        arcs = data["ring_arc"].tolist()
        numbers = [arcs[first:end] for first, end in pairwise([0, *ends])]
        fills = [Fill(fill) for fill in data["ring_fill"].tolist()]
    return Base(lines, kinds, [_ring(lines, ring) for ring in numbers], fills)


def _ring(lines: list[NDArray[np.float64]], numbers: list[int]) -> NDArray[np.float64]:
    parts = [lines[n] if n >= 0 else lines[~n][::-1] for n in numbers]
    return np.concatenate([part[:-1] for part in parts]) if len(parts) > 1 else parts[0][:-1]


def is_of_the_islands(points: NDArray[np.float64]) -> bool:
    """Tell whether an outline in world units is one of the islands of `ISLANDS`."""
    for west, south, east, north in ISLANDS:
        low, high = mercator(np.array([[west, north], [east, south]]))
        if np.all((points > low) & (points < high)):
            return True
    return False
