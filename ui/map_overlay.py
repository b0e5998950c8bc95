"""Draw the marks in the software renderer, which draws geometry nodes as nothing, silently."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem
from typing_extensions import override

_Part = tuple[int, int, int, int, int, int]
"""Where to (x, y), and where from on the atlas (left, top, width, height), in pixels."""


class MarkOverlay(QQuickPaintedItem):
    """Blits parts of the atlas over the tiles."""

    def __init__(self, parent: QQuickItem) -> None:
        super().__init__(parent)
        self._picture = QPixmap()
        self._parts: list[_Part] = []
        self._offset = (0.0, 0.0)
        self._ratio = 1.0
        self._car: tuple[QPointF, float, QRectF] | None = None

    def use(self, picture: QImage) -> None:
        """Take parts from a new atlas."""
        self._picture = QPixmap.fromImage(picture)

    def place(self, corners: NDArray[np.int64], boxes: NDArray[np.int64]) -> None:
        """Draw these parts, in pixels from the anchor."""
        self._parts = [
            (x, y, *box) for (x, y), box in zip(corners.tolist(), boxes.tolist(), strict=True)
        ]

    def move(self, x_px: float, y_px: float, ratio: float) -> None:
        """Put the anchor at a pixel; `ratio` is pixels a unit of the item."""
        self._offset, self._ratio = (x_px, y_px), ratio

    def place_car(self, at_px: tuple[float, float] | None, heading_deg: float, box: QRectF) -> None:
        """Draw the car at a pixel from the anchor, None for not at all."""
        self._car = None if at_px is None else (QPointF(*at_px), heading_deg, box)

    @override
    def paint(self, painter: QPainter) -> None:
        """Blit."""
        painter.scale(1 / self._ratio, 1 / self._ratio)
        painter.translate(*self._offset)
        for x, y, left, top, width, height in self._parts:
            painter.drawPixmap(x, y, self._picture, left, top, width, height)
        if self._car is not None:
            at, heading_deg, box = self._car
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.translate(at)
            painter.rotate(heading_deg)
            painter.drawPixmap(QPointF(-box.width() / 2, -box.height() / 2), self._picture, box)
