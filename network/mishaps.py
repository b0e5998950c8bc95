"""The last line of defence: what no one foresaw in a task ends that task's work, not the program.

It is logged with its traceback the first time, and counted every time. The causes are mended where
they are; a task that goes on forever catches its own mishaps and tells of them here.
"""

import logging
from collections import Counter
from collections.abc import Coroutine
from typing import Any

_log = logging.getLogger(__name__)


def rethrow(_: str, error: Exception) -> None:
    """Take a mishap as what it is, a bug: for tests, and for whoever watches nothing."""
    raise error


class Mishaps:
    """Counts what went wrong unforeseen; `counts` is by who it happened to and what it was."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()

    def note(self, whose: str, error: Exception) -> None:
        """Count one, and log it unless the same has been logged."""
        key = whose, type(error).__name__
        self.counts[key] += 1
        if self.counts[key] == 1:
            _log.error("%s failed, and the program goes on: %s", whose, error, exc_info=error)

    async def guard(self, work: Coroutine[Any, Any, None]) -> None:
        """Await a task's work; whatever it raises is a mishap. Only being cancelled goes on."""
        try:
            await work
        except Exception as error:  # noqa: BLE001 - what this module is for
            self.note(getattr(work, "__qualname__", "a task"), error)
