"""Rows of CSV files: encodings, delimiters, and lines that are broken."""

import pytest

from network.imports.batch import Aside, Unreadable
from network.imports.column_map import ColumnMap
from network.imports.csv_rows import read_rows
from network.imports.table import Row

HEADER = "name,lat,lon\n"


def rows(text: str, columns: ColumnMap | None = None) -> list[Row | Aside]:
    return list(read_rows(text.encode(), columns or ColumnMap()))


def test_rows_are_named_by_their_header_and_placed_by_their_line() -> None:
    assert rows(HEADER + "A,1,2\n\nB,3,4\n") == [
        Row("line 2", {"name": "A", "lat": "1", "lon": "2"}),
        Row("line 4", {"name": "B", "lat": "3", "lon": "4"}),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_that_of_the_header(delimiter: str) -> None:
    text = f"name{delimiter}lat{delimiter}lon\r\nA{delimiter}1{delimiter}2\r\n"
    assert rows(text) == [Row("line 2", {"name": "A", "lat": "1", "lon": "2"})]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_chinese_text_is_read_as_spreadsheets_write_it(encoding: str) -> None:
    (row,) = read_rows((HEADER + "国贸超充站,1,2\n").encode(encoding), ColumnMap())
    assert isinstance(row, Row)
    assert row.cells["name"] == "国贸超充站"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_refused_with_a_way_out(encoding: str) -> None:
    with pytest.raises(Unreadable, match="save it as UTF-8"):
        read_rows((HEADER + "A,1,2\n").encode(encoding), ColumnMap())


def test_half_a_character_of_utf_16_is_refused() -> None:
    with pytest.raises(Unreadable, match="begins as UTF-16"):
        read_rows(HEADER.encode("utf-16") + b"\n", ColumnMap())


def test_a_column_that_is_there_twice_is_refused_by_name() -> None:
    with pytest.raises(Unreadable, match="has 2 columns lat: which of them is meant"):
        read_rows(b"name,lat,lat,lon\nA,1,2,3\n", ColumnMap())
    (row,) = read_rows(b"name,lat,,lon,\nA,1,x,3,y\n", ColumnMap())
    assert isinstance(row, Row)


def test_a_cell_may_hold_commas_quotes_and_lines() -> None:
    (row,) = rows(HEADER + '"A, ""1""\nB",1,2\n')
    assert isinstance(row, Row)
    assert row.cells["name"] == 'A, "1"\nB'


def test_a_broken_line_is_kept_aside_and_the_next_is_read() -> None:
    found = rows(HEADER + 'A,1\n"B,1,2\nC,3,4\nD,5,6,7\nE,7,8\n')
    assert [one.place for one in found if isinstance(one, Row)] == ["line 4", "line 6"]
    assert [(one.place, one.reason) for one in found if isinstance(one, Aside)] == [
        ("line 2", "has 2 cells, not 3"),
        ("line 3", "has a quote that is not closed, or a cell too long"),
        ("line 5", "has 4 cells, not 3"),
    ]


def test_a_cell_of_a_megabyte_costs_its_own_line_alone() -> None:
    found = rows(HEADER + "x" * 1_000_000 + ",1,2\nB,3,4\n")
    assert [type(one) for one in found] == [Aside, Row]


@pytest.mark.parametrize(
    ("text", "columns", "says"),
    [
        ("", ColumnMap(), "is empty"),
        ("\n\n", ColumnMap(), "is empty"),
        ("title,lat,lon\n", ColumnMap(), "no column name; --columns says which one is name"),
        (HEADER, ColumnMap({"name": "站名"}), "has no column 站名"),
        (HEADER, ColumnMap({"id": "nr"}), "has no column nr, which --columns gives for id"),
    ],
)
def test_a_file_without_its_columns_is_refused(text: str, columns: ColumnMap, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        rows(text, columns)


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(Unreadable, match="is neither UTF-8 nor GB 18030 text"):
        read_rows(b"\xff\xff\x00\x81", ColumnMap())
