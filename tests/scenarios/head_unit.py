"""A head unit without its screen that copies all operators over TCP: for a test that kills it.

It says each page that it has stored, when it takes over what was fetched, and when it is done.
"""

import asyncio
import sys
from collections.abc import Coroutine
from datetime import timedelta
from pathlib import Path
from typing import Any

from network import sync as sync_module
from network.breaker import Breaker
from network.catalogue import Catalogue, write_catalogue
from network.catalogue_sheet import sheet_of
from network.operators import ocpi, tcec102
from network.operators.directory import Directory
from network.operators.ocpi import OcpiOperator
from network.runtime import Runtime
from network.serving import serving
from network.sync_state import SyncPhase
from network.wire import Wire
from tests.network.sync_world import JULY, inbox_of, sellers
from tests.network.test_catalogue import STATIONS
from tests.small_nation import OPERATORS


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


async def copy(path: Path, origin: str) -> None:
    loop = asyncio.get_running_loop()
    begun_s = loop.time()
    tasks: set[asyncio.Task[None]] = set()

    def spawn(work: Coroutine[Any, Any, None]) -> object:
        task = loop.create_task(work)
        tasks.add(task)
        return task

    runtime = Runtime(
        now=loop.time,
        wall=lambda: JULY + timedelta(seconds=loop.time() - begun_s),
        sleep=asyncio.sleep,
        spawn=spawn,
    )
    catalogue, wire = Catalogue.open(path), Wire()
    clients = sellers(Directory.load(OPERATORS), wire, runtime, origin)
    inbox = inbox_of(clients, catalogue, runtime)
    breakers = {name: Breaker(runtime.now, name) for name in clients}
    sync = sync_module.Sync(catalogue, clients, breakers, runtime)
    stored = 0

    def changed() -> None:
        nonlocal stored
        pages = sum(one.page for one in sync.states.values())
        if pages > stored:
            stored = pages
            say("page")
        if sync.total.is_applying:
            say("applying")

    sync.on_change = changed
    async with serving(inbox.app, "127.0.0.1", 0) as port:
        for one in clients.values():
            if isinstance(one, OcpiOperator):
                one.attach(f"http://127.0.0.1:{port}/ocpi")
        sync.start()
        while not (
            all(one.fresh_at and one.phase is SyncPhase.WAITING for one in sync.states.values())
            and not sync.has_news
        ):
            await asyncio.sleep(0.05)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    await wire.aclose()
    sync.close()
    catalogue.close()
    say("done")


if __name__ == "__main__":
    # Small pages, of which there are many in a small nation.
    tcec102.PAGE_SIZE, ocpi.PAGE_SIZE = 20, 3
    target = Path(sys.argv[1])
    if not target.exists():
        # A catalogue is never empty: this is of an operator that nobody asks.
        write_catalogue(target, sheet_of(STATIONS[:1]))
    asyncio.run(copy(target, sys.argv[2]))
