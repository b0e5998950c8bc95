"""The search in a real window: keys of the glass and of the desk, and what they leave in sight."""

import pytest
from PySide6.QtCore import QMetaObject, QPointF, QRectF, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from tests.ui.test_pages import (  # noqa: F401 - fixtures
    Shown,
    is_clipped,
    show_scene,
    shown,
    window,
)

SIZES = ((1920, 1200), (1280, 720), (1024, 640), (1200, 1920))


def box_of(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def open_card(shown: Shown, scene: str, size: tuple[int, int], language: str = "en") -> float:  # noqa: F811
    """Show a scene of the search, and wait until its card has faded in."""
    dp = show_scene(shown, scene, size, language)
    wait_for_card(shown)
    # The window outlives its worlds: the list may still lie where another test left it.
    QMetaObject.invokeMethod(shown.find("search.list"), "positionViewAtBeginning")
    shown.settle()
    return dp


def wait_for_card(shown: Shown) -> None:  # noqa: F811
    sheet = shown.window.findChild(QQuickItem, "search.sheet")
    assert isinstance(sheet, QQuickItem)
    for _ in range(300):
        if sheet.opacity() == 1:
            break
        QTest.qWait(10)
    assert sheet.opacity() == 1
    shown.settle()


def texts(shown: Shown) -> set[str]:  # noqa: F811
    return {str(item.property("text")) for item in shown.items() if item.inherits("QQuickText")}


@pytest.mark.parametrize("language", ["zh", "en", "fr"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scene", ["search", "found", "found_nothing"])
def test_nothing_is_cut_and_the_keyboard_leaves_the_list_in_sight(
    shown: Shown,  # noqa: F811
    scene: str,
    size: tuple[int, int],
    language: str,
) -> None:
    dp = open_card(shown, scene, size, language)
    glass = QRectF(0, 0, *size).adjusted(-0.5, -0.5, 0.5, 0.5)
    for item in shown.items():
        if item.inherits("QQuickText") and item.property("text"):
            assert not item.property("truncated"), item.property("text")
            assert glass.contains(box_of(item)) or is_clipped(item, box_of(item))
    keys = [item for item in shown.items() if item.objectName().startswith("keyboard.")]
    assert len(keys) == 40
    board = box_of(shown.find("search.keyboard"))
    assert glass.contains(board)
    assert not board.intersects(box_of(shown.find("search.list")))
    assert not board.intersects(box_of(shown.find("search.bar")))
    for key in keys:
        assert min(key.width(), key.height()) >= 76 * dp - 0.01, key.objectName()


def test_the_bar_opens_the_card_and_the_keys_of_the_glass_type(shown: Shown) -> None:  # noqa: F811
    shown.show(1280, 720)
    shown.tap("search.bar")
    assert shown.world.glass.left_column.property("shown") == "search"
    wait_for_card(shown)
    for sign in "tdx":
        shown.tap(f"keyboard.key_{sign}")
    shown.tap("keyboard.erase")
    assert shown.find("search.field").property("text") == "td"
    assert "虹桥<b>天地</b>超充站" in texts(shown)
    shown.tap("search.row_find_0")
    assert shown.world.glass.left_column.property("shown") == "station"


def test_a_keyboard_on_the_desk_takes_the_one_on_the_glass_away(shown: Shown) -> None:  # noqa: F811
    open_card(shown, "search", (1280, 720))
    shown.tap("search.bar")
    for key in (Qt.Key.Key_H, Qt.Key.Key_Q, Qt.Key.Key_T, Qt.Key.Key_D):
        QTest.keyClick(shown.window, key)
    shown.settle()
    assert shown.world.controllers.search.property("query") == "hqtd"
    assert not [item for item in shown.items() if item.objectName() == "search.keyboard"]
    QTest.keyClick(shown.window, Qt.Key.Key_Return)
    shown.settle()
    assert shown.world.glass.left_column.property("shown") == "station"


def test_escape_and_back_close_the_card_and_clear_empties_the_field(shown: Shown) -> None:  # noqa: F811
    open_card(shown, "found", (1280, 720))
    shown.tap("search.clear")
    assert shown.find("search.field").property("text") == ""
    shown.tap("search.back")
    assert shown.world.glass.left_column.property("shown") == ""
    shown.tap("search.bar")
    QTest.keyClick(shown.window, Qt.Key.Key_Escape)
    assert shown.world.glass.left_column.property("shown") == ""


def test_what_was_chosen_is_cleared_with_one_tap(shown: Shown) -> None:  # noqa: F811
    open_card(shown, "search", (1920, 1200))
    shown.tap("search.clear_recent")
    assert shown.world.journal.settings["search.recent"] == "[]"
    rows = shown.world.controllers.search._rows.rows
    assert "head_recent" not in [row.key for row in rows]


def test_a_name_that_looks_like_a_tag_is_shown_as_it_is(shown: Shown) -> None:  # noqa: F811
    open_card(shown, "found_nothing", (1280, 720))
    assert any("<b>qqq" in text and "\u202e" not in text for text in texts(shown))


def test_sorting_brings_what_is_near_in_sight(shown: Shown) -> None:  # noqa: F811
    open_card(shown, "search", (1280, 720))
    shown.tap("search.sort_cheapest")
    heads = [
        item
        for item in shown.items()
        if item.inherits("QQuickText") and item.property("text") == "Cheapest nearby"
    ]
    (head,) = heads
    top = shown.find("search.list").mapToScene(QPointF()).y()
    # The list ends below: it is as far up as the list goes.
    assert top <= head.mapToScene(QPointF()).y() <= top + shown.find("search.list").height()
