"""Reconciliation: what one side has billed against what the other knows."""

from datetime import datetime
from decimal import Decimal

from network.operators.dialect import Dialect
from network.operators.tcec102_check import answer_check, build_check
from network.operators.tcec102_fields import CheckOrders
from network.order import Bill
from network.runtime import CHINA_TIME

DAY = datetime(2026, 3, 2, tzinfo=CHINA_TIME)
NEXT = datetime(2026, 3, 3, tzinfo=CHINA_TIME)


def bill(seq: str, energy: str = "10.00", money: str = "17.20") -> Bill:
    total = Decimal(money)
    return Bill(seq, "A01", DAY, NEXT, Decimal(energy), total, Decimal(0), total, 1, ())


def test_a_check_sums_up_what_it_lists() -> None:
    check = build_check("S", DAY, NEXT, [bill("1"), bill("2", "5.50", "9.46")])
    assert Dialect().encode(check) == (
        b'{"CheckOrderSeq":"S","StartTime":"2026-03-02 00:00:00","EndTime":"2026-03-03 00:00:00",'
        b'"OrderCount":2,"TotalOrderPower":15.50,"TotalOrderMoney":26.66,"ChargeOrders":['
        b'{"StartChargeSeq":"1","TotalPower":10.00,"TotalMoney":17.20},'
        b'{"StartChargeSeq":"2","TotalPower":5.50,"TotalMoney":9.46}]}'
    )


def test_each_difference_has_its_reason() -> None:
    raw = (
        b'{"CheckOrderSeq":"S","StartTime":"a","EndTime":"b","OrderCount":"4",'
        b'"TotalOrderPower":40,"TotalOrderMoney":68.8,"ChargeOrders":['
        b'{"StartChargeSeq":"same","TotalPower":10,"TotalMoney":17.2},'
        b'{"StartChargeSeq":"gone","TotalPower":10,"TotalMoney":17.2},'
        b'{"StartChargeSeq":"dear","TotalPower":10,"TotalMoney":17.21},'
        b'{"StartChargeSeq":"more","TotalPower":10.01,"TotalMoney":17.2}]}'
    )
    ours = {name: bill(name) for name in ("same", "dear", "more")}
    answer = answer_check(Dialect().decode(raw, CheckOrders), ours.get)
    assert [(one.StartChargeSeq, one.DisputeReason) for one in answer.DisputeOrders] == [
        ("gone", 1),
        ("dear", 2),
        ("more", 3),
    ]
    assert answer.TotalDisputeOrder == 3
    assert (answer.TotalDisputePower, answer.TotalDisputeMoney) == (
        Decimal("30.01"),
        Decimal("51.61"),
    )
    assert (answer.CheckOrderSeq, answer.StartTime, answer.EndTime) == ("S", "a", "b")
