"""Turn OCPI's sessions, bills and command results into our words, and our wishes into its. Pure.

Every purchase has a token of its own, of the type AD_HOC_USER, whose uid is our order's number: so
each session and each bill names the order, whether or not its operator repeats our reference.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import msgspec

from network.bill_bounds import objection_to
from network.operators.ocpi_envelope import build_time, parse_time
from network.operators.ocpi_fields import Price
from network.operators.ocpi_location import connector_id
from network.operators.ocpi_place_build import Party
from network.operators.ocpi_sale_fields import Cdr, Session, Token
from network.order import Bill, Event, Report
from network.runtime import CHINA_TIME
from network.tariff import to_cent

OURS = "CNY"
# What a T/CEC bill says for an end that its standard does not name: 5 to 99 are free.
STOP_REASON_NOT_TOLD = 99
_EVENTS = {
    "PENDING": Event.TOLD_STARTING,
    "RESERVATION": Event.TOLD_STARTING,
    "ACTIVE": Event.TOLD_CHARGING,
    "COMPLETED": Event.TOLD_ENDED,
    "INVALID": Event.VOIDED,
}
_LONGEST_CURRENCY = 11
_SOC = "STATE_OF_CHARGE"


@dataclass(frozen=True, slots=True)
class Contract:
    """How operators know whose orders ours are."""

    party: Party
    contract_id: str


def build_token(contract: Contract, seq: str, wall: datetime) -> Token:
    """Make the token of one purchase."""
    return Token(
        country_code=contract.party.country_code,
        party_id=contract.party.party_id,
        uid=seq,
        type="AD_HOC_USER",
        contract_id=contract.contract_id,
        issuer=contract.party.name,
        valid=True,
        whitelist="NEVER",
        last_updated=build_time(wall),
    )


def order_of(seq_or_uid: str, reference: str | None) -> str:
    """Tell which order a session or bill belongs to: our reference, else its token's uid."""
    return reference or seq_or_uid


def parse_session(session: Session) -> Report:
    """Read how a charge stands; a cost that is not in our money is left out, see `foreign_money`.

    Raises: msgspec.ValidationError where it makes no sense.
    """
    event = _EVENTS.get(session.status)
    if event is None:
        raise msgspec.ValidationError(f"session status {session.status[:20]!r} is not defined")
    cost = None if foreign_money(session) else session.total_cost
    return Report(
        seq=order_of(session.cdr_token.uid, session.authorization_reference),
        event=event,
        connector_id=_place(session),
        current_a=None,
        voltage_v=None,
        soc_pct=_soc(session),
        started_at=_moment(session.start_date_time),
        sampled_at=_moment(session.last_updated) if session.last_updated else None,
        energy_kwh=session.kwh,
        energy_cny=None if cost is None else _money(cost),
        service_cny=None if cost is None else Decimal(0),
    )


def foreign_money(session: Session) -> str:
    """Name the currency of a session's cost where it is not ours, else nothing."""
    if session.total_cost is None or session.currency == OURS:
        return ""
    return (session.currency or "no currency")[:_LONGEST_CURRENCY]


def parse_cdr(cdr: Cdr) -> Bill:
    """Read a bill; OCPI does not part energy from service, what is not energy counts as service.

    A bill in other money than ours is none: nobody has agreed on a rate.
    Raises: msgspec.ValidationError
    """
    if cdr.credit:
        raise msgspec.ValidationError("a credit CDR settles no order")
    _check_money(cdr.currency)
    place = cdr.cdr_location
    total = _money(cdr.total_cost)
    energy = total if cdr.total_energy_cost is None else _money(cdr.total_energy_cost)
    bill = Bill(
        seq=order_of(cdr.cdr_token.uid, cdr.authorization_reference),
        connector_id=connector_id(place.id, place.evse_uid, place.connector_id),
        started_at=_moment(cdr.start_date_time),
        ended_at=_moment(cdr.end_date_time),
        energy_kwh=cdr.total_energy,
        energy_cny=energy,
        service_cny=total - energy,
        total_cny=total,
        stop_reason=STOP_REASON_NOT_TOLD,
        lines=(),
    )
    if objection := objection_to(bill):
        raise msgspec.ValidationError(objection)
    return bill


def _moment(text: str) -> datetime:
    """Read a moment, on the clock of which orders are kept."""
    return parse_time(text).astimezone(CHINA_TIME)


def _place(session: Session) -> str:
    """Name the connector; empty where the session does not."""
    if session.location_id is None or session.evse_uid is None or session.connector_id is None:
        return ""
    return connector_id(session.location_id, session.evse_uid, session.connector_id)


def _soc(session: Session) -> float | None:
    told = [
        measure.volume
        for period in session.charging_periods or ()
        for measure in period.dimensions or ()
        if measure.type == _SOC
    ]
    return float(told[-1]) if told else None


def _money(price: Price) -> Decimal:
    """Answer what is to be paid: with VAT where it is told."""
    return to_cent(price.excl_vat if price.incl_vat is None else price.incl_vat)


def _check_money(currency: str | None) -> None:
    if currency != OURS:
        raise msgspec.ValidationError(f"money is in {currency}, ours is {OURS}")
