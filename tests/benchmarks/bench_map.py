"""Measure the frames of the map on the whole network: panned and zoomed while statuses change.

The share of Python is the processor time of the GUI thread from frame to frame on Qt's null
renderer, which draws nothing: what is left is Python and Qt's own bookkeeping. Intervals are those
between frames shown, by the clock, in the software renderer at 1920 x 1080.
"""

import main as _begun  # noqa: F401  # isort: skip - as `python main.py` begins

import asyncio
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QSGRendererInterface

from network.geo import mercator
from tests.benchmarks.nation import build_nation, p99
from tests.benchmarks.report import report, report_unmeasured
from ui.app import WindowOptions, prepare, run_on_qt
from ui.command_line import Options
from ui.map_motion import Flight, Glide, Motion
from ui.map_scene import ChargerMap
from ui.wiring.glass import Opened, opened

SIZE = (1920, 1080)
# A quick flick; one way and back (chosen).
FLICK_DP_S = 2600.0
FLICKS, FLIGHTS = 16, 10
# From all of the delta into one of its streets and out again (map.md, section 3).
FAR_ZOOM, NEAR_ZOOM = 4.8, 12.8
DELTA = (31.23, 121.47)
# Statuses change this often while frames are counted: five times as often as in use (chosen).
STATUS_S = 2.0
PATIENCE_S = 20.0


class FrameTimes:
    """What each frame of a motion took: by the clock and by the thread's processor time, in s."""

    def __init__(self, head_unit: Opened) -> None:
        self.wall: list[float] = []
        self.cpu: list[float] = []
        self._last: tuple[float, float] | None = None
        self._map = head_unit.screen.map
        head_unit.screen.window.frameSwapped.connect(self._swapped)

    def _swapped(self) -> None:
        now = time.perf_counter(), time.thread_time()
        if self._last is not None:
            self.wall.append(now[0] - self._last[0])
            self.cpu.append(now[1] - self._last[1])
        self._last = now if self._map.pilot.is_moving else None

    def clear(self) -> None:
        """Begin anew."""
        self.wall.clear()
        self.cpu.clear()
        self._last = None


def main() -> None:
    """Build the whole network once, then measure on it."""
    if len(sys.argv) > 1:
        _be_child(*sys.argv[1:])
        return
    with TemporaryDirectory() as folder:
        build_nation(Path(folder) / "network.sqlite")
        _report_share(folder)
        times = _run("software", folder)
        report("map.software.pan.interval_p99", times["pan.wall"], "ms", 20)
        report("map.software.zoom.interval_p99", times["zoom.wall"], "ms", 40)


def _report_share(folder: str) -> None:
    if shutil.which("xvfb-run") is None:
        report_unmeasured("map.null.frame", "xvfb-run is not installed")
        return
    times = _run("null", folder)
    report("map.null.pan.gui_thread_p99", times["pan.cpu"], "ms", 8)
    report("map.null.zoom.gui_thread_p99", times["zoom.cpu"], "ms", 8)


def _run(renderer: str, folder: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.bench_map", renderer, folder]
    environment = dict(os.environ)
    if renderer == "null":
        screen = f"-screen 0 {SIZE[0]}x{SIZE[1]}x24"
        command = ["xvfb-run", "-a", "-s", screen, *command]
        environment |= {"QT_QPA_PLATFORM": "xcb", "QSG_RHI_BACKEND": "null", "QT_QUICK_BACKEND": ""}
    run = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, text=True, check=True, timeout=300
    )
    told: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return told


def _be_child(renderer: str, folder: str) -> None:
    window = WindowOptions(size=SIZE, is_offscreen=renderer == "software")
    prepare(window)
    options = Options(data_dir=Path(folder), language="zh")

    async def measure(app: QGuiApplication) -> int:
        async with opened(app, options, window) as head_unit:
            api = head_unit.screen.window.rendererInterface().graphicsApi()
            expected = QSGRendererInterface.GraphicsApi.Software
            if (api == expected) != (renderer == "software"):
                raise RuntimeError(f"{renderer} was wanted, {api.name} draws")
            print(json.dumps(await _frames(head_unit)))
        return 0

    run_on_qt(measure)


async def _frames(head_unit: Opened) -> dict[str, float]:
    changes = asyncio.ensure_future(_change_statuses(head_unit))
    told = {}
    times, map_ = FrameTimes(head_unit), head_unit.screen.map
    for name, move in (("pan", _flicks), ("zoom", _flights)):
        map_.lookAt(*DELTA, 10.0 if name == "pan" else FAR_ZOOM)
        await _settled(map_)
        times.clear()
        await move(map_)
        told[f"{name}.wall"] = p99(times.wall) * 1000
        told[f"{name}.cpu"] = p99(times.cpu) * 1000
        told[f"{name}.wall_p50"] = float(np.median(times.wall)) * 1000
        told[f"{name}.cpu_p50"] = float(np.median(times.cpu)) * 1000
        told[f"{name}.frames"] = len(times.wall)
    changes.cancel()
    return told


async def _change_statuses(head_unit: Opened) -> None:
    while True:
        await asyncio.sleep(STATUS_S)
        head_unit.glass.controllers.map.statuses_changed()


async def _flicks(map_: ChargerMap) -> None:
    for number in range(FLICKS):
        side = -1.0 if number // 2 % 2 else 1.0
        await _move(map_, lambda s=side: Glide(map_.pilot.camera, s * FLICK_DP_S, 400.0))  # type: ignore[misc]


async def _flights(map_: ChargerMap) -> None:
    for number in range(FLIGHTS):
        zoom = FAR_ZOOM if number % 2 else NEAR_ZOOM
        await _move(map_, lambda z=zoom: Flight(map_.pilot.camera, *mercator(*DELTA), z))  # type: ignore[misc]


async def _move(map_: ChargerMap, course: Callable[[], Motion]) -> None:
    map_.steer(lambda: map_.pilot.start(course()))
    async with asyncio.timeout(PATIENCE_S):
        while map_.pilot.is_moving:
            await asyncio.sleep(0.02)


async def _settled(map_: ChargerMap) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not map_.property("settled"):
            await asyncio.sleep(0.02)


if __name__ == "__main__":
    main()
