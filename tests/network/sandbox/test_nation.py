from datetime import datetime
from pathlib import Path

import msgspec
import numpy as np
import pytest

from network.catalogue import Catalogue, CatalogueError
from network.catalogue_rows import Sheet, connector_hash, decode_groups
from network.catalogue_sheet import Entry, draft_from
from network.columns import STATUSES
from network.geo import distance_m
from network.operators.directory import Directory
from network.runtime import CHINA_TIME
from network.sandbox.nation import FULL_SIZE, build, invent, operators_of
from network.sandbox.nation_hours import tell_status
from network.sandbox.nation_land import COVERED_COUNTIES, read_land
from network.sandbox.nation_sheet import NationOperator
from network.stations import Access, Network, Status

BOTH = Access.REMOTE | Access.SCAN
ALL = BOTH | Access.PLUG_AND_CHARGE
# A hundredth of the published network, by two operators and a half, with partner and own.
SMALL = (
    NationOperator("large", Network.THIRD_PARTY, 8_000, ALL),
    NationOperator("other", Network.THIRD_PARTY, 5_000, BOTH),
    NationOperator("third", Network.THIRD_PARTY, 1_000, Access.SCAN),
    NationOperator("partner", Network.PARTNER, 900, Access.PARTNER_APP),
    NationOperator("own", Network.OWN, 48, ALL),
)
NOON = datetime(2026, 3, 4, 12, 30, tzinfo=CHINA_TIME)


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    return invent(SMALL)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    path = tmp_path_factory.mktemp("nation") / "catalogue.sqlite"
    build(path, SMALL)
    return Catalogue.open(path)


def test_the_operators_files_sum_up_to_the_published_network() -> None:
    directory = Directory.load(Path(__file__).parents[3] / "resources" / "operators")
    operators = operators_of(directory)
    third = [one for one in operators if one.network is Network.THIRD_PARTY]
    # 23 operators, 1.4 million (2025-07); partners 14 000, 9 000 and 6 000 (2024-12).
    assert (len(third), sum(one.connectors for one in third)) == (23, FULL_SIZE)
    partners = sorted(one.connectors for one in operators if one.network is Network.PARTNER)
    assert partners == [6_000, 9_000, 14_000]
    able = [one.connectors for one in third if Access.PLUG_AND_CHARGE in one.access]
    assert sum(able) * 0.77 > 160_000


def test_every_operator_has_exactly_its_connectors(sheet: Sheet) -> None:
    per_operator = np.bincount(sheet.draft.operator, sheet.draft.size)
    assert per_operator.tolist() == [8_000, 5_000, 1_000, 900, 48]


def test_the_same_operators_give_the_same_network(sheet: Sheet) -> None:
    again = invent(SMALL)
    assert again.rows == sheet.rows
    assert (again.draft.access == sheet.draft.access).all()


def _third_party(sheet: Sheet) -> tuple[np.ndarray, np.ndarray]:
    """Power and access of the connectors of third-party operators."""
    is_third = np.repeat(sheet.draft.operator < 3, sheet.draft.size)
    return sheet.draft.power_kw[is_third], sheet.draft.access[is_third]


def test_the_published_shares_are_reached(sheet: Sheet) -> None:
    power_kw, access = _third_party(sheet)
    dc = power_kw > 7
    # 77 % DC and 9.7 % of them high power (2025-04); 160 000 of 1.4 million plug-and-charge.
    assert dc.mean() == pytest.approx(0.77, abs=0.01)
    assert (power_kw[dc] >= 250).mean() == pytest.approx(0.097, abs=0.01)
    assert ((access & Access.PLUG_AND_CHARGE.value) != 0).sum() == 160_000 * 14_000 // FULL_SIZE


def test_plug_and_charge_is_only_where_dc_and_the_operator_allow_it(sheet: Sheet) -> None:
    knows = (sheet.draft.access & Access.PLUG_AND_CHARGE.value) != 0
    operator = np.repeat(sheet.draft.operator, sheet.draft.size)
    assert set(operator[knows].tolist()) == {0, 4}
    assert (sheet.draft.power_kw[knows] > 7).all()


def test_service_areas_keep_their_share_and_are_so_named(sheet: Sheet) -> None:
    # 6 856 of 1.4 million connectors (2025-07), both sides counted.
    assert sheet.draft.is_service_area.sum() == 68
    named = ["服务区" in row.name for row in sheet.rows]
    assert named == sheet.draft.is_service_area.tolist()


