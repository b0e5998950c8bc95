import pytest

from vehicle import signals
from vehicle.state_names import STATES, UNKNOWN, WISHES
from vehicle.trim import VEHICLES
from vehicle.vehicle_map import load_map
from vehicle.vhal import Vhal


@pytest.mark.parametrize("path", [*STATES])
def test_the_su7_tells_every_state_under_its_name(path: str) -> None:
    rules, database = load_map(VEHICLES / "su7_max.toml")
    [(message, name)] = rules.signals[path].parts
    choices = database.get_message_by_name(message).get_signal_by_name(name).choices
    assert {str(label) for label in (choices or {}).values()} - {UNKNOWN} == STATES[path]


def test_the_states_of_a_charge_are_those_of_android() -> None:
    assert {*STATES[signals.CHARGE_STATE], UNKNOWN} == {
        *Vhal.load().properties["EV_CHARGE_STATE"].names
    }


@pytest.mark.parametrize("path", [*WISHES])
def test_the_su7_takes_every_wish_under_its_name(path: str) -> None:
    rules, _ = load_map(VEHICLES / "su7_max.toml")
    assert rules.commands is not None
    assert rules.commands.actuators[path].options.keys() == WISHES[path]
