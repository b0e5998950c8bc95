"""Say which bills cannot be meant, and which are not of the order that they name. Pure."""

from datetime import timedelta
from decimal import Decimal

from network.order import Bill, Order

# T/CEC 102.3 has 27 characters; a token's uid of OCPI 2.2.1, by which it may name an order, 36.
_LONGEST_SEQ = 36
# T/CEC 102.3: 0 to 4 are defined, 5 to 99 the operator's own.
_REASONS = range(100)
# Three times the largest battery of a lorry, and what nobody has ever paid for it. Chosen.
_MOST_KWH, _MOST_CNY = Decimal(2000), Decimal(100_000)
# A car that was forgotten at its cable over the longest holidays. Chosen.
_LONGEST = timedelta(days=31)


def objection_to(bill: Bill) -> str:
    """Say why this can be nobody's bill; empty where it can."""
    lines = bill.lines
    spans = [(bill.started_at, bill.ended_at), *((line.start, line.end) for line in lines)]
    energies = [bill.energy_kwh, *(line.energy_kwh for line in lines)]
    money = [bill.energy_cny, bill.service_cny, bill.total_cny]
    money += [one for line in lines for one in (line.energy_cny, line.service_cny)]
    objections = [
        (
            not 1 <= len(bill.seq) <= _LONGEST_SEQ,
            f"StartChargeSeq has {len(bill.seq)} characters",
        ),
        (bill.stop_reason not in _REASONS, f"StopReason {bill.stop_reason} is not defined"),
        (any(end < start for start, end in spans), "ends before it begins"),
        (bill.ended_at - bill.started_at > _LONGEST, f"is of more than {_LONGEST.days} days"),
        (
            not all(0 <= one <= _MOST_KWH for one in energies),
            f"names energy outside 0 to {_MOST_KWH} kWh",
        ),
        (
            not all(0 <= one <= _MOST_CNY for one in money),
            f"names money outside 0 to {_MOST_CNY} CNY",
        ),
    ]
    return next((says for is_so, says in objections if is_so), "")


def is_disputed(order: Order, bill: Bill) -> bool:
    """Tell whether a bill does not add up, or is of another connector than the order."""
    return not bill.adds_up or bill.connector_id != order.connector_id
