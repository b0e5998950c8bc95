"""Break what the person at the desk wants broken: lock, contactors, plug, pilot, insulation."""

from enum import Enum

from vehicle.body import Body
from vehicle.gun import R4_OHM
from vehicle.port import PortRefused, Refusal

WORN_R4_OHM = 2226.0
"""4.9 V at detection point 1: a charger must refuse that (GB/T 34657.1-2017: above 4.8 V)."""
WORN_CONTACT = 60.0
"""So many times the heat of good contacts: derates within a minute, stops soon after (chosen)."""


class CarFault(Enum):
    """What can be broken at the car and its cable; the values are words of a script.

    The last four are of the plug that is in, and gone with it.
    """

    LOCK_STUCK = "lock-stuck"
    LOCK_SILENT = "lock-silent"
    CONTACTORS_WELDED = "contactors-welded"
    INSULATION = "insulation"
    CC1_RESISTANCE = "cc1-resistance"
    HOT_CONNECTOR = "hot-connector"
    TRIGGER = "trigger"
    PILOT_SHORT = "pilot-short"


def set_fault(body: Body, fault: CarFault, *, is_on: bool) -> None:
    """Break something, or mend it.

    Raises: PortRefused where what is to be broken is a plug that is not there.
    """
    faults = body.port.faults
    match fault:
        case CarFault.LOCK_STUCK:
            faults.lock_stuck = is_on
        case CarFault.LOCK_SILENT:
            faults.no_lock_feedback = is_on
        case CarFault.CONTACTORS_WELDED:
            faults.contactors_welded = is_on
        case CarFault.INSULATION:
            body.dc.safety.insulation_fails = is_on
        case _:
            _set_plug_fault(body, fault, is_on=is_on)
    body.nudge()


def _set_plug_fault(body: Body, fault: CarFault, *, is_on: bool) -> None:
    gun, line = body.dc.gun, body.ac.line
    if fault is CarFault.TRIGGER and line is not None:
        line.is_pressed = is_on
    elif fault is CarFault.PILOT_SHORT and line is not None:
        line.is_shorted = is_on
    elif fault is CarFault.TRIGGER and gun is not None:
        gun.is_pressed = is_on
    elif fault is CarFault.CC1_RESISTANCE and gun is not None:
        gun.r4_ohm = WORN_R4_OHM if is_on else R4_OHM
    elif fault is CarFault.HOT_CONNECTOR and (plug := gun or line) is not None:
        plug.contact = WORN_CONTACT if is_on else 1.0
    else:
        raise PortRefused(Refusal.NO_CABLE)
