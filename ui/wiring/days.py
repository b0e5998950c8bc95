"""Read a day that was typed."""

from datetime import date

from network.days import day_in


class DateError(Exception):
    """What was typed is not a date; one line says what."""


def parse_day(option: str, text: str) -> date:
    """Read a date as in 2025-07-09; `option` is where it was typed. Raises: DateError."""
    day = day_in(text)
    if day is None:
        raise DateError(f"{option} {text or repr(text)}: is not a date as in 2025-07-09")
    return day
