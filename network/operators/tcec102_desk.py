"""The callee's half of T/CEC 102: verify a call, hand it to its handler, seal the answer."""

import hmac
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec
from starlette.requests import Request as HttpRequest
from starlette.responses import Response as HttpResponse

from network.operators.dialect import Dialect
from network.operators.envelope import (
    RET_BAD_BUSINESS,
    RET_BAD_PARAMETERS,
    RET_BAD_SIGNATURE,
    RET_BAD_TOKEN,
    RET_BUSY,
    RET_OK,
    BadEnvelope,
    KeySet,
    build_refusal,
    caller_of,
    open_request,
    seal_response,
)
from network.operators.guard import Guard, Objection
from network.operators.tcec102_fields import TokenAnswer, TokenAsk

_T = TypeVar("_T")
TOKEN_LIFE_S = 7200
_MAX_CALL_BYTES = 1024 * 1024
# How many calls are remembered to answer a repeated one with the same words. Chosen.
_REMEMBERED = 512
_NO_SUCH_OPERATOR, _WRONG_SECRET = 1, 2


class Decline(Exception):
    """The callee answers with a `Ret` other than 0."""

    def __init__(
        self, ret: int, message: str, objection: Objection = Objection.MEANINGLESS
    ) -> None:
        super().__init__(message)
        self.ret = ret
        self.objection = objection


@dataclass(frozen=True, slots=True)
class Caller:
    """Who may call: `id` is our word for it, the rest is what it was issued."""

    id: str
    code: str
    keys: KeySet
    secret: str = field(repr=False)
    dialect: Dialect = field(default_factory=Dialect)


@dataclass(frozen=True, slots=True)
class Call:
    """A verified call."""

    caller: Caller
    interface: str
    data: bytes
    time_stamp: str = ""

    def read(self, kind: type[_T]) -> _T:
        """Read the business object.

        Raises: Decline with 4004 where it is not one
        """
        try:
            return self.caller.dialect.of(self.interface).decode(self.data, kind)
        except msgspec.DecodeError as error:
            raise Decline(RET_BAD_BUSINESS, str(error)) from error


Handler = Callable[[Call], Awaitable[msgspec.Struct]]


