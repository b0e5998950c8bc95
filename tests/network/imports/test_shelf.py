"""Files of imports are kept as they were, and read again."""

from pathlib import Path

import pytest

from network.imports.batch import Aside, Unreadable
from network.imports.shelf import Format, Shelf, parse

TABLE = b"name,lat,lon,connectors\nA,1,2,3\nB,nowhere,2,1\n"


def test_a_kept_file_is_read_with_its_map_and_licence(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    assert shelf.names() == []
    shelf.keep("b", b"title,lat,lon\nA,1,2\n", Format.CSV, 'licence = "L"\n[columns]\nname="title"')
    shelf.keep("a", b"[]", Format.OCPI, "")
    assert shelf.names() == ["a", "b"]
    (station,) = shelf.read("b").stations
    assert (station.operator_id, station.name, station.source) == ("import:b", "A", "L")
    assert shelf.read("a").stations == []


def test_a_file_of_another_format_takes_the_place_of_the_first(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.keep("a", b"[]", Format.OCPI, "")
    shelf.keep("a", TABLE, Format.CSV, "")
    assert [one.name for one in shelf.read("a").stations] == ["A"]


def test_bad_rows_are_written_down_for_people(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.keep("a", TABLE, Format.CSV, "")
    path = shelf.write_aside("a", [*shelf.read("a").asides, Aside("line 9", "r", "x" * 900)])
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[:2] == [
        "place,reason,text",
        "line 3,lat: 'nowhere' is no number,B | nowhere | 2 | 1",
    ]
    assert len(lines[2]) == len("line 9,r,") + 200


def test_what_was_dropped_or_lost_its_file_is_named(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.keep("a", TABLE, Format.CSV, "")
    shelf.drop("a")
    assert shelf.names() == []
    with pytest.raises(Unreadable, match="its file is missing"):
        shelf.read("a")


def test_changed_stations_are_kept_beside_it(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.keep("a", TABLE, Format.CSV, "")
    assert shelf.merged("a") == b""
    shelf.keep_merged("a", b"[]")
    assert shelf.merged("a") == b"[]"


def fill(shelf: Shelf, name: str) -> None:
    with shelf.replacing(name):
        shelf.keep(name, b"[]", Format.OCPI, "")
        raise OSError("disk full")


def test_an_import_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    with pytest.raises(OSError, match="disk full"):
        fill(shelf, "zz")
    assert shelf.names() == []
    assert list((tmp_path / "imports").iterdir()) == []
    shelf.keep("a", TABLE, Format.CSV, "")
    shelf.keep_merged("a", b"[]")
    with pytest.raises(OSError, match="disk full"):
        fill(shelf, "a")
    assert [one.name for one in shelf.read("a").stations] == ["A"]
    assert shelf.merged("a") == b"[]"


def test_an_import_that_was_killed_is_undone_before_the_next(tmp_path: Path) -> None:
    folder = tmp_path / "imports"
    shelf = Shelf(tmp_path)
    shelf.keep("zz", b"[]", Format.OCPI, "")
    (folder / ".zz.before").mkdir()
    shelf.keep("a", b"[]", Format.OCPI, "")
    shelf.keep("b", TABLE, Format.CSV, "")
    (folder / "b").rename(folder / ".a.before")
    with shelf.replacing("c"):
        shelf.keep("c", TABLE, Format.CSV, "")
    assert shelf.names() == ["a", "c"]
    assert [one.name for one in shelf.read("a").stations] == ["A"]
    assert sorted(one.name for one in folder.iterdir()) == ["a", "c"]


def test_every_format_can_be_read() -> None:
    point = (
        b'{"type":"FeatureCollection","features":[{"geometry":{"type":"Point",'
        b'"coordinates":[2,1]},"properties":{"name":"A"}}]}'
    )
    assert [one.name for one in parse("a", point, Format.GEOJSON, "").stations] == ["A"]
    assert [one.name for one in parse("a", TABLE, Format.CSV, "").stations] == ["A"]
    assert parse("a", b"[]", Format.OCPI, "").stations == []
