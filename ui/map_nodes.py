"""Own every scene-graph call of the map.

What must be kept to, each found by a crash or a leak (measured, PySide6 6.11.3): image nodes are
deleted with shiboken6 and textures with deleteLater() when they go (shiboken6.delete() of a texture
crashes when its window is destroyed, dropping the reference leaks); a node enters the tree only
with its texture set. `map_meshes` and `map_overlay` hold what differs between the renderers.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter

import shiboken6
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QMatrix4x4
from PySide6.QtQuick import (
    QQuickWindow,
    QSGImageNode,
    QSGNode,
    QSGTexture,
    QSGTransformNode,
)

from ui.map_layers import Sprites
from ui.map_lettering import write_label
from ui.map_look import Look
from ui.map_meshes import SpriteMeshes, WayMesh
from ui.map_overlay import SpriteBrush, WayBrush
from ui.map_route import Pen, Points
from ui.map_tiles import SIDE_PX, Tile

_SOURCE = QRectF(0, 0, SIDE_PX, SIDE_PX)
# More labels than ever show at once; each is some ten kilobytes (chosen).
_MOST_LABELS = 600
# New labels are written for so long in one frame, in s, less while the map moves; each takes about
# 0.6 ms (measured).
_WRITING_S, _WRITING_MOVING_S = 0.001, 0.0003

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
class Turned:
    """One part of the atlas turned clockwise about its middle, in pixels from the anchor."""

    at_px: tuple[float, float]
    turn_deg: float
    box: Rect


class MapNodes:
    """The nodes below one map item. All methods run inside updatePaintNode.

    `is_painted` says that the software renderer draws: it draws geometry nodes as nothing.
    """

    def __init__(self, window: QQuickWindow, *, is_painted: bool) -> None:
        self._window = window
        self.root = QSGNode()
        # Qt deletes the root with the item, and below it whatever is not Python's own.
        self._ground = window.createRectangleNode()
        self._tiles_at = QSGTransformNode()
        self._labels_at = QSGTransformNode()
        self._way: WayBrush | WayMesh = WayBrush(window) if is_painted else WayMesh()
        self._marks: SpriteBrush | SpriteMeshes = (
            SpriteBrush(window) if is_painted else SpriteMeshes(window)
        )
        self.root.appendChildNode(self._ground)
        for node in (self._tiles_at, self._way.node, self._labels_at, self._marks.node):
            node.setFlag(QSGNode.Flag.OwnedByParent, False)  # noqa: FBT003 - Qt's signature
            self.root.appendChildNode(node)
        self._images: list[QSGImageNode] = []
        # None where they must be hung anew.
        self._tiles_shown: list[Tile] | None = None
        self._filtering = QSGTexture.Filtering.Nearest
        self.textures: dict[Tile, QSGTexture] = {}
        self._label_images: list[QSGImageNode] = []
        self._label_written: list[Lettering] = []
        self._label_boxes: list[tuple[int, int, int]] = []
        self._wanted_labels: Sequence[Lettering] = ()
        # Numbers of those wanted that are not written yet.
        self._labels_owed: deque[int] = deque()
        self._letterings: dict[Lettering, QSGTexture] = {}

    def paint_ground(self, colour: str, width: float, height: float) -> None:
        """Fill what no tile covers."""
        self._way.fit(width, height)
        self._marks.fit(width, height)
        self._ground.setRect(QRectF(0, 0, width, height))
        self._ground.setColor(QColor(colour))

    def move(self, x_px: float, y_px: float, px_per_unit: float, turn_deg: float) -> None:
        """Put the anchor at a pixel of the item; tiles and way are turned about it."""
        matrix = QMatrix4x4()
        matrix.translate(x_px / px_per_unit, y_px / px_per_unit)
        self._labels_at.setMatrix(matrix)
        if turn_deg:
            matrix.rotate(-turn_deg, 0, 0, 1)
        self._tiles_at.setMatrix(matrix)
        self._way.move((x_px, y_px), px_per_unit, -turn_deg)
        self._marks.move((x_px, y_px), px_per_unit, 0.0)

    def take_pictures(self, pictures: Mapping[Tile, QImage]) -> None:
        """Make textures of newly painted tiles."""
        if pictures:
            # One of those on show may have another picture now, and must stay among the last used.
            self._tiles_shown = None
        for tile, image in pictures.items():
            old = self.textures.pop(tile, None)
            self.textures[tile] = self._window.createTextureFromImage(
                image, QQuickWindow.CreateTextureOption.TextureIsOpaque
            )
            if old is not None:
                old.deleteLater()

    def place_tiles(self, placed: Sequence[Placed], *, is_smooth: bool) -> None:
        """Show these tiles, the first lowest."""
        tiles = [one.tile for one in placed]
        filtering = QSGTexture.Filtering.Linear if is_smooth else QSGTexture.Filtering.Nearest
        if tiles != self._tiles_shown or filtering != self._filtering:
            self._tiles_shown, self._filtering = tiles, filtering
            self._hang_tiles(tiles, filtering)
        for node, one in zip(self._images, placed, strict=True):
            node.setRect(*one.rect)

    def _hang_tiles(self, tiles: Sequence[Tile], filtering: QSGTexture.Filtering) -> None:
        _shorten(self._images, len(tiles), self._tiles_at)
        for number, tile in enumerate(tiles):
            is_new = number == len(self._images)
            if is_new:
                self._images.append(self._window.createImageNode())
            node = self._images[number]
            # Taken out and put back: the dictionary's order is the order of last use.
            texture = self.textures.pop(tile)
            self.textures[tile] = texture
            node.setTexture(texture)
            node.setSourceRect(_SOURCE)
            node.setFiltering(filtering)
            # A node without a texture must not be in the tree: the renderer looks at it at once.
            if is_new:
                self._tiles_at.appendChildNode(node)

    def place_labels(
        self,
        wanted: Sequence[Lettering],
        at_px: Sequence[tuple[int, int]],
        px_per_unit: float,
        *,
        is_moving: bool = False,
    ) -> bool:
        """Show these labels, sharp: their middles on whole pixels from the anchor, never scaled.

        Only a few new ones are written in one frame; False says that some are still owed. The same
        list again says that the labels are the same and only their places new.
        """
        if wanted is not self._wanted_labels:
            self._wanted_labels = wanted
            self._hang_labels(wanted)
        self._write_owed(_WRITING_MOVING_S if is_moving else _WRITING_S)
        for node, (number, width, height) in zip(
            self._label_images, self._label_boxes, strict=True
        ):
            x_px, y_px = at_px[number]
            left, top = (x_px - width // 2) / px_per_unit, (y_px - height // 2) / px_per_unit
            node.setRect(left, top, width / px_per_unit, height / px_per_unit)
        return not self._labels_owed

    def _hang_labels(self, wanted: Sequence[Lettering]) -> None:
        """Show those that are written; what shows already is let alone, for most of them do."""
        spare: dict[Lettering, list[QSGImageNode]] = {}
        for one, node in zip(self._label_written, self._label_images, strict=True):
            spare.setdefault(one, []).append(node)
        self._label_images, self._label_written, self._label_boxes = [], [], []
        self._labels_owed.clear()
        for number, lettering in enumerate(wanted):
            nodes = spare.get(lettering)
            texture = self._letterings.pop(lettering, None)
            if texture is None:
                self._labels_owed.append(number)
                continue
            # Taken out and put back: the dictionary's order is the order of last use.
            self._letterings[lettering] = texture
            self._hang_label(number, lettering, nodes.pop() if nodes else None)
        _shorten([node for nodes in spare.values() for node in nodes], 0, self._labels_at)
        for lettering in list(self._letterings)[: max(0, len(self._letterings) - _MOST_LABELS)]:
            self._letterings.pop(lettering).deleteLater()

    def _write_owed(self, budget_s: float) -> None:
        until = perf_counter() + budget_s
        while self._labels_owed and perf_counter() < until:
            number = self._labels_owed.popleft()
            lettering = self._wanted_labels[number]
            if lettering not in self._letterings:
                self._letterings[lettering] = self._write(lettering)
            self._hang_label(number, lettering, None)

    def _hang_label(self, number: int, lettering: Lettering, old: QSGImageNode | None) -> None:
        texture = self._letterings[lettering]
        size = texture.textureSize()
        node = self._window.createImageNode() if old is None else old
        self._label_images.append(node)
        self._label_written.append(lettering)
        self._label_boxes.append((number, size.width(), size.height()))
        if old is None:
            node.setTexture(texture)
            node.setSourceRect(QRectF(0, 0, size.width(), size.height()))
            node.setFiltering(QSGTexture.Filtering.Nearest)
            self._labels_at.appendChildNode(node)

    def _write(self, lettering: Lettering) -> QSGTexture:
        image = write_label(lettering.text, lettering.look, lettering.theme, lettering.ratio)
        return self._window.createTextureFromImage(image)

    def forget(self, most: int, wanted: Iterable[Tile]) -> None:
        """Delete the textures used longest ago, down to `most`; none on show, and none wanted."""
        spare = len(self.textures) - most
        if spare <= 0:
            return
        kept = {*wanted, *(self._tiles_shown or ())}
        for tile in [tile for tile in self.textures if tile not in kept][:spare]:
            self.textures.pop(tile).deleteLater()

    def use_atlas(self, picture: QImage) -> None:
        """Take the marks' parts from a new atlas."""
        self._marks.use(picture)

    def draw_marks(self, sprites: Sprites) -> None:
        """Draw parts of the atlas."""
        self._marks.place(sprites)

    def draw_car(self, car: Turned | None) -> None:
        """Draw the car above all marks, or nowhere."""
        if car is None:
            self._marks.drop_turned()
        else:
            self._marks.place_turned(car.at_px, car.turn_deg, QRectF(*car.box))

    def draw_way(self, parts: Sequence[Points], pen: Pen) -> None:
        """Draw a line under labels and marks, in pixels from the anchor."""
        self._way.place(parts, pen)

    def clear(self) -> None:
        """Delete all that takes memory. Only while the item is alive."""
        if not shiboken6.isValid(self._window):
            # It is being destroyed, and has taken images and textures with it.
            return
        _shorten(self._images, 0, self._tiles_at)
        _shorten(self._label_images, 0, self._labels_at)
        self._label_boxes, self._label_written, self._wanted_labels = [], [], ()
        self._labels_owed.clear()
        self._tiles_shown = None
        self._way.delete_meshes()
        self._marks.delete_meshes()
        self.abandon()

    def abandon(self) -> None:
        """Delete what Qt has not deleted with item and window."""
        for texture in (*self.textures.values(), *self._letterings.values()):
            # The window takes its textures' wrappers with it.
            if shiboken6.isValid(texture):
                texture.deleteLater()
        self.textures.clear()
        self._letterings.clear()
        self._marks.abandon()


def _shorten(nodes: list[QSGImageNode], length: int, parent: QSGNode) -> None:
    """Delete the last image nodes of a list, down to a length."""
    while len(nodes) > length:
        node = nodes.pop()
        parent.removeChildNode(node)
        shiboken6.delete(node)
