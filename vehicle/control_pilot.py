"""Read and word the two analogue lines of an AC plug: control pilot (CP) and connection (CC).

The duty cycle says what the supply offers, the pilot's high level what the car wants. GB/T
18487.1-2015 annex A shares circuit and duty cycle with SAE J1772 and IEC 61851-1. Its own text was
not seen: table A.1 (10 to 90 %) is quoted in a published pile's firmware, the IEC's rows below 10
and above 90 % in the manuals of Fluke's FEV300 and Gossen Metrawatt's test adapters.
"""

from enum import Enum

SUPPLY_V = 12.0
"""Open-circuit high level of the supply's oscillator (SAE J1772, IEC 61851-1)."""
R1_OHM = 1000.0
"""In the supply (SAE J1772)."""
R3_OHM = 2740.0
"""In the car, always (SAE J1772)."""
R2_OHM = 1300.0
"""In the car, through its switch S2 (SAE J1772)."""
DIODE_V = 0.7
"""In the car, before both (SAE J1772; a silicon diode)."""
BAND_V = 0.8
"""Tolerance of every level (GB/T 18487.1-2015, annex A; background knowledge, text not seen)."""
MOST_A = 63.0
"""GB/T 18487.1-2015, table A.1: the most that a duty cycle stands for."""
NO_PWM_PCT = 100.0
"""A constant +12 V: the supply is not ready, or lets nobody charge."""


class Pilot(Enum):
    """What the high level of the pilot says."""

    NO_CAR = 12.0
    CONNECTED = 9.0
    READY = 6.0
    FAULT = 0.0


def pilot_v(*, is_plugged: bool, is_ready: bool) -> float:
    """Give the high level with a car at the line, `is_ready` its switch S2; about 12, 9 or 6 V."""
    if not is_plugged:
        return SUPPLY_V
    ohm = 1 / (1 / R3_OHM + 1 / R2_OHM) if is_ready else R3_OHM
    return DIODE_V + (SUPPLY_V - DIODE_V) * ohm / (R1_OHM + ohm)


def read_pilot(volts: float) -> Pilot:
    """Read the high level; what fits no state, a short to PE or -12 V included, is a fault."""
    good = (Pilot.NO_CAR, Pilot.CONNECTED, Pilot.READY)
    fitting = (state for state in good if abs(volts - state.value) <= BAND_V + 1e-9)
    return next(fitting, Pilot.FAULT)


def offered_a(duty_pct: float) -> float:
    """Read the current that a duty cycle offers on each phase; 0 where nobody may charge.

    5 % asks for digital communication and 90 to 97 % are reserved in GB/T: neither offers anything.
    """
    if 8.0 <= duty_pct < 10.0:
        return 6.0
    if 10.0 <= duty_pct <= 85.0:
        return duty_pct * 0.6
    if 85.0 < duty_pct <= 90.0:
        return min(MOST_A, (duty_pct - 64.0) * 2.5)
    return 0.0


def duty_for(amps: float) -> float:
    """Word an offer as a duty cycle; below 6 A there is none, and 100 % says so.

    No duty cycle stands for 51 to 52.5 A: the offer is then 51 A.
    """
    if amps < 6.0:
        return NO_PWM_PCT
    if amps < 52.5:
        return min(85.0, amps / 0.6)
    return min(90.0, 64.0 + min(amps, MOST_A) / 2.5)


CABLES: dict[float, tuple[float, float]] = {
    10.0: (1500.0, 1800.0), 16.0: (680.0, 2700.0), 32.0: (220.0, 3300.0), 63.0: (100.0, 3300.0),
}  # fmt: skip
"""What a cable carries in A -> RC and R4 in ohm: at CC is RC, with the trigger S3 held RC + R4.

GB/T 18487.1-2015, annex A (background knowledge, text not seen)."""
CC_ERROR = 0.05
"""Tolerance of the resistance at CC (chosen; the resistors are good to 3 %)."""


def cc_ohm(amps: float, *, is_pressed: bool) -> float:
    """Give the resistance at CC of the weakest cable that carries a current."""
    fitting = (ohms for rated_a, ohms in CABLES.items() if rated_a >= amps)
    rc_ohm, r4_ohm = next(fitting, CABLES[MOST_A])
    return rc_ohm + r4_ohm if is_pressed else rc_ohm


def cable_a(ohm: float) -> float:
    """Read what the cable carries; 0 for no cable, a trigger held, and what fits none."""
    for rated_a, (rc_ohm, _) in CABLES.items():
        if abs(ohm - rc_ohm) <= CC_ERROR * rc_ohm:
            return rated_a
    return 0.0
