"""Derive what this car would do at a connector, from what it tells and what it can. No Qt."""

from network.stations import Connector
from ui.car_view import CarView
from vehicle.charge_estimate import ChargeEstimate, Offer
from vehicle.consumption import MILD_C
from vehicle.estimate import MILD_PACK_C, CarEstimate

_THREE_PHASES_FROM_V = 300.0
"""An AC connector told with the voltage between its lines, 380 V, has three of them (chosen)."""
_ROOT_3 = 3**0.5


def offer_of(connector: Connector) -> Offer:
    """Tell what a connector can give. Piles speak the frames of 2015 (assumed)."""
    if connector.is_dc:
        return Offer(connector.power_kw, connector.max_a, connector.max_v)
    has_three = connector.max_v > _THREE_PHASES_FROM_V
    phase_v = connector.max_v / _ROOT_3 if has_three else connector.max_v
    phases = 3 if has_three else 1
    return Offer(connector.power_kw, connector.max_a, phase_v, is_dc=False, phases=phases)


def arrival_soc_pct(estimate: CarEstimate, car: CarView, way_m: float) -> float | None:
    """Foresee the state of charge after a way, not below 0; None while the car is silent."""
    if car.soc_pct is None:
        return None
    air_c = MILD_C if car.outside_c is None else car.outside_c
    return max(0.0, estimate.arrival_soc_pct(car.soc_pct, way_m, air_c=air_c))


def charge_at(
    estimate: CarEstimate, car: CarView, connector: Connector, from_pct: float, to_pct: float
) -> ChargeEstimate:
    """Foresee a charge with the pack as warm as it is now."""
    return estimate.charge(
        offer_of(connector),
        from_pct,
        to_pct,
        pack_c=MILD_PACK_C if car.temperature_c is None else car.temperature_c,
        air_c=MILD_C if car.outside_c is None else car.outside_c,
    )
