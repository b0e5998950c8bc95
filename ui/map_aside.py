"""Move rings aside where the car would hide their figures. Pure."""

from dataclasses import replace
from math import atan2, cos, hypot, pi, sin

import numpy as np
from numpy.typing import NDArray

from ui.map_marks import Kind, Marks
from ui.map_pins import extents_dp
from ui.map_sprites import CAR_HEIGHT

# A ring's figures reach so far from its middle, as a share of its radius (measured).
_FIGURES = 0.65
# Away from the car first, then ever more to the sides (chosen).
_TURNS = tuple(sign * step * pi / 6 for step in range(7) for sign in (1, -1))

Point = tuple[float, float]


def hidden_by(marks: Marks, car: Point | None, world_dp: float) -> NDArray[np.intp]:
    """List the rings whose figures a car at a world point would hide."""
    if car is None:
        return np.zeros(0, np.intp)
    away = np.hypot(marks.x - car[0], marks.y - car[1]) * world_dp
    return np.flatnonzero((marks.kind == Kind.RING) & (away < _clear_dp(marks.radius_dp)))


def set_aside(marks: Marks, car: Point | None, world_dp: float) -> Marks:
    """Move each ring that the car would hide beside it, never over another mark.

    One without room for that stays where it is.
    """
    rings = hidden_by(marks, car, world_dp)
    if car is None or not len(rings):
        return marks
    moved = replace(marks, x=marks.x.copy(), y=marks.y.copy())
    half, up, down = extents_dp(marks, -1)
    for ring in rings.tolist():
        # In dp from the car, y downwards.
        x, y = (moved.x - car[0]) * world_dp, (moved.y - car[1]) * world_dp
        boxes = np.stack([x - half, y - up, x + half, y + down], axis=1)
        others = np.delete(boxes, ring, axis=0)
        far, radius = float(_clear_dp(marks.radius_dp[ring])), float(half[ring])
        # A ring just on the car goes up.
        is_middle = hypot(x[ring], y[ring]) < 1.0
        ahead = -pi / 2 if is_middle else atan2(y[ring], x[ring])
        for turn in _TURNS:
            at_x, at_y = far * cos(ahead + turn), far * sin(ahead + turn)
            if not _meets(others, at_x, at_y, radius):
                moved.x[ring] = car[0] + at_x / world_dp
                moved.y[ring] = car[1] + at_y / world_dp
                break
    return moved


def _clear_dp(radius_dp: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(radius_dp * _FIGURES + CAR_HEIGHT / 2)


def _meets(boxes: NDArray[np.float64], x: float, y: float, radius: float) -> bool:
    dx = np.maximum(np.maximum(boxes[:, 0] - x, x - boxes[:, 2]), 0.0)
    dy = np.maximum(np.maximum(boxes[:, 1] - y, y - boxes[:, 3]), 0.0)
    return bool((np.hypot(dx, dy) < radius).any())
