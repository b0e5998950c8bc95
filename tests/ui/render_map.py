"""Render the fake map into a picture in whichever renderer Qt finds; for test_map_renderers."""

import sys

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QEventLoop, QSize
from PySide6.QtQuick import QQuickWindow
from PySide6.QtWidgets import QApplication

from tests.ui.fake_marks import FakeMarks
from ui.map_scene import ChargerMap
from ui.map_source import MapFeed

_PATIENCE_MS = 60_000


def main(target: str) -> int:
    app = QApplication([])
    window = QQuickWindow()
    window.resize(1280, 720)
    shown = ChargerMap(window.contentItem())
    shown.setSize(QSize(1280, 720))
    shown.setProperty("feed", MapFeed(FakeMarks(), window))
    shown.setProperty("selectedRow", 1)
    for name, value in (("carLat", 31.0), ("carLon", 120.9), ("carHeading", 30.0)):
        shown.setProperty(name, value)
    shown.setProperty("carKnown", True)
    shown.setProperty("route", [31.0, 120.9, 31.3, 121.0, 31.2, 121.4, 32.4, 121.9, 40.0, 121.9])
    shown.lookAt(31.2, 120.8, 8.0)
    window.show()
    clock = QElapsedTimer()
    clock.start()
    while not shown.property("settled") and clock.elapsed() < _PATIENCE_MS:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
    window.grabWindow().save(target)
    print(window.rendererInterface().graphicsApi().name)  # noqa: T201 - the test reads it
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
