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
    assert not car.property("stale")
    assert [detail.value for detail in car.details()] == ["—"] * 3


def test_the_details_name_volts_amperes_degrees_and_the_phase() -> None:
    world = GlassWorld()
    world.charge()
    values = [detail.value for detail in world.controllers.car.details()]
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


def test_a_silent_car_is_shown_as_it_was_with_the_age_of_it() -> None:
    world = GlassWorld()
    world.charge()
    world.car.silent_s = 12.4
    world.refresh()
    car = world.controllers.car
    assert (car.property("known"), car.property("stale")) == (False, True)
    assert (car.property("soc_text"), car.property("age_text")) == ("52%", "12 s ago")
    assert car.property("range_text") == "416\u00a0km"
    assert {detail.is_stale for detail in car.details()} == {True}


def test_a_silent_car_claims_no_energy() -> None:
    world = GlassWorld()
    world.charge()
    world.car.silent_s = 2.0
    world.refresh()
    car = world.controllers.car
    assert (car.property("charging"), car.property("power_text")) == (False, "—")


def test_a_silent_car_leaves_the_map_where_it_is() -> None:
    world = GlassWorld()
    world.car.silent_s = 2.0
    world.refresh()
    car = world.controllers.car
    assert not car.property("position_known")
    # Not the Gulf of Guinea: the map follows what is said here.
    assert (car.property("latitude"), car.property("longitude")) == (31.18, 121.30)
    assert car.property("position_seen")
    assert car.property("position_note") == "The car was here 2 s ago"


def test_a_car_that_never_told_its_place_is_nowhere() -> None:
    world = GlassWorld()
    del world.car.values[signals.LATITUDE]
    world.refresh()
    car = world.controllers.car
    assert not car.property("position_seen")
    assert car.property("position_note") == "The car does not tell where it is"


def test_nothing_is_said_of_a_car_that_tells_its_place() -> None:
    world = GlassWorld()
    world.refresh()
    assert world.controllers.car.property("position_note") == ""


def test_a_car_that_is_heard_again_is_trusted_at_once() -> None:
    world = GlassWorld()
    world.car.silent_s = 500.0
    world.refresh()
    assert world.controllers.car.property("age_text") == "8 min ago"
    world.car.silent_s = None
    world.refresh()
    car = world.controllers.car
    assert (car.property("known"), car.property("stale"), car.property("age_text")) == (
        True,
        False,
        "",
    )
