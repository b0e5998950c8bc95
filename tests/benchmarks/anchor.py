"""Measure npm supercluster on the same stations and views, in the same run; or say why not."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path
from typing import Any

import numpy as np

from network.clusters import ClusterIndex, Viewport
from network.columns import Columns, Filter
from network.geo import unmercator, unmercator_columns

# The release of the reference (map.md 5), with its own options as there.
PACKAGE = "supercluster@9.1.0"


@dataclass(frozen=True, slots=True)
class Anchor:
    """What supercluster took, in ms: for all stations and for those of the first filter, in rounds.

    `warm_ms` is a second round for all stations, when everything is compiled.

    `reload_ms` and `filters_ms` are the processor time of loading and one answer.
    """

    reload_ms: float
    filters_ms: list[float]
    all_ms: list[list[float]]
    filtered_ms: list[list[float]]
    warm_ms: list[list[float]]
    marks: float


def measure(
    folder: Path,
    columns: Columns,
    filters: Sequence[Filter],
    views: Sequence[Viewport],
) -> Anchor | str:
    """Install it into a folder and run it; a sentence where that is not possible."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return "node or npm is not installed"
    installed = _run([npm, "install", "--no-audit", "--no-fund", PACKAGE], folder)
    if installed.returncode != 0:
        return f"npm cannot install {PACKAGE}: {installed.stderr.strip().splitlines()[-1:]}"
    script = folder / "anchor.mjs"
    script.write_bytes((Path(__file__).parent / "supercluster.mjs").read_bytes())
    (folder / "input.json").write_text(json.dumps(_input(columns, filters, views)))
    told: dict[str, list[dict[str, Any]]] = {"all": [], "filtered": []}
    for stations in (*told, *told, *told):
        ran = _run([node, "--max-old-space-size=4096", str(script), "input.json", stations], folder)
        if ran.returncode != 0:
            return f"supercluster ended with {ran.returncode}: {ran.stderr.strip()[:200]}"
        told[stations].append(json.loads(ran.stdout))
    first = told["all"][0]
    return Anchor(
        first["reload_ms"],
        first["filters_ms"],
        [one["views_ms"] for one in told["all"]],
        [one["views_ms"] for one in told["filtered"]],
        [one["warm_ms"] for one in told["all"]],
        first["marks"],
    )


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=300, check=False
    )


def _input(
    columns: Columns,
    filters: Sequence[Filter],
    views: Sequence[Viewport],
) -> dict[str, Any]:
    lat, lon = unmercator_columns(columns.x, columns.y)
    return {
        "stations": np.column_stack((lon, lat)).round(6).tolist(),
        "filters": [_mask(columns, one) for one in filters],
        "views": [_bounds(view) for view in views],
    }


def _mask(columns: Columns, wanted: Filter) -> str:
    mask = np.zeros(columns.station_count, np.uint8)
    mask[ClusterIndex(columns, wanted).passing.rows] = 1
    return "".join(map(str, mask.tolist()))


def _bounds(view: Viewport) -> list[float]:
    north, west = unmercator(view.west, view.north)
    south, east = unmercator(view.east, view.south)
    return [west, south, east, north, int(log2(view.world_dp / 256))]
