"""Keep the head unit's stations and statuses fresh, and map and card with them.

Each operator has one breaker, shared by those who copy its stations and who ask for its statuses.
Newer columns are read and indexed in a thread; the loop only swaps them in.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Self

from network.asking_job import AskingJob, Begin
from network.away import Workers
from network.breaker import Breaker
from network.catalogue import Catalogue, CatalogueError, CatalogueLost, Newer
from network.clusters import ClusterIndex
from network.imports.beside import Beside
from network.imports.imported import gone_profile, imported_profiles
from network.live import Live
from network.operators.directory import SANDBOX, OperatorProfile
from network.operators.ocpi import OcpiOperator
from network.operators.tcec102 import TcecOperator
from network.pace import Pace
from network.sandbox.first_words import moves_by_id, same_moves, tell
from network.sandbox.nation import operators_of
from network.sync import Source, Sync
from ui.glass import Glass
from ui.heap import give_back
from ui.map_marks import Badge
from ui.map_source import StationSource
from ui.speech import Speech
from ui.status_watch import StatusWatch
from ui.sync_controller import WRITE_S
from ui.wiring.buyer import Buyer
from ui.wiring.catalogues import Catalogues
from ui.wiring.courtesy import Courtesy
from ui.wiring.mending import LOOK_S, mend
from ui.wiring.network_file import NETWORK_FILE, rebuild_stations
from ui.wiring.parts import Parts
from ui.wiring.turned_day import TurnedDay
from ui.wording import NETWORK_REBUILT

PAGES_PER_S_INSIDE = 4.0
"""Of all operators that live in this process together: a page is 30 ms of its processor (measured),
and the glass comes first. Chosen; the whole nation takes 7 minutes."""
PAGES_PER_S_SERVED = 25.0
"""Of all operators of a world in another process together, whose processor does nothing else.
Chosen; the whole nation takes a minute."""
ROUND_S_INSIDE = 1200.0
"""How long a round over all connectors of one of them lasts: 3 questions a second for the whole
nation, 16 ms each (measured). Chosen: what was told is believed until the next word."""

# The frame with the newer columns is long past (chosen).
_TIDY_AFTER_S = 2.0


@dataclass(slots=True)
class Shown:
    """What is known of operators by name, for all who show them; it grows with the catalogue."""

    speech: Speech
    profiles: dict[str, OperatorProfile]
    badges: dict[str, Badge]

    @classmethod
    def of(
        cls, speech: Speech, known: Mapping[str, OperatorProfile], operators: tuple[str, ...]
    ) -> Self:
        """Describe an operators' directory and a catalogue's imports."""
        shown = cls(speech, dict(known), {})
        shown.add(operators)
        return shown

    def add(self, operators: tuple[str, ...]) -> None:
        """Describe those of a catalogue's operators that are in no file: imports, for instance."""
        self.profiles |= imported_profiles(operators)
        for name in operators:
            self.profiles.setdefault(name, gone_profile(name))
        self.badges |= {name: Badge(one.mark, one.colour) for name, one in self.profiles.items()}


