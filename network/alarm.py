"""Rest for a while, unless somebody cuts the rest short."""

import asyncio
from collections.abc import Awaitable, Callable


class Alarm:
    """One who rests, and others who may wake him. `sleep` waits simulated seconds."""

    def __init__(self, sleep: Callable[[float], Awaitable[None]]) -> None:
        self._sleep = sleep
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """End the rest that is on, or else the next one before it begins."""
        self._rung.set()

    async def rest(self, seconds: float) -> bool:
        """Rest so long; tells whether somebody rang."""
        resting = asyncio.ensure_future(self._rest(seconds))
        hearing = asyncio.ensure_future(self._rung.wait())
        try:
            await asyncio.wait((resting, hearing), return_when=asyncio.FIRST_COMPLETED)
        finally:
            resting.cancel()
            hearing.cancel()
        is_rung = self._rung.is_set()
        self._rung.clear()
        return is_rung

    async def _rest(self, seconds: float) -> None:
        await self._sleep(seconds)
