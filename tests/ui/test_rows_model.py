from dataclasses import dataclass

from PySide6.QtCore import QModelIndex
from pytestqt.modeltest import ModelTester

from ui.rows_model import RowsModel


@dataclass(frozen=True, slots=True)
class Row:
    key: str
    word: str = ""


def _model(*keys: str) -> RowsModel:
    model = RowsModel(Row)
    model.replace([Row(key) for key in keys])
    return model


def test_the_model_keeps_qts_rules_through_every_kind_of_change(qtmodeltester: ModelTester) -> None:
    model = _model("a", "b", "c")
    qtmodeltester.check(model)  # type: ignore[no-untyped-call] # pytest-qt has no types here
    for keys in ("abc", "ac", "xac", "xacz", "", "ab", "ba"):
        model.replace([Row(key, key.upper()) for key in keys])
        assert [row.key for row in model.rows] == list(keys)


def test_fields_are_roles() -> None:
    model = _model("a")
    roles = {bytes(name.data()): role for role, name in model.roleNames().items()}
    assert model.data(model.index(0), roles[b"key"]) == "a"


def test_only_a_changed_row_is_told_when_the_keys_stay() -> None:
    model = _model("a", "b")
    told: list[int] = []
    resets: list[QModelIndex] = []
    model.dataChanged.connect(lambda first, *_: told.append(first.row()))
    model.rowsRemoved.connect(resets.append)
    model.replace([Row("a"), Row("b", "new")])
    assert told == [1]
    assert resets == []
