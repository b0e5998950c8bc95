"""Copying goes on whatever one operator does, whatever the clock said, wherever it broke off."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from typing_extensions import override

from network import sync as sync_module
from network.bookmarks import Bookmark, Bookmarks
from network.breaker import Stand
from network.catalogue import write_catalogue
from network.catalogue_file import put_aside
from network.catalogue_sheet import sheet_of
from network.errors import Congested
from network.operators.station_page import StationPage
from network.sync_state import SyncPhase
from tests.network.damage import damage_rows
from tests.network.sync_world import APRIL, SyncWorld, everything, run
from tests.network.test_sync import Pages, is_fresh, only


class Breaking(Pages):
    """An operator over which our own program stumbles."""

    @override
    async def station_pages(
        self, since: datetime | None = None, first: int = 1
    ) -> AsyncIterator[StationPage]:
        self.asked.append((since, first))
        if self.asked:
            raise OverflowError("port must be 0-65535")
        yield StationPage((), (), 1, 1)


def test_a_mishap_with_one_operator_is_told_and_the_others_are_copied(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        bad, good = Breaking(world, "tenghe"), Pages(world, "chenxing")
        told: list[tuple[str, str]] = []
        watched = replace(world.runtime, mishap=lambda who, what: told.append((who, str(what))))
        world.sync.close()
        sources = {"tenghe": bad, "chenxing": good}
        world.sync = sync_module.Sync(world.catalogue, sources, world.breakers, watched)
        world.sync.start()
        await world.until(lambda: is_fresh(world, "tenghe"))
        await asyncio.sleep(600.0)
        assert told == [("tenghe", "port must be 0-65535")] * len(bad.asked)
        assert 3 <= len(bad.asked) <= 11  # a minute apart, and ever later
        state = world.sync.states["tenghe"]
        assert (state.phase, state.reason) == (SyncPhase.PAUSED, "OverflowError")

    run(scenario, tmp_path)


def test_damaged_stations_are_made_anew_while_they_are_used_and_copied_on(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        held = world.held()
        assert damage_rows(world.path) > 0
        world.sync.start()
        await asyncio.sleep(5.0)

        def make() -> None:
            put_aside(world.path)
            some = everything(world.listing, world.directory)[1:]
            write_catalogue(world.path, sheet_of(some))

        await world.sync.rebuild(make)
        assert len(world.held()) == len(held) - 1
        await world.until(lambda: is_fresh(world) and world.held() == held)
        assert not world.catalogue.is_damaged

    run(scenario, tmp_path)


class Queued(Pages):
    """An operator that we cannot ask at first: what we ask others is before it."""

    @override
    async def station_pages(
        self, since: datetime | None = None, first: int = 1
    ) -> AsyncIterator[StationPage]:
        if len(self.asked) < 6:
            self.asked.append((since, first))
            raise Congested("腾禾充电", "was not asked: too many requests waiting")
        async for page in super().station_pages(since, first):
            yield page


def test_our_own_queue_is_no_operators_failure(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        pages = Queued(world, "tenghe")
        only(world, pages)
        world.sync.start()
        await world.until(lambda: is_fresh(world), limit_s=120.0)
        assert len(pages.asked) > 6
        assert world.breakers["tenghe"].stand is Stand.CLOSED
        # Six pauses of two seconds, then what is fetched is taken over within a minute.
        assert world.runtime.now() < 90.0

    run(scenario, tmp_path)


def test_a_listing_gone_on_with_by_another_run_still_takes_away_what_is_no_more(
    tmp_path: Path,
) -> None:
    gone: list[str] = []

    async def killed(world: SyncWorld) -> None:
        pages = Pages(world, "tenghe")
        gone.append(pages.stations.pop(0).id)
        pages.breaks_at = 3
        only(world, pages)
        world.sync.start()
        await asyncio.sleep(5.0)

    async def goes_on(world: SyncWorld) -> None:
        pages = Pages(world, "tenghe")
        pages.stations.pop(0)
        only(world, pages)
        world.sync.start()
        await world.until(lambda: is_fresh(world))
        assert [number for _, number in pages.asked] == [3, 4]
        held = {one for _, one in world.held()}
        assert gone[0] not in held
        assert {one.id for one in pages.stations} <= held

    run(killed, tmp_path)
    run(goes_on, tmp_path)


def test_a_listing_of_which_the_beginning_is_not_known_is_no_full_one(tmp_path: Path) -> None:
    async def killed(world: SyncWorld) -> None:
        pages = Pages(world, "tenghe")
        pages.breaks_at = 3
        only(world, pages)
        world.sync.start()
        await asyncio.sleep(5.0)

    async def goes_on(world: SyncWorld) -> None:
        pages = Pages(world, "tenghe")
        gone = pages.stations.pop(0)
        only(world, pages)
        world.sync.start()
        await world.until(lambda: is_fresh(world))
        assert gone.id in {one for _, one in world.held()}
        await asyncio.sleep(3700.0)  # not a day: the next listing asks for everything
        await world.until(lambda: is_fresh(world))
        assert [asked for asked in pages.asked if asked[1] == 1] == [(None, 1)]
        assert gone.id not in {one for _, one in world.held()}

    run(killed, tmp_path)
    (tmp_path / "stations.listed" / "tenghe.jsonl").unlink()
    run(goes_on, tmp_path)


def test_a_bookmark_from_the_future_stops_nobody(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        world.sync.close()
        ahead = APRIL + timedelta(hours=17)
        marks = Bookmarks(tmp_path / "stations.sync.json")
        marks.write(marks.put("tenghe", Bookmark(fresh_at=ahead, full_at=ahead)))
        pages = Pages(world, "tenghe")
        only(world, pages)
        world.sync.start()
        await asyncio.sleep(1.0)
        assert world.sync.states["tenghe"].fresh_at == APRIL
        assert world.sync.wait_s("tenghe") <= 3600.0  # and not 18 hours
        world.sync.ask_now()
        await world.until(lambda: bool(pages.asked) and is_fresh(world), limit_s=120.0)
        assert pages.asked[0] == (None, 1)
        fresh_at = world.sync.states["tenghe"].fresh_at
        assert fresh_at is not None
        assert APRIL < fresh_at < APRIL + timedelta(minutes=3)

    run(scenario, tmp_path)
