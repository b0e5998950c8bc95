"""Paint the parts of which marks are put together, in dp around the middle of each."""

from collections.abc import Callable
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from ui.map_fonts import map_font
from ui.map_marks import Badge, State
from ui.map_palette import Palette

Paint = Callable[[QPainter], None]

RING_WIDTH = 8.0
PIN_HEIGHT, CHOSEN_PIN_HEIGHT = 64.0, 82.0
STEM, STEM_WIDTH = 14.0, 5.0
HEXAGON_HEIGHT, SIGN_SIDE, CAR_HEIGHT = 92.0, 76.0, 62.0
SIGN_HEAD = 34.0
CHOSEN_SCALE = 1.2
"""How much larger a chosen hexagon or sign is."""
SHADOW = 4.0
"""Room around every part for its soft dark edge."""
_DASHES = [3.0, 2.5]


def rim_colour(palette: Palette, state: State) -> str:
    """Answer the colour of a state."""
    return {
        State.FREE: palette.energy,
        State.BUSY: palette.wait,
        State.FULL: palette.wait,
        State.FAULT: palette.stop,
        State.UNKNOWN: palette.text_2,
    }[state]


def paint_ring(palette: Palette, radius: float, share: float, *, is_known: bool = True) -> Paint:
    """Paint a disc whose rim is filled clockwise from the top by the free share.

    With nothing free the rim is the colour of what is full; where nothing is known it is dashed.
    """

    def paint(painter: QPainter) -> None:
        centre = QPointF(0, 0)
        _paint_shade(painter, palette, lambda grown: _circle(radius + grown))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.card))
        painter.drawEllipse(centre, radius, radius)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if not is_known:
            pen = QPen(QColor(palette.text_2), 4.0)
            pen.setDashPattern(_DASHES)
            painter.setPen(pen)
            painter.drawEllipse(centre, radius - 2, radius - 2)
            return
        middle = radius - RING_WIDTH / 2
        rim = palette.track if share > 0 else palette.wait
        painter.setPen(QPen(QColor(rim), RING_WIDTH))
        painter.drawEllipse(centre, middle, middle)
        if share > 0:
            pen = QPen(QColor(palette.energy), RING_WIDTH)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            box = QRectF(-middle, -middle, 2 * middle, 2 * middle)
            # Qt counts sixteenths of a degree, counter-clockwise from three o'clock.
            painter.drawArc(box, 90 * 16, -round(share * 360 * 16))

    return paint


def paint_untold(palette: Palette, radius: float, share: float) -> Paint:
    """Paint over the last of a disc's rim, up to the top, what nobody knows of: dashed."""

    def paint(painter: QPainter) -> None:
        middle = radius - RING_WIDTH / 2
        box = QRectF(-middle, -middle, 2 * middle, 2 * middle)
        for colour, width, dashes in (
            (palette.card, RING_WIDTH + 1, None),
            (palette.text_2, 4.0, _DASHES),
        ):
            pen = QPen(QColor(colour), width)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if dashes is not None:
                pen.setDashPattern(dashes)
            painter.setPen(pen)
            painter.drawArc(box, 90 * 16, round(share * 360 * 16))

    return paint


def paint_body(
    palette: Palette, width: float, state: State, *, is_round: bool, is_chosen: bool
) -> Paint:
    """Paint a pin's body without its stem, a partner's with round ends."""
    height = CHOSEN_PIN_HEIGHT if is_chosen else PIN_HEIGHT
    line = 5.0 if is_chosen else 3.0

    def paint(painter: QPainter) -> None:
        body = _box(width, height)
        radius = height / 2 if is_round else 22.0 if is_chosen else 18.0
        _paint_shade(painter, palette, lambda grown: _rounded(body, radius, grown))
        painter.setPen(_pen(palette, state, line, is_chosen=is_chosen))
        painter.setBrush(_fill(palette, state))
        painter.drawPath(_rounded(body, radius, -line / 2))

    return paint


def paint_stem(palette: Palette, state: State, *, is_chosen: bool) -> Paint:
    """Paint the stem on which a pin's body stands."""
    colour = palette.text if is_chosen else rim_colour(palette, state)

    def paint(painter: QPainter) -> None:
        painter.fillRect(_box(STEM_WIDTH, STEM), QColor(colour))

    return paint


def paint_badge(badge: Badge, side: float, *, is_round: bool) -> Paint:
    """Paint an operator's mark on its colour, a partner's on a disc."""

    def paint(painter: QPainter) -> None:
        box = _box(side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(badge.colour))
        radius = side / 2 if is_round else side * 0.24
        painter.drawRoundedRect(box, radius, radius)
        painter.setPen(QColor("#FFFFFF"))
        painter.setFont(map_font(side * (0.6 if is_round else 0.66), is_bold=False))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, badge.mark)

    return paint


