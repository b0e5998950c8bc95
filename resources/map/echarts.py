"""Read China's administrative outlines from the map folder of the echarts package."""

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

GRID = 1024
"""Vertices lie on a grid of this many steps a degree."""

# Drawn from the finer files: in china-cities.json these outlines are coarse and do not meet
# their neighbours' (found by counting edges without a partner).
FINE = {
    "北京": "beijing",
    "天津": "tianjin",
    "上海": "shanghai",
    "重庆": "chongqing",
    "台湾": "taiwan",
    "香港": "xianggang",
    "澳门": "aomen",
}


def read_prefectures(package: Path) -> list[tuple[str, list[NDArray[np.int64]]]]:
    """Read (adcode, rings) of every prefecture; adcode has 6 digits, rings are (lon, lat) steps."""
    folder = package / "map" / "json"
    units = []
    for feature in _features(folder / "china-cities.json"):
        name = feature["properties"]["name"]
        parts = [feature]
        if name in FINE:
            parts = _features(folder / "province" / f"{FINE[name]}.json")
        rings = [ring for part in parts for ring in read_rings(part["geometry"])]
        # taiwan.json has a county twice.
        once = {ring.tobytes(): ring for ring in rings}
        units.append((str(feature["id"]), list(once.values())))
    return units


def read_provinces(package: Path) -> list[tuple[int, list[NDArray[np.int64]]]]:
    """Read (code, rings) of every province; the code has 2 digits, rings are (lon, lat) steps."""
    features = _features(package / "map" / "json" / "china.json")
    return [(int(one["id"]) // 10_000, read_rings(one["geometry"])) for one in features]


def read_south_china_sea_line(package: Path) -> list[NDArray[np.float64]]:
    """Read the dashes of the South China Sea line, each as its two ends (lon, lat).

    The package has them as figures of an inset map without a scale. Two capes that the inset shows
    give it: Taiwan's south cape 120.85 E 21.90 N, Hainan's west and south cape 108.62 E, 18.16 N.
    Good to about half a degree.
    """
    source = (package / "lib" / "coord" / "geo" / "fix" / "nanhai.js").read_text("utf-8")
    line = next(line for line in source.splitlines() if line.startswith("var points = "))
    figures = [np.array(f, float) for f in json.loads(line.removeprefix("var points = ")[:-1])]
    mainland, hainan, *dashes, _frame = figures
    taiwan = mainland[6]
    hainan_cape = np.array([hainan[:, 0].min(), hainan[:, 1].max()])
    scale = np.array([120.85 - 108.62, 21.90 - 18.16]) / (taiwan - hainan_cape)
    # A dash is a thin parallelogram: corners 0 and 3 are one end, 1 and 2 the other.
    ends = [np.array([d[0] + d[3], d[1] + d[2]]) / 2 for d in dashes]
    return [np.array([120.85, 21.90]) + (end - taiwan) * scale for end in ends]


def _features(file: Path) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads(file.read_text("utf-8"))["features"]
    return features


def read_rings(geometry: dict[str, Any]) -> list[NDArray[np.int64]]:
    """Read a polygon's rings as (lon, lat) steps, plain or encoded."""
    is_multi = geometry["type"] == "MultiPolygon"
    polygons = geometry["coordinates"] if is_multi else [geometry["coordinates"]]
    if "encodeOffsets" not in geometry:
        return [np.rint(np.array(r) * GRID).astype(np.int64) for p in polygons for r in p]
    offsets = geometry["encodeOffsets"] if is_multi else [geometry["encodeOffsets"]]
    return [
        _decode(text, offset)
        for polygon, starts in zip(polygons, offsets, strict=True)
        for text, offset in zip(polygon, starts, strict=True)
    ]


def _decode(text: str, offset: list[int]) -> NDArray[np.int64]:
    # UTF-16 code units, 64 added, zig-zag, x and y by turns, deltas.
    codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2").astype(np.int64) - 64
    deltas = ((codes >> 1) ^ -(codes & 1)).reshape(-1, 2)
    deltas[0] += offset
    ring: NDArray[np.int64] = np.cumsum(deltas, axis=0)
    return ring
