"""A day is typed in one way only."""

from datetime import date

import pytest

from ui.wiring.days import DateError, parse_day


def test_a_whole_date_is_one() -> None:
    assert parse_day("--date", "2025-07-09") == date(2025, 7, 9)


@pytest.mark.parametrize("text", ["", "today", "20250709", "2025-7-9", "2025-W28-3", "2025-13-01"])
def test_nothing_else_is(text: str) -> None:
    with pytest.raises(DateError, match=r"^--as-of .*is not a date as in 2025-07-09$"):
        parse_day("--as-of", text)
