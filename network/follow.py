"""Ask operators how our orders stand until each is settled, and judge their silence."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Protocol

from network.errors import Garbled, OperatorError, Refused
from network.journal import JournalError
from network.ledger import Ledger
from network.order import OPEN, Bill, Event, Order, Phase, Report
from network.runtime import Runtime
from network.session_state import Plug, Problem, Seller, Trouble

# Pauses between questions, all chosen; a running charge is asked about at its operator's own pace.
_PAUSE_S = {Phase.STARTING: 5.0, Phase.STOPPING: 5.0, Phase.ENDED: 120.0, Phase.UNKNOWN: 30.0}
_LATE_PAUSE_S = 3600.0
# How long a start may still be on its way to an operator that has not heard of it. Chosen.
_START_GRACE = timedelta(seconds=30)
_START_PATIENCE = timedelta(seconds=120)
_BILL_PATIENCE = timedelta(minutes=10)
# How long an operator may not know an order that had run, as after a restart of its own. Chosen.
_FORGOTTEN_S = 120.0
_MISCONFIGURED = frozenset({4001, 4003, 4004})


class Teller(Protocol):
    """Where answers and troubles go."""

    def reported(self, operator_id: str, report: Report) -> bool:
        """Take how a charge stands."""

    def billed(self, operator_id: str, bill: Bill) -> bool:
        """Take a bill; False to dispute it."""

    def trouble(self, seq: str, problem: Problem) -> None:
        """Take a trouble with one order."""


def problem_of(error: OperatorError, trouble: Trouble, operator_id: str) -> Problem:
    """Describe an operator's failure; what only a person can mend is always MISCONFIGURED."""
    code = error.code if isinstance(error, Refused) else None
    kind = Trouble.MISCONFIGURED if code in _MISCONFIGURED else trouble
    return Problem(kind, operator_id, error.reason, code)


class Follower:
    """One task an open order; a push that came meanwhile makes a question unnecessary."""

    def __init__(
        self,
        ledger: Ledger,
        operators: Mapping[str, Seller],
        plug: Plug,
        runtime: Runtime,
        teller: Teller,
    ) -> None:
        self._ledger = ledger
        self._operators = operators
        self._plug = plug
        self._runtime = runtime
        self._teller = teller
        self._heard_s: dict[str, float] = {}
        self._not_known_s: dict[str, float] = {}
        self._followed: set[str] = set()

    def follow(self, seq: str) -> None:
        """Start to ask about an order, unless that is done already."""
        if seq not in self._followed:
            self._followed.add(seq)
            self._runtime.spawn(self._follow(seq))

    def heard(self, seq: str) -> None:
        """Remember that the operator has just spoken about an order."""
        self._heard_s[seq] = self._runtime.now()
        self._not_known_s.pop(seq, None)

    async def ask(self, order: Order) -> None:
        """Ask once how an order stands; what cannot be written down then is a trouble."""
        try:
            await self._ask(order)
        except JournalError as error:
            problem = Problem(Trouble.JOURNAL, order.operator_id, str(error))
            self._teller.trouble(order.seq, problem)
        else:
            self._notice_lateness(self._ledger[order.seq])

    async def _ask(self, order: Order) -> None:
        seller = self._operators.get(order.operator_id)
        if seller is None:
            problem = Problem(Trouble.MISCONFIGURED, order.operator_id)
            self._teller.trouble(order.seq, problem)
            return
        try:
            bill = await seller.fetch_bill(order.seq) if order.phase is Phase.ENDED else None
            report = None if bill else await seller.charge_status(order.seq)
        except OperatorError as error:
            self._silent(self._ledger[order.seq], error)
            return
        if bill is not None:
            self._teller.billed(order.operator_id, bill)
        if report is None:
            return
        if report.event is Event.NOT_KNOWN:
            self._not_known(self._ledger[order.seq])
        elif report.event is Event.TOLD_CHARGING and order.phase is Phase.ENDED:
            # Asked after the end, so this is no late word about the time before it.
            self._teller.reported(order.operator_id, replace(report, event=Event.FOUND_CHARGING))
        else:
            self._teller.reported(order.operator_id, report)

    async def _follow(self, seq: str) -> None:
        while (order := self._ledger[seq]).phase in OPEN:
            pause_s = self._pause_s(order)
            await self._runtime.sleep(pause_s)
            order = self._ledger[seq]
            heard_s = self._heard_s.get(seq)
            if order.phase in OPEN and (
                heard_s is None or self._runtime.now() - heard_s >= pause_s
            ):
                await self.ask(order)
        self._followed.discard(seq)

    def _pause_s(self, order: Order) -> float:
        seller = self._operators.get(order.operator_id)
        if seller is None or self._is_late(order):
            return _LATE_PAUSE_S
        return seller.profile.poll_s if order.phase is Phase.CHARGING else _PAUSE_S[order.phase]

    def _silent(self, order: Order, error: OperatorError) -> None:
        trouble = Trouble.GARBLED if isinstance(error, Garbled) else Trouble.UNREACHABLE
        if order.phase is Phase.STARTING:
            trouble = Trouble.START_UNCERTAIN
        if self._is_unplugged():
            order = self._ledger.happened(order, Event.UNPLUGGED)
        if self._runtime.wall() - order.asked_at >= _START_PATIENCE:
            order = self._ledger.happened(order, Event.SILENCE)
        self._teller.trouble(order.seq, problem_of(error, trouble, order.operator_id))

    def _not_known(self, order: Order) -> None:
        """Believe an operator that never heard of an order, once the start must have arrived."""
        if self._is_unplugged():
            order = self._ledger.happened(order, Event.UNPLUGGED)
        if self._is_forgotten(order):
            self._ledger.happened(order, Event.FORGOTTEN)
            self._teller.trouble(order.seq, Problem(Trouble.BILL_LATE, order.operator_id))
            return
        has_run = order.phase is Phase.STOPPING and order.started_at is not None
        if has_run or self._runtime.wall() - order.asked_at < _START_GRACE:
            return
        told = self._ledger.happened(order, Event.NOT_KNOWN)
        if told.phase is Phase.FAILED:
            self._teller.trouble(order.seq, Problem(Trouble.START_LOST, order.operator_id))

    def _is_forgotten(self, order: Order) -> bool:
        """Tell whether nobody will ever end an order that had run: no operator, and no energy."""
        now = self._runtime.now()
        is_lasting = now - self._not_known_s.setdefault(order.seq, now) >= _FORGOTTEN_S
        is_idle = self._plug.is_heard and not self._plug.is_charging
        has_run = order.phase in (Phase.CHARGING, Phase.ENDED) or order.started_at is not None
        return is_lasting and is_idle and has_run

    def _is_unplugged(self) -> bool:
        """Tell whether the car itself says that no cable is in."""
        return self._plug.is_heard and not self._plug.is_connected

    def _is_late(self, order: Order) -> bool:
        ended = order.ended_at or order.asked_at
        is_late = self._runtime.wall() - ended >= _BILL_PATIENCE
        return order.phase is Phase.ENDED and is_late

    def _notice_lateness(self, order: Order) -> None:
        if self._is_late(order):
            self._teller.trouble(order.seq, Problem(Trouble.BILL_LATE, order.operator_id))
