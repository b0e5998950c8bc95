"""Read lines, polygons and their attributes from ESRI shapefiles (technical description, 1998)."""

import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Part = NDArray[np.float64]
"""One line or ring, (n, 2) longitude and latitude in degrees."""

_HEADER_BYTES = 100
_LINE, _POLYGON = 3, 5
# Record type, bounding box, number of parts, number of points.
_SHAPE = struct.Struct("<i4dii")
_TABLE = struct.Struct("<4xIHH")
_FIELD_END = 0x0D


def read_shapes(file: Path) -> list[list[Part]]:
    """Read the parts of every record, in order; a null record has none. Raises: ValueError."""
    content = file.read_bytes()
    shapes: list[list[Part]] = []
    at = _HEADER_BYTES
    while at < len(content):
        # Lengths count 16-bit words and are big-endian, what they enclose is little-endian.
        size = 2 * struct.unpack_from(">i", content, at + 4)[0]
        shapes.append(_parts(content[at + 8 : at + 8 + size]))
        at += 8 + size
    return shapes


def _parts(record: bytes) -> list[Part]:
    (kind,) = struct.unpack_from("<i", record)
    if kind == 0:
        return []
    if kind not in {_LINE, _POLYGON}:
        raise ValueError(f"shape type {kind}: only lines and polygons are read")
    _, _, _, _, _, parts, count = _SHAPE.unpack_from(record)
    starts = np.frombuffer(record, "<i4", parts, _SHAPE.size)
    points = np.frombuffer(record, "<f8", 2 * count, _SHAPE.size + 4 * parts).reshape(-1, 2)
    return np.split(points, starts[1:])


def read_table(file: Path) -> list[dict[str, str]]:
    """Read the attributes (dBase III) of every record as text without padding."""
    content = file.read_bytes()
    count, header_bytes, record_bytes = _TABLE.unpack_from(content)
    fields: list[tuple[str, int]] = []
    at = 32
    while content[at] != _FIELD_END:
        fields.append((content[at : at + 11].split(b"\0")[0].decode("ascii"), content[at + 16]))
        at += 32
    rows = []
    for number in range(count):
        # The first byte of a record tells whether it was deleted.
        start = header_bytes + number * record_bytes + 1
        row = {}
        for name, width in fields:
            # The table of names does not state its encoding; names we look for are ASCII.
            row[name] = content[start : start + width].decode("latin-1").strip()
            start += width
        rows.append(row)
    return rows
