"""Buy charges from an operator that speaks OCPI 2.2.1; we are its eMSP."""

import asyncio
from collections import Counter, OrderedDict
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TypeVar
from urllib.parse import quote

import msgspec

from network.errors import Garbled, Refused
from network.keys import OcpiKeys
from network.operators.directory import OperatorProfile
from network.operators.loosely import read_loosely
from network.operators.ocpi_commands import OcpiCommands
from network.operators.ocpi_envelope import UNKNOWN_LOCATION, build_time, parse_time
from network.operators.ocpi_fields import Connector, Location, Tariff
from network.operators.ocpi_link import OcpiLink, Own, Peer
from network.operators.ocpi_location import (
    parse_location,
    parse_statuses,
    split_connector_id,
)
from network.operators.ocpi_place_build import Party
from network.operators.ocpi_sale import (
    Contract,
    foreign_money,
    order_of,
    parse_cdr,
    parse_session,
)
from network.operators.ocpi_sale_fields import (
    Cdr,
    Session,
)
from network.operators.ocpi_tariff import Inexpressible, parse_prices
from network.operators.placing import Unplaceable
from network.operators.station_page import LeftOut, StationPage
from network.order import Bill, Event, Report
from network.runtime import CHINA_TIME
from network.stations import State, Station, Status
from network.tariff import PriceTimeline
from network.wire import Wire
from network.zones import find_zone

_T = TypeVar("_T", bound=msgspec.Struct)
_A = TypeVar("_A")
_B = TypeVar("_B")
OUR_NAME = "Chargedeck"
MAX_STATIONS_A_CALL = 50
PAGE_SIZE = 100
# How long a tariff is believed before it is asked for again (operators.md 7.1).
_TARIFFS_S = 900.0
# Of so many orders the session is remembered. Chosen.
_REMEMBERED = 100
# A session may carry its operator's time; clocks differ. Chosen.
_CLOCK_DOUBT = timedelta(minutes=10)
_NO_SESSION = 3
_LONGEST_DEFECT = 80


