"""When a place is open: weekly hours and their exceptions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from network.runtime import CHINA_TIME

DAY_MIN = 24 * 60

Span = tuple[int, int]
"""Minutes of the day, from (included) until (excluded, up to 1440)."""


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """Hours on the wall clock of `zone`.

    `week` has the spans of Monday to Sunday, none of which passes midnight. `openings` and
    `closings` are aware moments that overrule the week; a closing wins over an opening.
    """

    week: tuple[tuple[Span, ...], ...]
    zone: tzinfo = CHINA_TIME
    openings: tuple[tuple[datetime, datetime], ...] = ()
    closings: tuple[tuple[datetime, datetime], ...] = ()

    def __post_init__(self) -> None:
        spans = [span for day in self.week for span in day]
        if len(self.week) != 7 or any(not 0 <= a < b <= DAY_MIN for a, b in spans):
            raise ValueError("hours must be those of seven days")

    @property
    def is_always(self) -> bool:
        """Whether it never closes."""
        return not self.closings and all(day == ((0, DAY_MIN),) for day in self.week)

    def is_open(self, wall: datetime) -> bool:
        """Tell whether it is open at a moment."""
        if _is_within(self.closings, wall):
            return False
        if _is_within(self.openings, wall):
            return True
        local = wall.astimezone(self.zone)
        minute = local.hour * 60 + local.minute
        return any(a <= minute < b for a, b in self.week[local.weekday()])

    def on(self, day: date) -> tuple[Span, ...]:
        """Answer the regular spans of a date."""
        return self.week[day.weekday()]


ALWAYS = OpeningHours((((0, DAY_MIN),),) * 7)
"""Around the clock, on every day."""


def weekly(entries: Sequence[tuple[int, int, int]]) -> tuple[tuple[Span, ...], ...]:
    """Sort (weekday from 0, begin, end) into a week; an end not after its begin passes midnight."""
    days: list[list[Span]] = [[] for _ in range(7)]
    for weekday, begin, end in entries:
        if end > begin:
            days[weekday].append((begin, end))
            continue
        days[weekday].append((begin, DAY_MIN))
        if end:
            days[(weekday + 1) % 7].append((0, end))
    return tuple(tuple(sorted(day)) for day in days)


def _is_within(spans: Sequence[tuple[datetime, datetime]], wall: datetime) -> bool:
    return any(begin <= wall < end for begin, end in spans)
