from dataclasses import replace

import pytest
from typing_extensions import override

from network.errors import Refused
from network.stations import Access, Bay, single_piles
from network.tariff import PriceTimeline
from tests.ui.glass_world import STATION, FakeSeller, GlassWorld
from vehicle import signals

pytestmark = pytest.mark.usefixtures("qapp")


def _open(seller: FakeSeller | None = None) -> GlassWorld:
    world = GlassWorld(seller)
    world.controllers.map.tap(0)
    return world


def _arrive(world: GlassWorld) -> None:
    world.car.values |= {signals.LATITUDE: STATION.lat, signals.LONGITUDE: STATION.lon}
    world.refresh()


def test_the_card_tells_operator_way_and_arrival() -> None:
    world = _open()
    card = world.controllers.station
    # 1.47 km as the crow flies (haversine), 1.3 times that on roads.
    assert card.property("summary") == "Cloud Charge   1.9\u00a0km   46% on arrival"


def test_a_record_of_an_open_list_names_who_collected_it_and_its_licence() -> None:
    world = _open()
    card = world.controllers.station
    assert card.property("source_text") == ""
    card.show(replace(STATION, source="Open Charge Map Contributors · CC BY-SA 4.0"))
    assert card.property("source_text") == "Open Charge Map Contributors · CC BY-SA 4.0"
    card.close()
    assert card.property("source_text") == ""


def test_the_price_is_that_of_the_hour_and_the_cost_that_of_this_car() -> None:
    world = _open()
    card = world.controllers.station
    assert card._price.property("text") == "¥1.32 / kWh"
    # From 45.6 % on arrival to 80 %: 34.4 % of 139 Ah at some 3.9 V x 198 are 36.9 kWh, 2 % more
    # for the ohmic loss and the cooling; at 1.32.
    assert card._price.property("cost_text") == "about ¥50 to 80%"
    assert [bar["now"] for bar in card._price.property("bars")].index(True) == 14


def test_an_operator_without_an_answer_has_no_price() -> None:
    world = _open(FakeSeller(None))
    card = world.controllers.station
    assert card._price.property("text") == "No price from Cloud Charge"
    assert card._price.property("bars") == []


def test_a_refused_price_is_no_price_either() -> None:
    class Refuses(FakeSeller):
        @override
        async def prices(self, connector_id: str) -> PriceTimeline:
            raise Refused("Cloud Charge", connector_id, 4004)

    world = _open(Refuses())
    assert world.controllers.station._price.property("text") == "No price from Cloud Charge"


def test_the_main_button_navigates_and_ends_the_route_on_the_card_of_its_end() -> None:
    world = _open()
    card = world.controllers.station
    assert card.property("action_name") == "navigate"
    card.act()
    assert card.guide.property("guiding")
    assert world.glass.left_column.card == "arrival"
    world.controllers.map.tap(0)
    assert card.property("action_name") == "end_guidance"
    card.show(replace(STATION, id="s2"))
    assert card.property("action_name") == "navigate"
    world.controllers.map.tap(0)
    card.act()
    assert not card.guide.property("guiding")
    assert world.glass.left_column.card == "station"


def test_at_the_pile_the_flap_opens_then_the_charge_starts() -> None:
    world = _open()
    card = world.controllers.station
    _arrive(world)
    card.act()
    assert world.car.commands == [(signals.IS_FLAP_OPEN, 1)]
    world.car.values[signals.IS_CONNECTED] = True
    world.refresh()
    assert card.property("action_name") == "start"
    card.act()
    assert world.session.started == ["A01"]
    assert world.glass.property("page") == "charge"


def test_a_connector_that_only_takes_a_scan_cannot_be_started_from_here() -> None:
    world = _open()
    _arrive(world)
    world.car.values[signals.IS_CONNECTED] = True
    world.controllers.station.choose("C02")
    world.refresh()
    assert world.controllers.station.property("action_name") == "not_from_here"
    assert (
        world.controllers.station.property("way_text") == "Plug in, then scan the code on the pile"
    )


