"""Read Natural Earth's countries from a TopoJSON file (the world-atlas package)."""

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

CHINA = {"156", "158", "344", "446"}
"""ISO 3166-1 numbers drawn from the Chinese layers instead."""
ANTARCTICA = "010"


def read_countries(
    file: Path,
) -> tuple[list[NDArray[np.float64]], list[tuple[str, list[list[int]]]]]:
    """Read arcs as (lon, lat) rows, and per country its rings as arc numbers (~n: backwards)."""
    topology: dict[str, Any] = json.loads(file.read_text("utf-8"))
    scale = np.array(topology["transform"]["scale"])
    origin = np.array(topology["transform"]["translate"])
    arcs = [np.cumsum(np.array(arc, float), axis=0) * scale + origin for arc in topology["arcs"]]
    countries = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = geometry["arcs"]
        if geometry["type"] == "Polygon":
            polygons = [polygons]
        rings = [ring for polygon in polygons for ring in polygon]
        countries.append((str(geometry.get("id", "")), rings))
    return arcs, countries
