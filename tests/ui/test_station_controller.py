from dataclasses import replace

import pytest
from typing_extensions import override

from network.errors import Refused
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
    assert card.property("price_text") == "¥1.32 / kWh"
    # From 45.6 % on arrival to 80 %: 34.4 % of 139 Ah at some 3.9 V x 198 are 36.9 kWh, 2 % more
    # for the ohmic loss and the cooling; at 1.32.
    assert card.property("cost_text") == "about ¥50 to 80%"
    assert [bar["now"] for bar in card.property("bars")].index(True) == 14


def test_an_operator_without_an_answer_has_no_price() -> None:
    world = _open(FakeSeller(None))
    card = world.controllers.station
    assert card.property("price_text") == "No price from Cloud Charge"
    assert card.property("bars") == []


def test_a_refused_price_is_no_price_either() -> None:
    class Refuses(FakeSeller):
        @override
        async def prices(self, connector_id: str) -> PriceTimeline:
            raise Refused("Cloud Charge", connector_id, 4004)

    world = _open(Refuses())
    assert world.controllers.station.property("price_text") == "No price from Cloud Charge"


def test_the_main_button_navigates_then_ends_the_route() -> None:
    world = _open()
    card = world.controllers.station
    assert card.property("action_name") == "navigate"
    card.act()
    assert (card.property("guiding"), card.property("action_name")) == (True, "end_guidance")
    card.act()
    assert not card.property("guiding")


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
    assert [row.chosen for row in world.controllers.station._rows.rows].index(True) == 3


def test_closing_the_card_forgets_the_station() -> None:
    world = _open()
    world.controllers.station.close()
    assert not world.controllers.station.property("shown")
    assert world.controllers.map.property("selected_row") == -1
