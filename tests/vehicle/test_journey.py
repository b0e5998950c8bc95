import pytest

from vehicle.journey import DRIVE_S, Journey, Place

BEIJING, SHANGHAI = Place(39.9042, 116.4074), Place(31.2304, 121.4737)


def test_the_way_from_beijing_to_shanghai_is_1067_km() -> None:
    journey = Journey(BEIJING, SHANGHAI.lat, SHANGHAI.lon, 0.0)
    assert journey.distance_m / 1000 == pytest.approx(1067, abs=2)


@pytest.mark.parametrize(
    ("lat", "lon", "heading"), [(31, 120, 0), (30, 121, 90), (29, 120, 180), (30, 119, 270)]
)
def test_the_heading_is_clockwise_from_north(lat: float, lon: float, heading: float) -> None:
    assert Journey(Place(30, 120), lat, lon, 0.0).heading_deg == pytest.approx(heading, abs=0.5)


def test_a_journey_begins_and_ends_at_rest() -> None:
    journey = Journey(BEIJING, SHANGHAI.lat, SHANGHAI.lon, 10.0)
    start, middle, end = (journey.place(10.0 + part * DRIVE_S) for part in (0.0, 0.5, 1.0))
    assert (start.lat, start.lon, start.speed_kmh) == (BEIJING.lat, BEIJING.lon, 0.0)
    assert middle.speed_kmh == 80.0
    assert (end.lat, end.lon) == pytest.approx((SHANGHAI.lat, SHANGHAI.lon))
    assert end.speed_kmh == 0.0


def test_a_journey_to_where_one_is_keeps_the_heading() -> None:
    here = Place(30.0, 120.0, heading_deg=123.0)
    assert Journey(here, 30.0, 120.0, 0.0).heading_deg == 123.0
