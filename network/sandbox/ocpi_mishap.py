"""Spoil what a simulated operator that speaks OCPI answers, as its behaviour plans it. ASGI."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from network.operators.ocpi_envelope import build_answer
from network.runtime import Runtime
from network.sandbox.behaviour import Behaviour, Fault, Mishap
from network.sandbox.cut import Cut


class Misbehaving:
    """An app that goes wrong when told to: a plan is by module, or by command.

    `forget` makes it know no eMSP any more.
    """

    def __init__(
        self, app: ASGIApp, behaviour: Behaviour, runtime: Runtime, forget: Callable[[], None]
    ) -> None:
        self._app = app
        self._behaviour = behaviour
        self._runtime = runtime
        self._forget = forget

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or spoil it."""
        matter = _matter(scope)
        mishap = self._behaviour.next(matter)
        if mishap is None:
            await self._app(scope, receive, send)
            if self._behaviour.forgets_after(matter):
                self._forget()
            return
        await self._runtime.sleep(mishap.delay_s)
        answer = _before(mishap, self._runtime.wall())
        if answer is None:
            answer = _after(mishap, await self._answered(scope, receive))
        await answer(scope, receive, send)

    async def _answered(self, scope: Scope, receive: Receive) -> Response:
        said: list[Message] = []
        keep: Callable[[Message], Awaitable[None]] = _keeper(said)
        await self._app(scope, receive, keep)
        body = b"".join(message.get("body", b"") for message in said)
        response = Response(body, status_code=said[0]["status"])
        response.raw_headers = list(said[0]["headers"])
        return response


def _keeper(said: list[Message]) -> Callable[[Message], Awaitable[None]]:
    async def keep(message: Message) -> None:
        said.append(message)

    return keep


def _matter(scope: Scope) -> str:
    """Name what a call is about: its command, else its module."""
    parts = str(scope["path"]).removeprefix(scope.get("root_path", "")).strip("/").split("/")
    if "commands" in parts:
        return parts[-1]
    return parts[1] if len(parts) > 1 else parts[0]


def _before(mishap: Mishap, wall: datetime) -> Response | None:
    match mishap.fault:
        case Fault.DOWN:
            return Response(status_code=503)
        case Fault.GARBAGE:
            return Response(b"<html>502 Bad Gateway</html>")
        case Fault.REFUSAL:
            return Response(build_answer(wall, None, mishap.ret, mishap.message))
        case _:
            return None


def _after(mishap: Mishap, answer: Response) -> Response:
    body = bytes(answer.body)
    match mishap.fault:
        case Fault.LOST_ANSWER:
            return Cut(body)
        case Fault.TRUNCATED:
            return Response(body[: len(body) // 2])
        case _:
            return answer
