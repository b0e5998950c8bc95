"""Copy the whole nation from 23 operators and their partners over TCP on loopback, encrypted.

The operators are served by a process of their own, as `main.py operators serve` does; this one is
the head unit without its screen: an empty catalogue that is filled page by page and taken over. Its
loop is looked at every 5 ms by a timer, and its memory is that of the whole process at its peak.
A machine of two cores that has other work to do gives worse figures: both processes need one each.
"""

import asyncio
import gc
import resource
import subprocess
import sys
import time
from collections.abc import Coroutine
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from network.breaker import Breaker
from network.catalogue import Catalogue, write_catalogue
from network.catalogue_sheet import sheet_of
from network.operators.directory import Directory, Protocol
from network.runtime import Runtime
from network.sandbox.all_operators import AllOperators
from network.sandbox.listing import CatalogueListing
from network.sandbox.nation import build, operators_of
from network.serving import serving
from network.sync import Sync
from network.sync_state import SyncPhase
from network.wire import Wire
from tests.benchmarks.report import report
from tests.network.sync_world import JULY, sellers
from tests.network.test_catalogue import STATIONS
from tests.small_nation import OPERATORS

MUST_S, MUST_MB, MUST_BLOCK_MS = 60.0, 500.0, 50.0
SWITCH_S = 0.0002
"""As ui.wiring.parts has it, which this process does without for want of a screen."""
TICK_S = 0.005


def _runtime(tasks: set[asyncio.Task[None]]) -> Runtime:
    loop = asyncio.get_running_loop()
    begun_s = loop.time()

    def spawn(work: Coroutine[Any, Any, None]) -> object:
        task = loop.create_task(work)
        tasks.add(task)
        return task

    return Runtime(
        now=loop.time,
        wall=lambda: JULY + timedelta(seconds=loop.time() - begun_s),
        sleep=asyncio.sleep,
        spawn=spawn,
    )


async def serve(path: Path) -> None:
    """Be the operators: say the port, and serve until stdin ends."""
    runtime = _runtime(set())
    catalogue = Catalogue.open(path)
    listing = CatalogueListing(catalogue)
    profiles = Directory.load(OPERATORS).profiles
    operators = AllOperators(profiles, catalogue, Wire(), runtime, listing)
    async with serving(operators.app, "127.0.0.1", 0) as port:
        print(port, flush=True)
        await asyncio.to_thread(sys.stdin.read)


async def _blocked_ms(late: list[float], busy: list[float]) -> None:
    """Note how late the loop came to a timer, and how long it had worked by itself till then."""
    loop = asyncio.get_running_loop()
    while True:
        begun_s, worked_s = loop.time(), time.thread_time()
        await asyncio.sleep(TICK_S)
        late.append((loop.time() - begun_s - TICK_S) * 1000)
        busy.append((time.thread_time() - worked_s) * 1000)


async def copy(folder: Path, origin: str) -> tuple[float, list[float], int]:
    """Be the head unit; gives the seconds taken, how late the loop was, and the connectors."""
    tasks: set[asyncio.Task[None]] = set()
    runtime = _runtime(tasks)
    directory = Directory.load(OPERATORS)
    path = folder / "stations.sqlite"
    # A catalogue is never empty: these are of operators that nobody asks.
    write_catalogue(path, sheet_of(STATIONS[:1]))
    catalogue = Catalogue.open(path)
    wire = Wire()
    clients = {
        name: one
        for name, one in sellers(directory, wire, runtime, origin).items()
        if directory.profiles[name].protocol is Protocol.TCEC102
    }
    breakers = {name: Breaker(runtime.now, name) for name in clients}
    sync = Sync(catalogue, clients, breakers, runtime)
    late: list[float] = []
    busy: list[float] = []
    runtime.spawn(_blocked_ms(late, busy))
    gc.freeze()  # as ui.wiring.parts.begin_collecting
    begun_s = time.perf_counter()
    sync.start()
    while not (
        all(one.fresh_at and one.phase is SyncPhase.WAITING for one in sync.states.values())
        and not sync.has_news
    ):
        await asyncio.sleep(0.05)
    took_s = time.perf_counter() - begun_s
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await wire.aclose()
    connectors = catalogue.columns.connector_count
    print(f"# the loop's own work between two looks: {max(busy):.1f} ms at most")
    print("# " + ", ".join(f"{k}: {v.reason}" for k, v in sync.states.items() if v.reason))
    sync.close()
    catalogue.close()
    return took_s, late, connectors


async def _measured(folder: Path, nation: Path) -> tuple[float, list[float], int]:
    job = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.benchmarks.bench_sync",
        "serve",
        str(nation),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert job.stdin is not None
    assert job.stdout is not None
    port = int(await job.stdout.readline())
    try:
        return await copy(folder, f"http://127.0.0.1:{port}")
    finally:
        job.stdin.close()
        await job.wait()


def main() -> None:
    """Print the figures; a nation that was built before may be named."""
    sys.setswitchinterval(SWITCH_S)
    with TemporaryDirectory(prefix="chargedeck-bench-") as name:
        nation = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(name) / "network.sqlite"
        if not nation.exists():
            builder = "from tests.benchmarks.bench_sync import made; made()"
            subprocess.run([sys.executable, "-c", builder, str(nation)], check=True)
        took_s, late, connectors = asyncio.run(_measured(Path(name), nation))
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    child_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    own, other = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    late.sort()
    print(
        f"# of a processor {own.ru_utime + own.ru_stime:.1f} s here, "
        f"{other.ru_utime + other.ru_stime:.1f} s in the operators and in taking over"
    )
    print(
        f"# {connectors} connectors; children's peak {child_mb:.0f} MB; "
        f"late by {late[len(late) // 2]:.2f} ms p50, {late[len(late) * 99 // 100]:.1f} ms p99"
    )
    report("full sync of the nation over loopback TCP", took_s, "s", MUST_S)
    report("head unit's peak memory during it", peak_mb, "MB", MUST_MB)
    report("longest block of its loop during it", late[-1], "ms", MUST_BLOCK_MS)


def made() -> None:
    """Build the nation into the file that is named."""
    build(Path(sys.argv[1]), operators_of(Directory.load(OPERATORS)))


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        asyncio.run(serve(Path(sys.argv[2])))
    else:
        main()
