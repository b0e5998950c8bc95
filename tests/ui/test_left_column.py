"""One card at a time beside the map."""

import pytest

from tests.ui.glass_world import GlassWorld

pytestmark = pytest.mark.usefixtures("qapp")


def test_a_station_lies_over_the_list_it_was_tapped_in() -> None:
    world = GlassWorld()
    column = world.glass.left_column
    column.open("search")
    world.controllers.map.tap(0)
    assert column.property("shown") == "station"
    world.controllers.station.close()
    assert column.property("shown") == "search"


def test_a_card_that_is_opened_closes_the_one_before_it() -> None:
    world = GlassWorld()
    column = world.glass.left_column
    world.controllers.map.tap(0)
    column.open("filters")
    assert column.property("shown") == "filters"
    assert not world.controllers.station.property("shown")


def test_what_is_toggled_twice_is_closed() -> None:
    world = GlassWorld()
    column = world.glass.left_column
    column.toggle("filters")
    column.toggle("filters")
    assert column.property("shown") == ""


def test_nothing_else_can_be_opened() -> None:
    with pytest.raises(ValueError, match="station"):
        GlassWorld().glass.left_column.open("station")
