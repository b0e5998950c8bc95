"""Hold what world and glass share when they live in one process, and end it in the right order."""

import asyncio
import gc
import signal
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from network.operators.directory import Directory
from network.runtime import CHINA_TIME, Runtime
from network.wire import Wire
from ui.command_line import WORLD_PORT, Options
from vehicle.arming import Arming
from vehicle.can_bus import BusSpec, CanBus
from vehicle.driver import Clock
from vehicle.trim import VEHICLES

RESOURCES = Path(__file__).parents[2] / "resources"
TRIM = VEHICLES / "su7_max.toml"
MULTICAST_GROUP = "239.74.163.2"
"""python-can's own IPv4 group; two ports keep the two buses apart (chosen)."""
MULTICAST_PORT = 43113
"""python-can's own, for the charging bus of the world at the usual TCP port; others follow."""

Spawn = Callable[[Coroutine[Any, Any, None]], asyncio.Task[None]]


@dataclass(frozen=True, slots=True)
class Parts:
    """What world and glass share when they live in one process.

    `buses` holds the first end that was opened of each bus, by its name.
    """

    options: Options
    stack: AsyncExitStack
    directory: Directory
    wire: Wire
    clock: Clock
    runtime: Runtime
    spawn: Spawn
    tasks: set[asyncio.Task[None]]
    arming: Arming
    buses: dict[str, CanBus] = field(default_factory=dict)

    def end_tasks(self) -> None:
        """Cancel what runs. Harmless when it has ended."""
        for task in tuple(self.tasks):
            task.cancel()

    def bus(self, name: str, chosen: BusSpec | None, *, is_shared: bool) -> CanBus:
        """Open one end of a bus. Raises: BusError."""
        spec = chosen or BusSpec("virtual", name, polled=True)
        if chosen is None and is_shared:
            spec = BusSpec("udp_multicast", MULTICAST_GROUP, port=self._multicast_port(name))
        bus = CanBus.open(spec, self.arming)
        self.buses.setdefault(name, bus)
        self.stack.callback(bus.close)
        return bus

    def _multicast_port(self, name: str) -> int:
        """Give every world of this machine, told apart by its TCP port, two ports of its own."""
        world = self.options.world[1] if self.options.world else self.options.port
        offset = 2 * (world - WORLD_PORT) + (name == "vehicle")
        return 1024 + (MULTICAST_PORT - 1024 + offset) % (65536 - 1024)


@asynccontextmanager
async def program(options: Options) -> AsyncIterator[Parts]:
    """Hold clock, operators' directory, HTTP client and tasks, and end them in the right order."""
    tasks: set[asyncio.Task[None]] = set()
    async with AsyncExitStack() as stack, asyncio.TaskGroup() as group:

        def spawn(work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
            task = group.create_task(work)
            tasks.add(task)
            task.add_done_callback(tasks.discard)
            return task

        parts = _build_parts(options, stack, spawn, tasks)
        try:
            yield parts
        finally:
            parts.end_tasks()


def _build_parts(
    options: Options, stack: AsyncExitStack, spawn: Spawn, tasks: set[asyncio.Task[None]]
) -> Parts:
    loop = asyncio.get_running_loop()
    is_soft = options.vehicle_bus is None and options.charging_bus is None
    clock = Clock(loop, options.speed or 1.0, slip=is_soft)
    begun = datetime.now(CHINA_TIME)  # noqa: TID251 - where simulated time meets the real one
    runtime = Runtime(
        now=clock.now,
        wall=lambda: begun + timedelta(seconds=clock.now()),
        sleep=clock.sleep,
        spawn=spawn,
    )
    wire = Wire()
    stack.push_async_callback(wire.aclose)
    directory = Directory.load(RESOURCES / "operators")
    # Whoever may not send on a real bus was turned away by the command line.
    arming = Arming(is_armed=True)
    return Parts(options, stack, directory, wire, clock, runtime, spawn, tasks, arming)


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
