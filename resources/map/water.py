"""Read water.npz: rivers and lakes, and what those are called that have a name."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from resources.map.packed import Detailed, Points, detailed

FILE = Path(__file__).with_name("water.npz")
RIVERS, LAKES = FILE.with_name("rivers.toml"), FILE.with_name("lakes.toml")

NAMELESS = 255
"""Number of the name of a river that has none."""


@dataclass(frozen=True, slots=True)
class WaterName:
    """What a water is called; `fr` is empty where French writes what English does."""

    zh: str
    en: str
    fr: str


@dataclass(frozen=True, slots=True)
class River:
    """One stretch of a river (n, 2) in world units; rank 1 shows on the smallest map, 3 last."""

    line: Points
    rank: int
    name: int
    """Number in `Water.names`, or NAMELESS."""


@dataclass(frozen=True, slots=True)
class Water:
    """Rivers with the names they point at, and closed shores of lakes, at one level of detail."""

    rivers: list[River]
    names: list[WaterName]
    lakes: list[Points]


def read_courses(file: Path = FILE) -> tuple[Detailed, NDArray[np.uint8]]:
    """Read the waters with all their vertices, and the rank of each: 0 for the shore of a lake."""
    with np.load(file, allow_pickle=False) as data:
        return detailed(data), data["rank"]


def read_water(level: int, file: Path = FILE) -> Water:
    """Read the waters with the vertices of levels 0 to `level`."""
    with np.load(file, allow_pickle=False) as data:
        lines = detailed(data).at(level).apart()
        ranks, names = data["rank"].tolist(), data["name"].tolist()
    rivers = [
        River(line, rank, name)
        for line, rank, name in zip(lines, ranks, names, strict=True)
        if rank > 0
    ]
    lakes = [line for line, rank in zip(lines, ranks, strict=True) if rank == 0]
    rows = tomllib.loads(RIVERS.read_text("utf-8"))["river"]
    return Water(
        rivers, [WaterName(row["zh"], row["en"], row.get("fr", "")) for row in rows], lakes
    )
