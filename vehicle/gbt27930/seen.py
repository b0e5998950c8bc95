"""Remember what the peer has said: the latest of each of its messages, None until it said it."""

from dataclasses import dataclass

from vehicle.gbt27930.manner import Edition
from vehicle.gbt27930.messages import (
    YES,
    Bcl,
    Bcp,
    Bcs,
    Bem,
    Bhm,
    Bmt,
    Bmv,
    Brm,
    Bro,
    Bsd,
    Bsm,
    Bsp,
    Bst,
    Ccs,
    Cem,
    Chm,
    Cml,
    Crm,
    Cro,
    Csd,
    Cst,
    Cts,
    Message,
)


@dataclass(slots=True)
class ChargerSeen:
    """What the charger has said in this session; amperes are into the battery."""

    chm: Chm | None = None
    crm: Crm | None = None
    cts: Cts | None = None
    cml: Cml | None = None
    cro: Cro | None = None
    ccs: Ccs | None = None
    cst: Cst | None = None
    csd: Csd | None = None
    cem: Cem | None = None

    @property
    def edition(self) -> Edition | None:
        """Give the edition that the charger speaks: one of 2011 sends no CHM; None before any."""
        if self.chm is not None:
            return Edition.V2015
        return Edition.V2011 if self.crm is not None else None

    @property
    def recognised(self) -> bool:
        """Say whether the charger has read who we are (CRM AA)."""
        return self.crm is not None and self.crm.result == YES

    @property
    def max_v(self) -> float | None:
        """Give the highest voltage offered in CML."""
        return self.cml.max_v if self.cml else None

    @property
    def min_v(self) -> float | None:
        """Give the lowest voltage offered in CML."""
        return self.cml.min_v if self.cml else None

    @property
    def max_a(self) -> float | None:
        """Give the highest current offered in CML, into the battery."""
        return self.cml.max_a if self.cml else None

    @property
    def min_a(self) -> float | None:
        """Give the lowest current offered in CML, into the battery; None in the 2011 edition."""
        return self.cml.min_a if self.cml else None

    @property
    def output_v(self) -> float | None:
        """Give the voltage reported in CCS."""
        return self.ccs.voltage_v if self.ccs else None

    @property
    def output_a(self) -> float | None:
        """Give the current reported in CCS, into the battery."""
        return self.ccs.current_a if self.ccs else None

    @property
    def paused(self) -> bool:
        """Say whether the charger pauses (SPN 3929)."""
        return self.ccs is not None and self.ccs.permit == 0

    @property
    def energy_kwh(self) -> float | None:
        """Give the energy of the whole session, known at its end from CSD."""
        return self.csd.energy_kwh if self.csd else None


@dataclass(slots=True)
class VehicleSeen:
    """What the car has said in this session; amperes are into the battery."""

    bhm: Bhm | None = None
    brm: Brm | None = None
    bcp: Bcp | None = None
    bro: Bro | None = None
    bcl: Bcl | None = None
    bcs: Bcs | None = None
    bsm: Bsm | None = None
    bmv: Bmv | None = None
    bmt: Bmt | None = None
    bsp: Bsp | None = None
    bst: Bst | None = None
    bsd: Bsd | None = None
    bem: Bem | None = None

    @property
    def vin(self) -> str | None:
        """Give the VIN of BRM; None before BRM is complete, and for a car that tells none."""
        return self.brm.vin if self.brm else None

    @property
    def demand_v(self) -> float | None:
        """Give the voltage demanded in BCL."""
        return self.bcl.voltage_v if self.bcl else None

    @property
    def demand_a(self) -> float | None:
        """Give the current demanded in BCL, into the battery."""
        return self.bcl.current_a if self.bcl else None

    @property
    def soc_pct(self) -> float | None:
        """Give the SoC: of BSD at the end, of BCS while charging, of BCP before."""
        told = self.bsd or self.bcs or self.bcp
        return told.soc_pct if told else None

    @property
    def minutes_left(self) -> int | None:
        """Give the time that the car expects to need (BCS)."""
        return self.bcs.minutes_left if self.bcs else None

    @property
    def pack_v(self) -> float | None:
        """Give the pack voltage: measured while charging (BCS), announced before (BCP)."""
        if self.bcs and self.bcs.voltage_v is not None:
            return self.bcs.voltage_v
        return self.bcp.pack_v if self.bcp else None

    def keep(self, message: Message) -> None:
        """Remember a message of the car as its latest of that kind."""
        setattr(self, type(message).__name__.lower(), message)
