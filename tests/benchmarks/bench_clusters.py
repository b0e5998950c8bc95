"""Measure the map's data at full scale: build, open, filter, query, statuses.

Each figure but the build is the best of three: it tells of the code, not of what else the machine
does at that moment.
"""

import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from time import perf_counter

import numpy as np

from network.catalogue import Catalogue
from network.clusters import ClusterIndex, Viewport
from network.columns import Columns, Filter
from network.operators.directory import Directory
from network.runtime import CHINA_TIME
from network.sandbox.nation import build, operators_of
from network.sandbox.nation_hours import tell_status
from network.stations import Access
from tests.benchmarks.report import report

OPERATORS = Path(__file__).parents[2] / "resources" / "operators"
WIDTH_PX, HEIGHT_PX = 1920, 1200
VIEWS_PER_ZOOM = 60
FILTERS = (
    Filter(free_only=True),
    Filter(min_power_kw=250),
    Filter(access=Access.PLUG_AND_CHARGE),
    Filter(is_service_area=True, free_only=True),
    Filter(operators=frozenset({"tenghe"}), min_power_kw=120, free_only=True),
)


def _ms(action: Callable[[], object], tries: int = 3) -> float:
    taken = []
    for _ in range(tries):
        begun = perf_counter()
        action()
        taken.append(perf_counter() - begun)
    return min(taken) * 1000


def _views(columns: Columns) -> list[Viewport]:
    """Look at random stations, hence mostly at dense places, at all zooms from 3 to 18."""
    random = np.random.default_rng(5)
    views = []
    for zoom in range(3, 19):
        for row in random.integers(0, columns.station_count, VIEWS_PER_ZOOM):
            world = 256 * 2.0 ** (zoom + random.random())
            x, y = float(columns.x[row]), float(columns.y[row])
            half_x, half_y = WIDTH_PX / 2 / world, HEIGHT_PX / 2 / world
            views.append(Viewport(x - half_x, y + half_y, x + half_x, y - half_y, WIDTH_PX))
    return views


def main() -> None:
    """Report every figure."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "catalogue.sqlite"
        operators = operators_of(Directory.load(OPERATORS))
        report("nation.build", _ms(lambda: build(path, operators), tries=1) / 1000, "s", 20)
        report("catalogue.open", _ms(lambda: Catalogue.open(path).close()), "ms", 150)
        catalogue = Catalogue.open(path)
        columns = catalogue.columns
        report("catalogue.connectors", columns.connector_count, "1", 1_400_000, at_most=False)
        noon = datetime(2026, 3, 4, 12, 30, tzinfo=CHINA_TIME)
        report("nation.status", _ms(lambda: tell_status(columns, noon)), "ms", 50)
        _report_map(columns)
        rows = np.random.default_rng(6).integers(0, columns.station_count, 500).tolist()
        read = [_ms(lambda row=row: catalogue.station(row)) for row in rows]  # type: ignore[misc]
        report("catalogue.station_p99", float(np.percentile(read, 99)), "ms", 5)
        catalogue.close()


def _report_map(columns: Columns) -> None:
    index = ClusterIndex(columns)
    changed = [_ms(lambda w=w: index.filtered(w)) for w in FILTERS]  # type: ignore[misc]
    report("clusters.filter_max", max(changed), "ms", 25)
    views = _views(columns)
    for name, one in (("all", index), ("filtered", index.filtered(FILTERS[0]))):
        one.in_view(views[0])
        asked = [_ms(lambda v=v: one.in_view(v)) for v in views]  # type: ignore[misc] # noqa: B023
        report(f"clusters.query_p99.{name}", float(np.percentile(asked, 99)), "ms", 2)
    most = max(len(index.in_view(view)) for view in views)
    report("clusters.most_marks", most, "1", 250)


if __name__ == "__main__":
    main()
