import resource
import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from network.catalogue import Catalogue, CatalogueError, CatalogueLost, write_catalogue
from network.catalogue_rows import connector_hash, grouped, ungrouped
from network.catalogue_sheet import sheet_of
from network.hours import OpeningHours, weekly
from network.stations import (
    Access,
    Bay,
    Connector,
    Equipment,
    Facility,
    GroundLock,
    Network,
    Parking,
    Site,
    Standard,
    State,
    Station,
    Status,
    single_piles,
)
from network.tariff import Period, PriceTimeline

SLOW = Connector("3101150001001", "B01", False, 7.0, 220, 220, 32, Access.REMOTE | Access.SCAN)
FAST = Connector("3101150001002", "A01", True, 480.0, 200, 1000, 600, Access.PLUG_AND_CHARGE)
SHANGHAI = Station(
    "east",
    "3101150001",
    "浦东天地超充站",
    "上海市浦东新区世纪大道1号",
    31.2397,
    121.4998,
    Network.THIRD_PARTY,
    False,
    single_piles((SLOW, FAST)),
)
BEIJING = Station(
    "own",
    "1101050001",
    "朝阳广场超充站",
    "北京市朝阳区建国路2号",
    39.9087,
    116.4605,
    Network.OWN,
    False,
    single_piles([replace(FAST, id="1101050001001", power_kw=600.0)]),
)
SUZHOU = Station(
    "east",
    "3205070001",
    "阳澄湖服务区（上海方向）",
    "江苏省苏州市相城区",
    31.42,
    120.79,
    Network.THIRD_PARTY,
    True,
    single_piles([Connector("3205070001001", "A01", True, 120.0, 200, 750, 250, Access.NONE)]),
)
STATIONS = (SHANGHAI, BEIJING, SUZHOU)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "catalogue.sqlite"
    write_catalogue(target, sheet_of(STATIONS))
    return target


def test_stations_come_back_as_they_were(path: Path) -> None:
    catalogue = Catalogue.open(path)
    assert {catalogue.station(row) for row in range(3)} == set(STATIONS)
    assert catalogue.station_by_id("east", "3205070001") == SUZHOU
    catalogue.close()


def test_a_station_that_is_not_listed_is_none(path: Path) -> None:
    catalogue = Catalogue.open(path)
    assert catalogue.station_by_id("own", "3205070001") is None
    assert catalogue.station_by_id("nobody", "3205070001") is None
    assert catalogue.connector("own", FAST.id) is None
    with pytest.raises(IndexError):
        catalogue.station(3)
    catalogue.close()


def test_a_connector_is_found_by_its_operator_and_id(path: Path) -> None:
    catalogue = Catalogue.open(path)
    assert catalogue.connector("east", FAST.id) == (SHANGHAI, FAST)
    catalogue.close()


def test_a_status_is_told_with_its_time(path: Path) -> None:
    catalogue = Catalogue.open(path)
    assert catalogue.set_status("east", FAST.id, Status.CHARGING, 1_750_000_000.0)
    assert not catalogue.set_status("east", "nothing", Status.CHARGING, 1_750_000_000.0)
    station = catalogue.station_by_id("east", SHANGHAI.id)
    assert station is not None
    slow, fast = station.connectors
    assert (fast.status, fast.status_at) == (Status.CHARGING, 1_750_000_000.0)
    assert (slow.status, slow.status_at) == (Status.UNKNOWN, None)
    catalogue.close()


def test_the_nearest_stations_come_nearest_first(path: Path) -> None:
    catalogue = Catalogue.open(path)
    near = [catalogue.station(row).id for row in catalogue.nearest(31.3, 121.4, 2)]
    assert near == [SHANGHAI.id, SUZHOU.id]
    assert len(catalogue.nearest(31.3, 121.4, 50)) == 3
    catalogue.close()


