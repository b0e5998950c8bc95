"""Measure how evenly BCL and CCS come on the virtual bus beside a busy Python thread.

Car and pile charge in real time in this process, as the product runs them: one loop, python-can's
virtual interface, the switch interval of `ui.wiring.parts`. A thread does nothing but pure Python.
The head unit runs on Qt's loop (`qt`), a world without a screen on asyncio's own.
Times are those at which a third node's frames are handed to it. A machine that has other work to do
than this gives worse figures: the two threads wait for a processor as well as for each other.
"""

import asyncio
import sys
import time
from collections.abc import Callable
from threading import Event, Thread  # noqa: TID251 - the busy thread that is measured beside

import numpy as np
from PySide6.QtCore import QCoreApplication

from tests.benchmarks.report import report
from tests.vehicle.bench import bench
from ui.qt_loop import GlassLoop
from ui.wiring.parts import SWITCH_S
from vehicle.can_bus import CanBus
from vehicle.frame import Frame

BCL_ID, CCS_ID = 0x181056F4, 0x1812F456
PERIOD_S = 0.05
"""Both are sent every 50 ms (GB/T 27930-2015)."""
MEASURED_S = 30.0


def _spin(ended: Event) -> None:
    number = 1
    while not ended.is_set():
        for _ in range(1000):
            number = number * 1_103_515_245 % 2_147_483_647


async def _charge() -> dict[int, list[float]]:
    """Charge for a while; gives the times at which each message came, in seconds."""
    came: dict[int, list[float]] = {BCL_ID: [], CCS_ID: []}
    async with bench(soc_pct=20.0) as desk:
        listener = CanBus.open(desk.charging_bus)

        def note(frame: Frame) -> None:
            if frame.id in came:
                came[frame.id].append(time.perf_counter())

        desk.plug()
        desk.pile.start(desk.clock.now())
        await desk.until(lambda: desk.car.is_charging, 30)
        await desk.clock.sleep(2.0)
        listener.subscribe(note)
        await asyncio.sleep(MEASURED_S)
        listener.close()
    return came


def _measure(name: str, new_loop: Callable[[], asyncio.AbstractEventLoop]) -> None:
    with asyncio.Runner(loop_factory=new_loop) as runner:
        came = runner.run(_charge())
    for message, times in (("bcl", came[BCL_ID]), ("ccs", came[CCS_ID])):
        gaps = np.diff(np.array(times))
        errors_ms = np.abs(gaps - PERIOD_S) * 1000
        report(f"{message}_period_error_p99_{name}", float(np.percentile(errors_ms, 99)), "ms", 5)
        bursts = float(np.count_nonzero(gaps < PERIOD_S / 2))
        report(f"{message}_bursts_{name}", bursts, "count", 0)
        least = MEASURED_S / PERIOD_S * 0.98
        report(f"{message}_measured_{name}", len(times), "count", least, at_most=False)


def main() -> None:
    """Measure beside a busy thread, and say how it is without one."""
    app = QCoreApplication([])
    sys.setswitchinterval(SWITCH_S)
    for load in ("idle", "busy"):
        ended = Event()
        if load == "busy":
            Thread(target=_spin, args=(ended,), daemon=True).start()
        _measure(load, asyncio.new_event_loop)
        _measure(f"{load}_qt", lambda: GlassLoop(app))
        ended.set()


if __name__ == "__main__":
    main()
