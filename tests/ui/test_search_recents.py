"""What was chosen last, kept among the settings."""

import pytest

from network.gazetteer import Kind
from network.search import Hit
from tests.ui.glass_world import FakeJournal
from ui.search_recents import Recent, Recents

STATION = Recent(Kind.STATION, "北京南站超充站", "s4", "", "cloud")


def place(name: str) -> Recent:
    return Recent(Kind.PLACE, name, name, "", "", 30.0, 120.0)


def test_the_newest_come_first_and_nothing_twice() -> None:
    store = FakeJournal()
    recents = Recents(store)
    for one in (place("a"), STATION, place("b"), place("a")):
        recents.add(one)
    assert [one.name for one in recents.items] == ["a", "b", "北京南站超充站"]
    assert Recents(store).items == recents.items, "the next run knows them"


def test_four_are_kept() -> None:
    recents = Recents(FakeJournal())
    for name in "abcdef":
        recents.add(place(name))
    assert [one.name for one in recents.items] == ["f", "e", "d", "c"]


def test_a_place_comes_back_as_it_was_found() -> None:
    at = (31.3, 120.6, None)
    found = Hit(Kind.PLACE, "苏州市", "320500", "江苏省", -1, *at, "Suzhou", "Jiangsu")
    store = FakeJournal()
    Recents(store).add(Recent.of(found))
    assert Recents(store).items[0].hit() == found


def test_they_can_be_cleared() -> None:
    store = FakeJournal()
    recents = Recents(store)
    recents.add(STATION)
    recents.clear()
    assert Recents(store).items == []


@pytest.mark.parametrize(
    "kept", ["", "{", "[1]", '[{"kind":"moon","name":"a","key":"b"}]', "\ud800"]
)
def test_what_makes_no_sense_is_forgotten(kept: str) -> None:
    store = FakeJournal()
    store.settings["search.recent"] = kept
    assert Recents(store).items == []
