"""Measure the catalogue at full scale: build, cold open, one station, one status, search, coverage.

Short things are taken by the processor time of the thread; the cold open by the clock, the best of
five, each in a process of its own with the file's pages dropped.
"""

import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import process_time, thread_time

import numpy as np
from pypinyin import lazy_pinyin

from network.catalogue import Catalogue
from network.choices import count_choices
from network.columns import Filter
from network.coverage import cover
from network.gazetteer import read_gazetteer
from network.operators.directory import Directory
from network.readings import parse_readings
from network.sandbox.nation_hours import tell_status
from network.search import Search
from network.spelling import Spelling
from network.stations import Network, Status
from tests.benchmarks.nation import FILTERS, NOON, OPERATORS, build_nation, p99, used_ms, views
from tests.benchmarks.report import report

SHANGHAI = (31.2304, 121.4737)
# Told by a fresh process: ms from opening to the first marks and a name, and MB grown.
COLD = """
import sys
from pathlib import Path
from time import perf_counter
from network.catalogue import Catalogue
from network.clusters import ClusterIndex, Viewport
def rss():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6
before, begun = rss(), perf_counter()
catalogue = Catalogue.open(Path(sys.argv[1]))
seen = ClusterIndex(catalogue.columns).in_view(Viewport(0.83, 0.41, 0.84, 0.404, 1920.0))
catalogue.station(int(seen.start[0]))
print((perf_counter() - begun) * 1000, rss() - before)
"""


def main() -> None:
    """Report every figure."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "catalogue.sqlite"
        begun = process_time()
        build_nation(path)
        report("nation.build", process_time() - begun, "s", 40)
        _report_cold(path)
        catalogue = Catalogue.open(path)
        report("catalogue.connectors", catalogue.columns.connector_count, "1", 1_400_000,
               at_most=False)  # fmt: skip
        report("nation.status", used_ms(lambda: tell_status(catalogue.columns, NOON)), "ms", 50)
        _report_rows(catalogue)
        _report_counts(catalogue)
        _report_search(catalogue)
        catalogue.close()


def _report_cold(path: Path) -> None:
    told = []
    for _ in range(5):
        file = os.open(path, os.O_RDONLY)
        os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(file)
        ran = subprocess.run(
            [sys.executable, "-c", COLD, str(path)], capture_output=True, text=True, check=True
        )
        told.append([float(one) for one in ran.stdout.split()])
    report("catalogue.cold_open", min(ms for ms, _ in told), "ms", 150)
    report("catalogue.memory", max(mb for _, mb in told), "MB", 150)


def _report_rows(catalogue: Catalogue) -> None:
    rows = np.random.default_rng(6).integers(0, catalogue.columns.station_count, 500).tolist()
    read = [used_ms(lambda row=row: catalogue.station(row), 2) for row in rows]  # type: ignore[misc]
    report("catalogue.station_p99", p99(read), "ms", 5)
    pushed = []
    for row in rows:
        station = catalogue.station(row)
        name = station.connectors[-1].id
        begun = thread_time()
        catalogue.set_status(station.operator_id, name, Status.CHARGING, 1_780_000_000.0)
        pushed.append((thread_time() - begun) * 1000)
    report("catalogue.status_push_p99", p99(pushed), "ms", 1)


def _report_counts(catalogue: Catalogue) -> None:
    columns = catalogue.columns
    third = frozenset({Network.THIRD_PARTY})
    days = (date(2025, 4, 28), date(2025, 7, 9))
    taken = [used_ms(lambda d=d: cover(columns, Filter(networks=third, day=d))) for d in days]  # type: ignore[misc]
    report("coverage.a_day", max(taken), "ms", 100)
    seen = views(columns)[::60]
    counted = [used_ms(lambda v=v: count_choices(columns, FILTERS[1], v)) for v in seen]  # type: ignore[misc]
    # The counts beside the choices change with the pins: 50 ms from a tap (the map's budget).
    report("choices.in_view_max", max(counted), "ms", 50)


def _report_search(catalogue: Catalogue) -> None:
    texts = catalogue.texts()
    profiles = Directory.load(OPERATORS).profiles
    gazetteer = read_gazetteer({one.id: tuple(one.names.values()) for one in profiles.values()})
    begun = thread_time()
    spelling = Spelling(parse_readings(texts.readings))
    search = Search(catalogue.columns, texts.names, texts.addresses, gazetteer, spelling)
    report("search.build", thread_time() - begun, "s", 5)
    keys = [part for typed in _typed(texts.names, texts.addresses) for part in _keys(typed)]
    taken = []
    for typed in keys:
        begun = thread_time()
        search.find(typed, SHANGHAI)
        taken.append((thread_time() - begun) * 1000)
    report("search.keys", len(keys), "1", 1000, at_most=False)
    report("search.p99", p99(taken), "ms", 30)
    report("search.max", max(taken), "ms", 60)


def _typed(names: list[str], addresses: list[str]) -> list[str]:
    """Choose what is typed: names and addresses in hanzi, in pinyin, by initials; places, roads."""
    random = np.random.default_rng(8)
    chosen = [names[row][:8] for row in random.integers(0, len(names), 40)]
    typed = [*chosen, *(addresses[row][-10:] for row in random.integers(0, len(names), 20))]
    typed += ["".join(lazy_pinyin(name[:4])) for name in chosen]
    typed += ["".join(one[0] for one in lazy_pinyin(name)) for name in chosen]
    return [
        *typed,
        "北京",
        "beijing",
        "shanghaishi",
        "京沪高速",
        "g15",
        "tenghe",
        "上海 超充",
        "fwq",
    ]


def _keys(typed: str) -> list[str]:
    return [typed[:length] for length in range(1, len(typed) + 1)]


if __name__ == "__main__":
    main()
