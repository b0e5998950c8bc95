import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from network.geo import mercator
from ui.map_paint import TileOrder, TilePainter
from ui.map_palette import PALETTES
from ui.map_shapes import as_rings


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
    painter: TilePainter, monkeypatch: pytest.MonkeyPatch
) -> None:
    # 重庆 and its neighbours come from sources whose outlines do not quite meet. Its rivers aside.
    monkeypatch.setattr(painter, "_water", lambda _level: (as_rings([]), {}))
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
