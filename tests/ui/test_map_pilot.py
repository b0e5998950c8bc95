from dataclasses import replace
from math import nan

import pytest

from ui.map_camera import Camera
from ui.map_pilot import Pilot, Tap
from ui.map_track import Place

MIDDLE = (0.8, 0.4)


@pytest.fixture
def pilot() -> Pilot:
    return Pilot(Camera(*MIDDLE, zoom=8.0, width=1920.0, height=1200.0))


def test_a_finger_that_comes_and_goes_is_a_tap(pilot: Pilot) -> None:
    pilot.touch({0: (400.0, 300.0)}, 1.0)
    assert pilot.touch({}, 1.1) == Tap(400.0, 300.0, is_double=False)


def test_a_tap_may_tremble_by_less_than_12_dp(pilot: Pilot) -> None:
    pilot.touch({0: (400.0, 300.0)}, 1.0)
    pilot.touch({0: (408.0, 300.0)}, 1.05)
    assert pilot.touch({}, 1.1) is not None
    assert pilot.camera.screen_of(*MIDDLE) == (960.0, 600.0)


def test_a_finger_that_stays_is_no_tap(pilot: Pilot) -> None:
    pilot.touch({0: (400.0, 300.0)}, 1.0)
    assert pilot.touch({}, 1.6) is None


def test_two_quick_taps_in_one_place_are_a_double_tap(pilot: Pilot) -> None:
    for at_s in (1.0, 1.2):
        pilot.touch({0: (400.0, 300.0)}, at_s)
        tap = pilot.touch({}, at_s + 0.05)
    assert tap == Tap(400.0, 300.0, is_double=True)


def test_two_slow_taps_are_two_taps(pilot: Pilot) -> None:
    for at_s in (1.0, 1.6):
        pilot.touch({0: (400.0, 300.0)}, at_s)
        tap = pilot.touch({}, at_s + 0.05)
    assert tap == Tap(400.0, 300.0, is_double=False)


def test_the_map_follows_the_finger(pilot: Pilot) -> None:
    pilot.touch({0: (400.0, 300.0)}, 1.0)
    pilot.touch({0: (450.0, 340.0)}, 1.1)
    assert pilot.camera.screen_of(*MIDDLE) == pytest.approx((1010.0, 640.0))


def test_a_flick_throws_the_map(pilot: Pilot) -> None:
    pilot.touch({0: (400.0, 300.0)}, 1.0)
    for step in range(1, 6):
        pilot.touch({0: (400.0 + 20.0 * step, 300.0)}, 1.0 + 0.01 * step)
    pilot.touch({}, 1.055)
    assert pilot.is_moving
    pilot.tick(5.0)
    # 100 dp under the finger, and 2000 dp/s thrown: (2000 - 24) * 0.325 s further.
    assert pilot.camera.screen_of(*MIDDLE)[0] == pytest.approx(960.0 + 100.0 + 642.2)


def test_a_finger_that_rests_before_it_leaves_throws_nothing(pilot: Pilot) -> None:
    pilot.touch({0: (400.0, 300.0)}, 1.0)
    pilot.touch({0: (500.0, 300.0)}, 1.05)
    pilot.touch({}, 1.5)
    assert not pilot.is_moving


def test_a_finger_catches_a_thrown_map(pilot: Pilot) -> None:
    pilot.fly(0.81, 0.41, 9.0)
    pilot.touch({0: (400.0, 300.0)}, 1.0)
    assert not pilot.is_moving


def test_two_fingers_twice_as_far_apart_zoom_in_once_around_their_middle(pilot: Pilot) -> None:
    under = pilot.camera.world_at(500.0, 400.0)
    pilot.touch({0: (400.0, 400.0), 1: (600.0, 400.0)}, 1.0)
    pilot.touch({0: (300.0, 400.0), 1: (700.0, 400.0)}, 1.1)
    assert pilot.camera.zoom == pytest.approx(9.0)
    assert pilot.camera.screen_of(*under) == pytest.approx((500.0, 400.0))


