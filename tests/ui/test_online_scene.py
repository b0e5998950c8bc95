"""Fetched pictures on the map in a window: our own map stays where they are missing."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtQuick import QQuickWindow
from pytestqt.qtbot import QtBot

from network.geo import mercator
from network.tile_source import TileKey, TileSource
from tests.ui.fake_marks import FakeMarks
from ui.map_palette import PALETTES
from ui.map_scene import ChargerMap
from ui.map_source import MapFeed
from ui.online_map import OnlineMap
from ui.speech import Speech

WAIT_MS = 30_000
SHEET = "#C08040"
SEA = (30.9, 123.4)


class Server:
    """Has a picture for every square, for the even columns only, or for none."""

    def __init__(self, file: Path) -> None:
        self.source = TileSource("https://t.example/{theme}/{z}/{x}/{y}")
        self.is_busy = False
        self.has = "none"
        self.wanted: list[TileKey] = []
        self._file = file

    def find(self, key: TileKey) -> Path | None:
        is_there = self.has == "all" or (self.has == "even" and key.column % 2 == 0)
        return self._file if is_there else None

    def want(self, keys: Iterable[TileKey]) -> None:
        self.wanted = list(keys)


class Shown:
    """A map with a server's pictures, in a window."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        sheet = QImage(256, 256, QImage.Format.Format_RGB32)
        sheet.fill(QColor(SHEET))
        sheet.save(str(folder / "sheet.png"))
        self.server = Server(folder / "sheet.png")
        self.window = QQuickWindow()
        self.window.resize(960, 600)
        self.online = OnlineMap(Speech(), self.window)
        self.online.use(self.server)
        self.map = ChargerMap(self.window.contentItem())
        self.map.setSize(QSize(960, 600))
        self.map.setProperty("online", self.online)
        self.map.setProperty("feed", MapFeed(FakeMarks(), self.window))
        self.qtbot = qtbot
        self.window.show()
        self.map.lookAt(31.2, 120.8, 8.0)
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: bool(self.map.property("settled")), timeout=WAIT_MS)

    def let_come(self, what: str) -> None:
        self.server.has = what
        self.map.compose_later()
        self.online.came.emit()
        self.qtbot.waitUntil(self._is_painted, timeout=WAIT_MS)
        self.settle()

    def _is_painted(self) -> bool:
        return bool(self.map.property("settled")) and self.server.has in ("none", self._seen())

    def _seen(self) -> str:
        colours = {self.colour(*SEA), self.colour(31.6, 122.9)}
        return "all" if colours == {SHEET} else "even" if SHEET in self._all() else "none"

    def _all(self) -> set[str]:
        picture = self.window.grabWindow()
        return {picture.pixelColor(x, 300).name().upper() for x in range(0, 960, 16)}

    def colour(self, lat: float, lon: float) -> str:
        x, y = self.map.pilot.camera.screen_of(*mercator(lat, lon))
        picture = self.window.grabWindow()
        return picture.pixelColor(round(x / 2), round(y / 2)).name().upper()

    def names_in_view(self) -> int:
        bounds = self.map.pilot.camera.bounds
        return sum(bounds.holds(x, y) for x, y in self.map.picture._label_at.tolist())

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def shown(qapp: QCoreApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Shown]:
    assert qapp is not None
    made = Shown(qtbot, tmp_path)
    yield made
    made.close()


def test_pictures_replace_our_own_map_and_its_names_as_they_come(shown: Shown) -> None:
    assert shown.colour(*SEA) == PALETTES["night"].water
    assert shown.server.wanted
    assert shown.names_in_view() > 5
    shown.let_come("even")
    assert PALETTES["night"].water in shown._all()
    shown.let_come("all")
    assert shown.colour(*SEA) == SHEET
    assert shown.names_in_view() == 0


def test_pictures_that_came_while_their_tile_was_painted_without_them_are_shown(
    shown: Shown,
) -> None:
    shown.let_come("even")
    shown.server.has = "all"
    # Painted with the pictures there were when it was ordered.
    blank = QImage(512, 512, QImage.Format.Format_RGB32)
    blank.fill(QColor(PALETTES["night"].water))
    shown.map.press.painted.emit(shown.map.picture._wanted[0], blank)
    shown.qtbot.waitUntil(shown._is_painted, timeout=WAIT_MS)
    assert shown._seen() == "all"


def test_what_is_out_of_view_is_not_wanted_any_more(shown: Shown) -> None:
    shown.map.lookAt(40.0, 116.4, 8.0)
    shown.settle()
    x, y = mercator(40.0, 116.4)
    # Half the view is 960 dp, a tile 1024 dp, of a world of 65 536 dp.
    for key in shown.server.wanted:
        at = shown.server.source.extent(key)
        assert abs(at.left - x) < (960 + 1024) / 65_536 + 2.0**-key.zoom
        assert abs(at.top - y) < (600 + 1024) / 65_536 + 2.0**-key.zoom