def test_it_counts_what_it_holds(path: Path) -> None:
    catalogue = Catalogue.open(path)
    catalogue.set_status("east", FAST.id, Status.AVAILABLE, 1.0)
    counts = catalogue.counts()
    assert (counts.operators, counts.stations, counts.connectors) == (2, 3, 4)
    assert (counts.service_areas, counts.free) == (1, 1)
    catalogue.close()


def test_columns_know_networks_and_the_highest_power(path: Path) -> None:
    catalogue = Catalogue.open(path)
    row = catalogue.row_of("own", BEIJING.id)
    assert row is not None
    columns = catalogue.columns
    assert columns.networks[columns.operator[row]] is Network.OWN
    assert columns.power_kw[row] == 600
    catalogue.close()


def test_replacing_forgets_the_old_stations(path: Path) -> None:
    catalogue = Catalogue.open(path)
    catalogue.replace([BEIJING])
    assert catalogue.counts().stations == 1
    assert catalogue.station(0) == BEIJING
    assert catalogue.connector("east", FAST.id) is None
    catalogue.close()
    again = Catalogue.open(path)
    assert again.station(0) == BEIJING
    again.close()


def test_a_missing_file_is_lost_without_being_moved(tmp_path: Path) -> None:
    with pytest.raises(CatalogueLost, match="is not there") as lost:
        Catalogue.open(tmp_path / "none.sqlite")
    assert lost.value.moved_to is None


def test_a_file_of_something_else_is_moved_aside(path: Path) -> None:
    path.write_bytes(b"not a database at all, but long enough to look at" * 50)
    with pytest.raises(CatalogueLost, match="not a database") as lost:
        Catalogue.open(path)
    assert lost.value.moved_to == path.with_name("catalogue.sqlite.aside-1")
    assert lost.value.moved_to.exists()
    assert not path.exists()


