"""The networks of April and July 2025 are both in the made-up one, exactly as published."""

from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from network.catalogue_rows import Sheet, decode_groups
from network.operators.directory import Directory
from network.sandbox.nation import invent, operators_of
from network.sandbox.nation_growth import always, grow
from network.sandbox.nation_power import Equipment
from network.stations import Network
from network.stats import Stats
from tests.network.count_rows import Listed, count

SHIPPED = Path(__file__).parents[3] / "resources" / "operators"
APRIL, JULY = date(2025, 4, 28), date(2025, 7, 9)


@pytest.fixture(scope="module")
def nation() -> Sheet:
    return invent(operators_of(Directory.load(SHIPPED)))


@pytest.fixture(scope="module")
def listed(nation: Sheet) -> list[Listed]:
    draft = nation.draft
    return [
        Listed(
            draft.operators[code],
            draft.networks[code],
            bool(road),
            row.name,
            row.id[:6],
            decode_groups(row.groups),
        )
        for row, code, road in zip(
            nation.rows, draft.operator.tolist(), draft.is_service_area, strict=True
        )
    ]


def _on(listed: list[Listed], day: date) -> Stats:
    return count(listed, day)


def test_july_has_its_published_figures(listed: list[Listed]) -> None:
    # 2025-07-09 in network_facts.json; the partners' of 2024-12-25.
    july = _on(listed, JULY)
    assert (july.connectors, july.operators, july.plug_and_charge) == (1_400_000, 23, 160_000)
    assert (july.counties, july.service_areas) == (2_743, 6_856)
    assert july.partners == {"nio": 14_000, "xpeng": 9_000, "li_auto": 6_000}
    # No figures of July are published; those of April say 77 % DC and 9.7 % of it high power.
    assert july.dc / july.connectors == pytest.approx(0.77, abs=0.001)
    assert july.high_power / july.dc == pytest.approx(94 / 970, abs=0.001)


def test_april_has_its_published_figures_over_the_same_ids(listed: list[Listed]) -> None:
    # 2025-04-28 in network_facts.json.
    april = _on(listed, APRIL)
    assert (april.connectors, april.operators, april.counties) == (1_260_000, 18, 2_691)
    assert (april.high_power, april.dc) == (94_000, 970_000)


def test_before_the_first_published_figures_there_is_nothing(listed: list[Listed]) -> None:
    before = _on(listed, date(2025, 4, 27))
    assert (before.connectors, before.operators, before.counties) == (0, 0, 0)
    assert sum(before.partners.values()) == 29_000  # since 2024-12-25
    nothing = _on(listed, date(2024, 12, 24))
    assert sum(nothing.partners.values()) == sum(nothing.own.values()) == 0


def test_the_network_grows_on_every_day_between(listed: list[Listed]) -> None:
    days: Counter[date] = Counter()
    for station in listed:
        for group in station.groups:
            assert group.valid_to is None
            assert group.valid_from is not None
            if station.network is Network.THIRD_PARTY:
                days[group.valid_from] += len(group.names)
    # 28 April and each of the 72 days until 9 July.
    assert len(days) == 73
    assert (min(days), max(days)) == (APRIL, JULY)


def test_stations_are_new_or_extended(listed: list[Listed]) -> None:
    third = [one for one in listed if one.network is Network.THIRD_PARTY]
    days = [{group.valid_from for group in station.groups} for station in third]
    new = sum(APRIL not in its for its in days)
    extended = sum(len(its) == 2 for its in days)
    assert all(len(its) <= 2 for its in days)
    assert new > 5 * extended > 100


def test_service_areas_have_two_sides_with_a_name_each(listed: list[Listed]) -> None:
    areas = [(one.area_code, one.name) for one in listed if one.is_service_area]
    stems = Counter((code, name.split("（")[0]) for code, name in areas)
    assert len(set(areas)) == 6_856
    assert set(stems.values()) == {2}
    assert len(stems) == 3_428


def test_connectors_of_a_service_area_are_about_eleven(nation: Sheet) -> None:
    # operators.md 8.7: highway about 11 a station; others log-normal, median 8, 1 to 120.
    draft = nation.draft
    assert draft.size[draft.is_service_area].mean() == pytest.approx(11, abs=1)
    town = draft.size[~draft.is_service_area]
    assert np.median(town) == pytest.approx(8, abs=0.5)
    assert (town.min(), town.max() <= 120) == (1, True)


def test_counties_have_a_heavy_tail_about_their_published_mean(listed: list[Listed]) -> None:
    # operators.md 8.7: mean 510 connectors a county.
    counties: Counter[str] = Counter()
    for one in listed:
        if one.network is Network.THIRD_PARTY:
            counties[one.area_code] += sum(len(group.names) for group in one.groups)
    sizes = np.array(list(counties.values()))
    assert sizes.mean() == pytest.approx(510, abs=1)
    assert np.median(sizes) < 0.7 * sizes.mean()
    assert sizes.max() > 10 * sizes.mean()


def _gear(size: int) -> Equipment:
    ones, none = np.ones(size, np.int64), np.zeros(size, np.int64)
    # Ten connectors of 60 kW each.
    return Equipment(2 * ones, 10 * ones, none, none)


def test_without_a_day_of_joining_everything_was_always_there() -> None:
    random = np.random.default_rng(1)
    flags = np.zeros(4, np.bool_)
    growth = grow(_gear(4), [None] * 4, flags, ~flags, 1.0, random)
    assert growth.since.tolist() == always(None, 4).since.tolist() == [0, 0, 0, 0]
    assert growth.late.sum() == 0


def test_what_must_wait_waits_and_what_may_not_does_not() -> None:
    random = np.random.default_rng(1)
    must, may = np.array([True, False, False, False]), np.array([True, False, True, True])
    # 40 connectors, of which April had 876 000 * share = 20 (all are of the ordinary kind).
    share = 20 / 876_000 + 1e-9
    growth = grow(_gear(4), [APRIL] * 4, must, may, share, random)
    whole = growth.since > APRIL.toordinal()
    assert whole[0]
    assert not whole[1]
    assert (whole * 10 + growth.late).sum() == 20
