"""Join what was bought with what is plugged in: say what may be done now, journal, then act."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace

from network.bill_bounds import is_disputed
from network.errors import OperatorError, Refused
from network.follow import Follower, problem_of
from network.journal import Journal, JournalError, Sample
from network.ledger import Ledger, reopens
from network.operators.directory import Ability
from network.order import Bill, Event, Order, Phase, PluggedNotice, Report, StartNotice, Way
from network.runtime import Runtime
from network.session_state import Lookup, Plug, Problem, Seller, SessionState, Trouble
from network.stations import Connector, Station
from network.tariff import PriceTimeline

__all__ = ["Lookup", "Plug", "Problem", "Seller", "Session", "SessionState", "Trouble"]

_SAMPLE_S = 5.0  # chosen: a point of the curve every 5 s
_STOP_AGAIN_S = 30.0  # chosen: a stop without an end is offered again after this time
_BUSY = frozenset({Phase.STARTING, Phase.CHARGING, Phase.STOPPING})
_STOPPABLE = frozenset({Phase.STARTING, Phase.CHARGING, Phase.UNKNOWN})
# An operator that answers so may or may not have started: it has to be asked.
_UNCERTAIN = frozenset({-1, 500})
# Troubles that the operator's next word ends.
_PASSING = frozenset(
    {
        Trouble.START_UNCERTAIN,
        Trouble.START_LOST,
        Trouble.UNREACHABLE,
        Trouble.GARBLED,
        Trouble.MISCONFIGURED,
        Trouble.BILL_LATE,
        Trouble.BUSY,  # what is busy is the order that speaks
    }
)


class Session:
    """The present purchase, and any older one whose bill is awaited.

    `on_change` is called after every change of `state`. Every order is in the journal before
    anything is asked of an operator, and what is told twice or late changes nothing twice.
    """

    def __init__(
        self,
        journal: Journal,
        operators: Mapping[str, Seller],
        plug: Plug,
        runtime: Runtime,
        lookup: Lookup,
    ) -> None:
        self.state = SessionState()
        self.on_change: Callable[[SessionState], None] | None = None
        self._journal = journal
        self._operators = operators
        self._plug = plug
        self._runtime = runtime
        self._lookup = lookup
        self._ledger = Ledger(journal, runtime.wall)
        self._ledger.on_change = self._changed
        self._follower = Follower(self._ledger, operators, plug, runtime, self)
        self._current = ""
        self._timeline: PriceTimeline | None = None
        self._problem: Problem | None = None
        self._samples: tuple[Sample, ...] = ()
        self._sampled = ""
        self._decisions: dict[tuple[str, str], str] = {}
        # When a stop was last known to be under way; none that a killed program may not have sent.
        self._stopping_s: dict[str, float] = {}

    async def start(self, station: Station, connector: Connector, qr: str = "") -> None:
        """Buy a charge at one connector; the outcome is told by `state`."""
        operator_id = station.operator_id
        seller = self._operators.get(operator_id)
        obstacle = self._obstacle(operator_id)
        if obstacle is not None or seller is None:
            self._show(obstacle or Problem(Trouble.MISCONFIGURED, operator_id))
            return
        self._problem = None
        try:
            order = self._intend(station, connector, Way.SCAN if qr else Way.REMOTE)
        except JournalError as error:
            self._show(Problem(Trouble.JOURNAL, operator_id, str(error)))
            return
        await self._ask_start(seller, order, qr)

    async def stop(self) -> None:
        """End the running charge, by the operator or, if that fails, by the car."""
        order = self._ledger.get(self._current)
        if order is None or order.phase not in _STOPPABLE | {Phase.STOPPING}:
            if self._plug.is_charging:
                self._plug.stop_car()
            return
        if order.phase is Phase.STOPPING:
            self._await_stop(order.seq)
            self._publish()
        self._safely(self._ledger.happened, order, Event.STOP_ASKED)
        seller = self._operators.get(order.operator_id)
        if seller is None:
            self._plug.stop_car()
            self._show(Problem(Trouble.MISCONFIGURED, order.operator_id))
            return
        try:
            event = await seller.stop_charge(order.seq, order.connector_id)
        except OperatorError as error:
            self._plug.stop_car()
            is_refused = isinstance(error, Refused)
            trouble = Trouble.STOP_REFUSED if is_refused else Trouble.STOPPED_BY_CAR
            self._show(problem_of(error, trouble, order.operator_id))
        else:
            self._safely(self._hear, self._ledger[order.seq], event)

    async def resume(self) -> None:
        """Take up the orders that were open when the program last ended, and ask about each."""
        try:
            orders = self._ledger.load_open()
        except JournalError as error:
            self._show(Problem(Trouble.JOURNAL, "", str(error)))
            return
        for order in orders:
            self._adopt(order)
            self._samples = self._curve(order)
            self._changed(order, None)
        for order in orders:
            await self._follower.ask(order)

    def _curve(self, order: Order) -> tuple[Sample, ...]:
        try:
            return self._journal.samples(order.seq)
        except JournalError as error:
            self._show(Problem(Trouble.JOURNAL, order.operator_id, str(error)))
            return ()

    async def bind_vehicle(self) -> None:
        """Tell every plug-and-charge operator our VIN; one that cannot be told is shown."""
        vin = self._plug.vin
        for seller in self._operators.values():
            if vin and seller.profile.abilities & Ability.PLUG_AND_CHARGE:
                try:
                    await seller.bind_vin(vin)
                except OperatorError as error:
                    self._show(problem_of(error, Trouble.UNREACHABLE, seller.profile.id))

    def dismiss(self) -> None:
        """Drop the problem: the driver has read it."""
        self._show(None)

    def started(self, operator_id: str, notice: StartNotice) -> bool:
        """Take the outcome of a start, as pushed."""
        order = self._ledger.of(operator_id, notice.seq)
        if order is None:
            return False
        order = replace(
            order,
            started_at=order.started_at or notice.started_at,
            stop_code=notice.stop_code or order.stop_code,
        )
        self._hear(order, notice.event)
        return True

    def reported(self, operator_id: str, report: Report) -> bool:
        """Take how a charge stands, asked or pushed; energy never runs backwards."""
        order = self._ledger.of(operator_id, report.seq)
        if order is None:
            return False
        if report.energy_kwh >= order.energy_kwh and order.phase is not Phase.SETTLED:
            order = replace(
                order,
                started_at=order.started_at or report.started_at,
                energy_kwh=report.energy_kwh,
                energy_cny=report.energy_cny,
                service_cny=report.service_cny,
            )
        self._hear(order, report.event)
        return True

    def stopped(self, operator_id: str, seq: str, event: Event) -> bool:
        """Take the outcome of a stop, as pushed."""
        order = self._ledger.of(operator_id, seq)
        if order is None:
            return False
        self._hear(order, event)
        return True

    def billed(self, operator_id: str, bill: Bill) -> bool:
        """Take a bill; one that does not add up, or is not ours, is disputed."""
        order = self._ledger.of(operator_id, bill.seq)
        if order is None:
            return False
        known = self._ledger.receipt(bill.seq)
        if known is not None and not known.is_disputed:
            return known.bill.total_cny == bill.total_cny
        self._ledger.settle(order, bill)
        is_wrong = is_disputed(order, bill)
        if is_wrong:
            self._show(Problem(Trouble.BILL_DISPUTED, operator_id, bill.seq))
        elif bill.seq == self._current and self._problem is not None:
            self._show(None)
        return not is_wrong

    def bill_of(self, operator_id: str, seq: str) -> Bill | None:
        """Find the bill that we have of an order with this operator."""
        if self._ledger.of(operator_id, seq) is None:
            return None
        receipt = self._ledger.receipt(seq)
        return receipt.bill if receipt else None

    def plugged(self, operator_id: str, notice: PluggedNotice) -> str | None:
        """Decide on a charge by plugging in: only our own car, only with our cable in it."""
        decided = self._decisions.get((operator_id, notice.plug_seq))
        if decided is not None:
            return decided
        is_ours = self._plug.vin is not None and notice.vin == self._plug.vin
        found = self._lookup(operator_id, notice.connector_id)
        if not is_ours or found is None or self._obstacle(operator_id) is not None:
            return None
        self._problem = None
        try:
            order = self._intend(*found, Way.PLUG_AND_CHARGE)
        except JournalError as error:
            self._show(Problem(Trouble.JOURNAL, operator_id, str(error)))
            raise
        self._decisions[operator_id, notice.plug_seq] = order.seq
        return order.seq

    def trouble(self, seq: str, problem: Problem) -> None:
        """Take a trouble with one order; an older order does not disturb the present one."""
        if seq == self._current:
            self._show(problem)

    def _obstacle(self, operator_id: str) -> Problem | None:
        """Say why no charge may be bought now, None if one may."""
        is_connected = self._plug.is_connected
        current = self._ledger.get(self._current)
        if current is not None and (
            current.phase in _BUSY or (current.phase is Phase.UNKNOWN and is_connected)
        ):
            return Problem(Trouble.BUSY, current.operator_id)
        if not is_connected:
            return Problem(Trouble.NOT_PLUGGED, operator_id)
        return None

    def _intend(self, station: Station, connector: Connector, way: Way) -> Order:
        """Write down what we are about to buy and make it the present order."""
        previous, self._current = self._current, ""
        try:
            order = self._ledger.intend(station, connector, way)
        except JournalError:
            self._current = previous
            raise
        self._adopt(order)
        self._publish()
        return order

    def _adopt(self, order: Order) -> None:
        self._current = order.seq
        self._samples = ()
        self._timeline = None
        self._runtime.spawn(self._learn_price(order))

    async def _ask_start(self, seller: Seller, order: Order, qr: str) -> None:
        try:
            event = await seller.start_charge(order.seq, order.connector_id, qr)
        except OperatorError as error:
            is_refused = isinstance(error, Refused) and error.code not in _UNCERTAIN
            trouble = Trouble.START_REFUSED if is_refused else Trouble.START_UNCERTAIN
            if is_refused:
                self._safely(self._hear, self._ledger[order.seq], Event.REFUSED)
            self.trouble(order.seq, problem_of(error, trouble, order.operator_id))
        else:
            self._safely(self._hear, self._ledger[order.seq], event)

    async def _learn_price(self, order: Order) -> None:
        seller = self._operators.get(order.operator_id)
        if seller is None:
            return
        try:
            timeline = await seller.prices(order.connector_id)
        except OperatorError:
            return  # the price is not shown then; the bill does not depend on it
        if self._current == order.seq:
            self._timeline = timeline
            self._publish()

    def _hear(self, order: Order, event: Event) -> None:
        """Take the operator's own word: what it says is fresh, and its silence is over."""
        self._follower.heard(order.seq)
        if order.seq == self._current and self._problem and self._problem.trouble in _PASSING:
            self._problem = None
        self._ledger.happened(replace(order, told_at=self._runtime.wall()), event)

    def _safely(self, take: Callable[[Order, Event], object], order: Order, event: Event) -> None:
        """Take what came of our own wish; a journal that fails now must not keep us from acting."""
        try:
            take(order, event)
        except JournalError as error:
            self._show(Problem(Trouble.JOURNAL, order.operator_id, str(error)))

    def _await_stop(self, seq: str) -> None:
        self._stopping_s[seq] = self._runtime.now()
        self._runtime.spawn(self._offer_stop_again())

    async def _offer_stop_again(self) -> None:
        await self._runtime.sleep(_STOP_AGAIN_S)
        self._publish()

    def _can_stop(self, order: Order) -> bool:
        """Offer a stop also where one was asked for and may have been lost: two do no harm."""
        if order.phase is not Phase.STOPPING:
            return order.phase in _STOPPABLE
        asked_s = self._stopping_s.get(order.seq)
        return asked_s is None or self._runtime.now() - asked_s >= _STOP_AGAIN_S

    def _changed(self, order: Order, before: Order | None) -> None:
        if order.phase is Phase.STOPPING and before and before.phase is not Phase.STOPPING:
            self._await_stop(order.seq)
        if reopens(order, before):
            self._follower.follow(order.seq)
        if order.phase is Phase.CHARGING and order.seq not in (self._sampled, ""):
            self._sampled = order.seq
            self._runtime.spawn(self._sample(order.seq))
        self._publish()

    async def _sample(self, seq: str) -> None:
        """Take a point of the curve every few seconds while energy flows."""
        began_s = self._runtime.now() - (self._samples[-1].t_s if self._samples else 0.0)
        while self._current == seq and self._ledger[seq].phase is Phase.CHARGING:
            soc_pct, power_kw = self._plug.soc_pct, self._plug.power_kw
            if soc_pct is not None and power_kw is not None:
                sample = Sample(self._runtime.now() - began_s, soc_pct, power_kw)
                self._samples += (sample,)
                try:
                    self._journal.add_samples(seq, [sample])
                except JournalError as error:
                    self._show(Problem(Trouble.JOURNAL, self.state.operator_id, str(error)))
                self._publish()
            await self._runtime.sleep(_SAMPLE_S)
        self._sampled = ""

    def _show(self, problem: Problem | None) -> None:
        self._problem = problem
        self._publish()

    def _publish(self) -> None:
        order = self._ledger.get(self._current)
        state = SessionState(problem=self._problem)
        if order is not None:
            wall = self._runtime.wall()
            state = SessionState(
                phase=order.phase,
                seq=order.seq,
                operator_id=order.operator_id,
                station_id=order.station_id,
                station_name=order.station_name,
                connector_id=order.connector_id,
                connector_name=order.connector_name,
                way=order.way,
                energy_kwh=order.energy_kwh,
                cost_cny=order.cost_cny,
                energy_cny=order.energy_cny,
                service_cny=order.service_cny,
                price_cny=self._timeline.price_at(wall) if self._timeline else None,
                started_at=order.started_at,
                told_at=order.told_at,
                stop_code=order.stop_code,
                can_start=order.phase not in _BUSY,
                can_stop=self._can_stop(order),
                problem=self._problem,
                samples=self._samples,
            )
        self.state = state
        if self.on_change is None:
            return
        try:
            self.on_change(state)
        except JournalError as error:
            # Who listens reads the journal too; that must not end the purchase it listens to.
            self._problem = Problem(Trouble.JOURNAL, state.operator_id, str(error))
            self.state = replace(state, problem=self._problem)
            with suppress(JournalError):
                self.on_change(self.state)
