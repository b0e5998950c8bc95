from dataclasses import replace
from math import inf, nan

import pytest

from ui.map_camera import MAX_ZOOM, MIN_ZOOM, Bounds, Camera, shortest_turn, zoom_change

# Around 108 E, 32 N; at zoom 8 the world is 256 * 2**8 = 65536 dp wide.
CAMERA = Camera(x=0.8, y=0.4, zoom=8.0, width=1920.0, height=1200.0)


def test_the_world_is_256_dp_wide_at_zoom_0_and_doubles_with_each_zoom() -> None:
    assert CAMERA.world_dp == 65536.0


def test_the_centre_lies_in_the_middle_of_the_screen() -> None:
    assert CAMERA.screen_of(0.8, 0.4) == (960.0, 600.0)


def test_a_world_point_lies_so_many_dp_east_and_south_of_the_middle() -> None:
    # 100 / 65536 of the world is 100 dp.
    assert CAMERA.screen_of(0.8 + 100 / 65536, 0.4 + 50 / 65536) == pytest.approx((1060.0, 650.0))


def test_the_screen_and_the_world_are_each_other_s_inverse() -> None:
    assert CAMERA.screen_of(*CAMERA.world_at(17.0, 1003.0)) == pytest.approx((17.0, 1003.0))


def test_the_centre_lies_in_the_middle_of_what_the_insets_leave_free() -> None:
    camera = Camera(0.8, 0.4, 8.0, 1920.0, 1200.0, left_inset=672.0, bottom_inset=120.0)
    assert camera.screen_of(0.8, 0.4) == (1296.0, 540.0)


def test_the_picture_stays_where_it_is_when_an_inset_changes() -> None:
    assert CAMERA.inset(672.0, 120.0).screen_of(0.8, 0.4) == pytest.approx((960.0, 600.0))


def test_the_bounds_are_the_corners_of_the_screen() -> None:
    bounds = CAMERA.bounds
    assert bounds.left == pytest.approx(0.8 - 960 / 65536)
    assert bounds.bottom == pytest.approx(0.4 + 600 / 65536)


def test_the_picture_follows_the_finger_when_panned() -> None:
    assert CAMERA.panned(30.0, -20.0).screen_of(0.8, 0.4) == pytest.approx((990.0, 580.0))


def test_the_point_under_the_cursor_stays_when_zoomed() -> None:
    under = CAMERA.world_at(300.0, 200.0)
    assert CAMERA.zoomed(10.0, 300.0, 200.0).screen_of(*under) == pytest.approx((300.0, 200.0))


def test_the_zoom_stops_at_its_ends() -> None:
    assert CAMERA.zoomed(99.0, 960.0, 600.0).zoom == MAX_ZOOM
    assert CAMERA.zoomed(-5.0, 960.0, 600.0).zoom == MIN_ZOOM


def test_the_map_ends_beyond_china_when_panned_far() -> None:
    # 70 E is 250/360 of the world from 180 W.
    assert CAMERA.panned(1e9, 0.0).x == pytest.approx(250 / 360)
    # 138 E is 318/360.
    assert CAMERA.panned(-1e9, 0.0).x == pytest.approx(318 / 360)


@pytest.mark.parametrize(("zoom", "level"), [(8.0, 8.0), (8.2, 8.0), (8.3, 8.5), (16.9, 17.0)])
def test_the_level_is_the_nearest_half_zoom(zoom: float, level: float) -> None:
    assert Camera(0.8, 0.4, zoom, 1920.0, 1200.0).level() == level


def test_fingers_twice_as_far_apart_are_one_zoom() -> None:
    assert zoom_change(2.0) == 1.0


def test_a_window_contains_a_smaller_one_and_not_a_larger() -> None:
    small = Bounds(0.1, 0.1, 0.2, 0.2)
    assert small.grown(0.5) == Bounds(0.05, 0.05, 0.25, 0.25)
    assert small.grown(0.5).contains(small)
    assert not small.contains(small.grown(0.5))


def test_with_east_up_the_north_is_on_the_left() -> None:
    east_up = replace(CAMERA, turn_deg=90.0)
    x, y = east_up.screen_of(east_up.x, east_up.y - 100.0 / east_up.world_dp)
    assert (x, y) == pytest.approx((east_up.focus[0] - 100.0, east_up.focus[1]))
    assert east_up.world_at(x, y) == pytest.approx((CAMERA.x, CAMERA.y - 100.0 / CAMERA.world_dp))


def test_a_finger_takes_a_turned_map_along() -> None:
    turned = replace(CAMERA, turn_deg=120.0)
    world = turned.world_at(400.0, 300.0)
    assert turned.panned(50.0, -20.0).screen_of(*world) == pytest.approx((450.0, 280.0))


def test_a_turned_map_turns_about_the_point_that_is_held() -> None:
    world = CAMERA.world_at(300.0, 700.0)
    turned = CAMERA.turned(-30.0, 300.0, 700.0)
    assert turned.turn_deg == 330.0
    assert turned.screen_of(*world) == pytest.approx((300.0, 700.0))


def test_the_bounds_hold_the_whole_turned_screen() -> None:
    bounds = replace(CAMERA, turn_deg=45.0).bounds
    # A rectangle of 1920 x 1200 on its corner is (1920 + 1200) / sqrt(2) wide and high.
    assert (bounds.right - bounds.left) * CAMERA.world_dp == pytest.approx(2206.173, abs=0.01)
    assert (bounds.bottom - bounds.top) * CAMERA.world_dp == pytest.approx(2206.173, abs=0.01)


def test_the_focus_goes_lower_without_moving_the_picture() -> None:
    lower = CAMERA.with_focus(0.7)
    assert lower.focus[1] == pytest.approx(0.7 * CAMERA.height)
    assert lower.world_at(10.0, 20.0) == pytest.approx(CAMERA.world_at(10.0, 20.0))


@pytest.mark.parametrize("bad", [nan, inf, -inf])
def test_what_is_no_number_moves_nothing(bad: float) -> None:
    assert CAMERA.looking_at(bad, CAMERA.y) == CAMERA
    assert CAMERA.panned(0.0, bad) == CAMERA
    assert CAMERA.zoomed(bad, 1.0, 1.0) == CAMERA
    assert CAMERA.turned(bad, 1.0, 1.0) == CAMERA


def test_the_shorter_way_round_leads_over_north() -> None:
    assert shortest_turn(350.0, 20.0) == 30.0
    assert shortest_turn(20.0, 350.0) == -30.0


def test_a_trifle_west_of_north_is_north() -> None:
    # In floats the remainder of -1e-14 by 360 is 360.
    assert CAMERA.turned(-1e-14, 0.0, 0.0).turn_deg == 0.0
