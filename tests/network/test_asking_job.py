"""Operators are asked in a process of its own, over TCP; what becomes of it is no operator's."""

import asyncio
import os
import pickle
import signal
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from network import asking_job
from network.asking_job import AGAIN_S, AskingJob, Begin, Place
from network.catalogue import CatalogueError
from network.columns import STATUS_CODE
from network.errors import Congested, Garbled, OperatorError, Refused, Unreachable
from network.keys import resolve
from network.sandbox.all_operators import address
from network.serving import serving
from network.stations import Status
from tests.network.sync_world import SyncWorld
from tests.network.test_live import NAME, rows_of

_LIMIT_S = 60.0


def run(scenario: Callable[[SyncWorld, AskingJob], Awaitable[None]], folder: Path) -> None:
    """Play in real time: a process cannot jump."""

    async def play() -> None:
        world = SyncWorld(folder)
        try:
            async with (
                asyncio.timeout(_LIMIT_S),
                serving(world.operators.app, "127.0.0.1", 0) as port,
            ):
                job = job_of(world, f"http://127.0.0.1:{port}")
                try:
                    await scenario(world, job)
                finally:
                    job.close()
        finally:
            await world.close()

    asyncio.run(play())


def job_of(world: SyncWorld, origin: str) -> AskingJob:
    profile = world.directory.profiles[NAME]
    place = Place(profile, address(profile, origin), resolve(profile.keys, {}))
    return AskingJob(Begin(world.path, {NAME: place}, {}, 1.0), world.runtime)


def test_an_answer_is_numbered_as_the_columns_are(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld, job: AskingJob) -> None:
        columns = world.catalogue.columns
        rows = np.array(rows_of(world)[4:7])
        first = [range(columns.first[row], columns.first[row + 1]) for row in rows.tolist()]
        for row in rows.tolist():
            station = world.catalogue.station(row)
            for gun in station.connectors:
                world.world.set_status(NAME, gun.id, Status.CHARGING, 1.0)
        asked_at = int(world.runtime.wall().timestamp())
        told = await job.ask(NAME, columns, rows)
        assert told.columns is columns
        assert sorted(told.number.tolist()) == [number for some in first for number in some]
        assert set(told.code.tolist()) == {STATUS_CODE[Status.CHARGING]}
        assert told.at in (asked_at, asked_at + 1)
        assert world.catalogue.take(told)
        gun = world.catalogue.station(int(rows[0])).connectors[0]
        assert gun.status is Status.CHARGING

    run(scenario, tmp_path)


def test_many_questions_are_in_the_works_at_a_time(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld, job: AskingJob) -> None:
        rows = rows_of(world)
        asked = [np.array(rows[first : first + 2]) for first in range(0, 12, 2)]
        columns = world.catalogue.columns
        told = await asyncio.gather(*(job.ask(NAME, columns, some) for some in asked))
        for some, one in zip(asked, told, strict=True):
            expected = [
                number
                for row in some.tolist()
                for number in range(columns.first[row], columns.first[row + 1])
            ]
            assert sorted(one.number.tolist()) == expected

    run(scenario, tmp_path)


def test_what_the_operator_or_the_file_says_comes_as_it_is(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld, job: AskingJob) -> None:
        columns, rows = world.catalogue.columns, np.array(rows_of(world)[:1])
        nobody = job_of(world, "http://127.0.0.1:9")
        with pytest.raises(Unreachable, match="cannot be connected"):
            await nobody.ask(NAME, columns, rows)
        nobody.close()
        others = replace(columns, key=columns.key + 9000)
        with pytest.raises(CatalogueError, match=r"key \d+: is missing"):
            await job.ask(NAME, others, rows)

    run(scenario, tmp_path)


def test_a_process_that_ends_is_nobodys_failure_and_comes_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario(world: SyncWorld, job: AskingJob) -> None:
        columns, rows = world.catalogue.columns, np.array(rows_of(world)[:1])
        await job.ask(NAME, columns, rows)
        assert job._job is not None
        os.kill(job._job.pid, signal.SIGTERM)

        async def ask_on() -> None:
            while True:
                await job.ask(NAME, columns, rows)

        with pytest.raises(Congested, match="what asks has ended"):
            await ask_on()
        # Not at once, or it would begin again and again.
        with pytest.raises(Congested):
            await job.ask(NAME, columns, rows)
        monkeypatch.setattr(job, "_not_before_s", 0.0)
        assert len((await job.ask(NAME, columns, rows)).number)
        assert job._not_before_s > asyncio.get_running_loop().time() + AGAIN_S / 2

    run(scenario, tmp_path)


def test_a_process_that_dies_before_it_knows_anything_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario(world: SyncWorld, job: AskingJob) -> None:
        columns, rows = world.catalogue.columns, np.array(rows_of(world)[:1])
        send = asking_job._send

        def broken(value: object, pipe: object) -> None:
            if isinstance(value, Begin):
                raise BrokenPipeError
            send(value, pipe)  # type: ignore[arg-type]

        with monkeypatch.context() as patch:
            patch.setattr(asking_job, "_send", broken)
            with pytest.raises(Congested):
                await job.ask(NAME, columns, rows)
        assert job._job is None
        monkeypatch.setattr(job, "_not_before_s", 0.0)
        assert len((await job.ask(NAME, columns, rows)).number)

    run(scenario, tmp_path)


def test_a_process_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking_job, "LIMIT_S", 3.0)

    async def scenario(world: SyncWorld, job: AskingJob) -> None:
        columns, rows = world.catalogue.columns, np.array(rows_of(world)[:1])
        job._begun(NAME)
        assert job._job is not None
        hanging = job._job
        os.kill(hanging.pid, signal.SIGSTOP)
        with pytest.raises(Congested):
            await job.ask(NAME, columns, rows)
        assert hanging.poll() is not None

    run(scenario, tmp_path)


def test_who_waits_when_it_is_closed_is_told(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld, job: AskingJob) -> None:
        columns, rows = world.catalogue.columns, np.array(rows_of(world)[:1])
        asking = asyncio.ensure_future(job.ask(NAME, columns, rows))
        await asyncio.sleep(0)
        job.close()
        with pytest.raises(Congested):
            await asking
        with pytest.raises(Congested):
            await job.ask(NAME, columns, rows)

    run(scenario, tmp_path)


@pytest.mark.parametrize(
    "error",
    [
        OperatorError("腾鹤", "x"),
        Unreachable("腾鹤", "x", 30.0),
        Congested("腾鹤", "x"),
        Refused("腾鹤", "x", 4003),
        Garbled("腾鹤", "x"),
    ],
)
def test_errors_cross_as_they_are(error: OperatorError) -> None:
    there = pickle.loads(pickle.dumps(error))
    assert type(there) is type(error)
    assert vars(there) == vars(error)
    assert str(there) == "腾鹤: x"
