"""Measure how soon the map page answers a tap or key on the whole network, and its memory.

By the clock, from the tap to the first frame that shows the answer, in the software renderer at
1920 x 1080: nine of ten are as quick as told. Memory is the resident set of the glass alone, after
all that, while the world runs in its own process.
"""

import main as _begun  # noqa: F401  # isort: skip - as `python main.py` begins

import asyncio
import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from tests.benchmarks.map_rig import SOFTWARE, Figures, be_child, nation, run, settled
from tests.benchmarks.report import report
from ui.wiring.glass import Opened

MODULE = "tests.benchmarks.bench_map_taps"
DELTA = (31.23, 121.47, 11.0)
CHIPS = ("free", "plug_and_charge", "fast")
ROUNDS = 6
# As one types them, letter by letter: a place, initials, a station's name, an operator, a road.
TYPED = ("上海虹桥", "bjnz", "chongdian", "云岭", "G15")
CARDS = 20
_STEP_S = 0.4
_PATIENCE_S = 5.0


def main() -> None:
    """Build the whole network once, then measure on it."""
    if len(sys.argv) > 1:
        be_child(_answers)
        return
    with nation() as folder:
        told = run(MODULE, SOFTWARE, folder)
    report("map.filter_tap_to_pins_p90", told["filter"], "ms", 50)
    report("map.key_to_results_p90", told["search"], "ms", 60)
    report("map.pin_tap_to_card_p90", told["card"], "ms", 80)
    report("map.glass_memory", told["memory"], "MB", 450)


class Watch:
    """Takes the time from a tap to the frame after its answer."""

    def __init__(self, head_unit: Opened) -> None:
        self._frame = asyncio.Event()
        head_unit.screen.window.frameSwapped.connect(self._frame.set)

    async def ms(self, tap: Callable[[], object], is_answered: Callable[[], bool]) -> float:
        """Tap, and wait for the first frame at which the answer is there."""
        await asyncio.sleep(_STEP_S)
        begun = time.perf_counter()
        tap()
        async with asyncio.timeout(_PATIENCE_S):
            while not is_answered():
                await asyncio.sleep(0)
            self._frame.clear()
            await self._frame.wait()
        return (time.perf_counter() - begun) * 1000


async def _answers(head_unit: Opened) -> Figures:
    map_, watch = head_unit.screen.map, Watch(head_unit)
    map_.lookAt(*DELTA)
    await settled(map_)
    told = {
        "filter": _p90(await _filters(head_unit, watch)),
        "card": _p90(await _cards(head_unit, watch)),
        "search": _p90(await _keys(head_unit, watch)),
    }
    gc.collect()
    return told | {"memory": _resident_mb()}


async def _filters(head_unit: Opened, watch: Watch) -> list[float]:
    board, filters = head_unit.screen.map.board, head_unit.glass.controllers.filters
    taken = []
    for chip in CHIPS * ROUNDS:
        before = board.marks
        taken.append(
            await watch.ms(
                lambda c=chip: filters.press_chip(c),  # type: ignore[misc]
                lambda b=before: board.marks is not b,  # type: ignore[misc]
            )
        )
    return taken


async def _cards(head_unit: Opened, watch: Watch) -> list[float]:
    glass, board = head_unit.glass, head_unit.screen.map.board
    rows = [row for row in board.marks.row.tolist() if row >= 0]
    rows = (rows or list(range(CARDS)))[:CARDS]
    taken = []
    for row in rows:
        taken.append(
            await watch.ms(
                lambda r=row: glass.controllers.map.tap(r),  # type: ignore[misc]
                lambda: glass.left_column.card == "station",
            )
        )
        glass.controllers.station.close()
    return taken


async def _keys(head_unit: Opened, watch: Watch) -> list[float]:
    glass = head_unit.glass
    search = glass.controllers.search
    glass.left_column.toggle("search")
    answered: list[str] = []
    search.changed.connect(lambda: answered.append(search.property("query")))
    taken = []
    for text in TYPED:
        search.clear()
        for end in range(1, len(text) + 1):
            answered.clear()
            key = text[:end]
            taken.append(
                await watch.ms(
                    lambda k=key: search.type(k),  # type: ignore[misc]
                    lambda: bool(answered),
                )
            )
    return taken


def _p90(taken: list[float]) -> float:
    # The first of a kind finds everything cold.
    return float(np.percentile(taken[1:], 90))


def _resident_mb() -> float:
    line = next(
        line
        for line in Path("/proc/self/status").read_text().splitlines()
        if line.startswith("VmRSS:")
    )
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
