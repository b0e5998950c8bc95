"""Say what is known of a charge that went wrong; literals are what a person reads."""

from dataclasses import replace

import pytest

from network.bench import World
from network.session_state import Problem, Trouble
from ui.car_view import CarView
from ui.script_account import account_of_car, account_of_operator, account_of_pile
from vehicle.gbt27930.bms import BmsPhase
from vehicle.gbt27930.messages import StopCause
from vehicle.limits import LimitedBy

PLUGGED = World(
    31.2, 121.3, 40.0, is_moving=False, operator_id="tenghe", connector_id="A01",
    pile_model="Model 25, 60 kW, 500 V",
)  # fmt: skip


@pytest.mark.parametrize(
    ("car", "said"),
    [
        (CarView(), "car: not heard"),
        (CarView(phase=BmsPhase.ASLEEP, error_spn=0, offered_v=0.0), "car: ASLEEP"),
        (
            CarView(phase=BmsPhase.ERROR, stop_cause=StopCause.TIMEOUT, error_spn=3902),
            "car: ERROR; time-out; BEM 3902: CRM AA late",
        ),
        (
            CarView(phase=BmsPhase.CHARGING, limited_by=LimitedBy.CELL_VOLTAGE),
            "car: CHARGING; limited by cell voltage",
        ),
        (
            CarView(phase=BmsPhase.PREPARING, voltage_v=731.2, offered_v=500.0),
            "car: PREPARING; offered up to 500 V, the pack has 731 V",
        ),
        (CarView(phase=BmsPhase.READY, voltage_v=731.2, offered_v=750.0), "car: READY"),
    ],
)
def test_the_car_tells_its_phase_and_every_reason_it_has(car: CarView, said: str) -> None:
    assert account_of_car(car) == said


def test_the_pile_is_named_with_its_model_and_its_trouble() -> None:
    place = "pile: tenghe/A01; Model 25, 60 kW, 500 V; "
    assert account_of_pile(PLUGGED) == place + "no trouble of its own"


def test_a_pile_s_trouble_is_told() -> None:
    troubled = World(
        31.2, 121.3, 40.0, is_moving=False, operator_id="tenghe", connector_id="A01",
        pile_trouble="RESIDUAL_VOLTAGE",
    )  # fmt: skip
    assert account_of_pile(troubled) == "pile: tenghe/A01; residual voltage"
    assert account_of_pile(World(31.2, 121.3, 40.0, is_moving=False)) == "pile: no cable is in"


def test_the_operator_s_word_and_number_are_told() -> None:
    refused = Problem(Trouble.START_REFUSED, "tenghe", "not paid", 2)
    assert account_of_operator(refused) == "operator: tenghe; start refused; not paid; code 2"
    silent = replace(refused, trouble=Trouble.UNREACHABLE, detail="", code=None)
    assert account_of_operator(silent) == "operator: tenghe; unreachable"
