"""Write names and road numbers: one small picture each."""

from functools import cache
from math import cos, radians, sin

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from ui.map_fonts import map_font
from ui.map_labels import SHIELD, SHIELD_HEIGHT_DP
from ui.map_look import HALO_DP, LINE_HEIGHT, Look
from ui.map_palette import PALETTES, Palette


@cache
def _font(look: Look) -> QFont:
    font = map_font(look.size_dp, is_bold=look.is_bold)
    if look.spacing_dp:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, look.spacing_dp)
    return font


@cache
def measure(text: str, look: Look) -> float:
    """Answer the width of a name in dp."""
    return QFontMetricsF(_font(look)).horizontalAdvance(text) - look.spacing_dp


def write_label(text: str, look: Look, theme: str, ratio: float) -> QImage:
    """Paint a label in its middle; `ratio` is pixels a dp."""
    size = _size(text, look)
    image = QImage(
        round(size.width() * ratio),
        round(size.height() * ratio),
        QImage.Format.Format_ARGB32_Premultiplied,
    )
    image.fill(QColor(0, 0, 0, 0))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(image.width() / 2, image.height() / 2)
    painter.scale(ratio, ratio)
    if look == SHIELD:
        _paint_shield(painter, text, size, PALETTES[theme])
    else:
        _paint_name(painter, text, look, PALETTES[theme])
    painter.end()
    return image


def _size(text: str, look: Look) -> QSizeF:
    if look == SHIELD:
        return QSizeF(measure(text, look) + 22.0, SHIELD_HEIGHT_DP)
    width, height = measure(text, look) + 2 * HALO_DP, look.size_dp * LINE_HEIGHT + 2 * HALO_DP
    along, across = abs(cos(radians(look.turn_deg))), abs(sin(radians(look.turn_deg)))
    return QSizeF(width * along + height * across, width * across + height * along)


def _paint_name(painter: QPainter, text: str, look: Look, palette: Palette) -> None:
    font = _font(look)
    painter.rotate(look.turn_deg)
    base = QPointF(-measure(text, look) / 2, QFontMetricsF(font).capHeight() / 2)
    path = QPainterPath()
    path.addText(base, font, text)
    halo = QColor(palette.water if look.colour == "label_water" else palette.land)
    halo.setAlphaF(0.85)
    pen = QPen(halo, HALO_DP)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path, pen)
    painter.setPen(QColor(getattr(palette, look.colour)))
    painter.setFont(font)
    painter.drawText(base, text)


def _paint_shield(painter: QPainter, text: str, size: QSizeF, palette: Palette) -> None:
    box = QRectF(QPointF(-size.width() / 2, -size.height() / 2), size)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.shield))
    painter.drawRoundedRect(box, 6, 6)
    painter.setPen(QColor(palette.shield_text))
    painter.setFont(_font(SHIELD))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
