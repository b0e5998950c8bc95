"""Turn the business objects of T/CEC 102 into our own words. Pure.

Every function raises msgspec.ValidationError where a value cannot be what the standard says.
"""

import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

import msgspec

from network.bill_bounds import objection_to
from network.geo import gcj02_to_wgs84
from network.inert import ADDRESS, NAME, REMARK, inert
from network.operators.directory import Ability, OperatorProfile
from network.operators.finite import check_numbers
from network.operators.photo_list import parse_photos
from network.operators.tcec102_fields import ChargeDetail, ChargeStatus, OrderInfo, PolicyInfo
from network.operators.tcec102_info import (
    ConnectorInfo,
    ConnectorStatusInfo,
    EquipmentInfo,
    StationInfo,
)
from network.operators.tcec102_text import (
    parse_area,
    parse_direction,
    parse_hours,
    parse_is_free,
    parse_printed_prices,
)
from network.order import Bill, BillLine, Event, Report
from network.runtime import CHINA_TIME
from network.stations import (
    Access,
    Bay,
    Connector,
    Equipment,
    GroundLock,
    Parking,
    Site,
    Standard,
    State,
    Station,
    Status,
)
from network.tariff import Period, PriceTimeline

_EVENTS = {
    1: Event.TOLD_STARTING,
    2: Event.TOLD_CHARGING,
    3: Event.TOLD_STOPPING,
    4: Event.TOLD_ENDED,
    5: Event.NOT_KNOWN,
}
_STATUSES = {
    0: Status.OFFLINE,
    1: Status.AVAILABLE,
    2: Status.OCCUPIED,
    3: Status.CHARGING,
    4: Status.RESERVED,
    255: Status.FAULT,
}
_BAYS = {10: Bay.FREE, 50: Bay.TAKEN}
_LOCKS = {10: GroundLock.DOWN, 50: GroundLock.UP}
# ConnectorType: 1 household socket, 2 and 3 AC with and without a cable of its own, 4 DC, 5 a pad.
_DC_GUN = 4
_STANDARDS = {
    (2, 1): Standard.GBT_AC_2011,
    (2, 2): Standard.GBT_AC_2015,
    (3, 1): Standard.GBT_AC_2011,
    (3, 2): Standard.GBT_AC_2015,
    (_DC_GUN, 1): Standard.GBT_DC_2011,
    (_DC_GUN, 2): Standard.GBT_DC_2015,
}
_ENDS = {1: Standard.SOCKET, 5: Standard.WIRELESS, 6: Standard.OTHER}
_SERVICE_AREA = 11
_SITES = {9: Site.CAR_PARK, 10: Site.STREET, _SERVICE_AREA: Site.MOTORWAY}
_LARGEST_DEGREE = 1000
# T/CEC 102.2 tells 6 decimals, 0.1 m: more of them come from the conversion alone, and would make
# every station of every listing look new.
_DECIMALS = 6
# The largest sites take some ten megawatts. Chosen.
_LARGEST_KW = 1_000_000
# The standard has 32 periods a day, later tariffs up to 96 (operators.md 1.8).
_MOST_PERIODS = 96
# A published example is not zero-padded: 2016-1-2 12:12:12.
_TIME = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})[ T](\d{1,2}):(\d{1,2}):(\d{1,2})")


def parse_time(text: str) -> datetime:
    """Read a business time: wall clock of Asia/Shanghai."""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        raise msgspec.ValidationError(f"{text!r} is not a time")
    year, month, day, hour, minute, second = (int(part) for part in match.groups())
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=CHINA_TIME)
    except ValueError as error:
        raise msgspec.ValidationError(f"{text!r} is not a time") from error


def parse_day(text: str) -> date:
    """Read a day: yyyy-MM-dd."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise msgspec.ValidationError(f"{text!r} is not a day") from error


def parse_event(stat: int) -> Event:
    """Read a StartChargeSeqStat."""
    if stat not in _EVENTS:
        raise msgspec.ValidationError(f"StartChargeSeqStat {stat} is not defined")
    return _EVENTS[stat]


def parse_status(status: int) -> Status:
    """Read a connector's Status; numbers the standard does not know are UNKNOWN."""
    return _STATUSES.get(status, Status.UNKNOWN)


