from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.shown_map import Shown

Key = Qt.Key


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Shown]:
    shown = Shown(qtbot)
    # Keys go to the active window: a test before may have left another.
    shown.window.requestActivate()
    qtbot.waitUntil(shown.window.isActive)
    yield shown
    shown.close()


def _press(shown: Shown, key: Qt.Key) -> None:
    QTest.keyClick(shown.window, key)
    shown.settle()


def test_keys_move_the_map_and_find_the_car(shown: Shown) -> None:
    shown.map.takeKeys()
    for name, value in (("carLat", 31.0), ("carLon", 121.0), ("carKnown", True)):
        shown.map.setProperty(name, value)
    _press(shown, Key.Key_Plus)
    assert shown.map.property("zoom") == 9.0
    _press(shown, Key.Key_Minus)
    assert shown.map.property("zoom") == 8.0
    _press(shown, Key.Key_Right)
    # 200 dp of a world of 65536 dp, in degrees.
    assert shown.map.property("centreLon") == pytest.approx(120.8 + 200 / 65536 * 360)
    assert not shown.map.property("following")
    _press(shown, Key.Key_Home)
    assert shown.map.property("centreLat") == pytest.approx(31.0)
    assert shown.map.property("following")
    shown.map.setProperty("carHeading", 80.0)
    shown.map.turn()
    shown.settle()
    assert shown.map.property("headingUp")
    _press(shown, Key.Key_N)
    assert not shown.map.property("headingUp")
    assert shown.map.property("turnDeg") == 0.0


def test_a_field_that_is_written_in_keeps_its_keys(shown: Shown) -> None:
    field = QQuickItem(shown.window.contentItem())
    field.forceActiveFocus(Qt.FocusReason.OtherFocusReason)
    shown.map.takeKeys()
    _press(shown, Key.Key_Plus)
    assert shown.map.property("zoom") == 8.0
    field.setFocus(False)
    shown.map.takeKeys()
    _press(shown, Key.Key_Plus)
    assert shown.map.property("zoom") == 9.0