class OcpiOperator:
    """One operator. Errors name it by its Chinese name, as the driver knows it.

    `defects` counts what it does not write as the standard says, `left_out` the reasons for which
    a location is not on the map. Queries may be repeated; commands never are.
    """

    def __init__(
        self,
        profile: OperatorProfile,
        versions_url: str,
        keys: OcpiKeys,
        wire: Wire,
        now: Callable[[], float],
        wall: Callable[[], datetime],
    ) -> None:
        self.profile = profile
        self.defects: Counter[str] = Counter()
        self.left_out: Counter[str] = Counter()
        self._now, self._wall = now, wall
        party = Party(keys.country_code, keys.party_id, OUR_NAME)
        self._own_url = ""
        peer = Peer(profile.name("zh"), versions_url)
        self.link = OcpiLink(peer, self._own(), keys, wire, wall)
        contract = Contract(party, keys.contract_id)
        self.commands = OcpiCommands(self.link, contract, now, wall)
        self._sessions: OrderedDict[str, Session] = OrderedDict()
        self._tariffs: dict[str, Tariff] = {}
        self._tariffs_s = float("-inf")

    def attach(self, own_url: str) -> None:
        """Say where we are found: the address under which `network.ocpi_inbox` is served."""
        self._own_url = self.commands.own_url = own_url.rstrip("/")
        self.link.attach(self._own())

    async def start_charge(self, seq: str, connector_id: str, qr: str = "") -> Event:  # noqa: ARG002 - OCPI has no place for the code
        """Ask once for a charge; accepted, the result comes later and the session later still.

        Raises: Refused (it did not start), Unreachable or Garbled (nobody knows: ask charge_status)
        """
        await self.commands.start(seq, self._split(connector_id))
        return Event.TOLD_STARTING

    async def charge_status(self, seq: str) -> Report:
        """Ask how a charge stands; `event` is NOT_KNOWN where the operator has no session of it.

        Raises: OperatorError
        """
        found = [one async for one in self._since(seq, "sessions", Session) if _order(one) == seq]
        if found:
            self.take_session(found[-1])
            return self._parsed(parse_session, found[-1])
        event = Event.TOLD_STARTING if self.commands.is_starting(seq) else Event.NOT_KNOWN
        return Report(seq, event, "", None, None, None, None, None, Decimal(0), None, None)

    async def fetch_bill(self, seq: str) -> Bill | None:
        """Fetch the bill of a charge; None while there is none. Raises: OperatorError."""
        async for cdr in self._since(seq, "cdrs", Cdr):
            if order_of(cdr.cdr_token.uid, cdr.authorization_reference) == seq and not cdr.credit:
                return self._parsed(parse_cdr, cdr)
        return None

    async def stop_charge(self, seq: str, connector_id: str) -> Event:  # noqa: ARG002 - the session names it
        """Ask once to end a charge; one that had ended already says TOLD_ENDED.

        Raises: Refused, Unreachable, Garbled
        """
        if seq not in self._sessions:
            await self.charge_status(seq)
        session = self._sessions.get(seq)
        if session is None:
            raise Refused(self._name, "has no session of this charge", _NO_SESSION)
        if session.status == "COMPLETED":
            return Event.TOLD_ENDED
        await self.commands.stop(seq, session.id)
        return Event.TOLD_STOPPING

    async def prices(self, connector_id: str) -> PriceTimeline:
        """Fetch what a kWh costs at one connector today. Raises: OperatorError."""
        location_id, evse, connector = self._split(connector_id)
        url = await self.link.endpoint("locations")
        location = await self.link.read(f"{url}/{quote(location_id, safe='')}", Location)
        gun = _find(location, evse, connector)
        if gun is None:
            raise Refused(self._name, "does not know this connector", UNKNOWN_LOCATION)
        tariffs = await self._known_tariffs()
        zone = find_zone(location.time_zone or "") or CHINA_TIME
        reason = "has no price for this connector"
        for name in gun.tariff_ids or ():
            try:
                if name in tariffs:
                    return parse_prices(tariffs[name], self._wall(), zone)
            except Inexpressible as error:
                reason = f"its tariff is no price by the kWh: {error}"
                self.defects[f"a tariff is left out: {error}"[:_LONGEST_DEFECT]] += 1
        raise Refused(self._name, reason, UNKNOWN_LOCATION)

    async def statuses(self, station_ids: Sequence[str]) -> dict[str, Status]:
        """Fetch what the connectors of at most 50 stations do now, by connector id.

        Raises: OperatorError
        """
        told: dict[str, Status] = {}
        await self._look_up(station_ids, lambda location: told.update(parse_statuses(location)))
        return told

    async def states(self, station_ids: Sequence[str]) -> dict[str, State]:
        """Fetch the same; OCPI tells nothing of bays. Raises: OperatorError."""
        return await self.told(station_ids, lambda states: states)

    async def told(self, station_ids: Sequence[str], take: Callable[[dict[str, State]], _A]) -> _A:
        """Fetch the same, and answer what `take` makes of it, which it does here: it is little.

        Raises: OperatorError, and what `take` raises
        """
        told: dict[str, State] = {}

        def add(location: Location) -> None:
            told.update((name, State(one)) for name, one in parse_statuses(location).items())

        await self._look_up(station_ids, add)
        return take(told)

    async def _look_up(self, station_ids: Sequence[str], read: Callable[[Location], None]) -> None:
        if len(station_ids) > MAX_STATIONS_A_CALL:
            raise ValueError(f"at most {MAX_STATIONS_A_CALL} stations a call")
        url = await self.link.endpoint("locations")
        for station_id in station_ids:
            where = f"{url}/{quote(station_id, safe='')}"
            await self.link.read_and_parse(where, Location, read)

    async def station_pages(
        self, since: datetime | None = None, first: int = 1
    ) -> AsyncIterator[StationPage]:
        """Fetch all stations page by page, or those changed since a moment.

        Pages before the `first` are asked for by their offset, which the peer may count otherwise.
        Defects are counted anew where all are fetched. Raises: OperatorError
        """
        url = await self.link.endpoint("locations")
        if since is None and first == 1:
            self.defects.clear()
            self.left_out.clear()
        offset = f"&offset={(first - 1) * PAGE_SIZE}" if first > 1 else ""
        query = f"?limit={PAGE_SIZE}{offset}"
        query += f"&date_from={build_time(since)}" if since else ""
        number = first
        async for page in self.link.pages(f"{url}{query}"):
            found = await asyncio.to_thread(lambda raws: [self._station(one) for one in raws], page)
            yield StationPage(
                tuple(one for one in found if isinstance(one, Station)),
                tuple(one for one in found if isinstance(one, LeftOut)),
                number,
                number,
            )
            number += 1

    async def bind_vin(self, vin: str) -> bool:  # noqa: ARG002 - the same face for every protocol
        """Answer False: OCPI 2.2.1 knows no vehicles."""
        return False

    def take_session(self, session: Session) -> bool:
        """Keep the newest word on one of our charges; False for an older one than we have."""
        seq = _order(session)
        known = self._sessions.get(seq)
        if known is not None and _is_older(session, known):
            return False
        if foreign_money(session):
            self.defects[f"a session's cost is in {foreign_money(session)}"] += 1
        self._sessions[seq] = session
        while len(self._sessions) > _REMEMBERED:
            self._sessions.popitem(last=False)
        return True

    def session_by_id(self, session_id: str) -> Session | None:
        """Find a session by the operator's own id."""
        found = (one for one in self._sessions.values() if one.id == session_id)
        return next(found, None)

    def take_tariff(self, tariff: Tariff) -> None:
        """Take over a tariff that was pushed."""
        self._tariffs[tariff.id] = tariff

    def drop_tariff(self, tariff_id: str) -> None:
        """Forget a tariff that is no more."""
        self._tariffs.pop(tariff_id, None)

    @property
    def _name(self) -> str:
        return self.link.peer.name

    def _own(self) -> Own:
        return Own("EMSP", OUR_NAME, f"{self._own_url}/versions")

    def _split(self, connector_id: str) -> tuple[str, str, str]:
        try:
            return split_connector_id(connector_id)
        except ValueError as error:
            raise Refused(self._name, "does not know this connector", UNKNOWN_LOCATION) from error

    async def _since(self, seq: str, module: str, kind: type[_T]) -> AsyncIterator[_T]:
        """List what a module has that changed since an order was made."""
        url = await self.link.endpoint(module)
        since = build_time(_asked_at(seq, self._wall()) - _CLOCK_DOUBT)
        async for page in self.link.pages(f"{url}?date_from={since}&limit=100"):
            for raw in page:
                read = self._loosely(raw, kind)
                if read is not None:
                    yield read

    def _parsed(self, parse: Callable[[_A], _B], value: _A) -> _B:
        try:
            return parse(value)
        except msgspec.DecodeError as error:
            raise Garbled(self._name, str(error)) from error

    def _station(self, raw: msgspec.Raw) -> Station | LeftOut:
        location = self._loosely(raw, Location)
        if location is None:
            return self._leave_out("?", "cannot be read", raw)
        try:
            read = parse_location(location, self.profile)
        except Unplaceable as error:
            return self._leave_out(location.id or "?", str(error), raw)
        self.defects += read.defects
        return read.station

    def _leave_out(self, name: str, reason: str, raw: msgspec.Raw) -> LeftOut:
        self.left_out[reason] += 1
        return LeftOut(name, reason, bytes(raw))

    def _loosely(self, raw: msgspec.Raw, kind: type[_T]) -> _T | None:
        """Read one object of a list; one that cannot be read does not spoil the others."""
        try:
            value, notes = read_loosely(raw, kind)
        except msgspec.DecodeError:
            self.defects[f"{kind.__name__} cannot be read"] += 1
            return None
        self.defects.update(notes)
        return value

    async def _known_tariffs(self) -> dict[str, Tariff]:
        if self._now() - self._tariffs_s >= _TARIFFS_S:
            url = await self.link.endpoint("tariffs")
            read = [
                self._loosely(raw, Tariff)
                async for page in self.link.pages(f"{url}?limit=100")
                for raw in page
            ]
            self._tariffs = {one.id: one for one in read if one is not None}
            self._tariffs_s = self._now()
        return self._tariffs


def _order(session: Session) -> str:
    return order_of(session.cdr_token.uid, session.authorization_reference)


def _is_older(session: Session, known: Session) -> bool:
    """Compare when two words on a session were said; False where one of them does not tell."""
    try:
        return parse_time(session.last_updated or "") < parse_time(known.last_updated or "")
    except msgspec.ValidationError:
        return False


def _asked_at(seq: str, wall: datetime) -> datetime:
    """Read when an order was made out of its number; a day ago where it does not tell."""
    try:
        return datetime.strptime(seq[9:23], "%Y%m%d%H%M%S").replace(tzinfo=CHINA_TIME)
    except ValueError:
        return wall - timedelta(days=1)


def _find(location: Location, evse_uid: str, connector_id: str) -> Connector | None:
    for evse in location.evses or ():
        for gun in evse.connectors or ():
            if (evse.uid, gun.id) == (evse_uid, connector_id):
                return gun
    return None
