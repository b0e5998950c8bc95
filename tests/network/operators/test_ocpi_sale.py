"""Sessions and bills as the standard shows them, in our words."""

import json
from datetime import datetime
from decimal import Decimal

import msgspec
import pytest

from network.operators.ocpi_place_build import Party
from network.operators.ocpi_sale import (
    Contract,
    build_token,
    foreign_money,
    parse_cdr,
    parse_session,
)
from network.operators.ocpi_sale_fields import Cdr, Session
from network.order import Event
from network.runtime import CHINA_TIME
from tests.network.operators import ocpi_examples

SEQ = "SIM000001202603021759000001"


def session(**changes: object) -> Session:
    """Change the standard's example; its money is made ours."""
    raw = json.loads(ocpi_examples.SESSION) | {"currency": "CNY"} | changes
    return msgspec.json.decode(json.dumps(raw), type=Session)


def cdr(**changes: object) -> Cdr:
    raw = json.loads(ocpi_examples.CDR) | {"currency": "CNY"} | changes
    return msgspec.json.decode(json.dumps(raw), type=Cdr)


def test_the_standards_session_is_read() -> None:
    report = parse_session(session())
    assert (report.seq, report.event) == ("123abc", Event.TOLD_STARTING)
    assert report.connector_id == "LOC1/3256/1"
    assert (report.energy_kwh, report.energy_cny) == (Decimal("0.0"), Decimal("2.50"))
    assert report.started_at is not None
    assert report.started_at.isoformat() == "2020-03-09T18:17:09+08:00"
    assert (report.current_a, report.voltage_v, report.soc_pct) == (None, None, None)


@pytest.mark.parametrize(
    ("status", "event"),
    [
        ("PENDING", Event.TOLD_STARTING),
        ("RESERVATION", Event.TOLD_STARTING),
        ("ACTIVE", Event.TOLD_CHARGING),
        ("COMPLETED", Event.TOLD_ENDED),
        ("INVALID", Event.VOIDED),
    ],
)
def test_every_status_of_a_session_is_an_event(status: str, event: Event) -> None:
    assert parse_session(session(status=status)).event is event


def test_our_reference_names_the_order_where_the_token_does_not() -> None:
    assert parse_session(session(authorization_reference=SEQ)).seq == SEQ


def test_the_last_state_of_charge_is_the_one_that_counts() -> None:
    periods = [
        {"start_date_time": "2020-03-09T10:17:09Z",
         "dimensions": [{"type": "STATE_OF_CHARGE", "volume": volume}]}
        for volume in (40.0, 55.5)
    ]  # fmt: skip
    assert parse_session(session(charging_periods=periods)).soc_pct == 55.5


def test_a_session_without_a_cost_is_read() -> None:
    report = parse_session(session(total_cost=None, currency="EUR"))
    assert (report.energy_cny, report.service_cny) == (None, None)


def test_a_cost_in_other_money_is_left_out_and_named() -> None:
    foreign = session(currency="EUR")
    report = parse_session(foreign)
    assert (report.energy_cny, report.service_cny) == (None, None)
    assert report.energy_kwh == parse_session(session()).energy_kwh
    assert foreign_money(foreign) == "EUR"
    assert foreign_money(session(currency=None)) == "no currency"
    assert foreign_money(session()) == foreign_money(session(total_cost=None)) == ""


@pytest.mark.parametrize("changes", [{"status": "RUNNING"}, {"start_date_time": "now"}])
def test_a_session_that_makes_no_sense_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        parse_session(session(**changes))


def test_the_standards_bill_is_read_with_vat() -> None:
    bill = parse_cdr(cdr())
    assert (bill.seq, bill.connector_id) == ("012345678", "LOC1/3256/1")
    assert bill.energy_kwh == Decimal("15.342")
    assert (bill.energy_cny, bill.service_cny, bill.total_cny) == (
        Decimal("4.40"),
        Decimal("0.00"),
        Decimal("4.40"),
    )
    assert bill.adds_up
    assert bill.started_at.isoformat() == "2015-06-30T05:39:09+08:00"


def test_what_is_not_energy_counts_as_service() -> None:
    bill = parse_cdr(cdr(total_energy_cost={"excl_vat": 3.0, "incl_vat": 3.3}))
    assert (bill.energy_cny, bill.service_cny) == (Decimal("3.30"), Decimal("1.10"))
    assert bill.adds_up


@pytest.mark.parametrize("changes", [{"currency": "EUR"}, {"credit": True}])
def test_a_bill_that_settles_nothing_of_ours_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        parse_cdr(cdr(**changes))


def test_each_purchase_has_a_token_that_names_it() -> None:
    contract = Contract(Party("CN", "CDK", "Chargedeck"), "CN-CDK-1")
    token = build_token(contract, SEQ, datetime(2026, 3, 2, 17, 59, tzinfo=CHINA_TIME))
    assert (token.uid, token.type, token.valid) == (SEQ, "AD_HOC_USER", True)
    assert len(token.uid) <= 36
    assert token.last_updated == "2026-03-02T09:59:00Z"