class TcecDesk:
    """One callee. The same bytes received twice are answered with the same bytes, handled once.

    A `guard` keeps floods and old calls out as well, and counts what changed nothing.
    """

    def __init__(
        self,
        code: str,
        callers: Mapping[str, Caller],
        handlers: Mapping[str, Handler],
        now: Callable[[], float],
        guard: Guard | None = None,
    ) -> None:
        self._code = code
        self._guard = guard
        self._callers = callers
        self._handlers = handlers
        self._now = now
        self._tokens: dict[str, tuple[str, float]] = {}
        self._answered: OrderedDict[tuple[str, bytes], bytes] = OrderedDict()

    async def respond(self, request: HttpRequest) -> HttpResponse:
        """Serve one HTTP request whose path names the `interface`."""
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > _MAX_CALL_BYTES:
                self._count("", Objection.TOO_LARGE)
                return HttpResponse(status_code=413)
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        answer = await self.serve(request.path_params["interface"], bytes(body), token)
        return HttpResponse(answer, media_type="application/json; charset=utf-8")

    async def serve(self, interface: str, body: bytes, token: str) -> bytes:
        """Answer one call; not signed where the caller is nobody whose keys we have."""
        try:
            caller = self._callers.get(caller_of(body))
        except BadEnvelope as error:
            self._count("", Objection.NOT_A_CALL)
            return build_refusal(error.ret, "OperatorID is missing, or this is no JSON object")
        if caller is None:
            self._count("", Objection.UNKNOWN_CALLER)
            return build_refusal(RET_BAD_PARAMETERS, "OperatorID is not known here")
        try:
            opened = open_request(caller.keys, body)
            call = Call(caller, interface, opened.data, opened.time_stamp)
            is_said = self._was_said(call, body, opened.signature)
            handler = self._admitted(call, token, is_said=is_said)
            if handler == self._give_token:  # may be asked for as often as one likes
                answer = caller.dialect.of(interface).encode(await handler(call))
                return seal_response(caller.keys, RET_OK, "", answer)
            return await self._once(handler, call, body, opened.signature)
        except BadEnvelope as error:
            is_forged = error.ret == RET_BAD_SIGNATURE
            self._count(caller.id, Objection.BAD_SIGNATURE if is_forged else Objection.NOT_A_CALL)
            return seal_response(caller.keys, error.ret, str(error))
        except Decline as error:
            self._count(caller.id, error.objection)
            return seal_response(caller.keys, error.ret, str(error))

    async def _once(self, handler: Handler, call: Call, body: bytes, signature: str) -> bytes:
        """Let a call be handled, or answer it as before. Raises: Decline."""
        caller, key, guard = call.caller, (call.interface, body), self._guard
        if key in self._answered:
            self._count(caller.id, Objection.REPEATED)
            return self._answered[key]
        if guard is not None and guard.was_taken(caller.id, signature):
            raise Decline(RET_BAD_PARAMETERS, "was said before", Objection.REPEATED)
        answer = caller.dialect.of(call.interface).encode(await handler(call))
        if guard is not None:
            guard.take(caller.id, signature)
        sealed = seal_response(caller.keys, RET_OK, "", answer)
        self._answered[key] = sealed
        if len(self._answered) > _REMEMBERED:
            self._answered.popitem(last=False)
        return sealed

    def forget_tokens(self) -> None:
        """Make every token invalid, as a restart would."""
        self._tokens.clear()

    def _was_said(self, call: Call, body: bytes, signature: str) -> bool:
        """Tell whether a call is one that was handled already."""
        guard = self._guard
        return (call.interface, body) in self._answered or (
            guard is not None and guard.was_taken(call.caller.id, signature)
        )

    def _admitted(self, call: Call, token: str, *, is_said: bool) -> Handler:
        """Find who serves the interface, once the token was shown.

        Who repeats what a caller has said may be somebody else: that is not the caller's flood.
        """
        guard = self._guard
        if guard is not None and not is_said and guard.is_flood(call.caller.id):
            raise Decline(RET_BUSY, "too many calls", Objection.FLOOD)
        if guard is not None and guard.is_old(call.time_stamp):
            raise Decline(RET_BAD_PARAMETERS, "TimeStamp is not of now", Objection.OLD)
        if guard is not None:
            guard.hear(call.caller.id, call.time_stamp)
        if call.interface == "query_token":
            return self._give_token
        handler = self._handlers.get(call.interface)
        if handler is None:
            text = f"{call.interface[:64]} is not served"
            raise Decline(RET_BAD_PARAMETERS, text, Objection.UNKNOWN_INTERFACE)
        known, until = self._tokens.get(call.caller.code, ("", 0.0))
        if not known or self._now() >= until or not _is_same(known, token):
            text = "the token is wrong or has expired"
            raise Decline(RET_BAD_TOKEN, text, Objection.BAD_TOKEN)
        return handler

    def _count(self, caller_id: str, objection: Objection) -> None:
        if self._guard is not None:
            self._guard.count(caller_id, objection)

    async def _give_token(self, call: Call) -> TokenAnswer:
        question = call.read(TokenAsk)
        if question.OperatorID != call.caller.code:
            return TokenAnswer(self._code, 1, FailReason=_NO_SUCH_OPERATOR)
        if not _is_same(question.OperatorSecret, call.caller.secret):
            return TokenAnswer(self._code, 1, FailReason=_WRONG_SECRET)
        token, until = self._tokens.get(call.caller.code, ("", 0.0))
        # The same token while it lives: a new one would lock out the caller's other workers.
        if not token or self._now() >= until:
            token, until = secrets.token_hex(32), self._now() + TOKEN_LIFE_S
            self._tokens[call.caller.code] = (token, until)
        return TokenAnswer(self._code, 0, token, int(until - self._now()))


def _is_same(known: str, received: str) -> bool:
    return hmac.compare_digest(known.encode(), received.encode())
