"""Look for garbage while the map rests: a look at all objects takes longer than a frame."""

import asyncio
import gc
from collections.abc import Awaitable, Callable
from typing import Final

EVERY_S: Final = 1.0
YOUNG_LOOKS: Final = 20
"""After so many looks at younger objects the old ones are due: twice as many as Python has it."""
MOST_YOUNG_LOOKS: Final = 600
"""Then they are looked at even while the map moves: memory comes before a frame. Chosen; some ten
minutes of panning."""


class Sweep:
    """Takes over Python's looks at old objects for as long as it runs.

    `is_at_rest` tells whether a pause of some ten milliseconds would be seen by nobody.
    """

    def __init__(self, is_at_rest: Callable[[], bool]) -> None:
        self._is_at_rest = is_at_rest

    async def run(self, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        """Look whenever it is due, until cancelled."""
        before = gc.get_threshold()
        gc.set_threshold(before[0], before[1], MOST_YOUNG_LOOKS)
        try:
            while True:
                await sleep(EVERY_S)
                self.look()
        finally:
            gc.set_threshold(*before)

    def look(self) -> bool:
        """Look at all objects if it is due and the map rests; tells whether it did."""
        if gc.get_count()[2] < YOUNG_LOOKS or not self._is_at_rest():
            return False
        gc.collect()
        return True