def test_the_zoom_settles_on_a_half_step_after_a_pinch(pilot: Pilot) -> None:
    pilot.touch({0: (400.0, 400.0), 1: (600.0, 400.0)}, 1.0)
    pilot.touch({0: (370.0, 400.0), 1: (630.0, 400.0)}, 1.1)
    assert pilot.camera.zoom == pytest.approx(8.3785, abs=1e-4)  # log2(1.3)
    pilot.touch({}, 1.2)
    pilot.tick(1.0)
    assert pilot.camera.zoom == 8.5


def test_lifting_one_of_two_fingers_does_not_make_the_map_jump(pilot: Pilot) -> None:
    pilot.touch({0: (400.0, 400.0), 1: (600.0, 400.0)}, 1.0)
    pilot.touch({0: (300.0, 400.0), 1: (700.0, 400.0)}, 1.1)
    before = pilot.camera
    pilot.touch({1: (700.0, 400.0)}, 1.2)
    pilot.touch({1: (700.0, 400.0)}, 1.3)
    assert pilot.camera == before


def test_a_notch_of_the_wheel_is_half_a_zoom(pilot: Pilot) -> None:
    pilot.wheel(1.0, (300.0, 200.0))
    pilot.tick(1.0)
    assert pilot.camera.zoom == 8.5


def test_fractions_of_notches_add_up(pilot: Pilot) -> None:
    for _ in range(4):
        pilot.wheel(0.25, (300.0, 200.0))
    pilot.tick(1.0)
    assert pilot.camera.zoom == 8.5


def test_quick_presses_of_the_zoom_button_add_up(pilot: Pilot) -> None:
    pilot.zoom_by(1.0, (960.0, 600.0))
    pilot.tick(0.05)
    pilot.zoom_by(1.0, (960.0, 600.0))
    pilot.tick(1.0)
    assert pilot.camera.zoom == 10.0


def test_a_flight_ends_on_a_half_zoom(pilot: Pilot) -> None:
    pilot.fly(0.81, 0.41, 11.3)
    pilot.tick(5.0)
    assert pilot.camera.zoom == 11.5


def test_a_cancelled_touch_is_no_tap(pilot: Pilot) -> None:
    pilot.touch({0: (400.0, 300.0)}, 1.0)
    pilot.let_go()
    assert pilot.touch({}, 1.1) is None


CAR = Place(0.801, 0.401, 90.0)


def _settle(pilot: Pilot) -> None:
    for _ in range(400):
        pilot.tick(0.01)


def test_two_fingers_that_come_and_go_are_a_tap_of_two(pilot: Pilot) -> None:
    pilot.touch({0: (400.0, 300.0)}, 1.0)
    pilot.touch({0: (400.0, 300.0), 1: (600.0, 300.0)}, 1.05)
    pilot.touch({1: (600.0, 302.0)}, 1.2)
    assert pilot.touch({}, 1.25) == Tap(500.0, 300.0, is_double=False, fingers=2)
    assert pilot.camera.zoom == 8.0


def test_a_pinch_is_no_tap(pilot: Pilot) -> None:
    pilot.touch({0: (400.0, 300.0), 1: (600.0, 300.0)}, 1.0)
    pilot.touch({0: (300.0, 300.0), 1: (700.0, 300.0)}, 1.1)
    assert pilot.touch({}, 1.2) is None


def test_two_fingers_turn_the_map_about_their_middle(pilot: Pilot) -> None:
    world = pilot.camera.world_at(500.0, 300.0)
    pilot.touch({0: (400.0, 300.0), 1: (600.0, 300.0)}, 1.0)
    # 45 degrees clockwise, the first 45 of them only say that it turns; then 45 more.
    pilot.touch({0: (429.289, 229.289), 1: (570.711, 370.711)}, 1.1)
    assert pilot.camera.turn_deg == 0.0
    pilot.touch({0: (500.0, 200.0), 1: (500.0, 400.0)}, 1.2)
    assert pilot.camera.turn_deg == pytest.approx(315.0, abs=1e-3)
    assert pilot.camera.screen_of(*world) == pytest.approx((500.0, 300.0), abs=1e-3)


