from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem, QQuickWindow
from pytestqt.qtbot import QtBot

from ui.splash import Splash

TITLE = "Chargedeck"


def _windows() -> list[QQuickWindow]:
    shown = (each for each in QGuiApplication.topLevelWindows() if each.isVisible())
    return [each for each in shown if isinstance(each, QQuickWindow) and each.title() == TITLE]


def _part(name: str) -> QQuickItem:
    part = _windows()[-1].findChild(QObject, name)
    assert isinstance(part, QQuickItem)
    return part


@pytest.fixture
def splash(qtbot: QtBot) -> Iterator[Splash]:
    assert qtbot is not None
    splash = Splash(QSize(1280, 720), is_full=False)
    yield splash
    splash.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.usefixtures("splash")
def test_the_window_has_the_size_of_the_glass() -> None:
    assert _windows()[-1].size() == QSize(1280, 720)


def test_the_bar_is_as_long_as_the_share_that_is_done(splash: Splash) -> None:
    assert _part("splash.done").width() == 0.0
    splash.show_share(0.25)
    # The track has 640 dp; on 720 of the design's 1200 rows a dp is 0.6 of a unit.
    assert _part("splash.track").width() == pytest.approx(384.0)
    assert _part("splash.done").width() == pytest.approx(96.0)
    splash.show_share(1.0)
    assert _part("splash.done").width() == _part("splash.track").width()


def test_a_closed_splash_is_gone(splash: Splash) -> None:
    before = len(_windows())
    splash.close()
    assert len(_windows()) == before - 1
