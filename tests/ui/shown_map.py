"""A map in a window, with a handful of marks."""

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt
from PySide6.QtQuick import QQuickWindow
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from network.geo import mercator
from tests.ui.fake_marks import FakeMarks
from ui.map_scene import ChargerMap
from ui.map_source import MapFeed

WAIT_MS = 20_000
# Where nothing stands in the fake: the sea east of Shanghai.
SEA = (30.9, 123.4)


class Shown:
    """A map in a window."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.window = QQuickWindow()
        self.window.resize(1280, 800)
        self.map = ChargerMap(self.window.contentItem())
        self.map.setSize(QSize(1280, 800))
        self.source = FakeMarks()
        self.feed = MapFeed(self.source, self.window)
        self.window.show()
        self.reset()

    def reset(self) -> None:
        self.map.setProperty("feed", self.feed)
        for name, value in (("theme", "night"), ("selectedRow", -1), ("leftInset", 0.0)):
            self.map.setProperty(name, value)
        self.map.lookAt(31.2, 120.8, 8.0)
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: bool(self.map.property("settled")), timeout=WAIT_MS)

    def point(self, lat: float, lon: float) -> QPoint:
        dp = 1280 / 1920
        x, y = self.map.pilot.camera.screen_of(*mercator(lat, lon))
        return QPoint(round(x * dp), round(y * dp))

    def click(self, at: QPoint) -> None:
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(self.window, left, none, at)

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
