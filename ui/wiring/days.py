"""Read a day that was typed."""

import re
from datetime import date


class DateError(Exception):
    """What was typed is not a date; one line says what."""


def parse_day(option: str, text: str) -> date:
    """Read a date as in 2025-07-09; `option` is where it was typed. Raises: DateError."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass  # as 2025-02-30, said below
    raise DateError(f"{option} {text}: is not a date as in 2025-07-09")
