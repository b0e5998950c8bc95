"""An event loop in a thread of its own, for work that must not take the time of the caller's."""

import asyncio
import threading  # noqa: TID251 - an executor's threads would hold up a program that is killed
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor, Future
from typing import Any, TypeVar, cast

from typing_extensions import override

_T = TypeVar("_T")
# A thread that does not end, as where an address is being looked up, is left to the process' end.
_JOIN_S = 2.0


class LoopThread:
    """Begins with the first work and ends with `aclose`; after that it may begin again.

    To be used from one other thread.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    @property
    def is_running(self) -> bool:
        """Tell whether there is a thread."""
        return self._thread is not None

    async def run(self, work: Callable[[], Coroutine[Any, Any, _T]]) -> _T:
        """Await there what `work` begins; whoever is cancelled here cancels it there.

        Raises: what `work` raises
        """
        # As an executor's job: a loop whose time jumps then knows that somebody works for it.
        loop = asyncio.get_running_loop()
        return await cast(
            asyncio.Future[_T], loop.run_in_executor(_Door(self._begun()), lambda: work())
        )

    async def aclose(self) -> None:
        """Cancel what is still going on, and end the thread."""
        thread, loop = self._thread, self._loop
        self._thread = self._loop = None
        if thread is not None and loop is not None:
            loop.call_soon_threadsafe(loop.stop)
            await asyncio.to_thread(thread.join, _JOIN_S)

    def _begun(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(
                target=_run, args=(self._loop,), name=self._name, daemon=True
            )
            self._thread.start()
        return self._loop


class _Door(Executor):
    """Gives coroutines to a loop of another thread, in an executor's way."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    @override
    def submit(self, begin: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Begin a coroutine there."""
        return asyncio.run_coroutine_threadsafe(begin(*args, **kwargs), self._loop)


def _run(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
    finally:
        loop.close()
