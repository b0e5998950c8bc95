"""Measure the start of the head unit, and the charging bus while its map is panned."""

import main as _begun  # noqa: F401  # isort: skip - as `python main.py` begins

import asyncio
import subprocess
import sys
import time
from math import cos, sin
from pathlib import Path
from tempfile import TemporaryDirectory

import can
import numpy as np
from PySide6.QtGui import QGuiApplication

from network.operators.directory import Directory
from network.sandbox.nation import build, operators_of
from tests.benchmarks.report import report
from ui.app import WindowOptions, prepare, run_on_qt
from ui.command_line import Options
from ui.map_scene import ChargerMap
from ui.tour import Tour
from ui.wiring.glass import opened
from ui.wiring.parts import RESOURCES

WINDOW = WindowOptions(size=(1920, 1080), is_offscreen=True)
STARTS = 5
PANNED_S = 20.0
BCL_ID = 0x181056F4
BCL_PERIOD_MS = 50.0


def main() -> None:
    """Build the whole network once, then measure on it."""
    if len(sys.argv) > 1:
        prepare(WINDOW)
        options = Options(data_dir=Path(sys.argv[2]), language="zh")
        run_on_qt(lambda app: _CHILDREN[sys.argv[1]](app, options))
        return
    with TemporaryDirectory() as folder:
        build(
            Path(folder) / "network.sqlite", operators_of(Directory.load(RESOURCES / "operators"))
        )
        _first_frames(folder)
        errors = np.array(_run("pan", folder).split(), float)
        report("bcl_period_error_p99_panning", float(np.percentile(errors, 99)), "ms", 20)
        report("bcl_periods_measured", len(errors), "count", 300, at_most=False)


def _first_frames(folder: str) -> None:
    took = []
    for _ in range(STARTS):
        begun = time.perf_counter()
        took.append(float(_run("start", folder)) - begun)
    report("first_frame_median", float(np.median(took)), "s", 1.5)


def _run(child: str, folder: str) -> str:
    command = [sys.executable, "-m", "tests.benchmarks.bench_glass", child, folder]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


async def _start(app: QGuiApplication, options: Options) -> int:
    async with opened(app, options, WINDOW):
        print(time.perf_counter())  # the system's clock: the same in both processes
    return 0


async def _pan(app: QGuiApplication, options: Options) -> int:
    async with opened(app, options, WINDOW) as head_unit:
        listener = can.Bus(interface="virtual", channel="charging", ignore_config=True)
        tour = Tour(
            head_unit.glass,
            head_unit.screen.map,
            head_unit.catalogue,
            head_unit.buyer.session,
            head_unit.speech,
        )
        await tour.begin_charge()
        head_unit.glass.open("map")
        while listener.recv(0) is not None:
            pass
        await _sweep(head_unit.screen.map)
        for error_ms in _period_errors(listener):
            print(error_ms)
        listener.shutdown()
    return 0


async def _sweep(map_: ChargerMap) -> None:
    """Pan over the Yangtze delta, as fast as a finger can."""
    loop = asyncio.get_running_loop()
    begun = loop.time()
    while (gone := loop.time() - begun) < PANNED_S:
        map_.lookAt(31.2 + 0.4 * sin(gone), 120.5 + cos(gone), 10.0)
        await asyncio.sleep(1 / 60)


def _period_errors(listener: can.BusABC) -> list[float]:
    """Compare BCL's periods with the standard's; python-can stamps a frame when it is sent."""
    times = []
    while (message := listener.recv(0)) is not None:
        if message.arbitration_id == BCL_ID:
            times.append(message.timestamp * 1000)
    return [float(error) for error in np.abs(np.diff(times) - BCL_PERIOD_MS)]


_CHILDREN = {"start": _start, "pan": _pan}

if __name__ == "__main__":
    main()
