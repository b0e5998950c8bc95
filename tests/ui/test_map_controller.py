import pytest

from tests.ui.glass_world import GlassWorld

pytestmark = pytest.mark.usefixtures("qapp")


def test_a_tap_on_a_pin_opens_its_card() -> None:
    world = GlassWorld()
    world.controllers.map.tap(0)
    assert world.controllers.station.property("name") == "虹桥天地超充站"
    assert world.controllers.map.property("selected_row") == 0


def test_the_map_is_told_of_another_filter_and_of_newer_statuses() -> None:
    world = GlassWorld()
    told: list[bool] = []
    world.controllers.map._feed.changed.connect(lambda: told.append(True))
    world.controllers.filters.press_chip("free")
    world.controllers.map.statuses_changed()
    assert len(told) == 2
    assert world.source.index.wanted.free_only


def test_a_tap_on_a_station_that_cannot_be_read_is_answered_in_words() -> None:
    world = GlassWorld()
    world.stations.is_damaged = True
    world.controllers.map.tap(0)
    said = "This station cannot be read from the disk now. Try again in a minute."
    assert world.glass.property("notice") == said
    assert world.controllers.map.property("selected_row") == -1
    assert not world.controllers.station.property("shown")


def test_the_card_stays_as_it_is_while_its_station_cannot_be_read() -> None:
    world = GlassWorld()
    world.controllers.map.tap(0)
    world.stations.is_damaged = True
    world.controllers.map.adopt(world.source.index)
    world.controllers.station.refresh()
    assert world.controllers.station.property("name") == "虹桥天地超充站"
    world.stations.is_damaged = False
    world.controllers.map.tap(0)
    assert world.controllers.map.property("selected_row") == 0


def test_where_one_drives_stays_marked_when_its_card_is_closed() -> None:
    world = GlassWorld()
    card, map_ = world.controllers.station, world.controllers.map
    map_.tap(0)
    assert map_.property("goal_row") == -1
    card.act()
    assert card.station is None
    assert (map_.property("selected_row"), map_.property("goal_row")) == (-1, 0)
    map_.adopt(world.source.index)
    assert map_.property("goal_row") == 0
    card.guide.end()
    assert map_.property("goal_row") == -1
