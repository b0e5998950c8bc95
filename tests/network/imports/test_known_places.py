"""Who else tells of a place."""

from dataclasses import replace
from pathlib import Path

from network.catalogue import Catalogue, write_catalogue
from network.catalogue_sheet import sheet_of
from network.imports.known_places import KnownPlaces
from network.stations import Station
from tests.network.test_catalogue import BEIJING, SHANGHAI, STATIONS, SUZHOU

# A ten-thousandth of a degree of latitude is 11 m.
HUNDRED_M = 0.0009
MINE = replace(SHANGHAI, operator_id="import:a", id="9", address="")


def places(path: Path, *more: Station, without: str = "import:a") -> KnownPlaces:
    write_catalogue(path, sheet_of([*STATIONS, *more]))
    return KnownPlaces(Catalogue.open(path), without)


def test_a_place_of_the_same_name_is_found_within_150_m(tmp_path: Path) -> None:
    known = places(tmp_path / "c.sqlite")
    near = replace(MINE, lat=SHANGHAI.lat + HUNDRED_M)
    assert known.twin_of(near) == SHANGHAI
    assert known.twin_of(replace(MINE, lon=SHANGHAI.lon - HUNDRED_M)) == SHANGHAI
    assert known.twin_of(replace(MINE, lat=SHANGHAI.lat + 2 * HUNDRED_M)) is None
    assert known.twin_of(replace(MINE, name="西湖", lat=30.2, lon=120.1)) is None


def test_the_nearest_of_two_is_taken(tmp_path: Path) -> None:
    other = replace(SHANGHAI, operator_id="own", id="X", lat=SHANGHAI.lat + HUNDRED_M)
    known = places(tmp_path / "c.sqlite", other)
    assert known.twin_of(replace(MINE, lat=SHANGHAI.lat + HUNDRED_M * 0.9)) == other
    assert known.twin_of(MINE) == SHANGHAI


def test_ones_own_stations_are_no_twins(tmp_path: Path) -> None:
    known = places(tmp_path / "c.sqlite", without="east")
    assert known.twin_of(MINE) is None
    assert known.twin_of(replace(BEIJING, operator_id="import:a")) == BEIJING
    assert known.twin_of(replace(SUZHOU, operator_id="import:a")) is None
