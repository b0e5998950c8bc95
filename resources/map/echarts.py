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
        rings = [ring for part in parts for ring in _rings(part["geometry"])]
        # taiwan.json has a county twice.
        once = {ring.tobytes(): ring for ring in rings}
        units.append((str(feature["id"]), list(once.values())))
    return units


def read_south_china_sea_line(package: Path) -> list[NDArray[np.float64]]:
    """Read the dashes of the South China Sea line as (lon, lat) outlines.

    The package has them as figures of an inset; the inset's scale follows from its Hainan, whose
    true bounds are 108.6-111.05 E, 18.16-20.16 N. Good to about half a degree.
    """
    source = (package / "lib" / "coord" / "geo" / "fix" / "nanhai.js").read_text("utf-8")
    line = next(line for line in source.splitlines() if line.startswith("var points = "))
    figures = json.loads(line.removeprefix("var points = ").rstrip(";"))
    hainan = np.array(figures[1], float)
    low, high = hainan.min(axis=0), hainan.max(axis=0)
    scale = np.array([111.05 - 108.6, 18.16 - 20.16]) / (high - low)
    origin = np.array([108.6, 20.16]) - low * scale
    # First the mainland's coast, then Hainan; last the inset's frame.
    return [np.array(figure, float) * scale + origin for figure in figures[2:-1]]


def _features(file: Path) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads(file.read_text("utf-8"))["features"]
    return features


def _rings(geometry: dict[str, Any]) -> list[NDArray[np.int64]]:
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
