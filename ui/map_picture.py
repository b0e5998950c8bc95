"""Bring camera, tiles and marks onto the item, in whichever renderer draws it."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem, QSGNode, QSGRendererInterface

from ui.map_board import MarkBoard, triangles, turned
from ui.map_camera import Camera
from ui.map_nodes import Lettering, MapNodes, Placed, PlacedLabel
from ui.map_overlay import MarkOverlay
from ui.map_palette import PALETTES
from ui.map_press import TilePress
from ui.map_tiles import SIDE_PX, Style, Tile, cover, tiles_of

# Textures of a megabyte each: three times what a 1920 x 1200 glass shows at once (measured: 20).
MOST_TEXTURES = 64
# Tiles of one coarse zoom are always kept: they stand in wherever one flies (chosen).
_ATLAS_ZOOM = 4.0
# Tiles around the view are painted in advance by this share of it (chosen).
_AHEAD = 0.15

Car = tuple[float, float, float]
"""World point and heading in degrees."""


class MapPicture:
    """What the item shows now; `compose` decides, `sync` hands it to the scene graph."""

    def __init__(self, item: QQuickItem, board: MarkBoard, press: TilePress) -> None:
        self._item = item
        self._board = board
        self._press = press
        self._nodes: MapNodes | None = None
        self._overlay: MarkOverlay | None = None
        self._fresh: dict[Tile, QImage] = {}
        self._have: set[Tile] = set()
        self._wanted: list[Tile] = []
        self._shown: list[Tile] = []
        self._anchor: tuple[float, float] = (0.0, 0.0)
        self._scale = 0.0
        self._style = Style("night", 1.0)
        self._dp = 1.0
        self._offset_px = (0, 0)
        self._placed: list[Placed] = []
        self._drawn: list[Placed] | None = None
        self._labels: list[PlacedLabel] | None = None
        self._vertices: NDArray[np.float32] | None = None
        self._new_atlas: QImage | None = None
        self._atlas_used: object = None
        self._is_replaced = True
        self.is_smooth = False

    @property
    def is_complete(self) -> bool:
        """Tell whether every wanted tile is there and every label written."""
        has_tiles = bool(self._wanted) and all(tile in self._have for tile in self._wanted)
        return has_tiles and not self.owes_labels

    @property
    def owes_labels(self) -> bool:
        """Tell whether labels wait for the next frame."""
        return self._labels is not None

    @property
    def is_outdated(self) -> bool:
        """Tell whether it must be composed anew: the scene graph was lost, or a tile came."""
        return self._is_replaced

    def take(self, tile: Tile, image: QImage) -> None:
        """Take a newly painted tile."""
        self._fresh[tile] = image
        self._have.add(tile)
        self._is_replaced = True

    def compose(
        self, camera: Camera, style: Style, language: str, dp: float, car: Car | None
    ) -> None:
        """Decide what stands where; `dp` is the item's units a dp."""
        if style != self._style or dp != self._dp:
            self._style, self._dp, self._is_replaced = style, dp, True
        self._board.prepare(style.theme, language, style.ratio)
        are_marks_new = self._board.update(camera)
        self._choose_tiles(camera)
        scale = camera.world_dp * style.ratio
        if scale != self._scale or self._is_replaced or are_marks_new:
            # All places are told from a point near the middle: single floats are exact there.
            self._scale, self._anchor = scale, (camera.x, camera.y)
            self._place_tiles()
            self._place_labels()
            self._place_marks(car)
        x, y = camera.screen_of(*self._anchor)
        self._offset_px = (round(x * style.ratio), round(y * style.ratio))
        if self._overlay is not None:
            unit = style.ratio / dp
            self._overlay.move(*self._offset_px, unit)
            self._overlay.update()

    def replace_car(self, car: Car | None) -> None:
        """Put the car elsewhere."""
        self._place_marks(car)

    def _choose_tiles(self, camera: Camera) -> None:
        wanted = tiles_of(self._style, camera.level(), camera.bounds)
        if wanted != self._wanted or self._is_replaced:
            self._wanted = wanted
            ahead = tiles_of(self._style, camera.level(), camera.bounds.grown(_AHEAD))
            low = tiles_of(self._style, _ATLAS_ZOOM, camera.bounds)
            missing = [tile for tile in [*wanted, *low, *ahead] if tile not in self._have]
            self._press.want(list(dict.fromkeys(missing)))
            self._shown = cover(wanted, self._have)
            self._is_replaced = True

    def _place_tiles(self) -> None:
        self._is_replaced = False
        unit = self._style.ratio / self._dp
        self._placed = []
        for tile in self._shown:
            bounds = tile.bounds
            # Edges are rounded, not sizes: neighbours meet without a seam at any scale.
            left, right = (self._px(x, 0) for x in (bounds.left, bounds.right))
            top, bottom = (self._px(y, 1) for y in (bounds.top, bounds.bottom))
            rect = (left / unit, top / unit, (right - left) / unit, (bottom - top) / unit)
            self._placed.append(Placed(tile, rect))
        self.is_smooth = any(tile.span * self._scale != SIDE_PX for tile in self._shown)

    def _place_labels(self) -> None:
        theme, ratio = self._style.theme, self._style.ratio
        self._labels = [
            PlacedLabel(
                Lettering(label.text, label.look, theme, ratio),
                self._px(label.x, 0) + round(label.dx_dp * ratio),
                self._px(label.y, 1) + round(label.dy_dp * ratio),
            )
            for label in self._board.labels
        ]

    def _px(self, value: float, axis: int) -> int:
        return round((value - self._anchor[axis]) * self._scale)

    def _place_marks(self, car: Car | None) -> None:
        atlas = self._board.atlas
        if atlas is None:
            return
        corners, parts = self._board.placed(self._anchor, self._scale)
        boxes = atlas.box[parts]
        car_at = None if car is None else (self._px(car[0], 0), self._px(car[1], 1))
        car_box = atlas.box[atlas.number["car",]].tolist()
        heading = 0.0 if car is None else car[2]
        if self._atlas_used is not atlas:
            self._atlas_used, self._new_atlas = atlas, atlas.image
        if self._overlay is not None:
            if self._new_atlas is not None:
                self._overlay.use(self._new_atlas)
                self._new_atlas = None
            self._overlay.place(corners, boxes)
            self._overlay.place_car(car_at, heading, QRectF(*car_box))
            return
        unit, size = self._style.ratio / self._dp, (atlas.image.width(), atlas.image.height())
        self._vertices = triangles(corners, boxes, size, unit)
        if car_at is not None:
            middle = (car_at[0] / unit, car_at[1] / unit)
            arrow = turned(middle, car_box, size, unit, heading)
            self._vertices = np.concatenate([self._vertices, arrow])

    def choose_renderer(self) -> None:
        """Make the overlay where geometry nodes would draw nothing. Call before `compose`."""
        window = self._item.window()
        if self._overlay is not None or window is None:
            return
        api = window.rendererInterface().graphicsApi()
        if api == QSGRendererInterface.GraphicsApi.Software:
            self._overlay = MarkOverlay(self._item)
            self.fit()

    def fit(self) -> None:
        """Follow the item's size."""
        if self._overlay is not None:
            self._overlay.setSize(self._item.size())

    def sync(self, old: QSGNode | None) -> QSGNode:
        """Update the scene graph. Only inside updatePaintNode."""
        if old is None or self._nodes is None:
            if self._nodes is not None:
                # The scene graph was lost, and all that hung in it.
                self._nodes.abandon()
                self._lose()
            self._nodes = MapNodes(self._item.window())
        nodes = self._nodes
        nodes.paint_ground(
            PALETTES[self._style.theme].water, self._item.width(), self._item.height()
        )
        nodes.take_pictures(self._fresh)
        self._fresh.clear()
        if self._placed is not self._drawn:
            self._drawn = self._placed
            placed = [one for one in self._placed if one.tile in nodes.textures]
            nodes.place_tiles(placed, is_smooth=self.is_smooth)
            nodes.forget(MOST_TEXTURES)
            self._have = set(nodes.textures)
        unit = self._style.ratio / self._dp
        if self._labels is not None and nodes.place_labels(self._labels, unit):
            self._labels = None
        nodes.move(self._offset_px[0] / unit, self._offset_px[1] / unit)
        if self._vertices is not None:
            nodes.draw_marks(self._new_atlas, self._vertices)
            self._new_atlas = self._vertices = None
        return nodes.root

    def abandon(self) -> None:
        """Let go when the item has been destroyed."""
        if self._nodes is not None:
            self._nodes.abandon()

    def release(self) -> None:
        """Let go of what takes memory; it is made again when the item is shown again."""
        if self._nodes is not None:
            self._nodes.clear()
            self._lose()

    def _lose(self) -> None:
        self._have = set(self._fresh)
        self._drawn = self._atlas_used = None
        self._is_replaced = True
