"""Turn our words into the business objects of T/CEC 102. Pure."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from network.geo import wgs84_to_gcj02
from network.operators.tcec102_fields import ChargeDetail, OrderInfo, PolicyInfo
from network.operators.tcec102_info import (
    ConnectorInfo,
    ConnectorStatusInfo,
    EquipmentInfo,
    StationInfo,
)
from network.operators.tcec102_text import build_printed_prices
from network.order import Bill
from network.runtime import CHINA_TIME
from network.stations import (
    Access,
    Bay,
    Connector,
    Equipment,
    GroundLock,
    Site,
    Standard,
    State,
    Station,
    Status,
)
from network.tariff import PriceTimeline

_STATUSES = {
    Status.UNKNOWN: 0,
    Status.OFFLINE: 0,
    Status.AVAILABLE: 1,
    Status.OCCUPIED: 2,
    Status.CHARGING: 3,
    Status.RESERVED: 4,
    Status.FAULT: 255,
}
_DC_GUN, _AC_GUN = 4, 3
_DC_PILE, _AC_PILE, _MIXED_PILE = 1, 2, 3
_PUBLIC, _NORMAL = 1, 50
_SERVICE_AREA, _CAR_PARK, _STREET = 11, 9, 10
_GBT_2011, _GBT_2015 = 1, 2
_BAYS = {Bay.UNKNOWN: 0, Bay.FREE: 10, Bay.TAKEN: 50}
_LOCKS = {GroundLock.UNKNOWN: 0, GroundLock.DOWN: 10, GroundLock.UP: 50}
_ALWAYS = "周一至周日00:00-24:00"


def build_time(moment: datetime) -> str:
    """Write a business time: wall clock of Asia/Shanghai."""
    return f"{moment.astimezone(CHINA_TIME):%Y-%m-%d %H:%M:%S}"


def build_status(status: Status) -> int:
    """Write a connector's Status; what is unknown is offline to the standard."""
    return _STATUSES[status]


def build_prices(timeline: PriceTimeline) -> list[PolicyInfo]:
    """Write a day's prices."""
    return [
        PolicyInfo(
            f"{period.start_s // 3600:02d}{period.start_s // 60 % 60:02d}{period.start_s % 60:02d}",
            period.energy_cny,
            period.service_cny,
        )
        for period in timeline.periods
    ]


def build_bill(bill: Bill) -> OrderInfo:
    """Write a bill."""
    return OrderInfo(
        StartChargeSeq=bill.seq,
        ConnectorID=bill.connector_id,
        StartTime=build_time(bill.started_at),
        EndTime=build_time(bill.ended_at),
        TotalPower=bill.energy_kwh,
        TotalElecMoney=bill.energy_cny,
        TotalSeviceMoney=bill.service_cny,
        TotalMoney=bill.total_cny,
        StopReason=bill.stop_reason,
        SumPeriod=len(bill.lines),
        ChargeDetails=[
            ChargeDetail(
                DetailStartTime=build_time(line.start),
                DetailEndTime=build_time(line.end),
                DetailPower=line.energy_kwh,
                ElecPrice=line.energy_price,
                SevicePrice=line.service_price,
                DetailElecMoney=line.energy_cny,
                DetailSeviceMoney=line.service_cny,
            )
            for line in bill.lines
        ],
    )


def build_station(station: Station, operator_code: str) -> StationInfo:
    """Write a station; the position is turned to GCJ-02 here. Hours go out if they never end."""
    lat, lon = wgs84_to_gcj02(station.lat, station.lon)
    printed = build_printed_prices(station.printed) if station.printed else (None, None)
    return StationInfo(
        StationID=station.id,
        OperatorID=operator_code,
        EquipmentOwnerID=operator_code,
        StationName=station.name,
        CountryCode="CN",
        AreaCode=station.area_code or "000000",
        Address=station.address,
        ServiceTel=station.phone,
        StationType=_PUBLIC,
        StationStatus=_NORMAL,
        ParkNums=station.parking.bays or 0,
        StationLng=round(lon, 6),
        StationLat=round(lat, 6),
        Construction=_construction(station),
        EquipmentInfos=[_equipment(pile) for pile in station.equipment],
        SiteGuide=station.remark or None,
        BusineHours=_ALWAYS if station.hours and station.hours.is_always else None,
        ElectricityFee=printed[0],
        ServiceFee=printed[1],
        ParkFee=station.parking.fee or None,
        ParkInfo=station.parking.info or None,
        Pictures=list(station.photos) or None,
    )


def build_state(connector_id: str, state: State) -> ConnectorStatusInfo:
    """Write what a connector does."""
    return ConnectorStatusInfo(
        connector_id, build_status(state.status), _BAYS[state.bay], _LOCKS[state.lock]
    )


def build_lock(lock: GroundLock) -> int:
    """Write a LockStatus."""
    return _LOCKS[lock]


def build_stations(stations: Sequence[Station], operator_code: str) -> list[StationInfo]:
    """Write one page of stations."""
    return [build_station(station, operator_code) for station in stations]


def _construction(station: Station) -> int:
    if station.is_service_area:
        return _SERVICE_AREA
    return _STREET if station.parking.site is Site.STREET else _CAR_PARK


def _equipment(pile: Equipment) -> EquipmentInfo:
    kinds = {connector.is_dc for connector in pile.connectors}
    kind = _MIXED_PILE if len(kinds) > 1 else _DC_PILE if True in kinds else _AC_PILE
    return EquipmentInfo(
        pile.id,
        kind,
        [_gun(connector) for connector in pile.connectors],
        _power(pile.power_kw),
        EquipmentName=pile.name or None,
        EquipmentModel=pile.model or None,
    )


def _gun(connector: Connector) -> ConnectorInfo:
    is_old = connector.standard in (Standard.GBT_DC_2011, Standard.GBT_AC_2011)
    return ConnectorInfo(
        ConnectorID=connector.id,
        ConnectorType=_DC_GUN if connector.is_dc else _AC_GUN,
        VoltageUpperLimits=round(connector.max_v),
        VoltageLowerLimits=round(connector.min_v),
        Current=round(connector.max_a),
        Power=_power(connector.power_kw),
        NationalStandard=_GBT_2011 if is_old else _GBT_2015,
        ConnectorName=connector.name,
        ParkNo=connector.bay_name or None,
        PlugAndCharge=1 if connector.access & Access.PLUG_AND_CHARGE else 0,
    )


def _power(power_kw: float) -> Decimal:
    return Decimal(f"{power_kw:.1f}")
