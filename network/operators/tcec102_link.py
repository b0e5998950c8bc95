"""The caller's half of a T/CEC 102 link, with its token. Pushes to us are made with it as well."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Generic, NamedTuple, Protocol, TypeVar, cast
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
    Stamps,
    open_response,
    seal_request,
)
from network.operators.tcec102_fields import TokenAnswer, TokenAsk

_T = TypeVar("_T")
_S = TypeVar("_S")
# Part of a token's life after which the next one is fetched. Chosen.
_TOKEN_SHARE = 0.8
# What a query may be asked again for, how often, and after how long at first. Chosen.
_LATER = frozenset({RET_BUSY, RET_SERVER_ERROR})
_TRIES = 3
_BACK_OFF_S = 1.0


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

    async def post(
        self,
        url: str,
        build: Callable[[], bytes],
        headers: Mapping[str, str],
        peer: str,
        read: Callable[[bytes], _T],
    ) -> _T:
        """Post the JSON body that `build` makes, and answer what `read` makes of the answer.

        Both may be called in another thread.
        Raises: Unreachable, Garbled, and what `build` and `read` raise
        """


class _Reply(NamedTuple, Generic[_T]):
    """An answer that was read; `value` is None where `ret` says that there is nothing to read."""

    ret: int
    message: str
    value: _T | None


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
        self._urls: dict[str, str] = {}
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
        return await self.query_and_parse(interface, question, kind, _as_it_is)

    async def query_and_parse(
        self,
        interface: str,
        question: msgspec.Struct,
        kind: type[_S],
        parse: Callable[[_S], _T],
    ) -> _T:
        """Do the same, and answer what `parse` makes of the answer: in the thread that reads it.

        Raises: OperatorError, and what else `parse` raises than msgspec.DecodeError
        """
        ask = self._asking(interface, question, kind, parse)
        reply = await self._query_once(ask)
        for tried in range(1, _TRIES):
            if reply.ret not in _LATER:
                break
            await self._sleep(_BACK_OFF_S * 2 ** (tried - 1) * self._jitter.uniform(1.0, 1.5))
            reply = await self._query_once(ask)
        return self._answer(reply)

    async def push(self, interface: str, question: msgspec.Struct, kind: type[_T]) -> _T:
        """Tell something that is true now: a refused token is renewed once, nothing else repeated.

        Raises: OperatorError
        """
        ask = self._asking(interface, question, kind, _as_it_is)
        return self._answer(await self._query_once(ask))

    async def order(self, interface: str, question: msgspec.Struct, kind: type[_T]) -> _T:
        """Ask something that must not be asked twice. A refused token is dropped, not retried.

        Raises: OperatorError
        """
        token = await self.fetch_token()
        reply = await self._asking(interface, question, kind, _as_it_is)(token)
        if reply.ret == RET_BAD_TOKEN:
            self.drop_token(token)
        return self._answer(reply)

    def drop_token(self, token: str) -> None:
        """Forget a token that was refused, unless it has been renewed meanwhile."""
        if self._token == token:
            self._token = ""

    async def _query_once(self, ask: Callable[[str], Awaitable[_Reply[_T]]]) -> _Reply[_T]:
        token = await self.fetch_token()
        reply = await ask(token)
        if reply.ret == RET_BAD_TOKEN:
            self.drop_token(token)
            reply = await ask(await self.fetch_token())
        return reply

    async def _renew(self) -> None:
        callee = self.callee
        question = TokenAsk(callee.caller_code, callee.secret)
        ask = self._asking("query_token", question, TokenAnswer, _as_it_is)
        answer = self._answer(await ask(""))
        if answer.SuccStat != 0:
            reason = f"gives no token (FailReason {answer.FailReason})"
            raise Refused(callee.name, reason, RET_BAD_TOKEN)
        if not answer.AccessToken or answer.TokenAvailableTime <= 0:
            raise Garbled(callee.name, "query_token: an empty token")
        self._token = answer.AccessToken
        self._token_until = self._now() + _TOKEN_SHARE * answer.TokenAvailableTime

    def _asking(
        self,
        interface: str,
        question: msgspec.Struct,
        kind: type[_S],
        parse: Callable[[_S], _T],
    ) -> Callable[[str], Awaitable[_Reply[_T]]]:
        """Get ready to call with a token, or with none where it is empty; each call is sealed anew.

        A question is sealed in the wire's thread, and all that is done to its answer in one go.
        """
        callee, dialect = self.callee, self._dialect.of(interface)

        def read(received: bytes) -> _Reply[_T]:
            try:
                response = open_response(callee.keys, received)
                if response.ret != RET_OK:
                    return _Reply(response.ret, response.message, None)
                value = parse(dialect.decode(response.data, kind))
            except (BadEnvelope, msgspec.DecodeError) as error:
                raise Garbled(callee.name, f"{interface}: {error}") from error
            return _Reply(RET_OK, response.message, value)

        def sealed(moment: datetime) -> bytes:
            data, stamp = dialect.encode(question), self._stamps.next(moment)
            return seal_request(callee.keys, callee.caller_code, data, *stamp)

        async def ask(token: str) -> _Reply[_T]:
            moment = self._wall()
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            return await self._wire.post(
                self._url(interface), lambda: sealed(moment), headers, callee.name, read
            )

        return ask

    def _url(self, interface: str) -> str:
        if interface not in self._urls:
            self._urls[interface] = self.callee.url(interface)
        return self._urls[interface]

    def _answer(self, reply: _Reply[_T]) -> _T:
        if reply.ret != RET_OK:
            reason = reply.message or "refuses without a reason"
            raise Refused(self.callee.name, reason, reply.ret)
        return cast(_T, reply.value)


def _as_it_is(value: _T) -> _T:
    return value
