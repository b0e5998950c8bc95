"""Decide what current the car asks for, and say what keeps it from being more. Pure."""

from vehicle.limits import LimitedBy

MAX_CODED_A = 400.0
"""GB/T 27930-2015 cannot ask for more: 0.1 A a bit, offset -400 A."""
SHORT_A = 5.0
"""Less than was asked for by more than this is the charger's doing (chosen)."""
SHORT_V = 2.0
"""An output this close to the charger's highest voltage is held by it (chosen)."""

Limit = tuple[float, LimitedBy]
NO_LIMIT = float("inf")


def demand(pack: Limit, contacts_a: float, driver_a: float) -> Limit:
    """Give the current to ask a DC charger for: what pack, contacts, driver and frame allow.

    `contacts_a` is what the connector's temperature allows.
    """
    amps, reason = pack
    if contacts_a < amps:
        amps, reason = contacts_a, LimitedBy.CONNECTOR_HOT
    if driver_a < amps:
        amps, reason = driver_a, LimitedBy.CAR_LIMIT
    if amps > MAX_CODED_A:
        amps, reason = MAX_CODED_A, LimitedBy.PROTOCOL
    return amps, reason


def delivered(asked: Limit, offered_a: float, flowing_a: float, *, at_top_v: bool) -> LimitedBy:
    """Say why no more flows from a DC charger whose current has settled.

    `offered_a` is its CML; `at_top_v` says that its output is as high as it goes.
    """
    amps, reason = asked
    if offered_a < amps:
        amps, reason = offered_a, LimitedBy.CHARGER_CURRENT
    if flowing_a < amps - SHORT_A:
        return LimitedBy.CHARGER_VOLTAGE if at_top_v else LimitedBy.CHARGER_POWER
    return reason
