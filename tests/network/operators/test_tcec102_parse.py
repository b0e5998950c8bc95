"""Business objects as operators send them, in the standard's words and in dialects."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from network.hours import ALWAYS
from network.operators.dialect import Dialect
from network.operators.directory import Directory
from network.operators.tcec102_build import (
    build_bill,
    build_prices,
    build_state,
    build_station,
    build_stations,
)
from network.operators.tcec102_fields import ChargeStatus, OrderInfo, PolicyAnswer
from network.operators.tcec102_info import ConnectorStatusInfo, StationsAnswer
from network.operators.tcec102_parse import (
    parse_bill,
    parse_prices,
    parse_report,
    parse_state,
    parse_station,
    parse_status,
    parse_time,
)
from network.stations import (
    Access,
    Bay,
    Equipment,
    GroundLock,
    Parking,
    Site,
    Standard,
    State,
    Station,
    Status,
)
from network.tariff import PriceTimeline

TENGHE = Directory.load(Path(__file__).parents[3] / "resources" / "operators").profiles["tenghe"]
# Spelled as operators.md 1.8 shows it for one open platform.
XIAOJU = Dialect(
    {
        "SevicePrice": "ServicePrice",
        "SeviceMoney": "ServiceMoney",
        "TotalSeviceMoney": "TotalServiceMoney",
        "DetailSeviceMoney": "DetailServiceMoney",
        "ElecMoney": "ElectMoney",
    }
)
BILL = """{"StartChargeSeq":"123456789012345678901234567","ConnectorID":"0042",
"StartTime":"2026-03-02 17:50:00","EndTime":"2026-03-02 18:20:00","TotalPower":30.00,
"TotalElecMoney":25.40,"TotalSeviceMoney":18.00,"TotalMoney":43.40,"StopReason":1,"SumPeriod":2,
"ChargeDetails":[
{"DetailStartTime":"2026-03-02 17:50:00","DetailEndTime":"2026-03-02 18:00:00",
"ElecPrice":0.3000,"SevicePrice":0.6000,"DetailPower":10.00,"DetailElecMoney":3.00,
"DetailSeviceMoney":6.00},
{"DetailStartTime":"2026-03-02 18:00:00","DetailEndTime":"2026-03-02 18:20:00",
"ElecPrice":1.1200,"SevicePrice":0.6000,"DetailPower":20.00,"DetailElecMoney":22.40,
"DetailSeviceMoney":12.00}]}"""
# Shaped like the verified query_stations_info answer: position of the published sample.
STATIONS = b"""{"PageNo":1,"PageCount":584,"ItemSize":584,"StationInfos":[{"StationID":"000001",
"OperatorID":"123456789","EquipmentOwnerID":"123456789","StationName":"S","CountryCode":"CN",
"AreaCode":"370281","Address":"A","ServiceTel":"1","StationType":1,"StationStatus":50,
"ParkNums":5,"StationLng":119.996009,"StationLat":36.26669,"Construction":11,
"EquipmentInfos":[{"EquipmentID":"1","EquipmentType":1,"Power":120.0,"EquipmentName":"1#",
"ConnectorInfos":[{"ConnectorID":"007","ConnectorName":"A","ConnectorType":4,
"VoltageUpperLimits":750,"VoltageLowerLimits":200,"Current":250,"Power":120.0,
"NationalStandard":2,"x_PlugAndCharge":1}]},
{"EquipmentID":"2","EquipmentType":2,"Power":7.0,"ConnectorInfos":[{"ConnectorID":"008",
"ConnectorType":3,"VoltageUpperLimits":"220","VoltageLowerLimits":220,"Current":32,"Power":7,
"NationalStandard":2}]}]}]}"""


def test_a_bill_is_read_to_the_cent() -> None:
    bill = parse_bill(Dialect().decode(BILL.encode(), OrderInfo))
    assert bill.adds_up
    assert bill.connector_id == "0042"
    assert bill.total_cny == Decimal("43.40")
    assert [line.energy_cny for line in bill.lines] == [Decimal("3.00"), Decimal("22.40")]
    assert bill.started_at.isoformat() == "2026-03-02T17:50:00+08:00"


def test_a_bill_is_written_as_it_was_read() -> None:
    fields = Dialect().decode(BILL.encode(), OrderInfo)
    written = Dialect().encode(build_bill(parse_bill(fields)))
    assert written == Dialect().encode(fields)
    assert b'"TotalElecMoney":25.40,"TotalSeviceMoney":18.00' in written


def test_a_bill_in_another_spelling_is_read_and_written_in_it() -> None:
    theirs = BILL.replace("SeviceMoney", "ServiceMoney").replace("SevicePrice", "ServicePrice")
    fields = XIAOJU.decode(theirs.encode(), OrderInfo)
    assert parse_bill(fields) == parse_bill(Dialect().decode(BILL.encode(), OrderInfo))
    assert b'"TotalServiceMoney":18.00' in XIAOJU.encode(fields)
    assert b"Sevice" not in XIAOJU.encode(fields)


@pytest.mark.parametrize("details", ["null", '"[]"', "[]"])
def test_a_bill_without_periods_is_a_bill(details: str) -> None:
    head = BILL[: BILL.index('"ChargeDetails"')]
    bill = parse_bill(Dialect().decode(f'{head}"ChargeDetails":{details}}}'.encode(), OrderInfo))
    assert bill.lines == ()
    assert bill.adds_up


def test_periods_sent_as_text_are_read_and_no_number_in_them_is_refused() -> None:
    head, _, details = BILL.partition('"ChargeDetails":')
    text = json.dumps(details[:-1])
    bill = parse_bill(Dialect().decode(f'{head}"ChargeDetails":{text}}}'.encode(), OrderInfo))
    assert [line.energy_cny for line in bill.lines] == [Decimal("3.00"), Decimal("22.40")]
    wrong = json.dumps(details[:-1].replace("22.40", '"NaN"'))
    info = Dialect().decode(f'{head}"ChargeDetails":{wrong}}}'.encode(), OrderInfo)
    with pytest.raises(msgspec.ValidationError, match="is no number"):
        parse_bill(info)


def test_periods_without_money_are_left_out() -> None:
    bill = parse_bill(
        Dialect().decode(BILL.replace('"DetailElecMoney":3.00,', "").encode(), OrderInfo)
    )
    assert bill.lines == ()
    assert bill.total_cny == Decimal("43.40")


@pytest.mark.parametrize("missing", ["TotalMoney", "EndTime", "StopReason", "TotalPower"])
def test_a_bill_without_a_mandatory_field_is_refused(missing: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=missing):
        Dialect().decode(BILL.replace(missing, "Other", 1).encode(), OrderInfo)


def test_a_station_is_read_with_its_position_in_wgs84() -> None:
    answer = Dialect().decode(STATIONS, StationsAnswer)
    station = parse_station(answer.StationInfos[0], TENGHE)
    # GCJ-02 lies some hundred metres away from WGS-84; the pair is held by the tests of geo.
    assert 0.0005 < abs(station.lon - 119.996009) < 0.02
    assert station.is_service_area
    dc, ac = station.connectors
    assert (dc.id, dc.is_dc, dc.power_kw, dc.max_v) == ("007", True, 120.0, 750.0)
    assert dc.access == Access.PLUG_AND_CHARGE | Access.REMOTE | Access.SCAN
    assert (ac.id, ac.is_dc, ac.power_kw) == ("008", False, 7.0)
    assert ac.access == Access.REMOTE | Access.SCAN
    assert dc.status is Status.UNKNOWN


def station_with(**fields: object) -> Station:
    answer = json.loads(STATIONS)
    answer["StationInfos"][0] |= fields
    read = Dialect().decode(json.dumps(answer).encode(), StationsAnswer)
    return parse_station(read.StationInfos[0], TENGHE)


def test_what_a_station_may_tell_is_read() -> None:
    station = station_with(
        StationName="阳澄湖服务区（上海方向）",
        BusineHours="周一至周日00:00-24:00",
        ElectricityFee="电费:00:00~24:00:1.1200",
        ServiceFee="服务费:00:00~24:00:0.6000",
        ParkFee="免费",
        SiteGuide="停车场西侧",
        SupportOrder=None,
        Pictures=None,
    )
    assert (station.direction, station.area_code) == ("上海", "370281")
    assert station.hours == ALWAYS
    assert station.printed is not None
    assert station.printed.periods[0].price_cny == Decimal("1.7200")
    assert station.parking == Parking(Site.MOTORWAY, 5, True, "免费")
    assert (station.phone, station.remark) == ("1", "停车场西侧")
    assert [(pile.id, pile.name, len(pile.connectors)) for pile in station.equipment] == [
        ("1", "1#", 1),
        ("2", "", 1),
    ]
    assert [gun.standard for gun in station.connectors] == [
        Standard.GBT_DC_2015,
        Standard.GBT_AC_2015,
    ]


def test_floor_and_pictures_are_read_and_written() -> None:
    station = station_with(
        ParkInfo="地下B1层", Pictures=["https://cpo.example/1.jpg", "file:///etc/passwd"]
    )
    assert station.parking.info == "地下B1层"
    assert station.photos == ("https://cpo.example/1.jpg",)
    written = build_station(replace(station, equipment=_of_model(station, "DC-120")), "x")
    assert (written.ParkInfo, written.Pictures) == ("地下B1层", ["https://cpo.example/1.jpg"])
    assert [pile.EquipmentModel for pile in written.EquipmentInfos] == ["DC-120", "DC-120"]
    read = parse_station(written, TENGHE)
    assert [pile.model for pile in read.equipment] == ["DC-120", "DC-120"]


def _of_model(station: Station, model: str) -> tuple[Equipment, ...]:
    return tuple(replace(pile, model=model) for pile in station.equipment)


@pytest.mark.parametrize(
    ("lat", "lon"), [(31.194, 121.32), (39.904211, 116.407395), (22.543096, 114.057865)]
)
def test_a_position_of_six_decimals_comes_back_as_it_was(lat: float, lon: float) -> None:
    (told,) = build_stations([replace(station_with(), lat=lat, lon=lon)], "SIM100001")
    read = station_with(StationLng=told.StationLng, StationLat=told.StationLat)
    assert (read.lat, read.lon) == (lat, lon)


def test_a_position_in_millionths_of_degrees_is_read() -> None:
    station = station_with(StationLng=119996009, StationLat=36266690)
    assert station == station_with(StationLng=119.996009, StationLat=36.26669)


@pytest.mark.parametrize(("lng", "lat"), [(0, 0), (119.9, 95.0), (200.0, 30.0)])
def test_a_station_that_lies_nowhere_is_refused(lng: float, lat: float) -> None:
    with pytest.raises(msgspec.ValidationError, match="has no position"):
        station_with(StationLng=lng, StationLat=lat)


def test_a_station_without_a_connector_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="has no connector"):
        station_with(EquipmentInfos=[])


def test_bay_and_ground_lock_are_read_and_written() -> None:
    raw = b'{"ConnectorID":"1","Status":1,"ParkStatus":50,"LockStatus":"10"}'
    state = parse_state(Dialect().decode(raw, ConnectorStatusInfo))
    assert state == State(Status.AVAILABLE, Bay.TAKEN, GroundLock.DOWN)
    assert build_state("1", state) == ConnectorStatusInfo("1", 1, 50, 10)
    plain = parse_state(Dialect().decode(b'{"ConnectorID":"1","Status":3}', ConnectorStatusInfo))
    assert plain == State(Status.CHARGING, Bay.UNKNOWN, GroundLock.UNKNOWN)


@pytest.mark.parametrize(
    ("number", "status"),
    [
        (0, Status.OFFLINE),
        (1, Status.AVAILABLE),
        (2, Status.OCCUPIED),
        (3, Status.CHARGING),
        (4, Status.RESERVED),
        (255, Status.FAULT),
        (77, Status.UNKNOWN),
    ],
)
def test_every_status_number_is_read(number: int, status: Status) -> None:
    assert parse_status(number) is status


def test_prices_are_read_and_written() -> None:
    raw = b"""{"EquipBizSeq":"s","ConnectorID":"1","SuccStat":0,"FailReason":0,"SumPeriod":2,
"PolicyInfos":[{"StartTime":"000000","ElecPrice":1.1200,"SevicePrice":0.6000},
{"StartTime":"183000","ElecPrice":0.3,"SevicePrice":0.2}]}"""
    timeline = parse_prices(Dialect().decode(raw, PolicyAnswer).PolicyInfos)
    assert [period.start_s for period in timeline.periods] == [0, 66600]
    assert timeline.periods[0].price_cny == Decimal("1.7200")
    assert [entry.StartTime for entry in build_prices(timeline)] == ["000000", "183000"]


@pytest.mark.parametrize("start", ["240000", "1830", "18:30:00", ""])
def test_a_price_at_no_time_of_day_is_refused(start: str) -> None:
    raw = f'[{{"StartTime":"{start}","ElecPrice":1,"SevicePrice":1}}]'.encode()
    with pytest.raises(msgspec.ValidationError):
        prices_of(raw)


def prices_of(raw: bytes) -> PriceTimeline:
    answer = b'{"EquipBizSeq":"s","ConnectorID":"1","SuccStat":0,"PolicyInfos":' + raw + b"}"
    return parse_prices(Dialect().decode(answer, PolicyAnswer).PolicyInfos)


def test_prices_that_are_not_in_order_or_absent_are_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="ascend"):
        prices_of(b"[]")


@pytest.mark.parametrize("text", ["", "2026-13-01 00:00:00", "20260302175000", "2026-03-02"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(msgspec.ValidationError, match="is not a time"):
        parse_time(text)


def test_a_status_in_another_spelling_is_read() -> None:
    raw = b"""{"StartChargeSeq":"s","StartChargeSeqStat":"2","ConnectorID":"1","ConnectorStatus":3,
"CurrentA":"150.5","VoltageA":800.25,"Soc":55,"StartTime":"","EndTime":"","TotalPower":"2.10",
"ElectMoney":2.35,"ServiceMoney":1.26}"""
    report = parse_report(XIAOJU.decode(raw, ChargeStatus))
    assert (report.energy_cny, report.service_cny) == (Decimal("2.35"), Decimal("1.26"))
    assert (report.current_a, report.voltage_v) == (150.5, 800.25)


def test_text_that_is_not_json_is_refused_in_every_spelling() -> None:
    for dialect in (Dialect(), XIAOJU):
        for data in (b'{"Start', b"\xff", b'{"x":' + b"[" * 100_000):
            with pytest.raises(msgspec.DecodeError):
                dialect.decode(data, ChargeStatus)
