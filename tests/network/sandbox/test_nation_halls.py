import numpy as np
import pytest

from network.catalogue_rows import Sheet
from network.geo import distance_m
from network.sandbox.nation import invent
from network.sandbox.nation_halls import HALLS, move_to_halls
from network.sandbox.nation_land import read_land
from network.sandbox.nation_sheet import NationOperator
from network.stations import Access, Network


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    """A fortieth of the published network."""
    return invent([NationOperator("large", Network.THIRD_PARTY, 35_000, Access.SCAN)])


def test_chargers_stand_at_beijing_south(sheet: Sheet) -> None:
    found = {row.name: row for row in sheet.rows if row.name.startswith("北京南站")}
    assert len(found) >= 1
    for row in found.values():
        assert row.id.startswith("110106")
        # The railway station itself, by the public map: 39.8652 N, 116.3786 E.
        assert distance_m(row.lat, row.lon, 39.8652, 116.3786) < 600


def test_every_hall_has_a_charger_and_no_name_occurs_twice(sheet: Sheet) -> None:
    halls = tuple(hall.name for hall in HALLS)
    names = [row.name for row in sheet.rows if row.name.startswith(halls)]
    assert {hall for hall in halls if any(name.startswith(hall) for name in names)} == set(halls)
    assert len(names) == len(set(names))


def test_every_hall_lies_in_the_county_that_it_names() -> None:
    land = read_land(np.random.default_rng(20250709))
    centre = {c.adcode: (land.lat[i], land.lon[i]) for i, c in enumerate(land.counties)}
    away = [distance_m(hall.lat, hall.lon, *centre[hall.adcode]) for hall in HALLS]
    assert max(away) < 25_000


def test_only_stations_of_the_same_county_are_moved() -> None:
    land = read_land(np.random.default_rng(20250709))
    fengtai = next(i for i, c in enumerate(land.counties) if c.adcode == "110106")
    county = np.array([fengtai, fengtai + 1])
    lat, lon = np.array([39.8, 39.9]), np.array([116.3, 116.4])
    names, addresses = np.array(["a", "b"], object), np.array(["c", "d"], object)
    move_to_halls(land, county, np.array([2, 0]), (lat, lon, names, addresses))
    assert names.tolist() == ["北京南站超充站", "b"]
    assert addresses.tolist() == ["北京市丰台区北京南站站前广场", "d"]
    assert (lat[0], lon[0], lat[1], lon[1]) == (39.865, 116.378, 39.9, 116.4)
