"""Let something happen so often and no oftener: a bucket that fills with time. Reads no clock."""

from collections.abc import Callable


class Pace:
    """At most `burst` at once, and `per_s` a second in the long run."""

    def __init__(self, now: Callable[[], float], per_s: float, burst: float) -> None:
        self._now = now
        self._per_s = per_s
        self._burst = burst
        self._left = burst
        self._at = now()

    def take(self) -> bool:
        """Tell whether it may happen now, and count it if so."""
        self._fill()
        if self._left < 1.0:
            return False
        self._left -= 1.0
        return True

    def book(self) -> float:
        """Count one more, and answer how many seconds from now it may happen."""
        self._fill()
        self._left -= 1.0
        return max(0.0, -self._left / self._per_s)

    def _fill(self) -> None:
        now = self._now()
        self._left = min(self._burst, self._left + (now - self._at) * self._per_s)
        self._at = now
