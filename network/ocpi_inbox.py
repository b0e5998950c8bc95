"""What operators that speak OCPI push to us, and may ask us: our side as an eMSP. An ASGI app."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

import msgspec
from starlette.applications import Starlette

from network.inbox import Listener
from network.journal import JournalError
from network.keys import OcpiKeys
from network.operators.guard import Guard, Objection
from network.operators.ocpi import OUR_NAME, OcpiOperator
from network.operators.ocpi_commands import ACCEPTED
from network.operators.ocpi_desk import Call, Caller, Decline, OcpiDesk, Reply, is_same, not_found
from network.operators.ocpi_envelope import (
    BAD_PARAMETERS,
    CLIENT_ERROR,
    SERVER_ERROR,
    UNKNOWN_LOCATION,
    UNKNOWN_TOKEN,
    encode,
    parse_time,
)
from network.operators.ocpi_fields import BusinessDetails, Evse, Location, Tariff
from network.operators.ocpi_location import connector_id, parse_statuses
from network.operators.ocpi_sale import parse_cdr, parse_session
from network.operators.ocpi_sale_fields import (
    AuthorizationInfo,
    Cdr,
    CommandResult,
    Credentials,
    CredentialsRole,
    Endpoint,
    Session,
    VersionDetails,
    VersionInfo,
)
from network.operators.ocpi_words import parse_status
from network.order import Event, StartNotice
from network.runtime import Clock
from network.stations import Station, Status

_A = TypeVar("_A")
_B = TypeVar("_B")
_VERSION = "2.2.1"
_START = "START_SESSION"
ROOT = "/ocpi"
_CREATED = 201
_KEPT_CDRS = 100
_MODULES = (
    ("credentials", "RECEIVER"),
    ("sessions", "RECEIVER"),
    ("cdrs", "RECEIVER"),
    ("locations", "RECEIVER"),
    ("tariffs", "RECEIVER"),
    ("tokens", "SENDER"),
    ("commands", "SENDER"),
)


class Places(Protocol):
    """Who keeps what connectors do; the catalogue does."""

    def station_by_id(self, operator_id: str, station_id: str) -> Station | None:
        """Find a station."""

    def set_status(self, operator_id: str, connector_id: str, status: Status, at: float) -> bool:
        """Take over a status; False for a connector that is not there."""


class OcpiInbox:
    """Our address for operators that speak OCPI, each known by the token we gave it."""

    def __init__(
        self,
        operators: Mapping[str, OcpiOperator],
        keys: Mapping[str, OcpiKeys],
        listener: Listener,
        places: Places,
        clock: Clock,
    ) -> None:
        self._operators = operators
        self._keys = keys
        self._listener = listener
        self._places = places
        self._wall = clock.wall
        self._cdrs: OrderedDict[tuple[str, str], Cdr] = OrderedDict()
        self.guard = Guard(clock.now, clock.wall)
        desk = OcpiDesk(self._caller, clock.wall, self.guard)
        root, party = f"{ROOT}/{_VERSION}", "{country}/{party}"
        place = f"{root}/locations/{party}/{{location}}"
        self.app = Starlette(
            routes=[
                desk.route(f"{ROOT}/versions", ["GET"], self._versions),
                desk.route(root, ["GET"], self._details),
                desk.route(f"{root}/credentials", ["GET", "PUT"], self._credentials),
                desk.route(f"{root}/sessions/{party}/{{id}}", ["GET"], self._session),
                desk.route(f"{root}/sessions/{party}/{{id}}", ["PUT"], self._put_session),
                desk.route(f"{root}/sessions/{party}/{{id}}", ["PATCH"], self._patch_session),
                desk.route(f"{root}/cdrs", ["POST"], self._post_cdr),
                desk.route(f"{root}/cdrs/{{id}}", ["GET"], self._cdr),
                desk.route(place, ["PUT", "PATCH"], self._location),
                desk.route(f"{place}/{{evse}}", ["PUT", "PATCH"], self._evse),
                desk.route(f"{place}/{{evse}}/{{connector}}", ["PUT", "PATCH"], self._taken),
                desk.route(f"{root}/tariffs/{party}/{{id}}", ["PUT", "DELETE"], self._tariff),
                desk.route(f"{root}/tokens", ["GET"], self._tokens),
                desk.route(f"{root}/tokens/{{uid}}/authorize", ["POST"], self._authorize),
                desk.route(f"{root}/commands/{{command}}/{{key}}", ["POST"], self._result),
            ]
        )

    def _caller(self, token: str) -> Caller | None:
        for name, keys in self._keys.items():
            if is_same(keys.token_b, token):
                return Caller(name)
        return None

    async def _versions(self, call: Call) -> Reply:
        return Reply([VersionInfo(_VERSION, f"{call.base_url}{ROOT}/{_VERSION}")])

    async def _details(self, call: Call) -> Reply:
        root = f"{call.base_url}{ROOT}/{_VERSION}"
        endpoints = [Endpoint(name, f"{root}/{name}", role) for name, role in _MODULES]
        return Reply(VersionDetails(_VERSION, endpoints))

    async def _credentials(self, call: Call) -> Reply:
        """Show who we are; a PUT gives us a new token to call with."""
        keys = self._keys[call.caller.id]
        if call.method == "PUT":
            theirs = call.read(Credentials)
            if not theirs.token:
                raise Decline(BAD_PARAMETERS, "an empty token")
            self._operators[call.caller.id].link.renew(theirs)
        role = CredentialsRole("EMSP", keys.party_id, keys.country_code, BusinessDetails(OUR_NAME))
        return Reply(Credentials(keys.token_b, f"{call.base_url}{ROOT}/versions", [role]))

    async def _session(self, call: Call) -> Reply:
        return Reply(self._known_session(call))

    async def _put_session(self, call: Call) -> Reply:
        session = call.read(Session)
        if session.id.casefold() != call.params["id"].casefold():
            raise Decline(BAD_PARAMETERS, "the id is not that of the address")
        self._take(call, session)
        return Reply()

    async def _patch_session(self, call: Call) -> Reply:
        """Change what is named; charging periods are added to those that are known."""
        known = self._known_session(call)
        patch = _object(call.body)
        if "last_updated" not in patch:
            raise Decline(BAD_PARAMETERS, "last_updated is missing")
        try:
            session = msgspec.convert(_object(encode(known)) | patch, Session, strict=False)
        except msgspec.ValidationError as error:
            raise Decline(BAD_PARAMETERS, str(error)) from error
        if "charging_periods" in patch:
            periods = [*(known.charging_periods or ()), *(session.charging_periods or ())]
            session.charging_periods = periods
        self._take(call, session)
        return Reply()

    async def _post_cdr(self, call: Call) -> Reply:
        cdr = call.read(Cdr)
        bill = _parsed(parse_cdr, cdr)
        if not self._told(lambda: self._listener.billed(call.caller.id, bill)):
            raise Decline(CLIENT_ERROR, "the bill is disputed, or not of an order of ours")
        self._cdrs[call.caller.id, cdr.id] = cdr
        if len(self._cdrs) > _KEPT_CDRS:
            self._cdrs.popitem(last=False)
        where = f"{call.base_url}{ROOT}/{_VERSION}/cdrs/{cdr.id}"
        return Reply(http=_CREATED, headers={"Location": where})

    async def _cdr(self, call: Call) -> Reply:
        cdr = self._cdrs.get((call.caller.id, call.params["id"]))
        if cdr is None:
            raise not_found("the CDR")
        return Reply(cdr)

    async def _location(self, call: Call) -> Reply:
        """Take over the statuses in a location; the rest is read when stations are."""
        location = call.read(Location)
        location.id = call.params["location"]
        for name, status in parse_statuses(location).items():
            self._set(call, name, status, location.last_updated)
        return Reply()

    async def _evse(self, call: Call) -> Reply:
        """Take over an EVSE's status, whether all of it is sent or only what changes."""
        evse = call.read(Evse)
        if evse.status is None:
            return Reply()
        location = call.params["location"]
        station = self._places.station_by_id(call.caller.id, location)
        if station is None:
            raise not_found("the location", UNKNOWN_LOCATION)
        stem = connector_id(location, call.params["evse"], "")
        for gun in station.connectors:
            if gun.id.startswith(stem):
                self._set(call, gun.id, parse_status(evse.status)[0], evse.last_updated)
        return Reply()

    async def _taken(self, _: Call) -> Reply:
        """Take note of a change that will be read with the stations."""
        return Reply()

    async def _tariff(self, call: Call) -> Reply:
        operator = self._operators[call.caller.id]
        if call.method == "DELETE":
            operator.drop_tariff(call.params["id"])
        else:
            operator.take_tariff(call.read(Tariff))
        return Reply()

    async def _tokens(self, _: Call) -> Reply:
        """List no token: each of ours is good for one purchase, and comes with it."""
        return Reply([], headers={"X-Total-Count": "0", "X-Limit": "100"})

    async def _authorize(self, call: Call) -> Reply:
        seq = call.params["uid"]
        if not self._operators[call.caller.id].commands.has_sent(_START, seq):
            raise not_found("the token", UNKNOWN_TOKEN)
        return Reply(AuthorizationInfo("ALLOWED", authorization_reference=seq))

    async def _result(self, call: Call) -> Reply:
        """Take a command's result; a stop that failed shows in the session that goes on."""
        command, key = call.params["command"], call.params["key"]
        result = call.read(CommandResult)
        commands = self._operators[call.caller.id].commands
        if not commands.has_sent(command, key):
            raise not_found("the command")
        is_new = commands.take_result(command, key, result)
        if is_new and command == _START and result.result != ACCEPTED:
            notice = StartNotice(key, Event.REFUSED, "", None, "")
            self._told(lambda: self._listener.started(call.caller.id, notice))
        return Reply()

    def _known_session(self, call: Call) -> Session:
        session = self._operators[call.caller.id].session_by_id(call.params["id"])
        if session is None:
            raise not_found("the session")
        return session

    def _take(self, call: Call, session: Session) -> None:
        """Pass on a session that is newer than what we have; an older one changes nothing."""
        report = _parsed(parse_session, session)
        if not self._operators[call.caller.id].take_session(session):
            self.guard.count(call.caller.id, Objection.OUT_OF_ORDER)
            return
        if not self._told(lambda: self._listener.reported(call.caller.id, report)):
            raise Decline(CLIENT_ERROR, "the session is not of an order of ours")

    def _set(self, call: Call, name: str, status: Status, told_at: str | None) -> None:
        now = self._wall()
        # A clock that is ahead of ours must not make our own questions look old.
        at = min(_parsed(parse_time, told_at), now) if told_at else now
        self._places.set_status(call.caller.id, name, status, at.timestamp())

    def _told(self, tell: Callable[[], _B]) -> _B:
        try:
            return tell()
        except JournalError as error:
            raise Decline(SERVER_ERROR, "cannot be stored now", 500) from error


def _parsed(parse: Callable[[_A], _B], value: _A) -> _B:
    try:
        return parse(value)
    except msgspec.DecodeError as error:
        raise Decline(BAD_PARAMETERS, str(error)) from error


def _object(data: bytes) -> dict[str, object]:
    try:
        return msgspec.json.decode(data, type=dict[str, object])
    except (msgspec.DecodeError, RecursionError) as error:
        raise Decline(BAD_PARAMETERS, str(error), 400) from error
