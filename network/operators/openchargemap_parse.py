"""Turn Open Charge Map's places into our stations. Pure.

Numbers of its fixed lists are those of operators.md 4; what was seen in copies of the lists alone
says so.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import sqrt

import msgspec

from network.inert import ADDRESS, NAME, REMARK, inert
from network.operators.directory import Ability, OperatorProfile
from network.operators.ocpi_envelope import parse_time
from network.operators.openchargemap_fields import (
    Address,
    Company,
    Connection,
    Numbered,
    Poi,
    Provider,
    ReferenceData,
)
from network.operators.placing import Unplaceable, check_position
from network.stations import Access, Connector, Standard, Station, Status, single_piles

_STATUSES = {10: Status.AVAILABLE, 20: Status.OCCUPIED, 30: Status.OFFLINE, 100: Status.OFFLINE}
# 210, a place that is listed twice, was seen in copies of the list.
_NOT_THERE = {150: "is planned", 200: "is no more", 210: "is listed twice"}
_LIVE = (100, 200)
_RESTRICTED = 2  # seen in copies of the list: Private - Restricted Access
_AC_3, _DC = 20, 30
_STANDARDS = {
    1: Standard.TYPE_1,
    2: Standard.CHADEMO,
    25: Standard.TYPE_2,
    27: Standard.TESLA,
    30: Standard.TESLA,
    32: Standard.CCS_1,
    33: Standard.CCS_2,
    1036: Standard.TYPE_2,
    1038: Standard.GBT_AC_2015,
    1040: Standard.GBT_DC_2015,
    # Seen in copies of the list: GB/T AC with a cable, Schuko, Europlug, an inductive pad, ChaoJi.
    1039: Standard.GBT_AC_2015,
    28: Standard.SOCKET,
    13: Standard.SOCKET,
    5: Standard.WIRELESS,
    1044: Standard.CHAOJI,
}
_DC_STANDARDS = {
    Standard.CHADEMO,
    Standard.CCS_1,
    Standard.CCS_2,
    Standard.GBT_DC_2015,
    Standard.CHAOJI,
}
# From here on a three-phase voltage is the one between two lines. Chosen: 230 and 400 are told.
_LINE_TO_LINE_V = 300.0
# The largest sites have some hundred connectors, and a megawatt each. Chosen.
_MOST, _LARGEST_KW = 500, 5000.0
_GAP = " · "


@dataclass(frozen=True, slots=True)
class Reference:
    """Who collects and who operates, by the numbers that compact answers have instead."""

    providers: Mapping[int, Provider] = field(default_factory=dict)
    operators: Mapping[int, Company] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadPoi:
    """A station, and the names of what its record lacks."""

    station: Station
    defects: Counter[str]


def parse_reference(data: ReferenceData) -> Reference:
    """Sort the lists by number; entries without one cannot be asked for."""
    return Reference(
        {one.ID: one for one in data.DataProviders or () if one.ID is not None},
        {one.ID: one for one in data.Operators or () if one.ID is not None},
    )


def parse_poi(poi: Poi, reference: Reference, profile: OperatorProfile) -> ReadPoi:
    """Read a place, of a verbose or a compact answer.

    A status carries the moment of the record's last one; what is merely said to work is UNKNOWN,
    for nobody looks whether it is free. Raises: Unplaceable
    """
    if poi.ID is None:
        raise Unplaceable("has no id")
    _check_public(poi)
    where = poi.AddressInfo
    if where is None or where.Latitude is None or where.Longitude is None:
        raise Unplaceable("has no coordinates")
    lat, lon = check_position(where.Latitude, where.Longitude)
    defects: Counter[str] = Counter()
    connectors = _connectors(poi, profile, defects)
    if not connectors:
        raise Unplaceable("has no connector")
    operator = poi.OperatorInfo or reference.operators.get(poi.OperatorID or 0) or Company()
    told = (operator.Title, where.AccessComments, poi.UsageCost)
    station = Station(
        operator_id=profile.id,
        id=str(poi.ID),
        name=inert(where.Title or where.AddressLine1, NAME) or str(poi.ID),
        address=inert(_address(where), ADDRESS),
        lat=lat,
        lon=lon,
        network=profile.network,
        is_service_area=False,
        equipment=single_piles(connectors),
        phone=inert(where.ContactTelephone1 or operator.PhonePrimaryContact, NAME),
        remark=inert(_GAP.join(text.strip() for text in told if text and text.strip()), REMARK),
        source=_source(poi, reference, profile, defects),
    )
    return ReadPoi(station, defects)


def _check_public(poi: Poi) -> None:
    status = _number(poi.StatusTypeID, poi.StatusType)
    if status in _NOT_THERE:
        raise Unplaceable(_NOT_THERE[status])
    submission = _number(poi.SubmissionStatusTypeID, poi.SubmissionStatus)
    if submission is not None and submission not in _LIVE:
        raise Unplaceable("is not published")
    if _number(poi.UsageTypeID, poi.UsageType) == _RESTRICTED:
        raise Unplaceable("is private")


def _number(number: int | None, spelt_out: Numbered | None) -> int | None:
    return number if number is not None or spelt_out is None else spelt_out.ID


def _source(poi: Poi, reference: Reference, profile: OperatorProfile, defects: Counter[str]) -> str:
    """Write whom to name, and the licence; Open Charge Map is named in any case."""
    provider = poi.DataProvider or reference.providers.get(poi.DataProviderID or 0)
    site = profile.name("en")
    if provider is None or not (provider.License or "").strip():
        defects["licence is missing"] += 1
    parts = (provider.Title, provider.License) if provider else ()
    known = [text.strip() for text in parts if text and text.strip()]
    return _GAP.join(known if known and known[0].startswith(site) else [site, *known])


def _address(where: Address) -> str:
    parts = (where.AddressLine1, where.AddressLine2, where.Town)
    return ", ".join(part.strip() for part in parts if part and part.strip())


def _connectors(poi: Poi, profile: OperatorProfile, defects: Counter[str]) -> tuple[Connector, ...]:
    access = Access.PARTNER_APP if profile.abilities & Ability.PARTNER_APP else Access.NONE
    told_at = _told_at(poi)
    found: list[Connector] = []
    for place, connection in enumerate(poi.Connections or ()):
        number = _number(connection.StatusTypeID, connection.StatusType)
        if number in _NOT_THERE:
            continue
        if number is None:
            number = _number(poi.StatusTypeID, poi.StatusType)
        status = _STATUSES.get(number or 0, Status.UNKNOWN)
        if connection.Quantity is None:
            defects["Quantity is missing"] += 1
        kind = _kind(connection, defects)
        # The place in the list serves where a connection has no number of its own.
        name = connection.ID if connection.ID is not None else f"p{place}"
        for count in range(max(1, min(connection.Quantity or 1, _MOST - len(found)))):
            found.append(
                Connector(
                    id=f"{poi.ID}/{name}/{count + 1}",
                    name=str(len(found) + 1),
                    is_dc=kind.is_dc,
                    power_kw=kind.power_kw,
                    min_v=0.0,
                    max_v=kind.max_v,
                    max_a=kind.max_a,
                    access=access,
                    status=status,
                    status_at=None if status is Status.UNKNOWN else told_at,
                    standard=kind.standard,
                )
            )
        if len(found) >= _MOST:
            defects["has too many connectors"] += 1
            break
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Kind:
    is_dc: bool
    power_kw: float
    max_v: float
    max_a: float
    standard: Standard


def _kind(connection: Connection, defects: Counter[str]) -> _Kind:
    number = _number(connection.ConnectionTypeID, connection.ConnectionType)
    standard = _STANDARDS.get(number or 0, Standard.UNKNOWN)
    if standard is Standard.UNKNOWN and number:
        # The number itself is counted too: it may be one to learn.
        defects[f"connection type is unknown: {number}"] += 1
    current = _number(connection.CurrentTypeID, connection.CurrentType)
    if current is None:
        defects["current is missing"] += 1
    is_dc = current == _DC if current is not None else standard in _DC_STANDARDS
    volts, amps = max(connection.Voltage or 0.0, 0.0), max(connection.Amps or 0.0, 0.0)
    power_kw = connection.PowerKW or 0.0
    if not 0 < power_kw <= _LARGEST_KW:
        defects["PowerKW is missing or no power"] += 1
        lines = sqrt(3) if volts >= _LINE_TO_LINE_V else 3.0
        power_kw = min(volts * amps * (lines if current == _AC_3 else 1.0) / 1000, _LARGEST_KW)
    return _Kind(is_dc, round(power_kw, 3), volts, amps, standard)


def _told_at(poi: Poi) -> float | None:
    try:
        return parse_time(poi.DateLastStatusUpdate or "").timestamp()
    except msgspec.ValidationError:
        return None
