"""The whole country by province: how much of the network lies where."""

from PySide6.QtCore import Property, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem
from typing_extensions import override

from resources.map.provinces import read_provinces
from ui.coverage_view import Shade
from ui.map_fonts import map_font
from ui.rows_model import RowsModel

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1

# From here on the fill is so bright that a name on it is written in the ground's colour (chosen).
_BRIGHT = 0.5
# Names smaller than this part of the width are not legible beside each other (chosen).
_NAME_PART = 0.024
# A name may take so much of the width of its province (chosen).
_ROOM = 0.78


@QmlElement
class ProvinceMap(QQuickPaintedItem):
    """Fills every province between `low` and `high` by its share, and tells which is tapped.

    `shades` has rows of `coverage_view.Shade`.
    """

    changed = Signal()
    tapped = Signal(int)

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        outlines = read_provinces()
        self._height = outlines.height
        self._name_at = outlines.name_at
        self._paths: dict[int, QPainterPath] = {}
        for code, ring in zip(outlines.codes, outlines.rings, strict=True):
            path = self._paths.setdefault(code, QPainterPath())
            path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring.tolist()]))
            path.closeSubpath()
        self._dashes = [
            (QPointF(*start), QPointF(*end)) for start, end in outlines.sea_line.tolist()
        ]
        self._shades: RowsModel | None = None
        self._selected = 0
        self._low, self._high = QColor("#151D26"), QColor("#E3E9EE")
        self._ground = QColor("#0B1116")
        self.setAntialiasing(True)
        self.setAcceptedMouseButtons(Qt.MouseButton.LeftButton)
        self.changed.connect(self.update)

    @Property(float, constant=True)
    def proportion(self) -> float:
        """Height of the country as it is drawn, for a width of 1."""
        return self._height

    def _get_shades(self) -> RowsModel | None:
        return self._shades

    def _set_shades(self, shades: RowsModel | None) -> None:
        self._shades = shades
        if shades is not None:
            for signal in (shades.dataChanged, shades.rowsInserted, shades.rowsRemoved):
                signal.connect(self._repaint)
        self.changed.emit()

    def _get_selected(self) -> int:
        return self._selected

    def _set_selected(self, code: int) -> None:
        self._selected = code
        self.changed.emit()

    def _get_low(self) -> QColor:
        return self._low

    def _set_low(self, colour: QColor) -> None:
        self._low = colour
        self.changed.emit()

    def _get_high(self) -> QColor:
        return self._high

    def _set_high(self, colour: QColor) -> None:
        self._high = colour
        self.changed.emit()

    def _get_ground(self) -> QColor:
        return self._ground

    def _set_ground(self, colour: QColor) -> None:
        self._ground = colour
        self.changed.emit()

    shades = Property(RowsModel, _get_shades, _set_shades, notify=changed)
    selected = Property(int, _get_selected, _set_selected, notify=changed)
    low = Property(QColor, _get_low, _set_low, notify=changed)
    high = Property(QColor, _get_high, _set_high, notify=changed)
    ground = Property(QColor, _get_ground, _set_ground, notify=changed)

    @override
    def paint(self, painter: QPainter) -> None:
        """Paint fills, then the chosen outline, then the names."""
        scale = self._scale()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.scale(scale, scale)
        edge = QPen(self._ground, 1.5 / scale)
        rows: list[Shade] = self._shades.rows if self._shades is not None else []
        shares = {row.code: row.share for row in rows}
        painter.setPen(edge)
        for code, path in self._paths.items():
            painter.setBrush(self._mixed(shares.get(code, 0.0)))
            painter.drawPath(path)
        painter.setPen(QPen(self._mixed(0.45), 2.5 / scale))
        for start, end in self._dashes:
            painter.drawLine(start, end)
        if self._selected in self._paths:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._high, 4 / scale))
            painter.drawPath(self._paths[self._selected])
        painter.restore()
        self._write_names(painter, scale, rows)

    def province_at(self, x: float, y: float) -> int:
        """Answer the code of the province at a point of the item, 0 for none."""
        at = QPointF(x, y) / self._scale()
        return next((code for code, path in self._paths.items() if path.contains(at)), 0)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, so that its release comes here."""
        event.accept()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which province was tapped."""
        self.tapped.emit(self.province_at(event.position().x(), event.position().y()))

    def _scale(self) -> float:
        return max(1.0, min(self.width(), self.height() / self._height))

    def _mixed(self, share: float) -> QColor:
        low, high = self._low, self._high
        return QColor.fromRgbF(
            low.redF() + (high.redF() - low.redF()) * share,
            low.greenF() + (high.greenF() - low.greenF()) * share,
            low.blueF() + (high.blueF() - low.blueF()) * share,
        )

    def _repaint(self) -> None:
        self.update()

    def _write_names(self, painter: QPainter, scale: float, rows: list[Shade]) -> None:
        font = map_font(_NAME_PART * scale, is_bold=False)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        room = _NAME_PART * scale * 8
        for row in rows:
            width = self._paths[row.code].boundingRect().width() * scale
            if metrics.horizontalAdvance(row.name) > width * _ROOM:
                continue
            x, y = (part * scale for part in self._name_at[row.code])
            box = QRectF(x - room, y - room, 2 * room, 2 * room)
            painter.setPen(self._ground if row.share > _BRIGHT else self._high)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, row.name)
