"""Keep many lines in few bytes: steps on a grid, as differences, their halves apart."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

STEPS = 1 << 21
"""Grid steps across the world: 19 m at the equator."""

Points = NDArray[np.float64]


def packed(lines: Sequence[Points], levels: Sequence[NDArray[np.int64]]) -> dict[str, Any]:
    """Make the columns of an .npz file of lines in world units, with a level for each vertex."""
    steps = np.rint(np.vstack(lines) * STEPS).astype(np.int64)
    deltas = np.diff(steps, axis=0, prepend=0).astype(np.int32)
    low = deltas.astype(np.int16)
    high = ((deltas - low) >> 16).astype(np.int16)
    return {
        # Low and high halves apart compress better: most deltas fit the low one.
        "dx_low": low[:, 0],
        "dx_high": high[:, 0],
        "dy_low": low[:, 1],
        "dy_high": high[:, 1],
        "level": np.concatenate(levels).astype(np.uint8),
        "arc_length": np.array([len(line) for line in lines], np.uint32),
    }


def unpacked(data: Mapping[str, Any], level: int) -> list[Points]:
    """Read the lines with their vertices of levels 0 to `level`."""
    x = np.cumsum((data["dx_high"].astype(np.int64) << 16) + data["dx_low"])
    y = np.cumsum((data["dy_high"].astype(np.int64) << 16) + data["dy_low"])
    points = np.stack([x, y], axis=1) / STEPS
    keep = data["level"] <= level
    lengths = data["arc_length"]
    arc = np.repeat(np.arange(len(lengths)), lengths)[keep]
    return np.split(points[keep], np.searchsorted(arc, np.arange(1, len(lengths))))
