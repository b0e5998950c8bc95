"""Work is done in threads of one's own, which end with it, or here and now."""

import asyncio
import threading  # noqa: TID251 - asks where it is

import pytest

from network.away import Workers, at_once


async def test_work_is_done_in_a_thread_of_its_own_and_errors_come_back() -> None:
    workers = Workers("helping")
    name = await workers(lambda: threading.current_thread().name)
    assert name.startswith("helping")
    with pytest.raises(ZeroDivisionError):
        await workers(lambda: 1 // 0)
    workers.close()
    assert not [one for one in threading.enumerate() if one.name.startswith("helping")]


async def test_what_others_do_in_threads_holds_nobody_up() -> None:
    workers, over = Workers("helping"), threading.Event()
    others = [asyncio.ensure_future(asyncio.to_thread(over.wait, 5.0)) for _ in range(99)]
    assert await asyncio.wait_for(workers(lambda: 7), 4.0) == 7
    over.set()
    await asyncio.gather(*others)
    workers.close()


async def test_at_once_is_here() -> None:
    assert await at_once(threading.get_ident) == threading.get_ident()
