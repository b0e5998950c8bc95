from dataclasses import replace

import pytest

from network.order import Phase
from network.session import SessionState
from ui import car_wording
from ui.car_view import CarView
from ui.charge_view import Stage, hitch_of, next_of, stage_of, steps_of, title_of
from vehicle.gbt27930.bms import BmsPhase
from vehicle.gbt27930.messages import StopCause
from vehicle.limits import LimitedBy
from vehicle.port import Inlet

PLUGGED = CarView(soc_pct=46, is_plugged=True)


@pytest.mark.parametrize("phase", Phase)
def test_every_phase_of_a_purchase_has_a_stage_and_a_title(phase: Phase) -> None:
    stage = stage_of(SessionState(phase=phase, seq="1"), PLUGGED, "")
    assert stage.value == phase.value
    assert title_of(stage, PLUGGED)


def test_a_finished_purchase_is_not_shown_again_once_dismissed() -> None:
    session = SessionState(phase=Phase.SETTLED, seq="1")
    assert stage_of(session, CarView(), "1") is Stage.IDLE
    assert stage_of(session, CarView(), "0") is Stage.SETTLED


def test_energy_without_a_purchase_is_still_a_charge() -> None:
    car = CarView(is_plugged=True, is_charging=True)
    assert stage_of(SessionState(), car, "") is Stage.CHARGING


def test_a_silent_car_is_named_when_nothing_else_is_to_be_said() -> None:
    assert "bus" in next_of(Stage.IDLE, CarView())
    assert "map" in next_of(Stage.IDLE, CarView(soc_pct=46))


@pytest.mark.parametrize(
    ("stage", "car", "marks"),
    [
        (Stage.PLUGGED, PLUGGED, ["done", "now", "todo", "todo"]),
        (Stage.STARTING, CarView(), ["now", "todo", "todo", "todo"]),
        (
            Stage.STARTING,
            CarView(is_plugged=True, phase=BmsPhase.PREPARING),
            ["done", "done", "now", "todo"],
        ),
        (
            Stage.STARTING,
            CarView(is_plugged=True, inlet=Inlet.AC, pilot_pct=26.7),
            ["done", "done", "now", "todo"],
        ),
        (
            Stage.STARTING,
            CarView(is_plugged=True, inlet=Inlet.AC, pilot_pct=100.0),
            ["done", "now", "todo", "todo"],
        ),
        (Stage.FAILED, PLUGGED, ["done", "failed", "todo", "todo"]),
        (Stage.CHARGING, PLUGGED, ["done"] * 4),
    ],
)
def test_the_steps_of_a_start_follow_cable_operator_and_conversation(
    stage: Stage, car: CarView, marks: list[str]
) -> None:
    assert [step.mark for step in steps_of(stage, car)] == marks


LOST = CarView(soc_pct=46, is_plugged=True, phase=BmsPhase.ERROR)


@pytest.mark.parametrize(
    ("car", "title", "hitch"),
    [
        (CarView(), car_wording.TITLE_SILENT, car_wording.CAR_SILENT),
        (replace(PLUGGED, is_paused=True), car_wording.TITLE_PAUSED, car_wording.PAUSED),
        (
            replace(PLUGGED, is_paused=True, limited_by=LimitedBy.HOT),
            car_wording.TITLE_PAUSED,
            car_wording.PAUSED_HOT,
        ),
        (replace(LOST, is_locked=True), car_wording.TITLE_LOST, car_wording.RETRYING),
        (replace(LOST, is_locked=False), car_wording.TITLE_LOST, car_wording.REPLUG),
        (PLUGGED, "Charging", ""),
    ],
)
def test_a_charge_that_stands_still_says_why(car: CarView, title: str, hitch: str) -> None:
    assert title_of(Stage.CHARGING, car) == title
    assert hitch_of(Stage.CHARGING, car, can_stop=True) == hitch


def test_a_silent_car_that_nobody_can_stop_is_only_told() -> None:
    assert hitch_of(Stage.STARTING, CarView(), can_stop=False) == car_wording.NO_CAR
    assert hitch_of(Stage.SETTLED, CarView(), can_stop=False) == ""


def test_a_cable_that_can_no_longer_charge_has_to_be_pulled_and_plugged_in_again() -> None:
    assert next_of(Stage.PLUGGED, replace(LOST, is_locked=False)) == car_wording.REPLUG
    assert next_of(Stage.STARTING, replace(LOST, is_locked=True)) == car_wording.RETRYING


@pytest.mark.parametrize("cause", StopCause)
def test_only_an_end_that_nobody_planned_is_explained(cause: StopCause) -> None:
    car = replace(PLUGGED, stop_cause=cause)
    sentence = next_of(Stage.ENDED, car)
    is_planned = cause in car_wording.AS_PLANNED
    assert sentence == (
        "Unplug when you like. The bill is on its way."
        if is_planned
        else car_wording.STOPPED[cause]
    )
    assert title_of(Stage.ENDED, car) == ("Charge ended" if is_planned else "Charge cut short")


def test_a_start_that_failed_says_what_the_car_knows_of_it() -> None:
    refused = replace(PLUGGED, stop_cause=StopCause.REFUSED)
    assert next_of(Stage.FAILED, refused) == car_wording.STOPPED[StopCause.REFUSED]
    assert next_of(Stage.FAILED, PLUGGED) == "Unplug, then try another connector."
