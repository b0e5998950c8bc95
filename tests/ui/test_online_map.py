from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from network.raster_tiles import Trouble
from network.tile_source import TileKey, TileSource
from ui.map_tiles import Style, Tile
from ui.online_map import OnlineMap
from ui.speech import Speech

WEB = TileSource("https://t.example/{z}/{x}/{y}", attribution="© Example")
THEMED = TileSource("https://t.example/{theme}/{z}/{x}/{y}")
# At zoom 8 and a pixel a dp a tile of 512 pixels is two squares of 256 wide, and as many high.
TILE = Tile(Style("night", 1.0), 8.0, 106, 52)
KEYS = [TileKey(8, column, row) for row in (104, 105) for column in (212, 213)]


class Shelf:
    """Pictures that came so far."""

    def __init__(self, source: TileSource) -> None:
        self.source = source
        self.is_busy = True
        self.there: set[TileKey] = set()
        self.asked: list[list[TileKey]] = []

    def find(self, key: TileKey) -> Path | None:
        return Path(f"{key.column}-{key.row}.tile") if key in self.there else None

    def want(self, keys: Iterable[TileKey]) -> None:
        self.asked.append(list(keys))


def online(shelf: Shelf) -> OnlineMap:
    made = OnlineMap(Speech())
    made.use(shelf)
    return made


def test_without_a_server_there_is_nothing() -> None:
    nothing = OnlineMap(Speech())
    nothing.want([TILE])
    assert nothing.property("attribution") == ""
    assert nothing.rasters(TILE) == []
    assert nothing.behind([TILE], {TILE: 0}) == []
    assert not nothing.is_busy


def test_a_tile_asks_for_the_squares_below_it_once() -> None:
    shelf = Shelf(WEB)
    map_ = online(shelf)
    map_.want([TILE])
    map_.want([TILE])
    assert shelf.asked == [KEYS]
    assert map_.property("attribution") == "© Example"


def test_between_two_zooms_the_deeper_pictures_are_taken() -> None:
    shelf = Shelf(WEB)
    online(shelf).want([Tile(Style("night", 1.0), 8.5, 150, 74)])
    assert {key.zoom for key in shelf.asked[0]} == {9}


def test_a_glass_of_two_pixels_a_dp_takes_pictures_a_zoom_deeper() -> None:
    shelf = Shelf(WEB)
    online(shelf).want([Tile(Style("night", 2.0), 8.0, 212, 104)])
    assert {key.zoom for key in shelf.asked[0]} == {9}


def test_a_tile_is_painted_again_once_all_is_there() -> None:
    shelf = Shelf(WEB)
    map_ = online(shelf)
    shelf.there = set(KEYS[:3])
    assert map_.behind([TILE], {TILE: 0}) == []
    assert map_.covered([TILE], {TILE: 3}) == []
    shelf.there = set(KEYS)
    assert map_.behind([TILE], {TILE: 0}) == [TILE]
    assert map_.behind([TILE], {TILE: 4}) == []
    assert map_.covered([TILE], {TILE: 4}) == [TILE.bounds]


def test_a_tile_is_painted_with_what_there_is_when_no_more_will_come() -> None:
    shelf = Shelf(WEB)
    shelf.there, shelf.is_busy = set(KEYS[:3]), False
    assert online(shelf).behind([TILE], {TILE: 0}) == [TILE]


def test_a_source_with_a_dark_map_is_asked_for_it_and_not_dimmed() -> None:
    shelf = Shelf(THEMED)
    map_ = online(shelf)
    map_.want([TILE])
    assert {key.theme for key in shelf.asked[0]} == {"dark"}
    assert not map_.is_dimmed
    assert online(Shelf(WEB)).is_dimmed


def test_trouble_is_told_in_words_and_taken_back(qapp: QApplication) -> None:
    assert qapp is not None
    map_ = online(Shelf(WEB))
    told: list[str] = []
    map_.told.connect(told.append)
    map_.tell(Trouble.SILENT)
    map_.tell(None)
    assert told == ["The online map does not answer. You see the built-in map.", ""]


def test_what_a_source_says_of_itself_is_inert() -> None:
    map_ = online(Shelf(replace(WEB, attribution="© \u202eelpmaxE\u0000\n图")))
    assert map_.property("attribution") == "© elpmaxE 图"


def test_a_server_that_gives_no_picture_of_what_is_in_view_is_not_named() -> None:
    shelf = Shelf(WEB)
    map_ = online(shelf)
    map_.want([TILE])
    map_.tell(Trouble.LYING)
    assert map_.property("attribution") == ""
    # What was kept earlier is still the server's.
    shelf.there = set(KEYS[:1])
    assert map_.property("attribution") == "© Example"
    shelf.there = set()
    map_.tell(None)
    assert map_.property("attribution") == "© Example"
