"""Draw a way as a line of even width: cut to what shows, and made into triangles. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from network.geo import mercator_columns
from ui.map_camera import Bounds

Points = NDArray[np.float64]
"""Rows of x, y."""

LINE_DP = 6.0
# Room of the casing on each side of the line (chosen).
CASING_DP = 2.0
# Bends finer than this are not drawn (chosen).
_FINEST_PX = 2.0
# A sharp corner sticks out by no more than this many half widths (chosen).
_LONGEST_MITRE = 2.0
VERTEX = np.dtype([("x", "<f4"), ("y", "<f4"), ("rgba", "u1", 4)])
"""As Qt's ColoredPoint2D; colours are premultiplied."""


@dataclass(frozen=True, slots=True)
class Pen:
    """Width of line and line with casing in pixels; their colours as 0xAARRGGBB."""

    line_px: float
    cased_px: float
    line: int
    casing: int


def world_way(lat_lon: Sequence[float]) -> Points:
    """Turn lat, lon, lat, lon ... (WGS-84 degrees) into world points; leave out what is none."""
    pairs = np.asarray(lat_lon[: len(lat_lon) // 2 * 2], np.float64).reshape(-1, 2)
    pairs = pairs[np.isfinite(pairs).all(axis=1)]
    x, y = mercator_columns(pairs[:, 0], pairs[:, 1])
    return np.stack([x, y], axis=1)


def parts_within(way: Points, bounds: Bounds) -> list[Points]:
    """Cut a way to a window: the parts that lie in it, exact at its edges."""
    if len(way) < 2:
        return []
    start, along = way[:-1], np.diff(way, axis=0)
    low = np.array([bounds.left, bounds.top]) - start
    high = np.array([bounds.right, bounds.bottom]) - start
    is_flat = along == 0.0
    safe = np.where(is_flat, 1.0, along)
    outside = is_flat & ((low > 0.0) | (high < 0.0))
    enter = np.where(
        is_flat, np.where(outside, np.inf, -np.inf), np.minimum(low / safe, high / safe)
    )
    leave = np.where(is_flat, np.inf, np.maximum(low / safe, high / safe))
    first = np.maximum(enter.max(axis=1), 0.0)
    last = np.minimum(leave.min(axis=1), 1.0)
    seen = np.flatnonzero(first < last)
    # A part ends where the next step is not seen, or not from its beginning on.
    breaks = np.flatnonzero((np.diff(seen) > 1) | (last[seen[:-1]] < 1.0) | (first[seen[1:]] > 0.0))
    return [
        np.concatenate(
            [
                start[run[:1]] + along[run[:1]] * first[run[:1], None],
                start[run] + along[run] * last[run, None],
            ]
        )
        for run in np.split(seen, breaks + 1)
        if len(run)
    ]


def thinned(part: Points) -> Points:
    """Leave out points that no eye tells apart, in pixels; the ends stay."""
    if len(part) < 3:
        return part
    steps = np.hypot(*np.diff(part, axis=0).T)
    bucket = np.floor(np.concatenate([[0.0], np.cumsum(steps)]) / _FINEST_PX)
    keep = np.concatenate([[True], np.diff(bucket) > 0.0])
    keep[-1] = True
    kept: Points = part[keep]
    return kept


def ribbon(part: Points, pen: Pen) -> NDArray[np.void]:
    """Make the triangles of a cased line along a part (in pixels), its rims one pixel soft."""
    steps = np.diff(part, axis=0)
    length = np.hypot(steps[:, 0], steps[:, 1])
    is_step = length > 0.0
    if not is_step.any():
        return np.zeros(0, VERTEX)
    part = np.concatenate([part[:1], part[1:][is_step]])
    unit = steps[is_step] / length[is_step, None]
    across = np.stack([-unit[:, 1], unit[:, 0]], axis=1)
    both = np.concatenate([across[:1], across[:-1] + across[1:], across[-1:]])
    size = np.hypot(both[:, 0], both[:, 1])
    # |n1 + n2| is 2 cos(half the turn): the mitre is 1 / cos.
    scale = np.ones(len(part))
    scale[1:-1] = np.minimum(2.0 / np.maximum(size[1:-1], 1e-6), _LONGEST_MITRE)
    mitre = both / np.maximum(size, 1e-6)[:, None] * scale[:, None]
    line, cased = pen.line_px / 2, pen.cased_px / 2
    rim = np.array([cased + 0.5, cased - 0.5, line + 0.5, line - 0.5])
    offsets = np.concatenate([-rim, rim[::-1]])
    soft, casing, inner = (0, 0, 0, 0), _rgba(pen.casing), _rgba(pen.line)
    rgba = np.array([soft, casing, casing, inner, inner, casing, casing, soft], np.uint8)
    at = part[:, None, :] + mitre[:, None, :] * offsets[None, :, None]
    grid = np.zeros((len(part), len(offsets)), VERTEX)
    grid["x"], grid["y"], grid["rgba"] = at[..., 0], at[..., 1], rgba[None]
    a, b, c, d = grid[:-1, :-1], grid[1:, :-1], grid[1:, 1:], grid[:-1, 1:]
    triangles: NDArray[np.void] = np.stack([a, b, c, a, c, d], axis=-1).reshape(-1)
    return triangles


def _rgba(colour: int) -> tuple[int, int, int, int]:
    return colour >> 16 & 0xFF, colour >> 8 & 0xFF, colour & 0xFF, 255
