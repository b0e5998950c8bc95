import numpy as np
import pytest

from ui.map_camera import Bounds
from ui.map_labels import SHIELD, LabelChooser
from ui.map_look import Look
from ui.map_places import Name, Rank, Road

ALWAYS = (0.0, 18.0)
AROUND = Bounds(0.79, 0.39, 0.81, 0.41)
# At zoom 8 the world is 65536 dp wide: 0.001 of it is 66 dp.
ZOOM = 8.0


def _name(zh: str, x: float, rank: Rank, zooms: tuple[float, float] = ALWAYS) -> Name:
    return Name(zh, f"en {zh}", x, 0.4, rank, zooms)


def _measure(text: str, look: Look) -> float:
    return look.size_dp * len(text)


def _chooser(*names: Name, roads: tuple[Road, ...] = ()) -> LabelChooser:
    return LabelChooser(sorted(names, key=lambda name: name.rank), roads, _measure)


def test_a_name_stands_on_its_place() -> None:
    (label,) = _chooser(_name("苏州", 0.8, Rank.PREFECTURE)).choose(AROUND, ZOOM, "zh", [])
    assert (label.text, label.x, label.y, label.dx_dp, label.dy_dp) == ("苏州", 0.8, 0.4, 0.0, 0.0)


def test_names_are_written_in_the_other_language() -> None:
    (label,) = _chooser(_name("苏州", 0.8, Rank.PREFECTURE)).choose(AROUND, ZOOM, "fr", [])
    assert label.text == "en 苏州"


def test_a_name_without_a_translation_is_left_out() -> None:
    county = Name("德清县", "", 0.8, 0.4, Rank.COUNTY, ALWAYS)
    assert _chooser(county).choose(AROUND, ZOOM, "en", []) == []


def test_the_greater_city_stays_when_two_names_meet() -> None:
    chooser = _chooser(_name("苏州", 0.8, Rank.COUNTY), _name("上海", 0.8001, Rank.GREAT_CITY))
    labels = chooser.choose(AROUND, ZOOM, "zh", [])
    at = {label.text: (label.dx_dp, label.dy_dp) for label in labels}
    assert at["上海"] == (0.0, 0.0)
    assert at.get("苏州", (0.0, 34.0)) != (0.0, 0.0)


def test_a_name_moves_below_the_mark_that_covers_its_place() -> None:
    x, y = 0.8 * 65536, 0.4 * 65536
    ring = (x - 50, y - 50, x + 50, y + 50)
    (label,) = _chooser(_name("杭州", 0.8, Rank.PREFECTURE)).choose(AROUND, ZOOM, "zh", [ring])
    # Half a label of 28 dp * 1.3 and half the gap below 50 dp: the first try that is free is 80.
    assert (label.dx_dp, label.dy_dp) == (0.0, 80.0)


def test_a_name_shows_only_between_its_zooms() -> None:
    chooser = _chooser(_name("苏州", 0.8, Rank.PREFECTURE, (6.25, 18.0)))
    assert chooser.choose(AROUND, 6.0, "zh", []) == []
    assert len(chooser.choose(AROUND, 6.25, "zh", [])) == 1


def test_a_name_beyond_the_window_is_left_out() -> None:
    assert _chooser(_name("苏州", 0.82, Rank.PREFECTURE)).choose(AROUND, ZOOM, "zh", []) == []


def test_a_road_says_its_number_every_760_dp() -> None:
    # 0.012 .. 1310 dp of road at zoom 8: numbers at 253 and 1013 dp.
    line = np.array([[0.794, 0.4], [0.814, 0.4]])
    labels = _chooser(roads=(Road("G42", "沪蓉高速", (line,)),)).choose(AROUND, ZOOM, "zh", [])
    along = [round((label.x - 0.794) * 65536) for label in labels]
    assert along == [253, 1013]
    assert {label.look for label in labels} == {SHIELD}


def test_road_numbers_are_left_out_where_the_map_is_small() -> None:
    line = np.array([[0.7, 0.4], [0.9, 0.4]])
    roads = (Road("G42", "沪蓉高速", (line,)),)
    assert _chooser(roads=roads).choose(Bounds(0.6, 0.3, 0.9, 0.5), 6.5, "zh", []) == []


@pytest.mark.parametrize(("zoom", "found"), [(10.5, [(0.0, 58.0)]), (9.0, [])])
def test_a_county_s_name_stands_beside_a_ring_where_that_is_near(
    zoom: float, found: list[tuple[float, float]]
) -> None:
    x, y = 0.8 * 256 * 2**zoom, 0.4 * 256 * 2**zoom
    ring = (x - 36, y - 36, x + 36, y + 36)
    chooser = _chooser(_name("金牛区", 0.8, Rank.COUNTY))
    # Half a label of 24 dp and half the gap below 36 dp: the first try that is free is 58.
    labels = chooser.choose(AROUND, zoom, "zh", [ring])
    assert [(label.dx_dp, label.dy_dp) for label in labels] == found
