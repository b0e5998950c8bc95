import numpy as np
import pytest

from ui.map_camera import Bounds
from ui.map_route import VERTEX, Pen, parts_within, ribbon, thinned, world_way

BOX = Bounds(0.0, 0.0, 10.0, 10.0)
PEN = Pen(6.0, 10.0, 0xFF5AA9FF, 0xFF0B1116)


def test_a_way_is_pairs_of_latitude_and_longitude() -> None:
    # The middle of the Mercator world, and its eastern edge.
    assert world_way([0.0, 0.0, 0.0, 180.0]).tolist() == [[0.5, 0.5], [1.0, 0.5]]


def test_what_is_no_place_is_left_out() -> None:
    assert world_way([float("nan"), 1.0, 0.0, 0.0, 1.0, float("inf"), 7.0]).tolist() == [[0.5, 0.5]]
    assert world_way([]).shape == (0, 2)


def test_a_way_is_cut_exactly_at_the_window() -> None:
    (part,) = parts_within(np.array([[-10.0, 5.0], [5.0, 5.0], [5.0, 30.0]]), BOX)
    assert part.tolist() == [[0.0, 5.0], [5.0, 5.0], [5.0, 10.0]]


def test_a_step_across_the_whole_window_shows() -> None:
    (part,) = parts_within(np.array([[-10.0, -10.0], [20.0, 20.0]]), BOX)
    assert part.tolist() == [[0.0, 0.0], [10.0, 10.0]]


def test_a_way_that_leaves_and_comes_back_is_two_parts() -> None:
    way = np.array([[1.0, 1.0], [20.0, 1.0], [20.0, 9.0], [1.0, 9.0]])
    first, second = parts_within(way, BOX)
    assert first.tolist() == [[1.0, 1.0], [10.0, 1.0]]
    assert second.tolist() == [[10.0, 9.0], [1.0, 9.0]]


@pytest.mark.parametrize("way", [[], [[5.0, 5.0]], [[20.0, 0.0], [20.0, 10.0]]])
def test_a_way_beside_the_window_or_none_has_no_part(way: list[list[float]]) -> None:
    assert parts_within(np.array(way).reshape(-1, 2), BOX) == []


def test_points_closer_than_two_pixels_are_one_and_the_ends_stay() -> None:
    part = np.array([[0.0, 0.0], [1.0, 0.0], [3.0, 0.0], [3.5, 0.0], [3.9, 0.0]])
    assert thinned(part).tolist() == [[0.0, 0.0], [3.0, 0.0], [3.9, 0.0]]


def test_a_straight_line_is_as_wide_as_its_casing_with_soft_rims() -> None:
    vertices = ribbon(np.array([[0.0, 0.0], [100.0, 0.0]]), PEN)
    assert vertices.dtype == VERTEX
    # Seven strips of two triangles each.
    assert len(vertices) == 7 * 6
    # 10 px with half a pixel of rim on each side.
    assert (vertices["y"].min(), vertices["y"].max()) == (-5.5, 5.5)
    rim = vertices[np.abs(vertices["y"]) == 5.5]
    assert rim["rgba"].tolist() == [[0, 0, 0, 0]] * len(rim)
    inner = vertices[np.abs(vertices["y"]) == 2.5]
    assert inner["rgba"].tolist() == [[0x5A, 0xA9, 0xFF, 255]] * len(inner)


def test_a_right_angle_keeps_its_width() -> None:
    vertices = ribbon(np.array([[0.0, 0.0], [100.0, 0.0], [100.0, 100.0]]), PEN)
    # The outer corner of the soft rim lies 5.5 px beyond the bend in both directions.
    assert vertices["x"].max() == pytest.approx(105.5)
    assert vertices["y"].min() == pytest.approx(-5.5)


def test_a_way_that_turns_back_has_no_endless_tip() -> None:
    vertices = ribbon(np.array([[0.0, 0.0], [100.0, 0.0], [0.0, 0.1]]), PEN)
    assert np.isfinite(vertices["x"]).all()
    assert vertices["x"].max() <= 100.0 + 2 * 5.5


def test_a_way_that_stands_still_is_nothing() -> None:
    assert len(ribbon(np.array([[1.0, 1.0], [1.0, 1.0]]), PEN)) == 0
