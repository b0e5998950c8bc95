"""Buy charges from an operator that speaks T/CEC 102-2016."""

import hashlib
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

import msgspec

from network.errors import Garbled, Refused
from network.keys import LinkKeys
from network.operators.dialect import Dialect
from network.operators.directory import OperatorProfile
from network.operators.station_page import UnreadPage
from network.operators.tcec102_build import build_time
from network.operators.tcec102_check import build_check
from network.operators.tcec102_fields import (
    AuthAnswer,
    AuthAsk,
    BindingAnswer,
    BindingAsk,
    ChargeStatus,
    ChargeStatusAsk,
    CheckAnswer,
    PolicyAnswer,
    PolicyAsk,
    StartAnswer,
    StartAsk,
    StopAnswer,
    StopAsk,
    TerminalCodeAnswer,
    TerminalCodeAsk,
)
from network.operators.tcec102_info import (
    DropLockAnswer,
    DropLockAsk,
    FaultAnswer,
    FaultAsk,
    LooseStationsAnswer,
    StationsAsk,
    StatsAnswer,
    StatsAsk,
    StatusAnswer,
    StatusAsk,
)
from network.operators.tcec102_link import Callee, TcecLink
from network.operators.tcec102_page import STATIONS, parse_records
from network.operators.tcec102_parse import (
    parse_event,
    parse_lock,
    parse_prices,
    parse_report,
    parse_state,
)
from network.order import Bill, Event, Report
from network.stations import GroundLock, State, Status
from network.tariff import PriceTimeline
from network.wire import Wire

_A = TypeVar("_A")
_B = TypeVar("_B")
PAGE_SIZE = 100
MAX_STATIONS_A_CALL = 50
MAX_PAGES = 100_000
"""More pages than this are not followed: ten million stations (chosen)."""
ALREADY_STOPPED = 3


def build_seq(platform_code: str, moment: datetime, count: int) -> str:
    """Make a StartChargeSeq: our 9-character code and 18 digits, unique for one platform."""
    return f"{platform_code}{moment:%Y%m%d%H%M%S}{count % 10_000:04d}"