def test_our_own_stand_in_three_cities_with_600_kw(sheet: Sheet) -> None:
    is_own = sheet.draft.operator == 4
    areas = {row.id[:6] for row, own in zip(sheet.rows, is_own, strict=True) if own}
    assert all(area.startswith(("11", "31", "3301")) for area in areas)
    assert set(sheet.draft.power_kw[np.repeat(is_own, sheet.draft.size)]) == {600.0}


def test_ids_are_unique_and_begin_with_their_area(sheet: Sheet) -> None:
    ids = {(code, row.id) for code, row in zip(sheet.draft.operator, sheet.rows, strict=True)}
    assert len(ids) == len(sheet.rows)
    areas = {county.adcode for county in read_land(np.random.default_rng(20250709)).counties}
    assert {row.id[:6] for row in sheet.rows} <= areas


def test_rows_and_columns_tell_of_the_same_connectors(sheet: Sheet) -> None:
    first = 0
    for row, size, code in zip(sheet.rows, sheet.draft.size, sheet.draft.operator, strict=True):
        groups = decode_groups(row.groups)
        assert msgspec.json.encode(groups) == row.groups
        names = [name for group in groups for name, _ in group.names]
        power = [group.power_kw for group in groups for _ in group.names]
        access = [group.access for group in groups for _ in group.names]
        here = slice(first, first + size)
        assert len(set(names)) == size
        assert power == sheet.draft.power_kw[here].tolist()
        assert access == sheet.draft.access[here].tolist()
        assert sheet.hashes[first] == connector_hash(SMALL[code].id, names[0])
        first += size


def test_names_are_chinese_and_varied(sheet: Sheet) -> None:
    names = {row.name for row in sheet.rows}
    assert len(names) > 0.95 * len(sheet.rows)
    assert all("\u4e00" <= name[0] <= "\u9fff" and 5 <= len(name) <= 30 for name in names)


def test_stations_lie_near_the_county_that_their_id_names(sheet: Sheet) -> None:
    land = read_land(np.random.default_rng(20250709))
    centre = {c.adcode: (land.lat[i], land.lon[i]) for i, c in enumerate(land.counties)}
    away = [
        distance_m(row.lat, row.lon, *centre[row.id[:6]])
        for row, road in zip(sheet.rows, sheet.draft.is_service_area, strict=True)
        if not road
    ]
    assert max(away) < 60_000
    assert np.median(away) < 8_000


def test_provinces_have_their_published_weight() -> None:
    land = read_land(np.random.default_rng(1))
    of_guangdong = [county.adcode.startswith("44") for county in land.counties]
    assert land.weight[of_guangdong].sum() == pytest.approx(0.181)
    assert land.weight.sum() == pytest.approx(1.0)
    assert len(land.counties) == COVERED_COUNTIES == 2_743


def test_a_built_network_opens_as_a_catalogue(catalogue: Catalogue) -> None:
    counts = catalogue.counts()
    assert (counts.operators, counts.connectors, counts.service_areas) == (5, 14_948, 68)
    station = catalogue.station(0)
    found = catalogue.connector(station.operator_id, station.connectors[-1].id)
    assert found == (station, station.connectors[-1])


def test_progress_rises_from_0_to_1_and_only_the_catalogue_is_left(tmp_path: Path) -> None:
    told: list[float] = []
    build(tmp_path / "catalogue.sqlite", SMALL[:1], told.append)
    assert (told[0], told[-1]) == (0.0, 1.0)
    assert told == sorted(told)
    assert [file.name for file in tmp_path.iterdir()] == ["catalogue.sqlite"]


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CatalogueError, match="file"):
        build(tmp_path / "file" / "catalogue.sqlite", SMALL[:1])


def test_the_same_moment_gives_the_same_statuses(catalogue: Catalogue) -> None:
    tell_status(catalogue.columns, NOON)
    first = catalogue.columns.status.copy()
    tell_status(catalogue.columns, NOON.replace(hour=13))
    assert (catalogue.columns.status != first).any()
    tell_status(catalogue.columns, NOON)
    assert (catalogue.columns.status == first).all()
    assert set(catalogue.columns.status_at.tolist()) == {int(NOON.timestamp())}


