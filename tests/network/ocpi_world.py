"""A platform and one simulated operator that speaks OCPI, on one loop whose time jumps."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from starlette.types import ASGIApp, Receive, Scope, Send
from typing_extensions import override

from network.journal import Journal
from network.keys import resolve_ocpi
from network.ocpi_inbox import OcpiInbox
from network.operators.directory import Protocol
from network.operators.ocpi import OcpiOperator
from network.sandbox.ocpi_app import HOST, OcpiSandbox, versions_url
from network.sandbox.public_desk import ALWAYS, Span
from network.session import Session
from network.stations import Access, Connector, Station, Status, single_piles
from tests.network.small_world import (
    CHANGED,
    PLATFORM,
    STATION,
    Piles,
    SmallWorld,
    gun,
    has_changed,
)
from vehicle.time_jump import TimeJumpLoop

_T = TypeVar("_T")
OWN_URL = f"http://{PLATFORM}/ocpi"
KEYS = resolve_ocpi("sandbox:tenghe", {})
FIRST, SECOND, BROKEN = "S1/E01/1", "S1/E02/1", "S1/E03/1"


def ocpi_gun(name: str, status: Status = Status.AVAILABLE) -> Connector:
    """Make a DC gun with an id of OCPI, where nobody plugs and charges."""
    return replace(gun(name, status), access=Access.REMOTE | Access.SCAN)


PLACE = replace(
    STATION,
    equipment=single_piles((ocpi_gun(FIRST), ocpi_gun(SECOND), ocpi_gun(BROKEN, Status.OFFLINE))),
)


class Places:
    """One station, and what was told of its connectors."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Status, float]] = []
        self.stations = [PLACE]

    def station_by_id(self, operator_id: str, station_id: str) -> Station | None:
        found = [one for one in self.stations if one.id == station_id]
        return found[0] if operator_id == "tenghe" and found else None

    def connector(self, operator_id: str, connector_id: str) -> tuple[Station, Connector] | None:
        found = {one.id: one for one in PLACE.connectors}
        is_here = operator_id == "tenghe" and connector_id in found
        return (PLACE, found[connector_id]) if is_here else None

    def set_status(self, operator_id: str, connector_id: str, status: Status, at: float) -> bool:
        self.told.append((connector_id, status, at))
        return self.connector(operator_id, connector_id) is not None

    def stations_of(
        self, operator_id: str, first: int, count: int, span: Span = ALWAYS
    ) -> Sequence[Station]:
        return self.stations[first : first + count] if self.count_of(operator_id, span) else []

    def count_of(self, operator_id: str, span: Span = ALWAYS) -> int:
        return len(self.stations) if operator_id == "tenghe" and has_changed(span) else 0

    def changed_at(self, connectors: Sequence[Connector]) -> datetime:
        assert connectors
        return CHANGED


class OcpiWorld(SmallWorld):
    """Everything between a tap and a receipt, over OCPI."""

    @override
    def restart_operators(self) -> None:
        self.places = Places()
        profile = replace(self.directory.profiles["tenghe"], protocol=Protocol.OCPI)
        self.profile = profile
        self.ocpi = OcpiSandbox(
            {"tenghe": profile}, self.places, self.wire, self.runtime, self.places
        )
        self.wire.route(HOST, self.ocpi.app)

    @property
    @override
    def piles(self) -> Piles:
        return self.ocpi

    @override
    def open_platform(self) -> None:
        runtime = self.runtime
        self.journal = Journal.open(self.journal_path)
        self.operator = OcpiOperator(
            self.profile, versions_url("tenghe"), KEYS, self.wire, runtime.now, runtime.wall
        )
        self.operator.attach(OWN_URL)
        sellers = {"tenghe": self.operator}
        self.session = Session(self.journal, sellers, self.cable, runtime, self.places.connector)
        self.ocpi_inbox = OcpiInbox(sellers, {"tenghe": KEYS}, self.session, self.places, runtime)
        self.inbox_app: ASGIApp = self.ocpi_inbox.app
        self.wire.route(PLATFORM, self._inbox)

    def ocpi_inbox_is_away(self) -> None:
        """Let no push arrive until the platform is opened again."""

        async def away(_: Scope, __: Receive, send: Send) -> None:
            await send({"type": "http.response.start", "status": 503, "headers": []})
            await send({"type": "http.response.body", "body": b""})

        self.inbox_app = away

    async def _inbox(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.inbox_app(scope, receive, send)

    @override
    def plug(self, connector_id: str = FIRST) -> None:
        self.cable.is_connected = True
        self.cable.stop_reason = None
        self.ocpi.plug_in("tenghe", connector_id, self.cable)

    @override
    def unplug(self, connector_id: str = FIRST) -> None:
        self.cable.is_connected = False
        self.ocpi.plug_out("tenghe", connector_id)


def run_ocpi(scenario: Callable[[OcpiWorld], Awaitable[_T]], folder: Path) -> _T:
    """Play a scenario in a fresh world, in simulated time."""

    async def play() -> _T:
        world = OcpiWorld(folder)
        try:
            return await scenario(world)
        finally:
            await world.close()

    with asyncio.Runner(loop_factory=TimeJumpLoop) as runner:
        return runner.run(play())
