"""The way to a station: what is left of it, what is free at its end, and that it ends."""

from dataclasses import replace

import pytest

from network.catalogue import CatalogueError
from network.crossing import Gap
from network.route import Place, Route
from network.stations import Access, Station, single_piles
from tests.ui.glass_world import HERE, STATION, GlassWorld
from tests.ui.station_world import rich, taken
from vehicle import signals

pytestmark = pytest.mark.usefixtures("qapp")
OTHER = replace(STATION, id="s2", name="浦东", lon=STATION.lon + 0.01)


def on_the_way(station: Station = STATION) -> GlassWorld:
    world = GlassWorld()
    world.controllers.station.show(station)
    world.controllers.station.act()
    return world


def move(world: GlassWorld, lat: float, lon: float) -> None:
    world.car.values |= {signals.LATITUDE: lat, signals.LONGITUDE: lon}
    world.refresh()


def test_the_card_of_the_way_tells_when_how_far_and_with_how_much() -> None:
    world = on_the_way()
    guide = world.controllers.station.guide
    assert guide.property("name") == "虹桥天地超充站"
    # 1.47 km as the crow flies are 1.9 km of town at 40 km/h: 2.9 minutes after 14:43.
    assert (guide.property("distance"), guide.property("eta")) == ("1.9\u00a0km", "14:45")
    assert guide.property("soc") == "46%"
    assert guide.property("line") == [*HERE, STATION.lat, STATION.lon]


def test_what_is_left_follows_the_car() -> None:
    world = on_the_way()
    move(world, (HERE[0] + STATION.lat) / 2, (HERE[1] + STATION.lon) / 2)
    assert world.controllers.station.guide.property("distance") == "950\u00a0m"


def test_on_arrival_the_way_ends_and_the_station_is_there_again() -> None:
    world = on_the_way(rich(STATION))
    card = world.controllers.station
    assert world.glass.left_column.card == "arrival"
    move(world, STATION.lat, STATION.lon)
    assert not card.guide.property("guiding")
    assert card.guide.property("line") == []
    assert (world.glass.left_column.card, card.property("action_name")) == ("station", "open_flap")
    assert world.controllers.map.property("selected_row") == 0
    # The lock of the bay is the first thing to see to.
    assert card._lock.property("can_lower")


def test_what_is_free_there_counts_what_this_car_can_start() -> None:
    world = on_the_way()
    guide = world.controllers.station.guide
    # A01, C01, C02 and E01; D01 was last told an hour ago.
    assert guide.property("free_text") == "4 of 7 free there now"
    assert (guide.property("state_name"), guide.property("instead_text")) == ("available", "")
    mixed = [replace(STATION.connectors[0], access=Access.PARTNER_APP), STATION.connectors[1]]
    other = on_the_way(replace(STATION, equipment=single_piles(mixed)))
    guide = other.controllers.station.guide
    assert guide.property("free_text") == "All 1 taken now"


def test_when_all_are_taken_the_nearest_with_free_ones_is_offered() -> None:
    world = GlassWorld()
    world.stand_ins.around.stations = [STATION, taken(replace(OTHER, id="s3")), OTHER]
    world.controllers.station.show(taken(STATION))
    world.controllers.station.act()
    guide = world.controllers.station.guide
    assert guide.property("free_text") == "All 7 taken now"
    # 0.01 degrees of longitude at 31.19 north are 951 m, 1.3 times that on roads.
    assert guide.property("instead_text") == "4 free at 浦东, 1.2\u00a0km from there"
    guide.go_instead()
    assert (guide.property("name"), guide.property("state_name")) == ("浦东", "available")
    assert not guide.property("has_instead")


def test_nothing_free_nearby_is_said() -> None:
    world = GlassWorld()
    world.stand_ins.around.stations = [taken(OTHER)]
    world.controllers.station.show(taken(STATION))
    world.controllers.station.act()
    guide = world.controllers.station.guide
    assert guide.property("instead_text") == "Nothing free nearby either"
    assert not guide.property("has_instead")


def test_what_nobody_tells_is_not_called_taken() -> None:
    silent = [replace(gun, status_at=0.0) for gun in STATION.connectors]
    world = on_the_way(replace(STATION, equipment=single_piles(silent)))
    guide = world.controllers.station.guide
    said = "Nobody tells what is free there"
    assert (guide.property("free_text"), guide.property("state_name")) == (said, "unknown")


