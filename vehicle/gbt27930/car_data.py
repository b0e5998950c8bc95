"""Hold what the car knows of itself, and word it in the messages it sends."""

from dataclasses import dataclass
from typing import NamedTuple

from vehicle.gbt27930.fields import LONGEST_MINUTES
from vehicle.gbt27930.manner import Edition
from vehicle.gbt27930.messages import V1_0, V1_1, Bcl, Bcp, Bcs, Bhm, Bmv, Brm, Bsd, Bsm, Cml

#: GB/T 27930-2015 cannot ask for more: 0.1 A a bit, offset -400 A.
MAX_CODED_A = 400.0


@dataclass(frozen=True, slots=True)
class VehicleIdentity:
    """What BRM and BCP say about the car and its pack; `max_a` is positive into the battery."""

    vin: str
    battery_type: int
    rated_ah: float
    rated_v: float
    max_v: float
    max_cell_v: float
    max_a: float
    energy_kwh: float
    max_temp_c: float
    maker: str = ""
    pack_serial: int | None = None
    cycles: int | None = None


@dataclass(slots=True)  # Not frozen: that doubles its price, and one is made every 0.1 s.
class PackReport:
    """What the car tells its BMS; the car replaces it and never changes it.

    `contactors_closed` are K5/K6; `permit` false asks the charger to pause (BSM, SPN 3096). BMV and
    BMT are sent every 10 s where there are cell voltages and temperatures to tell, BSP where there
    are `reserved` bytes. The last four are states of BSM: 0 normal, 1 abnormal.
    """

    voltage_v: float
    current_a: float
    soc_pct: float
    cell_max_v: float
    cell_max_group: int
    cell_min_v: float
    temp_max_c: float
    temp_min_c: float
    demand_v: float
    demand_a: float
    constant_voltage: bool
    minutes_left: int
    contactors_closed: bool
    permit: bool
    cell_max_number: int = 1
    temp_max_point: int = 1
    temp_min_point: int = 1
    cell_voltages_v: tuple[float, ...] = ()
    temperatures_c: tuple[float, ...] = ()
    reserved: tuple[int, ...] = ()
    cell: int = 0
    over_temperature: int = 0
    insulation: int = 0
    connector: int = 0


def build_bhm(identity: VehicleIdentity) -> Bhm:
    """Allow the insulation test the highest voltage of the pack."""
    return Bhm(identity.max_v)


def build_brm(identity: VehicleIdentity, edition: Edition) -> Brm:
    """Say who we are, the VIN included."""
    return Brm(
        version=V1_1 if edition is Edition.V2015 else V1_0,
        battery_type=identity.battery_type,
        rated_ah=identity.rated_ah,
        rated_v=identity.rated_v,
        maker=identity.maker or None,
        pack_serial=identity.pack_serial,
        cycles=identity.cycles,
        owned=1,
        vin=identity.vin or None,
    )


def build_bcp(identity: VehicleIdentity, pack: PackReport) -> Bcp:
    """Say what the pack bears and where it stands."""
    return Bcp(
        max_cell_v=identity.max_cell_v,
        max_a=identity.max_a,
        energy_kwh=identity.energy_kwh,
        max_v=identity.max_v,
        max_temp_c=identity.max_temp_c,
        soc_pct=pack.soc_pct,
        pack_v=pack.voltage_v,
    )


class Ceiling(NamedTuple):
    """The most that may be demanded of one charger."""

    max_v: float
    max_a: float


def ceiling(identity: VehicleIdentity, cml: Cml | None) -> Ceiling:
    """Combine what the pack bears, what the charger offers and what BCL can say."""
    offered_v = identity.max_v if cml is None or cml.max_v is None else cml.max_v
    offered_a = identity.max_a if cml is None or cml.max_a is None else cml.max_a
    return Ceiling(min(identity.max_v, offered_v), min(identity.max_a, offered_a, MAX_CODED_A))


def build_bcl(pack: PackReport, most: Ceiling) -> Bcl:
    """Demand what the pack wants, as far as that goes."""
    volts, amps, (max_v, max_a) = pack.demand_v, pack.demand_a, most
    return Bcl(
        min(volts, max_v),
        min(amps, max_a),
        1 if pack.constant_voltage else 2,
    )


def build_bcs(pack: PackReport) -> Bcs:
    """Say what the pack measures."""
    minutes = pack.minutes_left
    return Bcs(
        voltage_v=pack.voltage_v,
        current_a=pack.current_a,
        cell_max_v=pack.cell_max_v,
        cell_max_group=pack.cell_max_group,
        soc_pct=pack.soc_pct,
        minutes_left=min(minutes, LONGEST_MINUTES),
    )


def build_bsm(pack: PackReport) -> Bsm:
    """Say how the pack is, and whether it may be charged."""
    return Bsm(
        cell_max_number=pack.cell_max_number,
        temp_max_c=pack.temp_max_c,
        temp_max_point=pack.temp_max_point,
        temp_min_c=pack.temp_min_c,
        temp_min_point=pack.temp_min_point,
        cell=pack.cell,
        soc=0,
        over_current=0,
        over_temperature=pack.over_temperature,
        insulation=pack.insulation,
        connector=pack.connector,
        permit=1 if pack.permit else 0,
    )


def build_bmv(pack: PackReport) -> Bmv:
    """Tell every cell voltage; the cells are not told apart by group."""
    return Bmv(pack.cell_voltages_v, (0,) * len(pack.cell_voltages_v))


def build_bsd(pack: PackReport) -> Bsd:
    """Say how the pack was left."""
    return Bsd(
        soc_pct=pack.soc_pct,
        cell_min_v=pack.cell_min_v,
        cell_max_v=pack.cell_max_v,
        temp_min_c=pack.temp_min_c,
        temp_max_c=pack.temp_max_c,
    )


def fits(cml: Cml | None, pack: PackReport) -> bool:
    """Say whether the charger offered a range in which this pack can be charged."""
    if cml is None or cml.max_v is None or cml.min_v is None or cml.max_a is None:
        return False
    least_a = 0.0 if cml.min_a is None else cml.min_a
    return cml.min_v <= pack.voltage_v <= cml.max_v and max(least_a, 0.1) <= cml.max_a
