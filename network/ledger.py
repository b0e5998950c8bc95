"""Our purchases in memory and in the journal: on the disk first, then told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from network.journal import Journal, Receipt
from network.keys import PLATFORM_CODE
from network.order import OPEN, Bill, Event, Order, Phase, Way, after
from network.runtime import CHINA_TIME
from network.stations import Connector, Station


class Ledger:
    """Orders by StartChargeSeq. Every change may raise JournalError and has then not happened.

    `on_change` is called with the order as it is now and as it was before, None for a new one.
    """

    def __init__(self, journal: Journal, wall: Callable[[], datetime]) -> None:
        self.on_change: Callable[[Order, Order | None], None] | None = None
        self._journal = journal
        self._wall = wall
        self._orders: dict[str, Order] = {}

    def load_open(self) -> tuple[Order, ...]:
        """Take up the orders that still need their operator, oldest first."""
        orders = self._journal.open_orders()
        self._orders |= {order.seq: order for order in orders}
        return orders

    def __getitem__(self, seq: str) -> Order:
        return self._orders[seq]

    def get(self, seq: str) -> Order | None:
        """Find an order that is in memory."""
        return self._orders.get(seq)

    def of(self, operator_id: str, seq: str) -> Order | None:
        """Find an order, even an old one, that this operator may speak about."""
        order = self._orders.get(seq) or self._journal.order(seq)
        return order if order is not None and order.operator_id == operator_id else None

    def receipt(self, seq: str) -> Receipt | None:
        """Find the bill of an order."""
        return self._journal.receipt(seq)

    def intend(self, station: Station, connector: Connector, way: Way) -> Order:
        """Write down what we are about to buy."""
        wall = self._wall()
        order = Order(
            seq=self._new_seq(wall),
            operator_id=station.operator_id,
            station_id=station.id,
            station_name=station.name,
            connector_id=connector.id,
            connector_name=connector.name,
            way=way,
            phase=Phase.STARTING,
            asked_at=wall,
        )
        self._put(order)
        return order

    def happened(self, order: Order, event: Event) -> Order:
        """Apply an event to an order that may carry new figures."""
        if event is Event.TOLD_CHARGING and order.is_end_supposed:
            event = Event.FOUND_CHARGING
        phase = after(order.phase, event)
        is_supposed = event is Event.UNPLUGGED and phase is not order.phase
        if is_supposed or phase is not Phase.ENDED or event is Event.TOLD_ENDED:
            order = replace(order, is_end_supposed=is_supposed)
        order = replace(order, phase=phase)
        if phase is not Phase.ENDED:
            order = replace(order, ended_at=None)
        elif order.ended_at is None:
            order = replace(order, ended_at=self._wall())
        if order != self._orders.get(order.seq):
            self._put(order)
        return order

    def settle(self, order: Order, bill: Bill) -> None:
        """Store the bill with its order."""
        order = replace(
            order,
            phase=after(order.phase, Event.BILLED),
            started_at=bill.started_at,
            told_at=self._wall(),
            energy_kwh=bill.energy_kwh,
            energy_cny=bill.energy_cny,
            service_cny=bill.service_cny,
        )
        self._journal.settle(order, bill)
        self._tell(order)

    def _put(self, order: Order) -> None:
        self._journal.put_order(order)
        self._tell(order)

    def _tell(self, order: Order) -> None:
        before = self._orders.get(order.seq)
        self._orders[order.seq] = order
        if self.on_change is not None:
            self.on_change(order, before)

    def _new_seq(self, wall: datetime) -> str:
        """Make a StartChargeSeq: our 9-character code and 18 digits the journal does not know."""
        stem = f"{PLATFORM_CODE}{wall.astimezone(CHINA_TIME):%Y%m%d%H%M%S}"
        count = 1
        while self._journal.has_order(f"{stem}{count:04d}"):
            count += 1
        return f"{stem}{count:04d}"


def reopens(order: Order, before: Order | None) -> bool:
    """Tell whether an order has just come to need its operator."""
    return order.phase in OPEN and (before is None or before.phase not in OPEN)
