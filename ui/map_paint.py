"""Paint one tile of the base map."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QImageReader,
    QPainter,
    QPen,
)

from resources.map.base import Fill, Line
from resources.map.packed import Points
from ui.map_camera import WORLD_DP, Bounds
from ui.map_ground import Ground
from ui.map_palette import PALETTES, Palette
from ui.map_path import as_path, as_paths
from ui.map_shapes import Shapes, trimmed
from ui.map_tiles import Raster

# Width of strokes that cover what lies between two sources' outlines, in world units: 8 and 5 km.
SEAM_WIDTH, GAP_WIDTH = 2.0e-4, 1.2e-4
# Road width in dp by zoom, interpolated (chosen after glass-map-night.png: 5 dp around zoom 8).
_ROAD_ZOOMS, _ROAD_WIDTHS = (4.0, 5.0, 6.5, 8.0, 10.0, 13.0), (0.8, 1.0, 2.6, 4.4, 6.0, 9.0)
_EDGED_FROM = 5.0
"""Roads have an edge beside other lines; thinner ones would be all edge (chosen)."""
# River width in dp by rank and zoom, likewise (chosen); a river shows from the first zoom on.
_RIVER_ZOOMS = {1: (4.0, 6.0, 9.0, 13.0), 2: (5.5, 7.0, 9.0, 13.0), 3: (7.0, 8.0, 10.0, 13.0)}
_RIVER_WIDTHS = {1: (1.2, 2.0, 4.0, 9.0), 2: (0.9, 1.6, 2.8, 7.0), 3: (0.9, 1.3, 2.4, 5.0)}
_COUNTIES_FROM = 8.5
"""Before their borders would be a mesh (chosen)."""
_ISLETS_TO = 9.0
"""Islets of a few hundred metres are dots up to here, then outlines (chosen)."""
_BORDERS_ALONE_FROM = 11.0
"""Beyond, a view has few borders and little besides: they are drawn a rank stronger (chosen)."""
# Round ends and joins of a thinner line are not seen, and are most of what it costs.
_THIN_PX = 4.0
_STEPS_AT_ONCE = 24
"""Qt strokes a line wider than a pixel the slower the longer it is: up to 7 times as fast so
(measured; a tenth slower at 64, more below 12)."""


@dataclass(frozen=True, slots=True)
class TileOrder:
    """What to paint: a square of the world, `span` wide, onto `side_px` pixels.

    Fetched pictures lie over our own map, which is left out where they hide all of it.
    """

    theme: str
    zoom: float
    left: float
    top: float
    span: float
    side_px: int
    rasters: tuple[Raster, ...] = ()
    is_covered: bool = False
    is_dimmed: bool = False

    @property
    def ratio(self) -> float:
        """Pixels a dp."""
        return self.side_px / (self.span * WORLD_DP * float(2.0**self.zoom))


class TilePainter:
    """Paints any tile in any theme; reads the map's files when they are first needed."""

    def __init__(self) -> None:
        self._ground = Ground()

    def paint(self, order: TileOrder) -> QImage:
        """Paint one tile, opaque."""
        image = QImage(order.side_px, order.side_px, QImage.Format.Format_RGB32)
        palette = PALETTES[order.theme]
        image.fill(QColor(palette.water))
        painter = QPainter(image)
        if not order.is_covered:
            self._paint_map(painter, order, palette)
        if order.rasters:
            _lay_pictures(painter, order, palette)
        painter.end()
        return image

    def prepare(self, zoom: float) -> bool:
        """Make ready one more thing that tiles around a zoom need; tell whether there was any."""
        return self._ground.prepare(zoom)

    def _paint_map(self, painter: QPainter, order: TileOrder, palette: Palette) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = _Pen(painter, order)
        # What lies over the date line is painted a second time, one world further east.
        for shift in (0.0, 1.0) if order.left + order.span > 1.0 else (0.0,):
            self._paint_land(pen.shifted(shift), palette)
        self._paint_roads(pen, palette)

    def _paint_land(self, pen: "_Pen", palette: Palette) -> None:
        zoom = pen.order.zoom
        around = self._ground.around(zoom, pen.bounds)
        outlines, lines = around.outlines, around.outlines.lines
        pen.fill(around.land[Fill.NEIGHBOUR], palette.abroad)
        pen.stroke(lines[Line.SEAM], (palette.abroad, SEAM_WIDTH * pen.scale))
        pen.stroke(lines[Line.BORDER], (palette.province, 1.0))
        pen.stroke_coast(lines[Line.COAST], palette)
        pen.fill(around.land[Fill.CHINA], palette.land)
        pen.stroke(outlines.unmet, (palette.land, max(1.0, GAP_WIDTH * pen.scale)))
        for rank, courses in around.rivers.items():
            pen.stroke_river(rank, courses, palette)
        pen.fill(around.lakes, palette.water, palette.coast)
        is_near = zoom >= _BORDERS_ALONE_FROM
        if zoom >= _COUNTIES_FROM:
            county = palette.prefecture if is_near else palette.county
            pen.stroke(around.counties, (county, 1.0 if zoom < 10 else 1.5))
        if zoom >= 6.0:
            prefecture = palette.province if is_near else palette.prefecture
            for kind in (Line.PREFECTURE, Line.CRACK):
                pen.stroke(lines[kind], (prefecture, 1.0 if zoom < 8 else 1.5))
        for kind in (Line.GAP, Line.PROVINCE):
            pen.stroke(lines[kind], (palette.province, 1.0 if zoom < 6 else 1.6))
        pen.stroke(lines[Line.NATIONAL], (palette.national, 1.8))
        pen.stroke(lines[Line.SEA_LINE], (palette.national, 3.0))
        if zoom < _ISLETS_TO:
            pen.dot(self._ground.islets(), palette.national, 3.0 if zoom < 6 else 4.0)

    def _paint_roads(self, pen: "_Pen", palette: Palette) -> None:
        width = float(np.interp(pen.order.zoom, _ROAD_ZOOMS, _ROAD_WIDTHS))
        roads = self._ground.around(pen.order.zoom, pen.bounds).outlines.roads
        is_edged = pen.order.zoom > _EDGED_FROM
        edge = ((palette.road_edge, width + 2.4),) if is_edged else ()
        pen.stroke(roads, *edge, (palette.road, width))


