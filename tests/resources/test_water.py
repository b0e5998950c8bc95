"""The committed waters against positions that are published."""

import numpy as np
import pytest

from network.geo import EARTH_RADIUS_M, mercator, unmercator
from resources.map.packed import Points
from resources.map.water import FILE, NAMELESS, Water, read_water


@pytest.fixture(scope="module")
def water() -> Water:
    return read_water(5)


def nearest_km(water: Water, name: str, lat: float, lon: float) -> float:
    """Measure from a place to the nearest vertex of a named river."""
    x, y = mercator(lat, lon)
    lines = [
        river.line
        for river in water.rivers
        if river.name != NAMELESS and water.names[river.name].zh == name
    ]
    points = np.vstack(lines)
    width_km = 2 * np.pi * EARTH_RADIUS_M * np.cos(np.radians(lat)) / 1000
    return float(np.hypot(points[:, 0] - x, points[:, 1] - y).min() * width_km)


# Bridges and cities on the rivers, WGS-84.
@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [
        ("长江", 30.549, 114.288),  # 武汉长江大桥
        ("长江", 32.116, 118.743),  # 南京长江大桥
        ("黄河", 36.062, 103.826),  # 兰州中山桥
        ("黄河", 36.725, 116.990),  # 济南泺口铁路桥
        ("汉江", 32.030, 112.140),  # 襄阳
        ("松花江", 45.780, 126.600),  # 哈尔滨
        ("西江", 23.480, 111.300),  # 梧州
        ("淮河", 32.940, 117.380),  # 蚌埠
        ("雅鲁藏布江", 29.270, 91.770),  # 山南
    ],
)
def test_a_named_river_passes_where_it_does(
    water: Water, name: str, lat: float, lon: float
) -> None:
    # 1:10 million: a vertex about every 2 km, thinned to a third of a pixel at zoom 9.5.
    assert nearest_km(water, name, lat, lon) < 8.0


def _inside(ring: Points, x: float, y: float) -> bool:
    (x0, y0), (x1, y1) = ring.T, np.roll(ring, -1, axis=0).T
    crosses = (y0 > y) != (y1 > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        left = x < x0 + (y - y0) / (y1 - y0) * (x1 - x0)
    return bool(np.count_nonzero(crosses & left) % 2)


@pytest.mark.parametrize(
    ("lake", "lat", "lon"),
    [
        ("太湖", 31.20, 120.15),
        ("鄱阳湖", 29.10, 116.30),
        ("洞庭湖", 29.30, 112.90),
        ("青海湖", 36.90, 100.20),
        ("纳木错", 30.70, 90.60),
        ("滇池", 24.80, 102.70),
    ],
)
def test_lakes_are_where_they_are(water: Water, lake: str, lat: float, lon: float) -> None:
    at = mercator(lat, lon)
    assert any(_inside(shore, *at) for shore in water.lakes), lake


def test_a_name_ends_where_the_river_leaves_for_another_country(water: Water) -> None:
    souths = [
        unmercator(*river.line[river.line[:, 1].argmax()].tolist())[0]
        for river in water.rivers
        if river.name != NAMELESS and water.names[river.name].zh == "澜沧江"
    ]
    assert min(souths) == pytest.approx(21.2, abs=0.1)


def test_the_smallest_map_has_the_great_rivers_only(water: Water) -> None:
    great = {water.names[r.name].zh for r in water.rivers if r.rank == 1 and r.name != NAMELESS}
    assert {"长江", "黄河", "松花江", "淮河"} <= great
    assert "沂河" not in great


def test_coarse_levels_have_fewer_vertices() -> None:
    counts = [sum(len(river.line) for river in read_water(level).rivers) for level in range(6)]
    assert counts[0] < 0.7 * counts[1] < 0.7 * counts[2]


def test_map_files_stay_small() -> None:
    sizes = [file.stat().st_size for file in FILE.parent.glob("*.npz")]
    assert sum(sizes) < 1_500_000
