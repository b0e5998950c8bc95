"""Say what a pile is rated for, what its meter shows, and what its line to the operator carries."""

from dataclasses import dataclass
from typing import Protocol

from vehicle.gbt27930.charger import Authorisation as Decision
from vehicle.gbt27930.messages import StopCause

__all__ = ["Decision", "MeterReading", "PileLink", "PileRating"]


@dataclass(frozen=True, slots=True)
class PileRating:
    """What is on the type plate, and whether a car may start a charge by its VIN alone.

    `phases` counts those of an AC pile; a DC pile leaves it at 1.
    """

    power_kw: float
    max_v: float
    min_v: float
    max_a: float
    connector_id: str
    plug_and_charge: bool = False
    min_a: float = 0.0
    number: int = 1
    region: str = ""
    is_dc: bool = True
    phases: int = 1


@dataclass(frozen=True, slots=True)
class MeterReading:
    """The meter at one moment; `soc_pct` is what the car last told, None before it did."""

    voltage_v: float
    current_a: float
    energy_kwh: float
    soc_pct: float | None


class PileLink(Protocol):
    """The line from a pile to its operator."""

    def authorise(self, vin: str) -> Decision:
        """Decide about a car; asked again and again while the answer is WAIT."""
        ...

    def meter(self, reading: MeterReading) -> None:
        """Take the meter's reading, about every simulated second of a session."""
        ...

    def ended(self, reading: MeterReading, cause: StopCause) -> None:
        """Take the last reading of a session, once."""
        ...

    def plugged(self, *, is_plugged: bool) -> None:
        """Note that the connector went into a car, or out of it."""
        ...
