import pytest

from network.order import Phase
from network.session import SessionState
from ui.car_view import CarView
from ui.charge_view import Stage, next_of, stage_of, steps_of, title_of
from vehicle.gbt27930.bms import BmsPhase

PLUGGED = CarView(soc_pct=46, is_plugged=True)


@pytest.mark.parametrize("phase", Phase)
def test_every_phase_of_a_purchase_has_a_stage_and_a_title(phase: Phase) -> None:
    stage = stage_of(SessionState(phase=phase, seq="1"), PLUGGED, "")
    assert stage.value == phase.value
    assert title_of(stage)


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
        (Stage.FAILED, PLUGGED, ["done", "failed", "todo", "todo"]),
        (Stage.CHARGING, PLUGGED, ["done"] * 4),
    ],
)
def test_the_steps_of_a_start_follow_cable_operator_and_conversation(
    stage: Stage, car: CarView, marks: list[str]
) -> None:
    assert [step.mark for step in steps_of(stage, car)] == marks
