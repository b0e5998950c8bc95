"""Straight legs over the sea are found; bridges, lakes, rivers and borders are no sea."""

import pytest

from network.crossing import Gap, Place, read_ground
from network.expressways import read_expressways
from network.route import RoadNetwork

SHANGHAI, TAIPEI = (31.19, 121.30), (25.04, 121.53)
HAIKOU, SANYA, XUWEN = (20.02, 110.33), (18.25, 109.51), (20.33, 110.17)
DALIAN, YANTAI, ZHOUSHAN = (38.92, 121.60), (37.50, 121.40), (29.98, 122.10)
OPEN_SEA = (15.0, 115.0)
ROADS = RoadNetwork(read_expressways(), read_ground())


@pytest.mark.parametrize(
    ("at", "province"),
    [
        (SHANGHAI, 31),
        (TAIPEI, 71),
        (HAIKOU, 46),
        ((43.80, 87.60), 65),
        (OPEN_SEA, 0),
        ((48.85, 2.35), 0),
    ],
)
def test_a_place_is_in_its_province(at: Place, province: int) -> None:
    # Codes of GB/T 2260.
    assert read_ground().province(at) == province


def test_the_sea_of_a_leg_is_measured() -> None:
    ground = read_ground()
    # 琼州海峡 is some 20 km wide, 渤海海峡 a good 100 km.
    assert ground.over_sea_m(XUWEN, HAIKOU) == pytest.approx(22_000, abs=6_000)
    assert ground.over_sea_m(DALIAN, YANTAI) > 100_000
    # 太湖 is land here, and Mongolia no sea.
    assert ground.over_sea_m((31.40, 120.00), (31.15, 120.50)) == 0
    assert ground.over_sea_m((43.65, 111.98), (48.00, 88.20)) == 0


@pytest.mark.parametrize(
    ("start", "end", "gap"),
    [
        (SHANGHAI, TAIPEI, Gap.NO_ROAD),
        (SHANGHAI, OPEN_SEA, Gap.NO_ROAD),
        (SHANGHAI, HAIKOU, Gap.FERRY),
        (SANYA, (39.90, 116.40), Gap.FERRY),
        (HAIKOU, SANYA, Gap.NONE),
        (HAIKOU, (16.83, 112.33), Gap.NO_ROAD),
        (SHANGHAI, ZHOUSHAN, Gap.NONE),
        (SHANGHAI, (43.80, 87.60), Gap.NONE),
    ],
)
def test_a_way_tells_what_of_it_is_no_road(start: Place, end: Place, gap: Gap) -> None:
    assert ROADS.route(start, end).gap is gap


def test_a_way_leads_around_the_sea_where_it_can() -> None:
    # As the crow flies it is 159 km over the sea; by Shenyang and Tianjin more than 1 200.
    route = ROADS.route(DALIAN, YANTAI)
    assert route.length_m > 1_200_000
    assert route.gap is Gap.NONE
