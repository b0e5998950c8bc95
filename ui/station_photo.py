"""Decode an operator's picture away from the glass, and paint it."""

from dataclasses import dataclass

from PySide6.QtCore import Property, QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem
from typing_extensions import override

from network.photos import sniff

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1

LARGEST_PX = 40_000_000
"""A picture of more pixels is not decoded (chosen: a phone's has 12 to 50 million)."""
SHOWN = QSize(960, 540)
"""Kept so large: the card of the largest glass shows it at 920 pixels."""
_RADIUS = 0.06


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture that can be painted."""

    image: QImage
    is_simulated: bool = False


def decode(data: bytes) -> QImage | None:
    """Decode a picture to about SHOWN, None where it is none. For a thread: up to some 100 ms."""
    kind = sniff(data)
    if kind is None:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind.encode()))
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > LARGEST_PX or size.isEmpty():
        return None
    wanted = size.scaled(SHOWN, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    if wanted.width() < size.width():
        reader.setScaledSize(wanted)
    image = reader.read()
    return None if image.isNull() else image


@QmlElement
class PhotoItem(QQuickPaintedItem):
    """A picture that fills its item, cut at the sides, with round corners."""

    imageChanged = Signal()  # noqa: N815 - a Qt signal

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()

    @override
    def paint(self, painter: QPainter) -> None:
        """Paint it."""
        if self._image.isNull():
            return
        frame = QRectF(0, 0, self.width(), self.height())
        size = frame.size().scaled(self._image.size().toSizeF(), Qt.AspectRatioMode.KeepAspectRatio)
        source = QRectF(0, 0, size.width(), size.height())
        source.moveCenter(self._image.rect().toRectF().center())
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        path = QPainterPath()
        radius = frame.height() * _RADIUS
        path.addRoundedRect(frame, radius, radius)
        painter.setClipPath(path)
        painter.drawImage(frame, self._image, source)

    def _get_image(self) -> QImage:
        return self._image

    def _set_image(self, image: QImage) -> None:
        self._image = image
        self.update()
        self.imageChanged.emit()

    image = Property(QImage, _get_image, _set_image, notify=imageChanged)
