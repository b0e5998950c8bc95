"""Copy a nation over real TCP from operators of both protocols, killed again and again."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from collections import Counter
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from network.catalogue import Catalogue
from network.operators.directory import Directory, Protocol
from network.runtime import Runtime
from network.sandbox.all_operators import AllOperators
from network.sandbox.listing import CatalogueListing
from network.serving import serving
from network.wire import Wire
from tests.network.sync_world import JULY
from tests.small_nation import OPERATORS, put_small_nation

ROOT = Path(__file__).parents[2]
OCPI = "muyun"
PATIENCE_S = 60.0


class Asked:
    """Counts what is asked for, by the last part of the path."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.counts = Counter[str]()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            self.counts[f"{scope['method']} {scope['path'].rsplit('/', 1)[-1]}"] += 1
            if b"offset=" in scope["query_string"]:
                self.counts["further pages"] += 1
        await self._app(scope, receive, send)


async def run_until(word: str, count: int, path: Path, port: int) -> None:
    """Let a head unit copy until it has said a word so often, and kill it."""
    command = ["-m", "tests.scenarios.head_unit", str(path), f"http://127.0.0.1:{port}"]
    job = await asyncio.create_subprocess_exec(sys.executable, *command, cwd=ROOT, stdout=PIPE)
    assert job.stdout is not None
    said = Counter[str]()
    while said[word] < count:
        async with asyncio.timeout(PATIENCE_S):
            line = await job.stdout.readline()
        assert line, (word, said)
        said[line.decode().strip()] += 1
    if word == "done":
        assert await job.wait() == 0
        return
    job.kill()
    await job.wait()


def held(path: Path) -> set[tuple[str, str]]:
    catalogue = Catalogue.open(path)
    rows = range(catalogue.columns.station_count)
    found = {(one.operator_id, one.id) for one in map(catalogue.station, rows)}
    catalogue.close()
    return found


async def test_a_head_unit_that_is_killed_while_it_copies_loses_nothing(tmp_path: Path) -> None:
    tasks: set[asyncio.Task[None]] = set()
    loop = asyncio.get_running_loop()

    def spawn(work: Coroutine[Any, Any, None]) -> object:
        task = loop.create_task(work)
        tasks.add(task)
        return task

    world = Catalogue.open(put_small_nation(tmp_path / "world") / "network.sqlite")
    listing = CatalogueListing(world)
    profiles = Directory.load(OPERATORS).profiles
    wire = Wire()
    runtime = Runtime(now=loop.time, wall=lambda: JULY, sleep=asyncio.sleep, spawn=spawn)
    asked = Asked(AllOperators(profiles, world, wire, runtime, listing).app)
    path = tmp_path / "stations.sqlite"
    async with serving(asked, "127.0.0.1", 0) as port:
        for word, count in (("page", 1), ("page", 20), ("page", 15), ("applying", 1)):
            await run_until(word, count, path, port)
            Catalogue.open(path).close()  # whatever was written, what is there can be used
        await run_until("done", 1, path, port)
    told = {
        (name, one.id)
        for name, profile in profiles.items()
        if profile.protocol in (Protocol.TCEC102, Protocol.OCPI)
        for one in listing.stations_of(name, 0, 1_000_000)
    }
    kept = held(path)
    assert told <= kept
    assert len(kept - told) == 1  # the one that was there before
    assert sum(name == OCPI for name, _ in told) > 3
    # Registered, and its pages followed by their links.
    assert asked.counts["POST credentials"] >= 1
    assert asked.counts["further pages"] >= 2
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await wire.aclose()
    world.close()
