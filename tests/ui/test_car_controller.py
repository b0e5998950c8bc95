import pytest

from tests.ui.glass_world import GlassWorld
from vehicle import signals

pytestmark = pytest.mark.usefixtures("qapp")


def test_an_unknown_signal_is_shown_as_a_dash() -> None:
    world = GlassWorld()
    world.car.values.clear()
    world.refresh()
    car = world.controllers.car
    assert (car.property("soc_text"), car.property("range_text"), car.property("outside_text")) == (
        "—",
        "—",
        "—",
    )
    assert [pair["value"] for pair in car.property("details")] == ["—"] * 4


def test_the_details_name_volts_amperes_degrees_and_the_phase() -> None:
    world = GlassWorld()
    world.charge()
    values = [pair["value"] for pair in world.controllers.car.property("details")]
    assert values == ["731\u00a0V", "268\u00a0A", "24°C", "Charging · BCL"]


def test_the_limit_goes_to_the_car_as_a_command() -> None:
    world = GlassWorld()
    world.controllers.car.set_limit(90)
    assert world.car.commands == [(signals.CHARGE_LIMIT, 90)]


def test_nothing_is_told_when_nothing_changed() -> None:
    world = GlassWorld()
    told: list[bool] = []
    world.controllers.car.changed.connect(lambda: told.append(True))
    world.controllers.car.refresh()
    assert told == []
