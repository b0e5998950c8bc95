"""Model a pair of contactors and its feedback: it moves late, may weld, may not move at all."""

CLOSE_S = 0.05
"""From the command until the contacts have closed (chosen; usual for this size)."""
OPEN_S = 0.02
"""From the command until the contacts have opened (chosen)."""
FEEDBACK_S = 0.5
"""A feedback that does not follow its command for so long is a fault (chosen)."""


class Contactors:
    """K1/K2 or K3/K4, always moved together; `is_closed` is also what the feedback says."""

    def __init__(self) -> None:
        self.is_closed = False
        self.is_wanted = False
        self.is_welded = False
        self.is_stuck_open = False
        self._since = 0.0

    def command(self, now: float, *, closed: bool) -> None:
        """Ask for a position; asking again changes nothing."""
        if closed is not self.is_wanted:
            self.is_wanted = closed
            self._since = now

    def advance(self, now: float) -> None:
        """Move what has had its time."""
        if self.is_welded:
            self.is_closed = True
        elif self.is_wanted is not self.is_closed and now >= self._moves_at():
            self.is_closed = self.is_wanted and not self.is_stuck_open

    def wake_at(self, now: float) -> float | None:
        """Tell when contacts or their supervision have something next; None while all is well."""
        if self.is_wanted is self.is_closed:
            return None
        at = self._moves_at()
        return at if at > now else self._since + FEEDBACK_S

    def has_failed(self, now: float) -> bool:
        """Tell whether the feedback contradicts the command for too long."""
        return self.is_wanted is not self.is_closed and now >= self._since + FEEDBACK_S

    def _moves_at(self) -> float:
        return self._since + (CLOSE_S if self.is_wanted else OPEN_S)