def _lay_pictures(painter: QPainter, order: TileOrder, palette: Palette) -> None:
    """Lay fetched pictures in their places; one that cannot be read leaves our map in view."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # noqa: FBT003 - Qt's signature
    to_px = order.side_px / order.span
    for raster in order.rasters:
        # Its name does not tell what is in it: the bytes do.
        reader = QImageReader(raster.file)
        reader.setDecideFormatFromContent(True)
        picture = reader.read()
        if picture.isNull():
            continue
        left, right = ((x - order.left) * to_px for x in (raster.left, raster.right))
        top, bottom = ((y - order.top) * to_px for y in (raster.top, raster.bottom))
        # Edges are rounded, not sizes: neighbours meet without a seam.
        corner, end = QPoint(round(left), round(top)), QPoint(round(right), round(bottom))
        place = QRect(corner, QSize(end.x() - corner.x(), end.y() - corner.y()))
        painter.drawImage(place, picture)
        if order.is_dimmed and palette.dimming:
            painter.fillRect(place, QColor(palette.dimming))


class _Pen:
    """Draws world shapes on one tile; widths are in dp."""

    def __init__(self, painter: QPainter, order: TileOrder, shift: float = 0.0) -> None:
        self.order = order
        self._painter = painter
        self._shift = shift
        self._to_px = order.side_px / order.span
        self._ratio = order.ratio
        self.scale = self._to_px / self._ratio
        # Wide strokes and rounded joins of what lies just outside still show.
        margin = order.span * 0.06 + SEAM_WIDTH
        left, top = order.left - shift, order.top
        self.bounds = Bounds(
            left - margin, top - margin, left + order.span + margin, top + order.span + margin
        )

    def shifted(self, shift: float) -> "_Pen":
        """Draw the same with the world put `shift` worlds further east."""
        return _Pen(self._painter, self.order, shift)

    def _to_pixels(self, points: Points) -> Points:
        corner = np.array([self.order.left - self._shift, self.order.top])
        return np.asarray((points - corner) * self._to_px)

    def fill(self, shapes: Shapes, colour: str, edge: str | None = None) -> None:
        """Fill rings as one shape: where they touch no seam shows."""
        found = shapes.within(self.bounds)
        if len(found.points) == 0:
            return
        rings = trimmed(found, self.bounds)
        path = as_path(self._to_pixels(rings.points), rings.begins)
        pen = QPen(QColor(edge), 1.0 * self._ratio) if edge else QPen(Qt.PenStyle.NoPen)
        self._painter.setPen(pen)
        self._painter.setBrush(QColor(colour))
        self._painter.drawPath(path)

    def stroke(self, shapes: Shapes, *coats: tuple[str, float]) -> None:
        """Draw lines in one coat of a colour and a width or in several, the lowest first."""
        lines = shapes.within(self.bounds)
        if len(lines.points) == 0:
            return
        is_hair = all(width_dp * self._ratio <= 1.0 for _, width_dp in coats)
        most = len(lines.points) if is_hair else _STEPS_AT_ONCE
        paths = list(as_paths(self._to_pixels(lines.points), lines.begins, most))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width_dp in coats:
            width = width_dp * self._ratio
            pen = QPen(QColor(colour), width)
            is_thin = width < _THIN_PX
            pen.setCapStyle(Qt.PenCapStyle.FlatCap if is_thin else Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin if is_thin else Qt.PenJoinStyle.RoundJoin)
            self._painter.setPen(pen)
            for path in paths:
                self._painter.drawPath(path)

    def dot(self, points: Points, colour: str, width_dp: float) -> None:
        """Draw round dots."""
        pen = QPen(QColor(colour), width_dp * self._ratio)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self._painter.setPen(pen)
        box = self.bounds
        inside = np.all((points > (box.left, box.top)) & (points < (box.right, box.bottom)), axis=1)
        for x, y in self._to_pixels(points[inside]).tolist():
            self._painter.drawPoint(QPointF(x, y))

    def stroke_river(self, rank: int, shapes: Shapes, palette: Palette) -> None:
        """Draw rivers of a rank, if the map is large enough for them."""
        zooms = _RIVER_ZOOMS[rank]
        if self.order.zoom >= zooms[0]:
            width = float(np.interp(self.order.zoom, zooms, _RIVER_WIDTHS[rank]))
            self.stroke(shapes, (palette.river, width))

    def stroke_coast(self, shapes: Shapes, palette: Palette) -> None:
        """Draw coasts; thinner where the map is small, or islands become blots."""
        self.stroke(shapes, (palette.coast, 0.7 if self.order.zoom < 6 else 1.0))
