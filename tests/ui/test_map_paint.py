from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from network.geo import mercator
from resources.map.packed import end_to_end
from ui.map_paint import TileOrder, TilePainter
from ui.map_palette import PALETTES
from ui.map_shapes import as_rings
from ui.map_tiles import Raster


@pytest.fixture(scope="module")
def painter(qapp: QApplication) -> TilePainter:
    assert qapp is not None
    return TilePainter()


def _colour_at(painter: TilePainter, lat: float, lon: float, theme: str, zoom: float = 8.0) -> str:
    """Paint a tile around a place and look at its middle."""
    x, y = mercator(lat, lon)
    span = 512 / (256 * 2.0**zoom)
    image = painter.paint(TileOrder(theme, zoom, x - span / 2, y - span / 2, span, 512))
    assert image.format() == QImage.Format.Format_RGB32
    return image.pixelColor(256, 256).name().upper()


@pytest.mark.parametrize("theme", ["night", "night-dim", "day"])
def test_land_and_water_have_the_colours_of_the_theme(painter: TilePainter, theme: str) -> None:
    palette = PALETTES[theme]
    assert _colour_at(painter, 33.6, 113.2, theme) == palette.land  # the fields of Henan
    assert _colour_at(painter, 38.5, 119.5, theme) == palette.water  # 渤海
    assert _colour_at(painter, 46.5, 104.5, theme) == palette.abroad  # Mongolia
    assert _colour_at(painter, 31.2, 120.15, theme) == palette.water  # 太湖
    assert _colour_at(painter, 36.95, 100.1, theme) == palette.water  # 青海湖


@pytest.mark.parametrize(
    ("place", "lat", "lon"),
    [("藏南", 28.0, 94.0), ("台湾", 23.8, 121.0), ("海南", 19.3, 109.8), ("阿克赛钦", 35.2, 79.5)],
)
def test_the_territory_is_drawn_as_on_maps_published_in_china(
    painter: TilePainter, place: str, lat: float, lon: float
) -> None:
    assert _colour_at(painter, lat, lon, "day") == PALETTES["day"].land, place


def test_no_water_shows_where_two_provinces_meet(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert qapp is not None
    painter = TilePainter()
    # 重庆 and its neighbours come from sources whose outlines do not quite meet. Its rivers aside.
    monkeypatch.setattr(painter._ground, "_water", lambda _level: (as_rings(end_to_end([])), {}))
    x, y = mercator(30.0, 107.0)
    span = 1600 / (256 * 2.0**8)
    image = painter.paint(TileOrder("day", 6.0, x - span / 2, y - span / 2, span, 512))
    water = QColor(PALETTES["day"].water).rgb()
    assert sum(image.pixel(i, j) == water for i in range(512) for j in range(512)) == 0


def test_what_lies_beyond_the_date_line_is_painted_to_the_east(painter: TilePainter) -> None:
    # Alaska, 65 N 150 W, is 0.083 worlds east of the date line.
    x, y = mercator(65.0, -150.0)
    span = 512 / (256 * 2.0**4)
    image = painter.paint(TileOrder("day", 4.0, x + 1 - span / 2, y - span / 2, span, 512))
    assert image.pixelColor(256, 256).name().upper() == PALETTES["day"].abroad


def test_a_tile_can_be_painted_at_two_pixels_a_dp() -> None:
    assert TileOrder("day", 8.0, 0.8, 0.4, 1 / 256, 512).ratio == 2.0


def _picture(folder: Path, colour: str) -> str:
    image = QImage(256, 256, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    file = folder / "1.png"
    assert image.save(str(file))
    return str(file)


def _under(file: str, theme: str, *, is_dimmed: bool = False) -> TileOrder:
    """Order a tile of 河南 whose left half lies under a picture."""
    x, y = mercator(33.6, 113.2)
    span = 512 / (256 * 2.0**8)
    raster = Raster(file, x - span / 2, y - span / 2, x, y + span / 2)
    return TileOrder(
        theme, 8.0, x - span / 2, y - span / 2, span, 512, (raster,), is_dimmed=is_dimmed
    )


def test_a_fetched_picture_lies_over_our_own_map_where_it_belongs(
    painter: TilePainter, tmp_path: Path
) -> None:
    image = painter.paint(_under(_picture(tmp_path, "#C08040"), "day"))
    assert image.pixelColor(255, 256).name().upper() == "#C08040"
    assert image.pixelColor(257, 256).name().upper() == PALETTES["day"].land


def test_a_picture_for_the_day_is_dimmed_at_night(painter: TilePainter, tmp_path: Path) -> None:
    image = painter.paint(_under(_picture(tmp_path, "#FFFFFF"), "night", is_dimmed=True))
    # 0x8C / 255 = 55 % of #0B1116 over white: 0.45 * 255 + 0.55 * 0x0B = 121.
    assert image.pixelColor(100, 256).red() == pytest.approx(121, abs=2)


def test_a_picture_that_cannot_be_read_leaves_our_own_map(
    painter: TilePainter, tmp_path: Path
) -> None:
    file = tmp_path / "1.tile"
    file.write_bytes(b"<html>")
    image = painter.paint(_under(str(file), "day"))
    assert image.pixelColor(200, 256).name().upper() == PALETTES["day"].land
    missing = painter.paint(_under(str(tmp_path / "gone.tile"), "day"))
    assert missing.pixelColor(200, 256).name().upper() == PALETTES["day"].land


@pytest.mark.parametrize("zoom", [5.0, 8.0, 13.0])
@pytest.mark.parametrize(
    ("place", "lat", "lon"), [("永兴岛", 16.83, 112.33), ("太平岛", 10.37, 114.36)]
)
def test_islands_of_the_south_china_sea_show_however_small(
    painter: TilePainter, zoom: float, place: str, lat: float, lon: float
) -> None:
    palette = PALETTES["day"]
    x, y = mercator(lat, lon)
    span = 512 / (256 * 2.0**zoom)
    image = painter.paint(TileOrder("day", zoom, x - span / 2, y - span / 2, span, 512))
    reach = 4 if zoom < 9.0 else 100
    around = range(256 - reach, 256 + reach)
    colours = {image.pixelColor(i, j).name().upper() for i in around for j in around}
    assert (palette.national if zoom < 9.0 else palette.land) in colours, place
