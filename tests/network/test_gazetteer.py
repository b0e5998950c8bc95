import numpy as np
import pytest

from network.gazetteer import Gazetteer, Kind, count_within, read_gazetteer
from network.geo import mercator


def test_places_roads_and_operators_are_listed_with_their_other_names() -> None:
    by_key = {entry.key: entry for entry in read_gazetteer({"own": ["自营", "Own"]}).entries}
    beijing, pudong, road = by_key["110000"], by_key["310115"], by_key["G2"]
    assert (beijing.kind, beijing.name, beijing.others[0]) == (Kind.PLACE, "北京市", "北京")
    assert beijing.region == ""
    assert (pudong.name, pudong.others[0], pudong.region) == ("浦东新区", "浦东", "上海市")
    assert (road.kind, road.name, road.others) == (Kind.EXPRESSWAY, "京沪高速", ("G2",))
    assert (by_key["own"].kind, by_key["own"].others) == (Kind.OPERATOR, ("Own",))
    assert by_key["own"].points == ()


def test_the_nearest_point_of_a_road_is_where_one_is() -> None:
    gazetteer = read_gazetteer({"own": ["自营"]})
    number = next(n for n, entry in enumerate(gazetteer.entries) if entry.key == "G2")
    # G2 ends in Shanghai and begins in Beijing; both city centres are within 0.1 degrees.
    for lat, lon in ((31.23, 121.47), (39.90, 116.40)):
        point = gazetteer.point(number, mercator(lat, lon))
        assert point is not None
        assert abs(point[0] - lat) + abs(point[1] - lon) < 0.2
    own = len(gazetteer.entries) - 1
    assert gazetteer.point(own, mercator(31.23, 121.47)) is None
    assert gazetteer.closeness(mercator(31.23, 121.47))[own] == 0.0


def test_there_may_be_nothing() -> None:
    assert Gazetteer(()).closeness((0.5, 0.5)).tolist() == []
    assert Gazetteer(()).ranks([]).tolist() == []


@pytest.mark.parametrize(
    ("key", "count"),
    [("320000", 3), ("320500", 2), ("320583", 1), ("110000", 0), ("310115", 0)],
)
def test_what_lies_in_a_place_is_counted_by_its_area(key: str, count: int) -> None:
    area = np.array([320583, 320505, 320106, 440305], np.uint32)
    assert count_within(area, key) == count
    unknown = np.append(area, np.uint32(0))
    assert count_within(unknown, key) == (count or None)
