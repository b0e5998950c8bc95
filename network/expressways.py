"""Read the national expressways: which places each passes, and the schematic line through them."""

import csv
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from network.geo import mercator

FOLDER = Path(__file__).parents[1] / "resources" / "map"
KIND_WORDS = re.compile(r"(特别行政区|自治区|自治州|地区|林区|省|市|盟)$")
"""What a province or prefecture is, at the end of its name."""
# Points of a line on each stretch between two places.
STEPS = 32
_LEVELS = {"province": 0, "prefecture": 1, "county": 2}

World = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Section:
    """A road without a gap: its places, and a line (n, 2) in world units, STEPS points a stretch.

    The line has one point more, its end.
    """

    places: tuple[str, ...]
    line: World


@dataclass(frozen=True, slots=True)
class Expressway:
    """One national expressway."""

    code: str
    name: str
    sections: tuple[Section, ...]


def read_expressways(folder: Path = FOLDER) -> tuple[Expressway, ...]:
    """Read them all. Raises: KeyError where a place is not in places.tsv: the file is wrong."""
    with (folder / "places.tsv").open(encoding="utf-8") as file:
        centres = _centres(list(csv.DictReader(file, delimiter="\t")))
    roads = tomllib.loads((folder / "expressways.toml").read_text("utf-8"))["expressway"]
    return tuple(
        Expressway(
            road["code"],
            road["name"],
            tuple(
                Section(tuple(part), smooth([centres[place] for place in part]))
                for part in road["parts"]
            ),
        )
        for road in roads
    )


def _centres(rows: Sequence[Mapping[str, str]]) -> dict[str, tuple[float, float]]:
    """Map full names, and the short ones of provinces and prefectures, to world points."""
    centres: dict[str, tuple[float, float]] = {}
    for row in sorted(rows, key=lambda row: _LEVELS[row["level"]]):
        at = mercator(float(row["lat"]), float(row["lon"]))
        centres.setdefault(row["name"], at)
        if row["level"] != "county":
            centres.setdefault(KIND_WORDS.sub("", row["name"]), at)
    return centres


def smooth(points: Sequence[tuple[float, float]], *, is_closed: bool = False) -> World:
    """Run a curve through points (Catmull-Rom with limited tangents), STEPS steps a stretch."""
    p = np.array(points)
    # The curve needs a point before the first and after the last.
    if is_closed:
        p = np.vstack([p[-1:], p, p[:2]])
    else:
        p = np.vstack([2 * p[:1] - p[1:2], p, 2 * p[-1:] - p[-2:-1]])
    # Tangents limited by the shorter neighbour stretch keep a tight pair of places from looping.
    before, after = p[1:-1] - p[:-2], p[2:] - p[1:-1]
    n0, n1 = np.hypot(*before.T)[:, None], np.hypot(*after.T)[:, None]
    tangent = (before / n0 + after / n1) / 2
    t = np.linspace(0.0, 1.0, STEPS, endpoint=False)[:, None]
    pieces = []
    for a, b, ta, tb in zip(p[1:-2], p[2:-1], tangent[:-1], tangent[1:], strict=True):
        length = float(np.hypot(*(b - a)))
        h = (2 * t**3 - 3 * t**2 + 1, t**3 - 2 * t**2 + t, -2 * t**3 + 3 * t**2, t**3 - t**2)
        pieces.append(h[0] * a + h[1] * ta * length + h[2] * b + h[3] * tb * length)
    return np.vstack([*pieces, p[-2:-1]])
