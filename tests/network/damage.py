"""Overwrite pages of a catalogue as a failing disk does: rows are lost, columns stay whole."""

import sqlite3
import struct
from pathlib import Path

_INTERIOR, _LEAF = 0x05, 0x0D  # kinds of pages of a table's tree (SQLite's file format, 1.6)


def damage_rows(path: Path, every: int = 3) -> int:
    """Overwrite every so many leaf pages of the table of stations; answers how many."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (root,) = connection.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'stations'"
    ).fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    data = bytearray(path.read_bytes())
    spoilt = _leaves(data, root, size)[::every]
    for page in spoilt:
        data[(page - 1) * size : page * size] = b"\xff" * size
    with path.open("r+b") as file:  # whoever has it open sees it
        file.write(data)
    return len(spoilt)


def _leaves(data: bytearray, page: int, size: int) -> list[int]:
    at = (page - 1) * size
    if data[at] == _LEAF:
        return [page]
    assert data[at] == _INTERIOR
    cells, right = struct.unpack_from(">H", data, at + 3)[0], struct.unpack_from(">I", data, at + 8)
    below = [
        struct.unpack_from(">I", data, at + struct.unpack_from(">H", data, at + 12 + 2 * cell)[0])[
            0
        ]
        for cell in range(cells)
    ]
    return [leaf for one in (*below, *right) for leaf in _leaves(data, one, size)]
