"""Measure a tap on a filter up to the frame with the new pins, on the whole network.

By the clock and in the software renderer at 1920 x 1080, as the driver sees it; beside it the
processor time of the GUI thread. What each choice would leave is counted in a thread meanwhile.
"""

import main as _begun  # noqa: F401  # isort: skip - as `python main.py` begins

import asyncio
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtGui import QGuiApplication

from tests.benchmarks.nation import build_nation, p99
from tests.benchmarks.report import report
from ui.app import WindowOptions, prepare, run_on_qt
from ui.command_line import Options
from ui.wiring.glass import Opened, opened

WINDOW = WindowOptions(size=(1920, 1080), is_offscreen=True)
DELTA = (31.23, 121.47)
# A city, a region, the country.
ZOOMS = (12.0, 8.0, 4.5)
# One of every kind; each is chosen, then let go in turn.
TAPS = (
    "power_120",
    "access_plug_and_charge",
    "free_only",
    "operator_tenghe",
    "current_dc",
    "price_140",
    "service_area_only",
    "network_third_party",
    "standard_gbt_dc",
)
REST_S = 0.3
PATIENCE_S = 20.0


def main() -> None:
    """Build the whole network once, then tap on it."""
    if len(sys.argv) > 1:
        _be_child(sys.argv[1])
        return
    with TemporaryDirectory() as folder:
        build_nation(Path(folder) / "network.sqlite")
        command = [sys.executable, "-m", "tests.benchmarks.bench_filters", folder]
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
        run = subprocess.run(
            command, env=environment, stdout=subprocess.PIPE, text=True, check=True, timeout=300
        )
    told = json.loads(run.stdout.splitlines()[-1])
    report("filters.tap_to_pins_p99", told["wall"], "ms", 50)
    report("filters.tap_to_pins_gui_thread_p99", told["cpu"], "ms", 50)


def _be_child(folder: str) -> None:
    prepare(WINDOW)

    async def measure(app: QGuiApplication) -> int:
        async with opened(app, Options(data_dir=Path(folder), language="zh"), WINDOW) as head_unit:
            print(json.dumps(await _taps(head_unit)))
        return 0

    run_on_qt(measure)


async def _taps(head_unit: Opened) -> dict[str, float]:
    wall, cpu = [], []
    for zoom in ZOOMS:
        head_unit.screen.map.lookAt(*DELTA, zoom)
        head_unit.glass.left_column.open("filters")
        async with asyncio.timeout(PATIENCE_S):
            while not head_unit.screen.map.property("settled"):
                await asyncio.sleep(0.02)
        for key in (*TAPS, *TAPS):
            await asyncio.sleep(REST_S)
            took = await _tap(head_unit, key)
            wall.append(took[0])
            cpu.append(took[1])
    return {"wall": p99(wall) * 1000, "cpu": p99(cpu) * 1000}


async def _tap(head_unit: Opened, key: str) -> tuple[float, float]:
    """Tap, and wait for the first frame that shows other marks; answers s by clock and thread."""
    board = head_unit.screen.map.board
    shown, taken = board.marks, asyncio.get_running_loop().create_future()

    def swapped() -> None:
        if board.marks is not shown and not taken.done():
            taken.set_result((time.perf_counter(), time.thread_time()))

    window = head_unit.screen.window
    window.frameSwapped.connect(swapped)
    begun = time.perf_counter(), time.thread_time()
    head_unit.glass.controllers.filters.toggle(key)
    try:
        async with asyncio.timeout(PATIENCE_S):
            ended = await taken
    finally:
        window.frameSwapped.disconnect(swapped)
    return ended[0] - begun[0], ended[1] - begun[1]


if __name__ == "__main__":
    main()
