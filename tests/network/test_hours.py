"""When a place is open."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from network.hours import ALWAYS, OpeningHours, weekly
from network.runtime import CHINA_TIME

# Monday 08:00 to 20:00, Friday 22:00 until Saturday 02:00.
HOURS = OpeningHours(weekly([(0, 480, 1200), (4, 1320, 120)]))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=CHINA_TIME)  # 2026-03-02 is a Monday


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (at(2, 7, 59), False),
        (at(2, 8), True),
        (at(2, 19, 59), True),
        (at(2, 20), False),
        (at(3, 12), False),
        (at(6, 23), True),
        (at(7, 1, 59), True),
        (at(7, 2), False),
    ],
)
def test_a_place_is_open_within_its_hours_also_past_midnight(
    moment: datetime, is_open: bool
) -> None:
    assert HOURS.is_open(moment) is is_open


def test_hours_are_those_of_the_places_own_zone() -> None:
    hours = OpeningHours(HOURS.week, ZoneInfo("Europe/Brussels"))
    assert hours.is_open(datetime(2026, 3, 2, 7, 30, tzinfo=UTC))  # 08:30 there
    assert not hours.is_open(datetime(2026, 3, 2, 19, 30, tzinfo=UTC))


def test_exceptions_overrule_the_week_and_closings_win() -> None:
    hours = OpeningHours(
        ALWAYS.week, openings=((at(2, 4), at(2, 6)),), closings=((at(2, 3), at(2, 5)),)
    )
    assert [hours.is_open(at(2, hour)) for hour in (2, 3, 4, 5)] == [True, False, False, True]
    extra = OpeningHours(HOURS.week, openings=((at(3, 4), at(3, 6)),))
    assert [extra.is_open(at(3, hour)) for hour in (3, 4, 6)] == [False, True, False]


def test_around_the_clock_is_recognised() -> None:
    assert ALWAYS.is_always
    assert not HOURS.is_always
    assert not OpeningHours(ALWAYS.week, closings=((at(2, 3), at(2, 5)),)).is_always


def test_the_spans_of_a_date_are_those_of_its_weekday() -> None:
    assert HOURS.on(date(2026, 3, 2)) == ((480, 1200),)
    assert HOURS.on(date(2026, 3, 7)) == ((0, 120),)


@pytest.mark.parametrize("week", [(), (((5, 5),),) * 7, (((-1, 5),),) * 7, (((0, 1441),),) * 7])
def test_hours_that_are_none_are_refused(week: tuple[tuple[tuple[int, int], ...], ...]) -> None:
    with pytest.raises(ValueError, match="seven days"):
        OpeningHours(week)
