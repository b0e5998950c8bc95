from math import cos, hypot, radians
from pathlib import Path
from random import Random

import pytest

from network.geo import gcj02_to_wgs84, mercator, unmercator
from network.tile_source import (
    Datum,
    Extent,
    TileKey,
    TileSource,
    TileSourceError,
    parse_template,
    read_source,
)

WEB = "https://{s}.tile.example/{z}/{x}/{y}.png"
# 上海, 31.23 N 121.47 E: at zoom 10 column 857, row 418 of the web's grid (worked out by hand:
# 1024 * (121.47 + 180) / 360 = 857.5).
SHANGHAI = TileKey(10, 857, 418)


def test_an_address_names_zoom_column_and_row() -> None:
    assert TileSource(WEB).url(SHANGHAI) == "https://a.tile.example/10/857/418.png"


def test_rows_may_count_from_the_south() -> None:
    # 2^10 - 1 - 418, as TMS 1.0.0 counts.
    source = TileSource("https://t.example/{z}/{x}/{-y}.png")
    assert source.url(SHANGHAI) == "https://t.example/10/857/605.png"


def test_a_source_with_two_themes_is_asked_for_the_one_that_shows() -> None:
    source = TileSource("https://t.example/{theme}/{z}/{x}/{y}")
    (key,) = source.over(Extent(0.83, 0.41, 0.8301, 0.4101), 8, "dark")
    assert source.url(key) == "https://t.example/dark/8/212/104"


def test_a_window_meets_the_squares_that_it_touches_and_no_others() -> None:
    side = 2.0**-4
    exactly = Extent(12 * side, 6 * side, 13 * side, 7 * side)
    assert TileSource(WEB).over(exactly, 4) == [TileKey(4, 12, 6)]
    wider = Extent(12 * side, 6 * side, 13.5 * side, 7 * side)
    assert TileSource(WEB).over(wider, 4) == [TileKey(4, 12, 6), TileKey(4, 13, 6)]


def test_beyond_the_deepest_zoom_its_pictures_serve() -> None:
    source = TileSource(WEB, deepest=12)
    keys = source.over(Extent(0.83, 0.41, 0.8301, 0.4101), 17)
    assert {key.zoom for key in keys} == {12}


def test_squares_on_the_shifted_ground_cover_the_window_without_a_hole() -> None:
    source = TileSource(WEB, Datum.GCJ02)
    x, y = mercator(31.23, 121.47)
    side = 2.0**-16
    keys = source.over(Extent(x, y, x + 4 * side, y + 4 * side), 16)
    found = [source.extent(key) for key in keys]
    assert min(one.left for one in found) <= x
    assert max(one.right for one in found) >= x + 4 * side
    assert min(one.top for one in found) <= y
    assert max(one.bottom for one in found) >= y + 4 * side


def test_what_a_shifted_square_shows_lies_within_0_7_pixels_of_the_truth() -> None:
    random = Random(20250709)
    source, worst_px = TileSource(WEB, Datum.GCJ02), 0.0
    for zoom in (8, 11, 14, 18):
        count = 2**zoom
        for _ in range(60):
            x, y = mercator(random.uniform(20, 50), random.uniform(80, 125))
            key = TileKey(zoom, int(x * count), int(y * count))
            at = source.extent(key)
            for u, v in ((0.0, 0.0), (1.0, 0.0), (0.5, 0.5), (0.0, 1.0), (1.0, 1.0)):
                shown = (at.left + (at.right - at.left) * u, at.top + (at.bottom - at.top) * v)
                drawn = unmercator((key.column + u) / count, (key.row + v) / count)
                true = mercator(*gcj02_to_wgs84(*drawn))
                apart = hypot(shown[0] - true[0], shown[1] - true[1])
                worst_px = max(worst_px, apart * count * 256)
    assert 0.01 < worst_px < 0.7


def test_a_shifted_square_moves_by_as_much_as_the_ground() -> None:
    # GCJ-02 is 469 m off at 上海 (network.geo, vectors of wandergis/coordtransform).
    plain, shifted = TileSource(WEB).extent(SHANGHAI), TileSource(WEB, Datum.GCJ02).extent(SHANGHAI)
    metres = 40_075_017 * cos(radians(31.23))
    apart = hypot(shifted.left - plain.left, shifted.top - plain.top) * metres
    assert 300 < apart < 700


@pytest.mark.parametrize(
    ("template", "says"),
    [
        ("tile.example/{z}/{x}/{y}", "no address"),
        ("file:///etc/{z}{x}{y}", "no address"),
        ("https://t.example/{z}/{x}", "lacks"),
        ("http://[/{z}/{x}/{y}", "no address"),
        ("http://t.example:abc/{z}/{x}/{y}", "no address"),
        ("http://t.example:99999/{z}/{x}/{y}", "no address"),
        ("http://t.example:0/{z}/{x}/{y}", "no address"),
        ("http://user:pw@t.example/{z}/{x}/{y}", "no address"),
        ("http://t.example/{z}/ {x}/{y}", "no address"),
        ("http://t.example/{z}/{x}/{y}\r\nHost: other", "no address"),
        ("http://:80/{z}/{x}/{y}", "no address"),
        ("https://t.example/{z}/{x}/{y}/{-y}", "both"),
        ("https://t.example/{z}/{x}/{y}?k={key}", r"\{key\} is not known"),
    ],
)
def test_a_template_that_cannot_work_is_refused_in_a_line(template: str, says: str) -> None:
    with pytest.raises(TileSourceError, match=says) as caught:
        parse_template(template)
    assert "\n" not in str(caught.value)


def test_a_file_names_a_source(tmp_path: Path) -> None:
    file = tmp_path / "tiles.toml"
    file.write_text(
        'url = "https://{s}.t.example/{z}/{x}/{y}"\ndatum = "gcj02"\n'
        'attribution = "© 图"\nservers = ["1", "2"]\ndeepest = 16\n',
        "utf-8",
    )
    source = read_source(file)
    assert (source.datum, source.attribution, source.deepest) == (Datum.GCJ02, "© 图", 16)
    assert source.url(SHANGHAI).startswith("https://2.t.example/")


@pytest.mark.parametrize(
    "text",
    ["url = 5", "ur", 'url = "https://t/{z}{x}{y}"\ndatum = "bd09"',
     'url = "https://t/{z}{x}{y}"\ndeepest = 99', 'url = "https://t/{z}{x}{y}"\nkey = 1',
     'url = "https://t/{z}{x}{y}"\nservers = "abc"'],
)  # fmt: skip
def test_a_file_that_cannot_work_is_refused_by_name(tmp_path: Path, text: str) -> None:
    file = tmp_path / "tiles.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(TileSourceError, match=r"tiles\.toml: "):
        read_source(file)


def test_a_folder_name_does_not_tell_the_key_in_an_address() -> None:
    name = TileSource("https://t.example/{z}/{x}/{y}?key=sesame").name
    assert "sesame" not in name
    assert len(name) == 16