class Freshness:
    """Everything that changes the head unit's catalogue while it runs."""

    def __init__(
        self,
        parts: Parts,
        buyer: Buyer,
        catalogues: Catalogues,
        shown: Shown,
        glass: Glass,
        is_moving: Callable[[], bool],
    ) -> None:
        self._parts = parts
        self._catalogues = catalogues
        self._shown = shown
        self._map = glass.controllers.map
        self._glass = glass
        self._source: StationSource = glass.controllers.map.source
        catalogue, runtime = catalogues.own, parts.runtime
        listers = {name: Beside(one, catalogue.path) for name, one in buyer.listers.items()}
        sources: dict[str, Source] = {**buyer.sellers, **listers}
        breakers = {name: Breaker(runtime.now, name) for name in sources}
        sleep = _sleep_at(parts.options.speed or 1.0)
        if catalogues.world is not None:
            courtesy = Courtesy(is_moving)
            runtime = replace(runtime, sleep=courtesy.after(runtime.sleep))
            sleep = courtesy.after(sleep)
        self.sync = Sync(catalogue, sources, breakers, runtime, self._paces(buyer))
        asked = {name: one for name, one in buyer.sellers.items() if self._may_ask(one)}
        # Its own: what others do in threads may take seconds.
        self._workers = Workers("asking")
        paced = replace(runtime, sleep=sleep)
        lengths_s = self._lengths_s(buyer)
        self.live = Live(catalogue, asked, breakers, paced, lengths_s, away=self._workers)
        self._job = self._asking_apart(parts, buyer)
        self.live.apart = dict.fromkeys(self._job.names, self._job.ask)
        self._watch = StatusWatch(
            glass.controllers.station, self._map, self._source, catalogue, self.live
        )
        self._sellers = frozenset(buyer.sellers)
        self._bench = buyer.bench
        sellers = buyer.sellers.items()
        self._simulated = [name for name, one in sellers if one.profile.endpoint == SANDBOX]
        self._index: ClusterIndex | None = None
        self.live.on_told = self._watch.told
        self.sync.on_newer = self._get_ready
        self.sync.on_adopted = self._adopt

    @classmethod
    def opened(
        cls,
        parts: Parts,
        buyer: Buyer,
        catalogues: Catalogues,
        shown: Shown,
        glass: Glass,
        is_moving: Callable[[], bool],
    ) -> Self:
        """Get ready, and close it with the program; the first statuses are there already.

        `is_moving` tells whether the map moves.
        """
        fresh = cls(parts, buyer, catalogues, shown, glass, is_moving)
        parts.stack.callback(fresh.close)
        fresh.tell_first()
        return fresh

    def tell_first(self) -> None:
        """Know at once what all connectors of a world in this process do."""
        world, own = self._catalogues.world, self._catalogues.own
        if world is not None:
            moves = same_moves(world.columns, own.columns)
            if moves is None:
                self._parts.spawn(self._tell_later(world, own))
            else:
                tell(moves, world.columns, own.columns, self._sellers)
                self._map.statuses_changed()

    async def _tell_later(self, world: Catalogue, own: Catalogue) -> None:
        path, columns = self._parts.options.data_dir / NETWORK_FILE, own.columns
        moves = None
        # Else they are asked for, as those of any operator are.
        with suppress(CatalogueError):
            moves = await asyncio.to_thread(moves_by_id, path, own.path, columns)
        if moves is not None and columns is own.columns:
            tell(moves, world.columns, columns, self._sellers)
            self._map.statuses_changed()

    def start(self, *, is_copying: bool) -> None:
        """Begin to ask; with `is_copying` also for stations, and keep them."""
        self.live.start()
        self._parts.spawn(self._watch.run())
        if is_copying:
            self.sync.start()
            day = TurnedDay(self._parts.options.data_dir, self._bench, self._ask_everything)
            self._parts.spawn(day.run())
        self._glass.controllers.sync.follow(self.sync, self.live.rounds)
        self._parts.spawn(self._write())
        self._parts.spawn(mend(self._catalogues.own, self._rebuild))

    def _ask_everything(self) -> None:
        self.sync.ask_everything(self._simulated)

    async def _rebuild(self) -> None:
        """Make a damaged catalogue anew, and say so. Raises: CatalogueError."""
        world, directory = self._catalogues.world, self._parts.directory
        # The world's, of which this one is a copy, is made anew first; a file tells when it is.
        while world is not None and world.is_damaged:  # noqa: ASYNC110
            await asyncio.sleep(LOOK_S)
        lost: list[CatalogueLost] = []
        # Simulated time may be ahead of the day on which this is read again.
        now = self._parts.begun if self._parts.options.speed else self._parts.runtime.wall()
        seed = replace(self._catalogues.seed, now=now)
        data_dir, operators = self._parts.options.data_dir, operators_of(directory)
        await self.sync.rebuild(
            lambda: rebuild_stations(data_dir, operators, seed, lost.append),
        )
        self.tell_first()
        for one in lost:
            if one.moved_to is not None:
                name = one.moved_to.name
                self._glass.say_notice(self._shown.speech.say(NETWORK_REBUILT, file=name))

    async def _write(self) -> None:
        while True:
            await asyncio.sleep(WRITE_S)
            self._glass.controllers.sync.refresh()

    def _asking_apart(self, parts: Parts, buyer: Buyer) -> AskingJob:
        """Have those asked in a process of its own that are not in this one."""
        inside, speed = self._inside(buyer), parts.options.speed or 1.0
        places = {name: one for name, one in buyer.places.items() if name not in inside}
        path, authorities = self._catalogues.own.path.absolute(), parts.directory.authorities()
        return AskingJob(Begin(path, places, authorities, speed), parts.runtime)

    def close(self) -> None:
        """Close the file, when the tasks have ended."""
        self._job.close()
        self._workers.close()
        self.sync.close()

    async def _get_ready(self, newer: Newer) -> None:
        wanted = self._source.index.wanted
        self._index = await asyncio.to_thread(ClusterIndex, newer.columns, wanted)

    def _adopt(self) -> None:
        columns = self._catalogues.own.columns
        self._shown.add(columns.operators)
        self.live.adopted()
        index = self._index
        if index is None or index.columns is not columns:
            index = ClusterIndex(columns, self._source.index.wanted)
        self._map.adopt(index)
        self._glass.controllers.search.catalogue_replaced()
        self._watch.adopted()
        self._parts.spawn(_tidy())

    def _may_ask(self, seller: TcecOperator | OcpiOperator) -> bool:
        """Tell whether asking takes nothing from anybody: with OCPI only one glass is registered.

        A picture of a world in another process leaves its operators to that world's own glass.
        """
        options = self._parts.options
        is_guest = options.world is not None and options.screenshot is not None
        return not (is_guest and isinstance(seller, OcpiOperator))

    def _paces(self, buyer: Buyer) -> dict[str, Pace]:
        """Let the simulated operators share one pace: they are one process' work."""
        is_inside = self._catalogues.world is not None
        per_s = PAGES_PER_S_INSIDE if is_inside else PAGES_PER_S_SERVED
        shared = Pace(self._parts.runtime.now, per_s, 1.0)
        sellers = buyer.sellers.items()
        here = [name for name, one in sellers if one.profile.endpoint == SANDBOX]
        return dict.fromkeys(here, shared)

    def _lengths_s(self, buyer: Buyer) -> dict[str, float]:
        return dict.fromkeys(self._inside(buyer), ROUND_S_INSIDE)

    def _inside(self, buyer: Buyer) -> list[str]:
        if self._catalogues.world is None:
            return []
        return [name for name, one in buyer.sellers.items() if one.profile.endpoint == SANDBOX]


def _sleep_at(speed: float) -> Callable[[float], Awaitable[None]]:
    """Wait so many simulated seconds, but in step with nobody: a tenth of the simulation's cost."""

    async def sleep(seconds: float) -> None:
        await asyncio.sleep(seconds / speed)

    return sleep


async def _tidy() -> None:
    """Give back what the older columns have taken, when nobody holds them any more."""
    await asyncio.sleep(_TIDY_AFTER_S)
    await asyncio.to_thread(give_back)
