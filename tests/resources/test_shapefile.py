"""Shapefiles written out byte by byte after ESRI's technical description of 1998."""

import struct
from pathlib import Path

import pytest

from resources.map.shapefile import read_shapes, read_table


def record(number: int, content: bytes) -> bytes:
    return struct.pack(">ii", number, len(content) // 2) + content


def line(*parts: list[tuple[float, float]], kind: int = 3) -> bytes:
    points = [point for part in parts for point in part]
    starts = [sum(len(part) for part in parts[:number]) for number in range(len(parts))]
    return (
        struct.pack("<i4dii", kind, 0.0, 0.0, 0.0, 0.0, len(parts), len(points))
        + struct.pack(f"<{len(starts)}i", *starts)
        + b"".join(struct.pack("<2d", *point) for point in points)
    )


def test_the_parts_of_each_record_are_read_in_order(tmp_path: Path) -> None:
    file = tmp_path / "rivers.shp"
    first = line([(110.0, 30.0), (111.0, 30.5)], [(112.0, 31.0), (113.0, 31.0), (114.0, 30.6)])
    file.write_bytes(bytes(100) + record(1, first) + record(2, struct.pack("<i", 0)))
    one, nothing = read_shapes(file)
    assert [part.tolist() for part in one] == [
        [[110.0, 30.0], [111.0, 30.5]],
        [[112.0, 31.0], [113.0, 31.0], [114.0, 30.6]],
    ]
    assert nothing == []


def test_points_are_no_lines(tmp_path: Path) -> None:
    file = tmp_path / "places.shp"
    file.write_bytes(bytes(100) + record(1, struct.pack("<i2d", 1, 110.0, 30.0)))
    with pytest.raises(ValueError, match="shape type 1"):
        read_shapes(file)


def test_a_table_is_read_as_text_without_padding(tmp_path: Path) -> None:
    fields = b"".join(
        name.ljust(11, b"\0") + b"C" + bytes(4) + bytes([width]) + bytes(15)
        for name, width in ((b"name", 8), (b"rank", 3))
    )
    header = bytes(4) + struct.pack("<IHH", 2, 32 + len(fields) + 1, 12) + bytes(20)
    rows = b" Huang     3" + b" Han       6"
    file = tmp_path / "rivers.dbf"
    file.write_bytes(header + fields + b"\r" + rows)
    assert read_table(file) == [{"name": "Huang", "rank": "3"}, {"name": "Han", "rank": "6"}]
