"""Do work away from the event loop, in threads of one's own."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

_T = TypeVar("_T")


class Away(Protocol):
    """Does some work elsewhere, and answers what it answers."""

    def __call__(self, work: Callable[[], _T]) -> Awaitable[_T]:
        """Begin; raises what `work` raises."""


async def at_once(work: Callable[[], _T]) -> _T:
    """Do some work here and now: for who has no time to lose, and for simulated time."""
    return work()


class Workers:
    """Threads that wait for nobody else's work, as those of `asyncio.to_thread` may have to."""

    def __init__(self, name: str, count: int = 1) -> None:
        self._pool = ThreadPoolExecutor(count, thread_name_prefix=name)

    def __call__(self, work: Callable[[], _T]) -> Awaitable[_T]:
        """Begin; raises what `work` raises."""
        return asyncio.get_running_loop().run_in_executor(self._pool, work)

    def close(self) -> None:
        """End the threads when what they do is done; what has not begun is dropped."""
        self._pool.shutdown(cancel_futures=True)
