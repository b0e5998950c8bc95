"""Say what can be broken at a pile, and what the pile makes of it: values, no behaviour.

The names follow the internal stop reasons of a published charger firmware: connector open,
emergency stop, door, contactor weld, input voltage, no module, meter, insulation, battery voltage
mismatch or reverse, current error.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import Enum, auto
from typing import Any

from vehicle.gbt27930.messages import StopCause

HEALTHY_OHM_PER_V = 2000.0
"""Insulation of a sound car and cable; the warning begins at 500 (chosen)."""


@dataclass(frozen=True, slots=True)
class PileFaults:
    """What is broken now; without arguments nothing is. May be exchanged in the middle of a charge.

    Most matter whenever they are there. Some only at their moment, because nothing asks a pile to
    look again: the lock before the first message, insulation and residual voltage at the test, the
    polarity and a voltage that BCP did not announce (34657.1: within 5 %) before K1/K2 close, as
    contacts that do not close and a wrong precharge when they do. In a charge a measured voltage
    matters where it is above what BCP allows, and lost auxiliary supply (K3/K4) through the car.

    `modules_lost` is a share of the power modules, 1 for all. `r_plus_ohm_per_v` and its
    counterpart are the insulation of DC+ and DC- to earth. `residual_v` stands outside K1/K2 before
    the test. `pack_v_error` is the relative error of the pile's measurement there. `excess_a` flows
    beyond the demand. `precharge_error_v` lowers the module's output when K1/K2 close. `gun_c`
    replaces what the plug's sensor says. `is_stuck_open` are K1/K2, `is_aux_dead` K3/K4.
    """

    is_emergency: bool = False
    is_door_open: bool = False
    is_earth_lost: bool = False
    is_supply_lost: bool = False
    is_lock_broken: bool = False
    is_aux_dead: bool = False
    is_meter_dead: bool = False
    is_welded: bool = False
    is_stuck_open: bool = False
    is_hot_inside: bool = False
    is_cooling_lost: bool = False
    is_reversed: bool = False
    modules_lost: float = 0.0
    r_plus_ohm_per_v: float = HEALTHY_OHM_PER_V
    r_minus_ohm_per_v: float = HEALTHY_OHM_PER_V
    residual_v: float = 0.0
    pack_v_error: float = 0.0
    precharge_error_v: float = 0.0
    excess_a: float = 0.0
    gun_c: float | None = None


FINE = PileFaults()
"""Nothing is broken; compared by identity where every microsecond counts."""


class Trouble(Enum):
    """Why a pile does not charge, in its own words; the operator hears a `StopCause`."""

    EMERGENCY = auto()
    DOOR_OPEN = auto()
    EARTH_LOST = auto()
    SUPPLY_LOST = auto()
    CONNECTOR_OPEN = auto()
    NOT_LOCKED = auto()
    NO_AUX = auto()
    NO_MODULE = auto()
    METER = auto()
    WELDED = auto()
    NOT_CLOSED = auto()
    INSULATION = auto()
    RESIDUAL_VOLTAGE = auto()
    PACK_VOLTAGE = auto()
    OVER_VOLTAGE = auto()
    CURRENT_ERROR = auto()
    INRUSH = auto()
    GUN_HOT = auto()
    INSIDE_HOT = auto()
    NO_VIN = auto()


#: What CST and the operator are told.
CAUSES: Mapping[Trouble, StopCause] = {
    Trouble.EMERGENCY: StopCause.EMERGENCY,
    Trouble.DOOR_OPEN: StopCause.FAULT,
    Trouble.EARTH_LOST: StopCause.FAULT,
    Trouble.SUPPLY_LOST: StopCause.FAULT,
    Trouble.CONNECTOR_OPEN: StopCause.CONNECTOR,
    Trouble.NOT_LOCKED: StopCause.CONNECTOR,
    Trouble.NO_AUX: StopCause.FAULT,
    Trouble.NO_MODULE: StopCause.FAULT,
    Trouble.METER: StopCause.FAULT,
    Trouble.WELDED: StopCause.FAULT,
    Trouble.NOT_CLOSED: StopCause.FAULT,
    Trouble.INSULATION: StopCause.INSULATION,
    Trouble.RESIDUAL_VOLTAGE: StopCause.INSULATION,
    Trouble.PACK_VOLTAGE: StopCause.VOLTAGE,
    Trouble.OVER_VOLTAGE: StopCause.VOLTAGE,
    Trouble.CURRENT_ERROR: StopCause.OVER_CURRENT,
    Trouble.INRUSH: StopCause.OVER_CURRENT,
    Trouble.GUN_HOT: StopCause.OVER_TEMPERATURE,
    Trouble.INSIDE_HOT: StopCause.OVER_TEMPERATURE,
    Trouble.NO_VIN: StopCause.REFUSED,
}
_AT_ANY_TIME: Mapping[str, Trouble] = {
    "is_emergency": Trouble.EMERGENCY,
    "is_earth_lost": Trouble.EARTH_LOST,
    "is_supply_lost": Trouble.SUPPLY_LOST,
    "is_door_open": Trouble.DOOR_OPEN,
    "is_hot_inside": Trouble.INSIDE_HOT,
    "is_meter_dead": Trouble.METER,
}


def broken(faults: PileFaults) -> Trouble | None:
    """Name what alone keeps a pile from charging, whatever it is doing; None if nothing does."""
    for name, trouble in _AT_ANY_TIME.items():
        if getattr(faults, name):
            return trouble
    return Trouble.NO_MODULE if faults.modules_lost >= 1 else None


class PileFault(Enum):
    """What can be broken at a pile in one word, as a script and the workbench say it."""

    EMERGENCY = "pile-emergency"
    DOOR = "pile-door"
    EARTH = "pile-earth"
    SUPPLY = "pile-supply"
    LOCK = "pile-lock"
    AUX = "pile-aux"
    METER = "pile-meter"
    WELDED = "pile-welded"
    STUCK_OPEN = "pile-stuck-open"
    HOT_INSIDE = "pile-hot-inside"
    COOLING = "pile-cooling"
    REVERSED = "pile-reversed"
    NO_MODULE = "pile-no-module"
    HALF_THE_MODULES = "pile-half-the-modules"
    INSULATION = "pile-insulation"
    INSULATION_LOW = "pile-insulation-low"
    RESIDUAL = "pile-residual"
    MISMATCH = "pile-mismatch"
    PRECHARGE = "pile-precharge"
    OVER_CURRENT = "pile-over-current"
    WARM_GUN = "pile-warm-gun"
    HOT_GUN = "pile-hot-gun"


#: One field and its value; the figures lie clearly on the far side of the limit they break.
BREAKS: Mapping[PileFault, tuple[str, bool | float]] = {
    PileFault.EMERGENCY: ("is_emergency", True),
    PileFault.DOOR: ("is_door_open", True),
    PileFault.EARTH: ("is_earth_lost", True),
    PileFault.SUPPLY: ("is_supply_lost", True),
    PileFault.LOCK: ("is_lock_broken", True),
    PileFault.AUX: ("is_aux_dead", True),
    PileFault.METER: ("is_meter_dead", True),
    PileFault.WELDED: ("is_welded", True),
    PileFault.STUCK_OPEN: ("is_stuck_open", True),
    PileFault.HOT_INSIDE: ("is_hot_inside", True),
    PileFault.COOLING: ("is_cooling_lost", True),
    PileFault.REVERSED: ("is_reversed", True),
    PileFault.NO_MODULE: ("modules_lost", 1.0),
    PileFault.HALF_THE_MODULES: ("modules_lost", 0.5),
    PileFault.INSULATION: ("r_minus_ohm_per_v", 50.0),
    PileFault.INSULATION_LOW: ("r_minus_ohm_per_v", 300.0),
    PileFault.RESIDUAL: ("residual_v", 40.0),
    PileFault.MISMATCH: ("pack_v_error", 0.08),
    PileFault.PRECHARGE: ("precharge_error_v", 30.0),
    PileFault.OVER_CURRENT: ("excess_a", 60.0),
    PileFault.WARM_GUN: ("gun_c", 85.0),
    PileFault.HOT_GUN: ("gun_c", 95.0),
}
_SOUND: Mapping[str, Any] = {field.name: field.default for field in fields(PileFaults)}


def changed(faults: PileFaults, fault: PileFault, *, is_on: bool) -> PileFaults:
    """Break one thing more, or mend it."""
    name, value = BREAKS[fault]
    field: dict[str, Any] = {name: value if is_on else _SOUND[name]}
    return replace(faults, **field)
