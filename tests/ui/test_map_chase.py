from dataclasses import replace
from math import nan

import pytest

from ui.map_camera import Camera
from ui.map_chase import Chase
from ui.map_pilot import Pilot
from ui.map_track import Place

CAR = Place(0.801, 0.401, 90.0)


@pytest.fixture
def pilot() -> Pilot:
    return Pilot(Camera(0.8, 0.4, zoom=5.0, width=1920.0, height=1200.0))


@pytest.fixture
def chase(pilot: Pilot) -> Chase:
    return Chase(pilot)


def test_the_map_goes_to_the_car_s_first_place_at_once(pilot: Pilot, chase: Chase) -> None:
    chase.tell(CAR, 1.0, is_known=True)
    assert (pilot.camera.x, pilot.camera.y, pilot.camera.zoom) == (0.801, 0.401, 10.0)
    assert not pilot.is_moving


def test_a_map_that_somebody_moved_stays(pilot: Pilot, chase: Chase) -> None:
    pilot.leave()
    chase.tell(CAR, 1.0, is_known=True)
    assert (pilot.camera.x, pilot.camera.zoom) == (0.8, 5.0)


def test_the_map_goes_after_the_car(pilot: Pilot, chase: Chase) -> None:
    chase.tell(CAR, 1.0, is_known=True)
    chase.tell(replace(CAR, x=0.80101), 1.3, is_known=True)
    assert chase.tick(0.1, 1.4)
    assert 0.801 < pilot.camera.x < 0.80101
    for step in range(200):
        is_busy = chase.tick(0.016, 1.4 + step * 0.016)
    assert pilot.camera.x == 0.80101
    assert not is_busy


def test_a_silent_car_stays_at_its_last_place(chase: Chase) -> None:
    chase.tell(CAR, 1.0, is_known=True)
    chase.tell(CAR, 9.0, is_known=False)
    assert chase.shown(9.0) == CAR
    assert not chase.is_known


@pytest.mark.parametrize("place", [None, Place(nan, 0.4, 0.0)])
def test_a_car_without_a_place_is_nowhere(chase: Chase, place: Place | None) -> None:
    chase.tell(place, 1.0, is_known=True)
    assert chase.shown(1.0) is None
    assert not chase.locate(1.0)
    assert not chase.tick(0.1, 1.1)


def test_a_tap_on_the_compass_turns_the_heading_up_and_the_next_north(
    pilot: Pilot, chase: Chase
) -> None:
    chase.tell(CAR, 1.0, is_known=True)
    chase.turn(1.0)
    pilot.tick(9.0)
    assert (pilot.is_heading_up, pilot.is_following, pilot.camera.turn_deg) == (True, True, 90.0)
    chase.turn(2.0)
    pilot.tick(9.0)
    assert (pilot.is_heading_up, pilot.camera.turn_deg) == (False, 0.0)


def test_without_a_car_no_heading_is_up(pilot: Pilot, chase: Chase) -> None:
    chase.turn(1.0)
    assert not pilot.is_heading_up
