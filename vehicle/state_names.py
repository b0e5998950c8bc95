"""List what the head unit calls the states that a car tells, and the wishes that have names."""

from collections.abc import Mapping

from vehicle import signals
from vehicle.conditioning import Conditioning
from vehicle.gbt27930.bms_table import BmsPhase
from vehicle.gbt27930.messages import StopCause
from vehicle.limits import LimitedBy
from vehicle.port import Inlet

UNKNOWN = "UNKNOWN"
"""What a map may call any state of which the head unit is to make nothing (chosen)."""

STATES: Mapping[str, frozenset[str]] = {
    # Android's EvChargeState.
    signals.CHARGE_STATE: frozenset({"CHARGING", "FULLY_CHARGED", "NOT_CHARGING", "ERROR"}),
    signals.GBT_PHASE: frozenset(BmsPhase.__members__),
    signals.STOP_CAUSE: frozenset({"NONE", *StopCause.__members__}),
    signals.LIMITED_BY: frozenset(LimitedBy.__members__),
    signals.INLET: frozenset(Inlet.__members__),
    signals.CONDITIONING_MODE: frozenset(Conditioning.__members__),
}
"""By VSS path, without UNKNOWN. A path that is missing takes any name."""

WISHES: Mapping[str, frozenset[str]] = {
    signals.START_STOP: frozenset({"START", "STOP"}),
    signals.CONDITIONING_MODE: frozenset(Conditioning.__members__),
}
"""The options of a wish, by VSS path."""
