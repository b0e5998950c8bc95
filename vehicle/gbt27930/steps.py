"""Provide what a conversation is made of: a total table, a cycle of messages, a set of timers."""

import math
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Generic, TypeVar

from vehicle.gbt27930.timing import PERIOD_S

P = TypeVar("P", bound=Enum)
E = TypeVar("E", bound=Enum)


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

    A slot that was missed is left out, never made up for by a burst.
    """

    def __init__(self) -> None:
        self._next: dict[str, float] = {}
        self._earliest: float | None = None

    def only(self, names: Iterable[str], now: float) -> None:
        """Send these from now on, at once, and nothing else."""
        self._next = dict.fromkeys(names, now)
        self._earliest = now if self._next else None

    def start(self, name: str, now: float) -> None:
        """Send this one too, beginning now, unless it is being sent already."""
        if name not in self._next:
            self._next[name] = now
            self._earliest = min(self._next.values())

    def stop(self, name: str) -> None:
        """Send this one no more."""
        self._next.pop(name, None)
        self._earliest = min(self._next.values(), default=None)

    def due(self, now: float) -> list[str]:
        """Name what is due, and set its next time on the grid of its period."""
        if self._earliest is None or self._earliest > now:
            return []
        names = [name for name, at in self._next.items() if at <= now]
        for name in names:
            period, at = PERIOD_S[name], self._next[name] + PERIOD_S[name]
            if at <= now:
                at += period * (math.floor((now - at) / period) + 1)
            self._next[name] = at
        self._earliest = min(self._next.values())
        return names

    def wake_at(self) -> float | None:
        """Say when the next message is due."""
        return self._earliest


class Timers(Generic[E]):
    """What will have come too late, by the event it then is."""

    def __init__(self) -> None:
        self._at: dict[E, float] = {}

    def start(self, event: E, at: float) -> None:
        """Let an event happen at a time; an earlier wish for the same event is forgotten."""
        self._at[event] = at

    def stop(self, event: E) -> None:
        """Forget an event."""
        self._at.pop(event, None)

    def keep(self, events: Iterable[E]) -> None:
        """Forget all events but these."""
        self._at = {event: self._at[event] for event in events if event in self._at}

    def running(self, event: E) -> bool:
        """Say whether an event is waited for."""
        return event in self._at

    def fired(self, now: float) -> E | None:
        """Take out the earliest event whose time has come."""
        first = self.wake_at()
        if first is None or first > now:
            return None
        event = min(self._at, key=self._at.__getitem__)
        del self._at[event]
        return event

    def wake_at(self) -> float | None:
        """Say when the next event will happen."""
        return min(self._at.values(), default=None)


def earliest(*times: float | None) -> float | None:
    """Give the earliest of the times that there are."""
    first: float | None = None
    for time in times:
        if time is not None and (first is None or time < first):
            first = time
    return first
