"""Turn the plan of a made-up network into what the catalogue is written from."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from network.catalogue_rows import Details, Sheet, StationRow, encode_details
from network.columns import Draft
from network.geo import mercator_columns
from network.operators.tcec102_text import parse_direction
from network.sandbox.nation_land import Land
from network.sandbox.nation_piles import Stretch, encoded_groups, hashes
from network.sandbox.nation_power import KINDS, Equipment
from network.stations import Access, Network

Index = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class NationOperator:
    """Whose connectors to make up, how many, and how a charge may be started at them.

    `is_ocpi` gives them ids of OCPI.
    """

    id: str
    network: Network
    connectors: int
    access: Access
    is_ocpi: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """One entry a station; `operator` and `county` are numbers, `knows_vin` counts connectors."""

    operator: Index
    size: Index
    on_road: NDArray[np.bool_]
    county: Index
    lat: Floats
    lon: Floats
    names: NDArray[np.object_]
    addresses: NDArray[np.object_]
    equipment: Equipment
    knows_vin: Index


def joined(plans: Sequence[Plan]) -> Plan:
    """Put plans one after the other."""

    def column(name: str, owners: Sequence[object]) -> NDArray[np.generic]:
        return np.concatenate([getattr(owner, name) for owner in owners])

    gear = [plan.equipment for plan in plans]
    equipment = Equipment(*(column(field.name, gear) for field in fields(Equipment)))  # type: ignore[arg-type]
    columns = {
        field.name: column(field.name, plans) for field in fields(Plan) if field.name != "equipment"
    }
    return Plan(equipment=equipment, **columns)  # type: ignore[arg-type]


def write_sheet(operators: Sequence[NationOperator], land: Land, plan: Plan) -> Sheet:
    """Give every station and connector its id, and write them out."""
    ids = _station_ids(land, plan)
    without = [operator.access & ~Access.PLUG_AND_CHARGE for operator in operators]
    rows, hashed = [], []
    entries = zip(
        ids,
        plan.names.tolist(),
        plan.addresses.tolist(),
        plan.lat.round(6).tolist(),
        plan.lon.round(6).tolist(),
        plan.operator.tolist(),
        _stretches(plan, without),
        plan.size.tolist(),
        strict=True,
    )
    for station_id, name, address, lat, lon, code, stretches, size in entries:
        owner = operators[code]
        groups = encoded_groups(station_id, stretches, is_ocpi=owner.is_ocpi)
        # The area code is what a station's id begins with.
        details = Details(direction=parse_direction(name), area_code=station_id[:6])
        rows.append(
            StationRow(station_id, name, address, lat, lon, groups, encode_details(details))
        )
        hashed += hashes(owner.id, station_id, size, is_ocpi=owner.is_ocpi)
    return Sheet(_draft(operators, without, plan), rows, np.array(hashed, np.uint32))


def _station_ids(land: Land, plan: Plan) -> list[str]:
    """Count the stations of each operator within each county: 6 digits of area and 4 more."""
    group = plan.operator * len(land.counties) + plan.county
    order = np.argsort(group, kind="stable")
    in_order = group[order]
    begins = np.searchsorted(in_order, in_order, side="left")
    serial = np.empty(len(group), np.int64)
    serial[order] = np.arange(len(group)) - begins + 1
    return [
        f"{land.counties[county].adcode}{number:04d}"
        for county, number in zip(plan.county.tolist(), serial.tolist(), strict=True)
    ]


def _stretches(plan: Plan, without: Sequence[Access]) -> list[tuple[Stretch, ...]]:
    """Cut each station's connectors where their kind ends and where those that know a VIN end."""
    gear = plan.equipment
    entries = zip(
        gear.kind.tolist(),
        gear.count.tolist(),
        gear.second_kind.tolist(),
        gear.second_count.tolist(),
        plan.knows_vin.tolist(),
        [without[code] for code in plan.operator.tolist()],
        strict=True,
    )
    found = []
    for kind, count, second, second_count, knowing, plain in entries:
        knows = plain | Access.PLUG_AND_CHARGE if knowing else plain
        first_knowing = min(knowing, count)
        second_knowing = knowing - first_knowing
        stretches = (
            (kind, first_knowing, knows),
            (kind, count - first_knowing, plain),
            (second, second_knowing, knows),
            (second, second_count - second_knowing, plain),
        )
        found.append(tuple(stretch for stretch in stretches if stretch[1]))
    return found


def _draft(operators: Sequence[NationOperator], without: Sequence[Access], plan: Plan) -> Draft:
    gear = plan.equipment
    x, y = mercator_columns(plan.lat.round(6), plan.lon.round(6))
    kinds = np.column_stack((gear.kind, gear.second_kind)).ravel()
    counts = np.column_stack((gear.count, gear.second_count)).ravel()
    power = np.array([kind.power_kw for kind in KINDS])
    place = np.arange(int(plan.size.sum())) - np.repeat(np.cumsum(plan.size) - plan.size, plan.size)
    access = np.array([access.value for access in without], np.uint8)[plan.operator]
    access = np.repeat(access, plan.size)
    access[place < np.repeat(plan.knows_vin, plan.size)] |= Access.PLUG_AND_CHARGE.value
    return Draft(
        tuple(operator.id for operator in operators),
        tuple(operator.network for operator in operators),
        x,
        y,
        plan.operator.astype(np.uint8),
        plan.on_road,
        plan.size,
        np.repeat(power[kinds], counts),
        access,
    )
