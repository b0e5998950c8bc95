from dataclasses import replace

import pytest

from ui.map_camera import Camera
from ui.map_motion import Flight, Glide, Slide, Spin, ZoomEase, ease_in_out, ease_out

START = Camera(x=0.8, y=0.4, zoom=8.0, width=1920.0, height=1200.0)


def test_a_flick_carries_on_by_its_speed_times_the_time_constant() -> None:
    glide = Glide(START, vx=1000.0, vy=0.0)
    # 1000 dp/s * 0.325 s, less what is left when it crawls at 24 dp/s: (1000 - 24) * 0.325.
    x, _ = glide.at(99.0).screen_of(0.8, 0.4)
    assert x - 960.0 == pytest.approx(317.2)


def test_a_flick_slows_down() -> None:
    glide = Glide(START, vx=1000.0, vy=0.0)
    first = glide.at(0.1).screen_of(0.8, 0.4)[0] - 960.0
    second = glide.at(0.2).screen_of(0.8, 0.4)[0] - 960.0 - first
    assert 0 < second < first < 100.0


def test_a_crawl_does_not_glide() -> None:
    assert Glide(START, vx=20.0, vy=0.0).duration_s == 0.0


def test_zooming_eases_around_its_point_and_ends_exactly() -> None:
    ease = ZoomEase(START, zoom=9.0, px=300.0, py=200.0)
    under = START.world_at(300.0, 200.0)
    for seconds in (0.05, 0.1, 0.2):
        assert ease.at(seconds).screen_of(*under) == pytest.approx((300.0, 200.0))
    assert ease.at(0.2).zoom == 9.0


def test_a_slide_ends_at_its_goal() -> None:
    end = Slide(START, 0.81, 0.39).at(0.2)
    assert (end.x, end.y, end.zoom) == pytest.approx((0.81, 0.39, 8.0))


def test_a_flight_starts_and_ends_exactly() -> None:
    flight = Flight(START, 0.84, 0.42, 11.0)
    start, end = flight.at(0.0), flight.at(flight.duration_s)
    assert (start.x, start.y, start.zoom) == pytest.approx((0.8, 0.4, 8.0))
    assert (end.x, end.y, end.zoom) == (0.84, 0.42, 11.0)


def test_a_long_flight_rises_to_see_where_it_goes() -> None:
    flight = Flight(START, 0.86, 0.45, 8.0)
    assert flight.at(flight.duration_s / 2).zoom < 7.0
    assert flight.duration_s <= 1.6


def test_a_flight_to_the_same_place_only_zooms() -> None:
    flight = Flight(START, 0.8, 0.4, 10.0)
    half = flight.at(flight.duration_s / 2)
    assert (half.x, half.y) == (0.8, 0.4)
    assert half.zoom == pytest.approx(9.0)


def test_easing_runs_from_0_to_1() -> None:
    assert [ease_out(share) for share in (0.0, 0.5, 1.0, 2.0)] == [0.0, 0.875, 1.0, 1.0]
    assert [ease_in_out(share) for share in (-1.0, 0.0, 0.5, 1.0)] == [0.0, 0.0, 0.5, 1.0]


def test_the_map_turns_the_shorter_way_about_its_focus() -> None:
    spin = Spin(replace(START, turn_deg=350.0), 20.0)
    # Half the time is 0.875 of 30 degrees.
    assert spin.at(spin.duration_s / 2).turn_deg == pytest.approx(16.25)
    assert spin.at(9.0) == replace(START, turn_deg=20.0)


def test_a_turned_map_stands_north_up_in_the_end_to_the_last_bit() -> None:
    for start_deg in (80.0, 80.00000000000001, 279.99999999999994, 1e-14):
        spin = Spin(replace(START, turn_deg=start_deg), 0.0)
        assert spin.at(spin.duration_s).turn_deg == 0.0


def test_a_flight_may_turn_on_its_way() -> None:
    flight = Flight(START, 0.81, 0.4, 10.0, turn_deg=90.0)
    assert flight.at(flight.duration_s / 2).turn_deg == pytest.approx(45.0)
    assert flight.at(9.0).turn_deg == 90.0
    assert Flight(replace(START, turn_deg=30.0), 0.81, 0.4, 10.0).at(0.1).turn_deg == 30.0


def test_a_map_that_is_not_laid_out_yet_can_be_told_to_fly() -> None:
    flight = Flight(replace(START, width=0.0, height=0.0), 0.84, 0.42, 11.0)
    end = flight.at(9.0)
    assert (end.x, end.y, end.zoom) == (0.84, 0.42, 11.0)
