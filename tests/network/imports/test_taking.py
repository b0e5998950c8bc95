"""Imports beside operators' own stations: seen once, replaced, removed, restored."""

from dataclasses import replace
from pathlib import Path

import pytest

from network.catalogue import Catalogue, write_catalogue
from network.catalogue_sheet import sheet_of
from network.imports.batch import Unreadable
from network.imports.shelf import Format, Shelf
from network.imports.taking import remove, renew, restore, take
from network.intake import Intake
from network.stations import Station
from tests.network.test_catalogue import SHANGHAI, STATIONS

HEADER = "id,name,lat,lon,connectors,power_kw,current,phone\n"
# At the door of SHANGHAI, under a like name, with a telephone that its operator does not tell.
KNOWN = "1,浦东天地充电站,31.2400,121.4998,2,60,DC,021-5555\n"
FAR = "2,西湖停车场,30.2600,120.1500,4,7,AC,\n"
OTHER = "3,灵隐停车场,30.2400,120.1000,1,7,AC,\n"
BAD = "4,nowhere,north,120,1,7,AC,\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "network.sqlite"
    write_catalogue(target, sheet_of(STATIONS))
    return target


def shelved(path: Path, name: str, *rows: str) -> Shelf:
    shelf = Shelf(path.parent)
    shelf.keep(name, (HEADER + "".join(rows)).encode(), Format.CSV, "")
    return shelf


def held(path: Path) -> dict[tuple[str, str], Station]:
    catalogue = Catalogue.open(path)
    stations = [catalogue.station(row) for row in range(catalogue.columns.station_count)]
    catalogue.close()
    return {(one.operator_id, one.id): one for one in stations}


def ids(path: Path, operator_id: str) -> list[str]:
    return sorted(found for owner, found in held(path) if owner == operator_id)


def test_new_places_stand_under_the_import_and_bad_rows_aside(path: Path) -> None:
    taken = take(path, shelved(path, "a", FAR, BAD, OTHER), "a")
    assert (taken.stations, taken.connectors, taken.known, taken.asides) == (2, 5, 0, 1)
    assert taken.aside_file == path.parent / "imports" / "a" / "aside.csv"
    assert ids(path, "import:a") == ["2", "3"]
    assert {key: held(path)[key] for key in [(one.operator_id, one.id) for one in STATIONS]} == {
        (one.operator_id, one.id): one for one in STATIONS
    }


def test_a_place_that_an_operator_lists_stays_its_own_and_learns_from_the_import(
    path: Path,
) -> None:
    taken = take(path, shelved(path, "a", KNOWN, FAR), "a")
    assert (taken.stations, taken.known) == (2, 1)
    assert ids(path, "import:a") == ["2"]
    merged = held(path)["east", SHANGHAI.id]
    assert merged == replace(SHANGHAI, phone="021-5555", source="Import: a")
    # Bought as before: its own connectors, none of the import's.
    assert merged.connectors == SHANGHAI.connectors


def test_removing_gives_everything_back_as_it_was(path: Path) -> None:
    before = held(path)
    shelf = shelved(path, "a", KNOWN, FAR)
    take(path, shelf, "a")
    assert remove(path, shelf, "a") == 1
    assert held(path) == before
    assert shelf.names() == []


def test_importing_again_replaces_and_gives_back_what_is_not_listed_any_more(path: Path) -> None:
    take(path, shelved(path, "a", KNOWN, FAR), "a")
    take(path, shelved(path, "a", KNOWN.replace("5555", "7777"), OTHER), "a")
    assert ids(path, "import:a") == ["3"]
    assert held(path)["east", SHANGHAI.id].phone == "021-7777"
    shelf = shelved(path, "a", OTHER)
    take(path, shelf, "a")
    assert held(path)["east", SHANGHAI.id] == SHANGHAI


