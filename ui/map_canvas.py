"""Hold camera, tiles and marks in one item: what the map is, before QML's names for it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Property, QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QEventPoint, QImage, QMouseEvent, QTouchEvent, QWheelEvent
from PySide6.QtQml import QmlAnonymous
from PySide6.QtQuick import QQuickItem, QSGNode
from typing_extensions import override

from network.geo import mercator, unmercator
from ui.map_board import MarkBoard
from ui.map_camera import Camera
from ui.map_picture import MapPicture
from ui.map_pilot import Pilot, Point, Tap
from ui.map_press import TilePress
from ui.map_ticker import Ticker
from ui.map_tiles import Style, Tile

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1

# China, until the car says where it is (chosen).
_CHINA = (35.0, 104.0, 4.5)
# A tap on a ring comes so much nearer (chosen): it falls into its parts.
_INTO_CLUSTER = 2.0
_NOTCH = 120.0
"""Eighths of a degree in one notch of a wheel (Qt)."""


@QmlAnonymous
class MapCanvas(QQuickItem):
    """The map and the fingers on it. Who derives from it sets the attributes and says so."""

    moved = Signal()
    settledChanged = Signal()  # noqa: N815 - a Qt signal, as below
    stationTapped = Signal(int)  # noqa: N815
    clusterTapped = Signal()  # noqa: N815
    groundTapped = Signal()  # noqa: N815
    _synced = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self.setFlag(QQuickItem.Flag.ItemHasContents)
        self.setFlag(QQuickItem.Flag.ItemClipsChildrenToShape)
        self.setAcceptedMouseButtons(Qt.MouseButton.LeftButton)
        self.setAcceptTouchEvents(True)
        self._theme, self._language, self._dp = "night", "zh", 0.0
        self._left_inset = self._bottom_inset = 0.0
        self._covered: list[QRectF] = []
        # World point and heading; None while it is not known.
        self._world_car: tuple[float, float, float] | None = None
        self._was_moved = self._is_settled = False
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
        self.visibleChanged.connect(self._visibility_changed)
        self.destroyed.connect(self.press.close)
        self.destroyed.connect(self.picture.abandon)

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

    @Property(QRectF, notify=moved)
    def seen(self) -> QRectF:
        """Tell which part of the unit square the cards leave free, `top` its northern edge."""
        camera = self.pilot.camera
        left, top = camera.world_at(camera.left_inset, 0.0)
        right, bottom = camera.world_at(camera.width, camera.height - camera.bottom_inset)
        return QRectF(left, top, right - left, bottom - top)

    @Property(bool, notify=settledChanged)
    def settled(self) -> bool:
        """Whether nothing moves and every tile is there."""
        return self._is_settled

    def reveal(self) -> None:
        """Bring what is chosen into the free part of the map, if anything is."""

    def steer(self, order: Callable[[], None]) -> None:
        """Move the camera by hand."""
        self._was_moved = True
        order()
        self.camera_changed()

    def camera_changed(self) -> None:
        """Follow the camera."""
        if self.pilot.is_moving:
            self._ticker.run()
        self.compose_later()
        self.moved.emit()

    def compose_later(self) -> None:
        """Let the next frame be decided anew."""
        self.polish()
        self._say_settled(is_settled=False)

    def _tick(self, seconds: float) -> None:
        was_moving = self.pilot.is_moving
        self.pilot.tick(seconds)
        self.board.tick(seconds)
        if not self.pilot.is_moving and not self.board.is_fading:
            self._ticker.stop()
        if was_moving:
            self.camera_changed()
        else:
            self.compose_later()

    def _take_tile(self, tile: Tile, image: QImage) -> None:
        self.picture.take(tile, image)
        self.polish()

    def _units(self) -> float:
        """Units of the item a dp."""
        return self._dp or max(0.01, min(self.width() / 1920.0, self.height() / 1200.0))

    def resize(self) -> None:
        """Follow size and scale."""
        dp = self._units()
        camera = self.pilot.camera.fitted(self.width() / dp, self.height() / dp)
        self.pilot.reshape(camera)
        self.clear_chrome(self._covered)
        self.inset()

    def inset(self) -> None:
        """Follow the insets."""
        dp = self._units()
        camera = self.pilot.camera.inset(self._left_inset / dp, self._bottom_inset / dp)
        self.pilot.reshape(camera)
        self.reveal()
        self.camera_changed()

    @override
    def geometryChange(self, newGeometry: QRectF | QRect, oldGeometry: QRectF | QRect) -> None:
        """Follow the item's size."""
        super().geometryChange(newGeometry, oldGeometry)
        if newGeometry.size() != oldGeometry.size() and not newGeometry.isEmpty():
            self.resize()

    @override
    def updatePolish(self) -> None:
        """Decide what the next frame shows."""
        window = self.window()
        # The software renderer would paint the nodes of a hidden map over the page that is shown.
        if window is None or not self.isVisible() or self.width() <= 0 or self.height() <= 0:
            return
        self.picture.choose_renderer()
        dp = self._units()
        style = Style(self._theme, dp * window.effectiveDevicePixelRatio())
        self.board.rest(is_at_rest=not self.pilot.is_moving and not self.pilot.is_held)
        self.picture.compose(self.pilot.camera, style, self._language, dp, self._world_car)
        if self.board.is_fading:
            self._ticker.run()
        self.update()

    def _visibility_changed(self) -> None:
        # Whatever came while another page was shown.
        if self.isVisible():
            self.compose_later()

    def _after_frame(self) -> None:
        if not self.isVisible():
            return
        if self.picture.is_outdated:
            self.polish()
        elif self.picture.owes_labels:
            self.update()
        is_still = not self.pilot.is_moving and not self.board.is_fading
        self._say_settled(is_settled=self.picture.is_complete and is_still)

    def clear_chrome(self, rectangles: Sequence[QRectF]) -> None:
        """Keep labels out of rectangles of the item, in its units."""
        self._covered = list(rectangles)
        dp = self._units()
        self.board.avoid(
            [
                (box.left() / dp, box.top() / dp, box.right() / dp, box.bottom() / dp)
                for box in rectangles
            ]
        )

    def _say_settled(self, *, is_settled: bool) -> None:
        if is_settled != self._is_settled:
            self._is_settled = is_settled
            self.settledChanged.emit()

    @override
    def updatePaintNode(
        self, oldNode: QSGNode | None, updatePaintNodeData: QQuickItem.UpdatePaintNodeData
    ) -> QSGNode:
        """Hand the frame over."""
        if oldNode is not None and not self.isVisible():
            return oldNode
        root = self.picture.sync(oldNode)
        self._synced.emit()
        return root

    @override
    def releaseResources(self) -> None:
        """Let go of textures while the scene graph is still there."""
        self.picture.release()
        # Qt does not ask an item for a frame by itself when its window is shown again.
        self.compose_later()

    def _touch(self, fingers: dict[int, Point], at_ms: int) -> None:
        before = self.pilot.camera
        tap = self.pilot.touch(fingers, at_ms / 1000.0)
        if tap is not None:
            self._tapped(tap)
        if self.pilot.camera != before or self.pilot.is_moving:
            self._was_moved = True
            self.camera_changed()

    def _tapped(self, tap: Tap) -> None:
        found = self.board.hits(self.pilot.camera, (tap.x, tap.y))
        if found:
            row = int(self.board.marks.row[found[0]])
            if row >= 0:
                self.stationTapped.emit(row)
                return
            at = (float(self.board.marks.x[found[0]]), float(self.board.marks.y[found[0]]))
            self.clusterTapped.emit()
            self.steer(lambda: self.pilot.fly(*at, self.pilot.camera.zoom + _INTO_CLUSTER))
        elif tap.is_double:
            self.steer(lambda: self.pilot.zoom_by(1.0, (tap.x, tap.y)))
        else:
            self.groundTapped.emit()

    def _dp_point(self, at: QPointF) -> Point:
        dp = self._units()
        return at.x() / dp, at.y() / dp

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the map, or drag it."""
        self._touch({0: self._dp_point(event.position())}, event.timestamp())

    # Qt sends a double click in place of the second press.
    mouseMoveEvent = mouseDoubleClickEvent = mousePressEvent  # noqa: N815 - Qt's names

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go, or tap."""
        self._touch({}, event.timestamp())

    @override
    def mouseUngrabEvent(self) -> None:
        """Someone else took the pointer."""
        self.pilot.let_go()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the cursor."""
        notches = event.angleDelta().y() / _NOTCH
        self.steer(lambda: self.pilot.wheel(notches, self._dp_point(event.position())))
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
