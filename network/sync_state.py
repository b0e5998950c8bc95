"""Say how far the copying of an operator's stations is: values for whoever shows it."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class SyncPhase(Enum):
    """What is being done about an operator's stations."""

    WAITING = "waiting"  # for its time to come
    FETCHING = "fetching"
    PAUSED = "paused"  # it failed, and is asked again soon
    CUT_OFF = "cut off"  # it fails for long: asked now and then
    REFUSED = "refused"  # it says no, which only a person can mend
    NOT_STORED = "not stored"  # there is no room, say


@dataclass(frozen=True, slots=True)
class SyncState:
    """How one operator's stations stand. The last good ones are in use whatever the phase.

    `page` of `pages` is fetched, 0 of 0 before the first; `stations` and `left_out` count those of
    the listing that is under way or was the last. `fresh_at` is None until one has come to its end.
    `reason` says why it does not go on, empty if it does.
    """

    phase: SyncPhase = SyncPhase.WAITING
    page: int = 0
    pages: int = 0
    stations: int = 0
    left_out: int = 0
    fresh_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SyncTotal:
    """All operators together. `share` is how much of what is under way is fetched, 0 to 1.

    `is_applying` while new stations are taken over; `reason` says why they could not be.
    """

    operators: int
    fetching: int
    failing: int
    share: float
    is_applying: bool = False
    reason: str = ""


def total_of(states: list[SyncState], *, is_applying: bool = False, reason: str = "") -> SyncTotal:
    """Sum up."""
    busy = [one for one in states if one.phase is SyncPhase.FETCHING]
    pages = sum(max(one.pages, 1) for one in busy)
    done = sum(one.page for one in busy)
    failing = sum(one.phase not in (SyncPhase.FETCHING, SyncPhase.WAITING) for one in states)
    share = done / pages if busy else 1.0
    return SyncTotal(len(states), len(busy), failing, share, is_applying, reason)
