import pytest

from tests.ui.glass_world import GlassWorld
from ui.car_wording import CHARGING_BUS, VEHICLE_BUS
from vehicle.bus_state import BusState

pytestmark = pytest.mark.usefixtures("qapp")
GONE = "Vehicle bus: its adapter is gone. Plug it in again, it is opened by itself."


def test_files_and_buses_are_named() -> None:
    world = GlassWorld()
    service = world.controllers.service
    assert (service.property("car_file"), service.property("dbc_file")) == (
        "su7_max.toml",
        "su7.dbc",
    )
    assert [row["name"] for row in service.property("bus_rows")] == ["Vehicle bus", "Charging bus"]
    assert service.property("summary") == "Vehicle bus: Works   Charging bus: Works"


def test_a_bus_in_trouble_is_told_on_every_page_and_in_its_row() -> None:
    world = GlassWorld()
    world.buses[VEHICLE_BUS].state = BusState.GONE
    world.refresh()
    assert world.glass.property("notice") == GONE
    assert world.controllers.service.property("bus_rows")[0]["sentence"] == GONE


def test_a_notice_that_was_taken_away_does_not_come_back_by_itself() -> None:
    world = GlassWorld()
    world.buses[VEHICLE_BUS].state = BusState.GONE
    world.refresh()
    world.glass.dismiss_notice()
    world.refresh()
    assert world.glass.property("notice") == ""


def test_a_bus_that_works_again_takes_its_own_notice_away() -> None:
    world = GlassWorld()
    world.buses[VEHICLE_BUS].state = BusState.BUS_OFF
    world.refresh()
    world.buses[VEHICLE_BUS].state = BusState.ACTIVE
    world.refresh()
    assert world.glass.property("notice") == ""


def test_a_bus_that_works_again_leaves_the_notice_of_another_matter() -> None:
    world = GlassWorld()
    world.buses[CHARGING_BUS].state = BusState.NO_ACKNOWLEDGE
    world.refresh()
    world.glass.say_notice("The disk is full")
    world.buses[CHARGING_BUS].state = BusState.ACTIVE
    world.refresh()
    assert world.glass.property("notice") == "The disk is full"


def test_the_pad_is_there_only_in_a_kiosk_that_has_a_pin_and_something_to_arm() -> None:
    world = GlassWorld()
    service = world.controllers.service
    assert not service.property("pad_shown")
    world.arming.set(is_armed=False)
    world.arm.set_place(is_kiosk=True, needs_arming=True)
    # No PIN was ever set here.
    assert not service.property("pad_shown")
    assert "service-pin" in service.property("sending_text")


def test_what_arms_is_told_anew_when_it_is_armed() -> None:
    world = GlassWorld()
    world.arming.set(is_armed=False)
    world.arm.set_place(is_kiosk=False, needs_arming=True)
    service = world.controllers.service
    assert "--arm" in service.property("sending_text")
    world.arming.set(is_armed=True)
    assert service.property("sending_text").startswith("Armed until the program ends")


def test_the_service_page_does_not_say_it_twice() -> None:
    world = GlassWorld()
    world.buses[VEHICLE_BUS].state = BusState.GONE
    world.refresh()
    world.glass.open("service")
    assert world.glass.property("notice") == ""
    world.buses[CHARGING_BUS].state = BusState.GONE
    world.refresh()
    assert world.glass.property("notice") == ""


def test_a_pin_has_no_more_digits_than_can_be_set() -> None:
    world = GlassWorld()
    service = world.controllers.service
    for _ in range(20):
        service.press("7")
    assert (service.property("entered"), service.property("can_confirm")) == (12, True)
    for _ in range(9):
        service.erase()
    assert (service.property("entered"), service.property("can_confirm")) == (3, False)


def test_digits_that_were_entered_are_forgotten_with_the_page() -> None:
    world = GlassWorld()
    world.glass.open("service")
    world.controllers.service.press("7")
    world.glass.open("settings")
    assert world.controllers.service.property("entered") == 0
