"""The simulated operators know which day they have, and when it became that day."""

from datetime import date, datetime
from pathlib import Path

import numpy as np

from network.kinds import FOR_EVER, SINCE_EVER
from network.runtime import CHINA_TIME
from network.sandbox.day_book import DayBook

APRIL, JULY = date(2025, 4, 28), date(2025, 7, 9)
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=CHINA_TIME)
LATER = datetime(2026, 3, 2, 13, 0, tzinfo=CHINA_TIME)


def moments(book: DayBook, first: date | None, last: date | None = None) -> float:
    begin = SINCE_EVER if first is None else first.toordinal()
    end = FOR_EVER if last is None else last.toordinal()
    (moment,) = book.moments(np.array([begin], np.int32), np.array([end], np.int32))
    return float(moment)


def test_what_was_always_there_never_changed() -> None:
    assert moments(DayBook(), None) == 0.0


def test_what_joined_on_a_day_changed_when_it_began_in_china() -> None:
    assert moments(DayBook(), JULY) == datetime(2025, 7, 9, tzinfo=CHINA_TIME).timestamp()


def test_what_left_changed_on_the_day_after_its_last() -> None:
    after = datetime(2025, 7, 10, tzinfo=CHINA_TIME).timestamp()
    assert moments(DayBook(), APRIL, JULY) == after


def test_what_is_still_to_come_has_not_changed() -> None:
    assert moments(DayBook(APRIL), JULY) == 0.0


def test_a_turned_day_changes_what_joined_in_between_at_that_moment() -> None:
    book = DayBook(APRIL)
    book.turn(JULY, NOON)
    assert moments(book, JULY) == moments(book, date(2025, 4, 29)) == NOON.timestamp()
    assert moments(book, APRIL) == datetime(2025, 4, 28, tzinfo=CHINA_TIME).timestamp()
    book.turn(None, LATER)
    assert moments(book, JULY) == NOON.timestamp()
    assert moments(book, date(2025, 8, 1)) == LATER.timestamp()


def test_a_program_that_begins_with_another_day_has_turned_it_now(tmp_path: Path) -> None:
    path = tmp_path / "network.day.json"
    assert DayBook.open(path, APRIL, NOON).turns == ()
    again = DayBook.open(path, APRIL, NOON)
    assert (again.day, again.turns) == (APRIL, ())
    book = DayBook.open(path, None, LATER)
    assert book.day is None
    assert moments(book, JULY) == LATER.timestamp()
    assert moments(DayBook.open(path, None, LATER), JULY) == LATER.timestamp()


def test_nothing_is_written_where_no_day_was_ever_named(tmp_path: Path) -> None:
    DayBook.open(tmp_path / "network.day.json", None, NOON)
    assert list(tmp_path.iterdir()) == []


def test_a_book_that_cannot_be_read_is_put_aside(tmp_path: Path) -> None:
    path = tmp_path / "network.day.json"
    path.write_bytes(b"{")
    book = DayBook.open(path, JULY, NOON)
    assert (book.day, book.turns) == (JULY, ())
    assert (tmp_path / "network.day.json.aside-1").read_bytes() == b"{"
