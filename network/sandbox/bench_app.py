"""Let the person at the desk move the emulated world over HTTP: /bench/… An ASGI app."""

from collections.abc import Callable
from typing import Protocol, TypeVar

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from network.bench import (
    AsOf,
    Attach,
    BenchError,
    ChooseModel,
    Done,
    Drive,
    Fault,
    Misbehave,
    Plug,
    SetSoc,
    World,
)

HOST = "bench.sandbox"
_T = TypeVar("_T")
_MAX_BYTES = 64 * 1024


class Bench(Protocol):
    """What can be done to the world. Every method may raise BenchError."""

    def state(self) -> World:
        """Say how the world stands."""

    def drive(self, lat: float, lon: float) -> None:
        """Send the car to a place, WGS-84."""

    def plug(self, operator_id: str, connector_id: str) -> None:
        """Put the cable of a connector into the car."""

    def unplug(self) -> None:
        """Pull the cable."""

    def set_soc(self, soc_pct: float) -> None:
        """Set the state of charge."""

    def set_fault(self, name: str, *, is_on: bool) -> None:
        """Break something at car or cable, or mend it."""

    def choose_model(self, name: str) -> None:
        """Let the next cable be that of a certain model."""

    def attach(self, inbox_url: str) -> None:
        """Let the operators push to this address."""

    def as_of(self, day: str) -> None:
        """Let it be another day for the operators, as 2025-07-09; empty for the whole network."""

    def misbehave(self, operator_id: str, vice: str, *, is_on: bool) -> None:
        """Let an operator take up a vice, or give it up."""


class BenchApp:
    """Answers are JSON and HTTP 200, a refusal too: `error` is empty where the wish was done."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self.app = Starlette(
            routes=[
                Route("/bench/state", self._state, methods=["GET"]),
                _wish("drive", Drive, lambda it: bench.drive(it.lat, it.lon)),
                _wish("plug", Plug, lambda it: bench.plug(it.operator_id, it.connector_id)),
                _wish("unplug", dict[str, str], lambda _: bench.unplug()),
                _wish("soc", SetSoc, lambda it: bench.set_soc(it.soc_pct)),
                _wish("fault", Fault, lambda it: bench.set_fault(it.name, is_on=it.is_on)),
                _wish("model", ChooseModel, lambda it: bench.choose_model(it.name)),
                _wish("attach", Attach, lambda it: bench.attach(it.inbox_url)),
                _wish("as-of", AsOf, lambda it: bench.as_of(it.day)),
                _wish(
                    "misbehave",
                    Misbehave,
                    lambda it: bench.misbehave(it.operator_id, it.vice, is_on=it.is_on),
                ),
            ]
        )

    async def _state(self, _: Request) -> Response:
        return _json(self._bench.state())


def _wish(verb: str, kind: type[_T], act: Callable[[_T], None]) -> Route:
    async def respond(request: Request) -> Response:
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > _MAX_BYTES:
                return Response(status_code=413)
        try:
            act(msgspec.json.decode(bytes(body), type=kind))
        except msgspec.DecodeError as error:
            return _json(Done("bad_request", str(error)))
        except BenchError as error:
            return _json(Done(error.key, error.detail))
        return _json(Done())

    return Route(f"/bench/{verb}", respond, methods=["POST"])


def _json(value: msgspec.Struct) -> Response:
    return Response(msgspec.json.encode(value), media_type="application/json")
