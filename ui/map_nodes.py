"""Own every scene-graph call of the map.

What must be kept to, each found by a crash or a leak (measured, PySide6 6.11.3): image nodes are
deleted with shiboken6 and textures with deleteLater() when they go (shiboken6.delete() of a texture
crashes when its window is destroyed, dropping the reference leaks); a node enters the tree only
with its texture set; a QSGGeometry keeps only a pointer to its attributes, so a module holds them;
vertices go over by memmove.
"""

import ctypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QMatrix4x4
from PySide6.QtQuick import (
    QQuickWindow,
    QSGGeometry,
    QSGGeometryNode,
    QSGImageNode,
    QSGNode,
    QSGTexture,
    QSGTextureMaterial,
    QSGTransformNode,
)

from ui.map_labels import Look
from ui.map_lettering import write_label
from ui.map_tiles import SIDE_PX, Tile

_TEXTURED = QSGGeometry.defaultAttributes_TexturedPoint2D()
_SOURCE = QRectF(0, 0, SIDE_PX, SIDE_PX)
_BYTES_A_VERTEX = 16
# More labels than ever show at once; each is some ten kilobytes (chosen).
_MOST_LABELS = 600
# One takes about 0.6 ms (measured); so many leave a frame in time.
_WRITTEN_A_FRAME = 6

Rect = tuple[float, float, float, float]
"""Left, top, width, height."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A tile in its place, in the item's units relative to the picture's anchor."""

    tile: Tile
    rect: Rect


