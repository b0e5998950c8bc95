"""Hold what world and glass share when they live in one process, and end it in the right order."""

import asyncio
import gc
import signal
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from network.mishaps import Mishaps
from network.operators.directory import Directory
from network.runtime import CHINA_TIME, Runtime
from network.wire import Wire
from ui.command_line import Options
from ui.wiring.buses import BusEnds, announcements, is_all_soft, open_ends
from vehicle.arming import Arming
from vehicle.driver import Clock
from vehicle.trim import Trim
from vehicle.vehicle_bus import VehicleBus

RESOURCES = Path(__file__).parents[2] / "resources"
SWITCH_S = 0.0002
"""Python threads take turns this often: a busy one delays a frame by less (measured: p99 0.7 ms
instead of 10.6 at 50 ms)."""

Spawn = Callable[[Coroutine[Any, Any, None]], asyncio.Task[None]]


@dataclass(frozen=True, slots=True)
class Parts:
    """What world and glass share when they live in one process; `codec` is for `another`.

    `begun` is the real time of day at which simulated time began, or a moment before: what is kept
    for later runs is stamped with it, where simulated time may be far ahead.

    What is done by `spawn` may fail without ending the program: it is one of `mishaps`. `vital` is
    for what a program without it would only seem to be: its car and its piles.
    """

    options: Options
    stack: AsyncExitStack
    directory: Directory
    wire: Wire
    clock: Clock
    runtime: Runtime
    spawn: Spawn
    vital: Spawn
    mishaps: Mishaps
    tasks: set[asyncio.Task[None]]
    trim: Trim
    codec: VehicleBus
    arming: Arming
    ends: BusEnds
    begun: datetime

    def end_tasks(self) -> None:
        """Cancel what runs. Harmless when it has ended."""
        for task in tuple(self.tasks):
            task.cancel()


@asynccontextmanager
async def program(options: Options) -> AsyncIterator[Parts]:
    """Hold clock, buses, car's file, HTTP client and tasks, and end them in the right order.

    Whatever may be unusable of what was typed is found before anything else begins.
    Raises: BusError, DirectoryError, VehicleFileError.
    """
    sys.setswitchinterval(SWITCH_S)
    tasks: set[asyncio.Task[None]] = set()
    async with AsyncExitStack() as stack, asyncio.TaskGroup() as group:

        def vital(work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
            task = group.create_task(work)
            tasks.add(task)
            task.add_done_callback(tasks.discard)
            return task

        parts = _build_parts(options, stack, vital, tasks)
        try:
            yield parts
        finally:
            parts.end_tasks()


def _build_parts(
    options: Options, stack: AsyncExitStack, vital: Spawn, tasks: set[asyncio.Task[None]]
) -> Parts:
    mishaps = Mishaps()

    def spawn(work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = vital(mishaps.guard(work))
        # One that was ended before it began has not begun its work either, and Python complains.
        task.add_done_callback(lambda _: work.close())
        return task

    loop = asyncio.get_running_loop()
    clock = Clock(loop, options.speed or 1.0, slip=is_all_soft(options))
    begun = datetime.now(CHINA_TIME)  # noqa: TID251 - where simulated time meets the real one
    runtime = Runtime(
        now=clock.now,
        wall=lambda: begun + timedelta(seconds=clock.now()),
        sleep=clock.sleep,
        spawn=spawn,
        mishap=mishaps.note,
    )
    directory = Directory.load(RESOURCES / "operators")
    wire = Wire(authorities=directory.authorities())
    stack.push_async_callback(wire.aclose)
    bus_stack = stack.enter_context(ExitStack())
    trim = Trim.load(options.vehicle)
    codec = VehicleBus.load(options.vehicle)
    arming = Arming(is_armed=options.is_armed)
    ends = open_ends(options, bus_stack, arming, _complain)
    for line in announcements(options):
        print(line, flush=True)  # noqa: T201 - as _complain
    return Parts(
        options,
        stack,
        directory,
        wire,
        clock,
        runtime,
        spawn,
        vital,
        mishaps,
        tasks,
        trim,
        codec,
        arming,
        ends,
        begun,
    )


def _complain(line: str) -> None:
    print(f"chargedeck: {line}", file=sys.stderr)  # noqa: T201 - what a console program is for


def begin_collecting() -> None:
    """Look for garbage from now on, but not among what the imports have made."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


async def told_to_end() -> None:
    """Wait until the process is told to end."""
    told = asyncio.Event()
    if sys.platform != "win32":
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, told.set)
    await told.wait()
