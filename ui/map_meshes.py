"""Draw marks and lines on a GPU: geometry nodes filled from numpy. Part of `map_nodes`.

A QSGGeometry keeps only a pointer to its attributes, so this module holds them; vertices go over
by memmove.
"""

import ctypes
from collections.abc import Sequence

import numpy as np
import shiboken6
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QMatrix4x4
from PySide6.QtQuick import (
    QQuickWindow,
    QSGGeometry,
    QSGGeometryNode,
    QSGMaterial,
    QSGNode,
    QSGOpacityNode,
    QSGTexture,
    QSGTextureMaterial,
    QSGTransformNode,
    QSGVertexColorMaterial,
)

from ui.map_layers import LEVELS, Sprites, opacity, triangles, turned
from ui.map_route import VERTEX, Pen, Points, ribbon

_TEXTURED = QSGGeometry.defaultAttributes_TexturedPoint2D()
_COLOURED = QSGGeometry.defaultAttributes_ColoredPoint2D()
_NOTHING = np.zeros((0, 4), np.float32)


class _Mesh:
    """One geometry node: a list of triangles."""

    def __init__(self, attributes: QSGGeometry.AttributeSet, material: QSGMaterial) -> None:
        self.material = material
        self._geometry = QSGGeometry(attributes, 0)
        self._geometry.setDrawingMode(QSGGeometry.DrawingMode.DrawTriangles)
        self.node = QSGGeometryNode()
        self.node.setFlag(QSGNode.Flag.OwnedByParent, False)  # noqa: FBT003 - Qt's signature
        self.node.setGeometry(self._geometry)
        self.node.setMaterial(material)

    @property
    def count(self) -> int:
        """Count the vertices."""
        return self._geometry.vertexCount()

    def fill(self, vertices: NDArray[np.float32] | NDArray[np.void]) -> None:
        """Replace the triangles."""
        if self._geometry.vertexCount() != len(vertices):
            self._geometry.allocate(len(vertices))
        if len(vertices):
            ctypes.memmove(int(self._geometry.vertexData()), vertices.ctypes.data, vertices.nbytes)
        self.node.markDirty(QSGNode.DirtyStateBit.DirtyGeometry)

    def delete(self) -> None:
        """Delete node, then what it pointed at."""
        shiboken6.delete(self.node)
        shiboken6.delete(self.material)
        shiboken6.delete(self._geometry)


def _moved(
    node: QSGTransformNode, at_px: tuple[float, float], ratio: float, turn_deg: float
) -> None:
    matrix = QMatrix4x4()
    matrix.scale(1 / ratio, 1 / ratio)
    matrix.translate(*at_px)
    matrix.rotate(turn_deg, 0, 0, 1)
    node.setMatrix(matrix)


class SpriteMeshes:
    """Parts of an atlas, and one more that is turned."""

    def __init__(self, window: QQuickWindow) -> None:
        self._window = window
        self.node = QSGTransformNode()
        self.node.setFlag(QSGNode.Flag.OwnedByParent, False)  # noqa: FBT003 - Qt's signature
        self._texture: QSGTexture | None = None
        self._meshes: list[_Mesh] = []
        self._layers = [QSGOpacityNode() for _ in range(LEVELS)]
        for number, layer in enumerate(self._layers):
            layer.setFlag(QSGNode.Flag.OwnedByParent, False)  # noqa: FBT003 - Qt's signature
            layer.setOpacity(opacity(number))
            self.node.appendChildNode(layer)
        self._size = (1, 1)
        # The triangles of the parts that were placed last, as if all stood on the anchor.
        self._boxes: NDArray[np.int64] | None = None
        self._at_zero = np.zeros((0, 6, 4), np.float32)

    def use(self, picture: QImage) -> None:
        """Take parts from a new atlas; nothing is placed any more."""
        self.delete_meshes()
        self._texture = self._window.createTextureFromImage(picture)
        self._size = (picture.width(), picture.height())
        self._boxes = None
        # What is turned comes last, above all layers.
        for parent in (*self._layers, self.node):
            material = QSGTextureMaterial()
            material.setTexture(self._texture)
            material.setFiltering(QSGTexture.Filtering.Linear)
            material.setFlag(QSGMaterial.Flag.Blending)
            mesh = _Mesh(_TEXTURED, material)
            self._meshes.append(mesh)
            parent.appendChildNode(mesh.node)

    def place(self, sprites: Sprites) -> None:
        """Draw these parts, in pixels from the anchor."""
        if not self._meshes:
            return
        if self._boxes is not sprites.boxes:
            self._boxes, self._at_zero = sprites.boxes, triangles(sprites.boxes, self._size)
        vertices = self._at_zero.copy()
        vertices[:, :, :2] += sprites.corners[:, None, :]
        # The last is for what is turned.
        for mesh, here in zip(self._meshes, sprites.chosen(), strict=False):
            if here is not None:
                mesh.fill(vertices[here].reshape(-1, 4))
            elif mesh.count:
                mesh.fill(_NOTHING)

    def place_turned(self, at_px: tuple[float, float], turn_deg: float, box: QRectF) -> None:
        """Draw one part more, turned clockwise about its middle."""
        if self._meshes:
            edges = [round(value) for value in box.getRect()]  # type: ignore[attr-defined]
            self._meshes[-1].fill(turned(at_px, edges, self._size, turn_deg))

    def drop_turned(self) -> None:
        """Draw no turned part any more."""
        if self._meshes:
            self._meshes[-1].fill(_NOTHING)

    def move(self, at_px: tuple[float, float], ratio: float, turn_deg: float) -> None:
        """Put the anchor at a pixel, turned clockwise; `ratio` is pixels a unit of the item."""
        _moved(self.node, at_px, ratio, turn_deg)

    def fit(self, width: float, height: float) -> None:
        """Follow the item's size: nothing to do."""

    def delete_meshes(self) -> None:
        """Delete all that takes memory."""
        for mesh in self._meshes:
            mesh.delete()
        self._meshes.clear()
        self.abandon()

    def abandon(self) -> None:
        """Delete what Qt has not deleted with item and window."""
        # The window takes its textures' wrappers with it.
        if self._texture is not None and shiboken6.isValid(self._texture):
            self._texture.deleteLater()
        self._texture = None


class WayMesh:
    """A cased line."""

    def __init__(self) -> None:
        self.node = QSGTransformNode()
        self.node.setFlag(QSGNode.Flag.OwnedByParent, False)  # noqa: FBT003 - Qt's signature
        self._mesh: _Mesh | None = None

    def place(self, parts: Sequence[Points], pen: Pen) -> None:
        """Draw these parts, in pixels from the anchor."""
        if self._mesh is None and not parts:
            return
        if self._mesh is None:
            self._mesh = _Mesh(_COLOURED, QSGVertexColorMaterial())
            self.node.appendChildNode(self._mesh.node)
        self._mesh.fill(np.concatenate([np.zeros(0, VERTEX), *(ribbon(p, pen) for p in parts)]))

    def move(self, at_px: tuple[float, float], ratio: float, turn_deg: float) -> None:
        """Put the anchor at a pixel, turned clockwise; `ratio` is pixels a unit of the item."""
        _moved(self.node, at_px, ratio, turn_deg)

    def fit(self, width: float, height: float) -> None:
        """Follow the item's size: nothing to do."""

    def delete_meshes(self) -> None:
        """Delete all that takes memory."""
        if self._mesh is not None:
            self._mesh.delete()
            self._mesh = None

    def abandon(self) -> None:
        """Delete what Qt has not deleted: nothing here."""
