"""Read a day in the one way in which it is written here: 2025-07-09."""

import re
from datetime import date

# Nothing that is asked for a day is older; 0001-01-01 is somebody's word for none. Chosen.
_FIRST_YEAR = 2000


def day_in(text: str) -> date | None:
    """Read a day; None where it is none, or before the year 2000."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:  # as 2025-02-30
        return None
    return day if day.year >= _FIRST_YEAR else None
