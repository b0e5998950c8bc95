"""A platform and its simulated operators on one loop whose time jumps: what the tests drive."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from typing import Protocol as Protocol_

from starlette.types import Receive, Scope, Send

from network.inbox import Inbox
from network.journal import Journal
from network.keys import resolve
from network.operators.directory import Directory, Protocol
from network.operators.tcec102 import TcecOperator
from network.runtime import CHINA_TIME, Runtime
from network.sandbox.charge import Meter
from network.sandbox.operator import Verdict
from network.sandbox.public_desk import ALWAYS, Span
from network.sandbox.tcec_app import HOST, SandboxOperators, base_url
from network.session import Session
from network.stations import (
    Access,
    Connector,
    Network,
    Standard,
    State,
    Station,
    Status,
    single_piles,
)
from network.wire import Wire
from vehicle.time_jump import TimeJumpLoop

_T = TypeVar("_T")
OPERATORS = Path(__file__).parents[2] / "resources" / "operators"
VIN = "LSMDEMO0000000001"
PLATFORM = "platform.inbox"
INBOX_URL = f"http://{PLATFORM}/evcs/v1"
# One minute before a price change at most shapes: 2026-03-02 17:59 in China.
START = datetime(2026, 3, 2, 17, 59, tzinfo=CHINA_TIME)
CHANGED = datetime(2025, 7, 9, tzinfo=CHINA_TIME)


def has_changed(span: Span) -> bool:
    """Tell whether what there is has last changed within a span."""
    begin, end = span.begin or CHANGED, span.end
    return begin <= CHANGED and (end is None or end > CHANGED)


POWER_KW = 120.0


def gun(name: str, status: Status = Status.AVAILABLE) -> Connector:
    """Make a DC gun that can be started every way."""
    access = Access.PLUG_AND_CHARGE | Access.REMOTE | Access.SCAN
    return Connector(
        name, f"{name}号", True, 250.0, 200.0, 1000.0, 400.0, access, status,
        standard=Standard.GBT_DC_2015,
    )  # fmt: skip


STATION = Station(
    operator_id="tenghe",
    id="S1",
    name="虹桥天地超充站",
    address="上海市闵行区",
    lat=31.194,
    lon=121.320,
    network=Network.THIRD_PARTY,
    is_service_area=False,
    equipment=single_piles((gun("A01"), gun("A02"), gun("A03", Status.OFFLINE))),
)


class Inventory:
    """Two stations, the same at every operator but for its name."""

    def station_by_id(self, operator_id: str, station_id: str) -> Station | None:
        return STATION if (operator_id, station_id) == ("tenghe", "S1") else None

    def connector(self, operator_id: str, connector_id: str) -> tuple[Station, Connector] | None:
        if operator_id != "tenghe":
            return None
        found = {connector.id: connector for connector in STATION.connectors}
        return (STATION, found[connector_id]) if connector_id in found else None

    def stations_of(
        self, operator_id: str, first: int, count: int, span: Span = ALWAYS
    ) -> Sequence[Station]:
        return [STATION][first : first + count] if self.count_of(operator_id, span) else []

    def count_of(self, operator_id: str, span: Span = ALWAYS) -> int:
        return 1 if operator_id == "tenghe" and has_changed(span) else 0

    def changed_at(self, connectors: Sequence[Connector]) -> datetime:
        assert connectors
        return CHANGED


class States:
    """What was told of connectors; only those of one station are known."""

    def __init__(self) -> None:
        self.told: list[tuple[str, State, float]] = []

    def set_state(self, operator_id: str, connector_id: str, state: State, at: float) -> bool:
        self.told.append((connector_id, state, at))
        return Inventory().connector(operator_id, connector_id) is not None


class Cable:
    """The car as the session sees it, and the pile's end of the same cable."""

    def __init__(self) -> None:
        self.vin: str | None = VIN
        self.is_heard = True
        self.is_connected = False
        self.is_charging = False
        self.soc_pct: float | None = 40.0
        self.power_kw: float | None = 0.0
        self.car_stops = 0
        self.starts = 0
        self.stop_reason: int | None = None

    def stop_car(self) -> None:
        self.car_stops += 1
        self.stop_reason = 2

    def start(self) -> None:
        self.starts += 1

    def stop(self) -> None:
        self.stop_reason = 1


class Piles(Protocol_):
    """What a pile tells its operator."""

    def meter(self, operator_id: str, connector_id: str, meter: Meter) -> None: ...

    def ended(
        self, operator_id: str, connector_id: str, meter: Meter, stop_reason: int
    ) -> None: ...


