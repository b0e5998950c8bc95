"""Make water.npz from two unpacked packages. Run once, by hand; it takes seconds.

python -m resources.map.build_water RIVERS_FOLDER LAKES_FOLDER
"""

import sys
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from network.expressways import smooth
from resources.map.base import mercator
from resources.map.build_base import WINDOW, thin
from resources.map.packed import Points, packed
from resources.map.shapefile import read_shapes, read_table
from resources.map.water import FILE, LAKES, NAMELESS, RIVERS

_GREAT, _MIDDLE = 3, 6
"""Scale ranks of the source up to which an unlisted river counts as rank 1 and 2 (chosen)."""
_SEEN_LAKE = 1 / 256 / 2**10
"""A pixel at zoom 10: smaller lakes are left out (chosen)."""


def rivers(folder: Path) -> Iterator[tuple[Points, int, int]]:
    """List (line in world units, rank, number of its name) within the window."""
    stem = folder / "ne_10m_rivers_lake_centerlines"
    listed: list[dict[str, Any]] = tomllib.loads(RIVERS.read_text("utf-8"))["river"]
    by_number = {number: row for row, river in enumerate(listed) for number in river["ne"]}
    shapes, table = read_shapes(stem.with_suffix(".shp")), read_table(stem.with_suffix(".dbf"))
    for parts, row in zip(shapes, table, strict=True):
        name = by_number.get(int(float(row["rivernum"])), NAMELESS)
        river = listed[name] if name != NAMELESS else {}
        rank = river.get("rank") or _rank(float(row["scalerank"]))
        for part in parts:
            for piece in _inside(part):
                for line, is_named in _cut(piece, river.get("south", -90.0)):
                    yield mercator(line), rank, name if is_named else NAMELESS


def _rank(scale_rank: float) -> int:
    return 1 if scale_rank <= _GREAT else 2 if scale_rank <= _MIDDLE else 3


def _inside(line: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """Keep the stretches that lie within the window."""
    west, south, east, north = WINDOW
    lon, lat = line[:, 0], line[:, 1]
    inside = (lon > west) & (lon < east) & (lat > south) & (lat < north)
    return [run for run, is_in in _runs(line, inside) if is_in]


def _cut(line: NDArray[np.float64], south: float) -> list[tuple[NDArray[np.float64], bool]]:
    """Part a line where it goes south of a latitude."""
    return _runs(line, line[:, 1] >= south)


def _runs(
    line: NDArray[np.float64], flags: NDArray[np.bool_]
) -> list[tuple[NDArray[np.float64], bool]]:
    """Split a line where a flag of its vertices changes; the stretches share their ends."""
    starts = [0, *(np.flatnonzero(np.diff(flags)) + 1).tolist(), len(line)]
    found = []
    for first, last in pairwise(starts):
        piece = line[first : last + 1]
        if len(piece) > 1:
            found.append((piece, bool(flags[first])))
    return found


def lakes(folder: Path) -> Iterator[Points]:
    """List the shores within the window, closed, in world units; then those drawn by hand."""
    west, south, east, north = WINDOW
    for parts in read_shapes(folder / "ne_10m_lakes.shp"):
        for ring in parts:
            middle = (ring.min(axis=0) + ring.max(axis=0)) / 2
            points = mercator(ring)
            if not (west < middle[0] < east and south < middle[1] < north):
                continue
            if float(np.max(np.ptp(points, axis=0))) > _SEEN_LAKE:
                yield points
    for lake in tomllib.loads(LAKES.read_text("utf-8"))["lake"]:
        if "outline" in lake:
            outline = mercator(np.array(lake["outline"])[:, ::-1])
            yield smooth([(float(x), float(y)) for x, y in outline], is_closed=True)


def main() -> int:
    """Build; the two arguments are the folders with the shapefiles."""
    found = [
        *rivers(Path(sys.argv[1])),
        *((shore, 0, NAMELESS) for shore in lakes(Path(sys.argv[2]))),
    ]
    thinned = [thin(line) for line, _, _ in found]
    np.savez_compressed(
        FILE,
        **packed([points for points, _ in thinned], [level for _, level in thinned]),
        rank=np.array([rank for _, rank, _ in found], np.uint8),
        name=np.array([name for _, _, name in found], np.uint8),
    )
    print(f"{FILE}: {FILE.stat().st_size} bytes, {len(found)} lines")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
