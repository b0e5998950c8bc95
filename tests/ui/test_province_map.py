"""The country by province: filled by share, tapped by province."""

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from ui.coverage_view import Shade
from ui.province_map import ProvinceMap
from ui.rows_model import RowsModel

pytestmark = pytest.mark.usefixtures("qapp")


def _map() -> ProvinceMap:
    item = ProvinceMap()
    item.setWidth(400)
    item.setHeight(400 * item.property("proportion"))
    item.setProperty("low", QColor("#000000"))
    item.setProperty("high", QColor("#ffffff"))
    item.setProperty("ground", QColor("#ff0000"))
    return item


def _painted(item: ProvinceMap) -> QImage:
    image = QImage(400, 460, QImage.Format.Format_RGB32)
    image.fill(QColor("#0000ff"))
    painter = QPainter(image)
    item.paint(painter)
    painter.end()
    return image


def test_each_place_of_the_map_is_in_its_province() -> None:
    item = _map()
    # Where a name has most room is inside, and the sea is nowhere.
    assert item.province_at(0.2 * 400, 0.25 * 400) == 65  # 新疆, in the north-west
    assert item.province_at(399, 459) == 0


def test_a_province_is_as_bright_as_its_share() -> None:
    item = _map()
    shades = RowsModel(Shade)
    item.setProperty("shades", shades)
    shades.replace([Shade(65, 0.5, "")])
    image = _painted(item)
    assert image.pixelColor(80, 100).lightness() == pytest.approx(128, abs=2)
    assert image.pixelColor(150, 200).lightness() == 0  # 青海 or 西藏: nothing there
    assert image.pixelColor(398, 458) == QColor("#0000ff")


def test_a_tap_tells_the_province() -> None:
    item = _map()
    told: list[int] = []
    item.tapped.connect(told.append)
    item.tapped.emit(item.province_at(80, 100))
    assert told == [65]
