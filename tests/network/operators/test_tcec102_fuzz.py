"""Stations, reports, bills and prices gone wrong at random: nothing but the declared error."""

import json
from contextlib import suppress

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from network.operators.dialect import Dialect
from network.operators.tcec102_fields import ChargeStatus, OrderInfo, PolicyAnswer
from network.operators.tcec102_info import StationInfo
from network.operators.tcec102_parse import parse_bill, parse_prices, parse_report, parse_station
from tests.network.operators.test_ocpi_fuzz import SLOW, spoil
from tests.network.operators.test_tcec102_parse import BILL, STATIONS, TENGHE, XIAOJU

STATION = json.dumps(json.loads(STATIONS)["StationInfos"][0]).encode()
STATUS = b"""{"StartChargeSeq":"s","StartChargeSeqStat":2,"ConnectorID":"1","ConnectorStatus":3,
"CurrentA":150.5,"VoltageA":800.25,"Soc":55,"StartTime":"2026-03-02 17:50:00",
"EndTime":"2026-03-02 17:51:00","TotalPower":2.10,"ElecMoney":2.35,"SeviceMoney":1.26}"""
PRICES = b"""{"EquipBizSeq":"s","ConnectorID":"1","SuccStat":0,"FailReason":0,"SumPeriod":2,
"PolicyInfos":[{"StartTime":"000000","ElecPrice":1.1200,"SevicePrice":0.6000},
{"StartTime":"183000","ElecPrice":0.3,"SevicePrice":0.2}]}"""


@SLOW
@given(st.data())
def test_a_spoilt_station_is_read_or_refused(data: st.DataObject) -> None:
    with suppress(msgspec.DecodeError):
        info = Dialect().decode(spoil(STATION, data), StationInfo)
        station = parse_station(info, TENGHE)
        assert station.connectors
        assert all(0 <= gun.power_kw < 1e6 for gun in station.connectors)


@SLOW
@given(st.data())
def test_a_spoilt_bill_is_read_or_refused(data: st.DataObject) -> None:
    for dialect in (Dialect(), XIAOJU):
        with suppress(msgspec.DecodeError):
            bill = parse_bill(dialect.decode(spoil(BILL.encode(), data), OrderInfo))
            assert bill.adds_up in (True, False)


@SLOW
@given(st.data())
def test_a_spoilt_report_is_read_or_refused(data: st.DataObject) -> None:
    with suppress(msgspec.DecodeError):
        report = parse_report(Dialect().decode(spoil(STATUS, data), ChargeStatus))
        assert report.energy_kwh >= 0 or report.energy_kwh < 0  # it can be compared


@SLOW
@given(st.data())
def test_spoilt_prices_are_read_or_refused(data: st.DataObject) -> None:
    with suppress(msgspec.DecodeError):
        answer = Dialect().decode(spoil(PRICES, data), PolicyAnswer)
        assert parse_prices(answer.PolicyInfos).periods
