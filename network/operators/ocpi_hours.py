"""Turn OCPI's opening times into our hours. Pure."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, tzinfo

import msgspec

from network.hours import ALWAYS, DAY_MIN, OpeningHours, weekly
from network.operators.ocpi_envelope import parse_time
from network.operators.ocpi_fields import ExceptionalPeriod, Hours, RegularHours

_CLOCK = re.compile(r"([01]\d|2[0-4]):([0-5]\d)")
_Spans = tuple[tuple[datetime, datetime], ...]


def parse_hours(hours: Hours | None, zone: tzinfo, defects: Counter[str]) -> OpeningHours | None:
    """Read opening times on the clock of `zone`; None where they are not told or make no sense."""
    if hours is None:
        return None
    openings = _spans(hours.exceptional_openings or (), defects)
    closings = _spans(hours.exceptional_closings or (), defects)
    if hours.twentyfourseven:
        return OpeningHours(ALWAYS.week, zone, openings, closings)
    entries = [_entry(entry) for entry in hours.regular_hours or ()]
    known = [entry for entry in entries if entry is not None]
    if len(known) < len(entries) or not (known or openings):
        defects["opening_times make no sense"] += 1
        return None
    return OpeningHours(weekly(known), zone, openings, closings)


def _entry(entry: RegularHours) -> tuple[int, int, int] | None:
    begin, end = _minute(entry.period_begin), _minute(entry.period_end)
    if begin is None or end is None or begin == DAY_MIN or not 1 <= entry.weekday <= 7:
        return None
    return entry.weekday - 1, begin, end


def _minute(text: str) -> int | None:
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None
    value = int(match[1]) * 60 + int(match[2])
    return value if value <= DAY_MIN else None


def _spans(periods: Sequence[ExceptionalPeriod], defects: Counter[str]) -> _Spans:
    read = []
    for period in periods:
        try:
            read.append((parse_time(period.period_begin), parse_time(period.period_end)))
        except msgspec.ValidationError:
            defects["an exceptional opening or closing is no time"] += 1
    return tuple(read)
