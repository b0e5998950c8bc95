"""Free texts of T/CEC 102: those of the standard's examples, and what must not be guessed."""

from decimal import Decimal

import pytest

from network.hours import ALWAYS
from network.operators.tcec102_text import (
    build_printed_prices,
    parse_area,
    parse_direction,
    parse_hours,
    parse_is_free,
    parse_printed_prices,
)
from network.tariff import Period, PriceTimeline


@pytest.mark.parametrize(
    "text", ["周一至周日00:00-24:00", "24小时", "全天", "每天24小时营业", "00:00~24:00"]
)
def test_around_the_clock_is_read(text: str) -> None:
    assert parse_hours(text) == ALWAYS


def test_hours_by_weekday_are_read() -> None:
    hours = parse_hours("周一至周五08:00-20:00,周六至周日 22:00-次日02:00")
    assert hours is not None
    assert hours.week[0] == ((0, 120), (480, 1200))  # Monday begins as Sunday ends
    assert hours.week[1:5] == (((480, 1200),),) * 4
    assert hours.week[5] == ((1320, 1440),)
    assert hours.week[6] == ((0, 120), (1320, 1440))


@pytest.mark.parametrize(
    "text", ["", "营业时间请咨询", "周一至周五08:00-20:00,节假日休息", "8:99-9:00"]
)
def test_hours_that_are_not_understood_whole_are_unknown(text: str) -> None:
    assert parse_hours(text) is None


def test_the_standards_printed_prices_are_read() -> None:
    # The one verified query_stations_info answer (operators.md 8.7).
    prices = parse_printed_prices("电费:00:00~24:00:1.1200", "服务费:00:00~24:00:0.6000")
    assert prices == PriceTimeline(
        (Period(0, Decimal("1.1200"), Decimal("0.6000")),), is_printed=True
    )


def test_printed_prices_change_where_either_does() -> None:
    prices = parse_printed_prices(
        "电费:00:00~07:00:0.3500,07:00~24:00:1.1200", "00:00~12:00:0.6，12:00~24:00:0.5"
    )
    assert prices is not None
    assert [(period.start_s, period.price_cny) for period in prices.periods] == [
        (0, Decimal("0.95")),
        (25_200, Decimal("1.72")),
        (43_200, Decimal("1.62")),
    ]


def test_one_price_a_kwh_holds_all_day() -> None:
    prices = parse_printed_prices("1.2元/度", "0.6元/度")
    assert prices is not None
    assert prices.periods[0].price_cny == Decimal("1.8")


@pytest.mark.parametrize(
    ("electricity", "service"),
    [
        ("", "服务费:00:00~24:00:0.6000"),
        ("电费:00:00~24:00:1.1200", ""),
        ("电费:00:00~23:00:1.1200", "服务费:00:00~24:00:0.6000"),
        ("电费:00:00~07:00:1,08:00~24:00:2", "服务费:00:00~24:00:0.6000"),
        ("以现场公示为准", "服务费:00:00~24:00:0.6000"),
    ],
)
def test_prices_with_a_gap_are_unknown(electricity: str, service: str) -> None:
    assert parse_printed_prices(electricity, service) is None


def test_prices_are_printed_as_the_standard_has_them() -> None:
    one = PriceTimeline((Period(0, Decimal("1.12"), Decimal("0.6")),))
    assert build_printed_prices(one) == ("电费:00:00~24:00:1.1200", "服务费:00:00~24:00:0.6000")
    late = PriceTimeline(
        (
            Period(25_200, Decimal("1.12"), Decimal("0.6")),
            Period(82_800, Decimal("0.35"), Decimal("0.6")),
        )
    )
    assert build_printed_prices(late) == (
        "电费:00:00~07:00:0.3500,07:00~23:00:1.1200,23:00~24:00:0.3500",
        "服务费:00:00~24:00:0.6000",
    )


def test_free_parking_is_only_what_says_so() -> None:
    assert parse_is_free("免费") is True
    assert parse_is_free("前两小时免费") is None
    assert parse_is_free("") is None


def test_the_direction_of_a_service_area_is_in_its_name() -> None:
    assert parse_direction("阳澄湖服务区（上海方向）") == "上海"
    assert parse_direction("阳澄湖服务区(南京方向)充电站") == "南京"
    assert parse_direction("阳澄湖服务区") == ""


@pytest.mark.parametrize(
    ("code", "county"),
    [
        ("330102", "330102"),
        (330102, "330102"),
        (" 330102 ", "330102"),
        ("330102001", "330102"),
        ("330102001003", "330102"),
        ("000000", ""),
        ("990102", ""),
        ("3301020", ""),
        ("33010", ""),
        ("杭州市上城区", ""),
        ("٣٣٠١٠٢", ""),
        ("", ""),
        (None, ""),
        (0, ""),
        (-330102, ""),
    ],
)
def test_an_area_is_six_digits_or_unknown(code: str | int | None, county: str) -> None:
    assert parse_area(code) == county