def test_the_chosen_connector_stays_when_news_comes() -> None:
    world = _open()
    world.controllers.station.choose("C01")
    world.controllers.station.update(STATION)
    assert world.controllers.station.property("connector_name") == "C01"
    # A01 is free, plug-and-charge and the strongest; C02 is the next free one without an age.
    rows = world.controllers.station._rows.rows
    assert [(row.connector_id, row.chosen) for row in rows] == [
        ("A01", False),
        ("C01", True),
        ("C02", False),
    ]


def test_closing_the_card_forgets_the_station() -> None:
    world = _open()
    world.controllers.station.close()
    assert not world.controllers.station.property("shown")
    assert world.controllers.map.property("selected_row") == -1


def test_three_connectors_are_listed_until_all_are_asked_for() -> None:
    world = _open()
    card = world.controllers.station
    assert [row.connector_id for row in card._rows.rows] == ["A01", "C01", "C02"]
    assert (card.property("has_more"), card.property("all_text")) == (True, "All 7")
    card.toggle_all()
    listed = [row.connector_id for row in card._rows.rows]
    assert listed == ["A01", "B01", "B02", "C01", "C02", "D01", "E01"]
    card.choose("E01")
    card.toggle_all()
    # What was chosen stays in the short list.
    assert [row.connector_id for row in card._rows.rows] == ["A01", "C01", "E01"]


def test_a_connector_tells_how_it_starts_and_how_old_its_status_is() -> None:
    world = _open()
    card = world.controllers.station
    card.toggle_all()
    told = {row.connector_id: (row.ways, row.state_name, row.word) for row in card._rows.rows}
    assert told["A01"] == ("Plug & charge", "available", "Free · 1 min ago")
    assert told["B02"] == ("Plug & charge", "fault", "Fault · 1 min ago")
    assert told["C02"] == ("Scan", "available", "Free · 1 min ago")
    # An hour old: nobody knows any more.
    assert told["D01"] == ("Plug & charge", "unknown", "Unknown · 60 min ago")


def test_a_bay_with_another_car_in_it_is_blocked_and_chosen_last() -> None:
    world = GlassWorld()
    card = world.controllers.station
    guns = [replace(gun, bay=Bay.TAKEN) for gun in STATION.connectors[:1]]
    card.show(replace(STATION, equipment=single_piles((*guns, STATION.connectors[3]))))
    assert [(row.word, row.state_name) for row in card._rows.rows] == [
        ("Bay blocked · 1 min ago", "occupied"),
        ("Free · 1 min ago", "available"),
    ]
    assert card.property("connector_name") == "C01"


def test_every_way_to_start_is_named_the_easiest_first() -> None:
    world = _open()
    card = world.controllers.station
    assert card.property("way_text") == "Plug & charge: the cable starts it · also: Start here"
    partner = [replace(STATION.connectors[0], access=Access.PARTNER_APP)]
    card.show(replace(STATION, equipment=single_piles(partner)))
    assert card.property("way_text") == "Only with Cloud Charge's own app"


def test_a_star_is_kept_and_taken_away() -> None:
    world = _open()
    card = world.controllers.station
    card.toggle_star()
    assert card.property("starred")
    assert world.journal.settings["favourites"] == '[["cloud","s1","虹桥天地超充站"]]'
    card.toggle_star()
    assert not card.property("starred")


def test_a_star_that_cannot_be_kept_is_said() -> None:
    world = _open()
    world.journal.is_disk_full = True
    world.controllers.station.toggle_star()
    assert not world.controllers.station.property("starred")
    said = "The disk cannot be written: the star is not kept."
    assert world.glass.property("notice") == said


def test_a_hostile_name_is_inert_and_cut() -> None:
    world = GlassWorld()
    card = world.controllers.station
    card.show(replace(STATION, name="\u202e<img src=x>\x00" + "字" * 1_000_000, remark="\u2066"))
    name = card.property("name")
    assert name.startswith("<img src=x>字")
    assert (len(name), name[-1]) == (60, "…")
    assert "guide" not in [row.key for row in card._place._rows.rows]
