from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from network.choices import Found, Tally, count_choices, count_found
from network.clusters import Viewport
from network.columns import Columns, Filter, PriceCeiling
from network.geo import mercator
from network.kinds import STANDARD_CODE
from network.stations import Access, Network, Standard
from tests.network.drafts import described_columns
from tests.network.test_columns import one_station
from tests.network.test_passing import one_by_one

WANTED = (
    Filter(),
    Filter(free_only=True, min_power_kw=120),
    Filter(operators=frozenset({"east", "north"}), is_dc=True),
    Filter(access=Access.PLUG_AND_CHARGE, power_steps_kw=frozenset({60, 250})),
    Filter(price=PriceCeiling(Decimal("1.2"), 40), day=date(2025, 4, 28)),
    Filter(networks=frozenset({Network.OWN}), is_service_area=True),
)
NORTH_WEST, SOUTH_EAST = mercator(31.9, 120.4), mercator(30.1, 121.6)
VIEW = Viewport(NORTH_WEST[0], SOUTH_EAST[1], SOUTH_EAST[0], NORTH_WEST[1], 1920.0)
CEILINGS = [Decimal("0.5"), Decimal("0.8"), Decimal("1.1"), Decimal("1.7")]


@pytest.fixture(scope="module")
def columns() -> Columns:
    return described_columns(250)


def counted(columns: Columns, wanted: Filter, view: Viewport | None) -> Tally:
    """Ask every connector in view one by one."""
    total = free = 0
    for row, (passing, of_them_free) in one_by_one(columns, wanted).items():
        x, y = columns.x[row], columns.y[row]
        if view is None or (view.west <= x <= view.east and view.north <= y <= view.south):
            total, free = total + passing, free + of_them_free
    return Tally(total, free)


@pytest.mark.parametrize("view", [None, VIEW])
@pytest.mark.parametrize("wanted", WANTED)
def test_each_choice_is_counted_under_the_others(
    columns: Columns, wanted: Filter, view: Viewport | None
) -> None:
    found = count_choices(columns, wanted, view, CEILINGS, quarter=40)

    def check(shown: Tally | None, **question: object) -> None:
        expected = counted(columns, replace(wanted, **question), view)  # type: ignore[arg-type]
        assert (shown or Tally(0, 0)) == expected, question

    for operator in columns.operators:
        check(found.operators.get(operator), operators=frozenset({operator}))
    for network in Network:
        check(found.networks.get(network), networks=frozenset({network}))
    for step in (0, 60, 250, 600):
        check(found.power_steps_kw.get(step), min_power_kw=0, power_steps_kw=frozenset({step}))
        check(found.min_power_kw.get(step), min_power_kw=step, power_steps_kw=None)
    for way in (Access.PLUG_AND_CHARGE, Access.SCAN):
        check(found.access.get(way), access=way)
    for is_dc in (True, False):
        check(found.is_dc.get(is_dc), is_dc=is_dc)
    for standard in (Standard.GBT_DC_2015, Standard.CHAOJI):
        check(found.standards.get(standard), standards=frozenset({standard}))
    assert found.is_service_area == counted(columns, replace(wanted, is_service_area=True), view)
    assert found.free_only == counted(columns, replace(wanted, free_only=True), view)
    under = [replace(wanted, price=PriceCeiling(cny, 40)) for cny in CEILINGS]
    assert list(found.prices) == [counted(columns, one, view) for one in under]


def test_what_is_nowhere_is_not_offered(columns: Columns) -> None:
    found = count_choices(columns, Filter(operators=frozenset({"nobody"})))
    # Under the question for operators itself, each is still offered with what it would leave.
    assert set(found.operators) == set(columns.operators)
    assert found.standards == {}
    assert found.prices == ()


@pytest.mark.parametrize("view", [None, VIEW])
@pytest.mark.parametrize("wanted", WANTED)
def test_what_passes_all_questions_is_counted_with_its_stations(
    columns: Columns, wanted: Filter, view: Viewport | None
) -> None:
    stations = 0
    for row, (passing, _) in one_by_one(columns, wanted).items():
        x, y = columns.x[row], columns.y[row]
        is_seen = view is None or (view.west <= x <= view.east and view.north <= y <= view.south)
        stations += passing > 0 and is_seen
    total, free = counted(columns, wanted, view)
    assert count_found(columns, wanted, view) == Found(stations, total, free)
    assert count_choices(columns, wanted, view).found == Found(stations, total, free)
    assert stations > 0 or view is not None


def test_where_nothing_passes_no_station_is_found(columns: Columns) -> None:
    assert count_found(columns, Filter(operators=frozenset({"nobody"}))) == Found(0, 0, 0)


def test_a_power_that_nobody_told_is_counted_as_neither_low_nor_alternating() -> None:
    columns = one_station(0.0, standard=STANDARD_CODE[Standard.UNKNOWN])
    found = count_choices(columns, Filter())
    assert found.found == Found(1, 1, 0)
    assert found.power_steps_kw[0] == Tally(0, 0)
    assert found.min_power_kw[0] == Tally(1, 0)
    assert found.min_power_kw[20] == Tally(0, 0)
    assert found.is_dc == {False: Tally(0, 0), True: Tally(0, 0)}
