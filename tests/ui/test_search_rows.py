"""The words of each line."""

from dataclasses import replace

import pytest

from network.gazetteer import Kind
from network.search import Hit
from network.tariff import PriceTimeline
from tests.ui.glass_world import ESTIMATE, HERE, NOW, STATION, TIMELINE, GlassWorld
from tests.ui.search_world import SmallCatalogue, small_columns
from ui.figures import Language
from ui.search_rows import Scene, SearchRows, keyed
from ui.search_view import SearchRow
from vehicle import signals

pytestmark = pytest.mark.usefixtures("qapp")
N = "\u00a0"


class Writing:
    def __init__(self, *, soc_pct: float = 46.0, told: PriceTimeline | None = None) -> None:
        self.world = GlassWorld()
        self.world.car.values[signals.SOC] = soc_pct
        self.world.refresh()
        self.stations = SmallCatalogue(small_columns(HERE, NOW.timestamp()), STATION)
        self.rows = SearchRows(ESTIMATE, self.world.around)
        car = self.world.controllers.car.state
        self.scene = Scene(self.stations.columns, car, NOW, lambda _row: told)

    def station(self, key: int) -> SearchRow:
        row = self.stations.row(key)
        return self.rows.station(f"near_{key}", f"name {key}", row, (), self.scene)


def test_a_station_says_what_is_free_what_it_costs_and_how_one_arrives() -> None:
    row = Writing().station(0)
    # 0.01 degrees are 1.11 km, on roads 1.4 km; the price is printed.
    assert (row.distance, row.power, row.detail) == (f"1.4{N}km", "480", "Cloud Charge")
    assert (row.free, row.state_name) == ("2/3 free · 10 min ago", "available")
    assert (row.price, row.price_note) == ("¥1.32", "list price")
    assert (row.arrival, row.warned) == ("46% on arrival", False)
    assert row.spoken == (
        f"name 0, Cloud Charge, 1.4{N}km, 480{N}kW, 2/3 free · 10 min ago, ¥1.32 list price, "
        "46% on arrival"
    )


def test_a_station_whose_name_cannot_be_seen_goes_by_its_operator() -> None:
    writing = Writing()
    row = writing.rows.station(
        "near_0", "\u3164", writing.stations.row(0), ((0, 1),), writing.scene
    )
    assert row.name == "Cloud Charge"
    assert row.spoken.startswith("Cloud Charge, ")


def test_power_that_nobody_told_is_a_dash() -> None:
    writing = Writing()
    row = writing.stations.row(0)
    writing.scene.columns.power_kw[row] = 0
    written = writing.station(0)
    assert written.power == "–"
    assert "Power not told" in written.spoken


def test_other_states_are_said_in_words() -> None:
    writing = Writing()
    assert writing.station(1).free == "0/2 free · 10 min ago"
    assert writing.station(2).free == "Out of order · 10 min ago"
    assert (writing.station(2).price, writing.station(2).price_note) == ("", "no price")
    assert writing.station(3).free == "1, free unknown"


def test_a_price_that_was_asked_is_not_marked_as_printed() -> None:
    row = Writing(told=TIMELINE).station(1)
    assert (row.price, row.price_note) == ("¥1.32", "")


def test_what_is_below_the_reserve_or_out_of_reach_is_said() -> None:
    # 1300 km on roads, and 14 km with little left.
    assert Writing().station(4).arrival == "Out of reach"
    near = Writing(soc_pct=11.0).station(2)
    assert near.warned
    assert near.arrival.startswith("Below reserve: ")


def test_a_silent_car_foresees_nothing() -> None:
    writing = Writing()
    writing.world.car.silent_s = 900.0
    writing.world.refresh()
    car = writing.world.controllers.car.state
    writing.scene = Scene(writing.stations.columns, car, NOW, lambda _row: None)
    assert writing.station(0).arrival == ""


def test_places_roads_and_operators_say_what_they_are() -> None:
    writing = Writing()
    write, scene = writing.rows, writing.scene
    road = Hit(Kind.EXPRESSWAY, "京沪高速", "G2", "", -1, 31.19, 121.30, 0.0)
    assert write.place("a", road, [(0, 1)], scene) == SearchRow(
        "a", "place", "road", "<b>京</b>沪高速", f"京沪高速, G2, 1.4{N}km", "G2", f"1.4{N}km"
    )
    county = Hit(Kind.PLACE, "浦东新区", "310115", "上海市", -1, 31.2, 121.5, 0.0)
    assert write.place("b", county, (), scene).detail == "上海市"
    county = replace(county, latin_region="Shanghai")
    assert write.place("b", county, (), scene).detail == "Shanghai"
    writing.world.speech.switch(Language.CHINESE)
    operator = Hit(Kind.OPERATOR, "云启充电", "cloud", "", -1, None, None, None)
    row = write.place("c", operator, [(0, 2)], scene)
    assert (row.name, row.detail, row.distance) == ("<b>云启</b>充电", "只看这家运营商", "")
    writing.world.speech.switch(Language.FRENCH)
    row = write.place("c", operator, [(0, 2)], scene)
    assert row.name == "Cloud Recharge", "what matched was another of its names"
    writing.world.speech.switch(Language.ENGLISH)


@pytest.mark.parametrize(
    ("count", "detail"),
    [(None, "Gansu"), (0, "Gansu · no station"), (1, "Gansu · 1 station"),
     (12_345, "Gansu · 12.3k stations")],
)  # fmt: skip
def test_a_place_says_how_many_stations_it_has(count: int | None, detail: str) -> None:
    writing = Writing()
    place = Hit(Kind.PLACE, "肃州区", "620902", "甘肃省", -1, 39.7, 98.5, 0.0, "", "Gansu")
    row = writing.rows.place("a", place, (), writing.scene, stations=count)
    assert row.detail == detail


def test_places_are_written_in_the_letters_of_the_language() -> None:
    writing = Writing()
    at = (31.3, 120.6, 0.0)
    place = Hit(Kind.PLACE, "苏州市", "320500", "江苏省", -1, *at, "Suzhou", "Jiangsu")
    row = writing.rows.place("a", place, [(0, 2)], writing.scene, [(0, 2)])
    assert (row.name, row.detail) == ("<b>Su</b>zhou", "苏州市 · Jiangsu")
    writing.world.speech.switch(Language.CHINESE)
    row = writing.rows.place("a", place, [(0, 2)], writing.scene, [(0, 2)])
    assert (row.name, row.detail) == ("<b>苏州</b>市", "江苏省")
    writing.world.speech.switch(Language.ENGLISH)


def test_a_key_is_listed_once() -> None:
    rows = [SearchRow("a", "head"), SearchRow("b", "head"), SearchRow("a", "note")]
    assert [(row.key, row.role) for row in keyed(rows)] == [("a", "head"), ("b", "head")]
