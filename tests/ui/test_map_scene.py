from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtQuick import QSGRendererInterface
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from network.cluster_parts import Split
from network.geo import mercator
from tests.ui.shown_map import SEA, WAIT_MS, Shown
from ui.map_palette import PALETTES
from ui.map_picture import MOST_TEXTURES
from ui.map_tiles import SIDE_PX, Style, Tile


@pytest.fixture(scope="module")
def _window(qapp: QCoreApplication) -> Iterator[list[Shown]]:
    assert qapp is not None
    windows: list[Shown] = []
    yield windows
    for shown in windows:
        shown.close()


@pytest.fixture
def shown(_window: list[Shown], qtbot: QtBot) -> Shown:
    if not _window:
        _window.append(Shown(qtbot))
    _window[0].qtbot = qtbot
    _window[0].reset()
    return _window[0]


def test_offscreen_means_the_software_renderer(shown: Shown) -> None:
    api = shown.window.rendererInterface().graphicsApi()
    assert api == QSGRendererInterface.GraphicsApi.Software


def test_land_and_sea_are_on_the_screen(shown: Shown) -> None:
    picture = shown.window.grabWindow()
    assert picture.pixelColor(shown.point(*SEA)) == QColor(PALETTES["night"].water)
    assert picture.pixelColor(shown.point(33.0, 118.3)) == QColor(PALETTES["night"].land)


def test_plain_land_is_the_ground_near_by_and_water_from_afar(shown: Shown) -> None:
    assert shown.map.picture.ground == PALETTES["night"].land
    shown.map.lookAt(31.2, 120.8, 5.0)
    shown.settle()
    assert shown.map.picture.ground == PALETTES["night"].water


@pytest.mark.parametrize(
    ("zoom", "shown_at"), [(99.0, 17.0), (-5.0, 4.0), (float("nan"), 8.0), (float("inf"), 8.0)]
)
def test_a_look_goes_no_nearer_and_farther_than_fingers_can(
    shown: Shown, zoom: float, shown_at: float
) -> None:
    shown.map.lookAt(31.2, 120.8, zoom)
    assert shown.map.property("zoom") == shown_at


def test_what_is_no_size_no_station_and_no_place_breaks_nothing(shown: Shown) -> None:
    for dp in (float("nan"), float("inf"), -1.0):
        shown.map.setProperty("dp", dp)
        assert shown.map.units() == pytest.approx(1280 / 1920)
    shown.map.setProperty("selectedRow", 10_000)
    shown.settle()
    shown.map.setProperty("carSeen", True)
    for lat, lon in ((1e300, 120.8), (31.2, float("nan")), (31.2, 1e300)):
        shown.map.setProperty("carLat", lat)
        shown.map.setProperty("carLon", lon)
        shown.map.take_told()
        assert shown.map.chase.shown(0.0) is None
    shown.map.setProperty("carSeen", False)
    shown.map.take_told()


def test_the_theme_changes_the_map(shown: Shown) -> None:
    shown.map.setProperty("theme", "day")
    shown.settle()
    picture = shown.window.grabWindow()
    assert picture.pixelColor(shown.point(*SEA)) == QColor(PALETTES["day"].water)


def test_marks_are_on_the_screen(shown: Shown) -> None:
    with_marks = shown.window.grabWindow()
    shown.map.setProperty("feed", None)
    shown.settle()
    assert shown.window.grabWindow() != with_marks


def test_a_tap_on_a_pin_names_its_station(shown: Shown) -> None:
    rows: list[int] = []
    shown.map.stationTapped.connect(rows.append)
    shown.click(shown.point(31.2, 120.2) - QPoint(0, 30))
    shown.map.stationTapped.disconnect(rows.append)
    assert rows == [1]


def test_a_tap_on_a_ring_flies_to_where_it_falls_apart(shown: Shown) -> None:
    shown.source.splits = Split(11.5, *mercator(31.95, 121.1))
    with shown.qtbot.waitSignal(shown.map.clusterTapped):
        shown.click(shown.point(31.9, 121.0))
    shown.settle()
    shown.source.splits = None
    assert shown.map.property("zoom") == 11.5
    assert shown.map.property("centreLat") == pytest.approx(31.95)
    assert shown.map.property("centreLon") == pytest.approx(121.1)


