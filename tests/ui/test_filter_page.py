"""Touch the filters in a real window: choices, chips, names typed on the glass and beside it."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.ui.test_pages import (  # noqa: F401 - fixtures
    Shown,
    is_interactive,
    show_scene,
    shown,
    window,
)


@pytest.mark.parametrize("size", [(1024, 640), (1200, 1920)])
@pytest.mark.parametrize("language", ["zh", "en", "fr"])
@pytest.mark.parametrize("scene", ["filters", "filters_saved", "filters_naming"])
def test_no_word_of_the_filters_is_cut_on_a_narrow_glass(
    shown: Shown,  # noqa: F811
    scene: str,
    language: str,
    size: tuple[int, int],
) -> None:
    dp = show_scene(shown, scene, size, language)
    for item in shown.items():
        if item.inherits("QQuickText"):
            assert not item.property("truncated"), item.property("text")
        if is_interactive(item):
            assert min(item.width(), item.height()) >= 76 * dp - 0.01, item.objectName()


def test_a_name_is_typed_on_the_glass_and_the_filter_kept(shown: Shown) -> None:  # noqa: F811
    show_scene(shown, "filters", (1920, 1200))
    shown.tap("filters.save")
    for key in ("keyboard.key_h", "keyboard.key_i", "keyboard.key_t", "keyboard.erase"):
        shown.tap(key)
    shown.tap("keyboard.enter")
    filters = shown.world.controllers.filters
    assert [row.word for row in filters._saved.rows] == ["hi"]
    shown.tap("map.chip_saved_0")
    assert filters.property("active") == 0


def test_a_name_is_typed_on_a_keyboard_too_and_the_map_leaves_it_the_keys(shown: Shown) -> None:  # noqa: F811
    show_scene(shown, "filters", (1920, 1200))
    shown.window.requestActivate()
    shown.tap("filters.save")
    for key in (Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_Backspace, Qt.Key.Key_Return):
        QTest.keyClick(shown.window, key)
    shown.settle()
    filters = shown.world.controllers.filters
    assert [row.word for row in filters._saved.rows] == ["a"]


def test_a_kept_filter_s_chip_held_down_asks_for_another_name(shown: Shown) -> None:  # noqa: F811
    show_scene(shown, "filters_saved", (1920, 1200))
    shown.tap("filters.close")
    QTest.qWait(250)
    chip = shown.find("map.chip_saved_0")
    at = chip.mapToScene(QPointF(chip.width() / 2, chip.height() / 2)).toPoint()
    QTest.mousePress(shown.window, Qt.MouseButton.LeftButton, pos=at)
    QTest.qWait(QGuiApplication.styleHints().mousePressAndHoldInterval() + 200)
    QTest.mouseRelease(shown.window, Qt.MouseButton.LeftButton, pos=at)
    shown.settle()
    assert shown.find("filters.name").property("text") == "虹桥通勤"
    assert shown.find("map.chip_saved_0").property("chosen"), "it was held, not tapped"
    shown.tap("filters.delete")
    assert shown.world.controllers.filters.property("saved_count") == 2


def test_a_tap_on_a_choice_changes_the_pins_and_the_chips(shown: Shown) -> None:  # noqa: F811
    shown.show(1920, 1200)
    shown.tap("map.filters")
    QTest.qWait(250)
    assert shown.world.source.index.totals == (1, 3, 2)
    shown.tap("filters.access_plug_and_charge")
    assert shown.world.source.index.totals == (1, 1, 1)
    assert shown.find("map.chip_plug_and_charge").property("chosen")
    shown.tap("filters.clear")
    assert shown.world.source.index.totals == (1, 3, 2)
    shown.tap("filters.show")
    assert shown.world.glass.left_column.property("shown") == ""
