"""What operators push to us: verify, de-duplicate, dispatch. An ASGI app."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol, TypeVar

import msgspec
from starlette.applications import Starlette
from starlette.routing import Route

from network.inert import inert
from network.journal import JournalError
from network.keys import PLATFORM_CODE, LinkKeys
from network.operators.dialect import Dialect
from network.operators.directory import Directory
from network.operators.envelope import RET_BAD_BUSINESS, RET_SERVER_ERROR
from network.operators.guard import Guard, Objection, parse_stamp
from network.operators.tcec102_check import answer_check
from network.operators.tcec102_desk import Call, Caller, Decline, TcecDesk
from network.operators.tcec102_fields import (
    Ack,
    ChargeStatus,
    CheckAnswer,
    CheckOrders,
    OrderAck,
    OrderInfo,
    ReportAck,
    StartResult,
    StopResult,
    VinDecision,
    VinPlugged,
)
from network.operators.tcec102_info import StatusAck, StatusPush
from network.operators.tcec102_parse import (
    is_defined,
    parse_bill,
    parse_event,
    parse_report,
    parse_state,
    parse_time,
)
from network.order import Bill, Event, PluggedNotice, Report, StartNotice
from network.runtime import Clock
from network.stations import State

# Of how many connectors it is known when they were last told of; of others, any word is taken.
# All that change within the guard's window in a nation, three times over. Chosen.
_TOLD = 100_000
# What a driver may have to type at a pile. Chosen.
_LONGEST_CODE = 20
_A = TypeVar("_A")
_B = TypeVar("_B")


class Listener(Protocol):
    """Who wants to know. Everything may come twice and in any order.

    Each method may raise JournalError; the operator is then told to say it again.
    """

    def started(self, operator_id: str, notice: StartNotice) -> bool:
        """Take the outcome of a start; False for an order we do not have with this operator."""

    def reported(self, operator_id: str, report: Report) -> bool:
        """Take how a charge stands; False as above."""

    def stopped(self, operator_id: str, seq: str, event: Event) -> bool:
        """Take the outcome of a stop; False as above."""

    def billed(self, operator_id: str, bill: Bill) -> bool:
        """Take a bill; False to dispute it."""

    def plugged(self, operator_id: str, notice: PluggedNotice) -> str | None:
        """Decide on a charge by plugging in: our StartChargeSeq, or None to refuse."""

    def bill_of(self, operator_id: str, seq: str) -> Bill | None:
        """Find the bill that we have of an order with this operator."""


class Places(Protocol):
    """Who keeps what connectors do; the catalogue does."""

    def set_state(self, operator_id: str, connector_id: str, state: State, at: float) -> bool:
        """Take over what a connector does; False for one that is not there."""


class Inbox:
    """The push address of this platform. Operators find `app` under `/evcs/v1/`.

    `guard.counts` tells what changed nothing, by operator and reason.
    """

    def __init__(
        self,
        directory: Directory,
        keys: Mapping[str, LinkKeys],
        listener: Listener,
        places: Places,
        clock: Clock,
    ) -> None:
        self._listener = listener
        self._places = places
        self._told: OrderedDict[tuple[str, str], datetime] = OrderedDict()
        callers = {
            profile.code: Caller(
                id=profile.id,
                code=profile.code,
                keys=keys[profile.id].inbound,
                secret=keys[profile.id].inbound_secret,
                dialect=Dialect(profile.dialect),
            )
            for profile in directory.profiles.values()
            if profile.id in keys
        }
        handlers = {
            "notification_stationStatus": self._status,
            "notification_start_charge_result": self._started,
            "notification_equip_charge_status": self._reported,
            "notification_stop_charge_result": self._stopped,
            "notification_charge_order_info": self._billed,
            "check_charge_orders": self._check,
            "x_notification_vin_plugged": self._plugged,
        }
        self.guard = Guard(clock.now, clock.wall)
        self.desk = TcecDesk(PLATFORM_CODE, callers, handlers, clock.now, self.guard)
        route = Route("/evcs/v1/{interface}", self.desk.respond, methods=["POST"])
        self.app = Starlette(routes=[route])

    async def _status(self, call: Call) -> StatusAck:
        """Take over what connectors do, as of when it was said; ignored where none is ours."""
        push = call.read(StatusPush)
        guns = push.guns if isinstance(push.guns, list) else [push.guns] if push.guns else []
        guns += push.more_guns or []
        if not guns:
            raise Decline(RET_BAD_BUSINESS, "ConnectorStatusInfo is missing")
        at = self.guard.said_at(call.caller.id, call.time_stamp).timestamp()
        defined = [gun for gun in guns if is_defined(gun.Status)]
        if len(defined) < len(guns):
            self.guard.count(call.caller.id, Objection.MEANINGLESS)
        taken = [
            self._places.set_state(call.caller.id, gun.ConnectorID, parse_state(gun), at)
            for gun in defined
            if self._is_next(call, gun.ConnectorID)
        ]
        if defined and not any(taken):
            self.guard.count(
                call.caller.id, Objection.NOT_OURS if taken else Objection.OUT_OF_ORDER
            )
        return StatusAck(0 if any(taken) else 1)

    def _is_next(self, call: Call, connector_id: str) -> bool:
        """Tell whether a connector's status is not older than the last one, by its own clock."""
        key = (call.caller.id, connector_id)
        moment = parse_stamp(call.time_stamp)
        last = self._told.get(key)
        if moment is None or (last is not None and moment < last):
            return False
        self._told[key] = moment
        self._told.move_to_end(key)
        if len(self._told) > _TOLD:
            self._told.popitem(last=False)
        return True

    async def _check(self, call: Call) -> CheckAnswer:
        """Compare the operator's bills with ours."""
        check = call.read(CheckOrders)
        return _told(lambda name, _: answer_check(check, self._finder(name)), call, None)

    def _finder(self, operator_id: str) -> Callable[[str], Bill | None]:
        return lambda seq: self._listener.bill_of(operator_id, seq)

    async def _started(self, call: Call) -> Ack:
        push = call.read(StartResult)
        notice = StartNotice(
            seq=push.StartChargeSeq,
            event=_parsed(parse_event, push.StartChargeSeqStat),
            connector_id=push.ConnectorID,
            started_at=_parsed(parse_time, push.StartTime) if push.StartTime else None,
            stop_code=inert(push.IdentCode or "", _LONGEST_CODE),
        )
        return _ack(notice.seq, self._ours(call, _told(self._listener.started, call, notice)))

    async def _reported(self, call: Call) -> ReportAck:
        report = _parsed(parse_report, call.read(ChargeStatus))
        is_ours = self._ours(call, _told(self._listener.reported, call, report))
        return ReportAck(report.seq, 0 if is_ours else 1)

    async def _stopped(self, call: Call) -> Ack:
        push = call.read(StopResult)
        event = _parsed(parse_event, push.StartChargeSeqStat)
        seq = push.StartChargeSeq
        is_ours = _told(lambda caller, _: self._listener.stopped(caller, seq, event), call, None)
        return _ack(seq, self._ours(call, is_ours))

    async def _billed(self, call: Call) -> OrderAck:
        bill = _parsed(parse_bill, call.read(OrderInfo))
        is_confirmed = self._ours(call, _told(self._listener.billed, call, bill))
        return OrderAck(bill.seq, bill.connector_id, 0 if is_confirmed else 1)

    def _ours(self, call: Call, is_ours: bool) -> bool:  # noqa: FBT001 - it is passed through
        """Count what was told about an order that is not ours, or a bill that is disputed."""
        if not is_ours:
            self.guard.count(call.caller.id, Objection.NOT_OURS)
        return is_ours

    async def _plugged(self, call: Call) -> VinDecision:
        push = call.read(VinPlugged)
        notice = PluggedNotice(push.StationID, push.ConnectorID, push.Vin, push.PlugSeq)
        seq = _told(self._listener.plugged, call, notice)
        return VinDecision(push.PlugSeq, 1 if seq is None else 0, seq or "")


def _told(tell: Callable[[str, _A], _B], call: Call, value: _A) -> _B:
    try:
        return tell(call.caller.id, value)
    except JournalError as error:
        raise Decline(RET_SERVER_ERROR, "cannot be stored now", Objection.NOT_STORED) from error


def _parsed(parse: Callable[[_A], _B], value: _A) -> _B:
    try:
        return parse(value)
    except msgspec.DecodeError as error:
        raise Decline(RET_BAD_BUSINESS, str(error)) from error


def _ack(seq: str, is_ours: bool) -> Ack:  # noqa: FBT001 - the one thing an Ack says
    return Ack(seq, 0, 0) if is_ours else Ack(seq, 1, 1)
