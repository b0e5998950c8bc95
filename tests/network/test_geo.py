import numpy as np
import pytest

from network.geo import (
    bearing_deg,
    closeness,
    distance_columns_m,
    distance_m,
    gcj02_to_wgs84,
    is_in_gcj02,
    mercator,
    mercator_columns,
    metres_of,
    unmercator,
    unmercator_columns,
    wgs84_to_gcj02,
)

# Published by wandergis/coordtransform in its README.
WGS84 = (39.915, 116.404)
GCJ02 = (39.91640428150164, 116.41024449916938)
# The same source's one-step inverse of (39.915, 116.404); it errs by up to 4.7 m.
ONE_STEP = (39.91359571849836, 116.39775550083061)


def test_wgs84_becomes_gcj02_as_published() -> None:
    assert wgs84_to_gcj02(*WGS84) == pytest.approx(GCJ02, abs=1e-13)


def test_gcj02_comes_back_within_a_millimetre() -> None:
    assert distance_m(*gcj02_to_wgs84(*GCJ02), *WGS84) < 0.001


def test_the_inverse_stays_near_the_published_one_step_inverse() -> None:
    assert distance_m(*gcj02_to_wgs84(*WGS84), *ONE_STEP) < 4.7


@pytest.mark.parametrize(("lat", "lon"), [(48.8566, 2.3522), (56.0, 100.0), (35.0, 138.0)])
def test_nothing_is_shifted_outside_the_box(lat: float, lon: float) -> None:
    assert not is_in_gcj02(lat, lon)
    assert wgs84_to_gcj02(lat, lon) == (lat, lon)
    assert gcj02_to_wgs84(lat, lon) == (lat, lon)


def test_the_shift_on_the_mainland_lies_between_44_and_688_m() -> None:
    random = np.random.default_rng(1)
    for lat, lon in zip(random.uniform(22, 45, 300), random.uniform(80, 125, 300), strict=True):
        shifted = wgs84_to_gcj02(float(lat), float(lon))
        assert 44 <= distance_m(float(lat), float(lon), *shifted) <= 700
        assert distance_m(*gcj02_to_wgs84(*shifted), float(lat), float(lon)) < 0.001


def test_mercator_puts_null_island_in_the_middle() -> None:
    assert mercator(0.0, 0.0) == pytest.approx((0.5, 0.5))


def test_mercator_is_a_square_that_ends_at_its_edges() -> None:
    assert mercator(85.051128779806604, 180.0) == pytest.approx((1.0, 0.0))
    assert mercator(90.0, -180.0) == pytest.approx((0.0, 0.0))


def test_mercator_names_the_tile_of_beijing_at_zoom_10() -> None:
    # Slippy map tile 10/843/388 (OpenStreetMap wiki's formula, worked by hand for Tiananmen).
    x, y = mercator(39.9087, 116.3975)
    assert (int(x * 1024), int(y * 1024)) == (843, 388)


def test_columns_agree_with_single_positions() -> None:
    lats, lons = np.array([39.9, -33.9, 0.0]), np.array([116.4, 151.2, -90.0])
    x, y = mercator_columns(lats, lons)
    for i in range(3):
        assert (x[i], y[i]) == pytest.approx(mercator(float(lats[i]), float(lons[i])))
        assert unmercator(float(x[i]), float(y[i])) == pytest.approx((lats[i], lons[i]))
    back_lat, back_lon = unmercator_columns(x, y)
    assert back_lat == pytest.approx(lats)
    assert back_lon == pytest.approx(lons)


def test_a_degree_of_latitude_is_111_2_km() -> None:
    # 2 pi 6371.0088 km / 360.
    assert distance_m(30.0, 120.0, 31.0, 120.0) == pytest.approx(111_195, abs=1)
    assert distance_columns_m(30.0, 120.0, np.array([31.0]), np.array([120.0]))[0] == pytest.approx(
        111_195, abs=1
    )


def test_beijing_to_shanghai_is_1067_km() -> None:
    assert distance_m(39.9042, 116.4074, 31.2304, 121.4737) == pytest.approx(1_067_000, rel=2e-3)


def test_bearings_count_clockwise_from_north() -> None:
    assert bearing_deg(0, 100, 1, 100) == pytest.approx(0)
    assert bearing_deg(0, 100, 0, 101) == pytest.approx(90)
    assert bearing_deg(1, 100, 0, 100) == pytest.approx(180)
    assert bearing_deg(0, 101, 0, 100) == pytest.approx(270)


def test_closeness_ranks_and_measures_as_the_great_circle_does() -> None:
    random = np.random.default_rng(3)
    lats, lons = random.uniform(-60, 60, 200), random.uniform(-180, 180, 200)
    x, y = mercator(31.23, 121.47)
    ranked = closeness(x, y, *mercator_columns(lats, lons))
    expected = distance_columns_m(31.23, 121.47, lats, lons)
    assert np.argsort(ranked).tolist() == np.argsort(expected).tolist()
    assert metres_of(ranked) == pytest.approx(expected, rel=1e-9)
