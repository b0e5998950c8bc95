"""What a simulated operator tells of its stations, and asks before a charge: T/CEC 102.2."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple, Protocol, TypeVar

import msgspec

from network.operators.directory import OperatorProfile
from network.operators.envelope import RET_BAD_BUSINESS, RET_BAD_PARAMETERS
from network.operators.tcec102_build import build_prices, build_state, build_stations
from network.operators.tcec102_desk import Call, Decline, Handler
from network.operators.tcec102_fields import (
    AuthAnswer,
    AuthAsk,
    PolicyAnswer,
    PolicyAsk,
    TerminalCodeAnswer,
    TerminalCodeAsk,
)
from network.operators.tcec102_info import (
    ConnectorStatsInfo,
    EquipmentStatsInfo,
    StationsAnswer,
    StationsAsk,
    StationStatsInfo,
    StationStatusInfo,
    StatsAnswer,
    StatsAsk,
    StatusAnswer,
    StatusAsk,
)
from network.operators.tcec102_parse import parse_day, parse_time
from network.order import Bill
from network.qr import parse_code
from network.sandbox.tariffs import timeline_of
from network.stations import Connector, Equipment, GroundLock, State, Station, Status

_T = TypeVar("_T")
MAX_PAGE = 100
MAX_STATIONS_A_CALL = 50
# So many stations are written between two turns of the loop, which may be a glass's too: 3 ms.
_AT_ONCE = 10
MAX_DAYS = 7
"""The longest span of statistics, as one open platform has it."""
_TENTH = Decimal("0.1")


class Span(NamedTuple):
    """A time from `begin` on and before `end`; None: without that limit."""

    begin: datetime | None = None
    end: datetime | None = None


ALWAYS = Span()


class Inventory(Protocol):
    """The stations there are; the catalogue is one."""

    def connector(self, operator_id: str, connector_id: str) -> tuple[Station, Connector] | None:
        """Find a connector and its station."""

    def station_by_id(self, operator_id: str, station_id: str) -> Station | None:
        """Find a station."""


class Listing(Protocol):
    """All stations of an operator, for who wants to copy them; listing.py makes one."""

    def stations_of(
        self, operator_id: str, first: int, count: int, span: Span = ALWAYS
    ) -> Sequence[Station]:
        """List some of an operator's stations that last changed then, in a fixed order."""

    def count_of(self, operator_id: str, span: Span = ALWAYS) -> int:
        """Count an operator's stations that last changed then."""

    def changed_at(self, connectors: Sequence[Connector]) -> datetime:
        """Tell when any of these last changed."""


class Sockets(Protocol):
    """What happens at the connectors."""

    def status_of(self, connector: Connector) -> Status:
        """Say what a connector does now."""

    def lock_of(self, connector: Connector) -> GroundLock:
        """Say how the lock of its bay stands."""

    def is_plugged(self, connector_id: str) -> bool:
        """Tell whether a car is plugged in."""

    def accounts(self) -> list[Bill]:
        """List what every charge has taken so far."""


