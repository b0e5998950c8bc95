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

    def reach_m(
        self, pct: float, *, speed_kmh: float, air_c: float = MILD_C, has_climate: bool = True
    ) -> float:
        """Answer how far a part of the charge goes, for instance one that was just added."""
        per_m_kwh = self.drive_kwh(1.0, speed_kmh=speed_kmh, air_c=air_c, has_climate=has_climate)
        return pct / 100 * self.capacity_kwh / per_m_kwh

    def cycle_reach_m(self, pct: float) -> float:
        """Answer how far a part of the charge goes after CLTC, as makers and dashboards count."""
        per_km_kwh = consumption.cycle_kwh_per_km(self.trim.coachwork)
        return pct / 100 * self.capacity_kwh / per_km_kwh * 1000
