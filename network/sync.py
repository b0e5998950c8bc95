"""Keep the catalogue fresh: each operator in a task of its own, so that no failure spreads.

The first listing asks for everything, later ones for what has changed; once a day everything is
asked for again, which is when stations that are no more are found. Pages wait in the catalogue's
file and are taken over together; until then, and whatever happens, the last good ones are in use.
"""

import asyncio
import hashlib
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

import msgspec

from network.alarm import Alarm
from network.bookmarks import Bookmark, Bookmarks
from network.breaker import Breaker, Stand
from network.catalogue import Catalogue, Newer
from network.catalogue_file import CatalogueError, Unfit
from network.errors import Congested, OperatorError, Refused, Unreachable
from network.intake import Intake
from network.intake_job import apply_apart
from network.kept_aside import KeptAside, count_reasons
from network.listed import Listed
from network.operators.directory import SANDBOX, OperatorProfile
from network.operators.station_page import Page
from network.pace import Pace
from network.page_job import PageJob, Written
from network.runtime import Runtime
from network.sync_state import SyncPhase, SyncState, SyncTotal, total_of

DELTA_EVERY = timedelta(hours=1)
FULL_EVERY = timedelta(days=1)
"""Operators export their stations once a day (operators.md 1.5)."""
# What changed while the last listing began is asked for twice rather than not at all; clocks
# differ. Chosen.
OVERLAP = timedelta(minutes=10)
# A listing that was broken off longer ago begins anew: its pages have moved. Chosen.
RESUME_WITHIN = timedelta(hours=1)
PAGES_PER_S = 1.0
"""Chosen; 45 000 stations take 8 minutes. A simulated operator is not spared by this, but by the
`paces` of who begins the copying: several are one server's work."""
PAGES_PER_S_HERE = 100.0
REFUSED_PAUSE_S = 3600.0
DISK_PAUSE_S = 60.0
CONGESTED_PAUSE_S = 2.0
"""Where we have too much to ask at once, we ask again after so long. Chosen."""
APPLY_WITHIN_S = 60.0
"""Pages wait for operators that are still fetched, but no longer than this. Chosen."""
# A listing with fewer stations than this share of those we have is not believed before another
# leaves out the very same. Chosen.
_LEAST_SHARE = 0.5
ASK_AGAIN_AFTER = timedelta(minutes=2)
"""After a listing without any station, which is either a fault or an operator that has closed. One
with some, but few, waits for the next day's. Chosen."""
# What a second try may mend: busy, and a server's error. Every other Ret is for a person.
_PASSING = frozenset({-1, 500, 4002})


class Source(Protocol):
    """What is needed of an operator; TcecOperator and OcpiOperator are some."""

    profile: OperatorProfile

    def station_pages(self, since: datetime | None = None, first: int = 1) -> AsyncIterator[Page]:
        """Fetch the stations that changed since a moment, or all. Raises: OperatorError."""


