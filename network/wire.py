"""Calls to everybody over HTTP, made away from the caller's event loop; a ring of what was said."""

from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from starlette.types import ASGIApp

from network.errors import Unreachable
from network.lines import Answer, Call, Exchange, Lines, is_address, system_trust
from network.loop_thread import LoopThread
from network.retry_after import retry_after_s
from network.trust import Trust

__all__ = ["Answer", "Exchange", "Wire", "is_address", "no_answer"]

_T = TypeVar("_T")
MAX_BODY_BYTES = 10 * 1024 * 1024
_RING = 200
_HTTP_OK = 200
_TOO_MANY, _REDIRECTS = 429, range(300, 400)
_JSON_TYPES = ("json", "text/plain", "octet-stream")
_PICTURE_TYPES = ("image/", "octet-stream")
# On the caller's loop, half a millisecond of decrypting and parsing (measured).
_LARGE_HERE = 16 * 1024
# In the thread, where only other answers wait meanwhile: 10 ms. Chosen.
_LARGE_AWAY = 256 * 1024


class Wire:
    """HTTP to everybody. `routes` sends a host name to a server in this process.

    Such a server is called on the caller's loop, to which it belongs; all else is done in a thread
    with a loop of its own, which begins with the first such call and ends with `aclose`: the
    caller's loop has one step for each answer. What waits there waits in real time.

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
        self._exchanges: deque[Exchange] = deque(maxlen=_RING)
        note, trust = self._exchanges.append, Trust(authorities, system_trust)
        self._here = Lines(self._routes, trust, note, _LARGE_HERE)
        self._away = Lines({}, trust, note, _LARGE_AWAY)
        self._thread = LoopThread("wire")

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """The latest calls that have ended, the last one last."""
        return tuple(self._exchanges)

    def route(self, host: str, app: ASGIApp) -> None:
        """Send `host` to a server in this process; to be said before it is first called."""
        self._routes[host] = app

    async def post_json(
        self, url: str, body: bytes, headers: Mapping[str, str], peer: str
    ) -> bytes:
        """Post a JSON body and answer the body that came back. `peer` names the other side.

        Raises: Unreachable, Garbled
        """
        return await self.post(url, lambda: body, headers, peer, bytes)

    async def post(
        self,
        url: str,
        build: Callable[[], bytes],
        headers: Mapping[str, str],
        peer: str,
        read: Callable[[bytes], _T],
    ) -> _T:
        """Post the body that `build` makes, and answer what `read` makes of the one that came back.

        Both are done in the thread that makes the call. A large body is read in a thread in any
        case. Raises: Unreachable, Garbled, and what `build` and `read` raise
        """
        return await self._begin(
            url,
            lambda: _json_call("POST", url, build(), headers, peer),
            lambda answer: read(_expect_ok(answer, peer)),
        )

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
        call = Call("GET", url, b"", asked, peer, _PICTURE_TYPES, most_bytes)
        return await self._begin(url, lambda: call, _as_it_came)

    async def call(
        self, method: str, url: str, body: bytes, headers: Mapping[str, str], peer: str
    ) -> Answer:
        """Make one request, with a JSON body or none, and answer what came, of any status.

        Raises: Unreachable where nothing came, Garbled
        """
        return await self.call_and_read(method, url, (body, headers), peer, _as_it_came)

    async def call_and_read(
        self,
        method: str,
        url: str,
        sent: tuple[bytes, Mapping[str, str]],
        peer: str,
        read: Callable[[Answer], _T],
    ) -> _T:
        """Do the same with a body and headers, and answer what `read` makes of the answer.

        Raises: Unreachable where nothing came, Garbled, and what `read` raises
        """
        body, headers = sent
        call = _json_call(method, url, body, headers, peer)
        return await self._begin(url, lambda: call, read)

    async def aclose(self) -> None:
        """Let running requests end for a moment, close every connection, and end the thread."""
        await self._here.aclose()
        if self._thread.is_running:
            try:
                await self._thread.run(self._away.aclose)
            finally:
                await self._thread.aclose()

    async def _begin(self, url: str, build: Callable[[], Call], read: Callable[[Answer], _T]) -> _T:
        if _host_of(url) in self._routes:
            return await self._here.ask(build(), read)

        async def ask() -> _T:
            return await self._away.ask(build(), read)

        return await self._thread.run(ask)


def no_answer(answer: Answer, peer: str) -> Unreachable:
    """Say that an answer of this status is none, and when to come back if it tells."""
    status = answer.status
    retry_s = retry_after_s(answer.headers)
    if status == _TOO_MANY:
        return Unreachable(peer, f"is asked too often (HTTP {status})", retry_s)
    if status in _REDIRECTS:
        return Unreachable(peer, f"sends us to another address (HTTP {status})", retry_s)
    return Unreachable(peer, f"is out of order (HTTP {status})", retry_s)


def _json_call(method: str, url: str, body: bytes, headers: Mapping[str, str], peer: str) -> Call:
    content_type = {"Content-Type": "application/json; charset=utf-8"} if body else {}
    # No other compression is unpacked within a limit.
    all_headers = {**content_type, "Accept-Encoding": "gzip", **headers}
    return Call(method, url, body, all_headers, peer, _JSON_TYPES, MAX_BODY_BYTES)


def _as_it_came(answer: Answer) -> Answer:
    return answer


def _expect_ok(answer: Answer, peer: str) -> bytes:
    if answer.status != _HTTP_OK:
        raise no_answer(answer, peer)
    return answer.body


def _host_of(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""  # as a host in half a bracket: whoever would call it says that it is none