def test_nobody_makes_up_what_listed_connectors_do(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    build(path, (*SMALL[3:], NationOperator("list", Network.LISTED, 60, Access.NONE)))
    columns = Catalogue.open(path).columns
    tell_status(columns, NOON)
    theirs = np.repeat(columns.operator == columns.operators.index("list"), np.diff(columns.first))
    assert theirs.sum() == 60
    assert {STATUSES[code] for code in columns.status[theirs]} == {Status.UNKNOWN}
    assert set(columns.status_at[theirs].tolist()) == {0}
    assert int(NOON.timestamp()) in columns.status_at[~theirs]
    assert Status.AVAILABLE in {STATUSES[code] for code in columns.status[~theirs]}


def test_statuses_hold_for_a_while_and_noon_is_busier_than_night(catalogue: Catalogue) -> None:
    def told(hour: int, minute: int) -> np.ndarray:
        tell_status(catalogue.columns, NOON.replace(hour=hour, minute=minute))
        return catalogue.columns.status.copy()

    noon, soon, night = told(12, 30), told(12, 31), told(4, 30)
    assert 0 < (noon != soon).mean() < 0.03
    assert (noon == 1).mean() < (night == 1).mean()


def _busy(catalogue: Catalogue, wall: datetime) -> np.ndarray:
    """Share of each station's connectors that are not free and not broken."""
    tell_status(catalogue.columns, wall)
    codes = [STATUSES.index(status) for status in (Status.CHARGING, Status.OCCUPIED)]
    busy = np.isin(catalogue.columns.status, codes)
    first = catalogue.columns.first
    return np.add.reduceat(busy, first[:-1]) / np.diff(first)


def test_one_day_is_not_like_another_and_one_station_not_like_the_next(
    catalogue: Catalogue,
) -> None:
    # Mean over six noons, from a Monday on, which averages most of the chance out.
    noons = [NOON.replace(day=day) for day in range(2, 14) if NOON.replace(day=day).weekday() < 4]
    days = np.array([_busy(catalogue, noon) for noon in noons])
    large = np.diff(catalogue.columns.first) >= 20
    stations = days.mean(axis=0)[large]
    assert stations.std() > 0.08
    assert 0.005 < days.mean(axis=1).std() < 0.06


def test_one_city_is_busier_than_another(catalogue: Catalogue) -> None:
    tell_status(catalogue.columns, NOON)
    columns = catalogue.columns
    city = np.repeat(columns.area // 100, np.diff(columns.first))
    busy = np.isin(columns.status, [STATUSES.index(Status.CHARGING)])
    large = [one for one in np.unique(city) if (city == one).sum() >= 80]
    shares = np.array([busy[city == one].mean() for one in large])
    assert len(large) > 20
    # By chance, and by what its few stations are like, the shares would differ by 0.064.
    assert shares.std() > 0.10


def test_a_day_turns_into_the_next_without_a_jump(catalogue: Catalogue) -> None:
    before = _busy(catalogue, NOON.replace(hour=23, minute=59)).mean()
    after = _busy(catalogue, NOON.replace(day=5, hour=0, minute=0)).mean()
    assert abs(after - before) < 0.03


def test_faults_and_outages_stay_within_their_assumed_rates(catalogue: Catalogue) -> None:
    tell_status(catalogue.columns, NOON)
    shares = np.bincount(catalogue.columns.status, minlength=7) / catalogue.columns.connector_count
    # Assumed: fault 2 to 4 %, offline 3 to 5 %.
    assert 0.02 <= shares[STATUSES.index(Status.FAULT)] <= 0.04
    assert 0.03 <= shares[STATUSES.index(Status.OFFLINE)] <= 0.05


def test_the_columns_are_those_that_the_rows_give(sheet: Sheet) -> None:
    draft = sheet.draft
    entries = [
        Entry(int(operator), bool(service), row)
        for operator, service, row in zip(
            draft.operator, draft.is_service_area, sheet.rows, strict=True
        )
    ]
    read, hashes = draft_from(draft.operators, draft.networks, entries)
    assert hashes.tolist() == sheet.hashes.tolist()
    assert read.prices is not None
    assert draft.prices is not None
    assert (read.prices[read.tariff] == draft.prices[draft.tariff]).all()
    for name in ("x", "y", "size", "power_kw", "access", "is_dc", "standard", "area", "valid_from"):
        assert getattr(read, name).tolist() == getattr(draft, name).tolist(), name
