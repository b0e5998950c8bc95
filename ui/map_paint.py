"""Paint one tile of the base map."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)
from shiboken6 import VoidPtr

from resources.map.base import LEVEL_ZOOMS, Fill, Line, read_base
from ui.map_camera import WORLD_DP, Bounds
from ui.map_fonts import map_font
from ui.map_labels import HALO_DP, Label, LabelBoxes, Look, choose_labels
from ui.map_palette import PALETTES, Palette
from ui.map_places import Places, read_places
from ui.map_shapes import Shapes, as_lines, as_rings, trimmed

# Width of strokes that cover what lies between two sources' outlines, in world units: 8 and 5 km.
SEAM_WIDTH, GAP_WIDTH = 2.0e-4, 1.2e-4
# Road width in dp by zoom, interpolated (chosen after glass-map-night.png: 5 dp around zoom 8).
_ROAD_ZOOMS, _ROAD_WIDTHS = (4.0, 5.0, 6.5, 8.0, 10.0, 13.0), (0.8, 1.4, 2.6, 4.4, 6.0, 9.0)
_SMALL_RING = 64
"""Rings of so few vertices are not worth trimming."""


@dataclass(frozen=True, slots=True)
class TileOrder:
    """What to paint: a square of the world, `span` wide, onto `side_px` pixels."""

    theme: str
    language: str
    zoom: float
    left: float
    top: float
    span: float
    side_px: int

    @property
    def bounds(self) -> Bounds:
        """The square itself."""
        return Bounds(self.left, self.top, self.left + self.span, self.top + self.span)

    @property
    def ratio(self) -> float:
        """Pixels a dp."""
        return self.side_px / (self.span * WORLD_DP * float(2.0**self.zoom))


class TilePainter:
    """Paints any tile in any theme; reads the map's files when they are first needed."""

    def __init__(self) -> None:
        self._places: Places = read_places()
        self._roads = as_lines([part for road in self._places.roads for part in road.parts])
        self._lakes = as_rings(self._places.lakes)
        self._base = cache(_read_shapes)
        self._labels = cache(self._choose_labels)

    def paint(self, order: TileOrder) -> QImage:
        """Paint one tile, opaque."""
        image = QImage(order.side_px, order.side_px, QImage.Format.Format_RGB32)
        palette = PALETTES[order.theme]
        image.fill(QColor(palette.water))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        pen = _Pen(painter, order)
        # What lies over the date line is painted a second time, one world further east.
        for shift in (0.0, 1.0) if order.left + order.span > 1.0 else (0.0,):
            self._paint_land(pen.shifted(shift), palette)
        self._paint_roads(pen, palette)
        labels, boxes = self._labels(order.zoom, order.language)
        for number in boxes.within(order.bounds):
            pen.label(labels[number], palette)
        painter.end()
        return image

    def _paint_land(self, pen: "_Pen", palette: Palette) -> None:
        rings, lines = self._base(_level(pen.order.zoom))
        pen.fill(rings[Fill.NEIGHBOUR], palette.abroad)
        pen.stroke(lines[Line.SEAM], palette.abroad, SEAM_WIDTH * pen.scale)
        pen.stroke(lines[Line.BORDER], palette.province, 1.2)
        pen.stroke_coast(lines[Line.COAST], palette)
        pen.fill(rings[Fill.CHINA], palette.land)
        for kind in (Line.GAP, Line.CRACK, Line.MEND):
            pen.stroke(lines[kind], palette.land, max(2.0, GAP_WIDTH * pen.scale))
        pen.fill(self._lakes, palette.water, palette.coast)
        zoom = pen.order.zoom
        if zoom >= 6.0:
            for kind in (Line.PREFECTURE, Line.CRACK):
                pen.stroke(lines[kind], palette.prefecture, 1.0 if zoom < 8 else 1.5)
        for kind in (Line.GAP, Line.PROVINCE):
            pen.stroke(lines[kind], palette.province, 1.0 if zoom < 6 else 1.6)
        pen.stroke(lines[Line.NATIONAL], palette.national, 1.8)
        pen.stroke(lines[Line.SEA_LINE], palette.national, 3.0)

    def _paint_roads(self, pen: "_Pen", palette: Palette) -> None:
        width = float(np.interp(pen.order.zoom, _ROAD_ZOOMS, _ROAD_WIDTHS))
        pen.stroke(self._roads, palette.road_edge, width + 2.4)
        pen.stroke(self._roads, palette.road, width)

    def _choose_labels(self, zoom: float, language: str) -> tuple[list[Label], LabelBoxes]:
        labels = choose_labels(self._places.names, self._places.roads, zoom, language, _measure)
        return labels, LabelBoxes(labels, zoom)


def _level(zoom: float) -> int:
    return sum(zoom > limit for limit in LEVEL_ZOOMS[:-1])


