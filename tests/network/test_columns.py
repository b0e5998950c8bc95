from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from network.cluster_tree import arrange
from network.columns import (
    FREE,
    Columns,
    Draft,
    Filter,
    PriceCeiling,
    cheap_enough,
    passing_kinds,
)
from network.kinds import STANDARD_CODE, power_class
from network.printed import price_table
from network.stations import Access, Network, Standard, Status
from network.tariff import Period, PriceTimeline
from tests.network.drafts import AC, DC, scattered, scattered_columns

EVERYTHING = Filter()
NIGHT_AND_DAY = PriceTimeline(
    (Period(0, Decimal("0.30"), Decimal("0.40")), Period(28_800, Decimal("1.12"), Decimal("0.60"))),
    is_printed=True,
)


def one_station(
    power_kw: float = 120.0,
    access: Access = Access.REMOTE,
    standard: int = DC,
    days: tuple[date | None, date | None] = (None, None),
) -> Columns:
    """Arrange one connector of the second of two operators, priced by night and by day."""
    prices, tariff = price_table([NIGHT_AND_DAY])
    valid_from, valid_to = days
    draft = Draft(
        ("west", "east"),
        (Network.THIRD_PARTY, Network.OWN),
        np.array([0.8]),
        np.array([0.4]),
        np.array([1], np.uint8),
        np.array([True]),
        np.array([1]),
        np.array([power_kw]),
        np.array([access.value], np.uint8),
        is_dc=np.array([standard == DC]),
        standard=np.array([standard], np.uint8),
        area=np.array([310115], np.uint32),
        prices=prices,
        tariff=tariff,
        valid_from=np.array([valid_from.toordinal()], np.int32) if valid_from else None,
        valid_to=np.array([valid_to.toordinal()], np.int32) if valid_to else None,
    )
    return arrange(draft)[1]


def passes(wanted: Filter, columns: Columns) -> bool:
    return bool(passing_kinds(wanted, columns)[columns.kind[0]])


def test_available_is_code_1_because_unknown_is_0() -> None:
    assert FREE == 1
    assert next(iter(Status)) is Status.UNKNOWN


def test_stations_keep_their_connectors_when_they_are_arranged() -> None:
    draft = scattered(300)
    order, columns = arrange(draft)
    old_first = np.concatenate(([0], np.cumsum(draft.size)))
    kind_of = np.repeat(columns.kind, np.diff(columns.run_start))
    for row in (0, 17, 299):
        old = order[row]
        assert columns.x[row] == draft.x[old]
        assert columns.operator[row] == draft.operator[old]
        assert columns.area[row] == draft.area[old]
        assert columns.key[row] == old
        here = kind_of[columns.first[row] : columns.first[row + 1]]
        there = slice(old_first[old], old_first[old + 1])
        assert columns.power_kw[row] == draft.power_kw[there].max()
        for name in ("access", "is_dc", "standard"):
            assert (
                getattr(columns.kinds, name)[here].tolist() == getattr(draft, name)[there].tolist()
            )
        assert (
            columns.kinds.power_class[here].tolist() == power_class(draft.power_kw[there]).tolist()
        )


def test_runs_cover_every_connector_once_and_stay_within_their_station() -> None:
    columns = scattered_columns(300)
    assert set(columns.first) <= set(columns.run_start)
    assert columns.run_start[-1] == columns.connector_count
    assert columns.run_start[columns.first_run].tolist() == columns.first.tolist()
    assert (columns.first[columns.run_station] <= columns.run_start[:-1]).all()
    assert (columns.run_start[1:] <= columns.first[columns.run_station + 1]).all()


def test_nothing_is_known_of_any_status_when_columns_are_new() -> None:
    _, columns = arrange(scattered(20))
    assert set(columns.status) == {0}
    assert set(columns.status_at) == {0}


def test_a_status_is_written_with_its_time() -> None:
    columns = scattered_columns(20)
    columns.set_status(
        np.array([3, 5], np.int32), np.array([FREE, FREE], np.uint8), 1_750_000_000.9
    )
    assert columns.status[[3, 5]].tolist() == [1, 1]
    assert columns.status_at[[3, 5]].tolist() == [1_750_000_000] * 2


def test_a_power_that_nobody_told_is_in_no_class_and_neither_current() -> None:
    columns = one_station(0.0, standard=STANDARD_CODE[Standard.UNKNOWN])
    assert passes(Filter(), columns)
    for wanted in (
        Filter(min_power_kw=20),
        Filter(power_steps_kw=frozenset({0})),
        Filter(is_dc=False),
        Filter(is_dc=True),
    ):
        assert not passes(wanted, columns)
    told = one_station(0.0, standard=STANDARD_CODE[Standard.GBT_AC_2015])
    assert passes(Filter(is_dc=False), told)


