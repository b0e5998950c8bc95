"""Stations that an operator no longer lists go, as soon as that can be believed."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

from typing_extensions import override

from network.operators.station_page import StationPage
from tests.network.sync_world import SyncWorld, run
from tests.network.test_sync import Pages, is_fresh, only


def test_an_operator_that_lists_nothing_twice_is_taken_away(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        pages = Pages(world, "tenghe")
        ids = {one.id for one in pages.stations}
        pages.stations = []
        only(world, pages)
        world.sync.start()
        await world.until(lambda: is_fresh(world))
        assert {one for name, one in world.held() if name == "tenghe"} == ids
        assert "lists 0 of" in world.sync.states["tenghe"].reason
        await asyncio.sleep(300.0)
        assert not [one for name, one in world.held() if name == "tenghe"]
        assert world.sync.states["tenghe"].reason == ""

    run(scenario, tmp_path)


def test_an_operator_that_lists_nothing_once_keeps_its_stations(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        pages = Pages(world, "tenghe")
        held, whole = len(world.held()), pages.stations
        pages.stations = []
        only(world, pages)
        world.sync.start()
        await world.until(lambda: is_fresh(world))
        pages.stations = whole
        await asyncio.sleep(300.0)
        assert len(world.held()) == held
        assert world.sync.states["tenghe"].reason == ""

    run(scenario, tmp_path)


def test_a_listing_of_few_stations_is_believed_when_the_next_days_is_the_same(
    tmp_path: Path,
) -> None:
    async def scenario(world: SyncWorld) -> None:
        pages = Pages(world, "tenghe")
        held = len(pages.stations)
        pages.stations = pages.stations[:3]
        only(world, pages)
        world.sync.start()
        await asyncio.sleep(23 * 3600.0)
        assert sum(name == "tenghe" for name, _ in world.held()) == held
        await asyncio.sleep(3 * 3600.0)
        assert sum(name == "tenghe" for name, _ in world.held()) == 3

    run(scenario, tmp_path)


def test_a_doubt_is_not_cleared_up_by_a_listing_of_what_has_changed(tmp_path: Path) -> None:
    class Quiet(Pages):
        """Has never changed anything."""

        @override
        async def station_pages(
            self, since: datetime | None = None, first: int = 1
        ) -> AsyncIterator[StationPage]:
            async for page in super().station_pages(since, first):
                yield page if since is None else StationPage((), (), page.page, page.pages)

    async def scenario(world: SyncWorld) -> None:
        pages = Quiet(world, "tenghe")
        held = len(pages.stations)
        pages.stations = pages.stations[:3]
        only(world, pages)
        world.sync.start()
        await asyncio.sleep(5 * 3600.0)
        assert sum(name == "tenghe" for name, _ in world.held()) == held
        assert [since for since, number in pages.asked if number == 1].count(None) == 1

    run(scenario, tmp_path)


def test_all_stations_are_asked_for_at_once_where_a_day_was_turned_back(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        pages = Pages(world, "tenghe")
        only(world, pages)
        world.sync.start()
        await world.until(lambda: is_fresh(world))
        gone = pages.stations.pop()
        world.sync.ask_everything(["tenghe", "nobody"])
        await asyncio.sleep(120.0)
        assert world.catalogue.station_by_id("tenghe", gone.id) is None
        assert [since for since, number in pages.asked if number == 1] == [None, None]

    run(scenario, tmp_path)
