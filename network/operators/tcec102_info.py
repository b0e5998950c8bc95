"""The public information of T/CEC 102.2-2016, named as on the wire: stations, statuses, statistics.

Required fields have no default; what the standard leaves optional has one and may be null. Prefix
`x_` marks our own extension.
"""

from decimal import Decimal

import msgspec


class StationsAsk(msgspec.Struct):
    """query_stations_info, asked; pages count from 1.

    LastQueryTime asks for what has changed since, empty or null for everything.
    """

    LastQueryTime: str | None = ""
    PageNo: int = 1
    PageSize: int = 10


class ConnectorInfo(msgspec.Struct, omit_defaults=True):
    """One gun. ConnectorType 4 is a tethered DC gun; NationalStandard 1 is 2011, 2 is 2015."""

    ConnectorID: str
    ConnectorType: int
    VoltageUpperLimits: int
    VoltageLowerLimits: int
    Current: int
    Power: Decimal
    NationalStandard: int
    ConnectorName: str | None = None
    ParkNo: str | None = None
    PlugAndCharge: int = msgspec.field(name="x_PlugAndCharge", default=0)


class EquipmentInfo(msgspec.Struct, omit_defaults=True):
    """One pile. EquipmentType 1 is DC, 2 AC, 3 both; its position, if any, is GCJ-02."""

    EquipmentID: str
    EquipmentType: int
    ConnectorInfos: list[ConnectorInfo]
    Power: Decimal
    EquipmentName: str | None = None
    ManufacturerID: str | None = None
    ManufacturerName: str | None = None
    EquipmentModel: str | None = None
    ProductionDate: str | None = None
    EquipmentLng: float | None = None
    EquipmentLat: float | None = None


class StationInfo(msgspec.Struct, omit_defaults=True):
    """One station; its position is GCJ-02. Construction 11 is an expressway service area.

    AreaCode is required, but a station can be shown without it.
    """

    StationID: str
    OperatorID: str
    EquipmentOwnerID: str
    StationName: str
    CountryCode: str
    Address: str
    ServiceTel: str
    StationType: int
    StationStatus: int
    ParkNums: int
    StationLng: float
    StationLat: float
    Construction: int
    EquipmentInfos: list[EquipmentInfo]
    AreaCode: str | int | None = None
    StationTel: str | None = None
    SiteGuide: str | None = None
    Pictures: list[str] | None = None
    MatchCars: str | None = None
    ParkInfo: str | None = None
    BusineHours: str | None = None
    ElectricityFee: str | None = None
    ServiceFee: str | None = None
    ParkFee: str | None = None
    Payment: str | None = None
    SupportOrder: int | None = None
    Remark: str | None = None


class StationsAnswer(msgspec.Struct):
    """query_stations_info, answered; ItemSize counts all records, not those of the page."""

    PageNo: int
    PageCount: int
    ItemSize: int
    StationInfos: list[StationInfo]


class LooseStationsAnswer(msgspec.Struct):
    """The same answer, each of its stations unread: some may make no sense."""

    PageNo: int
    PageCount: int
    ItemSize: int
    StationInfos: list[msgspec.Raw]


class StatusAsk(msgspec.Struct):
    """query_station_status, asked; at most 50 stations."""

    StationIDs: list[str]


class ConnectorStatusInfo(msgspec.Struct, omit_defaults=True):
    """Status: 0 offline, 1 idle, 2 occupied, 3 charging, 4 reserved, 255 fault.

    ParkStatus: 0 unknown, 10 free, 50 taken. LockStatus: 0 unknown, 10 unlocked, 50 locked.
    """

    ConnectorID: str
    Status: int
    ParkStatus: int | None = None
    LockStatus: int | None = None


class StationStatusInfo(msgspec.Struct):
    """The guns of one station."""

    StationID: str
    ConnectorStatusInfos: list[ConnectorStatusInfo]


class StatusAnswer(msgspec.Struct):
    """query_station_status, answered."""

    Total: int
    StationStatusInfos: list[StationStatusInfo]


class StatusPush(msgspec.Struct, omit_defaults=True):
    """notification_stationStatus: one gun; some peers send a list, or under the plural's name."""

    guns: ConnectorStatusInfo | list[ConnectorStatusInfo] | None = msgspec.field(
        name="ConnectorStatusInfo", default=None
    )
    more_guns: list[ConnectorStatusInfo] | None = msgspec.field(
        name="ConnectorStatusInfos", default=None
    )


class StatusAck(msgspec.Struct):
    """notification_stationStatus, answered: 0 taken, 1 ignored (and not to be sent again)."""

    Status: int


class DropLockAsk(msgspec.Struct):
    """query_drop_lock, asked: lower the lock of the bay before a connector.

    One vendor's extension, known by its name alone (operators.md 1.10); its fields are chosen, in
    the manner of query_stop_charge.
    """

    DropLockSeq: str
    ConnectorID: str


class DropLockAnswer(msgspec.Struct):
    """query_drop_lock, answered; LockStatus as in ConnectorStatusInfo, FailReason as in a start.

    SuccStat 0 takes the wish on: the lock is down when its status says so.
    """

    DropLockSeq: str
    ConnectorID: str
    SuccStat: int
    FailReason: int = 0
    FailReasonMsg: str | None = None
    LockStatus: int | None = None


class FaultAsk(msgspec.Struct):
    """x_report_fault, asked: what a driver found at a connector. Reason: see FaultReason."""

    ReportSeq: str
    StationID: str
    ConnectorID: str
    Reason: int
    ReportTime: str


class FaultAnswer(msgspec.Struct):
    """x_report_fault, answered. SuccStat 0: taken."""

    ReportSeq: str
    SuccStat: int
    FailReason: int = 0
    FailReasonMsg: str | None = None


class StatsAsk(msgspec.Struct):
    """query_station_stats, asked; days as yyyy-MM-dd, both included."""

    StationID: str
    StartTime: str
    EndTime: str


class ConnectorStatsInfo(msgspec.Struct):
    """What one gun gave out, kWh."""

    ConnectorID: str
    ConnectorElectricity: Decimal


class EquipmentStatsInfo(msgspec.Struct):
    """What one pile gave out, kWh."""

    EquipmentID: str
    EquipmentElectricity: Decimal
    ConnectorStatsInfos: list[ConnectorStatsInfo] = []


class StationStatsInfo(msgspec.Struct):
    """What one station gave out between two days, kWh."""

    StationID: str
    StartTime: str
    EndTime: str
    StationElectricity: Decimal
    EquipmentStatsInfos: list[EquipmentStatsInfo] = []


class StatsAnswer(msgspec.Struct):
    """query_station_stats, answered."""

    StationStats: StationStatsInfo
