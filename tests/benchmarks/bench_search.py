"""Measure the search on the glass with the whole network: from a key to its results.

Work is taken by processor time: that of the threads that look up and write the list, then that of
the glass's thread until the list is drawn as well, in the real window and in software.
"""

import main as _begun  # noqa: F401  # isort: skip - as `python main.py` begins

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory
from time import thread_time

import numpy as np
from pypinyin import lazy_pinyin
from PySide6.QtGui import QGuiApplication

from network.nearby import Sorting
from tests.benchmarks.nation import build_nation, p99, used_ms
from tests.benchmarks.report import report
from ui.app import WindowOptions, prepare, run_on_qt
from ui.command_line import Options
from ui.search_controller import SearchController
from ui.search_lookup import Question
from ui.wiring.glass import Opened, opened

WINDOW = WindowOptions(size=(1920, 1080), is_offscreen=True)
SHANGHAI = (31.2304, 121.4737)
BETWEEN_S = 0.05
"""As fast as nobody types (chosen)."""
SETTLED_S = 3.0
"""Every figure has stopped counting and the names are read (chosen)."""


def main() -> None:
    """Build the whole network once, then type."""
    with TemporaryDirectory() as folder:
        build_nation(Path(folder) / "network.sqlite")
        prepare(WINDOW)
        options = Options(data_dir=Path(folder), language="zh")
        run_on_qt(lambda app: _measure(app, options))


async def _measure(app: QGuiApplication, options: Options) -> int:
    async with opened(app, options, WINDOW) as head_unit:
        search = head_unit.glass.controllers.search
        head_unit.glass.left_column.open("search")
        while search._parts.lookup.search is None:
            await asyncio.sleep(0.05)
        await asyncio.sleep(SETTLED_S)
        keys = [part for typed in _typed(head_unit) for part in _parts(typed)]
        report("search.keys", len(keys), "1", 400, at_most=False)
        await _report_work(search, keys)
        _report_near(search)
        await _report_pictures(head_unit, search, keys[::8])
    return 0


async def _report_work(search: SearchController, keys: list[str]) -> None:
    """Take what a key costs: the look-up in its thread, and the list in the glass's."""
    looked, listed = [], []
    for typed in keys:
        begun = thread_time()
        found = search._parts.lookup.look(_ask(typed))
        looked.append((thread_time() - begun) * 1000)
        search._found = found
        begun = thread_time()
        search._list()
        listed.append((thread_time() - begun) * 1000)
        await asyncio.sleep(0)
    both = [one + other for one, other in zip(looked, listed, strict=True)]
    report("search.key_to_rows_p99", p99(both), "ms", 60)
    report("search.key_to_rows_max", max(both), "ms", 60)
    # Longer work leaves the event loop (the house's rule).
    report("search.list_p99", p99(listed), "ms", 4)


def _report_near(search: SearchController) -> None:
    taken = []
    for sorting in list(Sorting) * 20:
        begun = thread_time()
        search._parts.lookup.look(Question("", SHANGHAI, sorting, 50))
        taken.append((thread_time() - begun) * 1000)
    report("search.nearby_p99", p99(taken), "ms", 60)


async def _report_pictures(head_unit: Opened, search: SearchController, keys: list[str]) -> None:
    """Wait after each key for the first picture that was drawn after its list was written."""
    taken = []
    drawn = asyncio.Event()
    head_unit.screen.window.frameSwapped.connect(drawn.set)
    for typed in keys:
        question = _ask(typed)
        looked = used_ms(lambda q=question: search._parts.lookup.look(q), 1)  # type: ignore[misc]
        begun = thread_time()
        search.type(typed)
        while search._answered != search._wanted:
            await asyncio.sleep(0.002)
        drawn.clear()
        head_unit.screen.window.update()
        await drawn.wait()
        taken.append(looked + (thread_time() - begun) * 1000)
        await asyncio.sleep(BETWEEN_S)
    report("search.key_to_picture_p50", float(np.median(taken)), "ms", 60)
    report("search.key_to_picture_p99", p99(taken), "ms", 60)


def _ask(typed: str) -> Question:
    return Question(typed, SHANGHAI, Sorting.NEAREST, 50)


def _typed(head_unit: Opened) -> list[str]:
    """Choose what is typed: names in hanzi, pinyin and initials; places and roads."""
    random = np.random.default_rng(8)
    rows = random.integers(0, head_unit.catalogue.columns.station_count, 20).tolist()
    names = [head_unit.catalogue.station(row).name[:8] for row in rows]
    typed = [*names, *("".join(lazy_pinyin(name[:4])) for name in names)]
    typed += ["".join(one[0] for one in lazy_pinyin(name)) for name in names]
    return [*typed, "北京", "beijing", "shanghaishi", "京沪高速", "g15", "tenghe", "上海 超充"]


def _parts(typed: str) -> list[str]:
    return [typed[:length] for length in range(1, len(typed) + 1)]


if __name__ == "__main__":
    main()
