"""Foresee what this car takes at these limits. Pure."""

from vehicle.battery import interpolate
from vehicle.trim import OCV_POINTS, Pack

MAX_CODED_A = 400.0
"""BCL and CCS of GB/T 27930-2015 cannot ask for more: 0.1 A a bit, offset -400 A."""


def power_curve(pack: Pack, max_a: float, max_kw: float) -> tuple[tuple[float, float], ...]:
    """Give (SoC %, kW) from 0 to 100 in steps of 1 % at a charger's limits, with a warm pack.

    The voltage is that under the current's ohmic drop; the taper at the cell limit is part of the
    pack's map. Error against the emulated pack: under 5 % from 5 to 90 % SoC (measured).
    """
    return tuple((float(soc), _power_kw(pack, float(soc), max_a, max_kw)) for soc in range(101))


def _power_kw(pack: Pack, soc_pct: float, max_a: float, max_kw: float) -> float:
    amps = min(interpolate(pack.accepts_a, soc_pct), max_a, MAX_CODED_A)
    step = 100 / (OCV_POINTS - 1)
    ocv_v = interpolate([(n * step, volts) for n, volts in enumerate(pack.ocv_v)], soc_pct)
    volts = pack.cells * (ocv_v + amps * (pack.r0_ohm + pack.r1_ohm))
    return min(min(volts, pack.max_v) * amps / 1000, max_kw)
