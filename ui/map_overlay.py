"""Draw marks and lines in the software renderer, which draws geometry nodes as nothing, silently.

What is drawn hangs in the scene graph as a node of its own, so that it lies between the tiles and
the labels or above them as a geometry node does on a GPU.
"""

from collections.abc import Callable, Sequence
from typing import cast

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF
from PySide6.QtQuick import QQuickWindow, QSGNode, QSGRendererInterface, QSGRenderNode
from typing_extensions import override

from ui.map_layers import Sprites, opacity
from ui.map_route import Pen, Points

_Layer = tuple[float, NDArray[np.int64]]
"""How opaque, and rows of where to (x, y), and where from (left, top, width, height) in pixels."""


class PaintedNode(QSGRenderNode):
    """Calls a painting function for its place in the scene graph. Software renderer only."""

    def __init__(self, window: QQuickWindow, paint: Callable[[QPainter], None]) -> None:
        super().__init__()
        self._window = window
        self._paint = paint
        self._rect = QRectF()
        self.setFlag(QSGNode.Flag.OwnedByParent, False)  # noqa: FBT003 - Qt's signature

    def fit(self, width: float, height: float) -> None:
        """Cover the item."""
        rect = QRectF(0, 0, width, height)
        if rect != self._rect:
            self._rect = rect
            self.changed()

    def changed(self) -> None:
        """Have it painted again."""
        self.markDirty(QSGNode.DirtyStateBit.DirtyMaterial)

    @override
    def rect(self) -> QRectF:
        """Tell where it may paint."""
        return self._rect

    @override
    def flags(self) -> QSGRenderNode.RenderingFlag:  # type: ignore[override]  # as Qt has it
        """Promise to stay within its rectangle."""
        return QSGRenderNode.RenderingFlag.BoundedRectRendering

    @override
    def render(self, state: QSGRenderNode.RenderState) -> None:
        """Paint into the window, within what the renderer wants to be drawn anew."""
        resource = QSGRendererInterface.Resource.PainterResource
        pointer = self._window.rendererInterface().getResource(self._window, resource)
        painter = cast(QPainter, shiboken6.wrapInstance(int(pointer), QPainter))
        painter.save()
        # Set before the transformation. Qt leaves it to the node not to paint over what lies above.
        painter.setClipRegion(state.clipRegion())
        painter.setTransform(self.matrix().toTransform())
        painter.setOpacity(self.inheritedOpacity())
        self._paint(painter)
        painter.restore()


_Place = tuple[float, float, float, float]
"""Where the anchor lies in pixels (x, y), pixels a unit of the item, and the turn in degrees."""


def _put(painter: QPainter, place: _Place) -> None:
    x_px, y_px, ratio, turn_deg = place
    painter.scale(1 / ratio, 1 / ratio)
    painter.translate(x_px, y_px)
    painter.rotate(turn_deg)


class SpriteBrush:
    """Blits parts of an atlas, and one more that is turned."""

    def __init__(self, window: QQuickWindow) -> None:
        self.node = PaintedNode(window, self._paint)
        self._picture = QImage()
        self._layers: list[_Layer] = []
        self._turned: tuple[QPointF, float, QRectF] | None = None
        self._at: _Place = (0.0, 0.0, 1.0, 0.0)

    def use(self, picture: QImage) -> None:
        """Take parts from a new atlas."""
        self._picture = picture
        self.node.changed()

    def place(self, sprites: Sprites) -> None:
        """Draw these parts, in pixels from the anchor."""
        parts = np.hstack([sprites.corners, sprites.boxes])
        self._layers = [
            (opacity(number), parts[here])
            for number, here in enumerate(sprites.chosen())
            if here is not None
        ]
        self.node.changed()

    def place_turned(self, at_px: tuple[float, float], turn_deg: float, box: QRectF) -> None:
        """Draw one part more, turned clockwise about its middle."""
        self._turned = (QPointF(*at_px), turn_deg, box)
        self.node.changed()

    def drop_turned(self) -> None:
        """Draw no turned part any more."""
        if self._turned is not None:
            self._turned = None
            self.node.changed()

    def move(self, at_px: tuple[float, float], ratio: float, turn_deg: float) -> None:
        """Put the anchor at a pixel, turned clockwise; `ratio` is pixels a unit of the item."""
        if self._at != (*at_px, ratio, turn_deg):
            self._at = (*at_px, ratio, turn_deg)
            self.node.changed()

    def fit(self, width: float, height: float) -> None:
        """Follow the item's size."""
        self.node.fit(width, height)

    def delete_meshes(self) -> None:
        """Let go of all that takes memory."""
        self._picture, self._layers, self._turned = QImage(), [], None

    def abandon(self) -> None:
        """Delete what Qt has not deleted: nothing here."""

    def _paint(self, painter: QPainter) -> None:
        _put(painter, self._at)
        whole = painter.opacity()
        for opaque, parts in self._layers:
            painter.setOpacity(whole * opaque)
            for x, y, left, top, width, height in self._seen(parts).tolist():
                painter.drawImage(x, y, self._picture, left, top, width, height)
        painter.setOpacity(whole)
        if self._turned is not None:
            at, turn_deg, box = self._turned
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.translate(at)
            painter.rotate(turn_deg)
            painter.drawImage(QPointF(-box.width() / 2, -box.height() / 2), self._picture, box)

    def _seen(self, parts: NDArray[np.int64]) -> NDArray[np.int64]:
        """Leave out what lies beside the item: marks are laid out for more than it shows."""
        x_px, y_px, ratio, _ = self._at
        low = np.array([-x_px, -y_px])
        high = low + np.array([self.node.rect().width(), self.node.rect().height()]) * ratio
        is_in = (parts[:, :2] < high).all(axis=1) & (parts[:, :2] + parts[:, 4:] > low).all(axis=1)
        return parts[is_in]


class WayBrush:
    """Strokes a cased line."""

    def __init__(self, window: QQuickWindow) -> None:
        self.node = PaintedNode(window, self._paint)
        self._lines: list[QPolygonF] = []
        self._pens: list[QPen] = []
        self._at: _Place = (0.0, 0.0, 1.0, 0.0)

    def place(self, parts: Sequence[Points], pen: Pen) -> None:
        """Draw these parts, in pixels from the anchor."""
        self._lines = [QPolygonF([QPointF(x, y) for x, y in part.tolist()]) for part in parts]
        self._pens = [
            QPen(
                QColor(colour),
                width,
                Qt.PenStyle.SolidLine,
                Qt.PenCapStyle.FlatCap,
                Qt.PenJoinStyle.RoundJoin,
            )
            for colour, width in ((pen.casing, pen.cased_px), (pen.line, pen.line_px))
        ]
        self.node.changed()

    def move(self, at_px: tuple[float, float], ratio: float, turn_deg: float) -> None:
        """Put the anchor at a pixel, turned clockwise; `ratio` is pixels a unit of the item."""
        if self._at != (*at_px, ratio, turn_deg):
            self._at = (*at_px, ratio, turn_deg)
            self.node.changed()

    def fit(self, width: float, height: float) -> None:
        """Follow the item's size."""
        self.node.fit(width, height)

    def delete_meshes(self) -> None:
        """Let go of all that takes memory."""
        self._lines = []

    def abandon(self) -> None:
        """Delete what Qt has not deleted: nothing here."""

    def _paint(self, painter: QPainter) -> None:
        if not self._lines:
            return
        _put(painter, self._at)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for pen in self._pens:
            painter.setPen(pen)
            for line in self._lines:
                painter.drawPolyline(line)
