"""A small nation whose operators serve it, and a head unit that copies it, in simulated time."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from network.breaker import Breaker
from network.catalogue import Catalogue, write_catalogue
from network.catalogue_sheet import sheet_of
from network.keys import resolve, resolve_ocpi
from network.ocpi_inbox import OcpiInbox
from network.operators.directory import Directory, Protocol
from network.operators.ocpi import OcpiOperator
from network.operators.tcec102 import TcecOperator
from network.order import Bill, Event, PluggedNotice, Report, StartNotice
from network.runtime import CHINA_TIME, Runtime
from network.sandbox.all_operators import AllOperators, address
from network.sandbox.day_book import DayBook
from network.sandbox.listing import CatalogueListing
from network.stations import Station
from network.sync import Sync
from network.wire import Wire
from tests.small_nation import OPERATORS, put_small_nation
from vehicle.time_jump import TimeJumpLoop

_T = TypeVar("_T")
APRIL = datetime(2025, 4, 28, 12, 0, tzinfo=CHINA_TIME)
JULY = datetime(2025, 7, 9, 12, 0, tzinfo=CHINA_TIME)
PLATFORM = "platform.inbox"
Operator = TcecOperator | OcpiOperator


def sellers(
    directory: Directory, wire: Wire, runtime: Runtime, origin: str = ""
) -> dict[str, Operator]:
    """Make the client of every operator that has an interface."""
    made: dict[str, Operator] = {}
    for name, profile in directory.profiles.items():
        place = address(profile, origin)
        if profile.protocol is Protocol.TCEC102:
            keys = resolve(profile.keys, {})
            made[name] = TcecOperator(profile, place, keys, wire, runtime.now, runtime.wall)
        elif profile.protocol is Protocol.OCPI:
            tokens = resolve_ocpi(profile.keys, {})
            one = OcpiOperator(profile, place, tokens, wire, runtime.now, runtime.wall)
            one.attach(f"http://{PLATFORM}/ocpi")
            made[name] = one
    return made


def everything(listing: CatalogueListing, directory: Directory) -> list[Station]:
    """List all stations of all operators."""
    return [
        station
        for name in directory.profiles
        for station in listing.stations_of(name, 0, 1_000_000)
    ]


class Nobody:
    """Buys nothing, so none of this is ever said."""

    def started(self, operator_id: str, notice: StartNotice) -> bool:
        raise NotImplementedError

    def reported(self, operator_id: str, report: Report) -> bool:
        raise NotImplementedError

    def stopped(self, operator_id: str, seq: str, event: Event) -> bool:
        raise NotImplementedError

    def billed(self, operator_id: str, bill: Bill) -> bool:
        raise NotImplementedError

    def plugged(self, operator_id: str, notice: PluggedNotice) -> str | None:
        raise NotImplementedError

    def bill_of(self, operator_id: str, seq: str) -> Bill | None:
        raise NotImplementedError


def inbox_of(sellers_: Mapping[str, Operator], catalogue: Catalogue, runtime: Runtime) -> OcpiInbox:
    """Make what operators that speak OCPI look at before they answer anybody."""
    ocpi = {name: one for name, one in sellers_.items() if isinstance(one, OcpiOperator)}
    keys = {name: resolve_ocpi(one.profile.keys, {}) for name, one in ocpi.items()}
    return OcpiInbox(ocpi, keys, Nobody(), catalogue, runtime)


class SyncWorld:
    """The operators know of the nation on the day it is; the catalogue is that of April."""

    def __init__(self, folder: Path) -> None:
        loop = asyncio.get_running_loop()
        self.folder = folder
        self.begun = APRIL
        self.runtime = Runtime(
            now=loop.time,
            wall=lambda: self.begun + timedelta(seconds=loop.time()),
            sleep=asyncio.sleep,
            spawn=self.spawn,
        )
        self.tasks: set[asyncio.Task[None]] = set()
        self.directory = Directory.load(OPERATORS)
        self.world = Catalogue.open(put_small_nation(folder / "world") / "network.sqlite")
        self.listing = CatalogueListing(self.world, DayBook(APRIL.date()))
        self.wire = Wire()
        self.operators = AllOperators(
            self.directory.profiles, self.world, self.wire, self.runtime, self.listing
        )
        self.sellers = sellers(self.directory, self.wire, self.runtime)
        self.path = folder / "stations.sqlite"
        if not self.path.exists():
            write_catalogue(self.path, sheet_of(everything(self.listing, self.directory)))
        self.catalogue = Catalogue.open(self.path)
        self.wire.route(PLATFORM, inbox_of(self.sellers, self.catalogue, self.runtime).app)
        self.adopted = 0
        self.breakers = {name: Breaker(loop.time, name) for name in self.sellers}
        self.sync = Sync(self.catalogue, self.sellers, self.breakers, self.runtime)
        self.sync.on_adopted = self._count

    def turn_to_july(self) -> None:
        """Let it be July, for the operators as well."""
        self.begun = JULY
        self.listing.book.turn(JULY.date(), JULY)

    def _count(self) -> None:
        self.adopted += 1

    def spawn(self, work: Coroutine[Any, Any, None]) -> object:
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        return task

    def held(self) -> set[tuple[str, str]]:
        """List operator and id of every station in the catalogue."""
        columns = self.catalogue.columns
        stations = (self.catalogue.station(row) for row in range(columns.station_count))
        return {(one.operator_id, one.id) for one in stations}

    async def until(self, is_so: Callable[[], bool], limit_s: float = 3600.0) -> None:
        """Let simulated time go on until something is so."""
        until_s = self.runtime.now() + limit_s
        while not is_so():
            assert self.runtime.now() < until_s, self.sync.states
            await asyncio.sleep(0.5)

    async def close(self) -> None:
        for task in self.tasks:
            task.cancel()
        ended = await asyncio.gather(*self.tasks, return_exceptions=True)
        await self.wire.aclose()
        self.sync.close()
        self.catalogue.close()
        self.world.close()
        bugs = [one for one in ended if isinstance(one, Exception)]
        assert bugs == []


def run(scenario: Callable[[SyncWorld], Awaitable[_T]], folder: Path) -> _T:
    """Play a scenario in a fresh world, in simulated time."""

    async def play() -> _T:
        world = SyncWorld(folder)
        try:
            return await scenario(world)
        finally:
            await world.close()

    with asyncio.Runner(loop_factory=TimeJumpLoop) as runner:
        return runner.run(play())
