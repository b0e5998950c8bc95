"""Turn our words into the business objects of T/CEC 102. Pure."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from network.geo import wgs84_to_gcj02
from network.operators.tcec102_fields import (
    ChargeDetail,
    ConnectorInfo,
    EquipmentInfo,
    OrderInfo,
    PolicyInfo,
    StationInfo,
)
from network.order import Bill
from network.runtime import CHINA_TIME
from network.stations import Access, Connector, Station, Status
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
_DC_PILE, _AC_PILE = 1, 2
_PUBLIC, _NORMAL = 1, 50
_SERVICE_AREA, _CAR_PARK = 11, 9
_GBT_2015 = 2


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
    """Write a station, one pile a gun; the position is turned to GCJ-02 here."""
    lat, lon = wgs84_to_gcj02(station.lat, station.lon)
    return StationInfo(
        StationID=station.id,
        OperatorID=operator_code,
        EquipmentOwnerID=operator_code,
        StationName=station.name,
        CountryCode="CN",
        AreaCode="000000",
        Address=station.address,
        ServiceTel="",
        StationType=_PUBLIC,
        StationStatus=_NORMAL,
        ParkNums=len(station.connectors),
        StationLng=round(lon, 6),
        StationLat=round(lat, 6),
        Construction=_SERVICE_AREA if station.is_service_area else _CAR_PARK,
        EquipmentInfos=[_equipment(connector) for connector in station.connectors],
    )


def build_stations(stations: Sequence[Station], operator_code: str) -> list[StationInfo]:
    """Write one page of stations."""
    return [build_station(station, operator_code) for station in stations]


def _equipment(connector: Connector) -> EquipmentInfo:
    power = Decimal(f"{connector.power_kw:.1f}")
    gun = ConnectorInfo(
        ConnectorID=connector.id,
        ConnectorType=_DC_GUN if connector.is_dc else _AC_GUN,
        VoltageUpperLimits=round(connector.max_v),
        VoltageLowerLimits=round(connector.min_v),
        Current=round(connector.max_a),
        Power=power,
        NationalStandard=_GBT_2015,
        ConnectorName=connector.name,
        PlugAndCharge=1 if connector.access & Access.PLUG_AND_CHARGE else 0,
    )
    kind = _DC_PILE if connector.is_dc else _AC_PILE
    return EquipmentInfo(connector.id, kind, [gun], power)
