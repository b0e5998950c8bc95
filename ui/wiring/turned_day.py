"""Notice that a simulated world has gone back to an earlier day, and ask it for everything then.

Operators say what they have and what has changed, never what they no longer have: stations that
joined later are found missing only in a listing of everything.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Protocol

from network.bench import BenchError, World
from ui.wiring.days import DateError, parse_day

FILE = "stations.day"
"""The day of the world that was copied last, as 2025-07-09; empty for all of its network."""
LOOK_S = 5.0
"""How often the world is looked at. Chosen."""


class Bench(Protocol):
    """Who knows the day; network.bench.BenchClient does."""

    async def state(self) -> World:
        """Ask how the world stands. Raises: BenchError."""


def write_day(folder: Path, day: str) -> None:
    """Note which day was copied. Raises: OSError."""
    (folder / FILE).write_text(day, encoding="ascii")


def read_day(folder: Path) -> str:
    """Answer which day was copied last; empty, which is the latest of all, where nobody knows."""
    path = folder / FILE
    return path.read_text(encoding="ascii", errors="replace") if path.exists() else ""


async def day_at(bench: Bench) -> date | None:
    """Ask a world which day its operators have; None for all of their network, or no answer."""
    try:
        day = (await bench.state()).day
        return parse_day("day", day) if day else None
    except (BenchError, DateError):
        return None


def is_earlier(day: str, than: str) -> bool:
    """Tell whether one day is before another; empty is after all of them."""
    return bool(day) and (not than or day < than)


class TurnedDay:
    """Looks at the world's day; `ask_everything` is called where it has gone back."""

    def __init__(self, folder: Path, bench: Bench, ask_everything: Callable[[], None]) -> None:
        self._folder = folder
        self._bench = bench
        self._ask_everything = ask_everything

    async def run(self) -> None:
        """Look again and again."""
        while True:
            # A world that is away has no day; a full disk is said by the copying.
            with suppress(BenchError, OSError):
                await self.look()
            await asyncio.sleep(LOOK_S)

    async def look(self) -> None:
        """Look once. Raises: BenchError, OSError."""
        day = (await self._bench.state()).day
        before = read_day(self._folder)
        if day == before:
            return
        if is_earlier(day, before):
            self._ask_everything()
        write_day(self._folder, day)
