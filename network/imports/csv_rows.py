"""Read rows of a CSV file, one line at a time where it is broken. Pure."""

import csv
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Iterator, Sequence
from io import StringIO

from network.imports.batch import Aside, Unreadable
from network.imports.column_map import NEEDED, ColumnMap
from network.imports.table import Row

_DELIMITERS = ",;\t|"
# Text holds no NUL, but for UTF-16; Latin letters in the header show it at once. Chosen.
_LOOKED_AT = 1000
# UTF-8 with or without its mark, and what China's spreadsheets write.
_ENCODINGS = ("utf-8-sig", "gb18030")


def read_rows(data: bytes, columns: ColumnMap) -> Iterator[Row | Aside]:
    """List the rows under their header; a broken one is Aside, and the next line begins anew.

    Raises: Unreadable where there is no header with the columns that are needed.
    """
    lines = StringIO(_text(data), newline="").readlines()
    begin = next((number for number, line in enumerate(lines) if line.strip()), None)
    if begin is None:
        raise Unreadable("is empty")
    delimiter = max(_DELIMITERS, key=lines[begin].count)
    header, used = _row(lines, begin, delimiter)
    names = [name.strip() for name in header or ()]
    _check(names, columns)
    return _rows(lines, begin + used, delimiter, names)


def _text(data: bytes) -> str:
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise Unreadable("begins as UTF-16 text and is none") from error
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text[:_LOOKED_AT]:
            raise Unreadable("may be UTF-16 text without its mark; save it as UTF-8")
        return text
    raise Unreadable("is neither UTF-8 nor GB 18030 text")


def _check(names: Sequence[str], columns: ColumnMap) -> None:
    for name, count in Counter(names).items():
        if name and count > 1:
            raise Unreadable(f"has {count} columns {name}: which of them is meant?")
    for name in NEEDED:
        if columns.name_of(name) not in names:
            missing = columns.name_of(name)
            raise Unreadable(f"has no column {missing}; --columns says which one is {name}")
    for name, theirs in columns.columns.items():
        if theirs not in names:
            raise Unreadable(f"has no column {theirs}, which --columns gives for {name}")


def _rows(
    lines: Sequence[str], begin: int, delimiter: str, names: Sequence[str]
) -> Iterator[Row | Aside]:
    while begin < len(lines):
        line = lines[begin]
        cells, used = _row(lines, begin, delimiter)
        place = f"line {begin + 1}"
        if cells is None or (len(cells) != len(names) and used > 1):
            # A quote that is never closed takes in the lines that follow.
            yield Aside(place, "has a quote that is not closed, or a cell too long", line)
            used = 1
        elif cells and len(cells) != len(names):
            yield Aside(place, f"has {len(cells)} cells, not {len(names)}", line)
        elif any(cell.strip() for cell in cells):
            yield Row(place, dict(zip(names, cells, strict=True)))
        begin += used


def _row(lines: Sequence[str], begin: int, delimiter: str) -> tuple[list[str] | None, int]:
    """Read one row and how many lines it takes; None where it cannot be read."""
    reader = csv.reader((lines[at] for at in range(begin, len(lines))), delimiter=delimiter)
    try:
        return next(reader), reader.line_num
    except csv.Error:
        return None, 1
