import pytest

from ui.car_wording import VEHICLE_BUS
from ui.service_view import bus_row, sending_sentence
from vehicle.bus_spec import BusSpec
from vehicle.bus_state import BusState

CAN = BusSpec("socketcan", "can0", 500_000)


def _say(sentence: str, **values: str) -> str:
    return sentence.format(**values) if values else sentence


def test_a_bus_that_works_needs_no_sentence() -> None:
    row = bus_row(VEHICLE_BUS, CAN, BusState.ACTIVE, _say)
    assert row.opened_as == "socketcan · can0 · 500\u00a0kbit/s"
    assert (row.state_name, row.word, row.sentence) == ("available", "Works", "")


@pytest.mark.parametrize("state", [state for state in BusState if state is not BusState.ACTIVE])
def test_every_other_state_names_the_bus_and_what_to_do(state: BusState) -> None:
    row = bus_row(VEHICLE_BUS, CAN, state, _say)
    assert row.sentence.startswith("Vehicle bus: ")
    assert row.sentence.endswith(".")
    assert row.state_name != "available"


def test_a_virtual_bus_has_no_bit_rate() -> None:
    row = bus_row(VEHICLE_BUS, BusSpec("virtual", "vehicle"), BusState.ACTIVE, _say)
    assert row.opened_as == "virtual · vehicle"


@pytest.mark.parametrize(
    ("needs_arming", "is_kiosk", "is_armed", "has_pin", "words"),
    [
        (False, True, False, False, "nothing to arm"),
        (True, False, True, False, "Armed until the program ends"),
        (True, True, True, True, "Armed until the program ends"),
        (True, False, False, True, "--arm"),
        (True, True, False, True, "service PIN arms"),
        (True, True, False, False, "main.py service-pin"),
    ],
)
def test_what_arms_is_said(
    *, needs_arming: bool, is_kiosk: bool, is_armed: bool, has_pin: bool, words: str
) -> None:
    assert words in sending_sentence(
        needs_arming=needs_arming, is_kiosk=is_kiosk, is_armed=is_armed, has_pin=has_pin
    )
