"""Keep many lines in few bytes: steps on a grid, as differences, byte by byte."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

STEPS = 1 << 20
"""Grid steps across the world: 38 m at the equator, of sources good to 100 m at best."""

_BYTES = 3
"""Of a difference."""

Points = NDArray[np.float64]
Ints = NDArray[np.int64]


def runs(starts: Ints, lengths: Ints) -> Ints:
    """List `lengths` numbers from each of `starts` on, end to end."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.asarray(np.arange(total) + np.repeat(starts - (ends - lengths), lengths))


@dataclass(frozen=True, slots=True)
class Lines:
    """Many lines end to end: their vertices (n, 2), and how many each line has, at least one."""

    points: Points
    lengths: Ints

    @property
    def starts(self) -> Ints:
        """Number the vertices that begin a line."""
        return np.cumsum(self.lengths) - self.lengths

    @property
    def boxes(self) -> Points:
        """Say where each line lies: left, top, right, bottom."""
        if len(self.lengths) == 0:
            return np.zeros((0, 4))
        starts, points = self.starts, self.points
        return np.hstack([np.minimum.reduceat(points, starts), np.maximum.reduceat(points, starts)])

    @property
    def sizes(self) -> NDArray[np.float64]:
        """Measure each line: the longer side of its box."""
        boxes = self.boxes
        return np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])

    def chosen(self, which: NDArray[np.bool_]) -> "Lines":
        """Keep some of the lines."""
        starts, lengths = self.starts[which], self.lengths[which]
        return Lines(self.points[runs(starts, lengths)], lengths)

    def apart(self) -> list[Points]:
        """Take the lines apart, without copying a vertex."""
        return [self.points[first:end] for first, end in pairwise([0, *np.cumsum(self.lengths)])]


def end_to_end(lines: Sequence[Points]) -> Lines:
    """Put lines end to end."""
    lengths = np.array([len(line) for line in lines], np.int64)
    return Lines(np.vstack(lines) if lines else np.zeros((0, 2)), lengths)


@dataclass(frozen=True, slots=True)
class Detailed:
    """Lines with all their vertices, and from which level of detail on each of these is there."""

    lines: Lines
    levels: NDArray[np.uint8]

    def at(self, level: int) -> Lines:
        """Keep the vertices of levels 0 to `level`."""
        keep = self.levels <= level
        # The ends of a line are always there: no line is empty.
        lengths = np.add.reduceat(keep.astype(np.int64), self.lines.starts)
        return Lines(self.lines.points[keep], lengths)


def packed(lines: Sequence[Points], levels: Sequence[NDArray[np.int64]]) -> dict[str, Any]:
    """Make the columns of an .npz file of lines in world units, with a level for each vertex."""
    steps = np.rint(np.vstack(lines) * STEPS).astype(np.int64)
    deltas = np.diff(steps, axis=0, prepend=0)
    columns: dict[str, Any] = {
        "level": np.concatenate(levels).astype(np.uint8),
        "arc_length": np.array([len(line) for line in lines], np.uint32),
    }
    for axis, left in (("dx", deltas[:, 0]), ("dy", deltas[:, 1])):
        for byte in range(_BYTES):
            # Signed bytes: of a small step either way the upper ones are zero.
            columns[f"{axis}_{byte}"] = left.astype(np.int8)
            left = (left - columns[f"{axis}_{byte}"]) >> 8
    return columns


def detailed(data: Mapping[str, Any]) -> Detailed:
    """Read the lines with all their vertices."""
    x, y = _summed(data, "dx"), _summed(data, "dy")
    points = np.stack([x, y], axis=1) / STEPS
    return Detailed(Lines(points, data["arc_length"].astype(np.int64)), data["level"])


def unpacked(data: Mapping[str, Any], level: int) -> list[Points]:
    """Read the lines with their vertices of levels 0 to `level`."""
    return detailed(data).at(level).apart()


def _summed(data: Mapping[str, Any], axis: str) -> NDArray[np.int64]:
    deltas = np.zeros(len(data["level"]), np.int64)
    for byte in range(_BYTES):
        deltas += data[f"{axis}_{byte}"].astype(np.int64) << 8 * byte
    return np.cumsum(deltas)
