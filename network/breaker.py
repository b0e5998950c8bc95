"""Leave an operator alone that fails: ever longer, with jitter. Reads no clock."""

from collections.abc import Callable
from enum import Enum
from random import Random

FIRST_S, LONGEST_S = 2.0, 600.0
"""The first pause, doubled with every failure, and the longest. Chosen."""
FAILURES = 3
"""So many failures in a row open the breaker. Chosen."""


class Stand(Enum):
    """How an operator is treated."""

    CLOSED = "closed"  # it is asked
    PAUSED = "paused"  # it has failed, and is asked again soon
    OPEN = "open"  # it fails: nobody but one asks it, now and then


class Breaker:
    """One for each operator, shared by all who ask it. `seed` makes its jitter its own."""

    def __init__(self, now: Callable[[], float], seed: str) -> None:
        self._now = now
        self._jitter = Random(seed)
        self._failures = 0
        self._until_s = 0.0
        self._is_trying = False

    @property
    def stand(self) -> Stand:
        """How the operator is treated now."""
        if not self._failures:
            return Stand.CLOSED
        return Stand.OPEN if self._failures >= FAILURES else Stand.PAUSED

    @property
    def wait_s(self) -> float:
        """How long nobody may ask; 0 where it may be asked."""
        return max(0.0, self._until_s - self._now())

    def admit(self) -> bool:
        """Tell whether to ask now. While it fails only one may; then say `worked` or `failed`."""
        if self.wait_s:
            return False
        if self._failures:
            if self._is_trying:
                return False
            self._is_trying = True
        return True

    def worked(self) -> None:
        """Say that it answered."""
        self._failures = 0
        self._until_s = 0.0
        self._is_trying = False

    def failed(self, retry_s: float | None = None) -> None:
        """Say that it did not; `retry_s` is how long it wants to be left alone, if it said so."""
        self._is_trying = False
        pause_s = min(FIRST_S * 2.0**self._failures, LONGEST_S) * self._jitter.uniform(0.75, 1.25)
        self._failures = min(self._failures + 1, 30)
        self._until_s = self._now() + max(pause_s, retry_s or 0.0)

    def left(self) -> None:
        """Say that whoever was admitted gave up before it was known."""
        self._is_trying = False
