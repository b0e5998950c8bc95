"""Hand the network its clock and its task starter; nothing here reads a clock by itself."""

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any, Protocol

from network.mishaps import rethrow

# Business times of T/CEC 102 are Asia/Shanghai without a zone; no summer time since 1991.
CHINA_TIME = timezone(timedelta(hours=8), "CST")


class Clock(Protocol):
    """The time of day, and seconds that never go back; a Runtime is one."""

    @property
    def now(self) -> Callable[[], float]:
        """Seconds of simulated time."""

    @property
    def wall(self) -> Callable[[], datetime]:
        """The aware time of day at that moment."""


@dataclass(frozen=True, slots=True)
class Runtime:
    """What asyncio code may not take from the world by itself.

    `now` counts seconds of simulated time, `wall` is the aware time of day at that moment, `sleep`
    waits simulated seconds, `spawn` starts a task in the program's one task group. `mishap` is told
    whose work failed in a way that nobody foresaw, where that work goes on nevertheless.
    """

    now: Callable[[], float]
    wall: Callable[[], datetime]
    sleep: Callable[[float], Awaitable[None]]
    spawn: Callable[[Coroutine[Any, Any, None]], object]
    mishap: Callable[[str, Exception], None] = rethrow
