"""Cut the outlines down to what one tile needs. Pure numpy; world units in, pixels out."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ui.map_camera import Bounds

Points = NDArray[np.float64]
Ints = NDArray[np.int64]

_CHUNK = 24
"""Steps of a line that are taken or left as a whole (chosen)."""


@dataclass(frozen=True, slots=True)
class Strokes:
    """Lines end to end: vertices (n, 2), and which of them begin a line."""

    points: Points
    begins: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Shapes:
    """Many lines end to end, and the stretches of them that are taken or left as a whole.

    `first` and `last` are the vertices that bound each stretch, `boxes` where it lies (left, top,
    right, bottom). Stretches of one line follow each other and share their ends.
    """

    points: Points
    first: Ints
    last: Ints
    boxes: Points

    def within(self, bounds: Bounds) -> Strokes:
        """Gather the stretches whose box meets the bounds, joined where they follow each other."""
        box = self.boxes
        meets = (
            (box[:, 0] <= bounds.right)
            & (box[:, 2] >= bounds.left)
            & (box[:, 1] <= bounds.bottom)
            & (box[:, 3] >= bounds.top)
        )
        first, last = self.first[meets], self.last[meets]
        goes_on = np.zeros(len(first), bool)
        goes_on[1:] = first[1:] == last[:-1]
        begin = first + goes_on
        ends = np.cumsum(last - begin + 1)
        starts = ends - (last - begin + 1)
        total = int(ends[-1]) if len(ends) else 0
        index = np.arange(total) + np.repeat(begin - starts, last - begin + 1)
        begins = np.zeros(total, bool)
        begins[starts[~goes_on]] = True
        return Strokes(self.points[index], begins)


def as_rings(rings: Sequence[Points]) -> Shapes:
    """Keep rings whole, and close them."""
    return _shapes([np.concatenate([ring, ring[:1]]) for ring in rings if len(ring) >= 3], None)


def as_lines(lines: Sequence[Points]) -> Shapes:
    """Cut lines into short stretches."""
    return _shapes(lines, _CHUNK)


def _shapes(lines: Sequence[Points], chunk: int | None) -> Shapes:
    lines = [line for line in lines if len(line) >= 2]
    starts = np.cumsum([0, *(len(line) for line in lines)]).tolist()
    bounds = [
        (at, min(at + (chunk or end), end - 1))
        for start, end in pairwise(starts)
        for at in range(start, end - 1, chunk or end)
    ]
    first, last = np.array(bounds, np.int64).reshape(-1, 2).T
    points = np.vstack(lines) if lines else np.zeros((0, 2))
    # reduceat leaves out the vertex where the next stretch begins: it is this one's last.
    low, high = (
        extreme(extreme.reduceat(points, first), points[last]) if len(first) else points
        for extreme in (np.minimum, np.maximum)
    )
    return Shapes(points, first, last, np.hstack([low, high]))


def seen(lines: Sequence[Points], least: float) -> list[Points]:
    """Leave out lines that are nowhere as long as `least`: each costs as much as a long one."""
    boxes = _boxes(lines)
    size = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    return [lines[number] for number in np.flatnonzero(size >= least).tolist()]


def eased(line: Points, error: float) -> Points:
    """Drop vertices of a smooth line, so many that it moves by about `error`; the ends stay.

    A chord of a bend is off by its length squared times the bend's curvature / 8.
    """
    steps = np.diff(line, axis=0)
    length = np.hypot(*steps.T)
    turn = np.diff(np.unwrap(np.arctan2(steps[:, 1], steps[:, 0])))
    # Half of the turn at a vertex belongs to either step.
    turned = np.abs(np.append(turn, 0.0) + np.append(0.0, turn)) / 2
    along = np.concatenate([[0.0], np.cumsum(np.sqrt(turned * length / (8 * error)))])
    keep = np.diff(np.floor(along), prepend=-1.0) > 0
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


def trimmed(rings: Strokes, bounds: Bounds) -> Strokes:
    """Drop the vertices of closed rings that cannot show within the bounds.

    Each vertex outside is put down to one side; of a run on the same side only the ends stay, for
    the lines between them stay on that side too.
    """
    x, y = rings.points.T
    side = np.zeros(len(x), np.int8)
    side[y > bounds.bottom] = 4
    side[y < bounds.top] = 3
    side[x > bounds.right] = 2
    side[x < bounds.left] = 1
    ends = rings.begins | np.append(rings.begins[1:], True)
    like_next = np.append(side[:-1] == side[1:], False)
    like_last = np.append(False, like_next[:-1])
    keep = ends | (side == 0) | ~like_next | ~like_last
    return Strokes(rings.points[keep], rings.begins[keep])


def cropped(rings: Shapes, bounds: Bounds) -> Shapes:
    """Keep of closed rings what can show within the bounds."""
    kept = trimmed(rings.within(bounds), bounds)
    starts = np.flatnonzero(kept.begins).tolist()
    return _shapes(
        [kept.points[first:end] for first, end in pairwise([*starts, len(kept.points)])], None
    )
