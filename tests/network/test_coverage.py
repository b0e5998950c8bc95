from dataclasses import astuple
from datetime import date
from pathlib import Path

import pytest

from network.catalogue import Catalogue
from network.columns import Columns, Filter
from network.coverage import Figures, cover
from network.kinds import POWER_STEPS_KW
from network.sandbox.nation import build
from network.stations import Network
from tests.network.count_rows import count_rows
from tests.network.drafts import described_columns
from tests.network.sandbox.test_nation import SMALL
from tests.network.test_columns import one_station
from tests.network.test_passing import one_by_one

APRIL, JULY = date(2025, 4, 28), date(2025, 7, 9)


@pytest.fixture(scope="module")
def columns() -> Columns:
    return described_columns(300)


@pytest.mark.parametrize("wanted", [Filter(), Filter(day=APRIL), Filter(free_only=True)])
def test_figures_are_those_of_a_loop_over_all_connectors(columns: Columns, wanted: Filter) -> None:
    found = cover(columns, wanted)
    passing = one_by_one(columns, wanted)
    assert found.total.stations == len(passing)
    assert found.total.connectors == sum(total for total, _ in passing.values())
    for area in (310_115, 330_106, 110_105):
        here = [row for row in passing if columns.area[row] == area]
        figures = found.by_county[area]
        assert figures.stations == len(here)
        assert figures.connectors == sum(passing[row][0] for row in here)
        assert figures.service_areas == sum(bool(columns.is_service_area[row]) for row in here)
    assert found.by_province[31] == found.by_county[310_115]
    assert found.counties == 3


def test_every_division_sums_up_to_the_whole(columns: Columns) -> None:
    found = cover(columns, Filter(day=JULY))
    whole = astuple(found.total)
    for parts in (found.by_province, found.by_county, found.by_operator, found.by_network):
        assert tuple(map(sum, zip(*map(astuple, parts.values()), strict=True))) == whole
    # A station with two powers counts in both classes; connectors do not.
    assert sum(one.connectors for one in found.by_power_kw.values()) == found.total.connectors
    assert sum(one.stations for one in found.by_power_kw.values()) > found.total.stations
    high = [found.by_power_kw[step].connectors for step in (250, 480)]
    assert sum(high) == found.total.high_power


@pytest.mark.parametrize("step", [0, 60, 120, 250, 480])
def test_a_power_class_has_what_a_filter_for_it_has(columns: Columns, step: int) -> None:
    alone = cover(columns, Filter(power_steps_kw=frozenset({step})))
    assert cover(columns, Filter()).by_power_kw[step] == alone.total
    assert set(alone.by_power_kw) == {step}
    assert step in POWER_STEPS_KW


def test_a_station_of_an_unknown_area_is_in_no_county() -> None:
    columns = described_columns(30)
    areas = columns.area.copy()
    areas[:] = 0
    object.__setattr__(columns, "area", areas)
    found = cover(columns, Filter())
    assert (found.by_county, found.by_province, found.counties) == ({}, {}, 0)
    assert found.total.stations == 30


def test_nothing_covers_nothing(columns: Columns) -> None:
    found = cover(columns, Filter(operators=frozenset({"nobody"})))
    assert found.total == Figures(0, 0, 0, 0, 0, 0)
    assert (found.by_operator, found.by_power_kw, found.counties) == ({}, {}, 0)


@pytest.mark.parametrize("day", [APRIL, JULY])
def test_columns_and_rows_give_the_same_figures(tmp_path: Path, day: date) -> None:
    build(tmp_path / "c.sqlite", SMALL)
    catalogue = Catalogue.open(tmp_path / "c.sqlite")
    # Counted from the full records, without the columns.
    stats = count_rows(catalogue, day)
    found = cover(catalogue.columns, Filter(day=day, networks=frozenset({Network.THIRD_PARTY})))
    assert (found.total.connectors, found.total.dc) == (stats.connectors, stats.dc)
    assert found.total.high_power == stats.high_power
    assert found.total.plug_and_charge == stats.plug_and_charge
    assert found.total.service_areas == stats.service_areas
    assert (found.counties, len(found.by_operator)) == (stats.counties, stats.operators)
    partners = cover(catalogue.columns, Filter(day=day, networks=frozenset({Network.PARTNER})))
    by_partner = {name: one.connectors for name, one in partners.by_operator.items()}
    assert by_partner == stats.partners
    catalogue.close()


def test_one_province_is_what_the_whole_has_of_it(columns: Columns) -> None:
    whole, part = cover(columns, Filter()), cover(columns, Filter(), 31)
    assert part.total == whole.by_province[31]
    assert set(part.by_county) == {310_115}
    assert sum(one.connectors for one in part.by_operator.values()) == part.total.connectors


def test_a_power_that_nobody_told_is_not_high() -> None:
    found = cover(one_station(0.0), Filter())
    assert (found.total.connectors, found.total.high_power, found.by_power_kw) == (1, 0, {})