class Sync:
    """Copies the stations of `sources` into the catalogue.

    `states` tells of each operator, `aside` why records of its listing were left out, and how many,
    `defects` what was passed over in others.
    `paces` says how fast some of them give their pages, where not as fast as others. `on_change` is
    called when a state changes. `on_newer` may get ready for newer columns; then the catalogue goes
    over to them and `on_adopted` is called at once: its rows are others then.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        sources: Mapping[str, Source],
        breakers: Mapping[str, Breaker],
        runtime: Runtime,
        paces: Mapping[str, Pace] | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._sources = sources
        self._breakers = breakers
        self._runtime = runtime
        path = catalogue.path
        self._intake = Intake.open(path)
        self._marks = self._read_marks()
        self._aside = KeptAside(path.with_name(f"{path.stem}.left_out"))
        self._paces = {name: self._pace(source) for name, source in sources.items()}
        self._paces |= paces or {}
        self._alarms = {name: Alarm(runtime.sleep) for name in sources}
        self._next_s: dict[str, float] = {}
        self._anew: set[str] = set()
        self.aside: dict[str, Counter[str]] = {name: Counter() for name in sources}
        self.defects: dict[str, Counter[str]] = {name: Counter() for name in sources}
        self._listed = Listed(path.with_name(f"{path.stem}.listed"))
        self._job = PageJob(path)
        self._reading = asyncio.Lock()
        self._writing = asyncio.Lock()
        self._has_news = asyncio.Event()
        self._is_applying = False
        self._is_behind = False  # the file has been changed, the catalogue not gone over to it
        self._reason = ""
        self.states = {name: SyncState(fresh_at=self._marks[name].fresh_at) for name in sources}
        self.on_change: Callable[[], None] = lambda: None
        self.on_newer: Callable[[Newer], Awaitable[None]] = _nothing
        self.on_adopted: Callable[[], None] = lambda: None

    @property
    def total(self) -> SyncTotal:
        """All operators together."""
        states = list(self.states.values())
        return total_of(states, is_applying=self._is_applying, reason=self._reason)

    @property
    def has_news(self) -> bool:
        """Whether something was fetched that the catalogue has not gone over to."""
        return self._has_news.is_set() or self._is_applying

    def wait_s(self, name: str) -> float:
        """How long until an operator is asked again; 0 while it is."""
        return max(0.0, self._next_s.get(name, 0.0) - self._runtime.now())

    def ask_now(self) -> None:
        """Ask every operator for what has changed, except who must be left alone."""
        for alarm in self._alarms.values():
            alarm.ring()

    def ask_everything(self, names: Iterable[str]) -> None:
        """Ask these operators for all their stations now: what they no longer list is to go."""
        for name in names:
            if name in self._alarms:
                self._anew.add(name)
                self._alarms[name].ring()

    def start(self) -> None:
        """Begin; it goes on until its tasks are cancelled."""
        if self._intake.waiting:
            self._has_news.set()
        for name in self._sources:
            self._runtime.spawn(self._keep(name))
        self._runtime.spawn(self._take_over())

    async def rebuild(self, make: Callable[[], None]) -> None:
        """Let `make`, in a thread, put another file in the place of a damaged one; go over to it.

        The stations that were read before stay in use until then, and where it fails.
        Raises: CatalogueError
        """
        async with self._reading, self._writing:
            await asyncio.to_thread(self._job.end)
            self._intake.close()
            try:
                await asyncio.to_thread(make)
            finally:
                self._intake = await asyncio.to_thread(Intake.open, self._catalogue.path)
            self._marks = self._read_marks()
            await asyncio.to_thread(self._listed.forget)
            newer = await asyncio.to_thread(self._catalogue.afresh)
        await self.on_newer(newer)
        self._catalogue.adopt(newer)
        self.on_adopted()
        self.ask_now()

    def _read_marks(self) -> Bookmarks:
        path = self._catalogue.path
        return Bookmarks(path.with_name(f"{path.stem}.sync.json"), self._runtime.wall())

    def close(self) -> None:
        """Close the file, when the tasks have ended."""
        self._job.end()
        self._intake.close()

    async def _keep(self, name: str) -> None:
        """Copy one operator's stations again and again."""
        breaker = self._breakers[name]
        pause_s = self._due_s(name)
        while True:
            pause_s = max(pause_s, breaker.wait_s)
            self._next_s[name] = self._runtime.now() + pause_s
            await self._alarms[name].rest(pause_s)
            if not breaker.admit():
                pause_s = 1.0
                continue
            self._next_s[name] = self._runtime.now()
            try:
                await self._copy(name)
                pause_s = self._due_s(name)
            except Refused as error:
                pause_s = self._refused(name, error)
            except Congested as error:
                # Ours: nobody has failed, and it is asked as soon as the others have been.
                self._show(name, phase=SyncPhase.PAUSED, reason=error.reason)
                pause_s = CONGESTED_PAUSE_S
            except OperatorError as error:
                breaker.failed(error.retry_s if isinstance(error, Unreachable) else None)
                is_open = breaker.stand is Stand.OPEN
                phase = SyncPhase.CUT_OFF if is_open else SyncPhase.PAUSED
                self._show(name, phase=phase, reason=error.reason)
                pause_s = 0.0
            except (CatalogueError, Unfit, OSError) as error:
                self._show(name, phase=SyncPhase.NOT_STORED, reason=str(error))
                pause_s = DISK_PAUSE_S
            except Exception as error:  # noqa: BLE001 - one operator's copying ends nobody else's
                breaker.failed()
                self._show(name, phase=SyncPhase.PAUSED, reason=type(error).__name__)
                self._runtime.mishap(name, error)
                pause_s = DISK_PAUSE_S
            finally:
                breaker.left()

    def _refused(self, name: str, error: Refused) -> float:
        """Take an operator's no; answers how long it is left alone."""
        if error.code in _PASSING:
            self._breakers[name].failed()
            self._show(name, phase=SyncPhase.PAUSED, reason=error.reason)
            return 0.0
        self._breakers[name].worked()
        self._show(name, phase=SyncPhase.REFUSED, reason=error.reason)
        return REFUSED_PAUSE_S

    async def _copy(self, name: str) -> None:
        """Copy one listing, from where the last attempt broke off.

        Raises: OperatorError, CatalogueError, OSError
        """
        mark = await self._begun(name)
        self._show(name, phase=SyncPhase.FETCHING, reason="")
        pages = self._sources[name].station_pages(mark.since, mark.page)
        while True:
            await self._runtime.sleep(self._paces[name].book())
            page = await anext(pages, None)
            if page is None:
                break
            self._breakers[name].worked()
            mark = _turned(mark, page.page + 1)
            async with self._reading:
                written = await asyncio.to_thread(self._job.write, page)
            await self._put(name, written, mark)
            state = self.states[name]
            count_reasons(self.aside[name], (one.reason for one in written.left_out))
            self.defects[name].update(written.defects)
            self._show(
                name,
                page=page.page,
                pages=page.pages,
                stations=state.stations + len(written.stations),
                left_out=state.left_out + len(written.left_out),
            )
        await self._end(name, mark)

    async def _begun(self, name: str) -> Bookmark:
        """Answer the mark of the listing to go on with, or of a new one."""
        mark, now = self._marks[name], self._runtime.wall()
        if name in self._anew:
            self._anew.discard(name)
            mark = Bookmark(fresh_at=mark.fresh_at, doubted=mark.doubted)
        if mark.page and mark.began_at is not None and now - mark.began_at <= RESUME_WITHIN:
            if mark.since is None:
                await asyncio.to_thread(self._listed.go_on, name)
            return mark
        is_full = mark.full_at is None or mark.fresh_at is None or now - mark.full_at >= FULL_EVERY
        since = None if is_full or mark.fresh_at is None else mark.fresh_at - OVERLAP
        self._show(name, page=0, pages=0, stations=0, left_out=0)
        if is_full:
            self.aside[name].clear()
            self.defects[name].clear()
            await asyncio.to_thread(self._aside.begin, name)
        await asyncio.to_thread(self._listed.begin if is_full else self._listed.end, name)
        return Bookmark(1, since, now, mark.fresh_at, mark.full_at, mark.doubted)

    async def _put(self, name: str, page: Written, mark: Bookmark) -> None:
        """Let a page wait in the file, and remember that."""
        async with self._writing:
            marks = self._marks.put(name, mark)
            await asyncio.to_thread(self._put_apart, name, page, marks)
        self._has_news.set()

    def _put_apart(self, name: str, page: Written, marks: Mapping[str, Bookmark]) -> None:
        self._intake.put_written(page.stations)
        # What we cannot read is there all the same, and what we have of it stays.
        named = [one.row.id for one in page.stations] + [one.name for one in page.left_out]
        self._listed.add(name, named)
        self._aside.keep(name, page.left_out)
        self._marks.write(marks)

    async def _end(self, name: str, mark: Bookmark) -> None:
        """Take note that a listing has come to its end."""
        reason, doubted, full_at = "", mark.doubted, mark.full_at
        async with self._writing:
            seen = await asyncio.to_thread(self._listed.end, name)
            if mark.since is None and seen is not None:
                reason, doubted = await asyncio.to_thread(self._remove, name, seen, doubted)
                full_at = mark.began_at
            if mark.since is None and doubted and not seen:
                full_at = None
            done = Bookmark(fresh_at=mark.began_at, full_at=full_at, doubted=doubted)
            marks = self._marks.put(name, done)
            await asyncio.to_thread(self._marks.write, marks)
        self._has_news.set()
        self._show(name, phase=SyncPhase.WAITING, fresh_at=mark.began_at, reason=reason)

    def _remove(self, name: str, seen: set[str], doubted: str) -> tuple[str, str]:
        """Let go of stations that were not listed, unless that is hard to believe.

        Answers why none went, and what stands for them then: told again, it is believed.
        """
        held = self._intake.ids(name)
        gone = held - seen
        mark = hashlib.sha256("\n".join(sorted(gone)).encode()).hexdigest()
        if len(held) - len(gone) < _LEAST_SHARE * len(held) and mark != doubted:
            told = f"lists {len(held) - len(gone)} of {len(held)} stations"
            return f"{told}: none is taken away before it says so again", mark
        self._intake.remove(name, gone)
        return "", ""

    async def _take_over(self) -> None:
        """Let the catalogue go over to what was fetched, when it is all there or has waited."""
        while True:
            await self._has_news.wait()
            await self._others_end()
            if not self.total.fetching:
                async with self._reading:
                    await asyncio.to_thread(self._job.end)
            self._has_news.clear()
            self._is_applying = True
            self.on_change()
            try:
                await self._apply()
                self._reason = ""
            except (CatalogueError, Unfit, OSError) as error:
                self._reason = str(error)
                self._has_news.set()
                await self._runtime.sleep(DISK_PAUSE_S)
            except Exception as error:  # noqa: BLE001 - the last good stations stay in use
                self._reason = type(error).__name__
                self._runtime.mishap("taking over stations", error)
                self._has_news.set()
                await self._runtime.sleep(DISK_PAUSE_S)
            finally:
                self._is_applying = False
                self.on_change()

    async def _apply(self) -> None:
        async with self._writing:
            await asyncio.to_thread(self._intake.drop_unchanged)
            if await asyncio.to_thread(lambda: self._intake.waiting):
                await apply_apart(self._catalogue.path)
                self._is_behind = True
            if not self._is_behind:
                return
            newer = await asyncio.to_thread(self._catalogue.newer)
        await self.on_newer(newer)
        self._catalogue.adopt(newer)
        self._is_behind = False
        self.on_adopted()

    async def _others_end(self) -> None:
        until_s = self._runtime.now() + APPLY_WITHIN_S
        while self.total.fetching and self._runtime.now() < until_s:
            await self._runtime.sleep(1.0)

    def _due_s(self, name: str) -> float:
        """Answer how long until an operator is to be asked."""
        mark = self._marks[name]
        if mark.page or mark.fresh_at is None:
            return 0.0
        pause = ASK_AGAIN_AFTER if mark.full_at is None else DELTA_EVERY
        return max(0.0, (mark.fresh_at + pause - self._runtime.wall()).total_seconds())

    def _pace(self, source: Source) -> Pace:
        is_here = source.profile.endpoint == SANDBOX
        return Pace(self._runtime.now, PAGES_PER_S_HERE if is_here else PAGES_PER_S, 1.0)

    def _show(self, name: str, **changes: object) -> None:
        self.states[name] = replace(self.states[name], **changes)  # type: ignore[arg-type]
        self.on_change()


async def _nothing(_: Newer) -> None:
    """Get ready for nothing."""


def _turned(mark: Bookmark, page: int) -> Bookmark:
    """Turn to another page."""
    return msgspec.structs.replace(mark, page=page)
