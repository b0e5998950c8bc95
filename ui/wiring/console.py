"""Obey what is typed and say what happens, for a car or a pile that runs alone."""

import asyncio
import os
import stat
import sys
from collections.abc import AsyncIterator, Callable, Sequence

from vehicle.car import CarMoving
from vehicle.driver import Clock
from vehicle.port import PortRefused

LOOK_S = 0.1
"""How often it is looked whether energy flows, in simulated seconds (chosen)."""

Say = Callable[[str], None]


class UnknownWord(Exception):
    """A line on standard input that cannot be obeyed; one line."""


async def tell_flow(
    clock: Clock, say: Say, flows: Callable[[], bool], figures: Callable[[], str]
) -> None:
    """Say whenever energy begins or ceases to flow."""
    before = False
    while True:
        if flows() is not before:
            before = not before
            say(line_of(clock.now(), "FLOWS" if before else "RESTS", figures()))
        await clock.sleep(LOOK_S)


def line_of(now: float, what: str, figures: str, reasons: Sequence[str] = ()) -> str:
    """Write when something happened, what, how things stand, and why where that is known."""
    return "; ".join([f"{now:9.2f} s  {what:<14} {figures}", *reasons])


async def obey_lines(obey: Callable[[list[str]], None], say: Say) -> None:
    """Obey what is typed, until standard input ends."""
    async for line in _lines():
        try:
            if line.split():
                obey(line.split())
        except (UnknownWord, ValueError, PortRefused, CarMoving) as error:
            say(f"{line.strip()}: {error}")


async def _lines() -> AsyncIterator[str]:
    """Give what is typed; nothing where standard input cannot be waited for."""
    if not _is_typed():
        return
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        yield line.decode("utf-8", "replace")


def _is_typed() -> bool:
    """Tell a terminal or a pipe from a file, from /dev/null and from a closed standard input."""
    if sys.platform == "win32" or sys.stdin is None or sys.stdin.closed:
        return False
    mode = os.fstat(sys.stdin.fileno()).st_mode
    return stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode) or sys.stdin.isatty()
