"""Cut the outlines down to what one tile needs. Pure numpy; world units in, pixels out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ui.map_camera import Bounds

Points = NDArray[np.float64]

_CHUNK = 96
"""Vertices in a stretch of line that is taken or left as a whole (chosen)."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """Many lines or rings with the boxes (left, top, right, bottom) they lie in."""

    points: list[Points]
    boxes: Points

    def within(self, bounds: Bounds) -> Iterator[Points]:
        """List those whose box meets the bounds."""
        if not self.points:
            return
        box = self.boxes
        meets = (
            (box[:, 0] <= bounds.right)
            & (box[:, 2] >= bounds.left)
            & (box[:, 1] <= bounds.bottom)
            & (box[:, 3] >= bounds.top)
        )
        for number in np.flatnonzero(meets).tolist():
            yield self.points[number]


def as_rings(rings: Sequence[Points]) -> Shapes:
    """Keep rings whole."""
    rings = [ring for ring in rings if len(ring) >= 3]
    return Shapes(list(rings), _boxes(rings))


def as_lines(lines: Sequence[Points]) -> Shapes:
    """Cut lines into short stretches that share their ends."""
    pieces = [
        line[start : start + _CHUNK + 1]
        for line in lines
        for start in range(0, max(1, len(line) - 1), _CHUNK)
    ]
    return Shapes(pieces, _boxes(pieces))


def seen(lines: Sequence[Points], least: float) -> list[Points]:
    """Leave out lines that are nowhere as long as `least`: each costs as much as a long one."""
    boxes = _boxes(lines)
    size = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    return [lines[number] for number in np.flatnonzero(size >= least).tolist()]


def spaced(line: Points, step: float) -> Points:
    """Drop the vertices of a line nearer than `step` to the one before; the ends stay."""
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    keep = np.diff(np.floor(along / step), prepend=-1.0) > 0
    keep[-1] = True
    return np.asarray(line[keep])


def rounded(line: Points, times: int) -> Points:
    """Cut the corners of a line (Chaikin, 1974), each time with twice the vertices."""
    for _ in range(times):
        if len(line) < 3:
            break
        near, far = line[:-1] * 0.75 + line[1:] * 0.25, line[:-1] * 0.25 + line[1:] * 0.75
        line = np.vstack([line[:1], np.stack([near, far], axis=1).reshape(-1, 2)[1:-1], line[-1:]])
    return line


def _boxes(shapes: Sequence[Points]) -> Points:
    if not shapes:
        return np.zeros((0, 4))
    points = np.vstack(shapes)
    starts = np.cumsum([0, *(len(shape) for shape in shapes[:-1])])
    low, high = np.minimum.reduceat(points, starts), np.maximum.reduceat(points, starts)
    return np.hstack([low, high])


def trimmed(ring: Points, bounds: Bounds) -> Points:
    """Drop the vertices of a ring that cannot show within the bounds.

    Each vertex outside is put down to one side; of a run on the same side only the ends stay, for
    the lines between them stay on that side too.
    """
    x, y = ring[:, 0], ring[:, 1]
    side = np.zeros(len(ring), np.int8)
    side[y > bounds.bottom] = 4
    side[y < bounds.top] = 3
    side[x > bounds.right] = 2
    side[x < bounds.left] = 1
    inner = (side != 0) & (side == np.roll(side, 1)) & (side == np.roll(side, -1))
    return np.asarray(ring[~inner])
