import pytest

from network.columns import Filter
from network.stations import Access
from tests.ui.glass_world import GlassWorld

pytestmark = pytest.mark.usefixtures("qapp")


def test_chips_add_up_to_one_filter() -> None:
    world = GlassWorld()
    for key in ("free", "plug_and_charge", "fast"):
        world.controllers.map.toggle(key)
    assert world.source.index.wanted == Filter(
        free_only=True, access=Access.PLUG_AND_CHARGE, min_power_kw=250
    )
    world.controllers.map.toggle("free")
    assert not world.source.index.wanted.free_only


def test_a_chosen_chip_is_marked() -> None:
    world = GlassWorld()
    world.controllers.map.toggle("fast")
    assert [row.chosen for row in world.controllers.map._chips.rows] == [
        False,
        False,
        True,
    ]


def test_chips_tell_how_much_they_leave_once_counted() -> None:
    world = GlassWorld()
    assert {row.amount for row in world.controllers.map._chips.rows} == {""}
    world.controllers.map.count()
    assert [row.amount for row in world.controllers.map._chips.rows] == ["2", "1", "1"]


def test_a_tap_on_a_pin_opens_its_card() -> None:
    world = GlassWorld()
    world.controllers.map.tap(0)
    assert world.controllers.station.property("name") == "虹桥天地超充站"
    assert world.controllers.map.property("selected_row") == 0


def test_the_map_is_told_of_another_filter_and_of_newer_statuses() -> None:
    world = GlassWorld()
    told: list[bool] = []
    world.controllers.map._feed.changed.connect(lambda: told.append(True))
    world.controllers.map.toggle("free")
    world.controllers.map.statuses_changed()
    assert len(told) == 2
    assert world.source.index.wanted.free_only
