"""How far copies have come is remembered, or they begin anew."""

from datetime import datetime
from pathlib import Path

from network.bookmarks import Bookmark, Bookmarks
from network.runtime import CHINA_TIME

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=CHINA_TIME)


def test_marks_are_there_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "stations.sync.json"
    marks = Bookmarks(path)
    assert marks["a"] == Bookmark()
    marks.write(marks.put("a", Bookmark(3, None, NOON)))
    assert Bookmarks(path)["a"] == Bookmark(3, None, NOON)
    assert [one.name for one in tmp_path.iterdir()] == ["stations.sync.json"]


def test_a_file_that_makes_no_sense_is_put_aside(tmp_path: Path) -> None:
    path = tmp_path / "stations.sync.json"
    path.write_bytes(b'{"a":{"page":"x"')
    assert Bookmarks(path)["a"] == Bookmark()
    assert [one.name for one in tmp_path.iterdir()] == ["stations.sync.json.aside-1"]
