"""OCPI's opening times, as the standard's examples have them."""

from collections import Counter
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import msgspec
import pytest

from network.hours import OpeningHours
from network.operators.ocpi_fields import Hours
from network.operators.ocpi_hours import parse_hours

BRUSSELS = ZoneInfo("Europe/Brussels")


def read(raw: str) -> tuple[OpeningHours | None, Counter[str]]:
    defects: Counter[str] = Counter()
    return parse_hours(msgspec.json.decode(raw, type=Hours), BRUSSELS, defects), defects


def test_no_hours_are_none() -> None:
    assert parse_hours(None, BRUSSELS, Counter()) is None


def test_around_the_clock_with_a_closing_is_read() -> None:
    hours, defects = read(
        '{"twentyfourseven":true,"exceptional_closings":'
        '[{"period_begin":"2018-12-25T03:00:00Z","period_end":"2018-12-25T05:00:00Z"}]}'
    )
    assert hours is not None
    assert hours.is_open(datetime(2018, 12, 25, 2, tzinfo=UTC))
    assert not hours.is_open(datetime(2018, 12, 25, 4, tzinfo=UTC))
    assert defects == Counter()


def test_weekdays_count_from_monday_on_the_places_own_clock() -> None:
    hours, _ = read(
        '{"twentyfourseven":false,"regular_hours":[{"weekday":1,"period_begin":"08:00",'
        '"period_end":"20:00"},{"weekday":7,"period_begin":"22:00","period_end":"24:00"}],'
        '"exceptional_openings":[{"period_begin":"2026-03-03T09:00:00Z",'
        '"period_end":"2026-03-03T12:00:00Z"}]}'
    )
    assert hours is not None
    assert hours.week[0] == ((480, 1200),)
    assert hours.week[6] == ((1320, 1440),)
    assert hours.is_open(datetime(2026, 3, 2, 7, 30, tzinfo=UTC))  # Monday 08:30 there
    assert hours.is_open(datetime(2026, 3, 3, 9, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    "raw",
    [
        "{}",
        '{"twentyfourseven":false}',
        '{"regular_hours":[{"weekday":8,"period_begin":"08:00","period_end":"20:00"}]}',
        '{"regular_hours":[{"weekday":1,"period_begin":"8 am","period_end":"20:00"}]}',
        '{"regular_hours":[{"weekday":1,"period_begin":"24:00","period_end":"20:00"}]}',
        '{"regular_hours":[{"weekday":1,"period_begin":"08:00","period_end":"24:30"}]}',
    ],
)
def test_hours_that_make_no_sense_are_counted_and_unknown(raw: str) -> None:
    hours, defects = read(raw)
    assert hours is None
    assert defects == Counter(["opening_times make no sense"])


def test_an_exception_at_no_time_is_counted_and_left_out() -> None:
    hours, defects = read(
        '{"twentyfourseven":true,"exceptional_closings":'
        '[{"period_begin":"Christmas","period_end":"2018-12-25T05:00:00Z"}]}'
    )
    assert hours is not None
    assert hours.is_always
    assert defects == Counter(["an exceptional opening or closing is no time"])
