"""What a kWh costs, and when."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from network.runtime import CHINA_TIME
from network.tariff import Period, PriceTimeline, Start, Step

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


def test_a_day_may_have_96_periods_and_no_more() -> None:
    quarters = [Period(900 * k, Decimal(k), SERVICE) for k in range(96)]
    line = PriceTimeline(tuple(quarters))
    assert line.price_at(at(23, 59)) == Decimal("95.6")
    with pytest.raises(ValueError, match="at most 96"):
        PriceTimeline((*quarters, Period(86_399, DAY, SERVICE)))


def test_prices_hold_on_the_clock_of_their_zone() -> None:
    line = PriceTimeline(LINE.periods, UTC)
    assert line.price_at(at(14, 59)) == Decimal("0.9")
    assert line.price_at(at(15)) == Decimal("1.7200")  # 07:00 UTC


def test_a_session_costs_what_its_steps_take_at_their_time() -> None:
    # From 06:30: 30 kWh in half an hour at 0.90, 20 kWh in half an hour at 1.72, nothing, no fee.
    steps = (Step(1800, 60.0), Step(1800, 40.0), Step(600, 0.0))
    assert LINE.session_cost(steps, at(6, 30)) == Decimal("61.40")
    fee = PriceTimeline(LINE.periods, start_cny=Decimal("2.50"))
    assert fee.session_cost(steps, at(6, 30)) == Decimal("63.90")


def test_the_cheapest_start_waits_for_the_valley() -> None:
    # An hour at 60 kW from 20:00: 103.20 now, 54.00 at 23:00.
    assert LINE.cheapest_start((Step(3600, 60.0),), at(20)) == Start(at(23), Decimal("54.00"))


def test_the_cheapest_start_is_now_where_nothing_gets_cheaper() -> None:
    flat = PriceTimeline((Period(0, DAY, SERVICE),))
    assert flat.cheapest_start((Step(3600, 60.0),), at(20)).at == at(20)
    assert LINE.cheapest_start((Step(3600, 60.0),), at(1)).at == at(1)


def test_the_cheapest_start_may_be_such_that_the_session_ends_at_a_change() -> None:
    # Dear from 22:00 on: three hours that must end by then begin at 19:00 at the latest, and what
    # is dearer before 18:30 makes 19:00 - 22:00 the only window that is cheap throughout.
    line = PriceTimeline(
        (
            Period(0, Decimal(2), SERVICE),
            Period(19 * 3600, Decimal(1), SERVICE),
            Period(22 * 3600, Decimal(3), SERVICE),
        )
    )
    assert line.cheapest_start((Step(3 * 3600, 10.0),), at(17)).at == at(19)


def test_a_start_beyond_eight_hours_is_not_offered() -> None:
    # The valley begins at 23:00: at 14:59 that is one minute too far, so the last moment is best.
    found = LINE.cheapest_start((Step(3600, 60.0),), at(14, 59))
    assert found.at == at(22, 59)
    assert found.cost_cny == Decimal("54.82")  # one minute at 1.72, the rest at 0.90
