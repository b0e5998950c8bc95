"""What is listed, in which order, and what each line stands for."""

import pytest
from typing_extensions import override

from network.catalogue import CatalogueError
from network.favourites import Favourite
from network.gazetteer import Kind
from network.nearby import Sorting
from network.stations import Station
from tests.ui.glass_world import ESTIMATE, HERE, NOW, STATION, GlassWorld
from tests.ui.search_world import GAZETTEER, SmallCatalogue, small_columns
from ui.search_list import MOST_FAVOURITES, SearchList
from ui.search_lookup import Lookup, Question
from ui.search_recents import Recent
from ui.search_rows import Scene, SearchRows

pytestmark = pytest.mark.usefixtures("qapp")


class Listing:
    def __init__(self) -> None:
        self.stations = SmallCatalogue(small_columns(HERE, NOW.timestamp()), STATION)
        self.lookup = Lookup(self.stations, lambda: GAZETTEER)
        self.lookup.read()
        world = GlassWorld()
        self.list = SearchList(self.stations, self.lookup, SearchRows(ESTIMATE, world.around))
        car = world.controllers.car.state
        self.scene = Scene(self.stations.columns, car, NOW, lambda _row: None)

    def keys(self, typed: str, favourites: list[Favourite], recents: list[Recent]) -> list[str]:
        found = self.lookup.look(Question(typed, HERE, Sorting.NEAREST, 58))
        return [row.key for row in self.list.write(found, self.scene, favourites, recents)]


def test_a_station_may_stand_in_every_part_of_the_list() -> None:
    listing = Listing()
    recent = Recent(Kind.STATION, "old name", "s1", "", "cloud")
    keys = listing.keys("", [Favourite("cloud", "s1", "虹桥北站")], [recent])
    assert keys[:6] == [
        "head_favourites", "favourite_1", "head_recent", "recent_1", "head_nearby", "near_0",
    ]  # fmt: skip
    assert listing.list.targets["recent_1"].name == "虹桥北站", "as it is called now"
    assert listing.list.stations()[:3] == [listing.stations.row(key) for key in (1, 1, 0)]


def test_stations_that_are_gone_are_left_out() -> None:
    listing = Listing()
    gone = Recent(Kind.STATION, "gone", "s77", "", "cloud")
    assert listing.keys("", [Favourite("nobody", "s1", "")], [gone])[0] == "head_nearby"


def test_a_favourite_that_is_gone_is_listed_under_its_old_name_and_opens_nothing() -> None:
    listing = Listing()
    gone = Favourite("cloud", "s77", "老<b>站")
    found = listing.lookup.look(Question("", HERE, Sorting.NEAREST, 58))
    row = list(listing.list.write(found, listing.scene, [gone], []))[1]
    assert (row.name, row.detail) == ("老&lt;b&gt;站", "No longer in the network")
    assert row.dimmed
    assert row.key not in listing.list.targets


def test_favourites_leave_room_for_what_is_near() -> None:
    listing = Listing()
    many = [Favourite("cloud", f"s{key}", "") for key in (0, 1, 2, 3, 4)] * 2
    keys = listing.keys("", many, [])
    assert sum(key.startswith("favourite_") for key in keys) == MOST_FAVOURITES


def test_finds_take_the_place_of_all_that() -> None:
    listing = Listing()
    assert listing.keys("hqb", [Favourite("cloud", "s1", "虹桥北站")], []) == [
        "head_station",
        "find_1",
    ]
    assert set(listing.list.targets) == {"find_1"}


def test_stations_that_cannot_be_read_are_left_out() -> None:
    listing = Listing()
    unread = Lookup(listing.stations, lambda: GAZETTEER)
    writer = SearchRows(ESTIMATE, GlassWorld().around)

    class Damaged(SmallCatalogue):
        @override
        def station(self, row: int) -> Station:
            raise CatalogueError("stations.sqlite: database disk image is malformed")

        @override
        def row_of(self, operator_id: str, station_id: str) -> int | None:
            raise CatalogueError("stations.sqlite: database disk image is malformed")

    lines = SearchList(Damaged(listing.stations.columns, STATION), unread, writer)
    found = listing.lookup.look(Question("", HERE, Sorting.NEAREST, 58))
    recent = Recent(Kind.STATION, "old name", "s1", "", "cloud")
    rows = lines.write(found, listing.scene, [Favourite("cloud", "s1", "虹桥北站")], [recent])
    assert [row.key for row in rows] == ["head_nearby"]
