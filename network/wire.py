"""The one door to httpx: limits, time-outs, size caps, and a ring of what was exchanged."""

import asyncio
from collections import deque
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx
from starlette.types import ASGIApp

from network.errors import Garbled, Unreachable

MAX_BODY_BYTES = 10 * 1024 * 1024
# Whole answer, headers to last byte; the read time-out alone lets a peer drip for ever. Chosen.
MAX_ANSWER_S = 20.0
_TIMEOUT = httpx.Timeout(connect=3.0, read=10.0, write=5.0, pool=2.0)
_LIMITS = httpx.Limits(max_connections=8, max_keepalive_connections=4, keepalive_expiry=30.0)
_RING = 200
_HTTP_OK = 200
_CLOSE_WAIT_S = 1.0


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


@dataclass(slots=True)
class _Pool:
    """The connections to one host; a retired one is closed when its last request has ended."""

    client: httpx.AsyncClient
    users: int = 0
    is_retired: bool = False


class Wire:
    """HTTP to everybody. `routes` sends a host name to a server in this process.

    Every host has its own pool, so that a slow operator holds up nobody else. A request that was
    begun is never cancelled: httpx 0.28.1 would lose its pool slot for ever (encode/httpcore#1093).
    Whoever stops waiting leaves it to run out, and its answer is dropped.
    """

    def __init__(self, routes: Mapping[str, ASGIApp] | None = None) -> None:
        self._routes = dict(routes or {})
        self._pools: dict[str, _Pool] = {}
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

    async def call(
        self, method: str, url: str, body: bytes, headers: Mapping[str, str], peer: str
    ) -> Answer:
        """Make one request, with a JSON body or none, and answer what came, of any status.

        Raises: Unreachable where nothing came, Garbled
        """
        content_type = {"Content-Type": "application/json; charset=utf-8"} if body else {}
        request = self._request(method, url, body, {**content_type, **headers}, peer)
        return await self._shielded(request)

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

    async def _shielded(self, request: Coroutine[Any, Any, Answer]) -> Answer:
        task = asyncio.ensure_future(request)
        self._running.add(task)
        task.add_done_callback(self._finished)
        return await asyncio.shield(task)

    def _finished(self, task: asyncio.Task[Answer]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()  # nobody may be waiting any more: that is not a lost exception

    async def _request(
        self, method: str, url: str, body: bytes, headers: Mapping[str, str], peer: str
    ) -> Answer:
        loop = asyncio.get_running_loop()
        started = loop.time()
        outcome, received = "broke off", 0
        try:
            answer = await self._exchange(method, url, body, headers, peer)
            outcome, received = f"HTTP {answer.status}", len(answer.body)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            outcome = _reason(error)
            raise Unreachable(peer, outcome) from error
        except Garbled as error:
            outcome = error.reason
            raise
        finally:
            took = loop.time() - started
            self.exchanges.append(Exchange(started, took, peer, url, len(body), received, outcome))
        return answer

    async def _exchange(
        self, method: str, url: str, body: bytes, headers: Mapping[str, str], peer: str
    ) -> Answer:
        host = urlsplit(url).netloc
        pool = self._pool(host)
        pool.users += 1
        deadline_s = asyncio.get_running_loop().time() + MAX_ANSWER_S
        try:
            async with pool.client.stream(method, url, content=body, headers=headers) as response:
                received = await _read(response, peer, deadline_s)
                return Answer(response.status_code, dict(response.headers), received)
        except httpx.PoolTimeout:
            pool.is_retired = True
            if self._pools.get(host) is pool:
                del self._pools[host]
            raise
        finally:
            pool.users -= 1
            if pool.is_retired and not pool.users:
                await pool.client.aclose()

    def _pool(self, host: str) -> _Pool:
        if host not in self._pools:
            app = self._routes.get(host)
            self._pools[host] = _Pool(
                httpx.AsyncClient(
                    transport=httpx.ASGITransport(app) if app else None,
                    timeout=_TIMEOUT,
                    limits=_LIMITS,
                    trust_env=False,  # a system proxy would otherwise catch 127.0.0.1
                    follow_redirects=False,  # it would replay a signed call to another host
                )
            )
        return self._pools[host]


def _expect_ok(answer: Answer, peer: str) -> bytes:
    if answer.status != _HTTP_OK:
        raise Unreachable(peer, f"HTTP {answer.status}")
    return answer.body


async def _read(response: httpx.Response, peer: str, deadline_s: float) -> bytes:
    loop = asyncio.get_running_loop()
    chunks = bytearray()
    async for chunk in response.aiter_bytes():
        chunks += chunk
        if len(chunks) > MAX_BODY_BYTES:
            raise Garbled(peer, f"the answer is larger than {MAX_BODY_BYTES // 1024 // 1024} MB")
        if loop.time() > deadline_s:
            raise httpx.ReadTimeout("")
    return bytes(chunks)


def _reason(error: Exception) -> str:
    match error:
        case httpx.PoolTimeout():
            return "has too many requests waiting"
        case httpx.ConnectTimeout():
            return "does not accept connections"
        case httpx.TimeoutException():
            return "did not answer in time"
        case httpx.ConnectError():
            return "cannot be connected"
        case httpx.HTTPError():
            return f"the connection broke ({type(error).__name__})"
        case _:
            return f"bad address ({error})"
