from ui.map_camera import Bounds
from ui.map_tiles import Style, Tile, cover, tiles_of

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