@pytest.mark.parametrize(
    ("power_kw", "expected"), [(7, False), (120, False), (249.9, False), (250, True), (480, True)]
)
def test_a_filter_asks_for_power(power_kw: float, expected: bool) -> None:
    assert passes(Filter(min_power_kw=250), one_station(power_kw)) is expected


@pytest.mark.parametrize(
    ("power_kw", "expected"), [(59, False), (60, True), (119, True), (120, False), (480, True)]
)
def test_a_filter_asks_for_power_classes(power_kw: float, expected: bool) -> None:
    wanted = Filter(power_steps_kw=frozenset({60, 480}))
    assert passes(wanted, one_station(power_kw)) is expected


def test_a_filter_asks_for_any_of_its_ways_to_start() -> None:
    wanted = Filter(access=Access.PLUG_AND_CHARGE | Access.SCAN)
    assert passes(wanted, one_station(access=Access.SCAN | Access.REMOTE))
    assert not passes(wanted, one_station(access=Access.REMOTE))


def test_a_filter_asks_for_operators_and_networks() -> None:
    columns = one_station()
    assert passes(Filter(operators=frozenset({"east", "nobody"})), columns)
    assert not passes(Filter(operators=frozenset({"west"})), columns)
    assert passes(Filter(networks=frozenset({Network.OWN})), columns)
    assert not passes(Filter(networks=frozenset({Network.THIRD_PARTY})), columns)


def test_a_filter_tells_ac_from_dc_whatever_the_power() -> None:
    strong_ac = one_station(power_kw=40.0, standard=AC)
    assert passes(Filter(is_dc=False), strong_ac)
    assert not passes(Filter(is_dc=True), strong_ac)
    assert strong_ac.is_ac.tolist() == [True]


def test_a_filter_asks_for_standards() -> None:
    wanted = Filter(standards=frozenset({Standard.GBT_DC_2015, Standard.CHAOJI}))
    assert passes(wanted, one_station())
    assert not passes(wanted, one_station(standard=AC))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 4, 27), False),
        (date(2025, 4, 28), True),
        (date(2025, 7, 9), True),
        (date(2025, 7, 10), False),
    ],
)
def test_a_filter_asks_for_the_days_both_included(day: date, expected: bool) -> None:
    columns = one_station(days=(date(2025, 4, 28), date(2025, 7, 9)))
    assert passes(Filter(day=day), columns) is expected
    assert passes(EVERYTHING, columns)
    assert passes(Filter(day=day), one_station())


def test_a_filter_asks_for_service_areas() -> None:
    columns = scattered_columns(300)
    passing = passing_kinds(Filter(is_service_area=True), columns)[columns.kind]
    assert passing.tolist() == columns.is_service_area[columns.run_station].tolist()


# 0.30 + 0.40 until 8, then 1.12 + 0.60: quarter 31 begins at 7:45.
@pytest.mark.parametrize(
    ("cny", "quarter", "expected"),
    [("0.70", 31, True), ("0.6999", 31, False), ("0.70", 32, False), ("1.72", 32, True)],
)
def test_a_price_ceiling_follows_the_time_of_day(cny: str, quarter: int, expected: bool) -> None:
    columns = one_station()
    assert cheap_enough(PriceCeiling(Decimal(cny), quarter), columns).tolist() == [expected]
    assert columns.printed_price(0, 31) == Decimal("0.70")
    assert columns.printed_price(0, 32) == Decimal("1.72")


def test_who_prints_no_price_is_under_no_ceiling() -> None:
    columns = scattered_columns(5)
    assert not cheap_enough(PriceCeiling(Decimal(999_999), 0), columns).any()
    assert columns.printed_price(0, 0) is None


def test_everything_passes_a_filter_that_asks_nothing() -> None:
    assert EVERYTHING.asks_nothing
    assert not Filter(free_only=True).asks_nothing
    assert passing_kinds(EVERYTHING, scattered_columns(30)).all()


def test_a_power_between_the_steps_is_refused() -> None:
    with pytest.raises(ValueError, match="min_power_kw"):
        Filter(min_power_kw=100)
    with pytest.raises(ValueError, match="power_steps_kw"):
        Filter(power_steps_kw=frozenset({60, 100}))
