"""Reconcile two sides' charges: check_charge_orders of T/CEC 102.3, both halves. Pure."""

from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal

from network.operators.tcec102_build import build_time
from network.operators.tcec102_fields import (
    ChargeOrder,
    CheckAnswer,
    CheckOrders,
    DisputeOrder,
)
from network.order import Bill

NOT_THERE, OTHER_MONEY, OTHER_ENERGY = 1, 2, 3
_NOTHING = Decimal("0.00")


def build_check(
    check_seq: str, begin: datetime, end: datetime, bills: Sequence[Bill]
) -> CheckOrders:
    """Ask the other side about these bills of the time from `begin` to `end`."""
    orders = [ChargeOrder(bill.seq, bill.energy_kwh, bill.total_cny) for bill in bills]
    return CheckOrders(
        CheckOrderSeq=check_seq,
        StartTime=build_time(begin),
        EndTime=build_time(end),
        OrderCount=len(orders),
        TotalOrderPower=sum((order.TotalPower for order in orders), _NOTHING),
        TotalOrderMoney=sum((order.TotalMoney for order in orders), _NOTHING),
        ChargeOrders=orders,
    )


def answer_check(check: CheckOrders, find: Callable[[str], Bill | None]) -> CheckAnswer:
    """Compare with our own bills; where both differ, the money is named. Totals are as asked."""
    disputed = []
    for order in check.ChargeOrders:
        reason = _difference(order, find(order.StartChargeSeq))
        if reason:
            disputed.append(
                DisputeOrder(order.StartChargeSeq, order.TotalPower, order.TotalMoney, reason)
            )
    return CheckAnswer(
        CheckOrderSeq=check.CheckOrderSeq,
        StartTime=check.StartTime,
        EndTime=check.EndTime,
        TotalDisputeOrder=len(disputed),
        TotalDisputePower=sum((order.TotalPower for order in disputed), _NOTHING),
        TotalDisputeMoney=sum((order.TotalMoney for order in disputed), _NOTHING),
        DisputeOrders=disputed,
    )


def _difference(order: ChargeOrder, bill: Bill | None) -> int:
    if bill is None:
        return NOT_THERE
    if order.TotalMoney != bill.total_cny:
        return OTHER_MONEY
    return OTHER_ENERGY if order.TotalPower != bill.energy_kwh else 0
