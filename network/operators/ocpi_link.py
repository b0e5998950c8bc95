"""The client's half of an OCPI link: the handshake, the modules' addresses, calls and pages."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec

from network.errors import Garbled, Refused, Unreachable
from network.keys import OcpiKeys
from network.operators.loosely import read_loosely
from network.operators.ocpi_envelope import (
    SERVER_ERROR,
    UNSUPPORTED_VERSION,
    VERSIONS,
    build_header,
    encode,
    parse_answer,
    parse_link,
)
from network.operators.ocpi_fields import BusinessDetails
from network.operators.ocpi_sale_fields import (
    Credentials,
    CredentialsRole,
    Endpoint,
    VersionDetails,
    VersionInfo,
)
from network.wire import Answer, Wire, is_address, no_answer

_T = TypeVar("_T")
_S = TypeVar("_S", bound=msgspec.Struct)
SENDER, RECEIVER = "SENDER", "RECEIVER"
UNAUTHORIZED = 401
_NO_METHOD = 405
_SUCCESS = range(200, 300)
_OUR_ERRORS = range(400, 500)
_TOO_MANY = 429
# 3000: the server failed, so what was asked may or may not be done; 4002, 4003: behind a hub.
_NOBODY_KNOWS = frozenset({SERVER_ERROR, 4002, 4003})
_MAX_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class Peer:
    """Whom a link calls: its name for errors, and where its versions are."""

    name: str
    versions_url: str


@dataclass(frozen=True, slots=True)
class Own:
    """Who calls: our role, our name, and where our own versions are."""

    role: str
    name: str
    versions_url: str


class OcpiLink:
    """Calls to one peer. Whoever needs an address during the handshake waits for it.

    `remember` is told the token that the peer issued, a secret that spares the next run the
    handshake. Without `own` there is none: the peer has made it, and wants the token in `keys`.
    """

    def __init__(
        self,
        peer: Peer,
        own: Own | None,
        keys: OcpiKeys,
        wire: Wire,
        wall: Callable[[], datetime],
    ) -> None:
        self.peer = peer
        self._own = own
        self._keys = keys
        self._wire = wire
        self._wall = wall
        self.remember: Callable[[str], None] = lambda _: None
        self._token = keys.token_c
        self._is_plain = False
        self._to: dict[str, str] = {}
        self._endpoints: tuple[Endpoint, ...] = ()
        self._connecting = asyncio.Lock()

    def attach(self, own: Own) -> None:
        """Tell the peer at the next call that we are found elsewhere."""
        if own != self._own:
            self._own = own
            self._endpoints = ()

    def renew(self, theirs: Credentials) -> None:
        """Call with another token from now on, as the peer has told us by itself."""
        self._take(theirs)

    async def endpoint(self, identifier: str, role: str = SENDER) -> str:
        """Answer where a module of the peer is found, without a slash at the end.

        Raises: OperatorError; Refused where the peer does not have it.
        """
        await self._connected()
        for one in self._endpoints:
            # 2.1.1 knew no roles; some 2.2 peers leave them out still.
            if one.identifier == identifier and one.role in (role, None):
                return one.url.rstrip("/")
        raise Refused(self.peer.name, f"does not offer {identifier}", UNSUPPORTED_VERSION)

    async def get(self, url: str, kind: type[_T]) -> _T:
        """Get one object, or a list of them. Raises: OperatorError."""
        value, _ = await self._query(url, self._reading(kind))
        return value

    async def read(self, url: str, kind: type[_S]) -> _S:
        """Get one object as far as it can be read. Raises: OperatorError."""
        return await self.read_and_parse(url, kind, lambda value: value)

    async def read_and_parse(self, url: str, kind: type[_S], parse: Callable[[_S], _T]) -> _T:
        """Do the same, and answer what `parse` makes of it: in the thread that reads the answer.

        Raises: OperatorError, and what else `parse` raises than msgspec.DecodeError
        """
        name = self.peer.name

        def read(data: msgspec.Raw) -> _T:
            try:
                return parse(read_loosely(data, kind)[0])
            except msgspec.DecodeError as error:
                raise Garbled(name, str(error)) from error

        value, _ = await self._query(url, read)
        return value

    async def send(self, method: str, url: str, body: msgspec.Struct, kind: type[_T]) -> _T:
        """Send an object and read the object that is answered. Raises: OperatorError."""
        value, _ = await self._call(method, url, self._reading(kind), encode(body))
        return value

    async def tell(self, method: str, url: str, body: msgspec.Struct) -> None:
        """Send an object to whom we need no answer's data from. Raises: OperatorError."""
        await self._call(method, url, lambda _: None, encode(body))

    async def pages(self, url: str) -> AsyncIterator[list[msgspec.Raw]]:
        """Get a list page by page, following the peer's own links, within the same host.

        Raises: OperatorError; Garbled where the links lead in a circle or to another host.
        """
        following: str | None = url
        seen = set()
        while following is not None:
            seen.add(following)
            page, headers = await self._query(following, self._reading(list[msgspec.Raw]))
            yield page
            following = parse_link(headers.get("link", ""))
            if following in seen or len(seen) >= _MAX_PAGES:
                raise Garbled(self.peer.name, "its pages lead in a circle")
            if following is not None and _origin(following) != _origin(url):
                raise Garbled(self.peer.name, "its next page is on another host")

    async def _connected(self) -> None:
        async with self._connecting:
            if not self._endpoints:
                self._endpoints = await self._connect()

    async def _query(
        self, url: str, read: Callable[[msgspec.Raw], _T]
    ) -> tuple[_T, Mapping[str, str]]:
        """Get what may be asked for twice: a peer that forgot our token is asked after a handshake.

        Only once: who refuses the token that it has just issued means it.
        """
        try:
            return await self._call("GET", url, read)
        except Refused as error:
            if error.code != UNAUTHORIZED or self._own is None:
                raise
        await self._connected()
        return await self._call("GET", url, read)

    async def _connect(self) -> tuple[Endpoint, ...]:
        """Find the peer's modules: with the token it issued, else by a handshake."""
        if self._own is None:
            return await self._discover()
        if self._token:
            try:
                return await self._announce("PUT", self._own, self._token)
            except Refused as error:
                if error.code not in (UNAUTHORIZED, _NO_METHOD) or not self._keys.token_a:
                    raise
        return await self._announce("POST", self._own, self._keys.token_a)

    async def _announce(self, method: str, own: Own, token: str) -> tuple[Endpoint, ...]:
        """Exchange credentials: POST for the first time, PUT for who is registered."""
        self._token = token
        endpoints = await self._discover()
        found = [one.url for one in endpoints if one.identifier == "credentials"]
        if not found:
            raise Garbled(self.peer.name, "offers no credentials")
        role = CredentialsRole(
            own.role,
            self._keys.party_id,
            self._keys.country_code,
            BusinessDetails(own.name),
        )
        ours = Credentials(self._keys.token_b, own.versions_url, [role])
        try:
            theirs = await self.send(method, found[0].rstrip("/"), ours, Credentials)
        except Refused as error:
            if error.code == _NO_METHOD:
                reason = "has registered us before" if method == "POST" else "knows us no more"
                raise Refused(self.peer.name, reason, _NO_METHOD) from error
            raise
        if not theirs.token:
            raise Garbled(self.peer.name, "issues an empty token")
        self._take(theirs)
        return endpoints

    def _take(self, theirs: Credentials) -> None:
        self._token = theirs.token
        self._to = _routing(theirs)
        self.remember(theirs.token)

    async def _discover(self) -> tuple[Endpoint, ...]:
        try:
            versions = await self._found(self.peer.versions_url, list[VersionInfo])
        except Refused as error:
            if error.code != UNAUTHORIZED:
                raise
            # Many peers take the token as it is, not in Base64 as 2.2.1 has it.
            self._is_plain = not self._is_plain
            versions = await self._found(self.peer.versions_url, list[VersionInfo])
        for wanted in VERSIONS:
            for one in versions:
                if one.version == wanted:
                    if not self._is_safe(one.url):
                        raise Garbled(self.peer.name, "sends us to an address that is not safe")
                    details = await self._found(one.url, VersionDetails)
                    return tuple(e for e in details.endpoints if self._is_safe(e.url))
        raise Refused(self.peer.name, "speaks no version that we speak", UNSUPPORTED_VERSION)

    async def _found(self, url: str, kind: type[_T]) -> _T:
        """Get an object of the handshake itself."""
        value, _ = await self._call("GET", url, self._reading(kind))
        return value

    def _is_safe(self, url: str) -> bool:
        """Keep our token off lines that are less private than the one it was agreed on."""
        scheme, _ = _origin(url)
        if not is_address(url):
            return False
        return scheme == "https" or scheme == urlsplit(self.peer.versions_url).scheme == "http"

    async def _call(
        self, method: str, url: str, read: Callable[[msgspec.Raw], _T], body: bytes = b""
    ) -> tuple[_T, Mapping[str, str]]:
        token = self._token
        headers = {
            "Authorization": build_header(token, is_plain=self._is_plain),
            "X-Request-ID": str(uuid.uuid4()),
            "X-Correlation-ID": str(uuid.uuid4()),
            "OCPI-from-country-code": self._keys.country_code,
            "OCPI-from-party-id": self._keys.party_id,
            **self._to,
        }

        def unwrap(answer: Answer) -> tuple[_T, Mapping[str, str]] | None:
            if answer.status == UNAUTHORIZED:
                return None
            return read(self._data(answer)), answer.headers

        name = self.peer.name
        found = await self._wire.call_and_read(method, url, (body, headers), name, unwrap)
        if found is None:
            if token == self._token:
                self._endpoints = ()  # the next call begins with a handshake
            raise Refused(name, "does not know our token", UNAUTHORIZED)
        return found

    def _data(self, answer: Answer) -> msgspec.Raw:
        """Pass the three layers: HTTP, the wrapper, its status code."""
        name = self.peer.name
        is_ours = answer.status in _OUR_ERRORS and answer.status != _TOO_MANY
        if answer.status not in _SUCCESS and not is_ours:
            raise no_answer(answer, name)
        try:
            wrapped = parse_answer(answer.body)
        except msgspec.DecodeError as error:
            if is_ours:
                raise Refused(name, f"HTTP {answer.status}", answer.status) from error
            raise Garbled(name, f"not an answer: {error}") from error
        message = wrapped.status_message or f"status {wrapped.status_code}"
        if is_ours:
            raise Refused(name, message, answer.status)
        if wrapped.status_code in _NOBODY_KNOWS:
            raise Unreachable(name, message)
        if wrapped.status_code // 1000 != 1:
            raise Refused(name, message, wrapped.status_code)
        return wrapped.data

    def _reading(self, kind: type[_T]) -> Callable[[msgspec.Raw], _T]:
        def read(data: msgspec.Raw) -> _T:
            try:
                return msgspec.json.decode(data, type=kind, strict=False)
            except (msgspec.DecodeError, RecursionError) as error:
                raise Garbled(self.peer.name, str(error)) from error

        return read


def _origin(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""  # as a host in half a bracket
    return parts.scheme, parts.netloc


def _routing(credentials: Credentials) -> dict[str, str]:
    """Say whom our calls are for, where the peer is one party."""
    if len(credentials.roles) != 1:
        return {}
    role = credentials.roles[0]
    return {"OCPI-to-country-code": role.country_code, "OCPI-to-party-id": role.party_id}
