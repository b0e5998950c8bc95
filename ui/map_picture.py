"""Bring camera, tiles and marks onto the item, in whichever renderer draws it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QColor, QImage
from PySide6.QtQuick import QQuickItem, QSGNode, QSGRendererInterface

from ui.map_board import MarkBoard
from ui.map_camera import Bounds, Camera, all_spun, spun
from ui.map_layers import Sprites
from ui.map_nodes import Lettering, MapNodes, Placed, Turned
from ui.map_palette import PALETTES
from ui.map_press import TilePress
from ui.map_route import CASING_DP, LINE_DP, Pen, Points, parts_within, thinned, world_way
from ui.map_tiles import FARTHEST_STAND_IN, SIDE_PX, Grid, Style, Tile, cover, grid_of, tiles_of
from ui.online_map import OnlineMap

# Textures of a megabyte each: twice what a 1920 x 1200 glass shows at once (measured: 20).
MOST_TEXTURES = 44
# Tiles of one coarse zoom are always kept: they stand in wherever one flies (chosen).
_ATLAS_ZOOM = 4.0
# Nearer than this nothing may stand in: plain land shows until tiles come, most chargers are there.
_LAND_FROM_ZOOM = _ATLAS_ZOOM + FARTHEST_STAND_IN
# Tiles around the view are painted in advance by this share of it (chosen).
_AHEAD = 0.15
# A line is cut to a window larger than the view by this share, as the marks are (chosen).
_WAY_AROUND = 0.35
# Labels are chosen for so long in one frame, in s, less while the map moves (chosen).
_LABEL_S, _LABEL_MOVING_S = 0.0015, 0.0005


@dataclass(frozen=True, slots=True)
class Car:
    """World point and heading in degrees; not known while it is the last that was told."""

    x: float
    y: float
    heading_deg: float
    is_known: bool


class MapPicture:
    """What the item shows now; `compose` decides, `sync` hands it to the scene graph."""

    def __init__(self, item: QQuickItem, board: MarkBoard, press: TilePress) -> None:
        self._item = item
        self._board = board
        self._press = press
        self._nodes: MapNodes | None = None
        self._is_painted = False
        self._fresh: dict[Tile, QImage] = {}
        self._have: set[Tile] = set()
        self._wanted: list[Tile] = []
        self._grid: Grid | None = None
        self._shown: list[Tile] = []
        self._anchor: tuple[float, float] = (0.0, 0.0)
        self._scale = self._turn_deg = 0.0
        self._style = Style("night", 1.0)
        self._dp = 1.0
        self._offset_px = (0, 0)
        self._placed: list[Placed] = []
        self._drawn: list[Placed] | None = None
        self._letterings: list[Lettering] = []
        # World points of the labels, and how many pixels beside them their middles lie.
        self._label_at = self._label_beside = np.zeros((0, 2))
        self._labels_px: list[tuple[int, int]] | None = None
        self._sprites: Sprites | None = None
        self._car: Turned | None = None
        # Nothing is drawn of it; or something else than it is now.
        self._is_car_lost = self._is_car_new = False
        self._way: Points = world_way(())
        self._way_parts: list[Points] | None = None
        self._way_bounds: Bounds | None = None
        self._new_atlas: QImage | None = None
        self._atlas_used: object = None
        # Everything is placed again, or only what is shown of the tiles.
        self._is_anew = self._are_tiles_new = True
        self._is_covered_anew = False
        self._online: OnlineMap | None = None
        self._has_come = False
        self.is_smooth = False
        self._is_at_rest = True

    @property
    def is_complete(self) -> bool:
        """Tell whether every wanted tile is there and every label written."""
        has_tiles = bool(self._wanted) and all(tile in self._have for tile in self._wanted)
        owes_pictures = self._online is not None and (
            self._online.is_busy or self._online.behind(self._wanted, self._press.laid)
        )
        return has_tiles and not owes_pictures and not self.owes_labels

    @property
    def ground(self) -> str:
        """Tell what shows where no tile is: land near by, water where whole coasts would be."""
        palette = PALETTES[self._style.theme]
        is_near = any(tile.zoom > _LAND_FROM_ZOOM for tile in self._wanted[:1])
        return palette.land if is_near else palette.water

    @property
    def owes_labels(self) -> bool:
        """Tell whether labels wait for the next frame."""
        return self._labels_px is not None or self._board.owes_labels

    @property
    def is_outdated(self) -> bool:
        """Tell whether it must be composed anew: a tile came, or labels are still chosen."""
        return self._is_anew or self._are_tiles_new or self._board.owes_labels

    def lay_over(self, online: OnlineMap) -> None:
        """Lay a server's pictures over our own map."""
        self._online = online
        self._press.lay_over(online)
        online.came.connect(self._look_again)

    def _look_again(self) -> None:
        self._has_come = True
        self._item.polish()

    def take(self, tile: Tile, image: QImage) -> None:
        """Take a newly painted tile."""
        self._fresh[tile] = image
        self._have.add(tile)
        self._are_tiles_new = True
        # Its last pictures may have come while it was being painted with fewer.
        if self._online is not None and self._online.behind([tile], self._press.laid):
            self._has_come = True

    def compose(
        self, camera: Camera, style: Style, language: str, dp: float, car: Car | None
    ) -> None:
        """Decide what stands where; `dp` is the item's units a dp."""
        if style != self._style or dp != self._dp:
            self._style, self._dp, self._is_anew = style, dp, True
        self._board.pass_car(None if car is None else (car.x, car.y))
        self._board.prepare(style.theme, language, style.ratio)
        scale = camera.world_dp * style.ratio
        grid = grid_of(style, camera.level(), camera.bounds)
        # While the map moves a frame has other tiles to choose, or a step of other marks to take.
        are_marks_new = self._board.update(camera, is_spared=grid != self._grid)
        is_moved = are_marks_new or self._is_anew
        is_moved = is_moved or (scale, camera.turn_deg) != (self._scale, self._turn_deg)
        # Other marks are enough for one frame: their labels are chosen from the next one on.
        are_labels_new = not are_marks_new and self._board.work(
            _LABEL_S if self._is_at_rest else _LABEL_MOVING_S
        )
        are_tiles_new = self._choose_tiles(camera, grid)
        # Fetched pictures hide names.
        are_labels_new |= are_tiles_new and self._online is not None and self._online.is_on
        if are_labels_new or self._is_anew:
            self._take_labels()
        if is_moved:
            # All places are told from a point near the middle: single floats are exact there.
            self._scale, self._turn_deg = scale, camera.turn_deg
            self._anchor = (camera.x, camera.y)
            self._place_marks()
            self.replace_car(car)
            self._way_bounds = None
        elif self._board.is_unplaced:
            self._place_marks()
        if is_moved or are_tiles_new:
            self._place_tiles()
        if is_moved or are_labels_new:
            self._place_labels()
        self._is_anew = False
        if self._way_bounds is None or not self._way_bounds.contains(camera.bounds):
            self._place_way(camera.bounds.grown(_WAY_AROUND))
        x, y = camera.screen_of(*self._anchor)
        self._offset_px = (round(x * style.ratio), round(y * style.ratio))

    def rest(self, *, is_at_rest: bool) -> None:
        """Say whether the map moves: tiles are smoothed when it has stopped."""
        if is_at_rest != self._is_at_rest:
            self._is_at_rest = is_at_rest
            self._are_tiles_new |= self._is_painted

    def show_way(self, lat_lon: Sequence[float]) -> None:
        """Draw a way, WGS-84 degrees lat, lon, lat, lon ...; none for nothing."""
        self._way = world_way(lat_lon)
        self._way_bounds = None

    def replace_car(self, car: Car | None) -> None:
        """Put the car elsewhere."""
        if self._board.pass_car(None if car is None else (car.x, car.y)):
            self._item.polish()
        atlas = self._board.atlas
        if atlas is None:
            return
        drawn = None
        if car is not None:
            dx, dy = car.x - self._anchor[0], car.y - self._anchor[1]
            at_px = spun(dx * self._scale, dy * self._scale, -self._turn_deg)
            box = atlas.box[atlas.number["car", car.is_known]].tolist()
            drawn = Turned(at_px, car.heading_deg - self._turn_deg, tuple(box))
        if drawn != self._car or self._is_car_lost:
            self._car, self._is_car_new, self._is_car_lost = drawn, True, False

    def _choose_tiles(self, camera: Camera, grid: Grid) -> bool:
        is_wanted_new = grid != self._grid or self._is_anew or self._has_come
        self._has_come = False
        if is_wanted_new:
            self._grid = grid
            self._wanted = wanted = tiles_of(self._style, camera.level(), camera.bounds)
            ahead = tiles_of(self._style, camera.level(), camera.bounds.grown(_AHEAD))
            low = tiles_of(self._style, _ATLAS_ZOOM, camera.bounds)
            missing = [tile for tile in [*wanted, *low, *ahead] if tile not in self._have]
            if self._online is not None:
                self._online.want(wanted)
                missing = [*self._online.behind(wanted, self._press.laid), *missing]
            self._press.want(list(dict.fromkeys(missing)))
        # While the map moves tiles come in nearly every frame: every other is enough.
        is_waiting = self._is_covered_anew and not self._is_at_rest
        self._is_covered_anew = is_wanted_new or (self._are_tiles_new and not is_waiting)
        if self._is_covered_anew:
            self._are_tiles_new = False
            self._shown = cover(self._wanted, self._have)
        return self._is_covered_anew

    def _place_tiles(self) -> None:
        unit = self._style.ratio / self._dp
        self._placed = []
        for tile in self._shown:
            bounds = tile.bounds
            # Edges are rounded, not sizes: neighbours meet without a seam at any scale.
            left, right = (self._px(x, 0) for x in (bounds.left, bounds.right))
            top, bottom = (self._px(y, 1) for y in (bounds.top, bounds.bottom))
            rect = (left / unit, top / unit, (right - left) / unit, (bottom - top) / unit)
            self._placed.append(Placed(tile, rect))
        is_exact = all(tile.span * self._scale == SIDE_PX for tile in self._shown)
        is_inexact = not is_exact or self._turn_deg != 0.0
        # Smoothing costs the software renderer more than the rest of a frame (measured).
        self.is_smooth = is_inexact and (self._is_at_rest or not self._is_painted)

    def _take_labels(self) -> None:
        theme, ratio, labels = self._style.theme, self._style.ratio, self._board.labels
        if self._online is not None:
            # Fetched pictures have names of their own.
            hidden = self._online.covered(self._wanted, self._press.laid)
            labels = [one for one in labels if not any(b.holds(one.x, one.y) for b in hidden)]
        self._letterings = [Lettering(one.text, one.look, theme, ratio) for one in labels]
        self._label_at = np.array([(one.x, one.y) for one in labels]).reshape(-1, 2)
        beside = np.array([(one.dx_dp, one.dy_dp) for one in labels]).reshape(-1, 2)
        self._label_beside = np.rint(beside * ratio)

    def _place_labels(self) -> None:
        at = all_spun((self._label_at - self._anchor) * self._scale, -self._turn_deg)
        at = np.rint(at) + self._label_beside
        self._labels_px = [(x, y) for x, y in at.astype(np.int64).tolist()]

    def _px(self, value: float, axis: int) -> int:
        return round((value - self._anchor[axis]) * self._scale)

    def _place_marks(self) -> None:
        atlas = self._board.atlas
        if atlas is None:
            return
        self._sprites = self._board.placed(self._anchor, self._scale, self._turn_deg)
        if self._atlas_used is not atlas:
            self._atlas_used, self._new_atlas = atlas, atlas.image
            self._is_car_lost = True

    def _place_way(self, around: Bounds) -> None:
        self._way_bounds = around
        parts = parts_within(self._way, around)
        self._way_parts = [thinned((part - self._anchor) * self._scale) for part in parts]

    def _pen(self) -> Pen:
        palette, ratio = PALETTES[self._style.theme], self._style.ratio
        return Pen(
            LINE_DP * ratio,
            (LINE_DP + 2 * CASING_DP) * ratio,
            QColor(palette.info).rgb(),
            QColor(palette.card).rgb(),
        )

    def choose_renderer(self) -> None:
        """Find out whether geometry nodes would draw nothing. Call before `compose`."""
        window = self._item.window()
        if window is not None:
            api = window.rendererInterface().graphicsApi()
            self._is_painted = api == QSGRendererInterface.GraphicsApi.Software

    def sync(self, old: QSGNode | None) -> QSGNode:
        """Update the scene graph. Only inside updatePaintNode."""
        if old is None or self._nodes is None:
            if self._nodes is not None:
                # The scene graph was lost, and all that hung in it.
                self._nodes.abandon()
                self._lose()
            self._nodes = MapNodes(self._item.window(), is_painted=self._is_painted)
        nodes = self._nodes
        nodes.paint_ground(self.ground, self._item.width(), self._item.height())
        if self._placed is not self._drawn:
            self._drawn = self._placed
            # Only now: one of those on show may have another picture, and must be hung with it.
            nodes.take_pictures(self._fresh)
            self._fresh.clear()
            placed = [one for one in self._placed if one.tile in nodes.textures]
            nodes.place_tiles(placed, is_smooth=self.is_smooth)
            nodes.forget(MOST_TEXTURES, self._wanted)
            self._have = set(nodes.textures)
        unit = self._style.ratio / self._dp
        if self._labels_px is not None and nodes.place_labels(
            self._letterings, self._labels_px, unit, is_moving=not self._is_at_rest
        ):
            self._labels_px = None
        nodes.move(*self._offset_px, unit, self._turn_deg)
        self._hand_over_marks(nodes)
        return nodes.root

    def _hand_over_marks(self, nodes: MapNodes) -> None:
        if self._new_atlas is not None:
            nodes.use_atlas(self._new_atlas)
            self._new_atlas = None
        if self._sprites is not None:
            nodes.draw_marks(self._sprites)
            self._sprites = None
        if self._is_car_new:
            nodes.draw_car(self._car)
            self._is_car_new = False
        if self._way_parts is not None:
            nodes.draw_way(self._way_parts, self._pen())
            self._way_parts = None

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
        self._is_anew = True
