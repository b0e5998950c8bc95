"""Do at once what one instant asks for, in the one order in which it was asked."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import ClassVar
from weakref import WeakValueDictionary

MOST_ERRANDS = 1000
"""After so many in one callback the loop has its turn: somebody does not let go (chosen)."""

Errand = Callable[[], None]


class Instant:
    """What is still to be done on one event loop before anything later may happen.

    What is asked for while something is being done follows in the same callback, so that a frame,
    its answer and the answer to that take one pass of the loop. Where another thread wants the
    interpreter lock every pass is a wait for it. An errand that raises holds up no other.
    """

    _known: ClassVar[WeakValueDictionary[asyncio.AbstractEventLoop, "Instant"]] = (
        WeakValueDictionary()
    )

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._errands: deque[Errand] = deque()
        self._is_running = self._is_coming = False

    @classmethod
    def of(cls, loop: asyncio.AbstractEventLoop) -> "Instant":
        """Give the one that everybody on this loop shares."""
        instant = cls._known.get(loop)
        if instant is None:
            instant = cls._known[loop] = cls(loop)
        return instant

    @property
    def is_settled(self) -> bool:
        """Whether nobody has anything more to do."""
        return not self._errands

    def then(self, errand: Errand) -> None:
        """Do this after all that was asked for before: in this callback or at the next pass."""
        self._errands.append(errand)
        if not self._is_running:
            self._come()

    def do(self, errand: Errand) -> None:
        """Do this now, and all that comes of it. Raises: what an errand raises."""
        self._errands.append(errand)
        self.settle()

    def settle(self) -> None:
        """Do all there is, and all that comes of it. Raises: what an errand raises."""
        self._is_running = True
        try:
            for _ in range(MOST_ERRANDS):
                if not self._errands:
                    return
                self._errands.popleft()()
        finally:
            self._is_running = False
            if self._errands:
                self._come()

    def _come(self) -> None:
        if not self._is_coming:
            self._is_coming = True
            self._loop.call_soon(self._arrive)

    def _arrive(self) -> None:
        self._is_coming = False
        self.settle()
