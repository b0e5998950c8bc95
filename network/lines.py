"""The one door to httpx: connections to everybody, of one event loop, within limits."""

import asyncio
import socket
import ssl
import zlib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple, TypeVar
from urllib.parse import urlsplit

import httpx
from starlette.types import ASGIApp

from network.errors import Congested, Garbled, Unreachable, causes
from network.http_parts import load_parts
from network.trust import TLS_REASONS, Trust

_T = TypeVar("_T")
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
_CLOSE_WAIT_S = 1.0
_GZIP_BITS = 47  # zlib's word for "gzip or zlib, as its header says"
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

    `started_s` is the time of the loop that made it: of a thread's, the system's monotonic clock.
    `outcome` is the HTTP status or one line on what went wrong.
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


class Line(NamedTuple):
    """Where requests wait for each other: several operators may be served at one origin."""

    peer: str
    origin: str


@dataclass(frozen=True, slots=True)
class Call:
    """What to ask whom; `kinds` are parts of the content types that its answer may have."""

    method: str
    url: str
    body: bytes
    headers: Mapping[str, str]
    peer: str
    kinds: tuple[str, ...]
    most_bytes: int

    @property
    def host(self) -> str:
        """The host with its port."""
        return urlsplit(self.url).netloc

    @property
    def line(self) -> Line:
        """Where it waits."""
        return Line(self.peer, f"{urlsplit(self.url).scheme}://{self.host}")


@dataclass(slots=True)
class Pool:
    """The connections to one operator; a retired one is closed when its last request has ended."""

    client: httpx.AsyncClient
    users: int = 0
    is_retired: bool = False


class Lines:
    """All connections that belong to one event loop. `note` is told of each exchange.

    `routes` are the hosts that are served in this process, on the same loop. A body of more than
    `most_at_once` bytes is read in a thread, a smaller one at once.
    """

    def __init__(
        self,
        routes: Mapping[str, ASGIApp],
        trust: Trust,
        note: Callable[[Exchange], None],
        most_at_once: int,
    ) -> None:
        self._routes = routes
        self._trust = trust
        self._note = note
        self._most_at_once = most_at_once
        self.pools: dict[Line, Pool] = {}
        self._slots: dict[Line, asyncio.Semaphore] = {}
        self._running: set[asyncio.Task[Answer]] = set()

    async def ask(self, call: Call, read: Callable[[Answer], _T]) -> _T:
        """Make one request, and answer what `read` makes of the answer, of any status.

        Raises: Unreachable where nothing came, Garbled, and what `read` raises
        """
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
        answer = await asyncio.shield(task)
        if len(answer.body) > self._most_at_once:
            return await asyncio.to_thread(read, answer)
        return read(answer)

    async def aclose(self) -> None:
        """Let running requests end for a moment, then close every connection."""
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=_CLOSE_WAIT_S)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        for pool in self.pools.values():
            await pool.client.aclose()
        self.pools.clear()

    def _finished(self, task: asyncio.Task[Answer], slots: asyncio.Semaphore) -> None:
        self._running.discard(task)
        slots.release()
        if not task.cancelled():
            task.exception()  # nobody may be waiting any more: that is not a lost exception

    async def _request(self, call: Call) -> Answer:
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
            self._note(Exchange(started, took, call.peer, call.url, sent, received, outcome))
        return answer

    async def _exchange(self, call: Call) -> Answer:
        pool = self._pool(call.line)
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

    def _retire(self, line: Line, pool: Pool) -> None:
        """Let nobody use a pool any more of which a slot may be lost."""
        pool.is_retired = True
        if self.pools.get(line) is pool:
            del self.pools[line]

    def _pool(self, line: Line) -> Pool:
        """Answer the connections to an operator. Cost: 60 ms where TLS is new, in its own thread.

        Raises: OSError, ssl.SSLError
        """
        if line not in self.pools:
            app = self._routes.get(urlsplit(line.origin).netloc)
            if app is None:
                load_parts()
            client = httpx.AsyncClient(
                transport=httpx.ASGITransport(app) if app else None,
                verify=self._trust.of(line.origin),
                timeout=_TIMEOUT,
                limits=_LIMITS,
                trust_env=False,  # a system proxy would otherwise catch 127.0.0.1
                follow_redirects=False,  # it would replay a signed call to another host
            )
            self.pools[line] = Pool(client)
        return self.pools[line]


def system_trust() -> ssl.SSLContext:
    """Make a context that trusts whom the system trusts. Cost: 20 ms."""
    return httpx.create_ssl_context(trust_env=False)


def is_address(url: str) -> bool:
    """Tell whether a URL can be called at all: http or https, a host, a port that there is."""
    try:
        parts = urlsplit(url)
        is_ours = parts.scheme in ("http", "https") and parts.port != 0 and not parts.username
        return bool(is_ours and parts.hostname and httpx.URL(url).host)
    except (ValueError, httpx.InvalidURL):
        return False


def _check(call: Call) -> None:
    """Refuse what peers may have made us say: addresses and tokens are of their making.

    Raises: Unreachable, Garbled
    """
    if not is_address(call.url):
        raise Unreachable(call.peer, "bad address")
    if not all(word.isascii() and word.isprintable() for word in call.headers.values()):
        raise Garbled(call.peer, "gave us a word that cannot be sent back")


async def _read(response: httpx.Response, call: Call) -> bytes:
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
