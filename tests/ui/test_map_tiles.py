from random import Random

import pytest

from ui.map_camera import Bounds
from ui.map_tiles import FARTHEST_STAND_IN, Style, Tile, cover, grid_of, tiles_of

NIGHT = Style("night", 1.0)
# At one pixel a dp and zoom 1 the world is 512 dp wide: one tile.


def test_a_tile_of_512_pixels_spans_the_world_at_zoom_1() -> None:
    assert Tile(NIGHT, 1.0, 0, 0).span == 1.0


def test_a_tile_spans_half_as_much_when_a_dp_has_two_pixels() -> None:
    assert Tile(Style("night", 2.0), 1.0, 0, 0).span == 0.5


def test_the_tiles_of_a_window_are_listed_from_its_middle() -> None:
    tiles = tiles_of(NIGHT, 3.0, Bounds(0.3, 0.3, 0.7, 0.45))
    assert {(tile.i, tile.j) for tile in tiles} == {(1, 1), (2, 1)}
    tiles = tiles_of(NIGHT, 4.0, Bounds(0.3, 0.3, 0.8, 0.3))
    assert (tiles[0].i, tiles[0].j) == (4, 2)


def test_wanted_tiles_are_shown_alone_when_all_are_there() -> None:
    wanted = [Tile(NIGHT, 3.0, 1, 1), Tile(NIGHT, 3.0, 2, 1)]
    assert cover(wanted, [*wanted, Tile(NIGHT, 2.0, 0, 0)]) == wanted


def test_a_coarser_tile_stands_in_below_for_a_missing_one() -> None:
    wanted = [Tile(NIGHT, 3.0, 1, 1), Tile(NIGHT, 3.0, 2, 1)]
    parent = Tile(NIGHT, 2.0, 0, 0)
    assert cover(wanted, [wanted[1], parent]) == [parent, wanted[1]]


def test_finer_tiles_stand_in_when_zooming_out() -> None:
    wanted = Tile(NIGHT, 2.0, 0, 0)
    children = [Tile(NIGHT, 3.0, i, j) for i in (0, 1) for j in (0, 1)]
    assert set(cover([wanted], children)) == set(children)


def test_the_nearest_zoom_that_covers_is_enough() -> None:
    wanted = Tile(NIGHT, 4.0, 2, 2)
    near, far = Tile(NIGHT, 3.0, 1, 1), Tile(NIGHT, 2.0, 0, 0)
    assert cover([wanted], [near, far]) == [near]


def test_a_nearer_zoom_is_painted_over_a_farther_one_where_it_covers_only_a_part() -> None:
    wanted = Tile(NIGHT, 2.0, 0, 0)
    child, far = Tile(NIGHT, 3.0, 0, 0), Tile(NIGHT, 1.0, 0, 0)
    assert cover([wanted], [child, far]) == [far, child]


def test_tiles_of_the_old_theme_stand_in_when_the_theme_changes() -> None:
    day = Tile(Style("day", 1.0), 3.0, 1, 1)
    night = Tile(NIGHT, 3.0, 1, 1)
    assert cover([day], [night]) == [night]


def test_nothing_is_shown_where_nothing_is_there() -> None:
    assert cover([Tile(NIGHT, 3.0, 1, 1)], []) == []


def test_a_tile_enlarged_more_than_eight_times_stands_in_for_none() -> None:
    wanted = Tile(NIGHT, 8.0, 40, 40)
    assert cover([wanted], [Tile(NIGHT, 4.0, 2, 2)]) == []
    assert cover([wanted], [Tile(NIGHT, 5.0, 5, 5)]) == [Tile(NIGHT, 5.0, 5, 5)]


def test_windows_that_meet_the_same_tiles_have_one_grid() -> None:
    grid = grid_of(NIGHT, 3.0, Bounds(0.3, 0.3, 0.7, 0.45))
    assert grid == (NIGHT, 3.0, 1, 1, 2, 1)
    assert grid == grid_of(NIGHT, 3.0, Bounds(0.26, 0.4, 0.74, 0.49))
    assert grid != grid_of(NIGHT, 3.0, Bounds(0.3, 0.3, 0.76, 0.45))


@pytest.mark.parametrize(("step", "holes"), [(1.0, 0), (0.5, 20)])
def test_whatever_can_be_covered_is_covered(step: float, holes: int) -> None:
    # Tiles half a zoom apart do not share edges: there a sliver may stay plain.
    random, missed = Random(7), 0
    for _ in range(100):
        zooms = [3.0 + step * random.randrange(round(4 / step)) for _ in range(3)]
        have = [tile for zoom in zooms for tile in _some(random, zoom, 12)]
        wanted = _some(random, random.choice(zooms), 6)
        found = cover(wanted, have)
        assert set(found) <= set(have)
        near = [t for t in have if abs(t.zoom - wanted[0].zoom) <= FARTHEST_STAND_IN]
        for tile in wanted:
            bounds = tile.bounds
            for _ in range(10):
                x = random.uniform(bounds.left, bounds.right)
                y = random.uniform(bounds.top, bounds.bottom)
                if any(one.bounds.holds(x, y) for one in near):
                    missed += not any(one.bounds.holds(x, y) for one in found)
    assert missed <= holes  # of 6000 points


def test_what_nearer_ones_hide_is_not_drawn() -> None:
    wanted, far = Tile(NIGHT, 3.0, 4, 3), Tile(NIGHT, 2.0, 2, 1)
    children = [Tile(NIGHT, 4.0, i, j) for i in (8, 9) for j in (6, 7)]
    assert set(cover([wanted], [far, *children])) == set(children)
    # Two zooms that show the same quarter leave the rest to the far one.
    finer = [Tile(NIGHT, 5.0, i, j) for i in (16, 17) for j in (12, 13)]
    assert set(cover([wanted], [far, children[0], *finer])) == {far, children[0]}


def _some(random: Random, zoom: float, count: int) -> list[Tile]:
    tiles = tiles_of(NIGHT, zoom, Bounds(0.6, 0.3, 0.85, 0.5))
    return random.sample(tiles, min(count, len(tiles)))
