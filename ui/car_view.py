"""Read from the vehicle bus what the driver is shown of the car. No Qt.

None means unknown or stale.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from vehicle import signals
from vehicle.gbt27930.bms import BmsPhase
from vehicle.gbt27930.messages import StopCause
from vehicle.limits import LimitedBy
from vehicle.port import Inlet

Read = Callable[[str], float | str | None]
"""Answers the value of a VSS path, None when it is unknown, or stale where that matters."""
_Named = TypeVar("_Named", bound=Enum)


@dataclass(frozen=True, slots=True)
class CarView:
    """The car as told. Power and current are positive into the battery.

    `supply_a` is what the control pilot allows each phase, `phase_a` what each of them carries;
    `error_spn` is the parameter whose time-out broke the conversation, 0 for none.
    """

    soc_pct: float | None = None
    range_m: float | None = None
    power_kw: float | None = None
    voltage_v: float | None = None
    current_a: float | None = None
    temperature_c: float | None = None
    outside_c: float | None = None
    limit_pct: float | None = None
    time_left_s: float | None = None
    is_charging: bool = False
    is_plugged: bool = False
    is_flap_open: bool = False
    is_plugged_known: bool = False
    position: tuple[float, float] | None = None
    heading_deg: float = 0.0
    phase: BmsPhase | None = None
    error_spn: int | None = None
    stop_cause: StopCause | None = None
    limited_by: LimitedBy | None = None
    offered_a: float | None = None
    offered_v: float | None = None
    connector_c: float | None = None
    inlet: Inlet | None = None
    is_paused: bool = False
    is_locked: bool | None = None
    lock_feedback: bool | None = None
    pilot_v: float | None = None
    pilot_pct: float | None = None
    supply_a: float | None = None
    phase_a: tuple[float, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether anything is heard from the car."""
        return self.soc_pct is not None

    @property
    def is_ac(self) -> bool:
        """Whether the cable brings alternating current."""
        return self.inlet is Inlet.AC


def read_car(read: Read) -> CarView:
    """Gather the signals; a value of another kind than VSS defines counts as unknown."""
    power_w = _number(read(signals.PACK_W))
    lat = _number(read(signals.LATITUDE))
    lon = _number(read(signals.LONGITUDE))
    plugged = read(signals.IS_CONNECTED)
    error = _number(read(signals.GBT_ERROR))
    phases = (signals.CHARGE_A_PHASE1, signals.CHARGE_A_PHASE2, signals.CHARGE_A_PHASE3)
    return CarView(
        soc_pct=_number(read(signals.SOC)),
        range_m=_number(read(signals.RANGE_M)),
        power_kw=None if power_w is None else power_w / 1000,
        voltage_v=_number(read(signals.PACK_V)),
        current_a=_number(read(signals.PACK_A)),
        temperature_c=_number(read(signals.PACK_TEMPERATURE)),
        outside_c=_number(read(signals.AIR_TEMPERATURE)),
        limit_pct=_number(read(signals.CHARGE_LIMIT)),
        time_left_s=_number(read(signals.TIME_TO_COMPLETE)),
        is_charging=bool(read(signals.IS_CHARGING)),
        is_plugged=bool(plugged),
        is_flap_open=bool(read(signals.IS_FLAP_OPEN)),
        is_plugged_known=plugged is not None,
        position=None if lat is None or lon is None else (lat, lon),
        heading_deg=_number(read(signals.HEADING)) or 0.0,
        phase=_named(BmsPhase, read(signals.GBT_PHASE)),
        error_spn=None if error is None else round(error),
        stop_cause=_named(StopCause, read(signals.STOP_CAUSE)),
        limited_by=_named(LimitedBy, read(signals.LIMITED_BY)),
        offered_a=_number(read(signals.OFFERED_A)),
        offered_v=_number(read(signals.OFFERED_V)),
        connector_c=_number(read(signals.CONNECTOR_C)),
        inlet=_named(Inlet, read(signals.INLET)),
        is_paused=bool(read(signals.IS_PAUSED)),
        is_locked=_flag(read(signals.IS_LOCKED)),
        lock_feedback=_flag(read(signals.LOCK_FEEDBACK)),
        pilot_v=_number(read(signals.CP_V)),
        pilot_pct=_number(read(signals.CP_DUTY)),
        supply_a=_number(read(signals.MAX_A_PHASE1)),
        phase_a=tuple(a for path in phases if (a := _number(read(path))) is not None),
    )


def _number(value: float | str | None) -> float | None:
    return None if value is None or isinstance(value, str) else float(value)


def _flag(value: float | str | None) -> bool | None:
    return None if value is None else bool(value)


def _named(kind: type[_Named], label: float | str | None) -> _Named | None:
    """Find the member that a label names; a label of a newer car is unknown."""
    return kind[label] if isinstance(label, str) and label in kind.__members__ else None
