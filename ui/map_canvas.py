"""Hold camera, tiles and marks in one item: what the map is, before QML's names for it."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from time import perf_counter

from PySide6.QtCore import Property, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlAnonymous
from PySide6.QtQuick import QQuickItem, QSGNode
from typing_extensions import override

from network.geo import mercator, unmercator
from ui.map_board import MarkBoard
from ui.map_camera import Camera
from ui.map_chase import Chase
from ui.map_picture import Car, MapPicture
from ui.map_pilot import Pilot
from ui.map_press import TilePress
from ui.map_ticker import Ticker
from ui.map_tiles import Style, Tile
from ui.map_track import Place

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1

# What is shown of the camera is said so often while it moves, in s: bindings cost (chosen).
_SAY_EVERY_S = 0.2

# China, until the car says where it is (chosen).
_CHINA = (35.0, 104.0, 4.5)


def now_s() -> float:
    """Tell the time that the car's way is reckoned in."""
    return perf_counter()


@QmlAnonymous
class MapCanvas(QQuickItem):
    """The map and the fingers on it. Who derives from it sets the attributes and says so."""

    moved = Signal()
    settledChanged = Signal()  # noqa: N815 - a Qt signal, as below
    followingChanged = Signal()  # noqa: N815
    turnChanged = Signal()  # noqa: N815
    _synced = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self.setFlag(QQuickItem.Flag.ItemHasContents)
        self.setFlag(QQuickItem.Flag.ItemClipsChildrenToShape)
        self._theme, self._language, self._dp = "night", "zh", 0.0
        self._left_inset = self._bottom_inset = 0.0
        self._covered: list[QRectF] = []
        self._is_settled = False
        # Whether and when it was said last where the camera is.
        self._is_saying_owed, self._said_s = False, 0.0
        self._told: tuple[bool, bool, float] = (False, False, 0.0)
        x, y = mercator(*_CHINA[:2])
        self.pilot = Pilot(Camera(x, y, _CHINA[2], 1920.0, 1200.0))
        self.chase = Chase(self.pilot)
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
        free = replace(camera, width=camera.width - camera.left_inset, left_inset=0.0)
        bounds = replace(free, height=camera.height - camera.bottom_inset, bottom_inset=0.0).bounds
        left, top = bounds.left, bounds.top
        return QRectF(left, top, bounds.right - left, bounds.bottom - top)

    @Property(bool, notify=settledChanged)
    def settled(self) -> bool:
        """Whether nothing moves and every tile is there."""
        return self._is_settled

    @property
    def is_in_motion(self) -> bool:
        """Whether the map moves, or is in somebody's hands."""
        return self.pilot.is_moving or self.pilot.is_held

    def reveal(self) -> None:
        """Bring what is chosen into the free part of the map, if anything is."""

    @Property(bool, notify=followingChanged)
    def following(self) -> bool:
        """Whether the map stays with the car."""
        return self.pilot.is_following and self.chase.shown(now_s()) is not None

    @Property(bool, notify=turnChanged)
    def headingUp(self) -> bool:  # noqa: N802
        """Whether the car's heading is up, else north or what fingers have turned."""
        return self.pilot.is_heading_up

    @Property(float, notify=turnChanged)
    def turnDeg(self) -> float:  # noqa: N802
        """Tell which direction is up, clockwise from north."""
        return self.pilot.camera.turn_deg

    def steer(self, order: Callable[[], object], *, is_leaving: bool = True) -> None:
        """Move the camera by hand; usually that leaves the car."""
        if is_leaving:
            self.pilot.leave()
        order()
        self.camera_changed()

    def camera_changed(self) -> None:
        """Follow the camera."""
        if self.pilot.is_moving or self.pilot.is_following:
            self._ticker.run()
        self.compose_later()
        self._is_saying_owed = self.is_in_motion and now_s() - self._said_s < _SAY_EVERY_S
        if not self._is_saying_owed:
            self._say_moved()
        self._say_follow()

    def _say_moved(self) -> None:
        self._is_saying_owed, self._said_s = False, now_s()
        self.moved.emit()

    def _say_follow(self) -> None:
        told = self.pilot.is_following, self.pilot.is_heading_up, self.pilot.camera.turn_deg
        before, self._told = self._told, told
        if before[0] != told[0]:
            self.followingChanged.emit()
        if before[1:] != told[1:]:
            self.turnChanged.emit()

    def take_car(self, place: Place | None, *, is_known: bool) -> None:
        """Take the car's newest place; None where it never told one."""
        before = self.pilot.camera
        self.chase.tell(place, now_s(), is_known=is_known)
        self._ticker.run()
        self.followingChanged.emit()
        if self.pilot.camera != before:
            self.camera_changed()
        self.picture.replace_car(self._car())
        self.update()

    def take_told(self) -> None:
        """Take over what the car told since the last frame, if anybody tells."""

    def _car(self) -> Car | None:
        place = self.chase.shown(now_s())
        if place is None:
            return None
        return Car(place.x, place.y, place.heading_deg, is_known=self.chase.is_known)

    def compose_later(self) -> None:
        """Let the next frame be decided anew."""
        self.polish()
        self._say_settled(is_settled=False)

    def _tick(self, seconds: float) -> None:
        before, was_moving = self.pilot.camera, self.pilot.is_moving
        self.pilot.tick(seconds)
        self.board.tick(seconds)
        is_busy = self.chase.tick(seconds, now_s()) or self.board.is_fading
        if not self.pilot.is_moving and not is_busy:
            self._ticker.stop()
        if self.pilot.camera != before or was_moving:
            self.camera_changed()
        elif self.board.is_fading:
            self.compose_later()
        self.picture.replace_car(self._car())
        self.update()

    def _take_tile(self, tile: Tile, image: QImage) -> None:
        self.picture.take(tile, image)
        self.polish()

    def units(self) -> float:
        """Units of the item a dp."""
        return self._dp or max(0.01, min(self.width() / 1920.0, self.height() / 1200.0))

    def resize(self) -> None:
        """Follow size and scale."""
        dp = self.units()
        camera = self.pilot.camera.fitted(self.width() / dp, self.height() / dp)
        self.pilot.reshape(camera)
        self.clear_chrome(self._covered)
        self.inset()

    def inset(self) -> None:
        """Follow the insets."""
        dp = self.units()
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
        self.take_told()
        self.picture.choose_renderer()
        dp = self.units()
        style = Style(self._theme, dp * window.effectiveDevicePixelRatio())
        is_at_rest = not self.is_in_motion
        self.board.rest(is_at_rest=is_at_rest)
        self.picture.rest(is_at_rest=is_at_rest)
        self.press.is_spared = not is_at_rest
        self.picture.compose(self.pilot.camera, style, self._language, dp, self._car())
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
        if self._is_saying_owed and not self.is_in_motion:
            self._say_moved()
        is_still = not self.pilot.is_moving and not self.board.is_fading
        self._say_settled(is_settled=self.picture.is_complete and is_still)

    def clear_chrome(self, rectangles: Sequence[QRectF]) -> None:
        """Keep labels out of rectangles of the item, in its units."""
        self._covered = list(rectangles)
        dp = self.units()
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
        try:
            root = self.picture.sync(oldNode)
        except Exception:  # noqa: BLE001 - without its nodes the whole window would go
            sys.excepthook(*sys.exc_info())
            return QSGNode() if oldNode is None else oldNode
        self._synced.emit()
        return root

    @override
    def releaseResources(self) -> None:
        """Let go of textures while the scene graph is still there."""
        self.picture.release()
        # Qt does not ask an item for a frame by itself when its window is shown again.
        self.compose_later()
