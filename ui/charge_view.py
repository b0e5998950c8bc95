"""Derive what the charge page says from the purchase and the car. No Qt."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from network.order import Phase
from network.session import Problem, SessionState, Trouble
from ui import car_wording, wording
from ui.car_view import CarView
from vehicle.gbt27930.bms import BmsPhase
from vehicle.limits import LimitedBy


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
_TITLES = {
    Stage.IDLE: wording.TITLE_IDLE,
    Stage.PLUGGED: wording.TITLE_PLUGGED,
    **{stage: wording.TITLE[phase] for phase, stage in _STAGES.items()},
}
# Car and pile may be talking.
_JOINED = frozenset({Stage.PLUGGED, Stage.STARTING, Stage.CHARGING})
_PAUSED: dict[LimitedBy | None, str] = {
    LimitedBy.HOT: car_wording.PAUSED_HOT,
    LimitedBy.CONNECTOR_HOT: car_wording.PAUSED_PLUG,
}
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


def title_of(stage: Stage, car: CarView, *, is_empty: bool = False) -> str:
    """Choose the page's title, to be translated; `is_empty` is a charge without energy.

    An operator's word that a charge goes on is not enough to say that energy flows.
    """
    if is_empty and stage in _OVER:
        return wording.TITLE_NOTHING
    if stage is Stage.CHARGING and not car.is_known:
        return car_wording.TITLE_SILENT
    if stage is Stage.CHARGING and car.is_paused:
        return car_wording.TITLE_PAUSED
    if stage in _JOINED and car.phase is BmsPhase.ERROR:
        return car_wording.TITLE_LOST
    if is_cut_short(stage, car):
        return car_wording.TITLE_CUT_SHORT
    return _TITLES[stage]


def next_of(stage: Stage, car: CarView) -> str:
    """Choose the sentence that says what comes next; empty while energy flows."""
    if stage is Stage.IDLE:
        return wording.NEXT_IDLE if car.is_known else car_wording.NO_CAR
    if stage in _JOINED and (lost := _lost(car)):
        return lost
    if stage is Stage.PLUGGED:
        return wording.NEXT_PLUGGED
    if car.stop_cause is not None and (is_cut_short(stage, car) or stage is Stage.FAILED):
        return car_wording.STOPPED.get(car.stop_cause, wording.NEXT[Phase.FAILED])
    return wording.NEXT.get(Phase(stage.value), "")


def is_cut_short(stage: Stage, car: CarView) -> bool:
    """Tell whether a charge that is over ended for a cause that nobody wanted."""
    return stage in _OVER and car.stop_cause in car_wording.STOPPED


def hitch_of(stage: Stage, car: CarView, *, can_stop: bool) -> str:
    """Choose the warning about car and cable during a charge; empty when all is well."""
    if stage not in LIVE:
        return ""
    if not car.is_known:
        return car_wording.CAR_SILENT if can_stop else car_wording.NO_CAR
    if stage is Stage.CHARGING and car.is_paused:
        return _PAUSED.get(car.limited_by, car_wording.PAUSED)
    return _lost(car) if stage is Stage.CHARGING else ""


def _lost(car: CarView) -> str:
    """Say whether the conversation is taken up again: as long as it may be, the plug is held."""
    if car.phase is not BmsPhase.ERROR:
        return ""
    return car_wording.RETRYING if car.is_locked else car_wording.REPLUG


def is_grave(problem: Problem) -> bool:
    """Tell a trouble in red from one in amber."""
    return problem.trouble in _GRAVE


def steps_of(stage: Stage, car: CarView) -> tuple[Step, ...]:
    """List the steps of a start: cable, operator, conversation of car and pile, energy."""
    reached = {
        Stage.IDLE: 0,
        Stage.PLUGGED: 2,
        Stage.STARTING: 3 if _is_agreed(car) else 2 if car.is_plugged else 1,
        Stage.FAILED: 2 if car.is_plugged else 1,
    }.get(stage, len(wording.STEPS) + 1)
    marks = {True: "failed" if stage is Stage.FAILED else "now"}
    return tuple(
        Step(name, "done" if number < reached else marks.get(number == reached, "todo"))
        for number, name in enumerate(wording.STEPS, start=1)
    )


def _is_agreed(car: CarView) -> bool:
    """Tell whether the operator has said yes: an AC pile then lets its pilot oscillate."""
    return 0 < (car.pilot_pct or 0) < 100 if car.is_ac else car.phase in _AGREED