def paint_hexagon(palette: Palette, state: State, *, is_chosen: bool) -> Paint:
    """Paint our own supercharger: a hexagon on its tip."""
    line = 5.0 if is_chosen else 3.5
    radius = HEXAGON_HEIGHT / 2 * (CHOSEN_SCALE if is_chosen else 1.0)

    def paint(painter: QPainter) -> None:
        _paint_shade(painter, palette, lambda grown: _hexagon(radius + grown))
        painter.setPen(_pen(palette, state, line, is_chosen=is_chosen))
        painter.setBrush(_fill(palette, state))
        painter.drawPath(_hexagon(radius - line / 2))

    return paint


def paint_sign(palette: Palette, state: State, *, is_chosen: bool) -> Paint:
    """Paint a service area's green road sign; what may be had stands in its lower half."""
    scale = CHOSEN_SCALE if is_chosen else 1.0
    side, head = SIGN_SIDE * scale, SIGN_HEAD * scale
    line = 5.0 if is_chosen else 3.0

    def paint(painter: QPainter) -> None:
        box = _box(side, side)
        outline = _rounded(box, 11.0, 0.0)
        _paint_shade(painter, palette, lambda grown: _rounded(box, 11.0, grown))
        painter.fillPath(outline, _fill(palette, state))
        painter.save()
        painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)
        painter.fillRect(QRectF(box.left(), box.top(), side, head), QColor(palette.shield))
        painter.restore()
        painter.setPen(_pen(palette, state, line, is_chosen=is_chosen))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(_rounded(box, 11.0, -line / 2))

    return paint


def paint_car(palette: Palette, *, is_known: bool) -> Paint:
    """Paint the car: an arrow pointing north; hollow and grey where it is only the last place."""

    def paint(painter: QPainter) -> None:
        half = CAR_HEIGHT / 2 - 4
        path = QPainterPath(QPointF(0, -half))
        path.lineTo(half * 0.80, half * 0.92)
        path.lineTo(0, half * 0.52)
        path.lineTo(-half * 0.80, half * 0.92)
        path.closeSubpath()
        pen = QPen(QColor(palette.edge if is_known else palette.text_2), 5.0)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(QColor(palette.info if is_known else palette.card))
        painter.drawPath(path)
        if is_known:
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


def paint_bolt(colour: str, height: float) -> Paint:
    """Paint the bolt of plug-and-charge."""
    outline = [
        (0.10, -0.5),
        (-0.32, 0.08),
        (-0.04, 0.08),
        (-0.12, 0.5),
        (0.32, -0.12),
        (0.04, -0.12),
    ]

    def paint(painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawPolygon(QPolygonF([QPointF(x * height, y * height) for x, y in outline]))

    return paint


def paint_triangle(colour: str, height: float) -> Paint:
    """Paint the triangle of what is out of order."""

    def paint(painter: QPainter) -> None:
        line = height * 0.11
        half, top, foot = height * 0.56, -height * 0.5, height * 0.46
        pen = QPen(QColor(colour), line)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(QPolygonF([QPointF(0, top), QPointF(half, foot), QPointF(-half, foot)]))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(0, -height * 0.14), QPointF(0, height * 0.12))
        painter.drawPoint(QPointF(0, height * 0.29))

    return paint


def _pen(palette: Palette, state: State, line: float, *, is_chosen: bool) -> QPen:
    pen = QPen(QColor(palette.text if is_chosen else rim_colour(palette, state)), line)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if state is State.UNKNOWN:
        pen.setDashPattern(_DASHES)
    return pen


def _fill(palette: Palette, state: State) -> QColor:
    return QColor(palette.card_full if state is State.FULL else palette.card)


def _box(width: float, height: float) -> QRectF:
    return QRectF(-width / 2, -height / 2, width, height)


def _rounded(box: QRectF, radius: float, grown: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(box.adjusted(-grown, -grown, grown, grown), radius + grown, radius + grown)
    return path


def _circle(radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(0, 0), radius, radius)
    return path


def _hexagon(radius: float) -> QPainterPath:
    path = QPainterPath()
    corners = [(radius * sin(turn * pi / 3), -radius * cos(turn * pi / 3)) for turn in range(6)]
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    path.closeSubpath()
    return path


def _paint_shade(
    painter: QPainter, palette: Palette, outline: Callable[[float], QPainterPath]
) -> None:
    """Darken a little around an outline, which is asked for grown by some dp."""
    shade = QColor("#000000")
    shade.setAlphaF(0.08 if QColor(palette.land).lightnessF() > 0.5 else 0.20)
    painter.save()
    painter.translate(0, 0.5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    for grown in (1.0, 2.0, 3.0):
        painter.drawPath(outline(grown))
    painter.restore()
