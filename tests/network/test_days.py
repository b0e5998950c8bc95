"""A day is written in one way only."""

from datetime import date

import pytest

from network.days import day_in


def test_a_whole_date_is_a_day() -> None:
    assert day_in("2025-07-09") == date(2025, 7, 9)
    assert day_in("2000-01-01") == date(2000, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "20250428",
        "2025-W18-1",
        "0001-01-01",
        "1999-12-31",
        "2025-02-30",
        "2025-7-9",
        "٢٠٢٥-٠٧-٠٩",
    ],
)
def test_nothing_else_is(text: str) -> None:
    assert day_in(text) is None
