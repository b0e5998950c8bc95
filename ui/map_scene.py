"""Show the map of chargers: the item that QML places, fed by a `MapFeed`."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import (
    Property,
    QEvent,
    QPointF,
    QRect,
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
from ui.map_ticker import Ticker
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


@QmlElement
class ChargerMap(QQuickItem):
    """The map. Sizes follow `dp`; 0 fits a 1920 x 1200 glass into the item."""

    lookChanged = Signal()  # noqa: N815 - a Qt signal
    carChanged = Signal()  # noqa: N815 - a Qt signal
    moved = Signal()
    settledChanged = Signal()  # noqa: N815 - a Qt signal
    stationTapped = Signal(int)  # noqa: N815 - a Qt signal
    clusterTapped = Signal()  # noqa: N815 - a Qt signal
    _synced = Signal()
    groundTapped = Signal()  # noqa: N815 - a Qt signal

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
        self._ticker = Ticker(self)
        self._ticker.ticked.connect(self._tick)
        # Not at once: the item must not be marked dirty while it is being synchronised.
        self._synced.connect(self._after_frame, Qt.ConnectionType.QueuedConnection)
        self.press.painted.connect(self._take_tile)
        self.destroyed.connect(self.press.close)
        self.destroyed.connect(self.picture.abandon)

    def _set_theme(self, name: str) -> None:
        self._theme = name if name in PALETTES else "night"
        self._look_changed()

    def _set_language(self, name: str) -> None:
        self._language = name
        self._look_changed()

    def _set_dp(self, units: float) -> None:
        self._dp = units
        self._resize()
        self._look_changed()

    def _set_left_inset(self, units: float) -> None:
        self._left_inset = units
        self._inset()

    def _set_bottom_inset(self, units: float) -> None:
        self._bottom_inset = units
        self._inset()

    def _set_feed(self, feed: MapFeed | None) -> None:
        if self._feed is not None:
            self._feed.changed.disconnect(self._take_marks)
        self._feed = feed
        if feed is not None:
            feed.changed.connect(self._take_marks)
        self._take_marks()
        self.lookChanged.emit()

    def _set_selected(self, row: int) -> None:
        if row == self._selected:
            return
        self._selected = row
        self.board.choose(row)
        self._reveal()
        self._look_changed()

    def _set_car_known(self, is_known: bool) -> None:  # noqa: FBT001 - a property
        self._car_known = is_known
        self._place_car(*self._car)

    def _set_car_lat(self, lat: float) -> None:
        self._place_car(lat, self._car[1], self._car[2])

    def _set_car_lon(self, lon: float) -> None:
        self._place_car(self._car[0], lon, self._car[2])

    def _set_car_heading(self, heading_deg: float) -> None:
        self._place_car(self._car[0], self._car[1], heading_deg)

    # The palette: night, night-dim or day; the language of numbers and names: zh, en or fr.
    theme = Property(str, lambda self: self._theme, _set_theme, notify=lookChanged)
    language = Property(str, lambda self: self._language, _set_language, notify=lookChanged)
    # Units of the item a dp; 0 fits the design's 1920 x 1200 into the item.
    dp = Property(float, lambda self: self._dp, _set_dp, notify=lookChanged)
    # What cards cover, in the item's units.
    leftInset = Property(  # noqa: N815 - QML's spelling, as below
        float, lambda self: self._left_inset, _set_left_inset, notify=lookChanged
    )
    bottomInset = Property(  # noqa: N815
        float, lambda self: self._bottom_inset, _set_bottom_inset, notify=lookChanged
    )
    # Where the marks come from, and which station's is chosen (-1: none).
    feed = Property(MapFeed, lambda self: self._feed, _set_feed, notify=lookChanged)
    selectedRow = Property(  # noqa: N815
        int, lambda self: self._selected, _set_selected, notify=lookChanged
    )
    # The car: WGS-84 degrees, heading clockwise from north.
    carKnown = Property(  # noqa: N815
        bool, lambda self: self._car_known, _set_car_known, notify=carChanged
    )
    carLat = Property(float, lambda self: self._car[0], _set_car_lat, notify=carChanged)  # noqa: N815
    carLon = Property(float, lambda self: self._car[1], _set_car_lon, notify=carChanged)  # noqa: N815
    carHeading = Property(  # noqa: N815
        float, lambda self: self._car[2], _set_car_heading, notify=carChanged
    )

    @Property(float, notify=moved)
    def zoom(self) -> float:
        """Tell the zoom; 256 dp hold the world at 0."""
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
        self._compose_later()
        self.moved.emit()

    def _compose_later(self) -> None:
        self.polish()
        self._say_settled(is_settled=False)

    def _tick(self, seconds: float) -> None:
        self.pilot.tick(seconds)
        if not self.pilot.is_moving:
            self._ticker.stop()
        self._camera_changed()

    def _look_changed(self) -> None:
        self._compose_later()
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
    def geometryChange(self, newGeometry: QRectF | QRect, oldGeometry: QRectF | QRect) -> None:
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
        style = Style(self._theme, dp * window.effectiveDevicePixelRatio())
        self.picture.compose(self.pilot.camera, style, self._language, dp, self._world_car())
        self.update()

    def _after_frame(self) -> None:
        if self.picture.is_outdated:
            self.polish()
        elif self.picture.owes_labels:
            self.update()
        self._say_settled(is_settled=self.picture.is_complete and not self.pilot.is_moving)

    def _say_settled(self, *, is_settled: bool) -> None:
        if is_settled != self._is_settled:
            self._is_settled = is_settled
            self.settledChanged.emit()

    @override
    def updatePaintNode(
        self, oldNode: QSGNode | None, updatePaintNodeData: QQuickItem.UpdatePaintNodeData
    ) -> QSGNode:
        """Hand the frame over."""
        root = self.picture.sync(oldNode)
        self._synced.emit()
        return root

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
