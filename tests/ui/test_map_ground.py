import numpy as np
import pytest

from network.geo import mercator
from resources.map.base import Fill, Line
from ui.map_camera import Bounds
from ui.map_ground import Ground


@pytest.fixture(scope="module")
def ground() -> Ground:
    return Ground()


def test_a_small_map_is_drawn_from_few_vertices(ground: Ground) -> None:
    # The more there are, the longer a tile takes.
    small, large = ground.outlines(4.5), ground.outlines(9.0)
    for kind, share in ((Line.PREFECTURE, 10), (Line.PROVINCE, 10), (Line.COAST, 2)):
        assert len(small.lines[kind].points) < len(large.lines[kind].points) / share
    assert len(small.roads.points) < len(large.roads.points) / 2


def test_borders_are_long_lines(ground: Ground) -> None:
    # The sources have them in 4196 pieces.
    provinces = ground.outlines(9.0).lines[Line.PROVINCE]
    pieces = np.count_nonzero(provinces.first[1:] != provinces.last[:-1]) + 1
    assert pieces < 1500


def test_beyond_the_finest_zoom_nothing_is_made_anew(ground: Ground) -> None:
    assert ground.outlines(12.0) is ground.outlines(16.5)


def test_everything_is_there_at_every_zoom(ground: Ground) -> None:
    for zoom in (4.0, 5.5, 6.5, 7.5, 17.0):
        rings, outlines = ground.rings(zoom), ground.outlines(zoom)
        assert all(len(rings[fill].points) for fill in Fill)
        assert all(len(outlines.lines[kind].points) for kind in Line)
        lakes, rivers = ground.water(zoom)
        assert len(lakes.points)
        assert list(rivers) == [3, 2, 1]
    assert len(ground.counties().points)


def test_land_is_looked_for_in_the_block_around(ground: Ground) -> None:
    x, y = mercator(31.2, 121.5)
    window = Bounds(x, y, x + 0.004, y + 0.004)
    near = ground.around(9.0, window).land[Fill.CHINA]
    every = ground.rings(9.0)[Fill.CHINA]
    assert 0 < len(near.points) < len(every.points) / 2
    # What is in the window is in it whole.
    points = every.points[
        np.all((every.points >= (x, y)) & (every.points <= (x + 0.004, y + 0.004)), axis=1)
    ]
    assert len(points)
    assert {tuple(point) for point in points.tolist()} <= {
        tuple(point) for point in near.points.tolist()
    }


def test_lines_are_looked_for_in_the_block_around(ground: Ground) -> None:
    x, y = mercator(33.0, 112.0)
    window = Bounds(x, y, x + 0.004, y + 0.004)
    near = ground.around(9.0, window).outlines.lines[Line.PREFECTURE]
    every = ground.outlines(9.0).lines[Line.PREFECTURE]
    assert len(near.first) < len(every.first) / 4
    found, all_of_it = near.within(window), every.within(window)
    assert len(found.points) > 100
    assert found.points.tolist() == all_of_it.points.tolist()
    assert found.begins.tolist() == all_of_it.begins.tolist()


def test_the_islands_of_the_south_china_sea_are_found(ground: Ground) -> None:
    # 永兴岛, 16.83 N 112.33 E, is among them; 海南, some hundred times as wide, is not.
    x, y = mercator(16.83, 112.33)
    islets = ground.islets()
    assert 20 < len(islets) < 60
    assert abs(islets - (x, y)).max(axis=1).min() < 1e-4
    x, y = mercator(19.3, 109.8)
    assert abs(islets - (x, y)).max(axis=1).min() > 1e-3


def test_all_is_made_ready_step_by_step_the_nearest_zooms_first() -> None:
    ground = Ground()
    made: list[int] = []
    while ground.prepare(7.0):
        made.append(ground._water.cache_info().currsize)
    # Six levels of lines, outlines, rings and water, of which the last lines are there already for
    # the islets; and the base, courses, roads, islets and counties.
    assert len(made) <= 29
    assert sorted(made) == made
    assert made[-1] == 6
    # The files are not read again, and nothing is made again.
    misses = [one.cache_info().misses for one in (ground._rings, ground._outlines, ground._water)]
    assert misses == [6, 6, 6]
    for zoom in (4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 17.0):
        ground.around(zoom, Bounds(0.8, 0.4, 0.801, 0.401))
    assert [
        one.cache_info().misses for one in (ground._rings, ground._outlines, ground._water)
    ] == misses
    assert ground._base.cache_info().currsize == 0
    assert not ground.prepare(12.0)


def test_the_level_of_the_last_tile_is_made_ready_first() -> None:
    ground = Ground()
    while ground._water.cache_info().currsize == 0:
        ground.prepare(9.0)
    ground.around(9.0, Bounds(0.8, 0.4, 0.801, 0.401))
    assert [one.cache_info().misses for one in (ground._rings, ground._outlines)] == [1, 1]


def test_what_a_tile_has_needed_before_is_no_step() -> None:
    ground = Ground()
    ground.around(5.0, Bounds(0.8, 0.4, 0.801, 0.401))
    before = ground._outlines.cache_info().misses
    while ground._outlines.cache_info().misses == before:
        assert ground.prepare(5.0)
    assert ground._outlines.cache_info().currsize == 2