def test_a_tap_on_a_ring_comes_a_whole_zoom_nearer_at_least(shown: Shown) -> None:
    shown.source.splits = Split(8.5, *mercator(31.9, 121.0))
    shown.click(shown.point(31.9, 121.0))
    shown.settle()
    shown.source.splits = None
    assert shown.map.property("zoom") == 9.0


def test_stations_of_one_place_are_laid_out_by_a_tap_and_gathered_by_another(shown: Shown) -> None:
    rows: list[int] = []
    shown.map.stationTapped.connect(rows.append)
    shown.click(shown.point(31.9, 121.0))
    shown.settle()
    # Members 10 to 12 are drawn as the source's rows 1 to 3: two pins, one above the other.
    shown.click(shown.point(31.9, 121.0) - QPoint(0, 40))
    shown.map.stationTapped.disconnect(rows.append)
    assert rows == [2]
    with shown.qtbot.assertNotEmitted(shown.map.groundTapped):
        shown.click(shown.point(*SEA))
    shown.settle()
    assert -1 in shown.map.board.marks.row.tolist()


def test_a_tap_between_two_pins_comes_nearer(shown: Shown) -> None:
    shown.source.gap_dp = 10.0
    shown.reset()
    before = shown.map.property("zoom")
    left = shown.point(31.2, 120.2)
    # The pins are 132 and 160 dp wide at two thirds of a pixel a dp.
    shown.click(left + QPoint(round((66 + 5) * 2 / 3), -30))
    shown.settle()
    shown.source.gap_dp = None
    assert shown.map.property("zoom") == before + 1.0


def test_a_tap_beside_all_marks_is_a_tap_on_the_ground(shown: Shown) -> None:
    with shown.qtbot.waitSignal(shown.map.groundTapped):
        shown.click(shown.point(*SEA))


