"""Foresee what this car can do: charge, arrive, reach. Pure."""

from vehicle import consumption
from vehicle.battery import Battery
from vehicle.charge_estimate import ChargeEstimate, Offer, estimate_charge
from vehicle.consumption import MILD_C
from vehicle.trim import Trim

MILD_PACK_C = 25.0
"""Of a pack of which nothing is known (chosen)."""


class CarEstimate:
    """The ability of one model, for whoever plans with it: cards, session, trips."""

    def __init__(self, trim: Trim) -> None:
        self.trim = trim

    @property
    def capacity_kwh(self) -> float:
        """Energy from 0 to 100 % SoC."""
        return self.trim.pack.energy_kwh

    def charge(
        self,
        offer: Offer,
        from_pct: float,
        to_pct: float,
        *,
        pack_c: float = MILD_PACK_C,
        air_c: float = MILD_C,
    ) -> ChargeEstimate:
        """Foresee a charge. Takes about 0.6 ms for 70 %."""
        battery = Battery(self.trim.pack, from_pct, pack_c)
        battery.air_c = air_c
        return estimate_charge(self.trim.onboard, offer, battery, to_pct)

    def arrival_soc_pct(
        self,
        soc_pct: float,
        distance_m: float,
        *,
        speed_kmh: float | None = None,
        air_c: float = MILD_C,
        has_climate: bool = True,
    ) -> float:
        """Foresee the SoC after a way; below 0 says by how much it is out of reach.

        Without a speed, the usual one of a way of that length is taken.
        """
        needed_kwh = self.drive_kwh(
            distance_m, speed_kmh=speed_kmh, air_c=air_c, has_climate=has_climate
        )
        return soc_pct - needed_kwh / self.capacity_kwh * 100

    def drive_kwh(
        self,
        distance_m: float,
        *,
        speed_kmh: float | None = None,
        air_c: float = MILD_C,
        has_climate: bool = True,
    ) -> float:
        """Foresee the energy of a way; without a speed, at the usual one of its length."""
        speed = speed_kmh or consumption.usual_speed_kmh(distance_m)
        return consumption.drive_kwh(
            self.trim.coachwork, distance_m, speed, air_c, has_climate=has_climate
        )
