"""Cut the outlines down to what one tile needs. Pure numpy; world units in, pixels out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from resources.map.packed import Ints, Lines, Points, runs
from ui.map_camera import Bounds

_CHUNK = 24
"""Steps of a line that are taken or left as a whole (chosen)."""


@dataclass(frozen=True, slots=True)
class Strokes:
    """Lines end to end: vertices (n, 2), and which of them begin a line."""

    points: Points
    begins: NDArray[np.bool_]


NOTHING = Strokes(np.zeros((0, 2)), np.zeros(0, bool))


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

    def near(self, bounds: Bounds) -> "Shapes":
        """Keep the stretches whose box meets the bounds: less to look through."""
        meets = self._meets(bounds)
        return Shapes(self.points, self.first[meets], self.last[meets], self.boxes[meets])

    def _meets(self, bounds: Bounds) -> NDArray[np.bool_]:
        box = self.boxes
        return np.asarray(
            (box[:, 0] <= bounds.right)
            & (box[:, 2] >= bounds.left)
            & (box[:, 1] <= bounds.bottom)
            & (box[:, 3] >= bounds.top)
        )

    def within(self, bounds: Bounds) -> Strokes:
        """Gather the stretches whose box meets the bounds, joined where they follow each other."""
        meets = self._meets(bounds) if len(self.first) else np.zeros(0, bool)
        if not meets.any():
            return NOTHING
        first, last = self.first[meets], self.last[meets]
        goes_on = np.zeros(len(first), bool)
        goes_on[1:] = first[1:] == last[:-1]
        lengths = last - first + 1 - goes_on
        ends = np.cumsum(lengths)
        index = runs(first + goes_on, lengths)
        begins = np.zeros(len(index), bool)
        begins[(ends - lengths)[~goes_on]] = True
        return Strokes(self.points.take(index, axis=0), begins)


def as_rings(rings: Lines) -> Shapes:
    """Keep rings whole, and close them."""
    rings = rings.chosen(rings.lengths >= 3)
    lengths = rings.lengths + 1
    ends = np.cumsum(lengths)
    index = runs(rings.starts, lengths)
    index[ends - 1] = rings.starts
    return _shapes(rings.points[index], ends - lengths, ends - 1)


def as_lines(lines: Lines) -> Shapes:
    """Cut lines into short stretches."""
    lines = lines.chosen(lines.lengths >= 2)
    counts = -((1 - lines.lengths) // _CHUNK)
    first = np.repeat(lines.starts, counts) + _CHUNK * runs(np.zeros_like(counts), counts)
    ends = np.repeat(lines.starts + lines.lengths - 1, counts)
    return _shapes(lines.points, first, np.minimum(first + _CHUNK, ends))


def _shapes(points: Points, first: Ints, last: Ints) -> Shapes:
    # reduceat leaves out the vertex where the next stretch begins: it is this one's last.
    low, high = (
        extreme(extreme.reduceat(points, first), points[last]) if len(first) else points
        for extreme in (np.minimum, np.maximum)
    )
    return Shapes(points, first, last, np.hstack([low, high]))


def seen(lines: Lines, least: float) -> Lines:
    """Leave out lines that are nowhere as long as `least`: each costs as much as a long one."""
    return lines.chosen(lines.sizes >= least)


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


def rounded(lines: Lines, times: int) -> Lines:
    """Cut the corners of lines (Chaikin, 1974), each time with twice the vertices; ends stay."""
    for _ in range(times):
        steps = lines.lengths - 1
        near = lines.points[runs(lines.starts, steps)]
        far = lines.points[runs(lines.starts + 1, steps)]
        cut = np.stack([near * 0.75 + far * 0.25, near * 0.25 + far * 0.75], axis=1).reshape(-1, 2)
        ends = np.cumsum(2 * steps)
        cut[ends - 2 * steps] = lines.points[lines.starts]
        cut[ends - 1] = lines.points[lines.starts + steps]
        lines = Lines(cut, 2 * steps)
    return lines


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
    starts = np.flatnonzero(kept.begins)
    return _shapes(kept.points, starts, np.append(starts[1:], len(kept.points)) - 1)
