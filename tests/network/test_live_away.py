"""What takes long of asking is done away from the loop, and what comes meanwhile is not lost."""

import asyncio
import threading  # noqa: TID251 - asks where it is
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
from typing_extensions import override

from network.away import Workers
from network.breaker import Breaker
from network.catalogue_file import CatalogueFile
from network.columns import STATUS_CODE
from network.live import STALE_S, Live
from network.stations import State, Status
from tests.network.sync_world import SyncWorld, run
from tests.network.test_live import NAME, Asked, rows_of

_T = TypeVar("_T")


class Silent(Asked):
    """An operator that has nothing to tell; its answers are read in a thread, as a wire's are."""

    @override
    async def told(self, station_ids: Sequence[str], take: Callable[[dict[str, State]], _T]) -> _T:
        self.questions.append((self.world.runtime.now(), list(station_ids)))
        return await asyncio.to_thread(take, {})


def test_the_loops_thread_reads_nothing_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario(world: SyncWorld) -> None:
        asked, workers = Silent(world), Workers("asking")
        breakers = {NAME: Breaker(world.runtime.now, NAME)}
        live = Live(world.catalogue, {NAME: asked}, breakers, world.runtime, away=workers)
        readers: list[int] = []
        read = CatalogueFile.read

        def watched(file: CatalogueFile, sql: str, values: Sequence[object] = ()) -> object:
            readers.append(threading.get_ident())
            return read(file, sql, values)

        with monkeypatch.context() as patch:
            patch.setattr(CatalogueFile, "read", watched)
            live.start()
            await asyncio.sleep(10.0)
            live.choose(rows_of(world)[3])
            await asyncio.sleep(61.0)
        workers.close()
        assert len(asked.questions) == 7  # six for all of them, one more for the chosen one
        assert len(readers) >= 7
        assert threading.get_ident() not in readers

    run(scenario, tmp_path)


def test_whom_to_ask_next_is_found_ahead_unless_somebody_looks_at_others(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        asked, away = Asked(world), [0]

        async def counted(work: Callable[[], _T]) -> _T:
            away[0] += 1
            return work()

        breakers = {NAME: Breaker(world.runtime.now, NAME)}
        live = Live(world.catalogue, {NAME: asked}, breakers, world.runtime, away=counted)
        live.start()
        await asyncio.sleep(1.5)
        assert (len(asked.questions), away[0]) == (2, 1)
        looked_at = [row for row in rows_of(world) if live._asked_s[row] < 0][-1]
        live.look_at([looked_at])
        await asyncio.sleep(1.0)
        assert (len(asked.questions), away[0]) == (3, 2)
        assert asked.questions[2][1][0] == world.catalogue.ids_of([looked_at])[0]
        await asyncio.sleep(5.0)
        named = [one for _, ids in asked.questions for one in ids]
        assert sorted(named) == sorted(world.catalogue.ids_of(rows_of(world)))

    run(scenario, tmp_path)


def test_what_is_told_while_old_statuses_are_looked_for_stays(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        columns, at_s = world.catalogue.columns, int(world.begun.timestamp())
        charging = STATUS_CODE[Status.CHARGING]
        columns.status[:] = charging
        columns.status_at[:] = at_s - int(STALE_S) - 1
        columns.status_at[5] = at_s - int(STALE_S)

        async def meanwhile(work: Callable[[], _T]) -> _T:
            found = work()
            columns.status_at[7] = at_s
            return found

        breakers = {NAME: Breaker(world.runtime.now, NAME)}
        asked = {NAME: Asked(world)}
        live = Live(world.catalogue, asked, breakers, world.runtime, away=meanwhile)
        assert await live.expire() == columns.connector_count - 2
        assert np.flatnonzero(columns.status == charging).tolist() == [5, 7]
        assert await live.expire() == 0

    run(scenario, tmp_path)
