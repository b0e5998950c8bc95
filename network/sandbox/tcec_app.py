"""Serve every simulated operator over T/CEC 102, under /{operator}/evcs/v1/. An ASGI app."""

from collections.abc import Mapping

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from network.keys import LinkKeys, resolve
from network.operators.dialect import Dialect
from network.operators.directory import OperatorProfile, Protocol
from network.operators.envelope import RET_BAD_BUSINESS, seal_response
from network.operators.tcec102_desk import Caller, TcecDesk
from network.runtime import Runtime
from network.sandbox.behaviour import Behaviour, Fault, Mishap
from network.sandbox.cut import Cut
from network.sandbox.hosted import Hosted
from network.sandbox.operator import SimulatedOperator
from network.sandbox.outbox import Outbox
from network.sandbox.public_desk import Inventory, Listing
from network.wire import Wire

HOST = "operators.sandbox"


def base_url(operator_id: str, origin: str = f"http://{HOST}") -> str:
    """Answer where a simulated operator is found; `origin` is another machine's, if it is there."""
    return f"{origin}/{operator_id}/evcs/v1"


class SandboxOperators(Hosted[SimulatedOperator]):
    """All simulated operators. Piles speak to them by operator and connector id.

    `behaviours` makes one of them misbehave. Pushes go to `inbox_url` of the last `attach`.
    Without a `listing` no operator gives out all of its stations.
    """

    def __init__(
        self,
        profiles: Mapping[str, OperatorProfile],
        inventory: Inventory,
        wire: Wire,
        runtime: Runtime,
        listing: Listing | None = None,
    ) -> None:
        served = {
            name: profile
            for name, profile in profiles.items()
            if profile.protocol is Protocol.TCEC102 and profile.keys.startswith("sandbox:")
        }
        self._runtime = runtime
        self._keys = {name: resolve(profile.keys, {}) for name, profile in served.items()}
        self.behaviours = {name: Behaviour(RET_BAD_BUSINESS) for name in served}
        self._outbox = Outbox(self._keys, wire, runtime, self.behaviours)
        self.operators = {
            name: SimulatedOperator(
                profile, inventory, listing, self._outbox, runtime, self.behaviours[name]
            )
            for name, profile in served.items()
        }
        self.desks = {name: self._desk(name) for name in served}
        path = "/{operator}/evcs/v1/{interface}"
        self.app = Starlette(routes=[Route(path, self._respond, methods=["POST"])])

    def attach(self, inbox_url: str) -> None:
        """Push to the platform's inbox at this URL (it ends in /evcs/v1) from now on."""
        self._outbox.attach(inbox_url)

    def _desk(self, name: str) -> TcecDesk:
        operator, keys = self.operators[name], self._keys[name]
        caller = Caller(
            id="platform",
            code=keys.platform_code,
            keys=keys.outbound,
            secret=keys.outbound_secret,
            dialect=Dialect(operator.profile.dialect),
        )
        callers = {caller.code: caller}
        return TcecDesk(operator.profile.code, callers, operator.handlers, self._runtime.now)

    async def _respond(self, request: Request) -> Response:
        name = request.path_params["operator"]
        if name not in self.desks:
            return Response(status_code=404)
        interface, behaviour = request.path_params["interface"], self.behaviours[name]
        mishap = behaviour.next(interface)
        if mishap is None:
            answer = await self.desks[name].respond(request)
            if behaviour.forgets_after(interface):
                self.desks[name].forget_tokens()
            return answer
        await self._runtime.sleep(mishap.delay_s)
        early = _before(mishap, self._keys[name])
        if early is not None:
            return early
        return _after(mishap, await self.desks[name].respond(request))


def _before(mishap: Mishap, keys: LinkKeys) -> Response | None:
    """Answer in the operator's place where the fault keeps it from even looking."""
    match mishap.fault:
        case Fault.DOWN:
            return Response(status_code=503)
        case Fault.GARBAGE:
            return Response(b"<html>502 Bad Gateway</html>")
        case Fault.REFUSAL:
            return Response(seal_response(keys.outbound, mishap.ret, mishap.message))
        case _:
            return None


def _after(mishap: Mishap, response: Response) -> Response:
    """Spoil an answer on its way."""
    body = bytes(response.body)
    match mishap.fault:
        case Fault.LOST_ANSWER:
            return Cut(body)
        case Fault.TRUNCATED:
            return Response(body[: len(body) // 2])
        case Fault.BAD_SIGNATURE:
            return Response(body.replace(b'"Sig":"', b'"Sig":"0'))
        case _:
            return response
