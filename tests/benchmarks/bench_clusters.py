"""Measure the map's answers on the whole network beside npm supercluster, and at three sizes.

All by processor time. Both answer the same views, each once, in three rounds of which the middle
one counts: each round of supercluster is in a process that has just started, as the reference did;
its second rounds are reported for the record. A new filter is taken up to its first answer, the
best of some tries.
"""

import tempfile
from pathlib import Path

import numpy as np

from network.catalogue import Catalogue
from network.cluster_tree import arrange
from network.clusters import ClusterIndex, Viewport
from network.columns import Columns, Draft, Filter
from network.kinds import POWER_STEPS_KW
from network.sandbox.nation_hours import tell_status
from tests.benchmarks.anchor import Anchor, measure
from tests.benchmarks.nation import (
    FILTERS,
    NOON,
    asked_ms,
    build_nation,
    p99,
    typical,
    used_ms,
    views,
    worst_zoom,
)
from tests.benchmarks.report import report, report_unmeasured

Taken = dict[str, list[list[float]]]


def main() -> None:
    """Report every figure."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "catalogue.sqlite"
        build_nation(path)
        catalogue = Catalogue.open(path)
        columns = catalogue.columns
        tell_status(columns, NOON)
        seen = views(columns)
        taken = _report_views(columns, seen)
        filters = [_new_filter_ms(columns, one, seen[len(seen) // 2]) for one in FILTERS]
        none = _new_filter_ms(columns, Filter(), seen[len(seen) // 2])
        report("clusters.filter.none", none, "ms", 10)
        report("clusters.filter.worst", max(filters), "ms", 25)
        anchor = measure(Path(folder), columns, FILTERS, seen)
        if isinstance(anchor, Anchor):
            _report_anchor(anchor, taken, none, filters)
        else:
            report_unmeasured("clusters.supercluster", anchor)
        _report_sizes(columns)
        catalogue.close()


def _report_views(columns: Columns, seen: list[Viewport]) -> Taken:
    taken = {}
    for name, wanted in (("all", Filter()), ("filtered", FILTERS[0])):
        index = ClusterIndex(columns, wanted)
        for kind, ask, must in (("cells", index.cells, 0.3), ("merged", index.in_view, 1.5)):
            ms = asked_ms(ask, seen)
            report(f"clusters.{kind}.p99.{name}", typical(p99, ms), "ms", must)
            taken[f"{kind}.{name}"] = ms
    return taken


def _new_filter_ms(columns: Columns, wanted: Filter, view: Viewport) -> float:
    return used_ms(lambda: ClusterIndex(columns, wanted).in_view(view))


def _report_anchor(anchor: Anchor, taken: Taken, none: float, filters: list[float]) -> None:
    # What supercluster itself took is reported for the record; it must be only possible.
    report("clusters.supercluster.marks", anchor.marks, "1", 0, at_most=False)
    report("clusters.supercluster.p99.warm", typical(p99, anchor.warm_ms), "ms", 0, at_most=False)
    report("clusters.supercluster.reload", anchor.reload_ms, "ms", 0, at_most=False)
    for name, theirs in (("all", anchor.all_ms), ("filtered", anchor.filtered_ms)):
        report(f"clusters.supercluster.p99.{name}", typical(p99, theirs), "ms", 0, at_most=False)
        ours = taken[f"merged.{name}"]
        faster = typical(p99, theirs) / typical(p99, ours)
        report(f"clusters.times_faster.p99.{name}", faster, "x", 1, at_most=False)
        faster = typical(worst_zoom, theirs) / typical(worst_zoom, ours)
        report(f"clusters.times_faster.worst_zoom.{name}", faster, "x", 5, at_most=False)
    faster = anchor.reload_ms / none
    report("clusters.times_faster.filter.none", faster, "x", 50, at_most=False)
    least = min(t / o for t, o in zip(anchor.filters_ms, filters, strict=True))
    report("clusters.times_faster.filter.worst", least, "x", 8, at_most=False)


def _report_sizes(columns: Columns) -> None:
    """Report how the costs grow from 0.35 to 1.4 and 5.6 million connectors."""
    asked, changed = [], []
    for quarters in (1, 4, 16):
        sized = _sized(columns, quarters)
        name = f"{sized.connector_count / 1e6:.2f}M"
        index = ClusterIndex(sized, FILTERS[0])
        asked.append(typical(p99, asked_ms(index.in_view, views(sized))))
        changed.append(max(_new_filter_ms(sized, one, views(sized)[480]) for one in FILTERS))
        report(f"clusters.size.{name}.view_p99", asked[-1], "ms", 1.5)
        report(f"clusters.size.{name}.filter", changed[-1], "ms", 25 * max(1, quarters / 4))
    report("clusters.size.view_growth", max(asked) / min(asked), "x", 2)
    # Sixteen times the connectors: linear is 16.
    report("clusters.size.filter_growth", changed[-1] / changed[0], "x", 16)


def _sized(columns: Columns, quarters: int) -> Columns:
    """Take every fourth station, or each four times, scattered within 2 km; at noon."""
    random = np.random.default_rng(quarters)
    rows = np.arange(0, columns.station_count, 4)
    rows = np.concatenate([rows + k for k in range(4)]) if quarters > 1 else rows
    rows = np.tile(rows[rows < columns.station_count], max(1, quarters // 4))
    kinds, size = columns.kinds, np.diff(columns.first)[rows]
    within = np.arange(int(size.sum())) - np.repeat(np.cumsum(size) - size, size)
    connector = np.repeat(columns.first[rows], size) + within
    kind = np.repeat(columns.kind, np.diff(columns.run_start))[connector]
    draft = Draft(
        columns.operators,
        columns.networks,
        columns.x[rows] + random.uniform(-5e-5, 5e-5, len(rows)),
        columns.y[rows] + random.uniform(-5e-5, 5e-5, len(rows)),
        columns.operator[rows],
        columns.is_service_area[rows],
        size.astype(np.int64),
        np.array(POWER_STEPS_KW, np.float64)[kinds.power_class[kind]],
        kinds.access[kind],
        is_dc=kinds.is_dc[kind],
        standard=kinds.standard[kind],
        area=columns.area[rows],
        valid_from=kinds.valid_from[kind],
        valid_to=kinds.valid_to[kind],
    )
    sized = arrange(draft)[1]
    tell_status(sized, NOON)
    return sized


if __name__ == "__main__":
    main()