def test_what_its_operator_has_changed_since_is_left_alone(path: Path) -> None:
    shelf = shelved(path, "a", KNOWN, FAR)
    take(path, shelf, "a")
    renamed = replace(SHANGHAI, name="浦东新天地超充站")
    intake = Intake.open(path)
    intake.put([renamed])
    intake.apply()
    intake.close()
    remove(path, shelf, "a")
    assert held(path)["east", SHANGHAI.id] == renamed


def test_a_place_of_two_imports_is_seen_once_and_outlives_the_first(path: Path) -> None:
    take(path, shelved(path, "a", FAR), "a")
    shelf = shelved(path, "b", FAR, OTHER)
    assert take(path, shelf, "b").known == 1
    assert (ids(path, "import:a"), ids(path, "import:b")) == (["2"], ["3"])
    remove(path, shelf, "a")
    assert (ids(path, "import:a"), ids(path, "import:b")) == ([], ["2", "3"])


def test_a_place_that_one_import_gives_up_goes_to_the_other(path: Path) -> None:
    take(path, shelved(path, "a", FAR, OTHER), "a")
    take(path, shelved(path, "b", FAR), "b")
    take(path, shelved(path, "a", OTHER), "a")
    assert (ids(path, "import:a"), ids(path, "import:b")) == (["3"], ["2"])


def test_all_imports_come_back_after_a_rebuilding(path: Path) -> None:
    take(path, shelved(path, "a", KNOWN, FAR), "a")
    shelf = shelved(path, "b", OTHER)
    take(path, shelf, "b")
    before = held(path)
    write_catalogue(path, sheet_of(STATIONS))
    assert restore(path, shelf) == {}
    assert held(path) == before
    assert remove(path, shelf, "a") == 1
    assert held(path)["east", SHANGHAI.id] == SHANGHAI


def test_an_import_that_cannot_be_read_any_more_is_named_and_the_others_come_back(
    path: Path,
) -> None:
    shelf = shelved(path, "a", FAR)
    shelved(path, "b", OTHER)
    (path.parent / "imports" / "a" / "data.csv").write_bytes(b"")
    assert restore(path, shelf) == {"a": "is empty"}
    assert ids(path, "import:b") == ["3"]


def test_a_damaged_list_of_changed_stations_changes_nothing(path: Path) -> None:
    shelf = shelved(path, "a", KNOWN)
    shelf.keep_merged("a", b"[{")
    before = held(path)
    with pytest.raises(Unreadable, match="its list of changed stations is damaged"):
        take(path, shelf, "a")
    assert held(path) == before


def listed_anew(path: Path, station: Station) -> None:
    """Let its operator tell a station as it knows it, as a copy of its list does."""
    intake = Intake.open(path)
    intake.put([station])
    intake.apply()
    intake.close()


def test_what_an_import_adds_outlives_a_listing_of_the_operator(path: Path) -> None:
    shelf = shelved(path, "a", KNOWN, FAR)
    take(path, shelf, "a")
    renamed = replace(SHANGHAI, address="陆家嘴环路 1 号")
    listed_anew(path, renamed)
    assert held(path)["east", SHANGHAI.id].phone == SHANGHAI.phone
    renew(path, shelf)
    assert held(path)["east", SHANGHAI.id] == replace(renamed, phone="021-5555", source="Import: a")
    assert ids(path, "import:a") == ["2"]
    # And what is taken away again is what the operator has told last.
    remove(path, shelf, "a")
    assert held(path)["east", SHANGHAI.id] == renamed


def test_nothing_is_written_where_nothing_was_lost_and_a_damaged_import_is_passed_over(
    path: Path,
) -> None:
    shelf = shelved(path, "a", KNOWN, FAR)
    take(path, shelf, "a")
    (path.parent / "imports" / "b").mkdir()
    (path.parent / "imports" / "b" / "merged.json").write_bytes(b"{")
    before = path.read_bytes()
    renew(path, shelf)
    assert path.read_bytes() == before
