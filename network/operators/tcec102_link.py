"""The caller's half of a T/CEC 102 link, with its token. Pushes to us are made with it as well."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Protocol, TypeVar
from urllib.parse import urljoin

import msgspec

from network.errors import Garbled, Refused
from network.operators.dialect import Dialect
from network.operators.envelope import (
    RET_BAD_TOKEN,
    RET_BUSY,
    RET_OK,
    RET_SERVER_ERROR,
    BadEnvelope,
    KeySet,
    Response,
    Stamps,
    open_response,
    seal_request,
)
from network.operators.tcec102_fields import TokenAnswer, TokenAsk

_T = TypeVar("_T")
# Part of a token's life after which the next one is fetched. Chosen.
_TOKEN_SHARE = 0.8
# What a query may be asked again for, how often, and after how long at first. Chosen.
_LATER = frozenset({RET_BUSY, RET_SERVER_ERROR})
_TRIES = 3
_BACK_OFF_S = 1.0
# An answer of this many bytes takes half a millisecond to decrypt and to read (measured).
_LARGE = 16 * 1024


@dataclass(frozen=True, slots=True)
class Callee:
    """Whom a link calls: its name for errors, its base URL, and what it issued to the caller.

    `paths` are interfaces that are found elsewhere than under the base URL.
    """

    name: str
    base_url: str
    caller_code: str
    keys: KeySet
    secret: str = field(repr=False)
    paths: Mapping[str, str] = field(default_factory=dict)

    def url(self, interface: str) -> str:
        """Answer where an interface is found; a path is that of the host, or below the base."""
        try:
            return urljoin(f"{self.base_url}/", self.paths.get(interface, interface))
        except ValueError:
            return self.base_url  # as a host in half a bracket; the wire says that it is none


class Poster(Protocol):
    """What carries a call; `network.wire.Wire` is one."""

    async def post_json(
        self, url: str, body: bytes, headers: Mapping[str, str], peer: str
    ) -> bytes:
        """Post a JSON body and answer the body that came back. Raises: Unreachable, Garbled."""


class TcecLink:
    """Calls to one callee. Whoever needs the token while it is fetched waits for it.

    `sleep` waits before a query is repeated whose callee was busy.
    """

    def __init__(
        self,
        callee: Callee,
        dialect: Dialect,
        wire: Poster,
        now: Callable[[], float],
        wall: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.callee = callee
        self._dialect = dialect
        self._wire = wire
        self._now = now
        self._wall = wall
        self._stamps = Stamps()
        self._token = ""
        self._token_until = 0.0
        self._fetching = asyncio.Lock()
        self._sleep = sleep
        # Who was refused together should not come back together.
        self._jitter = Random(f"{callee.caller_code} {callee.base_url}")

    async def fetch_token(self) -> str:
        """Answer a token that is good for now, a new one where needed.

        Raises: OperatorError
        """
        async with self._fetching:
            if not self._token or self._now() >= self._token_until:
                await self._renew()
            return self._token

    async def query(self, interface: str, question: msgspec.Struct, kind: type[_T]) -> _T:
        """Ask something that may be asked twice.

        A refused token is renewed once; a callee that is busy or failed is asked up to three times,
        ever later. Any other Ret stands. Raises: OperatorError
        """
        response = await self._query_once(interface, question)
        for tried in range(1, _TRIES):
            if response.ret not in _LATER:
                break
            await self._sleep(_BACK_OFF_S * 2 ** (tried - 1) * self._jitter.uniform(1.0, 1.5))
            response = await self._query_once(interface, question)
        return await self._answer(interface, response, kind)

    async def push(self, interface: str, question: msgspec.Struct, kind: type[_T]) -> _T:
        """Tell something that is true now: a refused token is renewed once, nothing else repeated.

        Raises: OperatorError
        """
        return await self._answer(interface, await self._query_once(interface, question), kind)

    async def order(self, interface: str, question: msgspec.Struct, kind: type[_T]) -> _T:
        """Ask something that must not be asked twice. A refused token is dropped, not retried.

        Raises: OperatorError
        """
        token = await self.fetch_token()
        response = await self._call(interface, question, token)
        if response.ret == RET_BAD_TOKEN:
            self.drop_token(token)
        return await self._answer(interface, response, kind)

    def drop_token(self, token: str) -> None:
        """Forget a token that was refused, unless it has been renewed meanwhile."""
        if self._token == token:
            self._token = ""

    async def _query_once(self, interface: str, question: msgspec.Struct) -> Response:
        token = await self.fetch_token()
        response = await self._call(interface, question, token)
        if response.ret == RET_BAD_TOKEN:
            self.drop_token(token)
            response = await self._call(interface, question, await self.fetch_token())
        return response

    async def _renew(self) -> None:
        callee = self.callee
        question = TokenAsk(callee.caller_code, callee.secret)
        response = await self._call("query_token", question, token="")
        answer = await self._answer("query_token", response, TokenAnswer)
        if answer.SuccStat != 0:
            reason = f"gives no token (FailReason {answer.FailReason})"
            raise Refused(callee.name, reason, RET_BAD_TOKEN)
        if not answer.AccessToken or answer.TokenAvailableTime <= 0:
            raise Garbled(callee.name, "query_token: an empty token")
        self._token = answer.AccessToken
        self._token_until = self._now() + _TOKEN_SHARE * answer.TokenAvailableTime

    async def _call(self, interface: str, question: msgspec.Struct, token: str) -> Response:
        callee = self.callee
        data = self._dialect.of(interface).encode(question)
        body = seal_request(callee.keys, callee.caller_code, data, *self._stamps.next(self._wall()))
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        url = callee.url(interface)
        received = await self._wire.post_json(url, body, headers, callee.name)
        try:
            return await _apart(len(received), lambda: open_response(callee.keys, received))
        except BadEnvelope as error:
            raise Garbled(callee.name, f"{interface}: {error}") from error

    async def _answer(self, interface: str, response: Response, kind: type[_T]) -> _T:
        if response.ret != RET_OK:
            reason = response.message or "refuses without a reason"
            raise Refused(self.callee.name, reason, response.ret)
        try:
            dialect = self._dialect.of(interface)
            return await _apart(len(response.data), lambda: dialect.decode(response.data, kind))
        except msgspec.DecodeError as error:
            raise Garbled(self.callee.name, f"{interface}: {error}") from error


async def _apart(size: int, work: Callable[[], _T]) -> _T:
    """Do some work, in a thread if it is much."""
    return await asyncio.to_thread(work) if size > _LARGE else work()