def test_a_double_tap_zooms_in_there(shown: Shown) -> None:
    at = shown.point(*SEA)
    QTest.mouseClick(shown.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    QTest.mouseDClick(shown.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    shown.settle()
    assert shown.map.property("zoom") == 9.0
    assert (shown.point(*SEA) - at).manhattanLength() <= 2


def test_dragging_moves_the_map(shown: Shown) -> None:
    before = shown.point(31.2, 120.8)
    start = shown.point(*SEA)
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(shown.window, left, Qt.KeyboardModifier.NoModifier, start)
    for step in range(1, 6):
        QTest.mouseMove(shown.window, start - QPoint(20 * step, 0))
    moved = before - shown.point(31.2, 120.8)
    QTest.mouseRelease(shown.window, left, Qt.KeyboardModifier.NoModifier, start - QPoint(100, 0))
    assert moved == QPoint(100, 0)


def test_the_wheel_zooms_at_the_cursor(shown: Shown) -> None:
    at = shown.point(31.0, 122.5)
    event = QWheelEvent(
        QPointF(at),
        QPointF(shown.window.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QCoreApplication.sendEvent(shown.window, event)
    shown.settle()
    assert shown.map.property("zoom") == 8.5
    assert (shown.point(31.0, 122.5) - at).manhattanLength() <= 2


def test_two_fingers_zoom(shown: Shown) -> None:
    device, window = QTest.createTouchDevice(), shown.window
    a, b, apart = QPoint(500, 400), QPoint(700, 400), QPoint(100, 0)
    QTest.touchEvent(window, device).press(0, a, window).press(1, b, window).commit()
    QTest.touchEvent(window, device).move(0, a - apart, window).move(1, b + apart, window).commit()
    # Qt hands moves over with the next frame.
    shown.qtbot.waitUntil(lambda: shown.map.pilot.camera.zoom > 8.9, timeout=WAIT_MS)
    assert shown.map.pilot.camera.zoom == pytest.approx(9.0)
    QTest.touchEvent(window, device).release(0, a, window).release(1, b, window).commit()


def test_the_buttons_zoom_and_find_the_car(shown: Shown) -> None:
    shown.map.zoomIn()
    shown.settle()
    assert shown.map.property("zoom") == 9.0
    shown.map.zoomOut()
    shown.settle()
    assert shown.map.property("zoom") == 8.0
    for name, value in (("carLat", 30.2), ("carLon", 120.2), ("carKnown", True)):
        shown.map.setProperty(name, value)
    shown.map.recentre()
    shown.settle()
    assert shown.map.property("centreLat") == pytest.approx(30.2)
    assert shown.map.property("zoom") == 10.0
    shown.map.setProperty("carKnown", False)


def test_a_station_under_the_card_is_brought_beside_it(shown: Shown) -> None:
    shown.map.lookAt(31.2, 122.6, 8.0)
    shown.map.setProperty("leftInset", 450.0)
    shown.map.setProperty("selectedRow", 1)
    shown.settle()
    # Half a chosen pin is 84.6 dp and 24 more are kept, at two thirds of a unit each.
    assert shown.point(31.2, 120.2).x() == pytest.approx(450 + 72, abs=1)


def test_the_feed_is_asked_again_when_its_answers_changed(shown: Shown) -> None:
    asked = len(shown.source.asked)
    shown.feed.changed.emit()
    shown.qtbot.waitUntil(lambda: len(shown.source.asked) == asked + 1, timeout=WAIT_MS)


def test_the_map_comes_back_after_the_window_let_go_of_its_resources(shown: Shown) -> None:
    # A tile that is still on its way would bring the map back by chance.
    press, picture = shown.map.press, shown.map.picture
    shown.qtbot.waitUntil(lambda: press.is_idle and not picture.is_outdated, timeout=WAIT_MS)
    shown.settle()
    before = shown.window.grabWindow()
    shown.window.hide()
    shown.map.releaseResources()
    assert not shown.map.property("settled")
    shown.window.show()
    shown.settle()
    assert shown.window.grabWindow() == before


def test_memory_stays_bounded_when_the_map_goes_far(shown: Shown) -> None:
    for lon in range(80, 130, 5):
        shown.map.lookAt(33.0, float(lon), 9.0)
        shown.settle()
    # A tile that has just come is counted until the next frame.
    picture = shown.map.picture
    shown.qtbot.waitUntil(lambda: len(picture._have) <= MOST_TEXTURES, timeout=WAIT_MS)


def test_a_route_lies_on_the_map_until_it_is_taken_away(shown: Shown) -> None:
    # Over the sea, where nothing else is blue like this; between the two points lies SEA.
    shown.map.setProperty("route", [30.9, 123.0, 30.9, 123.8])
    shown.settle()
    line = QColor(PALETTES["night"].info)
    shown.qtbot.waitUntil(
        lambda: shown.window.grabWindow().pixelColor(shown.point(*SEA)) == line, timeout=WAIT_MS
    )
    shown.map.setProperty("route", [])
    water = QColor(PALETTES["night"].water)
    shown.qtbot.waitUntil(
        lambda: shown.window.grabWindow().pixelColor(shown.point(*SEA)) == water, timeout=WAIT_MS
    )


def test_no_label_is_put_under_what_lies_over_the_map(shown: Shown) -> None:
    def labels_there() -> int:
        camera, dp = shown.map.pilot.camera, 1280 / 1920
        at = [
            (x + one.dx_dp, y + one.dy_dp)
            for one in shown.map.board.labels
            for x, y in [camera.screen_of(one.x, one.y)]
        ]
        return sum(0 <= x * dp <= 640 and 0 <= y * dp <= 400 for x, y in at)

    assert labels_there() > 0
    shown.map.setProperty("chrome", [QRectF(0, 0, 640, 400)])
    shown.settle()
    assert labels_there() == 0
    shown.map.setProperty("chrome", [])
    shown.settle()
    assert labels_there() > 0


def test_a_silent_car_stays_hollow_at_its_last_place_and_is_never_at_0_0(shown: Shown) -> None:
    def colours_at(lat: float, lon: float) -> set[str]:
        at, picture = shown.point(lat, lon), shown.window.grabWindow()
        return {
            picture.pixelColor(at + QPoint(x, y)).name().upper()
            for x in range(-16, 17)
            for y in range(-16, 17)
        }

    blue = PALETTES["night"].info
    for name, value in (("carLat", SEA[0]), ("carLon", SEA[1]), ("carKnown", True)):
        shown.map.setProperty(name, value)
    shown.qtbot.waitUntil(lambda: blue in colours_at(*SEA), timeout=WAIT_MS)
    shown.map.setProperty("carSeen", True)
    shown.map.setProperty("carKnown", False)
    grey = PALETTES["night"].text_2
    shown.qtbot.waitUntil(lambda: grey in colours_at(*SEA), timeout=WAIT_MS)
    assert blue not in colours_at(*SEA)
    # A car that never told its place has none, whatever the numbers say.
    for name, value in (("carSeen", False), ("carLat", 0.0), ("carLon", 0.0)):
        shown.map.setProperty(name, value)
    shown.qtbot.waitUntil(lambda: grey not in colours_at(*SEA), timeout=WAIT_MS)
    shown.map.recentre()
    shown.settle()
    assert shown.map.property("centreLat") == pytest.approx(31.2)


@pytest.mark.parametrize("lat", [float("nan"), float("inf"), 91.0, -200.0])
def test_a_place_outside_the_map_is_flown_to_calmly(shown: Shown, lat: float) -> None:
    shown.map.flyTo(lat, 1000.0, 9.0)
    shown.settle()
    # The map ends at 3 N, 55 N and 138 E.
    assert 2.9 <= shown.map.property("centreLat") <= 55.1
    assert 69.9 <= shown.map.property("centreLon") <= 138.1


def test_where_the_map_looks_is_said_seldom_while_it_moves_and_at_the_end(shown: Shown) -> None:
    said: list[QRectF] = []
    frames: list[int] = []
    shown.map.moved.connect(lambda: said.append(shown.map.property("seen")))
    shown.window.frameSwapped.connect(lambda: frames.append(1))
    shown.map.flyTo(*SEA, 9.0)
    shown.settle()
    # Five times a second, not in every frame, and once more when it has stopped.
    assert 2 <= len(said) < max(8, len(frames) / 2)
    assert said[-1] == shown.map.property("seen")
    assert said[-1].contains(QPointF(*mercator(*SEA)))


def test_a_tile_may_come_in_the_frame_in_which_no_other_is_left(shown: Shown) -> None:
    far = Tile(Style("night", 1280 / 1920), 4.0, 0, 0)
    image = QImage(SIDE_PX, SIDE_PX, QImage.Format.Format_RGB32)
    shown.map.lookAt(*SEA, 16.0)
    shown.map.picture.take(far, image)
    shown.settle()
    colour = shown.window.grabWindow().pixelColor(shown.point(*SEA))
    assert colour == QColor(PALETTES["night"].water)


def test_a_frame_that_fails_leaves_the_one_before(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("no nodes")

    with shown.qtbot.captureExceptions() as caught, monkeypatch.context() as patch:
        patch.setattr(shown.map.picture, "sync", fail)
        shown.map.update()
        shown.qtbot.waitUntil(lambda: bool(caught), timeout=WAIT_MS)
        picture = shown.window.grabWindow()
    assert [str(error) for _, error, _ in caught][:1] == ["no nodes"]
    assert picture.pixelColor(shown.point(*SEA)) == QColor(PALETTES["night"].water)
    shown.map.lookAt(31.2, 120.8, 8.0)
    shown.settle()


def test_no_tile_that_is_wanted_is_let_go_however_many_are_there(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As on a glass so large that one view takes more tiles than are kept.
    monkeypatch.setattr("ui.map_picture.MOST_TEXTURES", 2)
    shown.map.flyTo(30.0, 118.0, 9.5)
    shown.settle()
    picture = shown.map.picture
    assert len(picture._wanted) > 2
    assert set(picture._wanted) <= picture._have
