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
