"""Turn our stations and prices into OCPI's locations and tariffs. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from network.operators.ocpi_envelope import build_time
from network.operators.ocpi_fields import (
    BusinessDetails,
    Connector,
    Coordinates,
    DisplayText,
    Evse,
    Hours,
    Location,
    PriceComponent,
    Restrictions,
    Tariff,
    TariffElement,
)
from network.operators.ocpi_location import split_connector_id
from network.operators.ocpi_words import CAN_START, DC, MOTORWAY, build_site, build_standard
from network.operators.ocpi_words import build_status as build_status_word
from network.stations import Access, Equipment, Station, Status
from network.tariff import PriceTimeline

# A city must be named; Chinese addresses begin with it.
_CITY = re.compile(r"(?:.+?(?:省|自治区))?(.+?[市州盟])")
_NO_CITY = "中国"


@dataclass(frozen=True, slots=True)
class Party:
    """Who speaks: two letters of a country and three of a party."""

    country_code: str
    party_id: str
    name: str


def build_location(station: Station, party: Party, tariff_id: str, updated: datetime) -> Location:
    """Write a station whose connectors have ids of OCPI; `tariff_id` holds for all of them.

    Raises: ValueError for a connector that is not named as OCPI's are.
    """
    stamp = build_time(updated)
    return Location(
        country_code=party.country_code,
        party_id=party.party_id,
        id=station.id,
        publish=True,
        name=station.name,
        address=station.address[:255],
        city=_city(station.address),
        country="CHN",
        coordinates=Coordinates(f"{station.lat:.6f}", f"{station.lon:.6f}"),
        parking_type=MOTORWAY if station.is_service_area else build_site(station.parking.site),
        evses=[_evse(pile, tariff_id, stamp) for pile in station.equipment],
        directions=[DisplayText("zh", station.remark)] if station.remark else None,
        operator=BusinessDetails(party.name),
        time_zone="Asia/Shanghai",
        opening_times=Hours(twentyfourseven=True)
        if station.hours and station.hours.is_always
        else None,
        last_updated=stamp,
    )


def build_tariff(prices: PriceTimeline, party: Party, tariff_id: str, updated: datetime) -> Tariff:
    """Write a day's prices, all in, as elements that are restricted to their time of day.

    China's prices hold VAT already, so that none is named.
    """
    starts = [period.start_s for period in prices.periods]
    ends = [*starts[1:], starts[0]]
    elements = [
        TariffElement([_energy(period.price_cny)], _between(start, end, len(starts)))
        for period, start, end in zip(prices.periods, starts, ends, strict=True)
    ]
    if prices.start_cny:
        elements.insert(0, TariffElement([PriceComponent("FLAT", prices.start_cny, 1)]))
    return Tariff(
        id=tariff_id,
        currency="CNY",
        elements=elements,
        country_code=party.country_code,
        party_id=party.party_id,
        type="REGULAR",
        last_updated=build_time(updated),
    )


def _city(address: str) -> str:
    match = _CITY.match(address)
    return match[1][:45] if match else _NO_CITY


def _evse(pile: Equipment, tariff_id: str, stamp: str) -> Evse:
    can_start = any(gun.access & (Access.REMOTE | Access.SCAN) for gun in pile.connectors)
    return Evse(
        uid=split_connector_id(pile.connectors[0].id)[1],
        status=_status(pile),
        capabilities=[CAN_START] if can_start else None,
        connectors=_connectors(pile, tariff_id, stamp),
        physical_reference=(pile.name or pile.connectors[0].name)[:16],
        last_updated=stamp,
    )


def _connectors(pile: Equipment, tariff_id: str, stamp: str) -> list[Connector]:
    return [
        Connector(
            id=split_connector_id(gun.id)[2],
            standard=build_standard(gun.standard, is_dc=gun.is_dc),
            format="CABLE",
            power_type=DC if gun.is_dc else "AC_1_PHASE",
            max_voltage=round(gun.max_v),
            max_amperage=round(gun.max_a),
            max_electric_power=round(gun.power_kw * 1000),
            tariff_ids=[tariff_id],
            last_updated=stamp,
        )
        for gun in pile.connectors
    ]


def _status(pile: Equipment) -> str:
    """Say what an EVSE does: the most occupied of its connectors speaks for it."""
    order: Sequence[Status] = (
        Status.CHARGING,
        Status.OCCUPIED,
        Status.RESERVED,
        Status.AVAILABLE,
        Status.UNKNOWN,
        Status.OFFLINE,
        Status.FAULT,
    )
    return build_status_word(min((gun.status for gun in pile.connectors), key=order.index))


def _energy(price: Decimal) -> PriceComponent:
    return PriceComponent("ENERGY", price, 1)


def _between(start_s: int, end_s: int, count: int) -> Restrictions | None:
    """Restrict to a time of day; OCPI's runs past midnight where it ends before it begins."""
    if count == 1:
        return None
    return Restrictions(start_time=_clock(start_s), end_time=_clock(end_s))


def _clock(second: int) -> str:
    return f"{second // 3600:02d}:{second // 60 % 60:02d}"
