"""Rows of one frozen dataclass for QML: each field is a role, changes are told row by row."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtQml import QmlElement
from typing_extensions import override

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1

_FIRST_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_ROOT = QModelIndex()


@QmlElement
class RowsModel(QAbstractListModel):
    """A list of `row_type`. Its first field is the key by which a row is known again."""

    def __init__(self, row_type: type, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = [field.name for field in fields(row_type)]
        self.rows: list[Any] = []

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self.rows)

    @override
    def roleNames(self) -> dict[int, QByteArray]:
        """Name the roles after the fields."""
        return {_FIRST_ROLE + i: QByteArray(n.encode()) for i, n in enumerate(self._names)}

    @override
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> object:
        """Read one field of one row."""
        number = role - _FIRST_ROLE
        if not index.isValid() or not 0 <= number < len(self._names):
            return None
        return getattr(self.rows[index.row()], self._names[number])

    def replace(self, rows: Sequence[Any]) -> None:
        """Show other rows, touching only those that differ so that a list does not jump."""
        new = list(rows)
        old_keys, new_keys = [self._key(row) for row in self.rows], [self._key(row) for row in new]
        head = _common(old_keys, new_keys)
        tail = _common(old_keys[head:][::-1], new_keys[head:][::-1])
        self._remove(head, len(old_keys) - tail - head)
        self._insert(head, new[head : len(new) - tail])
        for number, row in enumerate(new):
            if row != self.rows[number]:
                self.rows[number] = row
                self.dataChanged.emit(self.index(number), self.index(number))

    def _key(self, row: object) -> object:
        return getattr(row, self._names[0])

    def _remove(self, first: int, count: int) -> None:
        if count:
            self.beginRemoveRows(QModelIndex(), first, first + count - 1)
            del self.rows[first : first + count]
            self.endRemoveRows()

    def _insert(self, first: int, rows: list[Any]) -> None:
        if rows:
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self.rows[first:first] = rows
            self.endInsertRows()


def _common(left: Sequence[object], right: Sequence[object]) -> int:
    pairs = zip(left, right, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(left), len(right)))
