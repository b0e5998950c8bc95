"""Measure the frames of the map on the whole network: panned and zoomed while statuses change.

The share of Python is the processor time of the GUI thread from frame to frame on Qt's null
renderer, which draws nothing: what is left is Python and Qt's own bookkeeping. Intervals are those
between frames shown, by the clock, in the software renderer at 1920 x 1080. Live statuses come over
HTTP from the world's process, and all statuses are drawn anew besides. The first copy of all
stations, which keeps both processors busy for a minute, is waited for.
"""

import main as _begun  # noqa: F401  # isort: skip - as `python main.py` begins

import asyncio
import sys
import time
from collections.abc import Callable

import numpy as np

from network.geo import mercator
from tests.benchmarks.map_rig import (
    NULL,
    PATIENCE_S,
    SOFTWARE,
    Figures,
    be_child,
    copied,
    has_x,
    nation,
    run,
    settled,
)
from tests.benchmarks.nation import p99
from tests.benchmarks.report import report, report_unmeasured
from ui.map_motion import Flight, Glide, Motion
from ui.map_scene import ChargerMap
from ui.wiring.glass import Opened

MODULE = "tests.benchmarks.bench_map"
# A quick flick; there and back (chosen).
FLICK_DP_S = 2600.0
FLICKS, FLIGHTS = 16, 10
# From all of the delta into one of its streets and out again (as the reference's prototype).
FAR_ZOOM, NEAR_ZOOM = 4.8, 12.8
DELTA = (31.23, 121.47)
# Statuses are drawn anew every 5 s in use (chosen: oftener).
STATUS_S = 2.0


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
        be_child(_frames)
        return
    with nation() as folder:
        if has_x():
            times = run(MODULE, NULL, folder)
            report("map.null.pan.gui_thread_p99", times["pan.cpu_p99"], "ms", 8)
            report("map.null.zoom.gui_thread_p99", times["zoom.cpu_p99"], "ms", 8)
        else:
            report_unmeasured("map.null.gui_thread_p99", "xvfb-run is not installed")
        times = run(MODULE, SOFTWARE, folder)
        report("map.software.pan.interval_p99", times["pan.wall_p99"], "ms", 20)
        report("map.software.zoom.interval_p99", times["zoom.wall_p99"], "ms", 40)


async def _frames(head_unit: Opened) -> Figures:
    await copied(head_unit)
    changes = asyncio.ensure_future(_change_statuses(head_unit))
    told: Figures = {}
    times, map_ = FrameTimes(head_unit), head_unit.screen.map
    for name, move in (("pan", _flicks), ("zoom", _flights)):
        map_.lookAt(*DELTA, 10.0 if name == "pan" else FAR_ZOOM)
        await settled(map_)
        times.clear()
        await move(map_)
        for kind, taken in (("wall", times.wall), ("cpu", times.cpu)):
            told[f"{name}.{kind}_p99"] = p99(taken) * 1000
            told[f"{name}.{kind}_p50"] = float(np.median(taken)) * 1000
        told[f"{name}.frames"] = len(times.wall)
    changes.cancel()
    return told


async def _change_statuses(head_unit: Opened) -> None:
    while True:
        await asyncio.sleep(STATUS_S)
        map_ = head_unit.glass.controllers.map
        # As StatusWatch has it.
        counted = await asyncio.to_thread(map_.source.index.refreshed)
        map_.statuses_changed(counted)


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


if __name__ == "__main__":
    main()
