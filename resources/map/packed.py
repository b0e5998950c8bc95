"""Keep many lines in few bytes: steps on a grid, as differences, byte by byte."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

STEPS = 1 << 20
"""Grid steps across the world: 38 m at the equator, of sources good to 100 m at best."""

_BYTES = 3
"""Of a difference."""

Points = NDArray[np.float64]


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


def unpacked(data: Mapping[str, Any], level: int) -> list[Points]:
    """Read the lines with their vertices of levels 0 to `level`."""
    x, y = _summed(data, "dx"), _summed(data, "dy")
    points = np.stack([x, y], axis=1) / STEPS
    keep = data["level"] <= level
    ends = np.cumsum(data["arc_length"].astype(np.int64))
    kept = np.concatenate([[0], np.cumsum(keep)[ends - 1]]).tolist()
    points = points[keep]
    return [points[first:end] for first, end in pairwise(kept)]


def _summed(data: Mapping[str, Any], axis: str) -> NDArray[np.int64]:
    deltas = np.zeros(len(data["level"]), np.int64)
    for byte in range(_BYTES):
        deltas += data[f"{axis}_{byte}"].astype(np.int64) << 8 * byte
    return np.cumsum(deltas)
