"""How far copies have come is remembered, or they begin anew."""

from datetime import datetime, timedelta
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


def test_marks_from_the_future_are_taken_as_of_now_and_everything_is_asked_for(
    tmp_path: Path,
) -> None:
    path = tmp_path / "stations.sync.json"
    hour = timedelta(hours=1)
    marks = Bookmarks(path)
    marks.put("wrong", Bookmark(fresh_at=NOON + 17 * hour, full_at=NOON - hour, doubted="x"))
    marks.put("broken off", Bookmark(4, None, NOON + 2 * hour, NOON - hour, NOON - hour))
    slightly = Bookmark(fresh_at=NOON + timedelta(minutes=5), full_at=NOON)
    marks.put("slightly", slightly)
    marks.write(marks.put("no zone", Bookmark(fresh_at=datetime(2026, 3, 2))))  # noqa: DTZ001
    read = Bookmarks(path, NOON)
    assert read["wrong"] == Bookmark(fresh_at=NOON, doubted="x")
    assert read["broken off"] == Bookmark(fresh_at=NOON - hour)
    assert read["slightly"] == slightly
    assert read["no zone"] == Bookmark()
