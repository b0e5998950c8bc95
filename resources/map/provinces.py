"""Read provinces.npz: the outline of every province, on a map that keeps areas true."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FILE = Path(__file__).with_name("provinces.npz")
GRID = 1024
"""Grid steps of the file a degree: 0.1 km."""
# The standard parallels and the middle of maps of the whole country (chosen after what is usual
# for them: Albers' equal-area conic, 25 and 47 N, 105 E).
_SOUTH, _NORTH, _MIDDLE = np.radians((25.0, 47.0, 105.0))

_MARGIN = 0.006
"""Part of the width that is left free on every side (chosen)."""


@dataclass(frozen=True, slots=True)
class Provinces:
    """Outlines in map units: 1 is the width of the whole, y grows to the south from 0 to `height`.

    `rings` are closed, each with the 2 digits of GB/T 2260 of its province. `name_at` is where each
    province's name has most room. `sea_line` are the dashes of the South China Sea line, two ends
    each.
    """

    codes: list[int]
    rings: list[NDArray[np.float64]]
    name_at: dict[int, tuple[float, float]]
    sea_line: NDArray[np.float64]
    height: float


@cache
def read_provinces(file: Path = FILE) -> Provinces:
    """Read and project the outlines: some 3 ms, once."""
    with np.load(file, allow_pickle=False) as data:
        codes = data["code"].tolist()
        ends = np.cumsum(data["length"].astype(np.int64))[:-1]
        rings = [
            project(np.cumsum(part, axis=0) / GRID)
            for part in np.split(data["step"].astype(np.int64), ends)
        ]
        named = data["named"].tolist()
        name_at = project(data["name_at"] / GRID)
        dashes = data["sea_line"] / GRID
    sea_line = project(dashes.reshape(-1, 2)).reshape(dashes.shape)
    every = np.vstack([*rings, sea_line.reshape(-1, 2)])
    # A little room, so that no stroke at the edge is cut in half.
    room = _MARGIN * np.ptp(every[:, 0])
    corner, size = every.min(axis=0) - room, np.ptp(every, axis=0) + 2 * room
    width = size[0]
    return Provinces(
        codes,
        [(ring - corner) / width for ring in rings],
        {
            code: (x, y)
            for code, (x, y) in zip(named, ((name_at - corner) / width).tolist(), strict=True)
        },
        (sea_line - corner) / width,
        float(size[1] / width),
    )


def project(lon_lat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Project (n, 2) degrees, longitude first, to earth radii, y to the south (Albers)."""
    lon, lat = np.radians(lon_lat).T
    n = (np.sin(_SOUTH) + np.sin(_NORTH)) / 2
    c = np.cos(_SOUTH) ** 2 + 2 * n * np.sin(_SOUTH)
    radius = np.sqrt(c - 2 * n * np.sin(lat)) / n
    angle = n * (lon - _MIDDLE)
    return np.stack([radius * np.sin(angle), radius * np.cos(angle)], axis=1)
