from pathlib import Path

import pytest
from typing_extensions import override

from network.favourites import Favourite, Favourites
from network.journal import Journal, JournalError


def test_a_star_is_there_after_a_restart(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "journal.sqlite")
    kept = Favourites(journal)
    assert kept.toggle("yunling", "s1", "虹桥")
    assert kept.toggle("hexi", "s2", "浦东")
    journal.close()
    again = Favourites(Journal.open(tmp_path / "journal.sqlite"))
    assert again.all() == (Favourite("hexi", "s2", "浦东"), Favourite("yunling", "s1", "虹桥"))
    assert again.has("yunling", "s1")
    assert not again.has("yunling", "s2")
    assert not again.toggle("yunling", "s1", "虹桥")
    assert again.all() == (Favourite("hexi", "s2", "浦东"),)


class Memory:
    def __init__(self, text: str | None = None) -> None:
        self.text = text

    def setting(self, key: str) -> str | None:
        return self.text if key == "favourites" else None

    def put_setting(self, _key: str, value: str) -> None:
        self.text = value


@pytest.mark.parametrize("text", ["", "{", "[1]", '[["a","b"]]', "\ud800"])
def test_what_makes_no_sense_is_as_none(text: str) -> None:
    kept = Favourites(Memory(text))
    assert kept.all() == ()
    assert kept.toggle("a", "b", "c")


def test_the_oldest_of_more_than_500_is_forgotten() -> None:
    kept = Favourites(Memory())
    for number in range(501):
        kept.toggle("a", str(number), "")
    assert len(kept.all()) == 500
    assert not kept.has("a", "0")
    assert kept.has("a", "500")


def test_a_full_disk_changes_nothing() -> None:
    class Full(Memory):
        @override
        def put_setting(self, _key: str, value: str) -> None:
            raise JournalError(f"database or disk is full: {value}")

    kept = Favourites(Full())
    with pytest.raises(JournalError):
        kept.toggle("a", "b", "c")
    assert kept.all() == ()
