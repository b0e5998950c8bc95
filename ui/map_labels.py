"""Choose which names and road shields a zoom shows, once for the whole map. Pure.

The choice covers the map, not a tile, so a name that crosses a tile's edge is painted by both.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ui.map_camera import WORLD_DP, Bounds
from ui.map_places import Name, Rank, Road

# Room between two labels, and around a shield, in dp (chosen).
GAP_DP = 10.0
HALO_DP = 5.0
# A road says its number about every so many dp, and never nearer than that to the same number.
SHIELD_EVERY_DP = 760.0
SHIELD_HEIGHT_DP = 34.0
SHIELDS_FROM_ZOOM = 6.75
_CELL_DP = 160.0


@dataclass(frozen=True, slots=True)
class Look:
    """How a label is written: size in dp, weight, and the palette's colour."""

    size_dp: float
    is_bold: bool
    colour: str
    spacing_dp: float = 0.0


@dataclass(frozen=True, slots=True)
class Label:
    """One label in place: middle in world units, size in dp; `look` is None for a road shield."""

    text: str
    x: float
    y: float
    width_dp: float
    height_dp: float
    look: Look | None


class LabelBoxes:
    """Where labels lie at one zoom, halo included, to find those of a tile fast."""

    def __init__(self, labels: Sequence[Label], zoom: float) -> None:
        world_dp = WORLD_DP * 2.0**zoom
        middle = np.array([[label.x, label.y] for label in labels]).reshape(-1, 2)
        size = np.array([[label.width_dp, label.height_dp] for label in labels]).reshape(-1, 2)
        half = (size / 2 + HALO_DP) / world_dp
        self._low, self._high = middle - half, middle + half

    def within(self, bounds: Bounds) -> list[int]:
        """List the numbers of labels that reach into the bounds."""
        low, high = self._low, self._high
        meets = (low[:, 0] <= bounds.right) & (high[:, 0] >= bounds.left)
        meets &= (low[:, 1] <= bounds.bottom) & (high[:, 1] >= bounds.top)
        return [int(number) for number in np.flatnonzero(meets)]


Measure = Callable[[str, Look], float]
"""Width of a text in dp."""


_FAR = {
    Rank.COUNTRY: Look(28.0, is_bold=False, colour="label", spacing_dp=4.0),
    Rank.SEA: Look(28.0, is_bold=False, colour="label_water", spacing_dp=6.0),
    Rank.LAKE: Look(26.0, is_bold=False, colour="label_water"),
    Rank.PROVINCE: Look(26.0, is_bold=False, colour="label", spacing_dp=2.0),
    Rank.GREAT_CITY: Look(30.0, is_bold=True, colour="label_strong"),
    Rank.CAPITAL: Look(28.0, is_bold=False, colour="label_strong"),
    Rank.PREFECTURE: Look(26.0, is_bold=False, colour="label"),
    Rank.COUNTY: Look(24.0, is_bold=False, colour="label"),
}
_NEAR = _FAR | {
    Rank.GREAT_CITY: Look(36.0, is_bold=True, colour="label_strong"),
    Rank.CAPITAL: Look(32.0, is_bold=True, colour="label_strong"),
    Rank.PREFECTURE: Look(28.0, is_bold=False, colour="label"),
}
_NEAR_ZOOM = 8.0


def look_of(rank: Rank, zoom: float) -> Look:
    """Say how a name of a rank is written at a zoom."""
    return (_NEAR if zoom >= _NEAR_ZOOM else _FAR)[rank]


class _Taken:
    """Rectangles that are written on already, by cell."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[tuple[float, float, float, float]]]
        self._cells = defaultdict(list)

    def take(self, x: float, y: float, width: float, height: float) -> bool:
        """Claim the rectangle around (x, y); False if something is there."""
        left, right = x - width / 2 - GAP_DP, x + width / 2 + GAP_DP
        top, bottom = y - height / 2 - GAP_DP / 2, y + height / 2 + GAP_DP / 2
        cells = [
            (i, j)
            for i in range(int(left // _CELL_DP), int(right // _CELL_DP) + 1)
            for j in range(int(top // _CELL_DP), int(bottom // _CELL_DP) + 1)
        ]
        for cell in cells:
            for other in self._cells[cell]:
                if left < other[2] and right > other[0] and top < other[3] and bottom > other[1]:
                    return False
        for cell in cells:
            self._cells[cell].append((left, top, right, bottom))
        return True


def choose_labels(
    names: Sequence[Name], roads: Sequence[Road], zoom: float, language: str, measure: Measure
) -> list[Label]:
    """Place names by rank, then shields where there is room. `language` is zh or another."""
    world_dp = WORLD_DP * 2.0**zoom
    taken = _Taken()
    labels = []
    for name in names:
        text = name.zh if language == "zh" else name.en
        if not text or not name.zooms[0] <= zoom < name.zooms[1]:
            continue
        look = look_of(name.rank, zoom)
        width, height = measure(text, look), look.size_dp * 1.3
        if taken.take(name.x * world_dp, name.y * world_dp, width, height):
            labels.append(Label(text, name.x, name.y, width, height, look))
    if zoom >= SHIELDS_FROM_ZOOM:
        for road in roads:
            labels += _shields(road, world_dp, taken)
    return labels


def _shields(road: Road, world_dp: float, taken: _Taken) -> list[Label]:
    width = 24.0 + 16.0 * len(road.code)
    shields = []
    for part in road.parts:
        way = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(part, axis=0).T))]) * world_dp
        # Candidates four times as dense as wanted: many fall on names.
        candidates = np.arange(SHIELD_EVERY_DP / 3, way[-1], SHIELD_EVERY_DP / 4)
        last = -SHIELD_EVERY_DP
        xs, ys = np.interp(candidates, way, part[:, 0]), np.interp(candidates, way, part[:, 1])
        for at, x, y in zip(candidates.tolist(), xs.tolist(), ys.tolist(), strict=True):
            if at - last < SHIELD_EVERY_DP:
                continue
            if taken.take(x * world_dp, y * world_dp, width, SHIELD_HEIGHT_DP):
                shields.append(Label(road.code, x, y, width, SHIELD_HEIGHT_DP, None))
                last = at
    return shields
