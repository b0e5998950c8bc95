import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.glass_world import STATION, FakeStations, GlassWorld
from ui.tour import Patience, Tour, TourFailed
from vehicle import signals


class Stations(FakeStations):
    """One station, whose fast connector with plug-and-charge is free."""

    def nearest(self, _lat: float, _lon: float, _count: int) -> list[int]:
        return [0]


class Map:
    def property(self, _name: str, /) -> object:
        return False

    def lookAt(self, lat: float, lon: float, _zoom: float) -> None:  # noqa: N802
        assert (lat, lon) == (STATION.lat, STATION.lon)

    def flyTo(self, _lat: float, _lon: float, _zoom: float) -> None:  # noqa: N802
        raise AssertionError("a picture flies nowhere")


@pytest.fixture
def world(qapp: QApplication) -> GlassWorld:  # noqa: ARG001 - controllers need Qt
    return GlassWorld()


async def _failure(world: GlassWorld, page: str) -> str:
    tour = Tour(world.glass, Map(), Stations(), world.session, world.speech, Patience("bus X", 0.1))
    with pytest.raises(TourFailed) as caught:
        await tour.stage(page)
    return str(caught.value)


async def test_a_car_that_was_never_heard_is_named_with_its_bus(world: GlassWorld) -> None:
    world.car.values.clear()
    world.refresh()
    assert await _failure(world, "map") == "no car was heard on bus X within 0.1 s"


async def test_a_position_that_never_came_is_named(world: GlassWorld) -> None:
    del world.car.values[signals.LATITUDE]
    world.refresh()
    missing = "the car's position was not heard on bus X within 0.1 s"
    assert await _failure(world, "map") == missing


async def test_a_map_that_is_not_drawn_is_named(world: GlassWorld) -> None:
    assert await _failure(world, "map") == "the map page was not there within 0.1 s"


async def test_a_battery_that_stays_below_what_is_to_be_shown_is_named(world: GlassWorld) -> None:
    world.charge()
    world.car.values[signals.SOC] = 20.0
    world.refresh()
    assert await _failure(world, "charge") == "the battery did not reach 46 % within 0.1 s"


async def test_a_cable_that_the_car_does_not_tell_of_is_named(world: GlassWorld) -> None:
    world.car.values[signals.LATITUDE] = STATION.lat
    world.car.values[signals.LONGITUDE] = STATION.lon
    world.refresh()
    missing = "the car did not tell of a cable within 0.1 s"
    assert await _failure(world, "charge") == missing


async def test_a_picture_of_the_filters_shows_some_chosen_or_what_the_driver_chose(
    world: GlassWorld,
) -> None:
    filters = world.controllers.filters
    await _failure(world, "filters")
    assert filters.property("active") == 2
    assert world.glass.left_column.property("shown") == "filters"
    filters.clear()
    filters.toggle("free_only")
    await _failure(world, "filters")
    assert filters.property("active") == 1
