"""A schematic way: straight where it is short, on expressways where that is quicker."""

from itertools import pairwise

import numpy as np
import pytest

from network.expressways import STEPS, Expressway, Section, read_expressways
from network.geo import mercator
from network.route import COUNTRY_MPS, EXPRESSWAY_MPS, TOWN_MPS, RoadNetwork, Route

# One degree of latitude is 111.195 km on the sphere of the haversine.
DEGREE_M = 111_195.0
SHANGHAI, HANGZHOU, BEIJING = (31.23, 121.47), (30.27, 120.15), (39.90, 116.40)


def straight(*places: tuple[str, float, float]) -> Expressway:
    """Make a road with a straight line through places (name, lat, lon)."""
    at = [mercator(lat, lon) for _, lat, lon in places]
    pieces = [np.linspace(a, b, STEPS, endpoint=False) for a, b in pairwise(at)]
    line = np.vstack([*pieces, np.array([at[-1]])])
    return Expressway("G1", "", (Section(tuple(name for name, _, _ in places), line),))


def net() -> RoadNetwork:
    """An L: from A north to B, from B east to C."""
    return RoadNetwork(
        [
            straight(("A", 30.0, 120.0), ("B", 31.0, 120.0)),
            straight(("B", 31.0, 120.0), ("C", 31.0, 121.0)),
        ]
    )


def test_a_short_way_is_straight_and_counts_as_roads() -> None:
    route = net().route((30.0, 120.3), (30.05, 120.3))
    assert route.points == ((30.0, 120.3), (30.05, 120.3))
    assert route.length_m == pytest.approx(0.05 * DEGREE_M * 1.3, rel=1e-4)
    assert route.duration_s == pytest.approx(route.length_m / TOWN_MPS)


def test_a_long_way_changes_from_one_expressway_to_the_other() -> None:
    route = net().route((30.0, 120.0), (31.0, 121.0))
    assert (31.0, 120.0) in [(round(lat, 6), round(lon, 6)) for lat, lon in route.points]
    # North 111.2 km, east as much times cos 31 degrees = 95.3 km; 1.1 for the winding.
    assert route.length_m == pytest.approx((111_195 + 95_313) * 1.1, rel=2e-3)
    assert route.duration_s == pytest.approx(route.length_m / EXPRESSWAY_MPS)


def test_legs_to_an_expressway_are_straight_and_slow() -> None:
    route = net().route((30.1, 120.05), (30.9, 120.05))
    leg_m = 0.05 * DEGREE_M * np.cos(np.radians(30.1)) * 1.3
    assert route.points[0] == (30.1, 120.05)
    assert route.points[-1] == (30.9, 120.05)
    # The entry is the nearest of the points of the line: within 1.8 km of the foot.
    assert route.metres[1] == pytest.approx(leg_m, rel=0.1)
    assert route.seconds[1] == pytest.approx(route.metres[1] / TOWN_MPS)


def test_beyond_20_km_one_drives_as_in_the_country() -> None:
    route = RoadNetwork([]).route((30.0, 120.0), (31.0, 120.0))
    road_m = DEGREE_M * 1.3
    seconds = 20_000 / TOWN_MPS + (road_m - 20_000) / COUNTRY_MPS
    assert route.duration_s == pytest.approx(seconds, rel=1e-4)


def test_what_is_left_shrinks_to_nothing() -> None:
    route = net().route((30.0, 120.0), (31.0, 121.0))
    assert route.left((30.0, 120.0)).metres == pytest.approx(route.length_m)
    half = route.left((31.0, 120.0))
    assert half.metres == pytest.approx(95_313 * 1.1, rel=2e-3)
    assert route.left((31.0, 121.0)) == pytest.approx((0.0, 0.0))


def test_the_way_back_counts_when_one_has_left_it() -> None:
    route = Route(((30.0, 120.0), (31.0, 120.0)), (0.0, 100_000.0), (0.0, 3600.0))
    off_m = 0.1 * DEGREE_M * np.cos(np.radians(30.5))
    assert route.left((30.5, 120.1)).metres == pytest.approx(50_000 + off_m * 1.3, rel=1e-3)


def test_a_way_to_where_one_stands_is_no_way() -> None:
    route = net().route((30.5, 120.0), (30.5, 120.0))
    assert (route.length_m, route.duration_s) == (0.0, 0.0)
    assert route.left((30.5, 120.0)) == (0.0, 0.0)


def test_the_nations_expressways_lead_where_they_do() -> None:
    roads = RoadNetwork(read_expressways())
    # Some 175 km and 1 210 km by road: general knowledge, not looked up, hence within 10 %.
    assert roads.route(SHANGHAI, HANGZHOU).length_m == pytest.approx(175_000, rel=0.1)
    assert roads.route(BEIJING, SHANGHAI).length_m == pytest.approx(1_210_000, rel=0.1)


def test_a_way_back_is_as_long_as_the_way_there() -> None:
    roads = RoadNetwork(read_expressways())
    there, back = roads.route(SHANGHAI, BEIJING), roads.route(BEIJING, SHANGHAI)
    assert there.length_m == pytest.approx(back.length_m, rel=1e-9)
    assert there.points == back.points[::-1]