def test_news_of_the_destination_is_taken_over_while_its_card_is_closed() -> None:
    world = on_the_way()
    card = world.controllers.station
    assert card.followed == STATION
    card.update(taken(STATION))
    assert card.guide.property("free_text") == "All 7 taken now"


def test_what_to_do_on_arrival_is_said_on_the_way() -> None:
    world = on_the_way(rich(STATION))
    guide = world.controllers.station.guide
    assert [(row.key, row.text) for row in guide._rows.rows] == [
        ("guide", "Floor: B1层C区 · 南门入库右转80米"),
        ("parking", "Parking: 充电2小时内免费，之后5元/小时"),
        ("lock", "Ground lock: lower it here when you are there"),
        ("way", "Plug & charge: the cable starts it"),
    ]


def test_a_car_without_a_position_is_waited_for() -> None:
    world = GlassWorld()
    del world.car.values[signals.LATITUDE]
    world.refresh()
    world.controllers.station.show(STATION)
    world.controllers.station.act()
    guide = world.controllers.station.guide
    assert (guide.property("eta"), guide.property("soc")) == ("—", "—")
    move(world, *HERE)
    assert guide.property("eta") == "14:45"


def test_the_end_of_the_route_is_one_tap() -> None:
    world = on_the_way()
    world.controllers.station.guide.end()
    assert world.glass.left_column.card == ""
    assert world.controllers.station.guide.property("line") == []


def test_a_station_that_the_battery_does_not_reach_is_said_to_be_out_of_reach() -> None:
    world = GlassWorld()
    urumqi = replace(STATION, lat=43.8, lon=87.6)
    card = world.controllers.station
    card.show(urumqi)
    said = "Out of reach without charging on the way"
    assert card.property("reach_text") == said
    assert "on arrival" not in card.property("summary")
    card.act()
    guide = card.guide
    assert (guide.property("soc"), guide.property("reach_state")) == ("—", "fault")
    assert guide.property("reach_text") == said
    # 3 250 km as the crow flies, 1.3 times that at 70 km/h: 60 hours after 14:43 on the 4th.
    assert guide.property("day") == "On 7 Mar"


def test_a_station_in_reach_warns_of_nothing() -> None:
    world = on_the_way()
    guide = world.controllers.station.guide
    assert (guide.property("reach_text"), guide.property("reach_state")) == ("", "")
    assert guide.property("day") == "Arrival"


def over(world: GlassWorld, gap: Gap) -> list[Place]:
    """Let every way have a gap; answers the ends that a way was looked for to."""
    asked: list[Place] = []

    async def find(start: Place, end: Place) -> Route:
        asked.append(end)
        return Route((start, end), (0.0, 900_000.0), (0.0, 36_000.0), gap)

    guide = world.controllers.station.guide
    guide._services = replace(guide._services, find_route=find)
    return asked


def test_where_no_road_leads_there_is_no_way_and_it_is_said() -> None:
    world = GlassWorld()
    asked = over(world, Gap.NO_ROAD)
    world.controllers.station.show(replace(STATION, lat=25.04, lon=121.53))
    world.controllers.station.act()
    guide = world.controllers.station.guide
    world.refresh()
    assert guide.property("gap_text") == "No road leads there: the sea lies between"
    assert guide.property("line") == []
    assert [guide.property(fact) for fact in ("eta", "distance", "soc")] == ["—", "—", "—"]
    # It is not looked for again and again.
    assert asked == [(25.04, 121.53)]
    over(world, Gap.NONE)
    guide.set_out(STATION)
    assert guide.property("gap_text") == ""
    assert guide.property("line") != []


def test_a_ferry_on_the_way_is_said() -> None:
    world = GlassWorld()
    over(world, Gap.FERRY)
    world.controllers.station.show(replace(STATION, lat=20.02, lon=110.33))
    world.controllers.station.act()
    guide = world.controllers.station.guide
    said = "Part of the way is a ferry: its time is not counted"
    assert guide.property("gap_text") == said
    assert guide.property("line") != []


def test_a_station_nearby_that_cannot_be_read_is_passed_over() -> None:
    world = GlassWorld()
    nearby = world.stand_ins.around
    nearby.stations = [replace(OTHER, id="s3"), OTHER]
    whole = nearby.station

    def station(row: int) -> Station:
        if row == 0:
            raise CatalogueError("stations.sqlite: database disk image is malformed")
        return whole(row)

    nearby.station = station  # type: ignore[method-assign]
    world.controllers.station.show(taken(STATION))
    world.controllers.station.act()
    assert world.controllers.station.guide._instead == OTHER