def _read_shapes(level: int) -> tuple[dict[Fill, Shapes], dict[Line, Shapes]]:
    base = read_base(level)
    rings = {
        fill: as_rings([r for r, f in zip(base.rings, base.fills, strict=True) if f == fill])
        for fill in Fill
    }
    lines = {
        kind: as_lines([x for x, k in zip(base.lines, base.kinds, strict=True) if k == kind])
        for kind in Line
    }
    return rings, lines


@cache
def _font(look: Look) -> QFont:
    font = map_font(look.size_dp, is_bold=look.is_bold)
    if look.spacing_dp:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, look.spacing_dp)
    return font


def _measure(text: str, look: Look) -> float:
    return QFontMetricsF(_font(look)).horizontalAdvance(text)


class _Pen:
    """Draws world shapes on one tile; widths are in dp."""

    def __init__(self, painter: QPainter, order: TileOrder, shift: float = 0.0) -> None:
        self.order = order
        self._painter = painter
        self._shift = shift
        self._to_px = order.side_px / order.span
        self.scale = self._to_px / order.ratio
        # Wide strokes and rounded joins of what lies just outside still show.
        margin = order.span * 0.06 + SEAM_WIDTH
        left, top = order.left - shift, order.top
        self.bounds = Bounds(
            left - margin, top - margin, left + order.span + margin, top + order.span + margin
        )

    def shifted(self, shift: float) -> "_Pen":
        """Draw the same with the world put `shift` worlds further east."""
        return _Pen(self._painter, self.order, shift)

    def _polygon(self, points: NDArray[np.float64]) -> QPolygonF:
        corner = np.array([self.order.left - self._shift, self.order.top])
        pixels = np.ascontiguousarray((points - corner) * self._to_px)
        polygon = QPolygonF()
        polygon.resize(len(pixels))
        # The stubs know neither the size argument nor that a VoidPtr is a buffer.
        memory: memoryview = VoidPtr(polygon.data(), pixels.nbytes, True)  # type: ignore[arg-type, assignment, call-arg]  # noqa: FBT003
        np.frombuffer(memory, np.float64)[:] = pixels.ravel()
        return polygon

    def fill(self, shapes: Shapes, colour: str, edge: str | None = None) -> None:
        """Fill rings as one shape: where they touch no seam shows."""
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        for ring in shapes.within(self.bounds):
            kept = trimmed(ring, self.bounds) if len(ring) > _SMALL_RING else ring
            path.addPolygon(self._polygon(np.vstack([kept, kept[:1]])))
        pen = QPen(QColor(edge), 1.2 * self.order.ratio) if edge else QPen(Qt.PenStyle.NoPen)
        self._painter.setPen(pen)
        self._painter.setBrush(QColor(colour))
        self._painter.drawPath(path)

    def stroke(self, shapes: Shapes, colour: str, width_dp: float) -> None:
        """Draw lines."""
        pen = QPen(QColor(colour), width_dp * self.order.ratio)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        for line in shapes.within(self.bounds):
            self._painter.drawPolyline(self._polygon(line))

    def stroke_coast(self, shapes: Shapes, palette: Palette) -> None:
        """Draw coasts; thinner where the map is small, or islands become blots."""
        self.stroke(shapes, palette.coast, 0.7 if self.order.zoom < 6 else 1.2)

    def label(self, label: Label, palette: Palette) -> None:
        """Write a name or a road's number."""
        x = (label.x - self.order.left) * self._to_px
        y = (label.y - self.order.top) * self._to_px
        painter = self._painter
        painter.save()
        painter.translate(round(x), round(y))
        painter.scale(self.order.ratio, self.order.ratio)
        if label.look is None:
            _draw_shield(painter, label, palette)
        else:
            _draw_name(painter, label, label.look, palette)
        painter.restore()


def _draw_name(painter: QPainter, label: Label, look: Look, palette: Palette) -> None:
    metrics = QFontMetricsF(_font(look))
    base = QPointF(-label.width_dp / 2, (metrics.capHeight()) / 2)
    path = QPainterPath()
    path.addText(base, _font(look), label.text)
    is_water = look.colour == "label_water"
    halo = QColor(palette.water if is_water else palette.land)
    halo.setAlphaF(0.85)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(halo, HALO_DP)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPath(path)
    painter.setPen(QColor(getattr(palette, look.colour)))
    painter.setFont(_font(look))
    painter.drawText(base, label.text)


def _draw_shield(painter: QPainter, label: Label, palette: Palette) -> None:
    box = QRectF(-label.width_dp / 2, -label.height_dp / 2, label.width_dp, label.height_dp)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(QColor(palette.shield)))
    painter.drawRoundedRect(box, 6, 6)
    painter.setPen(QColor(palette.shield_text))
    painter.setFont(map_font(24.0, is_bold=True))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, label.text)
