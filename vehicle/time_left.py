"""Reckon now and then when the charge will be over, and count down between."""

from copy import copy

from vehicle.battery import Battery
from vehicle.charge_estimate import Limits, foresee
from vehicle.charge_limit import NO_LIMIT

RECKON_EVERY_S = 30.0
"""The time left is reckoned anew this often (chosen)."""
STRIDE_PCT = 5.0
"""In steps of this much: 0.3 ms (chosen; within 3 %)."""
CHANGE = 0.05
"""What limits the charge has changed by more than this: reckon at once (chosen)."""


class TimeLeft:
    """The time until a pack is at its limit, or at what the supply's voltage makes of it."""

    def __init__(self, battery: Battery) -> None:
        self._battery = battery
        self._seconds = 0.0
        self._at: float | None = None
        self._by = (0.0, 0.0)

    def at(self, now: float) -> float:
        """Tell the seconds left at a time; 0 before anything was reckoned."""
        return max(0.0, self._seconds - (now - self._at)) if self._at is not None else 0.0

    def forget(self) -> None:
        """Let the next look reckon anew."""
        self._at = None

    def reckon(
        self,
        now: float,
        limit_pct: float,
        *,
        max_a: float = NO_LIMIT,
        max_w: float = NO_LIMIT,
        max_v: float = NO_LIMIT,
    ) -> None:
        """Reckon if it is time for it; `max_a`, `max_w` and `max_v` are the supply's."""
        is_fresh = self._at is not None and now < self._at + RECKON_EVERY_S
        if is_fresh and _alike(self._by, (max_a, max_w)):
            return
        self._at, self._by = now, (max_a, max_w)
        limits = Limits(max_w / 1000, max_a, max_v, is_coded_2015=False)
        self._seconds = foresee(limits, copy(self._battery), limit_pct, STRIDE_PCT).seconds


def _alike(before: tuple[float, float], after: tuple[float, float]) -> bool:
    (amps, watts), (now_a, now_w) = before, after
    is_same_current = amps == now_a or abs(amps - now_a) <= CHANGE * min(amps, now_a)
    return is_same_current and (watts == now_w or abs(watts - now_w) <= CHANGE * min(watts, now_w))