class PublicDesk:
    """Answers in `handlers`, by interface."""

    def __init__(
        self,
        profile: OperatorProfile,
        inventory: Inventory,
        listing: Listing | None,
        sockets: Sockets,
    ) -> None:
        self._profile = profile
        self._inventory = inventory
        self._listing = listing
        self._sockets = sockets
        self.handlers: dict[str, Handler] = {
            "query_stations_info": self._stations,
            "query_station_status": self._statuses,
            "query_station_stats": self._stats,
            "query_equip_auth": self._auth,
            "query_equip_business_policy": self._policy,
            "query_terminal_code": self._terminal_code,
        }

    async def _stations(self, call: Call) -> msgspec.Struct:
        if self._listing is None:
            raise Decline(RET_BAD_PARAMETERS, "query_stations_info is not served")
        question = call.read(StationsAsk)
        page, size = question.PageNo, min(question.PageSize, MAX_PAGE)
        if page < 1 or size < 1:
            raise Decline(RET_BAD_BUSINESS, "PageNo and PageSize count from 1")
        last = question.LastQueryTime
        span = Span(_read(parse_time, last)) if last else ALWAYS
        count = self._listing.count_of(self._profile.id, span)
        first, infos = (page - 1) * size, []
        for begin in range(first, first + size, _AT_ONCE):
            some = min(_AT_ONCE, first + size - begin)
            stations = [
                replace(station, printed=timeline_of(self._profile.id, station.id))
                for station in self._listing.stations_of(self._profile.id, begin, some, span)
            ]
            infos += build_stations(stations, self._profile.code)
            await asyncio.sleep(0.0)
        return StationsAnswer(page, -(-count // size), count, infos)

    async def _statuses(self, call: Call) -> msgspec.Struct:
        wanted = call.read(StatusAsk).StationIDs
        if len(wanted) > MAX_STATIONS_A_CALL:
            raise Decline(RET_BAD_BUSINESS, f"at most {MAX_STATIONS_A_CALL} stations a call")
        found = (
            self._inventory.station_by_id(self._profile.id, name) for name in dict.fromkeys(wanted)
        )
        infos = [
            StationStatusInfo(
                station.id,
                [build_state(gun.id, self._state(gun)) for gun in station.connectors],
            )
            for station in found
            if station is not None
        ]
        return StatusAnswer(len(infos), infos)

    def _state(self, gun: Connector) -> State:
        return State(self._sockets.status_of(gun), gun.bay, self._sockets.lock_of(gun))

    async def _stats(self, call: Call) -> msgspec.Struct:
        """Sum up what was charged here; the other cars of a simulated station take nothing."""
        question = call.read(StatsAsk)
        begin, end = _read(parse_day, question.StartTime), _read(parse_day, question.EndTime)
        if end < begin:
            raise Decline(RET_BAD_BUSINESS, "EndTime is before StartTime")
        if (end - begin).days >= MAX_DAYS:
            raise Decline(RET_BAD_BUSINESS, f"at most {MAX_DAYS} days a call")
        station = self._inventory.station_by_id(self._profile.id, question.StationID)
        if station is None:
            raise Decline(RET_BAD_BUSINESS, "没有这个充电站")
        piles = [self._pile_stats(pile, begin, end) for pile in station.equipment]
        total = sum((pile.EquipmentElectricity for pile in piles), Decimal("0.0"))
        stats = StationStatsInfo(station.id, question.StartTime, question.EndTime, total, piles)
        return StatsAnswer(stats)

    def _pile_stats(self, pile: Equipment, begin: date, end: date) -> EquipmentStatsInfo:
        guns = [
            ConnectorStatsInfo(gun.id, self._energy(gun.id, begin, end)) for gun in pile.connectors
        ]
        total = sum((gun.ConnectorElectricity for gun in guns), Decimal("0.0"))
        return EquipmentStatsInfo(pile.id, total, guns)

    def _energy(self, connector_id: str, begin: date, end: date) -> Decimal:
        taken = (
            bill.energy_kwh
            for bill in self._sockets.accounts()
            if bill.connector_id == connector_id and begin <= bill.started_at.date() <= end
        )
        return sum(taken, Decimal(0)).quantize(_TENTH)

    async def _auth(self, call: Call) -> msgspec.Struct:
        """Say whether a charge could begin; the code of a pile is taken for its connector."""
        question = call.read(AuthAsk)
        connector_id = self._named(question.ConnectorID)
        fail = 0 if self._sockets.is_plugged(connector_id) else 1
        return AuthAnswer(question.EquipAuthSeq, connector_id, min(fail, 1), fail)

    async def _policy(self, call: Call) -> msgspec.Struct:
        question = call.read(PolicyAsk)
        found = self._inventory.connector(self._profile.id, question.ConnectorID)
        if found is None:
            return PolicyAnswer(question.EquipBizSeq, question.ConnectorID, 1, 1)
        periods = build_prices(timeline_of(self._profile.id, found[0].id))
        return PolicyAnswer(question.EquipBizSeq, question.ConnectorID, 0, 0, len(periods), periods)

    async def _terminal_code(self, call: Call) -> msgspec.Struct:
        connector_id = self._named(call.read(TerminalCodeAsk).QRCode)
        if self._inventory.connector(self._profile.id, connector_id) is None:
            return TerminalCodeAnswer(1, FailReason=1)
        return TerminalCodeAnswer(0, connector_id)

    def _named(self, text: str) -> str:
        code = parse_code(text, [self._profile])
        return text if code is None else code.connector_id


def _read(parse: Callable[[str], _T], text: str) -> _T:
    try:
        return parse(text)
    except msgspec.ValidationError as error:
        raise Decline(RET_BAD_BUSINESS, str(error)) from error