def test_a_little_turn_falls_back_to_north(pilot: Pilot) -> None:
    pilot.camera = replace(pilot.camera, turn_deg=5.0)
    pilot.touch({0: (400.0, 300.0), 1: (600.0, 300.0)}, 1.0)
    pilot.touch({0: (380.0, 300.0), 1: (620.0, 300.0)}, 1.1)
    pilot.touch({}, 1.2)
    _settle(pilot)
    assert pilot.camera.turn_deg == 0.0


def test_the_map_flies_to_the_car_and_stays_with_it(pilot: Pilot) -> None:
    pilot.follow(CAR)
    _settle(pilot)
    assert (pilot.camera.x, pilot.camera.y, pilot.camera.zoom) == (0.801, 0.401, 10.0)
    moved = replace(CAR, x=0.8011)
    assert pilot.lead(moved, 0.016)
    assert 0.801 < pilot.camera.x < 0.8011
    for _ in range(100):
        pilot.lead(moved, 0.016)
    assert (pilot.camera.x, pilot.camera.turn_deg) == (0.8011, 0.0)
    assert not pilot.lead(moved, 0.016)


def test_with_its_heading_up_the_car_stands_lower_and_the_map_turns(pilot: Pilot) -> None:
    pilot.is_heading_up = True
    pilot.follow(CAR)
    _settle(pilot)
    assert pilot.camera.turn_deg == 90.0
    # 0.68 of 1200 dp.
    assert pilot.camera.screen_of(CAR.x, CAR.y) == pytest.approx((960.0, 816.0))
    for _ in range(300):
        pilot.lead(replace(CAR, heading_deg=100.0), 0.016)
    assert pilot.camera.turn_deg == 100.0
    pilot.turn_north()
    _settle(pilot)
    assert (pilot.camera.turn_deg, pilot.is_heading_up) == (0.0, False)


def test_a_drag_leaves_the_car_without_a_jump(pilot: Pilot) -> None:
    pilot.is_heading_up = True
    pilot.follow(CAR)
    _settle(pilot)
    pilot.touch({0: (400.0, 300.0)}, 9.0)
    pilot.touch({0: (460.0, 300.0)}, 9.1)
    assert not pilot.is_following
    assert pilot.camera.screen_of(CAR.x, CAR.y) == pytest.approx((1020.0, 816.0))
    assert not pilot.lead(CAR, 0.016)


def test_a_pinch_keeps_the_car_in_its_place(pilot: Pilot) -> None:
    pilot.follow(CAR)
    _settle(pilot)
    pilot.touch({0: (400.0, 300.0), 1: (600.0, 300.0)}, 9.0)
    pilot.touch({0: (350.0, 340.0), 1: (750.0, 340.0)}, 9.1)
    assert pilot.is_following
    assert pilot.camera.zoom == pytest.approx(11.0)
    assert pilot.camera.screen_of(CAR.x, CAR.y) == pytest.approx((960.0, 600.0))


def test_the_wheel_turns_about_the_car_that_is_followed(pilot: Pilot) -> None:
    pilot.follow(CAR)
    _settle(pilot)
    pilot.wheel(1.0, (100.0, 100.0))
    _settle(pilot)
    assert pilot.camera.screen_of(CAR.x, CAR.y) == pytest.approx((960.0, 600.0))


def test_presses_of_an_arrow_add_up(pilot: Pilot) -> None:
    pilot.pan_by(-200.0, 0.0)
    pilot.pan_by(-200.0, 0.0)
    _settle(pilot)
    assert pilot.camera.screen_of(*MIDDLE) == pytest.approx((560.0, 600.0))


def test_a_flight_to_nowhere_ends_where_it_began(pilot: Pilot) -> None:
    pilot.fly(nan, nan, nan)
    _settle(pilot)
    assert (pilot.camera.x, pilot.camera.y, pilot.camera.zoom) == (*MIDDLE, 8.0)
