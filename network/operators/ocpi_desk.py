"""The server's half of OCPI: who calls, hand the call to its handler, wrap the answer."""

import hmac
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from network.operators.guard import Guard, Objection
from network.operators.loosely import read_loosely
from network.operators.ocpi_envelope import (
    BAD_PARAMETERS,
    CLIENT_ERROR,
    OK,
    SERVER_ERROR,
    build_answer,
    build_link,
    parse_header,
    parse_time,
)

_T = TypeVar("_T", bound=msgspec.Struct)
_MAX_CALL_BYTES = 1024 * 1024
_DEFAULT_LIMIT = 50
_UNAUTHORIZED, _NOT_FOUND, _TOO_LARGE, _BAD_REQUEST, _TOO_MANY = 401, 404, 413, 400, 429
_ECHOED = ("x-request-id", "x-correlation-id")


class Decline(Exception):
    """The call is answered with a status code other than 1000; `http` is the transport's."""

    def __init__(self, status_code: int, message: str, http: int = 200) -> None:
        super().__init__(message)
        self.status_code = status_code
        self.http = http

    @property
    def objection(self) -> Objection:
        """The reason to be counted."""
        if self.http == _NOT_FOUND or self.status_code == CLIENT_ERROR:
            return Objection.NOT_OURS
        is_lost = self.status_code == SERVER_ERROR
        return Objection.NOT_STORED if is_lost else Objection.MEANINGLESS


def not_found(what: str, status_code: int = CLIENT_ERROR) -> Decline:
    """Say that an object is not there."""
    return Decline(status_code, f"{what} is not known", _NOT_FOUND)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who called. `is_registering` tells of a token that is good for a handshake only."""

    id: str
    is_registering: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A call of somebody known; `base_url` is where they found us, without a slash at the end."""

    caller: Caller
    base_url: str
    method: str
    params: Mapping[str, str]
    query: Mapping[str, str]
    body: bytes

    def read(self, kind: type[_T]) -> _T:
        """Read the object in the body as far as it can be read.

        Raises: Decline with 2001
        """
        try:
            return read_loosely(self.body, kind)[0]
        except msgspec.DecodeError as error:
            raise Decline(BAD_PARAMETERS, str(error), _BAD_REQUEST) from error


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered; None: no data."""

    data: object = None
    http: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


Handler = Callable[[Call], Awaitable[Reply]]
Doorman = Callable[[str], Caller | None]
"""Tells whose a token is."""


def is_same(known: str, received: str) -> bool:
    """Compare two tokens in constant time; an empty one is nobody's."""
    return bool(known) and hmac.compare_digest(known.encode(), received.encode())


class OcpiDesk:
    """Makes routes of handlers. Every call needs a token; one for the handshake opens little.

    A `guard` keeps floods out as well, and counts what changed nothing.
    """

    def __init__(
        self, doorman: Doorman, wall: Callable[[], datetime], guard: Guard | None = None
    ) -> None:
        self._doorman = doorman
        self._wall = wall
        self._guard = guard

    def route(
        self, path: str, methods: Sequence[str], handler: Handler, *, in_handshake: bool = False
    ) -> Route:
        """Serve a path; `in_handshake` opens it to a registration token as well."""

        async def respond(request: Request) -> Response:
            return await self._respond(request, handler, in_handshake=in_handshake)

        return Route(path, respond, methods=list(methods))

    async def _respond(self, request: Request, handler: Handler, *, in_handshake: bool) -> Response:
        echoed = {name: request.headers[name] for name in _ECHOED if name in request.headers}
        caller = self._caller(request.headers.get("authorization", ""))
        if caller is None or (caller.is_registering and not in_handshake):
            self._count("", Objection.BAD_TOKEN)
            body = build_answer(self._wall(), None, CLIENT_ERROR, "the token is not known")
            return _response(body, _UNAUTHORIZED, echoed)
        if self._guard is not None and self._guard.is_flood(caller.id):
            self._count(caller.id, Objection.FLOOD)
            return Response(status_code=_TOO_MANY, headers={"Retry-After": "1", **echoed})
        received = await _body(request)
        if received is None:
            self._count(caller.id, Objection.TOO_LARGE)
            return Response(status_code=_TOO_LARGE)
        call = Call(
            caller,
            f"{request.url.scheme}://{request.url.netloc}{request.scope.get('root_path', '')}",
            request.method,
            request.path_params,
            dict(request.query_params),
            received,
        )
        try:
            reply = await handler(call)
        except Decline as error:
            self._count(caller.id, error.objection)
            body = build_answer(self._wall(), None, error.status_code, str(error))
            return _response(body, error.http, echoed)
        body = build_answer(self._wall(), reply.data, OK, "Success")
        return _response(body, reply.http, {**echoed, **reply.headers})

    def _count(self, caller_id: str, objection: Objection) -> None:
        if self._guard is not None:
            self._guard.count(caller_id, objection)

    def _caller(self, header: str) -> Caller | None:
        for token in parse_header(header):
            caller = self._doorman(token)
            if caller is not None:
                return caller
        return None


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list is asked for."""

    offset: int
    limit: int
    date_from: datetime | None
    date_to: datetime | None


def parse_page(call: Call, largest: int) -> Page:
    """Read the query of a list; a limit above the server's own is lowered.

    Raises: Decline with 2001
    """
    try:
        offset = int(call.query.get("offset", "0"))
        limit = int(call.query.get("limit", str(_DEFAULT_LIMIT)))
        begin, end = (
            parse_time(call.query[name]) if call.query.get(name) else None
            for name in ("date_from", "date_to")
        )
    except (ValueError, msgspec.ValidationError) as error:
        raise Decline(BAD_PARAMETERS, str(error), _BAD_REQUEST) from error
    if offset < 0 or limit < 1:
        raise Decline(BAD_PARAMETERS, "offset and limit must not be negative", _BAD_REQUEST)
    return Page(offset, min(limit, largest), begin, end)


def page_reply(data: Sequence[object], page: Page, total: int, largest: int, url: str) -> Reply:
    """Answer one page of a list that is found at `url`, with a link to the next one."""
    headers = {"X-Total-Count": str(total), "X-Limit": str(largest)}
    after = page.offset + page.limit
    if after < total:
        headers["Link"] = build_link(f"{url}?offset={after}&limit={page.limit}{_dates(page)}")
    return Reply(list(data), headers=headers)


def _dates(page: Page) -> str:
    parts = (("date_from", page.date_from), ("date_to", page.date_to))
    return "".join(
        f"&{name}={moment:%Y-%m-%dT%H:%M:%SZ}" for name, moment in parts if moment is not None
    )


async def _body(request: Request) -> bytes | None:
    """Read the body; None where it is too large."""
    received = bytearray()
    async for chunk in request.stream():
        received += chunk
        if len(received) > _MAX_CALL_BYTES:
            return None
    return bytes(received)


def _response(body: bytes, status: int, headers: Mapping[str, str]) -> Response:
    return Response(body, status_code=status, headers=dict(headers), media_type="application/json")
