"""The one door to httpx: limits, time-outs, size caps, and a ring of what was exchanged."""

import asyncio
import socket
import ssl
import zlib
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import httpx
from starlette.types import ASGIApp

from network.errors import Congested, Garbled, Unreachable, causes
from network.http_parts import load_parts
from network.retry_after import retry_after_s
from network.trust import TLS_REASONS, Trust

MAX_BODY_BYTES = 10 * 1024 * 1024
# Whole answer, from the connection to its last byte; the read time-out alone lets a peer drip for
# ever, header by header. Chosen.
MAX_ANSWER_S = 20.0
_TIMEOUT = httpx.Timeout(connect=3.0, read=10.0, write=5.0, pool=2.0)
_CONNECTIONS = 8
_LIMITS = httpx.Limits(
    max_connections=_CONNECTIONS, max_keepalive_connections=4, keepalive_expiry=30.0
)
# How long a request waits for one of its operator's connections before its caller is told. Chosen.
MAX_WAIT_S = 2.0
_RING = 200
_HTTP_OK = 200
_TOO_MANY, _REDIRECTS = 429, range(300, 400)
_CLOSE_WAIT_S = 1.0
_GZIP_BITS = 47  # zlib's word for "gzip or zlib, as its header says"
_JSON_TYPES = ("json", "text/plain", "octet-stream")
_PICTURE_TYPES = ("image/", "octet-stream")
_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (ssl.SSLError, "no private line to it can be had"),
    (socket.gaierror, "its address cannot be found"),
    (httpx.PoolTimeout, "has too many requests waiting"),
    (httpx.ConnectTimeout, "does not accept connections"),
    (httpx.TimeoutException, "did not answer in time"),
    (TimeoutError, "did not answer in time"),
    (FileNotFoundError, "the file of its authorities cannot be read"),
    (PermissionError, "the file of its authorities cannot be read"),
)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One call for the workbench: no bodies, no headers, hence no secrets.

    `started_s` is the loop's own time. `outcome` is the HTTP status or one line on what went wrong.
    """

    started_s: float
    took_s: float
    peer: str
    url: str
    sent_bytes: int
    received_bytes: int
    outcome: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whatever its status; the names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class _Line(NamedTuple):
    """Where requests wait for each other: several operators may be served at one origin."""

    peer: str
    origin: str


@dataclass(frozen=True, slots=True)
class _Call:
    method: str
    url: str
    body: bytes
    headers: Mapping[str, str]
    peer: str
    kinds: tuple[str, ...]
    most_bytes: int

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc

    @property
    def line(self) -> "_Line":
        return _Line(self.peer, f"{urlsplit(self.url).scheme}://{self.host}")


@dataclass(slots=True)
class _Pool:
    """The connections to one operator; a retired one is closed when its last request has ended."""

    client: httpx.AsyncClient
    users: int = 0
    is_retired: bool = False


class Wire:
    """HTTP to everybody. `routes` sends a host name to a server in this process.

    Every operator has its own pool at each host, so that a slow one holds up nobody else. A request
    that was begun is not cancelled by who stops waiting: httpx 0.28.1 would lose its pool slot for
    ever (encode/httpcore#1093). It is left to run out, and its answer is dropped; one that has run
    for MAX_ANSWER_S is broken off together with its pool. `authorities` are files of certificates
    to trust beside those of the system, by host name: who vouches for one operator does not for
    another. That a certificate is checked cannot be switched off.
    """

    def __init__(
        self,
        routes: Mapping[str, ASGIApp] | None = None,
        authorities: Mapping[str, Path] | None = None,
    ) -> None:
        self._routes = dict(routes or {})
        self._trust = Trust(authorities, lambda: httpx.create_ssl_context(trust_env=False))
        self._pools: dict[_Line, _Pool] = {}
        self._slots: dict[_Line, asyncio.Semaphore] = {}
        self._running: set[asyncio.Task[Answer]] = set()
        self.exchanges: deque[Exchange] = deque(maxlen=_RING)

    def route(self, host: str, app: ASGIApp) -> None:
        """Send `host` to a server in this process; to be said before it is first called."""
        self._routes[host] = app

    async def post_json(
        self, url: str, body: bytes, headers: Mapping[str, str], peer: str
    ) -> bytes:
        """Post a JSON body and answer the body that came back. `peer` names the other side.

        Raises: Unreachable, Garbled
        """
        answer = await self.call("POST", url, body, headers, peer)
        return _expect_ok(answer, peer)

    async def get_json(self, url: str, peer: str) -> bytes:
        """Get a JSON body.

        Raises: Unreachable, Garbled
        """
        return _expect_ok(await self.call("GET", url, b"", {}, peer), peer)

    async def get_picture(self, url: str, peer: str, most_bytes: int) -> bytes:
        """Get a picture of at most so many bytes; what it is, is for `photos.sniff` to see.

        Raises: Unreachable, Garbled
        """
        return _expect_ok(await self.look_up_picture(url, {}, peer, most_bytes), peer)

    async def look_up_picture(
        self, url: str, headers: Mapping[str, str], peer: str, most_bytes: int
    ) -> Answer:
        """Ask for a picture as `get_picture` does, and answer what came, of any status.

        Raises: Unreachable where nothing came, Garbled
        """
        asked = {"Accept-Encoding": "gzip", **headers}
        call = _Call("GET", url, b"", asked, peer, _PICTURE_TYPES, most_bytes)
        return await self._begin(call)

    async def call(
        self, method: str, url: str, body: bytes, headers: Mapping[str, str], peer: str
    ) -> Answer:
        """Make one request, with a JSON body or none, and answer what came, of any status.

        Raises: Unreachable where nothing came, Garbled
        """
        content_type = {"Content-Type": "application/json; charset=utf-8"} if body else {}
        # No other compression is unpacked within a limit.
        all_headers = {**content_type, "Accept-Encoding": "gzip", **headers}
        call = _Call(method, url, body, all_headers, peer, _JSON_TYPES, MAX_BODY_BYTES)
        return await self._begin(call)

    async def _begin(self, call: _Call) -> Answer:
        _check(call)
        slots = self._slots.setdefault(call.line, asyncio.Semaphore(_CONNECTIONS))
        try:
            # Who is abandoned here has not begun, and leaves nothing behind.
            async with asyncio.timeout(MAX_WAIT_S):
                await slots.acquire()
        except TimeoutError as error:
            raise Congested(call.peer, "was not asked: too many requests waiting") from error
        task = asyncio.ensure_future(self._request(call))
        self._running.add(task)
        task.add_done_callback(lambda task: self._finished(task, slots))
        return await asyncio.shield(task)

    async def aclose(self) -> None:
        """Let running requests end for a moment, then close every connection."""
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=_CLOSE_WAIT_S)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        for pool in self._pools.values():
            await pool.client.aclose()
        self._pools.clear()

    def _finished(self, task: asyncio.Task[Answer], slots: asyncio.Semaphore) -> None:
        self._running.discard(task)
        slots.release()
        if not task.cancelled():
            task.exception()  # nobody may be waiting any more: that is not a lost exception

    async def _request(self, call: _Call) -> Answer:
        loop = asyncio.get_running_loop()
        started = loop.time()
        outcome, received = "broke off", 0
        try:
            answer = await self._exchange(call)
            outcome, received = f"HTTP {answer.status}", len(answer.body)
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            outcome = _reason(error)
            raise Unreachable(call.peer, outcome) from error
        except Garbled as error:
            outcome = error.reason
            raise
        except Exception as error:
            # What httpx lets through of a peer's making; a bug in a server of this process is none.
            if call.host in self._routes:
                raise
            outcome = f"the call failed ({type(error).__name__})"
            raise Unreachable(call.peer, outcome) from error
        finally:
            took, sent = loop.time() - started, len(call.body)
            told = Exchange(started, took, call.peer, call.url, sent, received, outcome)
            self.exchanges.append(told)
        return answer

    async def _exchange(self, call: _Call) -> Answer:
        pool = await self._pool(call.line)
        pool.users += 1
        try:
            async with (
                asyncio.timeout(MAX_ANSWER_S),
                pool.client.stream(
                    call.method, call.url, content=call.body, headers=call.headers
                ) as response,
            ):
                body = await _read(response, call)
                return Answer(response.status_code, dict(response.headers), body)
        except ConnectionError as error:
            # A server in this process broke off; over TCP httpx would say so itself.
            raise httpx.RemoteProtocolError(str(error)) from error
        except (httpx.PoolTimeout, TimeoutError):
            self._retire(call.line, pool)
            raise
        finally:
            pool.users -= 1
            if pool.is_retired and not pool.users:
                await pool.client.aclose()

    def _retire(self, line: _Line, pool: _Pool) -> None:
        """Let nobody use a pool any more of which a slot may be lost."""
        pool.is_retired = True
        if self._pools.get(line) is pool:
            del self._pools[line]

    async def _pool(self, line: _Line) -> _Pool:
        """Answer the connections to an operator; what the first takes to make is made in a thread.

        Raises: OSError, ssl.SSLError
        """
        if line not in self._pools:
            origin, app = line.origin, self._routes.get(urlsplit(line.origin).netloc)
            made = self._made(origin, app) if app else await asyncio.to_thread(self._made, origin)
            # Somebody else may have been there first.
            self._pools.setdefault(line, _Pool(made))
        return self._pools[line]

    def _made(self, origin: str, app: ASGIApp | None = None) -> httpx.AsyncClient:
        if app is None:
            load_parts()
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(app) if app else None,
            verify=self._trust.of(origin),
            timeout=_TIMEOUT,
            limits=_LIMITS,
            trust_env=False,  # a system proxy would otherwise catch 127.0.0.1
            follow_redirects=False,  # it would replay a signed call to another host
        )


def is_address(url: str) -> bool:
    """Tell whether a URL can be called at all: http or https, a host, a port that there is."""
    try:
        parts = urlsplit(url)
        is_ours = parts.scheme in ("http", "https") and parts.port != 0 and not parts.username
        return bool(is_ours and parts.hostname and httpx.URL(url).host)
    except (ValueError, httpx.InvalidURL):
        return False


def _check(call: _Call) -> None:
    """Refuse what peers may have made us say: addresses and tokens are of their making.

    Raises: Unreachable, Garbled
    """
    if not is_address(call.url):
        raise Unreachable(call.peer, "bad address")
    if not all(word.isascii() and word.isprintable() for word in call.headers.values()):
        raise Garbled(call.peer, "gave us a word that cannot be sent back")


def no_answer(answer: Answer, peer: str) -> Unreachable:
    """Say that an answer of this status is none, and when to come back if it tells."""
    status = answer.status
    retry_s = retry_after_s(answer.headers)
    if status == _TOO_MANY:
        return Unreachable(peer, f"is asked too often (HTTP {status})", retry_s)
    if status in _REDIRECTS:
        return Unreachable(peer, f"sends us to another address (HTTP {status})", retry_s)
    return Unreachable(peer, f"is out of order (HTTP {status})", retry_s)


def _expect_ok(answer: Answer, peer: str) -> bytes:
    if answer.status != _HTTP_OK:
        raise no_answer(answer, peer)
    return answer.body


async def _read(response: httpx.Response, call: _Call) -> bytes:
    """Read a body within the limit, unpacked piece by piece: httpx itself would unpack it whole."""
    peer, most = call.peer, call.most_bytes
    too_large = Garbled(peer, f"the answer is larger than {most // 1024 // 1024} MB")
    length = response.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length[:20]) > most:
        raise too_large
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding not in ("", "identity", "gzip"):
        raise Garbled(peer, "packs its answer in a way that was not asked for")
    unpacking = zlib.decompressobj(_GZIP_BITS) if encoding == "gzip" else None
    body = bytearray()
    pieces = response.aiter_raw()
    try:
        async for piece in pieces:
            body += (
                piece if unpacking is None else unpacking.decompress(piece, most + 1 - len(body))
            )
            if len(body) > most:
                raise too_large
    except zlib.error as error:
        await _run_out(response, pieces)
        raise Garbled(peer, "its answer cannot be unpacked") from error
    except Garbled:
        await _run_out(response, pieces)
        raise
    if unpacking is not None and body and not unpacking.eof:
        raise Garbled(peer, "its answer cannot be unpacked")
    kind = response.headers.get("content-type", "").lower()
    if body and response.is_success and kind and not any(word in kind for word in call.kinds):
        # A network's log-in page looks like this as well.
        raise Garbled(peer, f"answers with something else than data ({kind[:40]})")
    return bytes(body)


async def _run_out(response: httpx.Response, pieces: AsyncIterator[bytes]) -> None:
    """Hang up, and let httpx's generators end in this task."""
    # qasync leaves half-read ones to the garbage collector: their clean-up fails outside of a task.
    await response.aclose()
    with suppress(httpx.HTTPError, httpx.StreamError):
        async for _ in pieces:
            pass


def _reason(error: Exception) -> str:
    for cause in causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return TLS_REASONS.get(cause.verify_code, "its certificate is not valid")
        for kind, reason in _REASONS:
            if isinstance(cause, kind):
                return reason
    return _broken(error)


def _broken(error: Exception) -> str:
    match error:
        case httpx.ConnectError():
            return "cannot be connected"
        case httpx.HTTPError():
            return f"the connection broke ({type(error).__name__})"
        case OSError():
            return f"the line failed ({error.strerror or type(error).__name__})"
        case _:
            return f"bad address ({error})"
