"""Let asyncio time jump to the next timer when nothing is ready: simulated hours in seconds."""

import asyncio
import selectors
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any, TypeVar, TypeVarTuple

from typing_extensions import override

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class _JumpSelector(selectors.SelectSelector):
    """Look for ready sockets without waiting, and move the time on by what was to be waited."""

    def __init__(self) -> None:
        super().__init__()
        self.now_s = 0.0
        self.jobs = 0

    @override
    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None or self.jobs:
            return super().select(timeout)
        ready = super().select(0)
        if not ready and timeout > 0:
            self.now_s += timeout
        return ready


class TimeJumpLoop(asyncio.SelectorEventLoop):
    """An event loop whose time starts at 0 and jumps to the next timer when nothing is ready.

    Work given to an executor is waited for in real time; answers from sockets are not, because
    nothing tells that one will come.
    """

    def __init__(self) -> None:
        self._jump = _JumpSelector()
        super().__init__(self._jump)

    @override
    def time(self) -> float:
        """Tell the loop's time, in seconds since the loop was made."""
        return self._jump.now_s

    @override
    def run_in_executor(
        self, executor: Executor | None, func: Callable[[*Ts], T], *args: *Ts
    ) -> asyncio.Future[T]:
        """Run `func` in a thread; the time stands still until it is back."""
        future = super().run_in_executor(executor, func, *args)
        self._jump.jobs += 1
        future.add_done_callback(self._job_done)
        return future

    def _job_done(self, _future: asyncio.Future[Any]) -> None:
        self._jump.jobs -= 1
