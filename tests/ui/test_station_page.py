"""Touch the station's card in a real window: star, ground lock, report, way, hostile words."""

import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from network.stations import Parking
from tests.ui.glass_world import STATION
from tests.ui.station_world import rich
from tests.ui.test_pages import Shown, show_scene

HOSTILE = "\u202e<b>A</b><img src='http://192.0.2.1/x.png'>\u2066" + "字" * 1_000_000
FADED_MS = 250


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
    assert window.warnings == []


def text(shown: Shown, name: str) -> str:
    return str(shown.find(name).property("text"))


def scroll_down(shown: Shown) -> None:
    view = shown.find("station.overview")
    view.setProperty("contentY", view.property("contentHeight") - view.height())
    shown.settle()


def test_a_tap_on_the_star_keeps_the_station(shown: Shown) -> None:
    show_scene(shown, "rich", (1920, 1200))
    shown.tap("station.star")
    assert "favourites" in shown.world.journal.settings
    assert shown.world.controllers.station.property("starred")


def test_the_price_folds_up_on_a_tap(shown: Shown) -> None:
    show_scene(shown, "rich", (1920, 1200))
    assert shown.world.controllers.station._price.property("unfolded")
    shown.tap("station.parts")
    assert not shown.world.controllers.station._price.property("unfolded")


def test_a_tap_lowers_the_ground_lock(shown: Shown) -> None:
    show_scene(shown, "lock", (1920, 1200))
    shown.world.stand_ins.locker.down_at = 0
    shown.tap("station.lower_lock")
    assert text(shown, "station.lock_word") == "Ground lock is down: drive in"
    assert len(shown.world.stand_ins.locker.asked) == 2


def test_two_taps_report_a_fault_and_the_answer_is_in_sight(shown: Shown) -> None:
    show_scene(shown, "rich", (1920, 1200))
    scroll_down(shown)
    shown.tap("station.report")
    shown.tap("station.reason_2")
    assert shown.world.stand_ins.reports.told == [("s1", "A01", 2)]
    answer = shown.find("station.report_answer")
    assert answer.property("text") == "Thank you. Cloud Charge has your report."
    view = shown.find("station.overview")
    frame = view.mapRectToScene(QRectF(0, 0, view.width(), view.height()))
    middle = answer.mapToScene(QPointF(answer.width() / 2, answer.height() / 2))
    assert frame.contains(middle)


def test_navigate_shows_the_way_and_the_way_leads_back_to_the_station(shown: Shown) -> None:
    show_scene(shown, "rich", (1920, 1200))
    shown.tap("station.action")
    QTest.qWait(FADED_MS)
    assert text(shown, "arrival.name") == "虹桥天地超充站"
    shown.tap("arrival.station")
    QTest.qWait(FADED_MS)
    assert text(shown, "station.name") == "虹桥天地超充站"
    shown.tap("station.action")
    QTest.qWait(FADED_MS)
    assert not shown.world.controllers.station.guide.property("guiding")


@pytest.mark.parametrize("size", [(1920, 1200), (1024, 768)])
def test_hostile_words_are_inert_and_stay_on_the_card(shown: Shown, size: tuple[int, int]) -> None:
    guns = [replace(gun, name=HOSTILE) for gun in STATION.connectors]
    piles = tuple(
        replace(pile, name=HOSTILE, connectors=(gun,))
        for pile, gun in zip(STATION.equipment, guns, strict=True)
    )
    parking = Parking(fee=HOSTILE, info=HOSTILE)
    station = replace(
        rich(STATION), name=HOSTILE, remark=HOSTILE, phone=HOSTILE, parking=parking, equipment=piles
    )
    show_scene(shown, "map", size)
    begun = time.process_time()
    shown.world.controllers.station.show(station)
    assert time.process_time() - begun < 0.5
    QTest.qWait(FADED_MS)
    shown.settle()
    card = shown.find("station.card")
    frame = card.mapRectToScene(QRectF(0, 0, card.width(), card.height()))
    words = [
        item
        for item in shown.items()
        if item.inherits("QQuickText") and "<b>A" in str(item.property("text"))
    ]
    assert len(words) >= 5
    for item in words:
        assert "\u202e" not in item.property("text")
        box = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))
        assert box.left() >= frame.left(), item.property("text")
        assert box.right() <= frame.right() + 0.5, item.property("text")


def test_the_card_is_there_within_80_ms_of_this_threads_time(shown: Shown) -> None:
    show_scene(shown, "rich", (1920, 1200))
    shown.world.controllers.station.close()
    QTest.qWait(FADED_MS)
    begun = time.thread_time()
    shown.world.controllers.map.tap(0)
    shown.window.grabWindow()
    assert time.thread_time() - begun < 0.080