def is_defined(status: int) -> bool:
    """Tell whether the standard knows a connector's Status."""
    return status in _STATUSES


def parse_state(info: ConnectorStatusInfo) -> State:
    """Read what a connector does, and its bay and ground lock where they are told."""
    return _state(info.Status, info.ParkStatus, info.LockStatus)


# There are few: making each anew takes longer than reading it.
@lru_cache(maxsize=1024)
def _state(status: int, bay: int | None, lock: int | None) -> State:
    return State(parse_status(status), _BAYS.get(bay or 0, Bay.UNKNOWN), parse_lock(lock))


def parse_lock(lock: int | None) -> GroundLock:
    """Read a LockStatus; what the standard does not know is UNKNOWN."""
    return _LOCKS.get(lock or 0, GroundLock.UNKNOWN)


def parse_station(info: StationInfo, profile: OperatorProfile) -> Station:
    """Read a station and its guns; the position is turned from GCJ-02 to WGS-84 here.

    One without a gun is refused: there is nothing to buy at it, every figure on the map counts
    connectors, and its mark would have to say 0 of 0. When it gets one, it is listed as changed.
    """
    ways = _ways(profile)
    equipment = tuple(_equipment(pile, ways) for pile in info.EquipmentInfos if pile.ConnectorInfos)
    if not equipment:
        raise msgspec.ValidationError("has no connector")
    lat, lon = _position(info)
    is_service_area = info.Construction == _SERVICE_AREA
    return Station(
        operator_id=profile.id,
        id=info.StationID,
        name=inert(info.StationName, NAME) or inert(info.Address, NAME) or info.StationID,
        address=inert(info.Address, ADDRESS),
        lat=lat,
        lon=lon,
        network=profile.network,
        is_service_area=is_service_area,
        equipment=equipment,
        direction=parse_direction(info.StationName) if is_service_area else "",
        area_code=parse_area(info.AreaCode),
        phone=inert(info.ServiceTel or info.StationTel, NAME),
        remark=inert(info.SiteGuide or info.Remark, REMARK),
        hours=parse_hours(info.BusineHours or ""),
        parking=Parking(
            site=_SITES.get(info.Construction, Site.UNKNOWN),
            bays=info.ParkNums or None,
            is_free=parse_is_free(info.ParkFee or ""),
            fee=inert(info.ParkFee, ADDRESS),
            info=inert(info.ParkInfo, ADDRESS),
        ),
        printed=parse_printed_prices(info.ElectricityFee or "", info.ServiceFee or ""),
        photos=parse_photos(info.Pictures or ()),
    )


def parse_prices(periods: list[PolicyInfo]) -> PriceTimeline:
    """Read a day's prices."""
    try:
        return PriceTimeline(
            tuple(
                Period(_second_of_day(entry.StartTime), entry.ElecPrice, entry.SevicePrice)
                for entry in periods
            )
        )
    except ValueError as error:
        raise msgspec.ValidationError(f"PolicyInfos: {error}") from error


def parse_report(status: ChargeStatus) -> Report:
    """Read what an operator says about a running charge."""
    return Report(
        seq=status.StartChargeSeq,
        event=parse_event(status.StartChargeSeqStat),
        connector_id=status.ConnectorID,
        current_a=status.CurrentA,
        voltage_v=status.VoltageA,
        soc_pct=status.Soc,
        started_at=parse_time(status.StartTime) if status.StartTime else None,
        sampled_at=parse_time(status.EndTime) if status.EndTime else None,
        energy_kwh=status.TotalPower,
        energy_cny=status.ElecMoney,
        service_cny=status.SeviceMoney,
    )


def parse_bill(info: OrderInfo) -> Bill:
    """Read a bill; its lines are left out unless every one of them has prices and money."""
    details = info.ChargeDetails or []
    if isinstance(details, str):
        details = msgspec.json.decode(details, type=list[ChargeDetail], strict=False)
        check_numbers(details)
    read = [_line(detail) for detail in details]
    lines = tuple(line for line in read if line is not None)
    if not 0 <= info.SumPeriod <= _MOST_PERIODS:
        raise msgspec.ValidationError(f"SumPeriod {info.SumPeriod} is none")
    bill = Bill(
        seq=info.StartChargeSeq,
        connector_id=info.ConnectorID,
        started_at=parse_time(info.StartTime),
        ended_at=parse_time(info.EndTime),
        energy_kwh=info.TotalPower,
        energy_cny=info.TotalElecMoney,
        service_cny=info.TotalSeviceMoney,
        total_cny=info.TotalMoney,
        stop_reason=info.StopReason,
        lines=lines if len(lines) == len(details) else (),
    )
    if objection := objection_to(bill):
        raise msgspec.ValidationError(objection)
    return bill


