"""Make counties.npz, the borders between counties, from an unpacked package; about a minute.

python -m resources.map.build_counties CITIES_FOLDER
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from resources.map.arcs import Vertex, chain, importance, owners_of_edges, unpack
from resources.map.base import mercator
from resources.map.build_base import undirected
from resources.map.counties import FILE
from resources.map.echarts import GRID, read_rings
from resources.map.packed import Points, packed

TOLERANCE = 2.5 / 256 / 2**9.5
"""World units, some 500 m: two pixels and a half at zoom 9.5 (chosen: the file stays small)."""
SHORTEST = 4.0e-6
"""About 160 m: shorter pieces are left out (chosen)."""
# These are drawn in more detail than all others together, and county by county in base.npz.
SKIPPED = ("tai2_wan1",)


def borders(folder: Path) -> list[Points]:
    """List the lines between two counties of one prefecture, in world units."""
    lines = []
    for file in sorted((folder / "geojson" / "shape-with-internal-borders").glob("*.geojson")):
        if not file.name.startswith(SKIPPED):
            found = _inner_lines(json.loads(file.read_text("utf-8")))
            lines += [mercator(unpack(line) / GRID) for line in found]
    return lines


def _inner_lines(city: dict[str, Any]) -> list[list[Vertex]]:
    """Join the edges that two counties share; the outline of all is the prefecture's border."""
    units = [
        (number, _rings(feature["geometry"])) for number, feature in enumerate(city["features"])
    ]
    owners = owners_of_edges(units)
    inner = {
        (a, b): 0
        for (a, b), of in owners.items()
        if a < b and (b, a) in owners and set(of) != set(owners[b, a])
    }
    return [line for _, line in chain(undirected(inner))]


def _rings(geometry: dict[str, Any]) -> list[NDArray[np.int64]]:
    if geometry["type"] not in ("Polygon", "MultiPolygon") or not geometry["coordinates"]:
        return []
    # Some files keep the offsets of texts that they have decoded already.
    found = geometry["coordinates"]
    while isinstance(found, list) and found and not isinstance(found[0], float):
        found = found[0]
    if not isinstance(found, str):
        geometry = {name: value for name, value in geometry.items() if name != "encodeOffsets"}
    return read_rings(geometry)


def main() -> int:
    """Build; the argument is the unpacked package's folder."""
    found = [line for line in borders(Path(sys.argv[1])) if np.ptp(line, axis=0).max() > SHORTEST]
    lines = [line[importance(line) >= TOLERANCE] for line in found]
    levels = [np.zeros(len(line), np.int64) for line in lines]
    np.savez_compressed(FILE, **packed(lines, levels))
    print(f"{FILE}: {FILE.stat().st_size} bytes, {len(lines)} lines")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
