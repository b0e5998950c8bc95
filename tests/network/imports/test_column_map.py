"""A map of columns is read or refused in one line."""

import pytest

from network.imports.batch import Unreadable
from network.imports.column_map import ColumnMap, parse_column_map


def test_a_map_names_columns_words_datum_and_licence() -> None:
    found = parse_column_map(
        'gcj02 = true\nlicence = "CC BY 4.0"\n[columns]\nname = "站名"\n'
        '[values.current]\n"快充" = "DC"\n'
    )
    assert found == ColumnMap({"name": "站名"}, {"current": {"快充": "DC"}}, True, "CC BY 4.0")
    assert (found.name_of("name"), found.name_of("lat")) == ("站名", "lat")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[columns]\ntitle = 'x'", "columns: title is none of name, lat, lon"),
        ("[values.title]\nx = 'y'", "values: title is none of"),
        ("[columns]\nname = 3", "Expected `str`"),
        ("colums = {}", "unknown field `colums`"),
        ("= =", "Invalid"),
    ],
)
def test_a_wrong_map_says_what_is_wrong(text: str, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        parse_column_map(text)