def _line(detail: ChargeDetail) -> BillLine | None:
    """Read one period, or nothing where the operator left out what it may leave out."""
    if (
        detail.ElecPrice is None
        or detail.SevicePrice is None
        or detail.DetailElecMoney is None
        or detail.DetailSeviceMoney is None
    ):
        return None
    return BillLine(
        start=parse_time(detail.DetailStartTime),
        end=parse_time(detail.DetailEndTime),
        energy_kwh=detail.DetailPower,
        energy_price=detail.ElecPrice,
        service_price=detail.SevicePrice,
        energy_cny=detail.DetailElecMoney,
        service_cny=detail.DetailSeviceMoney,
    )


def _position(info: StationInfo) -> tuple[float, float]:
    """Read where a station is; one that lies nowhere cannot be shown."""
    lat, lon = info.StationLat, info.StationLng
    if abs(lat) > _LARGEST_DEGREE:  # one platform sends millionths of degrees as whole numbers
        lat, lon = lat / 1e6, lon / 1e6
    if not (-90 <= lat <= 90 and -180 <= lon <= 180) or (lat == 0 and lon == 0):
        raise msgspec.ValidationError("has no position")
    lat, lon = gcj02_to_wgs84(lat, lon)
    return round(lat, _DECIMALS), round(lon, _DECIMALS)


def _equipment(pile: EquipmentInfo, ways: tuple[Access, Access]) -> Equipment:
    return Equipment(
        id=pile.EquipmentID,
        name=inert(pile.EquipmentName, NAME),
        power_kw=_kw(pile.Power),
        connectors=tuple(_connector(pile, gun, ways) for gun in pile.ConnectorInfos),
        model=pile.EquipmentModel or "",
    )


def _connector(pile: EquipmentInfo, gun: ConnectorInfo, ways: tuple[Access, Access]) -> Connector:
    kind = (gun.ConnectorType, gun.NationalStandard)
    return Connector(
        id=gun.ConnectorID,
        name=inert(
            gun.ConnectorName or gun.ParkNo or f"{pile.EquipmentName or ''}{gun.ConnectorID}", NAME
        ),
        is_dc=gun.ConnectorType == _DC_GUN,
        power_kw=_kw(gun.Power),
        min_v=float(gun.VoltageLowerLimits),
        max_v=float(gun.VoltageUpperLimits),
        max_a=float(gun.Current),
        access=ways[1 if gun.PlugAndCharge else 0],
        standard=_STANDARDS.get(kind) or _ENDS.get(gun.ConnectorType, Standard.UNKNOWN),
        bay_name=inert(gun.ParkNo, NAME),
    )


def _ways(profile: OperatorProfile) -> tuple[Access, Access]:
    """Answer the ways to start at a connector that does not know our car, and at one that does."""
    access = Access.NONE
    if profile.abilities & Ability.REMOTE_START:
        access |= Access.REMOTE
    if profile.abilities & Ability.SCAN:
        access |= Access.SCAN
    if profile.abilities & Ability.PARTNER_APP:
        access |= Access.PARTNER_APP
    if profile.abilities & Ability.PLUG_AND_CHARGE:
        return access, access | Access.PLUG_AND_CHARGE
    return access, access


def _kw(power: Decimal) -> float:
    """Read a power; text that stands for a number may say NaN."""
    if not power.is_finite() or not 0 <= power < _LARGEST_KW:
        raise msgspec.ValidationError(f"Power {str(power)[:20]} is none")
    return float(power)


def _second_of_day(text: str) -> int:
    if not re.fullmatch(r"([01]\d|2[0-3])[0-5]\d[0-5]\d", text):
        raise msgspec.ValidationError(f"StartTime {text!r} is not HHmmss")
    return int(text[:2]) * 3600 + int(text[2:4]) * 60 + int(text[4:])
