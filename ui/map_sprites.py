"""Paint the parts of which marks are put together, in dp around the middle of each."""

from collections.abc import Callable
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from ui.map_fonts import map_font
from ui.map_marks import Badge
from ui.map_palette import Palette

Paint = Callable[[QPainter], None]

RING_WIDTH = 8.0
PIN_HEIGHT, CHOSEN_PIN_HEIGHT = 64.0, 82.0
STEM = 14.0
HEXAGON_HEIGHT, SIGN_SIDE, CAR_HEIGHT = 82.0, 74.0, 62.0
SHADOW = 4.0
"""Room around every part for its soft dark edge."""


def paint_ring(palette: Palette, radius: float, share: float) -> Paint:
    """Paint a disc whose rim is filled clockwise from the top by the free share."""

    def paint(painter: QPainter) -> None:
        centre = QPointF(0, 0)
        _paint_shade(painter, palette, radius)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.card))
        painter.drawEllipse(centre, radius, radius)
        middle = radius - RING_WIDTH / 2
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(palette.track), RING_WIDTH))
        painter.drawEllipse(centre, middle, middle)
        if share > 0:
            pen = QPen(QColor(palette.energy), RING_WIDTH)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            box = QRectF(-middle, -middle, 2 * middle, 2 * middle)
            # Qt counts sixteenths of a degree, counter-clockwise from three o'clock.
            painter.drawArc(box, 90 * 16, -round(share * 360 * 16))

    return paint


def _paint_shade(painter: QPainter, palette: Palette, radius: float) -> None:
    shade = QColor("#000000")
    shade.setAlphaF(0.10 if QColor(palette.land).lightnessF() > 0.5 else 0.22)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    for step in (1.0, 2.0, 3.0):
        painter.drawEllipse(QPointF(0, 0.5), radius + step, radius + step)


def paint_pin(palette: Palette, width: float, state: str, *, is_chosen: bool) -> Paint:
    """Paint a pin's body on its stem; the foot is at the bottom middle."""
    height = CHOSEN_PIN_HEIGHT if is_chosen else PIN_HEIGHT
    line = 5.0 if is_chosen else 3.0
    rim = {"free": palette.energy, "full": palette.wait, "unknown": palette.text_2}[state]

    def paint(painter: QPainter) -> None:
        top = -(height + STEM) / 2
        body = QRectF(-width / 2 + line / 2, top + line / 2, width - line, height - line)
        pen = QPen(QColor(palette.text if is_chosen else rim), line)
        if state == "unknown" and not is_chosen:
            pen.setDashPattern([3.0, 2.5])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pen.color())
        stem = 5.0 if is_chosen else 4.0
        painter.drawRect(QRectF(-stem / 2, top + height - 1, stem, STEM + 1))
        painter.setPen(pen)
        painter.setBrush(QColor(palette.card_full if state == "full" else palette.card))
        radius = 22.0 if is_chosen else 18.0
        painter.drawRoundedRect(body, radius, radius)

    return paint


def paint_badge(badge: Badge, side: float) -> Paint:
    """Paint an operator's mark on its colour."""

    def paint(painter: QPainter) -> None:
        box = QRectF(-side / 2, -side / 2, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(badge.colour))
        painter.drawRoundedRect(box, side * 0.24, side * 0.24)
        painter.setPen(QColor("#FFFFFF"))
        painter.setFont(map_font(side * 0.64, is_bold=False))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, badge.mark)

    return paint


def paint_hexagon(palette: Palette, state: str, *, is_chosen: bool) -> Paint:
    """Paint our own supercharger: a hexagon on its tip."""
    rim = {"free": palette.energy, "full": palette.wait, "unknown": palette.text_2}[state]
    line = 5.0 if is_chosen else 3.5
    radius = HEXAGON_HEIGHT / 2 * (1.2 if is_chosen else 1.0) - line / 2

    def paint(painter: QPainter) -> None:
        corners = [
            QPointF(radius * sin(turn * pi / 3), -radius * cos(turn * pi / 3)) for turn in range(6)
        ]
        pen = QPen(QColor(palette.text if is_chosen else rim), line)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if state == "unknown" and not is_chosen:
            pen.setDashPattern([3.0, 2.5])
        painter.setPen(pen)
        painter.setBrush(QColor(palette.card_full if state == "full" else palette.card))
        painter.drawPolygon(QPolygonF(corners))

    return paint


def paint_sign(palette: Palette, *, is_chosen: bool) -> Paint:
    """Paint a service area's green road sign."""
    side = SIGN_SIDE * (1.2 if is_chosen else 1.0)

    def paint(painter: QPainter) -> None:
        line = 4.0 if is_chosen else 2.5
        box = QRectF(-side / 2, -side / 2, side, side).adjusted(
            line / 2, line / 2, -line / 2, -line / 2
        )
        painter.setPen(QPen(QColor(palette.text if is_chosen else palette.edge), line))
        painter.setBrush(QColor(palette.shield))
        painter.drawRoundedRect(box, 9, 9)

    return paint


def paint_car(palette: Palette) -> Paint:
    """Paint the car: an arrow pointing north."""

    def paint(painter: QPainter) -> None:
        half = CAR_HEIGHT / 2 - 4
        path = QPainterPath(QPointF(0, -half))
        path.lineTo(half * 0.80, half * 0.92)
        path.lineTo(0, half * 0.52)
        path.lineTo(-half * 0.80, half * 0.92)
        path.closeSubpath()
        pen = QPen(QColor(palette.edge), 5.0)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(QColor(palette.info))
        painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPath(path)

    return paint


def paint_glyph(text: str, colour: str, size: float, *, is_bold: bool, baseline: float) -> Paint:
    """Write one character whose baseline is `baseline` below the middle."""

    def paint(painter: QPainter) -> None:
        font = map_font(size, is_bold=is_bold)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        width = painter.fontMetrics().horizontalAdvance(text)
        painter.drawText(QPointF(-width / 2, baseline), text)

    return paint
