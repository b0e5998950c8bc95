"""Let the simulated operators of this process wait while the map moves: their work is the glass's.

A question to one of them costs 16 ms and a page of stations 30 ms of the processor that draws.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

LOOK_S: Final = 0.05
LONGEST_S: Final = 3.0
"""So long one waits for the map at most, in real seconds: numbers must come too. Chosen."""
APART_S: Final = 0.1
"""Who has waited does not begin together with the others who have. Chosen."""

Sleep = Callable[[float], Awaitable[None]]


class Courtesy:
    """Makes sleeps after which the map is at rest, or has not been for a long while.

    `is_moving` tells whether the map moves; `pause` waits real seconds.
    """

    def __init__(self, is_moving: Callable[[], bool], pause: Sleep = asyncio.sleep) -> None:
        self._is_moving = is_moving
        self._pause = pause
        self._turn = asyncio.Lock()

    def after(self, sleep: Sleep) -> Sleep:
        """Wait as `sleep` does, and then for the map."""

        async def courteous(seconds: float) -> None:
            await sleep(seconds)
            if self._is_moving() or self._turn.locked():
                await self._wait()

        return courteous

    async def _wait(self) -> None:
        for _ in range(round(LONGEST_S / LOOK_S)):
            if not self._is_moving():
                break
            await self._pause(LOOK_S)
        async with self._turn:
            await self._pause(APART_S)
