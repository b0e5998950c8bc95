from datetime import UTC, datetime
from decimal import Decimal

from network.printed import UNPRICED, in_units, no_prices, price_table, quarter_of
from network.tariff import Period, PriceTimeline


def flat(energy: str, service: str) -> PriceTimeline:
    return PriceTimeline((Period(0, Decimal(energy), Decimal(service)),), is_printed=True)


def test_a_price_has_four_decimals() -> None:
    # The verified query_stations_info response prints 1.1200 and 0.6000.
    assert in_units(Decimal("1.72")) == 17_200
    assert in_units(Decimal("1.72009")) == 17_200
    assert in_units(Decimal(-1)) == 0
    assert in_units(Decimal(10**9)) == UNPRICED - 1


def test_equal_timelines_share_a_row_and_none_is_row_0() -> None:
    prices, tariff = price_table(
        [flat("1.12", "0.6"), None, flat("1.00", "0"), flat("1.12", "0.6")]
    )
    assert tariff.tolist() == [1, 0, 2, 1]
    assert prices[:, 0].tolist() == [UNPRICED, 17_200, 10_000]
    assert prices.shape == (3, 96)
    assert (no_prices() == UNPRICED).all()


def test_a_column_holds_the_price_at_the_begin_of_its_quarter() -> None:
    # 22:50 to 6:00 at 0.5, else at 1.5: the quarter from 22:45 still begins dear.
    timeline = PriceTimeline(
        (
            Period(6 * 3600, Decimal("1.0"), Decimal("0.5")),
            Period(22 * 3600 + 3000, Decimal("0.3"), Decimal("0.2")),
        )
    )
    row = price_table([timeline])[0][1]
    assert [int(row[quarter]) for quarter in (0, 23, 24, 91, 92)] == [
        *(5_000, 5_000),
        *(15_000, 15_000),
        5_000,
    ]


def test_a_quarter_is_of_chinas_day() -> None:
    # 16:20 UTC is 0:20 in China.
    assert quarter_of(datetime(2025, 7, 9, 16, 20, tzinfo=UTC)) == 1
