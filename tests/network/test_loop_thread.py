"""A loop in a thread of its own: it begins late, ends wholly, and heeds who is cancelled."""

import asyncio
import logging
import socket
import threading  # noqa: TID251 - asks where it is

import pytest

from network.loop_thread import LoopThread
from vehicle.time_jump import TimeJumpLoop


def names() -> list[str]:
    return [one.name for one in threading.enumerate()]


async def test_work_is_done_in_a_thread_that_begins_with_it_and_ends_with_it() -> None:
    aside = LoopThread("aside")

    async def where() -> int:
        return threading.get_ident()

    assert not aside.is_running
    first = await aside.run(where)
    assert first == await aside.run(where)
    assert first != threading.get_ident()
    assert names().count("aside") == 1
    await aside.aclose()
    assert "aside" not in names()
    await aside.run(where)  # begins again
    await aside.aclose()
    await aside.aclose()
    assert "aside" not in names()


async def test_an_error_comes_back_as_it_was_raised() -> None:
    aside, cause = LoopThread("aside"), OSError("a cause")
    error = ValueError("an error")

    async def fail() -> None:
        raise error from cause

    with pytest.raises(ValueError, match="an error") as caught:
        await aside.run(fail)
    assert caught.value is error
    assert caught.value.__cause__ is cause
    await aside.aclose()


async def test_who_is_cancelled_here_is_cancelled_there() -> None:
    aside = LoopThread("aside")
    begun, ended = threading.Event(), threading.Event()

    async def wait() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    task = asyncio.ensure_future(aside.run(wait))
    await asyncio.to_thread(begun.wait, 5.0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await asyncio.to_thread(ended.wait, 5.0)
    await aside.aclose()


async def test_what_is_going_on_at_the_end_is_cancelled_and_cleans_up() -> None:
    aside = LoopThread("aside")
    ended: list[str] = []
    begun = threading.Event()

    async def wait() -> None:
        ours, theirs = socket.socketpair()
        with ours, theirs:
            begun.set()
            try:
                await asyncio.Event().wait()
            finally:
                ended.append("cleaned up")

    task = asyncio.ensure_future(aside.run(wait))
    await asyncio.to_thread(begun.wait, 5.0)
    await aside.aclose()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert ended == ["cleaned up"]


def test_a_time_that_jumps_stands_still_until_the_thread_has_answered() -> None:
    async def scenario() -> float:
        aside, loop = LoopThread("aside"), asyncio.get_running_loop()
        hour = asyncio.ensure_future(asyncio.sleep(3600.0))
        await aside.run(lambda: asyncio.sleep(0.05))
        took_s = loop.time()
        hour.cancel()
        await aside.aclose()
        return took_s

    with asyncio.Runner(loop_factory=TimeJumpLoop) as runner:
        assert runner.run(scenario()) == 0.0


def test_a_loop_that_is_closed_while_an_answer_comes_hears_no_more_of_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    aside = LoopThread("aside")
    begun, go, ended = threading.Event(), threading.Event(), threading.Event()

    async def answer() -> int:
        begun.set()
        await asyncio.to_thread(go.wait, 5.0)
        return 7

    async def told() -> int:
        try:
            return await asyncio.shield(asyncio.ensure_future(answer()))
        finally:
            ended.set()

    async def leave() -> None:
        task = asyncio.ensure_future(aside.run(told))
        await asyncio.to_thread(begun.wait, 5.0)
        del task

    asyncio.run(leave())  # cancels what it leaves behind
    go.set()
    assert ended.wait(5.0)

    async def close() -> None:
        await aside.aclose()

    asyncio.run(close())
    assert [one for one in caplog.records if one.levelno >= logging.WARNING] == []
    assert "aside" not in names()
