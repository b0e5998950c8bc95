"""Bring a charging curve into the unit square: x is SoC, y is power over a round top. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass

_TOPS_KW = (15, 30, 60, 90, 150, 300, 450, 600, 900)
_LINES = 3
# More points than pixels gain nothing (chosen).
_MOST_POINTS = 240

Point = tuple[float, float]
"""SoC in percent, power in kW."""


@dataclass(frozen=True, slots=True)
class Curve:
    """Points from (0, 0), bottom left, to (1, 1); the powers of the grid lines, top first."""

    points: tuple[tuple[float, float], ...] = ()
    expected: tuple[tuple[float, float], ...] = ()
    lines_kw: tuple[int, ...] = (300, 200, 100)


def fit(points: Sequence[Point], expected: Sequence[Point] = ()) -> Curve:
    """Scale both curves to the first round top that holds them."""
    highest = max((power for _, power in (*points, *expected)), default=0.0)
    top = next((top for top in _TOPS_KW if top >= highest * 1.05), _TOPS_KW[-1])
    return Curve(
        _scale(_thin(points), top),
        _scale(_thin(expected), top),
        tuple(top * line // _LINES for line in range(_LINES, 0, -1)),
    )


def _thin(points: Sequence[Point]) -> Sequence[Point]:
    step = -(-len(points) // _MOST_POINTS) or 1
    kept = points[::step]
    return [*kept, points[-1]] if points and kept[-1] != points[-1] else kept


def _scale(points: Sequence[Point], top_kw: int) -> tuple[tuple[float, float], ...]:
    return tuple((soc / 100, min(1.0, max(0.0, power / top_kw))) for soc, power in points)
