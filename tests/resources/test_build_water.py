import struct
from pathlib import Path

import numpy as np
import pytest

from network.geo import unmercator
from resources.map.build_water import lakes, rivers
from resources.map.water import NAMELESS
from tests.resources.test_shapefile import line, record


def write(folder: Path, *found: tuple[int, float, list[tuple[float, float]]]) -> None:
    """Write rivers as (number, scale rank, line)."""
    stem = folder / "ne_10m_rivers_lake_centerlines"
    shapes = b"".join(record(n, line(points)) for n, (_, _, points) in enumerate(found))
    stem.with_suffix(".shp").write_bytes(bytes(100) + shapes)
    fields = b"".join(
        name.ljust(11, b"\0") + b"C" + bytes(4) + bytes([8]) + bytes(15)
        for name in (b"rivernum", b"scalerank")
    )
    rows = b"".join(f" {number:<8}{rank:<8}".encode() for number, rank, _ in found)
    header = bytes(4) + struct.pack("<IHH", len(found), 32 + len(fields) + 1, 17) + bytes(20)
    stem.with_suffix(".dbf").write_bytes(header + fields + b"\r" + rows)


def test_a_listed_river_has_its_name_and_rank_and_others_their_sources(tmp_path: Path) -> None:
    # 18 is 长江 in rivers.toml; 9999 is nobody's.
    course = [(110.0, 30.0), (112.0, 30.0)]
    write(tmp_path, (18, 1.0, course), (9999, 8.0, course))
    (yangtze, unknown) = rivers(tmp_path)
    assert (yangtze[1], yangtze[2] != NAMELESS) == (1, True)
    assert (unknown[1], unknown[2]) == (3, NAMELESS)


def test_what_lies_beyond_the_window_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, (9999, 1.0, [(10.0, 50.0), (12.0, 50.0)]))
    assert list(rivers(tmp_path)) == []


def test_a_river_loses_its_name_at_the_border_and_no_stretch(tmp_path: Path) -> None:
    # 40 is 澜沧江, named down to 21.2 N.
    write(tmp_path, (40, 2.0, [(101.0, 23.0), (101.0, 21.5), (101.0, 21.0), (101.0, 18.0)]))
    named, nameless = rivers(tmp_path)
    assert (named[2] != NAMELESS, nameless[2] == NAMELESS) == (True, True)
    assert named[0][-1].tolist() == nameless[0][0].tolist()
    assert unmercator(*nameless[0][-1].tolist())[0] == pytest.approx(18.0)


def test_lakes_too_small_to_see_are_left_out_and_our_own_are_added(tmp_path: Path) -> None:
    large = [(116.0, 29.0), (116.5, 29.0), (116.5, 29.5), (116.0, 29.0)]
    small = [(x * 1e-4 + 110, y * 1e-4 + 20) for x, y in large]
    shapes = record(1, line(large, kind=5)) + record(2, line(small, kind=5))
    (tmp_path / "ne_10m_lakes.shp").write_bytes(bytes(100) + shapes)
    found = list(lakes(tmp_path))
    # 微山湖, 滇池 and 洱海 are drawn by hand.
    assert len(found) == 1 + 3
    assert all(np.all((shore > 0) & (shore < 1)) for shore in found)
