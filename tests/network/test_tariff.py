"""What a kWh costs, and when."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from network.runtime import CHINA_TIME
from network.tariff import Period, PriceTimeline

NIGHT, DAY = Decimal("0.3"), Decimal("1.1200")
SERVICE = Decimal("0.6000")
LINE = PriceTimeline((Period(7 * 3600, DAY, SERVICE), Period(23 * 3600, NIGHT, SERVICE)))


def at(hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 3, 2, hour, minute, second, tzinfo=CHINA_TIME)


def test_the_price_changes_on_the_second() -> None:
    assert LINE.price_at(at(6, 59, 59)) == Decimal("0.9")
    assert LINE.price_at(at(7)) == Decimal("1.7200")


def test_the_last_period_holds_before_the_first_of_the_day() -> None:
    assert LINE.price_at(at(0)) == Decimal("0.9")


def test_a_moment_in_another_zone_is_turned_to_chinas() -> None:
    assert LINE.price_at(datetime(2026, 3, 1, 23, 0, tzinfo=UTC)) == Decimal("1.7200")  # 07:00


def test_the_next_change_is_after_the_moment_even_on_it() -> None:
    assert LINE.next_change(at(6)) == at(7)
    assert LINE.next_change(at(7)) == at(23)
    assert LINE.next_change(at(23)) == datetime(2026, 3, 3, 7, tzinfo=CHINA_TIME)


def test_a_day_has_24_prices() -> None:
    day = LINE.day()
    assert len(day) == 24
    assert (day[6], day[7], day[23]) == (Decimal("0.9"), Decimal("1.7200"), Decimal("0.9"))


def test_cost_is_integrated_over_a_price_change() -> None:
    # 60 kW from 06:30: 30 kWh at 0.90, then 30 kWh at 1.72.
    assert LINE.cost(Decimal(60), at(6, 30), 60.0) == Decimal("78.60")


@pytest.mark.parametrize("starts", [(), (5, 5), (9, 3), (-1,), (86400,)])
def test_periods_that_do_not_ascend_within_a_day_are_refused(starts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="ascend"):
        PriceTimeline(tuple(Period(start, DAY, SERVICE) for start in starts))
