"""Take fingers, wheel and keys on the map."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QEventPoint, QKeyEvent, QMouseEvent, QTouchEvent, QWheelEvent
from PySide6.QtQml import QmlAnonymous
from PySide6.QtQuick import QQuickItem
from typing_extensions import override

from ui.map_camera import MAX_ZOOM
from ui.map_canvas import MapCanvas, now_s
from ui.map_pilot import Point, Tap

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1

# A tap on a ring comes at least so much nearer: half a zoom would hardly seem an answer (chosen).
_INTO_CLUSTER = 1.0
_NOTCH = 120.0
"""Eighths of a degree in one notch of a wheel (Qt)."""
# An arrow key moves the map by so much, in dp (chosen).
_ARROW_DP = 200.0


@QmlAnonymous
class MapHands(MapCanvas):
    """The map as one handles it."""

    stationTapped = Signal(int)  # noqa: N815 - a Qt signal, as below
    clusterTapped = Signal()  # noqa: N815
    groundTapped = Signal()  # noqa: N815

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self.setAcceptedMouseButtons(Qt.MouseButton.LeftButton)
        self.setAcceptTouchEvents(True)
        key = Qt.Key
        self._keys: dict[int, Callable[[], None]] = {
            key.Key_Left: lambda: self._arrow(_ARROW_DP, 0.0),
            key.Key_Right: lambda: self._arrow(-_ARROW_DP, 0.0),
            key.Key_Up: lambda: self._arrow(0.0, _ARROW_DP),
            key.Key_Down: lambda: self._arrow(0.0, -_ARROW_DP),
            key.Key_Plus: self.zoomIn,
            key.Key_Equal: self.zoomIn,
            key.Key_Minus: self.zoomOut,
            key.Key_Home: self.recentre,
            key.Key_N: self.turnNorth,
        }

    @Slot()
    def zoomIn(self) -> None:  # noqa: N802
        """Come one zoom nearer."""
        self.steer(lambda: self.pilot.zoom_by(1.0, self.pilot.camera.focus), is_leaving=False)

    @Slot()
    def zoomOut(self) -> None:  # noqa: N802
        """Go one zoom back."""
        self.steer(lambda: self.pilot.zoom_by(-1.0, self.pilot.camera.focus), is_leaving=False)

    @Slot()
    def recentre(self) -> None:
        """Fly to the car and stay with it."""
        self.take_told()
        self.steer(lambda: self.chase.locate(now_s()), is_leaving=False)

    @Slot()
    def turnNorth(self) -> None:  # noqa: N802
        """Turn north up."""
        self.steer(self.pilot.turn_north, is_leaving=False)

    @Slot()
    def turn(self) -> None:
        """Turn north up, or the car's heading where north is."""
        self.take_told()
        self.steer(lambda: self.chase.turn(now_s()), is_leaving=False)

    def _arrow(self, dx: float, dy: float) -> None:
        self.steer(lambda: self.pilot.pan_by(dx, dy))

    def _touch(self, fingers: dict[int, Point], at_ms: int) -> None:
        before = self.pilot.camera
        tap = self.pilot.touch(fingers, at_ms / 1000.0)
        if tap is not None:
            self._tapped(tap)
        if self.pilot.camera != before or self.pilot.is_moving:
            self.camera_changed()

    def _tapped(self, tap: Tap) -> None:
        at = (tap.x, tap.y)
        if tap.fingers == 2:
            self.steer(lambda: self.pilot.zoom_by(-1.0, at), is_leaving=False)
            return
        found = self.board.hits(self.pilot.camera, at)
        is_nearest = self.pilot.camera.zoom >= MAX_ZOOM
        if found and (len(found) == 1 or is_nearest):
            row = int(self.board.marks.row[found[0]])
            if row >= 0:
                self.stationTapped.emit(row)
            else:
                self.clusterTapped.emit()
                self._open_ring(found[0])
        elif found or tap.is_double:
            self.steer(lambda: self.pilot.zoom_by(1.0, at), is_leaving=False)
        elif self.board.gather():
            self.compose_later()
        else:
            self.groundTapped.emit()

    def _open_ring(self, mark: int) -> None:
        """Fly to where a ring falls apart, or lay out what stands together at every zoom."""
        camera, parts = self.pilot.camera, self.board.split(mark)
        if parts is not None and parts.zoom <= MAX_ZOOM and camera.zoom < MAX_ZOOM:
            zoom = max(parts.zoom, camera.zoom + _INTO_CLUSTER)
            self.steer(lambda: self.pilot.fly(parts.x, parts.y, zoom))
        elif self.board.spread(mark, camera):
            self.compose_later()

    def _dp_point(self, at: QPointF) -> Point:
        dp = self.units()
        return at.x() / dp, at.y() / dp

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the map, or drag it."""
        if event.type() == QEvent.Type.MouseButtonPress:
            self.forceActiveFocus(Qt.FocusReason.MouseFocusReason)
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
        notches, at = event.angleDelta().y() / _NOTCH, self._dp_point(event.position())
        self.steer(lambda: self.pilot.wheel(notches, at), is_leaving=False)
        event.accept()

    @override
    def touchEvent(self, event: QTouchEvent) -> None:
        """Drag with one finger, pinch and turn with two."""
        if event.type() == QEvent.Type.TouchCancel:
            self.pilot.let_go()
            return
        if event.type() == QEvent.Type.TouchBegin:
            self.forceActiveFocus(Qt.FocusReason.MouseFocusReason)
        gone = QEventPoint.State.Released
        fingers = {
            point.id(): self._dp_point(point.position())
            for point in event.points()
            if point.state() != gone
        }
        self._touch(fingers, event.timestamp())
        event.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, zoom, find the car, turn north up; every other key is somebody else's."""
        plain = event.modifiers() & ~(
            Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        )
        action = self._keys.get(event.key())
        event.setAccepted(action is not None and not plain)
        if action is not None and not plain:
            action()

    @Slot()
    def takeKeys(self) -> None:  # noqa: N802
        """Take the keys where nobody has them: never from a field that is written in."""
        window = self.window()
        if window is None or not self.isVisible():
            return
        if window.activeFocusItem() in (None, window.contentItem()):
            self.forceActiveFocus(Qt.FocusReason.OtherFocusReason)
