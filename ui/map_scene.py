"""Show the map of chargers: the item that QML places, fed by a `MapFeed`."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import (
    Property,
    QAbstractAnimation,
    QEvent,
    QObject,
    QPointF,
    QRectF,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QEventPoint, QImage, QMouseEvent, QTouchEvent, QWheelEvent
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QSGNode
from typing_extensions import override

from network.geo import mercator, unmercator
from ui.map_board import MarkBoard
from ui.map_camera import Camera
from ui.map_palette import PALETTES
from ui.map_picture import MapPicture
from ui.map_pilot import Pilot, Point, Tap
from ui.map_press import TilePress
from ui.map_source import MapFeed
from ui.map_tiles import Style, Tile

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1

# China, until the car says where it is; then its surroundings (chosen).
_CHINA = (35.0, 104.0, 4.5)
_AROUND_CAR_ZOOM = 10.0
# A chosen station is brought this far inside the free part of the map, in dp (chosen).
_REVEAL_DP = 120.0
# A tap on a ring comes so much nearer (chosen): it falls into its parts.
_INTO_CLUSTER = 2.0
_NOTCH = 120.0
"""Eighths of a degree in one notch of a wheel (Qt)."""


class _Ticker(QAbstractAnimation):
    """Tells how much time passed, in step with the frames."""

    ticked = Signal(float)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._last_ms = 0

    @override
    def duration(self) -> int:
        """Go on until stopped."""
        return -1

    @override
    def updateCurrentTime(self, currentTime: int) -> None:
        """Report the time since the last report, in seconds."""
        passed_ms, self._last_ms = currentTime - self._last_ms, currentTime
        if passed_ms > 0:
            self.ticked.emit(passed_ms / 1000.0)

    def run(self) -> None:
        """Start if it is not running."""
        if self.state() != QAbstractAnimation.State.Running:
            self._last_ms = 0
            self.start()


@QmlElement
class ChargerMap(QQuickItem):
    """The map. Sizes follow `dp`; 0 fits a 1920 x 1200 glass into the item."""

    lookChanged = Signal()
    carChanged = Signal()
    moved = Signal()
    settledChanged = Signal()
    stationTapped = Signal(int)
    clusterTapped = Signal()
    groundTapped = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self.setFlag(QQuickItem.Flag.ItemHasContents)
        self.setFlag(QQuickItem.Flag.ItemClipsChildrenToShape)
        self.setAcceptedMouseButtons(Qt.MouseButton.LeftButton)
        self.setAcceptTouchEvents(True)
        self._theme, self._language, self._dp = "night", "zh", 0.0
        self._left_inset = self._bottom_inset = 0.0
        self._feed: MapFeed | None = None
        self._selected = -1
        self._car: tuple[float, float, float] = (0.0, 0.0, 0.0)
        self._car_known = self._was_moved = self._is_settled = False
        x, y = mercator(*_CHINA[:2])
        self.pilot = Pilot(Camera(x, y, _CHINA[2], 1920.0, 1200.0))
        self.board = MarkBoard()
        self.press = TilePress(self)
        self.picture = MapPicture(self, self.board, self.press)
        self._ticker = _Ticker(self)
        self._ticker.ticked.connect(self._tick)
        self.press.painted.connect(self._take_tile)
        self.destroyed.connect(self.press.close)

    @Property(str, notify=lookChanged)
    def theme(self) -> str:
        """Name of the palette: night, night-dim or day."""
        return self._theme

    @theme.setter
    def theme(self, name: str) -> None:
        self._theme = name if name in PALETTES else "night"
        self._look_changed()

    @Property(str, notify=lookChanged)
    def language(self) -> str:
        """Language of numbers and names: zh, en or fr."""
        return self._language

    @language.setter
    def language(self, name: str) -> None:
        self._language = name
        self._look_changed()

    @Property(float, notify=lookChanged)
    def dp(self) -> float:
        """Units of the item a dp; 0 fits the design's glass into the item."""
        return self._dp

    @dp.setter
    def dp(self, units: float) -> None:
        self._dp = units
        self._resize()
        self._look_changed()

    @Property(float, notify=lookChanged)
    def leftInset(self) -> float:  # noqa: N802 - QML's spelling
        """Width that a card covers on the left, in the item's units."""
        return self._left_inset

    @leftInset.setter
    def leftInset(self, units: float) -> None:  # noqa: N802
        self._left_inset = units
        self._inset()

    @Property(float, notify=lookChanged)
    def bottomInset(self) -> float:  # noqa: N802
        """Height that is covered at the bottom, in the item's units."""
        return self._bottom_inset

    @bottomInset.setter
    def bottomInset(self, units: float) -> None:  # noqa: N802
        self._bottom_inset = units
        self._inset()

    @Property(MapFeed, notify=lookChanged)
    def feed(self) -> MapFeed | None:
        """Where the marks come from; null for none."""
        return self._feed

    @feed.setter
    def feed(self, feed: MapFeed | None) -> None:
        if self._feed is not None:
            self._feed.changed.disconnect(self._take_marks)
        self._feed = feed
        if feed is not None:
            feed.changed.connect(self._take_marks)
        self._take_marks()
        self.lookChanged.emit()

    @Property(int, notify=lookChanged)
    def selectedRow(self) -> int:  # noqa: N802
        """Row of the chosen station, -1 for none."""
        return self._selected

    @selectedRow.setter
    def selectedRow(self, row: int) -> None:  # noqa: N802
        if row == self._selected:
            return
        self._selected = row
        self.board.choose(row)
        self._reveal()
        self.polish()
        self.lookChanged.emit()

    @Property(float, notify=carChanged)
    def carLat(self) -> float:  # noqa: N802
        """Where the car is, WGS-84."""
        return self._car[0]

    @carLat.setter
    def carLat(self, lat: float) -> None:  # noqa: N802
        self._place_car(lat, self._car[1], self._car[2])

    @Property(float, notify=carChanged)
    def carLon(self) -> float:  # noqa: N802
        """Where the car is, WGS-84."""
        return self._car[1]

    @carLon.setter
    def carLon(self, lon: float) -> None:  # noqa: N802
        self._place_car(self._car[0], lon, self._car[2])

    @Property(float, notify=carChanged)
    def carHeading(self) -> float:  # noqa: N802
        """Where the car points, degrees clockwise from north."""
        return self._car[2]

    @carHeading.setter
    def carHeading(self, heading_deg: float) -> None:  # noqa: N802
        self._place_car(self._car[0], self._car[1], heading_deg)

    @Property(bool, notify=carChanged)
    def carKnown(self) -> bool:  # noqa: N802
        """Whether the car's position is known."""
        return self._car_known

    @carKnown.setter
    def carKnown(self, is_known: bool) -> None:  # noqa: N802, FBT001 - a property
        self._car_known = is_known
        self._place_car(*self._car)

    @Property(float, notify=moved)
    def zoom(self) -> float:
        """The zoom; 256 dp hold the world at 0."""
        return self.pilot.camera.zoom

    @Property(float, notify=moved)
    def centreLat(self) -> float:  # noqa: N802
        """Latitude in the middle of the free part of the map."""
        return unmercator(self.pilot.camera.x, self.pilot.camera.y)[0]

    @Property(float, notify=moved)
    def centreLon(self) -> float:  # noqa: N802
        """Longitude in the middle of the free part of the map."""
        return unmercator(self.pilot.camera.x, self.pilot.camera.y)[1]

    @Property(bool, notify=settledChanged)
    def settled(self) -> bool:
        """Whether nothing moves and every tile is there."""
        return self._is_settled

    @Slot()
    def zoomIn(self) -> None:  # noqa: N802
        """Come one zoom nearer."""
        self._steer(lambda: self.pilot.zoom_by(1.0, self.pilot.camera.focus))

    @Slot()
    def zoomOut(self) -> None:  # noqa: N802
        """Go one zoom back."""
        self._steer(lambda: self.pilot.zoom_by(-1.0, self.pilot.camera.focus))

    @Slot()
    def recentre(self) -> None:
        """Fly to the car."""
        if self._car_known:
            zoom = max(self.pilot.camera.zoom, _AROUND_CAR_ZOOM)
            self.flyTo(self._car[0], self._car[1], zoom)

    @Slot(float, float, float)
    def flyTo(self, lat: float, lon: float, zoom: float) -> None:  # noqa: N802
        """Fly to a place."""
        self._steer(lambda: self.pilot.fly(*mercator(lat, lon), zoom))

    @Slot(float, float, float)
    def lookAt(self, lat: float, lon: float, zoom: float) -> None:  # noqa: N802
        """Show a place at once."""
        camera = replace(self.pilot.camera, zoom=zoom).looking_at(*mercator(lat, lon))
        self._steer(lambda: self.pilot.look(camera))

    def _steer(self, order: Callable[[], None]) -> None:
        self._was_moved = True
        order()
        self._camera_changed()

    def _camera_changed(self) -> None:
        if self.pilot.is_moving:
            self._ticker.run()
        self.polish()
        self.moved.emit()

    def _tick(self, seconds: float) -> None:
        self.pilot.tick(seconds)
        if not self.pilot.is_moving:
            self._ticker.stop()
        self._camera_changed()

    def _look_changed(self) -> None:
        self.polish()
        self.lookChanged.emit()

    def _take_marks(self) -> None:
        self.board.show(None if self._feed is None else self._feed.source)
        self.polish()

    def _take_tile(self, tile: Tile, image: QImage) -> None:
        self.picture.take(tile, image)
        self.polish()

    def _place_car(self, lat: float, lon: float, heading_deg: float) -> None:
        self._car = (lat, lon, heading_deg)
        if self._car_known and not self._was_moved:
            self.lookAt(lat, lon, _AROUND_CAR_ZOOM)
        self.picture.replace_car(self._world_car())
        self.polish()
        self.carChanged.emit()

    def _world_car(self) -> tuple[float, float, float] | None:
        if not self._car_known:
            return None
        return (*mercator(self._car[0], self._car[1]), self._car[2])

    def _reveal(self) -> None:
        if self._selected < 0 or self._feed is None:
            return
        at = self._feed.source.station(self._selected)
        camera = self.pilot.camera
        target = camera.revealing(float(at.x[0]), float(at.y[0]), _REVEAL_DP)
        if target != camera and not self.pilot.is_moving:
            self._steer(lambda: self.pilot.slide(target))

    def _units(self) -> float:
        """Units of the item a dp."""
        return self._dp or max(0.01, min(self.width() / 1920.0, self.height() / 1200.0))

    def _resize(self) -> None:
        dp = self._units()
        camera = self.pilot.camera.fitted(self.width() / dp, self.height() / dp)
        self.pilot.reshape(camera)
        self._inset()

    def _inset(self) -> None:
        dp = self._units()
        camera = self.pilot.camera.inset(self._left_inset / dp, self._bottom_inset / dp)
        self.pilot.reshape(camera)
        self._reveal()
        self._camera_changed()

    @override
    def geometryChange(self, newGeometry: QRectF, oldGeometry: QRectF) -> None:
        """Follow the item's size."""
        super().geometryChange(newGeometry, oldGeometry)
        if newGeometry.size() != oldGeometry.size() and not newGeometry.isEmpty():
            self.picture.fit()
            self._resize()

    @override
    def updatePolish(self) -> None:
        """Decide what the next frame shows."""
        window = self.window()
        if window is None or self.width() <= 0 or self.height() <= 0:
            return
        self.picture.choose_renderer()
        dp = self._units()
        style = Style(self._theme, self._language, dp * window.effectiveDevicePixelRatio())
        self.picture.compose(self.pilot.camera, style, dp, self._world_car())
        self.update()
        self._settle()

    def _settle(self) -> None:
        is_settled = self.picture.is_complete and not self.pilot.is_moving
        if is_settled != self._is_settled:
            self._is_settled = is_settled
            self.settledChanged.emit()

    @override
    def updatePaintNode(
        self, oldNode: QSGNode | None, updatePaintNodeData: QQuickItem.UpdatePaintNodeData
    ) -> QSGNode:
        """Hand the frame over."""
        return self.picture.sync(oldNode)

    @override
    def releaseResources(self) -> None:
        """Let go of textures while the scene graph is still there."""
        self.picture.release()

    def _touch(self, fingers: dict[int, Point], at_ms: int) -> None:
        before = self.pilot.camera
        tap = self.pilot.touch(fingers, at_ms / 1000.0)
        if tap is not None:
            self._tapped(tap)
        if self.pilot.camera != before or self.pilot.is_moving:
            self._was_moved = True
            self._camera_changed()

    def _tapped(self, tap: Tap) -> None:
        found = self.board.hit(self.pilot.camera, (tap.x, tap.y))
        if found is not None:
            row = int(self.board.marks.row[found])
            if row >= 0:
                self.stationTapped.emit(row)
                return
            at = (float(self.board.marks.x[found]), float(self.board.marks.y[found]))
            self.clusterTapped.emit()
            self._steer(lambda: self.pilot.fly(*at, self.pilot.camera.zoom + _INTO_CLUSTER))
        elif tap.is_double:
            self._steer(lambda: self.pilot.zoom_by(1.0, (tap.x, tap.y)))
        else:
            self.groundTapped.emit()

    def _dp_point(self, at: QPointF) -> Point:
        dp = self._units()
        return at.x() / dp, at.y() / dp

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the map."""
        self._touch({0: self._dp_point(event.position())}, event.timestamp())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag."""
        self._touch({0: self._dp_point(event.position())}, event.timestamp())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go, or tap."""
        self._touch({}, event.timestamp())

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take hold again: Qt sends this in place of the second press."""
        self._touch({0: self._dp_point(event.position())}, event.timestamp())

    @override
    def mouseUngrabEvent(self) -> None:
        """Someone else took the pointer."""
        self.pilot.let_go()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the cursor."""
        notches = event.angleDelta().y() / _NOTCH
        self._steer(lambda: self.pilot.wheel(notches, self._dp_point(event.position())))
        event.accept()

    @override
    def touchEvent(self, event: QTouchEvent) -> None:
        """Drag with one finger, pinch with two."""
        if event.type() == QEvent.Type.TouchCancel:
            self.pilot.let_go()
            return
        gone = QEventPoint.State.Released
        fingers = {
            point.id(): self._dp_point(point.position())
            for point in event.points()
            if point.state() != gone
        }
        self._touch(fingers, event.timestamp())
        event.accept()
