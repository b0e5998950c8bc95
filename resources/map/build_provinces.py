"""Make provinces.npz from the unpacked echarts package. Run once, by hand, in a second.

python -m resources.map.build_provinces ECHARTS_FOLDER
"""

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from resources.map.echarts import (
    GRID,
    read_prefectures,
    read_provinces,
    read_south_china_sea_line,
)

TARGET = Path(__file__).with_name("provinces.npz")
HAINAN, SANSHA = 46, "460300"
"""Hainan's outline leaves out the islands of 三沙; they have a unit of their own (GB/T 2260)."""


_FINENESS = 48
"""Candidates for a name's place along each side of an outline's box (chosen)."""


def roomiest(ring: NDArray[np.int64]) -> NDArray[np.int64]:
    """Find the point inside a ring that is farthest from its outline, on a grid of candidates."""
    low, high = ring.min(axis=0), ring.max(axis=0)
    axes = [np.linspace(low[k], high[k], _FINENESS + 2)[1:-1] for k in (0, 1)]
    x, y = (grid.ravel()[:, None] for grid in np.meshgrid(*axes))
    a, b = ring, np.roll(ring, -1, axis=0)
    spans = (a[:, 1] > y) != (b[:, 1] > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        crossing = (b[:, 0] - a[:, 0]) * (y - a[:, 1]) / (b[:, 1] - a[:, 1]) + a[:, 0]
    is_inside = (spans & (x < crossing)).sum(axis=1) % 2 == 1
    # A name is wide and low: what is beside it counts half.
    distance = np.hypot((a[:, 0] - x) / 2, a[:, 1] - y).min(axis=1) * is_inside
    best = int(distance.argmax())
    place: NDArray[np.int64] = np.rint([x[best, 0], y[best, 0]]).astype(np.int64)
    return place


def build(package: Path, target: Path) -> None:
    """Write the outline of every province: grid steps of 1/1024 degree, as differences."""
    outlines = [(code, ring) for code, rings in read_provinces(package) for ring in rings]
    islands = dict(read_prefectures(package)).get(SANSHA, [])
    outlines += [(HAINAN, ring) for ring in islands]
    largest = {code: max(rings, key=len) for code, rings in read_provinces(package)}
    steps = [np.diff(ring, axis=0, prepend=np.zeros((1, 2), np.int64)) for _, ring in outlines]
    np.savez_compressed(
        target,
        code=np.array([code for code, _ in outlines], np.uint8),
        length=np.array([len(ring) for _, ring in outlines], np.uint16),
        step=np.vstack(steps).astype(np.int32),
        named=np.array(list(largest), np.uint8),
        name_at=np.stack([roomiest(ring) for ring in largest.values()]).astype(np.int32),
        sea_line=np.rint(np.stack(read_south_china_sea_line(package)) * GRID).astype(np.int32),
    )


if __name__ == "__main__":
    build(Path(sys.argv[1]), TARGET)
