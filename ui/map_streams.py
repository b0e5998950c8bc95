"""Write the names of rivers along them. Pure.

Chinese stands upright, one character after the other on the line, as on maps printed in China;
Latin letters are turned into the line's direction.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from math import atan2, degrees

import numpy as np
from numpy.typing import NDArray

from ui.map_camera import Bounds
from ui.map_look import Box, Label, Look, Measure
from ui.map_places import Stream

# From which zoom on the names of each rank are written (chosen).
FIRST_ZOOMS = {1: 5.25, 2: 6.75, 3: 8.0}
# A river says its name about every so many dp (chosen).
NAME_EVERY_DP = 900.0
# Room of one Chinese character along the line, in sizes; they stand apart as on printed maps.
_PITCH = 2.0
# A stretch that winds more than this is not written along: chord to length (chosen).
_STRAIGHT = 0.8
# Names are turned in whole steps, so that pictures of them are used again (chosen).
_TURN_STEP_DEG = 5

_LOOKS = {
    1: Look(28.0, is_bold=False, colour="label_water"),
    2: Look(26.0, is_bold=False, colour="label_water"),
    3: Look(24.0, is_bold=False, colour="label_water"),
}


@dataclass(frozen=True, slots=True)
class _Spot:
    """One picture of a name and the box it takes, in dp of the world."""

    label: Label
    box: Box


class StreamWriter:
    """All named rivers, ready to be asked for a window."""

    def __init__(self, streams: tuple[Stream, ...], measure: Measure) -> None:
        self._measure = measure
        self._courses = [
            (stream, _Course(part))
            for stream in sorted(streams, key=lambda stream: stream.rank)
            for part in stream.parts
        ]

    def write(
        self, around: Bounds, zoom: float, world_dp: float, language: str, is_free: "IsFree"
    ) -> Iterator[tuple[Label, Box] | None]:
        """List labels and boxes along every river in the window, the great rivers first.

        None comes after each river, so that one may pause there.
        """
        for stream, course in self._courses:
            if zoom < FIRST_ZOOMS[stream.rank] or not course.meets(around):
                continue
            text, look = stream.text(language), _LOOKS[stream.rank]
            letters = list(text) if language == "zh" else [text]
            last = -NAME_EVERY_DP
            for middle_dp in course.tries(around, world_dp):
                if middle_dp - last < NAME_EVERY_DP:
                    continue
                spots = self._spots(letters, look, course, middle_dp, world_dp)
                if spots and all(is_free(spot.box) for spot in spots):
                    last = middle_dp
                    yield from ((spot.label, spot.box) for spot in spots)
            yield None

    def _spots(
        self, letters: list[str], look: Look, course: "_Course", middle_dp: float, world_dp: float
    ) -> list[_Spot]:
        """Place a name's parts around a point of the course; none where it winds too much."""
        is_spread = len(letters) > 1
        pitch = look.size_dp * _PITCH
        length = pitch * len(letters) if is_spread else self._measure(letters[0], look)
        ends = np.linspace(middle_dp - length / 2, middle_dp + length / 2, 2, dtype=np.float64)
        x, y = course.at(ends, world_dp)
        dx, dy = float(x[1] - x[0]) * world_dp, float(y[1] - y[0]) * world_dp
        if np.hypot(dx, dy) < _STRAIGHT * length:
            return []
        # Read to the right; upright characters on a steep river from top to bottom.
        is_backward = (dy < 0 if abs(dy) > 2 * abs(dx) else dx < 0) if is_spread else dx < 0
        if not is_spread:
            turn = degrees(atan2(-dy, -dx) if is_backward else atan2(dy, dx))
            look = replace(look, turn_deg=round(turn / _TURN_STEP_DEG) * _TURN_STEP_DEG)
        steps = (np.arange(len(letters), dtype=np.float64) - (len(letters) - 1) / 2) * pitch
        x, y = course.at(middle_dp + (-steps if is_backward else steps), world_dp)
        return [
            _spot(letter, look, at, self._measure(letter, look), world_dp)
            for letter, at in zip(letters, zip(x.tolist(), y.tolist(), strict=True), strict=True)
        ]


IsFree = Callable[[Box], bool]
"""Tells whether nothing stands on a box yet."""


def _spot(text: str, look: Look, at: tuple[float, float], width: float, world_dp: float) -> _Spot:
    half_w, half_h = look.half_size(width)
    x, y = at[0] * world_dp, at[1] * world_dp
    return _Spot(Label(text, look, *at), (x - half_w, y - half_h, x + half_w, y + half_h))


class _Course:
    """One stretch of a river and the distance along it."""

    def __init__(self, part: NDArray[np.float64]) -> None:
        self._part = part
        self._along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(part, axis=0).T))])
        self._low, self._high = part.min(axis=0).tolist(), part.max(axis=0).tolist()

    def meets(self, around: Bounds) -> bool:
        """Tell whether it can show in a window."""
        return bool(
            self._low[0] <= around.right
            and self._high[0] >= around.left
            and self._low[1] <= around.bottom
            and self._high[1] >= around.top
        )

    def at(
        self, along_dp: NDArray[np.float64], world_dp: float
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Find the world points at distances along it."""
        along = along_dp / world_dp
        return (
            np.interp(along, self._along, self._part[:, 0]),
            np.interp(along, self._along, self._part[:, 1]),
        )

    def tries(self, around: Bounds, world_dp: float) -> list[float]:
        """List distances in dp at which a name may stand: denser than names are wanted."""
        step = NAME_EVERY_DP / 6
        tries = np.arange(step, float(self._along[-1]) * world_dp - step / 2, step)
        x, y = self.at(tries, world_dp)
        seen = (x >= around.left) & (x <= around.right) & (y >= around.top) & (y <= around.bottom)
        found: list[float] = tries[seen].tolist()
        return found
