"""What nobody foresaw ends one task's work, is logged once and counted, and the program goes on."""

import asyncio
import logging

import pytest

from network.mishaps import Mishaps, rethrow


async def fail() -> None:
    raise OverflowError("port must be 0-65535")


async def test_a_task_that_fails_is_counted_and_ends_no_other(
    caplog: pytest.LogCaptureFixture,
) -> None:
    mishaps, done = Mishaps(), list[str]()

    async def work() -> None:
        await asyncio.sleep(0)
        done.append("work")

    async with asyncio.TaskGroup() as group:
        group.create_task(mishaps.guard(fail()))
        group.create_task(mishaps.guard(fail()))
        group.create_task(mishaps.guard(work()))
    assert done == ["work"]
    assert mishaps.counts == {("fail", "OverflowError"): 2}
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert record.exc_info is not None
    assert "port must be 0-65535" in record.getMessage()


async def test_a_task_that_is_told_to_end_ends() -> None:
    mishaps = Mishaps()
    task = asyncio.ensure_future(mishaps.guard(asyncio.Event().wait()))  # type: ignore[arg-type]
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not mishaps.counts


def test_where_nobody_watches_a_mishap_is_a_bug() -> None:
    with pytest.raises(ZeroDivisionError):
        rethrow("a", ZeroDivisionError())
