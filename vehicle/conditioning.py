"""Decide how much heat is pumped into the pack or out of it, and what that takes. Pure."""

from enum import Enum

FAST_CHARGING_C = 30.0
"""Preparation for fast charging warms the pack to here (chosen)."""
DRIVING_C = 15.0
"""Preparation for driving, and a charge in the cold, warm it to here (chosen)."""
RAMP_K = 2.0
"""Heating fades out over this much below its goal (chosen)."""
COOL_ABOVE_C = 30.0
"""Cooling begins here, with full power 5 K above (chosen)."""
COOL_FULL_K = 5.0
"""See COOL_ABOVE_C (chosen)."""
COOLING_COP = 2.5
"""Heat moved for one unit of energy by the chiller; the heater is a resistance, 1 (assumed)."""
SHARE = 0.5
"""Of what comes through the cable, conditioning takes at most this part (chosen)."""


class Conditioning(Enum):
    """What the pack is prepared for; the values are those of VSS BatteryConditioning."""

    INACTIVE = "INACTIVE"
    FAST_CHARGING_PREPARATION = "FAST_CHARGING_PREPARATION"
    DRIVING_PREPARATION = "DRIVING_PREPARATION"


def heat_w(mode: Conditioning, temperature_c: float, full_w: float, inlet_w: float) -> float:
    """Answer the heat pumped into the pack, negative while cooling.

    Preparation takes its power from the pack; a charge conditions by itself, from the cable.
    """
    prepares = mode is not Conditioning.INACTIVE
    if not prepares and inlet_w <= 0:
        return 0.0
    is_fast = mode is Conditioning.FAST_CHARGING_PREPARATION
    lack_k = (FAST_CHARGING_C if is_fast else DRIVING_C) - temperature_c
    if lack_k > 0:
        most_w = full_w if prepares else min(full_w, SHARE * inlet_w)
        return most_w * min(1.0, lack_k / RAMP_K)
    excess_k = temperature_c - COOL_ABOVE_C
    if excess_k > 0 and (is_fast or inlet_w > 0):
        most_w = full_w if prepares else min(full_w, SHARE * inlet_w * COOLING_COP)
        return -most_w * min(1.0, excess_k / COOL_FULL_K)
    return 0.0


def drawn_w(pumped_w: float) -> float:
    """Answer the electrical power that pumps this heat."""
    return pumped_w if pumped_w >= 0 else -pumped_w / COOLING_COP
