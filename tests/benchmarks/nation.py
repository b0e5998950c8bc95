"""What several benchmarks share: the whole network at noon, views of it, and how to take time."""

import gc
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from statistics import median
from time import thread_time

import numpy as np

from network.clusters import Viewport
from network.columns import Columns, Filter
from network.operators.directory import Directory
from network.runtime import CHINA_TIME
from network.sandbox.nation import build, operators_of
from network.stations import Access

OPERATORS = Path(__file__).parents[2] / "resources" / "operators"
NOON = datetime(2026, 3, 4, 12, 30, tzinfo=CHINA_TIME)
WIDTH_PX, HEIGHT_PX = 1920, 1200
ZOOMS = range(3, 19)
VIEWS_PER_ZOOM = 60
FILTERS = (
    Filter(free_only=True),
    Filter(min_power_kw=250),
    Filter(access=Access.PLUG_AND_CHARGE),
    Filter(is_service_area=True, free_only=True),
    Filter(operators=frozenset({"tenghe"}), min_power_kw=120, free_only=True),
)


def build_nation(path: Path) -> None:
    """Write the whole simulated network."""
    build(path, operators_of(Directory.load(OPERATORS)))


def views(columns: Columns) -> list[Viewport]:
    """Look at random stations, hence mostly at dense places; zoom by zoom, from 3 to 18."""
    random = np.random.default_rng(5)
    found = []
    for zoom in ZOOMS:
        for row in random.integers(0, columns.station_count, VIEWS_PER_ZOOM):
            world = 256 * 2.0 ** (zoom + random.random())
            x, y = float(columns.x[row]), float(columns.y[row])
            half_x, half_y = WIDTH_PX / 2 / world, HEIGHT_PX / 2 / world
            found.append(Viewport(x - half_x, y + half_y, x + half_x, y - half_y, WIDTH_PX))
    return found


def used_ms(action: Callable[[], object], tries: int = 5) -> float:
    """Take the best of some tries by the processor time of this thread."""
    taken = []
    for _ in range(tries):
        begun = thread_time()
        action()
        taken.append(thread_time() - begun)
    return min(taken) * 1000


def asked_ms(ask: Callable[[Viewport], object], seen: Sequence[Viewport]) -> list[list[float]]:
    """Ask each view once, as one pans, in three rounds; by processor time."""
    gc.collect()
    return [
        [used_ms(lambda view=view: ask(view), tries=1) for view in seen]  # type: ignore[misc]
        for _ in range(3)
    ]


def typical(measure: Callable[[list[float]], float], rounds: Sequence[list[float]]) -> float:
    """Take a figure of each round, and the middle one of them."""
    return median(measure(one) for one in rounds)


def p99(values: list[float]) -> float:
    """Answer the 99th percentile."""
    return float(np.percentile(values, 99))


def worst_zoom(values: list[float]) -> float:
    """Answer the 99th percentile of the zoom where it is highest, of figures for `views`."""
    return float(np.percentile(np.reshape(values, (len(ZOOMS), -1)), 99, axis=1).max())
