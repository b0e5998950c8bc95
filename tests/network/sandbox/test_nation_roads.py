"""Service areas lie on the expressways, on the side that leads where their name says."""

import numpy as np
import pytest

from network.expressways import read_expressways
from network.geo import distance_columns_m, unmercator_columns
from network.sandbox.nation_land import Land, read_land
from network.sandbox.nation_names import service_area_names
from network.sandbox.nation_roads import SERVICE_AREAS, ServiceAreas, lay_service_areas


@pytest.fixture(scope="module")
def land() -> Land:
    return read_land(np.random.default_rng(1))


@pytest.fixture(scope="module")
def areas(land: Land) -> ServiceAreas:
    return lay_service_areas(land, SERVICE_AREAS, np.random.default_rng(2))


def _trunk(areas: ServiceAreas) -> np.ndarray:
    return np.array([road.startswith("G") for road in areas.road])


def test_every_expressway_has_service_areas(areas: ServiceAreas) -> None:
    named = {road for road in areas.road if road.startswith("G")}
    assert named == {f"{road.code}{road.name}" for road in read_expressways()}
    assert 2_000 < _trunk(areas).sum() < SERVICE_AREAS


def test_those_of_an_expressway_lie_beside_its_line(areas: ServiceAreas) -> None:
    (g42,) = (road for road in read_expressways() if road.code == "G42")
    line = np.vstack([section.line for section in g42.sections])
    lat, lon = unmercator_columns(line[:, 0], line[:, 1])
    mine = [i for i, road in enumerate(areas.road) if road == "G42沪蓉高速"]
    assert len(mine) > 20
    for i in mine:
        away = distance_columns_m(areas.lat[i], areas.lon[i], lat, lon)
        # The line's points are a few kilometres apart.
        assert away.min() < 6_000


def test_the_two_sides_are_across_the_road_and_lead_apart(areas: ServiceAreas) -> None:
    half = SERVICE_AREAS // 2
    one, other = slice(None, half), slice(half, None)
    apart = [
        distance_columns_m(a, b, np.array([c]), np.array([d]))[0]
        for a, b, c, d in zip(
            areas.lat[one], areas.lon[one], areas.lat[other], areas.lon[other], strict=True
        )
    ]
    # Twice 90 m (chosen).
    assert np.array(apart) == pytest.approx(180, abs=5)
    ahead, behind = areas.towards[one], areas.towards[other]
    assert all(a != b for a, b in zip(ahead, behind, strict=True))


def test_one_drives_on_the_right(areas: ServiceAreas) -> None:
    # G2 runs south from 沧州 to 德州: the side that leads there lies west of the other.
    half = SERVICE_AREAS // 2
    index = [
        i
        for i in range(half)
        if areas.road[i] == "G2京沪高速"
        and (areas.towards[i + half], areas.towards[i]) == ("沧州", "德州")
    ]
    assert index
    assert all(areas.lon[i] < areas.lon[i + half] for i in index)


def test_no_two_places_of_a_county_have_one_name(land: Land, areas: ServiceAreas) -> None:
    names, addresses = service_area_names(land, areas, np.random.default_rng(3))
    assert len(set(zip(areas.county.tolist(), names, strict=True))) == SERVICE_AREAS
    assert any("G2京沪高速" in address for address in addresses)


def test_an_odd_or_small_number_makes_whole_places(land: Land) -> None:
    few = lay_service_areas(land, 7, np.random.default_rng(2))
    assert len(few.lat) == 6
    assert len(lay_service_areas(land, 0, np.random.default_rng(2)).lat) == 0
