"""A bill that cannot be meant is refused, one of another connector is disputed."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from network.bill_bounds import is_disputed, objection_to
from network.operators.guard import Objection
from network.operators.tcec102_fields import OrderAck
from network.order import Bill, BillLine, Order, Phase, Way
from network.runtime import CHINA_TIME
from network.session import Trouble
from tests.network.small_world import SmallWorld, run
from tests.network.test_inbox import bill_of, push, with_an_order

AT = datetime(2026, 3, 2, 12, tzinfo=CHINA_TIME)
HOUR = timedelta(hours=1)
LINE = BillLine(
    AT, AT, Decimal("1.00"), Decimal("0.6"), Decimal("0.4"), Decimal("0.60"), Decimal("0.40")
)
BILL = Bill(
    "s", "A01", AT, AT + HOUR, Decimal("2.00"), Decimal("1.20"), Decimal("0.80"), Decimal("2.00"),
    1, (LINE, LINE),
)  # fmt: skip
ORDER = Order("s", "tenghe", "S1", "", "A01", "", Way.REMOTE, Phase.ENDED, AT)


def test_a_bill_as_it_should_be_is_taken() -> None:
    assert objection_to(BILL) == ""
    assert objection_to(replace(BILL, stop_reason=99, seq="x" * 36)) == ""
    assert not is_disputed(ORDER, BILL)


@pytest.mark.parametrize(
    ("bill", "says"),
    [
        (replace(BILL, seq="x" * 37), "StartChargeSeq has 37 characters"),
        (replace(BILL, seq=""), "StartChargeSeq has 0 characters"),
        (replace(BILL, stop_reason=100), "StopReason 100 is not defined"),
        (replace(BILL, stop_reason=-1), "StopReason -1 is not defined"),
        (replace(BILL, ended_at=AT - HOUR), "ends before it begins"),
        (replace(BILL, lines=(replace(LINE, end=AT - HOUR),)), "ends before it begins"),
        (replace(BILL, ended_at=AT + timedelta(days=32)), "is of more than 31 days"),
        (replace(BILL, energy_kwh=Decimal(-5)), "names energy outside 0 to 2000 kWh"),
        (replace(BILL, energy_kwh=Decimal("2000.01")), "names energy outside 0 to 2000 kWh"),
        (replace(BILL, service_cny=Decimal("-0.01")), "names money outside 0 to 100000 CNY"),
        (replace(BILL, total_cny=Decimal(-(10**9))), "names money outside 0 to 100000 CNY"),
        (
            replace(BILL, lines=(replace(LINE, energy_cny=Decimal(-1)),)),
            "names money outside 0 to 100000 CNY",
        ),
    ],
)
def test_a_bill_that_cannot_be_meant_is_objected_to(bill: Bill, says: str) -> None:
    assert objection_to(bill) == says


def test_a_bill_of_another_connector_or_that_does_not_add_up_is_disputed() -> None:
    assert is_disputed(ORDER, replace(BILL, connector_id="A02"))
    assert is_disputed(ORDER, replace(BILL, total_cny=Decimal("2.01")))


@pytest.mark.parametrize(
    ("told", "instead"),
    [
        ('"TotalPower":1.20', '"TotalPower":-5'),
        ('"EndTime":"2026-03-02 18:09:03"', '"EndTime":"2026-03-02 17:00:00"'),
        ('"StopReason":2', '"StopReason":99999'),
        ('"StopReason":2', '"StopReason":2,"SumPeriod":1000'),
    ],
)
def test_a_bill_that_cannot_be_meant_is_refused_with_a_counted_reason(
    tmp_path: Path, told: str, instead: str
) -> None:
    async def scenario(world: SmallWorld, seq: str) -> None:
        bill = bill_of(seq).replace(told, instead)
        assert instead in bill
        answer = await push(world, "notification_charge_order_info", bill)
        assert answer.ret == 4004
        assert world.inbox.guard.counts == {("tenghe", Objection.MEANINGLESS): 1}
        assert world.journal.receipts() == ()
        assert world.session.state.phase is not Phase.SETTLED

    run(with_an_order(scenario), tmp_path)


def test_a_bill_of_another_connector_is_kept_shown_and_not_confirmed(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld, seq: str) -> None:
        bill = bill_of(seq).replace('"ConnectorID":"A01"', '"ConnectorID":"Z99"')
        answer = await push(world, "notification_charge_order_info", bill)
        assert msgspec.json.decode(answer.data, type=OrderAck).ConfirmResult == 1
        assert world.journal.receipts()[0].is_disputed
        problem = world.session.state.problem
        assert problem is not None
        assert problem.trouble is Trouble.BILL_DISPUTED

    run(with_an_order(scenario), tmp_path)
