"""Derive what the charge page says from the purchase and the car. No Qt."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from network.order import Phase
from network.session import Problem, SessionState, Trouble
from ui import wording
from ui.car_view import CarView
from vehicle.gbt27930.bms import BmsPhase


class Stage(Enum):
    """What the charge page shows."""

    IDLE = "idle"
    PLUGGED = "plugged"
    STARTING = "starting"
    CHARGING = "charging"
    STOPPING = "stopping"
    ENDED = "ended"
    SETTLED = "settled"
    FAILED = "failed"
    UNKNOWN = "unknown"


_STAGES = {
    Phase.STARTING: Stage.STARTING,
    Phase.CHARGING: Stage.CHARGING,
    Phase.STOPPING: Stage.STOPPING,
    Phase.ENDED: Stage.ENDED,
    Phase.SETTLED: Stage.SETTLED,
    Phase.FAILED: Stage.FAILED,
    Phase.UNKNOWN: Stage.UNKNOWN,
}
# Over, and not shown again once the driver has seen them.
FINAL = frozenset({Stage.SETTLED, Stage.FAILED})
_OVER = frozenset({Stage.ENDED, Stage.SETTLED})
LIVE = frozenset({Stage.STARTING, Stage.CHARGING, Stage.STOPPING, Stage.UNKNOWN})
# The pile goes past the recognition only with the operator's yes.
_AGREED = frozenset({BmsPhase.CONFIGURATION, BmsPhase.PREPARING, BmsPhase.READY, BmsPhase.CHARGING})
# Troubles that end or prevent a charge; the others only delay what is known of it.
_GRAVE = frozenset(
    {
        Trouble.NOT_PLUGGED,
        Trouble.BUSY,
        Trouble.START_REFUSED,
        Trouble.STOP_REFUSED,
        Trouble.MISCONFIGURED,
        Trouble.JOURNAL,
    }
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way to energy: `mark` is done, now, todo or failed."""

    name: str
    mark: str


def stage_of(session: SessionState, car: CarView, dismissed_seq: str) -> Stage:
    """Choose the stage; `dismissed_seq` names the purchase whose end the driver has seen."""
    stage = _STAGES[session.phase] if session.phase else Stage.IDLE
    if stage in FINAL and session.seq == dismissed_seq:
        stage = Stage.IDLE
    if stage is Stage.IDLE and car.is_charging:
        return Stage.CHARGING
    if stage is Stage.IDLE and car.is_plugged:
        return Stage.PLUGGED
    return stage


def is_above_limit(stage: Stage, energy_kwh: Decimal, car: CarView) -> bool:
    """Tell whether nothing flows or flowed because the battery is full up to the limit."""
    if car.soc_pct is None or car.limit_pct is None or car.soc_pct < car.limit_pct:
        return False
    return stage is Stage.PLUGGED or (stage in _OVER and not energy_kwh)


def title_of(stage: Stage, *, is_empty: bool = False) -> str:
    """Choose the page's title, to be translated; `is_empty` is a charge without energy."""
    if is_empty and stage in _OVER:
        return wording.TITLE_NOTHING
    if stage is Stage.IDLE:
        return wording.TITLE_IDLE
    if stage is Stage.PLUGGED:
        return wording.TITLE_PLUGGED
    return wording.TITLE[Phase(stage.value)]


def next_of(stage: Stage, car: CarView) -> str:
    """Choose the sentence that says what comes next; empty while energy flows."""
    if stage is Stage.IDLE:
        return wording.NEXT_IDLE if car.is_known else wording.NO_CAR
    if stage is Stage.PLUGGED:
        return wording.NEXT_PLUGGED
    return wording.NEXT.get(Phase(stage.value), "")


def is_grave(problem: Problem) -> bool:
    """Tell a trouble in red from one in amber."""
    return problem.trouble in _GRAVE


def steps_of(stage: Stage, car: CarView) -> tuple[Step, ...]:
    """List the steps of a start: cable, operator, conversation of car and pile, energy."""
    reached = {
        Stage.IDLE: 0,
        Stage.PLUGGED: 2,
        Stage.STARTING: 3 if car.phase in _AGREED else 2 if car.is_plugged else 1,
        Stage.FAILED: 2 if car.is_plugged else 1,
    }.get(stage, len(wording.STEPS) + 1)
    marks = {True: "failed" if stage is Stage.FAILED else "now"}
    return tuple(
        Step(name, "done" if number < reached else marks.get(number == reached, "todo"))
        for number, name in enumerate(wording.STEPS, start=1)
    )
