"""Turn the plan of a made-up network into what the catalogue is written from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from network.catalogue_rows import Sheet, StationRow
from network.columns import Draft
from network.geo import mercator_columns
from network.kinds import STANDARD_CODE
from network.printed import price_table
from network.sandbox.nation_details import DetailWriter
from network.sandbox.nation_growth import Growth
from network.sandbox.nation_land import Land
from network.sandbox.nation_piles import LATER, SINCE, Stretch, encoded_groups, hashes
from network.sandbox.nation_power import KINDS, Equipment
from network.stations import Access, Network, Standard

Index = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class NationOperator:
    """Whose connectors to make up, how many, and how a charge may be started at them.

    `is_ocpi` gives them ids of OCPI. `since` is the day on which it joined the network, None: it
    was always there.
    """

    id: str
    network: Network
    connectors: int
    access: Access
    is_ocpi: bool = False
    since: date | None = None

    @property
    def prints_prices(self) -> bool:
        """Whether its list of stations tells prices as a text, as T/CEC 102's does."""
        return not self.is_ocpi and Access.PARTNER_APP not in self.access


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
    growth: Growth


def joined(plans: Sequence[Plan]) -> Plan:
    """Put plans one after the other."""

    def column(name: str, owners: Sequence[object]) -> NDArray[np.generic]:
        return np.concatenate([getattr(owner, name) for owner in owners])

    gear = [plan.equipment for plan in plans]
    growths = [plan.growth for plan in plans]
    equipment = Equipment(*(column(field.name, gear) for field in fields(Equipment)))  # type: ignore[arg-type]
    growth = Growth(*(column(field.name, growths) for field in fields(Growth)))  # type: ignore[arg-type]
    columns = {
        field.name: column(field.name, plans)
        for field in fields(Plan)
        if field.name not in ("equipment", "growth")
    }
    return Plan(equipment=equipment, growth=growth, **columns)  # type: ignore[arg-type]


def write_sheet(operators: Sequence[NationOperator], land: Land, plan: Plan) -> Sheet:
    """Give every station and connector its id, and write them out."""
    ids = _station_ids(land, plan)
    without = [operator.access & ~Access.PLUG_AND_CHARGE for operator in operators]
    rows, hashed, tariffs = [], [], []
    writer = DetailWriter()
    entries = zip(
        ids,
        plan.names.tolist(),
        plan.addresses.tolist(),
        plan.lat.round(6).tolist(),
        plan.lon.round(6).tolist(),
        plan.operator.tolist(),
        _stretches(plan, without),
        plan.size.tolist(),
        plan.growth.since.tolist(),
        plan.growth.later.tolist(),
        plan.on_road.tolist(),
        strict=True,
    )
    for station_id, name, address, lat, lon, code, stretches, size, *days, on_road in entries:
        owner = operators[code]
        groups = encoded_groups(station_id, stretches, *days, is_ocpi=owner.is_ocpi)
        tariff = writer.number(owner.id, station_id) if owner.prints_prices else 0
        # The area code is what a station's id begins with.
        details = writer.write(name, station_id[:6], tariff, is_service_area=on_road)
        rows.append(StationRow(station_id, name, address, lat, lon, groups, details))
        tariffs.append(tariff)
        hashed += hashes(owner.id, station_id, size, is_ocpi=owner.is_ocpi)
    prices, _ = price_table(writer.timelines)
    draft = _draft(operators, without, land, plan)
    draft = replace(draft, tariff=np.array(tariffs, np.int32), prices=prices)
    return Sheet(draft, rows, np.array(hashed, np.uint32))


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
    """Cut each station's connectors where kind, knowing a VIN, or the day of joining changes."""
    gear, growth = plan.equipment, plan.growth
    entries = zip(
        gear.kind.tolist(),
        gear.count.tolist(),
        growth.late.tolist(),
        gear.second_kind.tolist(),
        gear.second_count.tolist(),
        growth.second_late.tolist(),
        plan.knows_vin.tolist(),
        [without[code] for code in plan.operator.tolist()],
        strict=True,
    )
    return [
        (
            *_cut(kind, count, min(knowing, count), late, plain),
            *_cut(second, second_count, knowing - min(knowing, count), second_late, plain),
        )
        for kind, count, late, second, second_count, second_late, knowing, plain in entries
    ]


def _cut(kind: int, count: int, knowing: int, late: int, plain: Access) -> Iterator[Stretch]:
    """Cut connectors of one kind: the first `knowing` know a VIN, the last `late` are late."""
    cuts = sorted({0, knowing, count - late, count})
    for first, end in pairwise(cuts):
        access = plain | Access.PLUG_AND_CHARGE if first < knowing else plain
        yield kind, end - first, access, LATER if first >= count - late else SINCE


def _draft(
    operators: Sequence[NationOperator], without: Sequence[Access], land: Land, plan: Plan
) -> Draft:
    gear = plan.equipment
    x, y = mercator_columns(plan.lat.round(6), plan.lon.round(6))
    kinds = np.column_stack((gear.kind, gear.second_kind)).ravel()
    counts = np.column_stack((gear.count, gear.second_count)).ravel()
    kind = np.repeat(kinds, counts)
    is_dc = np.array([one.is_dc for one in KINDS])[kind]
    dc, ac = STANDARD_CODE[Standard.GBT_DC_2015], STANDARD_CODE[Standard.GBT_AC_2015]
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
        np.array([one.power_kw for one in KINDS])[kind],
        access,
        is_dc=is_dc,
        standard=np.where(is_dc, dc, ac).astype(np.uint8),
        valid_from=_days(plan, place),
        area=np.array([int(county.adcode) for county in land.counties], np.uint32)[plan.county],
    )


def _days(plan: Plan, place: Index) -> NDArray[np.int32]:
    """Answer the day on which each connector joined, by its place at its station."""
    gear, growth = plan.equipment, plan.growth

    def spread(column: Index) -> Index:
        return np.repeat(column, plan.size)

    count, size = spread(gear.count), spread(plan.size)
    is_late = np.where(
        place < count,
        place >= count - spread(growth.late),
        place >= size - spread(growth.second_late),
    )
    days = np.where(is_late, spread(growth.later), spread(growth.since))
    return days.astype(np.int32)
