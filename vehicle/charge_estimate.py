"""Foresee a charge: energy, time, power curve, and what limits it where. Pure.

The emulated pack itself is charged, in long steps, so that there is one physics.
"""

from dataclasses import dataclass, replace
from math import sqrt

from vehicle.battery import Battery
from vehicle.charge_limit import MAX_CODED_A, NO_LIMIT
from vehicle.limits import LimitedBy
from vehicle.stage_data import FULL_A, FULL_S
from vehicle.trim import Onboard

STRIDE_PCT = 1.0
"""The step of an estimate (chosen; error and cost are in the tests and benchmarks)."""
STRIDE_K = 2.0
"""A step is shorter where it could warm or cool the pack by more (chosen)."""
MOST_STRIDES = 2000
"""A charge that needs more of them does not get there (chosen)."""
LEAST_A = 0.5
"""Below this current a charge does not proceed (chosen)."""
HELD_STRIDE_S = 15.0
"""The longest step while the pile holds its voltage: the current falls all the time (chosen)."""
_SMOOTH = (LimitedBy.STATE_OF_CHARGE, LimitedBy.COLD, LimitedBy.HOT)


@dataclass(frozen=True, slots=True)
class Offer:
    """What a pile can give. AC: `max_v` and `max_a` of each of its `phases`.

    `is_coded_2015` tells whether the car asks by the frames of GB/T 27930-2015.
    """

    max_kw: float
    max_a: float
    max_v: float
    is_dc: bool = True
    phases: int = 1
    is_coded_2015: bool = True


@dataclass(frozen=True, slots=True)
class Limits:
    """What can come into the car as direct current; `power_by` is who limits the power."""

    max_kw: float
    max_a: float = NO_LIMIT
    max_v: float = NO_LIMIT
    power_by: LimitedBy = LimitedBy.CHARGER_POWER
    is_coded_2015: bool = True


@dataclass(frozen=True, slots=True)
class ChargePoint:
    """A moment of a charge: seconds from its start, power into the car behind any charger in it."""

    soc_pct: float
    seconds: float
    power_kw: float
    limited_by: LimitedBy


@dataclass(frozen=True, slots=True)
class ChargeEstimate:
    """A charge as foreseen. `energy_kwh` is what the pile's meter counts.

    `points` has one for each step and one for its end; it is empty when nothing can be charged,
    and `reached_pct` is below the target when the charge comes to a halt before it.
    """

    seconds: float
    energy_kwh: float
    reached_pct: float
    points: tuple[ChargePoint, ...]


def estimate_charge(
    onboard: Onboard, offer: Offer, start: Battery, to_pct: float
) -> ChargeEstimate:
    """Charge a pack in thought at what a pile offers; `start` is used up."""
    charge = foresee(limits_of(onboard, offer), start, to_pct)
    if offer.is_dc:
        return charge
    return replace(charge, energy_kwh=charge.energy_kwh / onboard.efficiency)


def foresee(
    limits: Limits, start: Battery, to_pct: float, stride_pct: float = STRIDE_PCT
) -> ChargeEstimate:
    """Charge a pack in thought; `start` is used up. Takes about 0.4 ms for 70 %."""
    seconds, little_s, points = 0.0, 0.0, list[ChargePoint]()
    before_kwh, before_a = start.energy_in_kwh, accepted(limits, start)[0]
    for _ in range(MOST_STRIDES):
        amps, reason = accepted(limits, start)
        if start.soc_pct >= to_pct or amps < LEAST_A or little_s >= FULL_S:
            break
        stride_s = _stride_s(start, amps, min(stride_pct, to_pct - start.soc_pct))
        if reason is LimitedBy.CHARGER_VOLTAGE:
            stride_s = min(stride_s, HELD_STRIDE_S)
            little_s = little_s + stride_s if amps <= FULL_A else 0.0
        was_kwh, at_pct = start.energy_in_kwh, start.soc_pct
        # Half a step ahead, where the limit moves on as it did: second order.
        ahead_a = max(LEAST_A, amps + (amps - before_a) / 2) if reason in _SMOOTH else amps
        before_a = amps
        start.leap(ahead_a, stride_s)
        power_kw = (start.energy_in_kwh - was_kwh) / stride_s * 3600
        points.append(ChargePoint(at_pct, seconds, power_kw, reason))
        seconds += stride_s
    if points:
        last = points[-1]
        points.append(ChargePoint(start.soc_pct, seconds, last.power_kw, last.limited_by))
    return ChargeEstimate(seconds, start.energy_in_kwh - before_kwh, start.soc_pct, tuple(points))


def accepted(limits: Limits, battery: Battery) -> tuple[float, LimitedBy]:
    """Answer the current into the car within these limits, and which of them is the tightest."""
    amps, reason = battery.limit()
    at_rest_v, ohm = battery.at_rest_v, battery.pack.cells * battery.pack.r0_ohm
    if limits.max_a < amps:
        amps, reason = limits.max_a, LimitedBy.CHARGER_CURRENT
    if limits.is_coded_2015 and amps > MAX_CODED_A:
        amps, reason = MAX_CODED_A, LimitedBy.PROTOCOL
    if (at_rest_v + amps * ohm) * amps > limits.max_kw * 1000:
        amps, reason = _amps(limits.max_kw * 1000, at_rest_v, ohm), limits.power_by
    if at_rest_v + amps * ohm > limits.max_v:
        amps, reason = max(0.0, (limits.max_v - at_rest_v) / ohm), LimitedBy.CHARGER_VOLTAGE
    return amps, reason


def limits_of(onboard: Onboard, offer: Offer) -> Limits:
    """Answer what a pile's offer comes to behind any charger in the car."""
    if offer.is_dc:
        return Limits(offer.max_kw, offer.max_a, offer.max_v, is_coded_2015=offer.is_coded_2015)
    phases = min(onboard.phases, offer.phases)
    own_a = onboard.max_a if phases > 1 else onboard.single_max_a
    own_kw = min(onboard.max_kw, own_a * phases * offer.max_v / 1000)
    supply_kw = min(offer.max_kw, offer.max_a * phases * offer.max_v / 1000)
    by = LimitedBy.SUPPLY if supply_kw < own_kw else LimitedBy.ONBOARD_CHARGER
    max_kw = min(supply_kw, own_kw) * onboard.efficiency
    return Limits(max_kw, power_by=by, is_coded_2015=False)


def _amps(watts: float, at_rest_v: float, ohm: float) -> float:
    """Answer the current with which a voltage that rises with it makes this power."""
    return (sqrt(at_rest_v**2 + 4 * ohm * watts) - at_rest_v) / (2 * ohm)


def _stride_s(battery: Battery, amps: float, pct: float) -> float:
    pack = battery.pack
    heat_w = pack.cells * amps**2 * (pack.r0_ohm + pack.r1_ohm) + pack.conditioning_kw * 1000
    heat_w += pack.loss_w_per_k * abs(battery.temperature_c - battery.air_c)
    return min(pct * pack.capacity_ah * 36 / amps, STRIDE_K * pack.heat_j_per_k / heat_w)
