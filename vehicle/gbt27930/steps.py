"""Provide what a conversation is made of: a total table, a cycle of messages, a set of timers.

Both sides are asked twenty times a second and more when they want to be woken, so the cycle and the
timers keep that time at hand as `next_at`; `NEVER` where nothing is waited for.
"""

import math
from collections.abc import Iterable, Mapping
from enum import Enum
from heapq import heapify, heappush, heapreplace
from typing import Generic, TypeVar

from vehicle.gbt27930.timing import PERIOD_S

P = TypeVar("P", bound=Enum)
E = TypeVar("E", bound=Enum)

NEVER = math.inf


def total(rows: Mapping[P, Mapping[E, P]], events: type[E]) -> Mapping[tuple[P, E], P]:
    """Complete a table: an event that a row does not name leaves the phase as it is.

    Raises: ValueError where a phase has no row.
    """
    phases = type(next(iter(rows)))
    if missing := [phase for phase in phases if phase not in rows]:
        raise ValueError(f"no row for {missing}")
    return {(phase, event): rows[phase].get(event, phase) for phase in phases for event in events}


class Cycle:
    """The messages that are being sent, each with the absolute time it is due next.

    A message is due at whole periods after its first; a slot that was missed is left out, never
    made up for by a burst. `periods_s` replaces the standard's periods by name.
    """

    def __init__(self, periods_s: Mapping[str, float] | None = None) -> None:
        self.next_at = NEVER
        self._periods_s = {**PERIOD_S, **(periods_s or {})}
        # When it is due, its rank among those due at once, its name, its first time, periods since.
        self._queue: list[tuple[float, int, str, float, int]] = []

    def only(self, names: Iterable[str], now: float) -> None:
        """Send these from now on, at once, and nothing else."""
        self._queue = [(now, rank, name, now, 0) for rank, name in enumerate(names)]
        self.next_at = now if self._queue else NEVER

    def start(self, name: str, now: float) -> None:
        """Send this one too, beginning now, unless it is being sent already."""
        if all(name != entry[2] for entry in self._queue):
            heappush(self._queue, (now, len(self._queue), name, now, 0))
            self.next_at = self._queue[0][0]

    def stop(self, name: str) -> None:
        """Send this one no more."""
        self._queue = [entry for entry in self._queue if entry[2] != name]
        heapify(self._queue)
        self.next_at = self._queue[0][0] if self._queue else NEVER

    def take(self, now: float) -> str:
        """Name the next message, which must be due, and set its time on the grid of its period."""
        _, rank, name, first, periods = self._queue[0]
        period_s = self._periods_s[name]
        at = first + (periods + 1) * period_s
        if at <= now:
            periods = math.floor((now - first) / period_s)
            at = first + (periods + 1) * period_s
        heapreplace(self._queue, (at, rank, name, first, periods + 1))
        self.next_at = self._queue[0][0]
        return name


class Timers(Generic[E]):
    """What will have come too late, by the event it then is.

    `next_at` is never later than the next event, but may be earlier: a clock that is started anew
    with every frame received costs nothing until it would have run out.
    """

    def __init__(self) -> None:
        self.next_at = NEVER
        self._at: dict[E, float] = {}

    def start(self, event: E, at: float) -> None:
        """Let an event happen at a time; an earlier wish for the same event is forgotten."""
        self._at[event] = at
        if at < self.next_at:
            self.next_at = at

    def stop(self, event: E) -> None:
        """Forget an event."""
        self._at.pop(event, None)
        self._review()

    def keep(self, events: Iterable[E]) -> None:
        """Forget all events but these."""
        self._at = {event: self._at[event] for event in events if event in self._at}
        self._review()

    def fired(self, now: float) -> E | None:
        """Take out the earliest event whose time has come."""
        if now < self.next_at:
            return None
        self._review()
        if now < self.next_at:
            return None
        event = min(self._at, key=self._at.__getitem__)
        del self._at[event]
        self._review()
        return event

    def _review(self) -> None:
        self.next_at = min(self._at.values(), default=NEVER)
