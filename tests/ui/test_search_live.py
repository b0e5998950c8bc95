"""Who is asked about the stations in the list, and how often."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from network.errors import Unreachable
from network.stations import State, Status
from network.tariff import PriceTimeline
from tests.ui.glass_world import HERE, NOW, STATION, TIMELINE, GlassWorld
from tests.ui.search_world import SmallCatalogue, no_sleep, small_columns
from ui.search_live import PRICED, SearchLive

pytestmark = pytest.mark.usefixtures("qapp")


class Seller:
    def __init__(self, *, is_down: bool = False) -> None:
        self.asked: list[list[str]] = []
        self.priced = 0
        self.is_down = is_down

    async def states(self, station_ids: Sequence[str]) -> dict[str, State]:
        self.asked.append(list(station_ids))
        if self.is_down:
            raise Unreachable("Cloud Charge", "timed out")
        return {"A01": State(Status.AVAILABLE)}

    async def prices(self, _connector_id: str) -> PriceTimeline:
        self.priced += 1
        if self.is_down:
            raise Unreachable("Cloud Charge", "timed out")
        return TIMELINE


class Asking:
    def __init__(self, seller: Seller) -> None:
        self.minute = 43
        around = replace(GlassWorld().around, wall=lambda: NOW.replace(minute=self.minute))
        self.stations = SmallCatalogue(small_columns(HERE, NOW.timestamp()), STATION)
        self.live = SearchLive(self.stations, {"cloud": seller}, no_sleep, around)
        self.told = 0
        self.live.on_told = self.count

    def count(self) -> None:
        self.told += 1

    def rows(self, *keys: int) -> list[int]:
        return [self.stations.row(key) for key in keys]


def test_one_question_for_all_stations_then_prices_one_by_one() -> None:
    seller = Seller()
    asking = Asking(seller)
    asking.live.follow(asking.rows(0, 1, 2))
    assert seller.asked == [["s0", "s1", "s2"]]
    assert asking.stations.told == [(asking.rows(0, 1, 2), NOW.timestamp())]
    assert (seller.priced, asking.told) == (3, 4)
    timeline = asking.live.price(asking.rows(1)[0])
    assert timeline is not None
    assert timeline.price_at(NOW) == Decimal("1.32")
    assert asking.live.price(asking.rows(4)[0]) is None


def test_no_station_is_asked_about_twice_in_a_minute() -> None:
    seller = Seller()
    asking = Asking(seller)
    asking.live.follow(asking.rows(0, 1))
    asking.live.follow(asking.rows(1, 2))
    assert seller.asked == [["s0", "s1"], ["s2"]]
    asking.minute += 1
    asking.live.follow(asking.rows(0, 1))
    assert seller.asked[2:] == [["s0", "s1"]]
    assert seller.priced == 3, "prices hold ten minutes"


def test_the_same_list_is_not_asked_about_anew() -> None:
    seller = Seller()
    asking = Asking(seller)
    for _ in range(3):
        asking.live.follow(asking.rows(0))
        asking.minute += 2
    assert len(seller.asked) == 1


def test_an_operator_that_does_not_answer_leaves_what_was_known() -> None:
    seller = Seller(is_down=True)
    asking = Asking(seller)
    asking.live.follow(asking.rows(0, 1))
    assert (asking.told, asking.stations.told) == (0, [])
    assert asking.live.price(asking.rows(0)[0]) is None


def test_only_the_first_prices_are_asked() -> None:
    assert PRICED == 6


def test_whoever_types_on_is_not_asked_about_what_was_listed_before() -> None:
    seller = Seller()
    asking = Asking(seller)

    async def types_on(_seconds: float) -> None:
        asking.live._rows = []

    asking.live._sleep = types_on
    asking.live.follow(asking.rows(0))
    assert seller.asked == []