def test_a_truncated_file_is_moved_aside(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(CatalogueLost) as lost:
        Catalogue.open(path)
    assert lost.value.moved_to is not None


def test_a_damaged_column_is_moved_aside(path: Path) -> None:
    _change(path, "UPDATE columns SET data = zeroblob(length(data)) WHERE name = 'kind'")
    with pytest.raises(CatalogueLost, match="damaged in column kind"):
        Catalogue.open(path)


def test_a_missing_column_is_moved_aside(path: Path) -> None:
    _change(path, "DELETE FROM columns WHERE name = 'marks_x'")
    with pytest.raises(CatalogueLost, match="has no column marks_x"):
        Catalogue.open(path)


def test_a_file_clustered_for_other_zooms_is_moved_aside(path: Path) -> None:
    # Two levels, all their marks at 0; zlib.crc32(bytes(12)) is 7bd5c66f.
    _change(
        path,
        "UPDATE columns SET data = zeroblob(12), crc = 0x7bd5c66f WHERE name = 'marks_first'",
    )
    with pytest.raises(CatalogueLost, match="clustered for other zooms"):
        Catalogue.open(path)


def test_a_newer_file_is_moved_aside_and_kept(path: Path) -> None:
    _change(path, "PRAGMA user_version = 99")
    path.with_name("catalogue.sqlite.aside-1").touch()
    with pytest.raises(CatalogueLost, match="has version 99, this program reads 5") as lost:
        Catalogue.open(path)
    assert lost.value.moved_to == path.with_name("catalogue.sqlite.aside-2")


def test_damage_in_a_row_is_said_when_it_is_read(path: Path) -> None:
    _change(path, "UPDATE stations SET connectors = '[[1'")
    catalogue = Catalogue.open(path)
    with pytest.raises(CatalogueError, match=r"catalogue\.sqlite: row 0"):
        catalogue.station(0)
    catalogue.close()


@pytest.mark.parametrize(
    "damage", ["name = CAST(x'ff' AS TEXT)", "operator = 77", "operator = -1", "lat = 'north'"]
)
def test_damage_in_a_field_is_said_when_it_is_read(path: Path, damage: str) -> None:
    _change(path, f"UPDATE stations SET {damage}")
    catalogue = Catalogue.open(path)
    with pytest.raises(CatalogueError, match=r"catalogue\.sqlite: "):
        catalogue.station(0)
    assert catalogue.is_damaged
    catalogue.close()


def _change(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(sql)
    connection.commit()
    connection.close()


def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    with pytest.raises(CatalogueError, match=r"catalogue\.sqlite") as error:
        write_catalogue(blocked / "catalogue.sqlite", sheet_of(STATIONS))
    assert "\n" not in str(error.value)


def test_a_failed_writing_leaves_the_old_catalogue(path: Path) -> None:
    old = path.read_bytes()
    path.with_name("catalogue.sqlite.building").mkdir()
    with pytest.raises(CatalogueError):
        write_catalogue(path, sheet_of([BEIJING]))
    assert path.read_bytes() == old


def test_progress_rises_to_1(tmp_path: Path) -> None:
    told: list[float] = []
    write_catalogue(tmp_path / "catalogue.sqlite", sheet_of(STATIONS), told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert list(tmp_path.iterdir()) == [tmp_path / "catalogue.sqlite"]


def test_connectors_of_one_kind_are_stored_together_and_in_order() -> None:
    second = Connector("3101150001003", "A02", True, 480.0, 200, 1000, 600, Access.PLUG_AND_CHARGE)
    groups = grouped((SLOW, FAST, second))
    assert [len(group.names) for group in groups] == [1, 2]
    assert tuple(ungrouped(groups)) == (SLOW, FAST, second)


def test_a_connector_hash_is_the_same_in_every_run() -> None:
    # CRC-32 of "1234/6789": files already written depend on it.
    assert connector_hash("1234", "6789") == 0xE1A4B605


def test_what_few_stations_tell_comes_back_as_well(tmp_path: Path) -> None:
    brussels = OpeningHours(
        weekly([(0, 480, 1200)]),
        ZoneInfo("Europe/Brussels"),
        closings=((datetime(2025, 12, 25, tzinfo=UTC), datetime(2025, 12, 26, tzinfo=UTC)),),
    )
    printed = PriceTimeline((Period(0, Decimal("1.12"), Decimal("0.6")),), is_printed=True)
    station = replace(
        SHANGHAI,
        equipment=(
            Equipment(
                "P1",
                "1号桩",
                480.0,
                (
                    replace(SLOW, bay_name="B1-07", standard=Standard.GBT_AC_2015),
                    replace(FAST, valid_from=date(2025, 7, 9), standard=Standard.GBT_DC_2015),
                ),
            ),
            Equipment("P2", "", 7.0, (replace(SLOW, id="x", valid_to=date(2025, 4, 28)),), "AC-7"),
        ),
        direction="苏州",
        area_code="310115",
        phone="95598",
        remark="地下二层",
        facilities=Facility.FOOD | Facility.WIFI,
        hours=brussels,
        parking=Parking(Site.UNDERGROUND, 12, None, "10 元/小时", "B1"),
        photos=("https://cpo.example/a.png",),
        printed=printed,
        source="Open Charge Map Contributors · CC BY-SA 4.0",
    )
    write_catalogue(tmp_path / "c.sqlite", sheet_of((station, BEIJING)))
    catalogue = Catalogue.open(tmp_path / "c.sqlite")
    assert catalogue.station_by_id("east", SHANGHAI.id) == station
    assert catalogue.station_by_id("own", BEIJING.id) == BEIJING
    catalogue.close()


def test_what_few_stations_tell_takes_no_room_where_they_do_not() -> None:
    assert [row.details for row in sheet_of(STATIONS).rows] == [b"", b"", b""]


def test_a_bay_and_a_lock_stay_as_last_told(path: Path) -> None:
    catalogue = Catalogue.open(path)
    taken = State(Status.AVAILABLE, Bay.TAKEN, GroundLock.UP)
    assert catalogue.set_state("east", FAST.id, taken, 100.0)
    assert catalogue.set_status("east", FAST.id, Status.FAULT, 101.0)
    found = catalogue.connector("east", FAST.id)
    assert found is not None
    one = found[1]
    assert (one.status, one.status_at, one.bay, one.lock) == (
        Status.FAULT,
        101.0,
        Bay.TAKEN,
        GroundLock.UP,
    )
    assert not catalogue.set_state("own", FAST.id, taken, 100.0)
    catalogue.replace(STATIONS)
    found = catalogue.connector("east", FAST.id)
    assert found is not None
    assert found[1].bay is Bay.UNKNOWN
    catalogue.close()


def test_what_is_told_of_many_at_once_is_as_if_told_one_by_one(path: Path) -> None:
    catalogue = Catalogue.open(path)
    catalogue.set_status("east", SLOW.id, Status.CHARGING, 200.0)
    told_before = catalogue.told
    row = catalogue.row_of("east", SHANGHAI.id)
    assert row is not None
    taken = State(Status.AVAILABLE, Bay.TAKEN, GroundLock.UP)
    told = {FAST.id: taken, SLOW.id: State(Status.FAULT, Bay.FREE), "nobody's": taken}
    catalogue.set_states([row], told, 100.0)
    states = {
        one.id: (one.status, one.status_at, one.bay, one.lock)
        for one in catalogue.station(row).connectors
    }
    # The slow one was told of later already.
    assert states[FAST.id] == (Status.AVAILABLE, 100.0, Bay.TAKEN, GroundLock.UP)
    assert states[SLOW.id] == (Status.CHARGING, 200.0, Bay.UNKNOWN, GroundLock.UNKNOWN)
    assert catalogue.told - told_before == 1
    catalogue.set_states([row], {FAST.id: State(Status.FAULT)}, 101.0)
    again = catalogue.connector("east", FAST.id)
    assert again is not None
    assert (again[1].status, again[1].bay) == (Status.FAULT, Bay.TAKEN)
    catalogue.close()


def test_a_disk_that_is_full_while_a_catalogue_is_built_leaves_the_old_one(path: Path) -> None:
    old = path.read_bytes()
    many = [replace(BEIJING, id=f"110105{number:04d}", address="路" * 500) for number in range(300)]
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    # No file may grow beyond 100 kB: the system refuses the write, as on a full disk.
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(CatalogueError, match=r"\.building: disk I/O error"):
            write_catalogue(path, sheet_of(many))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_bytes() == old
    assert not path.with_name("catalogue.sqlite.building").exists()
    catalogue = Catalogue.open(path)
    assert catalogue.counts().stations == 3
    catalogue.close()


def test_a_log_that_a_killed_program_left_does_not_reach_a_new_catalogue(path: Path) -> None:
    path.with_name("catalogue.sqlite-wal").write_bytes(b"left behind" * 1000)
    write_catalogue(path, sheet_of([BEIJING]))
    catalogue = Catalogue.open(path)
    assert catalogue.station(0) == BEIJING
    catalogue.close()
    assert [file.name for file in path.parent.iterdir()] == ["catalogue.sqlite"]


def test_names_are_read_in_the_order_of_the_rows_for_the_search(path: Path) -> None:
    catalogue = Catalogue.open(path)
    texts = catalogue.texts()
    assert texts.names == [catalogue.station(row).name for row in range(3)]
    assert texts.addresses == [catalogue.station(row).address for row in range(3)]
    assert "京jing" in texts.readings.decode().split("\n")
    catalogue.close()


def test_damage_in_the_readings_is_said(path: Path) -> None:
    _change(path, "UPDATE columns SET data = zeroblob(9) WHERE name = 'readings'")
    catalogue = Catalogue.open(path)
    with pytest.raises(CatalogueError, match="damaged in column readings"):
        catalogue.texts()
    catalogue.close()
