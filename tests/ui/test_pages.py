"""Look at every page in a real window: sizes, names, truncation, and what a tap does."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import shiboken6
from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, QUrl
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.glass_world import GlassWorld, receipt
from tests.ui.scenes import SCENES, set_scene
from ui.app import MAIN_QML
from ui.figures import Language
from ui.service_pin import set_pin
from vehicle import signals

# Every language on the smallest glass, the longest words on the others.
LOOKS = (
    ("zh", (1280, 720)),
    ("en", (1280, 720)),
    ("en", (1920, 1200)),
    ("fr", (1280, 720)),
    ("fr", (1920, 1200)),
    ("fr", (1024, 768)),
)
ROLES = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.PageTab,
    QAccessible.Role.ListItem,
}


# What a page itself remembers.
_AT_FIRST = (("page.charge", "sheet", ""),)


class Shown:
    """A glass in a window, which stays while the world behind it is replaced."""

    def __init__(self) -> None:
        self.folder = TemporaryDirectory()
        set_pin(Path(self.folder.name), "4711")
        self.world = GlassWorld()
        self.worlds = [self.world]
        self.engine = QQmlApplicationEngine()
        self.warnings: list[str] = []
        self.engine.warnings.connect(
            lambda found: self.warnings.extend(w.toString() for w in found)
        )
        self.engine.setInitialProperties({"glass": self.world.glass})
        self.engine.load(QUrl.fromLocalFile(str(MAIN_QML)))
        window = self.engine.rootObjects()[0]
        assert isinstance(window, QQuickWindow)
        self.window = window
        self.begin()

    def begin(self) -> None:
        """Start over with another world."""
        world = GlassWorld(folder=Path(self.folder.name))
        world.glass.languageChanged.connect(self.engine.retranslate)
        self.window.setProperty("glass", world.glass)
        for name, setting, value in _AT_FIRST:
            item = self.window.findChild(QObject, name)
            assert item is not None
            item.setProperty(setting, value)
        self.warnings.clear()
        # Every world stays: a glass that is collected while QML still knows it takes QML along.
        self.worlds.append(world)
        self.world = world

    def show(self, width: int, height: int) -> None:
        self.window.resize(QSize(width, height))
        self.window.show()
        self.settle()

    def settle(self) -> None:
        for _ in range(2):
            QTest.qWait(1)
            self.window.grabWindow()

    def items(self) -> Iterator[QQuickItem]:
        """Walk what can be seen."""
        stack = [self.window.contentItem()]
        while stack:
            item = stack.pop()
            if item.isVisible() and item.opacity() > 0:
                yield item
                stack += item.childItems()

    def find(self, name: str) -> QQuickItem:
        return next(item for item in self.items() if item.objectName() == name)

    def tap(self, name: str) -> None:
        item = self.find(name)
        center = item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, pos=center)
        self.settle()


@pytest.fixture(scope="module")
def window(qapp: QApplication) -> Iterator[Shown]:  # noqa: ARG001 - Qt must be there
    shown = Shown()
    yield shown
    shown.window.close()
    # QML goes before the objects that it looks at.
    shiboken6.delete(shown.engine)
    shown.folder.cleanup()


@pytest.fixture
def shown(window: Shown) -> Iterator[Shown]:
    window.begin()
    yield window
    window.world.speech.switch(Language.ENGLISH)
    assert window.warnings == []


def show_scene(shown: Shown, scene: str, size: tuple[int, int], language: str = "en") -> float:
    shown.world.controllers.settings.choose_language(language)
    set_scene(shown.world, scene)
    shown.show(*size)
    if scene.endswith("details"):
        shown.tap("charge.details_button")
    if shown.world.glass.left_column.property("shown"):
        QTest.qWait(250)  # the card fades in for 200 ms
    if scene == "connectors" and size[0] >= 1280:
        shown.tap("station.all")
    return min(size[0] / 1920, size[1] / 1200)


def is_interactive(item: QQuickItem) -> bool:
    name = item.metaObject().className()
    return any(child.inherits("QQuickTapHandler") for child in item.children()) or name.startswith(
        "QQuickMouseArea_clicked"
    )


@pytest.mark.parametrize("scene", SCENES)
def test_everything_to_touch_is_76_dp_and_has_a_name_and_a_role(shown: Shown, scene: str) -> None:
    QAccessible.setActive(True)
    dp = show_scene(shown, scene, (1280, 720))
    touched = [item for item in shown.items() if is_interactive(item)]
    assert len(touched) > 4
    for item in touched:
        assert min(item.width(), item.height()) >= 76 * dp - 0.01, item.objectName()
        assert item.objectName().count(".") == 1, item
        spoken = QAccessible.queryAccessibleInterface(item)
        assert spoken.text(QAccessible.Text.Name), item.objectName()
        assert spoken.role() in ROLES, item.objectName()


@pytest.mark.parametrize("scene", SCENES)
def test_no_text_is_smaller_than_24_dp(shown: Shown, scene: str) -> None:
    dp = show_scene(shown, scene, (1920, 1200))
    small = [
        item.property("text")
        for item in shown.items()
        if item.inherits("QQuickText") and item.property("font").pixelSize() < 24 * dp - 1
    ]
    assert small == []


@pytest.mark.parametrize(("language", "size"), LOOKS)
@pytest.mark.parametrize("scene", SCENES)
def test_nothing_is_cut_in_any_language(
    shown: Shown, scene: str, language: str, size: tuple[int, int]
) -> None:
    show_scene(shown, scene, size, language)
    glass = QRectF(0, 0, *size).adjusted(-0.5, -0.5, 0.5, 0.5)
    for item in shown.items():
        if not item.inherits("QQuickText") or not item.property("text"):
            continue
        assert not item.property("truncated"), item.property("text")
        box = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
        assert glass.contains(box) or is_clipped(item, box), item.property("text")


def is_clipped(item: QQuickItem, box: QRectF) -> bool:
    """Tell whether a list hides part of it, to be scrolled to."""
    parent: QQuickItem | None = item.parentItem()
    while parent is not None:
        frame = parent.mapRectToScene(QRectF(0, 0, parent.width(), parent.height()))
        if parent.clip() and not frame.contains(box):
            return True
        parent = parent.parentItem()
    return False


def test_a_driver_stops_the_charge_from_any_page(shown: Shown) -> None:
    shown.world.charge()
    shown.show(1280, 720)
    shown.tap("strip.stop")
    assert shown.world.session.stops == 1


def test_the_stop_button_keeps_its_place_on_the_charge_page(shown: Shown) -> None:
    show_scene(shown, "charge", (1920, 1200))
    before = shown.find("charge.stop").mapToScene(QPointF())
    shown.tap("charge.details_button")
    assert shown.find("charge.stop").mapToScene(QPointF()) == before


def test_the_reason_follows_the_power_that_counts_down(shown: Shown) -> None:
    shown.world.car.values[signals.LIMITED_BY] = "STATE_OF_CHARGE"
    show_scene(shown, "charge", (1280, 720))
    QTest.qWait(250)  # the power counts for 200 ms
    shown.world.car.values[signals.PACK_W] = 96_000.0
    shown.world.refresh()
    power, reason = shown.find("charge.power"), shown.find("charge.reason")
    pairs = []
    for _ in range(5):
        pairs.append((f"{power.property('shown'):.0f}", str(reason.property("text"))))
        QTest.qWait(60)
    assert all(f"no more than {number}\u00a0kW" in text for number, text in pairs)
    assert (pairs[0][0], pairs[-1][0]) == ("196", "96")


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1200)])
@pytest.mark.parametrize("language", ["zh", "fr"])
def test_what_explains_a_number_has_air_above_it(
    shown: Shown, language: str, size: tuple[int, int]
) -> None:
    dp = show_scene(shown, "reason", size, language)
    facts, reason = shown.find("charge.energy"), shown.find("charge.reason")
    soc, reach = shown.find("charge.soc"), shown.find("charge.reach")
    under_facts = _top(reason) - (_top(facts) + facts.height())
    # Digits stand on the base line: what is below it is empty.
    under_soc = _top(reach) - (_top(soc) + float(soc.property("baselineOffset")))
    assert under_facts / dp == pytest.approx(16)
    assert 24 <= under_soc / dp <= 40


def _top(item: QQuickItem) -> float:
    return item.mapToScene(QPointF()).y()


def test_the_limit_is_chosen_in_two_taps(shown: Shown) -> None:
    show_scene(shown, "charge", (1920, 1200))
    shown.tap("charge.limit")
    shown.tap("charge.limit_90")
    assert shown.world.car.commands == [(signals.CHARGE_LIMIT, 90)]


def test_every_limit_is_written_in_full_in_french(shown: Shown) -> None:
    show_scene(shown, "charge", (1280, 720), "fr")
    shown.tap("charge.limit")
    limits = [
        item.property("text")
        for item in shown.items()
        if item.inherits("QQuickText") and not item.property("truncated")
    ]
    for limit in (50, 60, 70, 80, 90, 100):
        assert f"{limit}\u00a0%" in limits


def test_the_workbench_drives_plugs_and_sets_the_soc(shown: Shown) -> None:
    show_scene(shown, "station", (1920, 1200))
    shown.tap("bench.handle")
    QTest.qWait(250)
    for name in ("bench.drive_here", "bench.plug_in", "bench.soc_20"):
        shown.tap(name)
    assert [done[0] for done in shown.world.bench.done] == ["drive", "plug", "soc"]


def test_pages_that_do_not_exist_yet_cannot_be_opened(shown: Shown) -> None:
    shown.show(1280, 720)
    for name in ("dock.trip", "dock.home"):
        shown.tap(name)
        assert shown.world.glass.property("page") == "map"
    shown.tap("dock.settings")
    assert shown.world.glass.property("page") == "settings"


def test_a_language_changes_every_word_on_the_glass_at_once(shown: Shown) -> None:
    show_scene(shown, "settings", (1280, 720))
    shown.tap("settings.language_zh")
    words = {item.property("text") for item in shown.items() if item.inherits("QQuickText")}
    assert {"设置", "地图", "模拟网络", "外观"} <= words


def test_a_pin_is_entered_as_dots_and_can_be_corrected(shown: Shown) -> None:
    show_scene(shown, "pin", (1920, 1200))
    for key in ("4", "7", "1", "2", "back"):
        shown.tap(f"service.key_{key}")
    texts = {item.property("text") for item in shown.items() if item.inherits("QQuickText")}
    assert not {text for text in texts if "47" in text}
    service = shown.world.controllers.service
    assert service.property("entered") == 3
    shown.tap("service.key_enter")
    assert service.property("entered") == 3, "a PIN has at least four digits"
    shown.tap("service.key_1")
    shown.tap("service.key_enter")
    assert service.property("entered") == 0


@pytest.mark.parametrize("size", [(1280, 720), (1024, 640)])
def test_the_digits_of_the_pin_are_at_least_100_dp(shown: Shown, size: tuple[int, int]) -> None:
    dp = show_scene(shown, "pin", size)
    keys = [item for item in shown.items() if item.objectName().startswith("service.key_")]
    assert len(keys) == 12
    assert min(min(key.width(), key.height()) for key in keys) >= 100 * dp


def test_a_settled_charge_leads_to_its_receipt(shown: Shown) -> None:
    shown.world.journal.kept = (receipt(),)
    show_scene(shown, "settled", (1920, 1200))
    shown.tap("charge.show_receipt")
    assert shown.world.glass.property("page") == "receipts"
    assert shown.world.controllers.receipts.property("opened_seq") == "SEQ1"


def test_the_kind_of_current_is_told_with_each_connector(shown: Shown) -> None:
    show_scene(shown, "connectors", (1920, 1200))
    texts = {item.property("text") for item in shown.items() if item.inherits("QQuickText")}
    assert {"480\u00a0kW DC", "7\u00a0kW AC"} <= texts


def test_a_map_that_goes_on_behind_another_page_is_not_painted_over_it(shown: Shown) -> None:
    shown.show(1280, 720)
    chart = shown.find("map.map")
    for _ in range(200):
        if chart.property("settled"):
            break
        QTest.qWait(20)
    assert chart.property("settled")
    shown.world.glass.open("charge")
    # The car moves, so the map behind has other tiles to show; they are painted within a second.
    shown.world.car.values |= {signals.LATITUDE: 39.9, signals.LONGITUDE: 116.4}
    shown.world.refresh()
    for _ in range(50):
        QTest.qWait(20)
    picture = shown.window.grabWindow()
    assert picture.pixelColor(640, 20) == QColor("#0B1116")

    shown.world.glass.open("map")
    for _ in range(200):
        if chart.property("settled"):
            break
        QTest.qWait(20)
    assert chart.property("settled"), "it follows the car as soon as it is shown again"
