"""The HTTP side of one simulated operator that speaks OCPI 2.2.1: its modules and its handshake."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

import msgspec
from starlette.applications import Starlette

from network.keys import OcpiKeys
from network.operators.ocpi_desk import (
    Call,
    Caller,
    Decline,
    OcpiDesk,
    Reply,
    is_same,
    not_found,
    page_reply,
    parse_page,
)
from network.operators.ocpi_envelope import (
    BAD_PARAMETERS,
    CANNOT_CALL_BACK,
    CLIENT_ERROR,
    parse_time,
)
from network.operators.ocpi_envelope import UNKNOWN_LOCATION as NO_LOCATION
from network.operators.ocpi_fields import BusinessDetails, Location
from network.operators.ocpi_sale_fields import (
    CancelReservation,
    CommandResponse,
    Credentials,
    CredentialsRole,
    Endpoint,
    ReserveNow,
    StartSession,
    StopSession,
    VersionDetails,
    VersionInfo,
)
from network.runtime import Runtime
from network.sandbox.ocpi_operator import COMMAND_S, OcpiSimulatedOperator
from network.sandbox.ocpi_outbox import OcpiOutbox
from network.sandbox.public_desk import Span

_T = TypeVar("_T")
MAX_PAGE = 100
_VERSION = "2.2.1"
_NO_METHOD = 405
_MODULES = (
    ("credentials", "RECEIVER"),
    ("locations", "SENDER"),
    ("tariffs", "SENDER"),
    ("sessions", "SENDER"),
    ("cdrs", "SENDER"),
    ("commands", "RECEIVER"),
)


class OcpiSite:
    """One operator's modules. Before the handshake only its registration token opens anything."""

    def __init__(
        self, operator: OcpiSimulatedOperator, keys: OcpiKeys, outbox: OcpiOutbox, runtime: Runtime
    ) -> None:
        self._operator = operator
        self._keys = keys
        self._outbox = outbox
        self._is_registered = False
        desk = OcpiDesk(self._caller, runtime.wall)
        root = f"/{_VERSION}"
        methods = ["GET", "POST", "PUT", "DELETE"]
        places = f"{root}/locations/{{location}}"
        self.app = Starlette(
            routes=[
                desk.route("/versions", ["GET"], self._versions, in_handshake=True),
                desk.route(root, ["GET"], self._details, in_handshake=True),
                desk.route(f"{root}/credentials", methods, self._credentials, in_handshake=True),
                desk.route(f"{root}/locations", ["GET"], self._locations),
                desk.route(places, ["GET"], self._place),
                desk.route(f"{places}/{{evse}}", ["GET"], self._place),
                desk.route(f"{places}/{{evse}}/{{connector}}", ["GET"], self._place),
                desk.route(f"{root}/tariffs", ["GET"], self._tariffs),
                desk.route(f"{root}/sessions", ["GET"], self._sessions),
                desk.route(f"{root}/cdrs", ["GET"], self._cdrs),
                desk.route(f"{root}/commands/{{command}}", ["POST"], self._command),
            ]
        )

    def forget(self) -> None:
        """Know no eMSP any more."""
        self._is_registered = False
        self._outbox.forget(self._operator.profile.id)

    def _caller(self, token: str) -> Caller | None:
        if self._is_registered:
            return Caller("eMSP") if is_same(self._keys.token_c, token) else None
        is_known = is_same(self._keys.token_a, token)
        return Caller("nobody", is_registering=True) if is_known else None

    async def _versions(self, call: Call) -> Reply:
        return Reply([VersionInfo(_VERSION, f"{call.base_url}/{_VERSION}")])

    async def _details(self, call: Call) -> Reply:
        root = f"{call.base_url}/{_VERSION}"
        endpoints = [Endpoint(name, f"{root}/{name}", role) for name, role in _MODULES]
        return Reply(VersionDetails(_VERSION, endpoints))

    async def _credentials(self, call: Call) -> Reply:
        """Register with POST, change with PUT, take leave with DELETE."""
        if call.method in ("PUT", "DELETE") and not self._is_registered:
            raise Decline(CLIENT_ERROR, "is not registered", _NO_METHOD)
        if call.method == "POST" and self._is_registered:
            raise Decline(CLIENT_ERROR, "is registered already", _NO_METHOD)
        if call.method == "DELETE":
            self.forget()
            return Reply()
        if call.method in ("POST", "PUT"):
            await self._register(call.read(Credentials))
        token = self._keys.token_c if self._is_registered else self._keys.token_a
        party = self._operator.party
        role = CredentialsRole(
            "CPO", party.party_id, party.country_code, BusinessDetails(party.name)
        )
        return Reply(Credentials(token, f"{call.base_url}/versions", [role]))

    async def _register(self, theirs: Credentials) -> None:
        if not theirs.token or not theirs.roles:
            raise Decline(BAD_PARAMETERS, "token and roles are needed")
        party = self._operator.party
        place = (party.country_code, party.party_id)
        if not await self._outbox.register(self._operator.profile.id, theirs, place):
            raise Decline(CANNOT_CALL_BACK, "your versions cannot be read with your token")
        self._is_registered = True

    async def _locations(self, call: Call) -> Reply:
        page = parse_page(call, MAX_PAGE)
        span = Span(page.date_from, page.date_to)
        total = self._operator.location_count(span)
        found = self._operator.locations(page.offset, page.limit, span)
        return page_reply(found, page, total, MAX_PAGE, f"{call.base_url}/{_VERSION}/locations")

    async def _tariffs(self, call: Call) -> Reply:
        page = parse_page(call, MAX_PAGE)
        total = self._operator.location_count()
        found = self._operator.tariffs(page.offset, page.limit)
        return page_reply(found, page, total, MAX_PAGE, f"{call.base_url}/{_VERSION}/tariffs")

    async def _sessions(self, call: Call) -> Reply:
        return _dated(call, self._operator.sessions(), "sessions")

    async def _cdrs(self, call: Call) -> Reply:
        return _dated(call, self._operator.cdrs(), "cdrs")

    async def _place(self, call: Call) -> Reply:
        """Answer a location, one of its EVSEs, or one of their connectors."""
        location = self._operator.location(call.params["location"])
        if location is None:
            raise not_found("the location", NO_LOCATION)
        return Reply(_part(location, call.params.get("evse"), call.params.get("connector")))

    async def _command(self, call: Call) -> Reply:
        match call.params["command"]:
            case "START_SESSION":
                return Reply(self._operator.start_session(call.read(StartSession)))
            case "STOP_SESSION":
                return Reply(self._operator.stop_session(call.read(StopSession)))
            case "RESERVE_NOW":
                wish = call.read(ReserveNow)
                _time(wish.expiry_date)
                return Reply(self._operator.reserve_now(wish))
            case "CANCEL_RESERVATION":
                return Reply(self._operator.cancel_reservation(call.read(CancelReservation)))
            case "UNLOCK_CONNECTOR":
                return Reply(CommandResponse("NOT_SUPPORTED", COMMAND_S))
            case other:
                raise not_found(f"the command {other}", BAD_PARAMETERS)


def _dated(call: Call, listed: Sequence[tuple[datetime, object]], module: str) -> Reply:
    page = parse_page(call, MAX_PAGE)
    found = [one for changed, one in listed if _is_within(changed, page.date_from, page.date_to)]
    part = found[page.offset : page.offset + page.limit]
    return page_reply(part, page, len(found), MAX_PAGE, f"{call.base_url}/{_VERSION}/{module}")


def _time(text: str) -> None:
    try:
        parse_time(text)
    except msgspec.ValidationError as error:
        raise Decline(BAD_PARAMETERS, str(error)) from error


def _is_within(moment: datetime, begin: datetime | None, end: datetime | None) -> bool:
    return (begin is None or begin <= moment) and (end is None or moment < end)


def _part(location: Location, evse_uid: str | None, connector_id: str | None) -> object:
    if evse_uid is None:
        return location
    for evse in location.evses or ():
        if evse.uid != evse_uid:
            continue
        if connector_id is None:
            return evse
        for gun in evse.connectors or ():
            if gun.id == connector_id:
                return gun
    raise not_found("the EVSE or connector", NO_LOCATION)