class SmallWorld:
    """Everything between a tap and a receipt, but for the car and the pile."""

    def __init__(self, folder: Path) -> None:
        loop = asyncio.get_running_loop()
        self.tasks: set[asyncio.Task[None]] = set()
        self.runtime = Runtime(
            now=loop.time,
            wall=lambda: START + timedelta(seconds=loop.time()),
            sleep=asyncio.sleep,
            spawn=self.spawn,
        )
        self.directory = Directory.load(OPERATORS)
        self.wire = Wire()
        self.cable = Cable()
        self.states = States()
        self.restart_operators()
        self.wire.route(HOST, self._answer)
        self.journal_path = folder / "journal.sqlite"
        self.open_platform()

    def restart_operators(self) -> None:
        """Start the operators afresh: they know of no charge and of no plugged car."""
        self.sandbox = SandboxOperators(
            self.directory.profiles, Inventory(), self.wire, self.runtime, Inventory()
        )
        self.sandbox.attach(INBOX_URL)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.sandbox.app(scope, receive, send)

    def open_platform(self) -> None:
        """Start the head unit's half, as after a restart."""
        profiles = self.directory.profiles.values()
        keys = {
            profile.id: resolve(profile.keys, {})
            for profile in profiles
            if profile.protocol is Protocol.TCEC102
        }
        now, wall = self.runtime.now, self.runtime.wall
        self.journal = Journal.open(self.journal_path)
        self.operators = {
            name: TcecOperator(
                self.directory.profiles[name], base_url(name), keys[name], self.wire, now, wall
            )
            for name in keys
        }
        self.session = Session(
            self.journal, self.operators, self.cable, self.runtime, Inventory().connector
        )
        self.inbox = Inbox(self.directory, keys, self.session, self.states, self.runtime)
        self.wire.route(PLATFORM, self.inbox.app)

    async def kill_platform(self) -> None:
        """End the head unit's half as kill -9 would: only the journal is left."""
        self.journal.close()
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        await self.wire.aclose()

    @property
    def piles(self) -> Piles:
        """Where the piles' readings go."""
        return self.sandbox

    def spawn(self, work: Coroutine[Any, Any, None]) -> object:
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        self.tasks.discard(task)

    def silence_car(self) -> None:
        """Let nothing be heard of the car any more; what it does goes on."""
        self.cable.is_heard = self.cable.is_connected = self.cable.is_charging = False
        self.cable.soc_pct = self.cable.power_kw = None

    def plug(self, connector_id: str = "A01") -> None:
        """Put the cable in; the pile asks by VIN and charges once it may."""
        self.cable.is_connected = True
        self.cable.stop_reason = None
        self.sandbox.plug_in("tenghe", connector_id, self.cable)

    def unplug(self, connector_id: str = "A01") -> None:
        self.cable.is_connected = False
        self.sandbox.plug_out("tenghe", connector_id)

    async def authorise(self, connector_id: str = "A01", vin: str = VIN) -> Verdict:
        """Ask as a plug-and-charge pile does, twice a second."""
        verdict = Verdict.WAIT
        for _ in range(200):
            verdict = self.sandbox.authorise("tenghe", connector_id, vin)
            if verdict is not Verdict.WAIT:
                break
            await asyncio.sleep(0.5)
        return verdict

    async def charge(self, seconds: int, connector_id: str = "A01") -> None:
        """Let energy flow at 120 kW, a reading a second, until time is over or someone stops it."""
        cable = self.cable
        cable.is_charging, cable.power_kw = True, POWER_KW
        meter = Meter(800.0, 150.0, 0.0, 40.0)
        for second in range(1, seconds + 1):
            meter = Meter(800.0, 150.0, second * POWER_KW / 3600, 40.0 + second / 60)
            cable.soc_pct = meter.soc_pct
            self.piles.meter("tenghe", connector_id, meter)
            await asyncio.sleep(1.0)
            if cable.stop_reason is not None:
                break
        cable.is_charging, cable.power_kw = False, 0.0
        reason = 2 if cable.stop_reason is None else cable.stop_reason
        self.piles.ended("tenghe", connector_id, meter, reason)

    async def close(self) -> None:
        await self.kill_platform()


def run(scenario: Callable[[SmallWorld], Awaitable[_T]], folder: Path) -> _T:
    """Play a scenario in a fresh world, in simulated time."""

    async def play() -> _T:
        world = SmallWorld(folder)
        try:
            return await scenario(world)
        finally:
            await world.close()

    with asyncio.Runner(loop_factory=TimeJumpLoop) as runner:
        return runner.run(play())