class TcecOperator:
    """One operator. Errors name it by its Chinese name, as the driver knows it.

    `base_url` ends before the interface name. Queries may be repeated; start and stop never are.
    """

    def __init__(
        self,
        profile: OperatorProfile,
        base_url: str,
        keys: LinkKeys,
        wire: Wire,
        now: Callable[[], float],
        wall: Callable[[], datetime],
    ) -> None:
        self.profile = profile
        self._wall = wall
        self._platform_code = keys.platform_code
        callee = Callee(
            name=profile.name("zh"),
            base_url=base_url,
            caller_code=keys.platform_code,
            keys=keys.outbound,
            secret=keys.outbound_secret,
            paths=profile.paths,
        )
        self._link = TcecLink(callee, Dialect(profile.dialect), wire, now, wall)

    async def fetch_token(self) -> str:
        """Answer a token that is good for now. Raises: OperatorError."""
        return await self._link.fetch_token()

    async def start_charge(self, seq: str, connector_id: str, qr: str = "") -> Event:
        """Ask once for a charge; an accepted one usually says TOLD_STARTING.

        Raises: Refused (it did not start), Unreachable or Garbled (nobody knows: ask charge_status)
        """
        answer = await self._link.order(
            "query_start_charge", StartAsk(seq, connector_id, qr), StartAnswer
        )
        self._expect(answer.StartChargeSeq, seq, "query_start_charge")
        if answer.SuccStat != 0:
            raise Refused(self._name, answer.FailReasonMsg or "", answer.FailReason)
        return self._read(parse_event, answer.StartChargeSeqStat)

    async def charge_status(self, seq: str) -> Report:
        """Ask how a charge stands; `event` is NOT_KNOWN where the operator never heard of it.

        Raises: OperatorError
        """
        answer = await self._link.query(
            "query_equip_charge_status", ChargeStatusAsk(seq), ChargeStatus
        )
        self._expect(answer.StartChargeSeq, seq, "query_equip_charge_status")
        return self._read(parse_report, answer)

    async def stop_charge(self, seq: str, connector_id: str) -> Event:
        """Ask once to end a charge; one that had ended already says TOLD_ENDED.

        Raises: Refused, Unreachable, Garbled
        """
        answer = await self._link.order("query_stop_charge", StopAsk(seq, connector_id), StopAnswer)
        self._expect(answer.StartChargeSeq, seq, "query_stop_charge")
        if answer.SuccStat != 0:
            if answer.FailReason == ALREADY_STOPPED:
                return Event.TOLD_ENDED
            raise Refused(self._name, "", answer.FailReason)
        return self._read(parse_event, answer.StartChargeSeqStat)

    async def fetch_bill(self, seq: str) -> Bill | None:  # noqa: ARG002 - the same face for all
        """Answer None: bills of T/CEC 102 are pushed, again and again, and cannot be asked for."""
        return None

    async def prices(self, connector_id: str) -> PriceTimeline:
        """Fetch what a kWh costs at one connector. Raises: OperatorError."""
        seq = self._query_seq(connector_id)
        answer = await self._link.query(
            "query_equip_business_policy", PolicyAsk(seq, connector_id), PolicyAnswer
        )
        if answer.SuccStat != 0:
            raise Refused(self._name, "has no price for this connector", answer.FailReason)
        return self._read(parse_prices, answer.PolicyInfos)

    async def statuses(self, station_ids: Sequence[str]) -> dict[str, Status]:
        """Fetch what the connectors of at most 50 stations do now, by connector id.

        Raises: OperatorError
        """
        states = await self.states(station_ids)
        return {name: state.status for name, state in states.items()}

    async def states(self, station_ids: Sequence[str]) -> dict[str, State]:
        """Fetch the same with bays and ground locks. Raises: OperatorError."""
        return await self.told(station_ids, lambda states: states)

    async def told(self, station_ids: Sequence[str], take: Callable[[dict[str, State]], _A]) -> _A:
        """Fetch the same, and answer what `take` makes of it: in the thread that reads the answer.

        Raises: OperatorError, and what `take` raises
        """
        if len(station_ids) > MAX_STATIONS_A_CALL:
            raise ValueError(f"at most {MAX_STATIONS_A_CALL} stations a call")
        question = StatusAsk(list(station_ids))
        return await self._link.query_and_parse(
            "query_station_status", question, StatusAnswer, lambda answer: take(_states(answer))
        )

    async def stations(self, page: int, since: datetime | None = None) -> UnreadPage:
        """Fetch one page of stations, from 1, or of those that have changed since a moment.

        A station that makes no sense is left out, not the page, when it is read.
        Raises: OperatorError.
        """
        last = build_time(since) if since else ""
        question = StationsAsk(LastQueryTime=last, PageNo=page, PageSize=PAGE_SIZE)
        answer = await self._link.query(STATIONS, question, LooseStationsAnswer)
        records = tuple(bytes(one) for one in answer.StationInfos)
        return UnreadPage(records, self.profile, parse_records, page, answer.PageCount)

    async def station_pages(
        self, since: datetime | None = None, first: int = 1
    ) -> AsyncIterator[UnreadPage]:
        """Fetch every page from the `first` on; their count is asked anew with each.

        Raises: OperatorError
        """
        number = pages = first
        while number <= pages:
            page = await self.stations(number, since)
            yield page
            number, pages = number + 1, min(page.pages, MAX_PAGES)

    async def energy(self, station_id: str, first: date, last: date) -> Decimal:
        """Fetch what a station gave out on the days from `first` to `last`, kWh.

        Raises: OperatorError
        """
        question = StatsAsk(station_id, first.isoformat(), last.isoformat())
        answer = await self._link.query("query_station_stats", question, StatsAnswer)
        if answer.StationStats.StationID != station_id:
            raise Garbled(self._name, "query_station_stats: answers about another station")
        return answer.StationStats.StationElectricity

    async def authorise(self, connector_id: str) -> str:
        """Ask whether a charge could begin, with a connector or with what its code says.

        Answers the connector. Raises: Refused with FailReason 1 where nothing is plugged in, …
        """
        seq = self._query_seq(connector_id)
        question = AuthAsk(seq, connector_id)
        answer = await self._link.query("query_equip_auth", question, AuthAnswer)
        self._expect(answer.EquipAuthSeq, seq, "query_equip_auth")
        if answer.SuccStat != 0:
            raise Refused(self._name, answer.FailReasonMsg or "", answer.FailReason)
        return answer.ConnectorID

    async def find_connector(self, code: str) -> str:
        """Ask which connector a code names that no pattern of ours can read (an extension).

        Raises: OperatorError
        """
        question = TerminalCodeAsk(code)
        answer = await self._link.query("query_terminal_code", question, TerminalCodeAnswer)
        if answer.SuccStat != 0 or not answer.ConnectorID:
            raise Refused(self._name, "does not know this code", answer.FailReason)
        return answer.ConnectorID

    async def check_orders(
        self, begin: datetime, end: datetime, bills: Sequence[Bill]
    ) -> CheckAnswer:
        """Ask whether the operator sees these bills as we do. Raises: OperatorError."""
        check = build_check(self._query_seq(f"{begin}"), begin, end, bills)
        answer = await self._link.query("check_charge_orders", check, CheckAnswer)
        self._expect(answer.CheckOrderSeq, check.CheckOrderSeq, "check_charge_orders")
        return answer

    async def lower_lock(self, connector_id: str) -> GroundLock:
        """Ask once to lower the lock of a bay (an extension); answers how it stands just now.

        It takes its time: `states` tells when it is down. Raises: Refused (it stays up),
        Unreachable or Garbled (nobody knows: look at `states`, do not ask again blindly)
        """
        seq = self._query_seq(connector_id)
        question = DropLockAsk(seq, connector_id)
        answer = await self._link.order("query_drop_lock", question, DropLockAnswer)
        self._expect(answer.DropLockSeq, seq, "query_drop_lock")
        if answer.SuccStat != 0:
            raise Refused(self._name, answer.FailReasonMsg or "", answer.FailReason)
        return parse_lock(answer.LockStatus)

    async def report_fault(self, station_id: str, connector_id: str, reason: int) -> None:
        """Tell once of a fault that a driver found (our extension). Raises: OperatorError."""
        seq = self._query_seq(connector_id)
        at = build_time(self._wall())
        question = FaultAsk(seq, station_id, connector_id, reason, at)
        answer = await self._link.order("x_report_fault", question, FaultAnswer)
        self._expect(answer.ReportSeq, seq, "x_report_fault")
        if answer.SuccStat != 0:
            raise Refused(self._name, answer.FailReasonMsg or "", answer.FailReason)

    async def bind_vin(self, vin: str) -> bool:
        """Let our car start by plugging in (our extension); False where it was not accepted.

        Raises: OperatorError
        """
        answer = await self._link.query(
            "x_query_vin_binding", BindingAsk(vin, "bind"), BindingAnswer
        )
        return answer.SuccStat == 0 and answer.BindStat == 1

    @property
    def _name(self) -> str:
        return self._link.callee.name

    def _query_seq(self, connector_id: str) -> str:
        digest = int(hashlib.sha256(connector_id.encode()).hexdigest(), 16)
        return build_seq(self._platform_code, self._wall(), digest)

    def _expect(self, received: str, asked: str, interface: str) -> None:
        if received != asked:
            raise Garbled(self._name, f"{interface}: answers about another charge")

    def _read(self, parse: Callable[[_A], _B], value: _A) -> _B:
        try:
            return parse(value)
        except msgspec.DecodeError as error:
            raise Garbled(self._name, str(error)) from error


def _states(answer: StatusAnswer) -> dict[str, State]:
    return {
        gun.ConnectorID: parse_state(gun)
        for station in answer.StationStatusInfos
        for gun in station.ConnectorStatusInfos
    }
