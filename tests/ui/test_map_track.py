from math import nan

import pytest

from ui.map_track import CarTrack, Place

# About 30 m: a world unit is 40 075 km at the equator.
STEP = 1e-6
A, B = Place(0.8, 0.4, 350.0), Place(0.8 + STEP, 0.4, 20.0)


@pytest.fixture
def track() -> CarTrack:
    track = CarTrack()
    track.tell(A, 10.0)
    return track


def test_nothing_is_known_before_the_car_tells() -> None:
    assert CarTrack().at(0.0) is None
    assert not CarTrack().is_moving(0.0)


def test_the_first_place_is_taken_at_once(track: CarTrack) -> None:
    assert track.at(10.0) == A
    assert not track.is_moving(10.0)


def test_the_car_moves_on_as_long_as_its_places_lie_apart(track: CarTrack) -> None:
    track.tell(B, 10.4)
    # 0.4 s, and 15 % more; the turn of 30 degrees leads over north.
    half = track.at(10.4 + 0.23)
    assert half is not None
    assert half.x == pytest.approx(0.8 + STEP / 2)
    assert half.heading_deg == pytest.approx(5.0)
    assert track.is_moving(10.85)
    assert track.at(10.87) == B
    assert not track.is_moving(10.87)


def test_a_new_place_begins_where_the_car_is_seen(track: CarTrack) -> None:
    track.tell(B, 10.4)
    seen = track.at(10.5)
    track.tell(Place(0.8 + 2 * STEP, 0.4, 20.0), 10.5)
    assert track.at(10.5) == seen


def test_a_car_that_is_suddenly_elsewhere_does_not_fly_there(track: CarTrack) -> None:
    far = Place(0.81, 0.4, 0.0)
    track.tell(far, 10.2)
    assert track.at(10.2) == far


def test_a_car_that_was_silent_does_not_crawl(track: CarTrack) -> None:
    track.tell(B, 300.0)
    assert track.at(300.0 + 1.4) == B


def test_what_is_no_place_is_not_taken(track: CarTrack) -> None:
    for place in (Place(nan, 0.4, 0.0), Place(0.8, nan, 0.0), Place(0.8, 0.4, nan)):
        track.tell(place, 11.0)
    assert track.at(12.0) == A


def test_a_car_that_is_gone_is_forgotten(track: CarTrack) -> None:
    track.forget()
    assert track.at(10.0) is None