@dataclass(frozen=True, slots=True)
class Lettering:
    """What one label's picture depends on."""

    text: str
    look: Look
    theme: str
    ratio: float


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A label in its place: its middle in whole pixels from the anchor."""

    lettering: Lettering
    x_px: int
    y_px: int


class MapNodes:
    """The nodes below one map item. All methods run inside updatePaintNode."""

    def __init__(self, window: QQuickWindow) -> None:
        self._window = window
        self.root = QSGNode()
        # Qt deletes the root with the item, and below it whatever is not Python's own.
        self._ground = window.createRectangleNode()
        self._tiles_at = QSGTransformNode()
        self._labels_at = QSGTransformNode()
        self._marks_at = QSGTransformNode()
        self.root.appendChildNode(self._ground)
        for node in (self._tiles_at, self._labels_at, self._marks_at):
            node.setFlag(QSGNode.Flag.OwnedByParent, False)  # noqa: FBT003 - Qt's signature
            self.root.appendChildNode(node)
        self._images: list[QSGImageNode] = []
        self.textures: dict[Tile, QSGTexture] = {}
        self._label_images: list[QSGImageNode] = []
        self._letterings: dict[Lettering, QSGTexture] = {}
        self._marks: _MarkNode | None = None

    def paint_ground(self, colour: str, width: float, height: float) -> None:
        """Fill what no tile covers."""
        self._ground.setRect(QRectF(0, 0, width, height))
        self._ground.setColor(QColor(colour))

    def move(self, x: float, y: float) -> None:
        """Put the anchor at a point of the item."""
        matrix = QMatrix4x4()
        matrix.translate(x, y)
        self._tiles_at.setMatrix(matrix)
        self._labels_at.setMatrix(matrix)
        self._marks_at.setMatrix(matrix)

    def take_pictures(self, pictures: Mapping[Tile, QImage]) -> None:
        """Make textures of newly painted tiles."""
        for tile, image in pictures.items():
            old = self.textures.pop(tile, None)
            self.textures[tile] = self._window.createTextureFromImage(
                image, QQuickWindow.CreateTextureOption.TextureIsOpaque
            )
            if old is not None:
                old.deleteLater()

    def place_tiles(self, placed: Sequence[Placed], *, is_smooth: bool) -> None:
        """Show these tiles, the first lowest."""
        _shorten(self._images, len(placed), self._tiles_at)
        filtering = QSGTexture.Filtering.Linear if is_smooth else QSGTexture.Filtering.Nearest
        for number, one in enumerate(placed):
            is_new = number == len(self._images)
            if is_new:
                self._images.append(self._window.createImageNode())
            node = self._images[number]
            # Taken out and put back: the dictionary's order is the order of last use.
            texture = self.textures.pop(one.tile)
            self.textures[one.tile] = texture
            node.setTexture(texture)
            node.setSourceRect(_SOURCE)
            node.setRect(QRectF(*one.rect))
            node.setFiltering(filtering)
            # A node without a texture must not be in the tree: the renderer looks at it at once.
            if is_new:
                self._tiles_at.appendChildNode(node)

    def place_labels(self, wanted: Sequence[PlacedLabel], px_per_unit: float) -> bool:
        """Show these labels, sharp: on whole pixels, never scaled.

        Only a few new ones are written in one frame; False says that some are still owed.
        """
        new = list(dict.fromkeys(label.lettering for label in wanted))
        new = [lettering for lettering in new if lettering not in self._letterings]
        for lettering in new[:_WRITTEN_A_FRAME]:
            self._letterings[lettering] = self._write(lettering)
        placed = [label for label in wanted if label.lettering in self._letterings]
        _shorten(self._label_images, len(placed), self._labels_at)
        for number, one in enumerate(placed):
            texture = self._letterings.pop(one.lettering)
            self._letterings[one.lettering] = texture
            is_new = number == len(self._label_images)
            if is_new:
                self._label_images.append(self._window.createImageNode())
            node = self._label_images[number]
            size = texture.textureSize()
            width, height = size.width(), size.height()
            left, top = one.x_px - width // 2, one.y_px - height // 2
            edges = (value / px_per_unit for value in (left, top, width, height))
            node.setTexture(texture)
            node.setSourceRect(QRectF(0, 0, width, height))
            node.setRect(QRectF(*edges))
            node.setFiltering(QSGTexture.Filtering.Nearest)
            if is_new:
                self._labels_at.appendChildNode(node)
        for lettering in list(self._letterings)[: max(0, len(self._letterings) - _MOST_LABELS)]:
            self._letterings.pop(lettering).deleteLater()
        return len(new) <= _WRITTEN_A_FRAME

    def _write(self, lettering: Lettering) -> QSGTexture:
        image = write_label(lettering.text, lettering.look, lettering.theme, lettering.ratio)
        return self._window.createTextureFromImage(image)

    def forget(self, most: int) -> None:
        """Delete the textures used longest ago, down to `most`; never those on show."""
        spare = len(self.textures) - max(most, len(self._images))
        for tile in list(self.textures)[: max(0, spare)]:
            self.textures.pop(tile).deleteLater()

    def draw_marks(self, picture: QImage | None, vertices: NDArray[np.float32]) -> None:
        """Draw textured triangles, rows of x, y, u, v; `picture` is the new atlas, None the old."""
        if picture is not None:
            if self._marks is not None:
                self._marks.delete()
            texture = self._window.createTextureFromImage(picture)
            self._marks = _MarkNode(texture)
            self._marks_at.appendChildNode(self._marks.node)
        if self._marks is not None:
            self._marks.fill(vertices)

    def clear(self) -> None:
        """Delete all that takes memory. Only while the item is alive."""
        if not shiboken6.isValid(self._window):
            # It is being destroyed, and has taken images and textures with it.
            return
        _shorten(self._images, 0, self._tiles_at)
        _shorten(self._label_images, 0, self._labels_at)
        if self._marks is not None:
            self._marks.delete()
            self._marks = None
        self.abandon()

    def abandon(self) -> None:
        """Delete what Qt has not deleted with item and window."""
        for texture in (*self.textures.values(), *self._letterings.values()):
            # The window takes its textures' wrappers with it.
            if shiboken6.isValid(texture):
                texture.deleteLater()
        self.textures.clear()
        self._letterings.clear()


def _shorten(nodes: list[QSGImageNode], length: int, parent: QSGNode) -> None:
    """Delete the last image nodes of a list, down to a length."""
    while len(nodes) > length:
        node = nodes.pop()
        parent.removeChildNode(node)
        shiboken6.delete(node)


class _MarkNode:
    """All marks as one node: a list of triangles over the atlas."""

    def __init__(self, texture: QSGTexture) -> None:
        self._texture = texture
        self._texture.setFiltering(QSGTexture.Filtering.Linear)
        self._material = QSGTextureMaterial()
        self._material.setTexture(texture)
        self._material.setFiltering(QSGTexture.Filtering.Linear)
        self._material.setFlag(self._material.Flag.Blending)
        self._geometry = QSGGeometry(_TEXTURED, 0)
        self._geometry.setDrawingMode(QSGGeometry.DrawingMode.DrawTriangles)
        self.node = QSGGeometryNode()
        self.node.setFlag(QSGNode.Flag.OwnedByParent, False)  # noqa: FBT003 - Qt's signature
        self.node.setGeometry(self._geometry)
        self.node.setMaterial(self._material)

    def fill(self, vertices: NDArray[np.float32]) -> None:
        """Replace the triangles."""
        if self._geometry.vertexCount() != len(vertices):
            self._geometry.allocate(len(vertices))
        if len(vertices):
            size = len(vertices) * _BYTES_A_VERTEX
            ctypes.memmove(int(self._geometry.vertexData()), vertices.ctypes.data, size)
        self.node.markDirty(QSGNode.DirtyStateBit.DirtyGeometry)

    def delete(self) -> None:
        """Delete node, then what it pointed at."""
        shiboken6.delete(self.node)
        shiboken6.delete(self._material)
        shiboken6.delete(self._geometry)
        self._texture.deleteLater()
