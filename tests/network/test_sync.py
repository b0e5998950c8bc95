"""Stations are copied from each operator by itself, and what goes wrong with one stays with it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest

from network import sync as sync_module
from network.catalogue import Newer
from network.catalogue_file import CatalogueError
from network.operators.station_page import LeftOut, StationPage
from network.pace import Pace
from network.sandbox.behaviour import Fault, Mishap
from network.sync_state import SyncPhase
from tests.network.sync_world import APRIL, JULY, SyncWorld, everything, run


def is_fresh(world: SyncWorld, *but: str) -> bool:
    """Tell whether every operator but these has been copied, and all of it taken over."""
    fresh = all(
        state.fresh_at is not None and state.phase is SyncPhase.WAITING
        for name, state in world.sync.states.items()
        if name not in but
    )
    return fresh and not world.sync.has_news


def expected(world: SyncWorld) -> set[tuple[str, str]]:
    return {(one.operator_id, one.id) for one in everything(world.listing, world.directory)}


def test_april_becomes_july_while_the_map_is_read(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        april = world.held()
        assert april == expected(world)
        before = world.catalogue.counts()
        world.turn_to_july()
        world.sync.start()
        for _ in range(1000):
            if is_fresh(world):
                break
            row = int(world.runtime.now() * 7) % world.catalogue.columns.station_count
            assert world.catalogue.station(row).connectors
            await asyncio.sleep(0.5)
        july = expected(world)
        assert world.held() == july
        assert len(july) > len(april)
        after = world.catalogue.counts()
        # 1 260 000 and 1 400 000, of which one in a hundred is here, with partners and our own.
        assert 1.08 < after.connectors / before.connectors < 1.13
        assert world.adopted >= 1
        assert world.sync.total.share == 1.0

    run(scenario, tmp_path)


def test_when_nothing_has_changed_nothing_is_taken_over(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        world.sync.start()
        await world.until(lambda: is_fresh(world))
        assert world.adopted <= 1  # simulated texts differ from those that were copied by hand
        adopted = world.adopted
        first = dict(world.sync.states)
        await asyncio.sleep(3700.0)  # a listing of changes
        await world.until(lambda: is_fresh(world))
        assert world.adopted == adopted
        for name, state in world.sync.states.items():
            assert state.fresh_at is not None
            assert state.fresh_at - (first[name].fresh_at or JULY) >= timedelta(hours=1)

    run(scenario, tmp_path)


def test_one_operator_that_fails_holds_nobody_up_and_is_asked_ever_later(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        bad = "tenghe"
        world.turn_to_july()
        world.operators.tcec.behaviours[bad].plan("*", Mishap(Fault.DOWN), None)
        held = {one for one in world.held() if one[0] == bad}
        world.sync.start()
        await world.until(lambda: is_fresh(world, bad))
        assert world.sync.states[bad].phase in (SyncPhase.PAUSED, SyncPhase.CUT_OFF)
        assert "out of order (HTTP 503)" in world.sync.states[bad].reason
        # Its last good stations are in use.
        assert {one for one in world.held() if one[0] == bad} == held
        await asyncio.sleep(1800.0)
        assert world.sync.states[bad].phase is SyncPhase.CUT_OFF
        asked = [one for one in world.wire.exchanges if one.peer == "腾禾充电"]
        gaps = [two.started_s - one.started_s for one, two in pairwise(asked)]
        # 2, 4, 8 ... 600 s, each with a quarter of jitter.
        assert 9 <= len(asked) <= 13
        assert 1.5 <= gaps[0] <= 2.5 < 12.0 <= gaps[3] <= 20.0 < max(gaps) <= 750.0
        world.operators.tcec.behaviours[bad].behave()
        await world.until(lambda: is_fresh(world))
        assert world.held() == expected(world)

    run(scenario, tmp_path)


def test_an_operator_that_asks_for_a_pause_gets_it(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        breaker = world.breakers["tenghe"]
        breaker.failed(retry_s=900.0)
        world.sync.start()
        await world.until(lambda: is_fresh(world, "tenghe"))
        await asyncio.sleep(800.0 - world.runtime.now())
        assert not [one for one in world.wire.exchanges if one.peer == "腾禾充电"]
        await world.until(lambda: is_fresh(world))
        assert world.runtime.now() >= 900.0

    run(scenario, tmp_path)


def test_an_operator_that_says_no_waits_for_a_person(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        refusal = Mishap(Fault.REFUSAL, ret=4001, message="signature wrong")
        world.operators.tcec.behaviours["tenghe"].plan("*", refusal, None)
        world.sync.start()
        await world.until(lambda: is_fresh(world, "tenghe"))
        state = world.sync.states["tenghe"]
        assert (state.phase, state.reason) == (SyncPhase.REFUSED, "signature wrong")
        asked = [one for one in world.wire.exchanges if one.peer == "腾禾充电"]
        assert len(asked) == 1

    run(scenario, tmp_path)


class Pages:
    """An operator that answers as a test says, page by page."""

    def __init__(self, world: SyncWorld, name: str) -> None:
        self.profile = world.directory.profiles[name]
        self.stations = list(world.listing.stations_of(name, 0, 1_000_000))
        self.left_out: tuple[LeftOut, ...] = ()
        self.asked: list[tuple[object, int]] = []
        self.breaks_at = 0
        self.size = max(1, len(self.stations) // 4 + 1)

    async def station_pages(
        self, since: datetime | None = None, first: int = 1
    ) -> AsyncIterator[StationPage]:
        pages = -(-len(self.stations) // self.size)
        for number in range(first, pages + 1):
            self.asked.append((since, number))
            if number == self.breaks_at:
                await asyncio.sleep(float("inf"))
            some = self.stations[(number - 1) * self.size : number * self.size]
            yield StationPage(tuple(some), self.left_out if number == 1 else (), number, pages)


def only(world: SyncWorld, pages: Pages) -> None:
    """Let only one operator be copied."""
    name = pages.profile.id
    world.sync.close()
    world.sellers = {}
    world.sync = sync_module.Sync(
        world.catalogue, {name: pages}, {name: world.breakers[name]}, world.runtime
    )


def test_a_copy_that_was_killed_goes_on_with_the_next_page(tmp_path: Path) -> None:
    async def killed(world: SyncWorld) -> None:
        pages = Pages(world, "tenghe")
        pages.breaks_at = 3
        only(world, pages)
        world.sync.start()
        await asyncio.sleep(5.0)
        assert pages.asked == [(None, 1), (None, 2), (None, 3)]

    async def goes_on(world: SyncWorld) -> None:
        pages = Pages(world, "tenghe")
        only(world, pages)
        world.sync.start()
        await world.until(lambda: is_fresh(world))
        assert pages.asked == [(None, 3), (None, 4)]

    run(killed, tmp_path)
    run(goes_on, tmp_path)


def test_a_bad_record_is_counted_and_kept_with_its_reason_and_the_old_one_stays(
    tmp_path: Path,
) -> None:
    async def scenario(world: SyncWorld) -> None:
        pages = Pages(world, "tenghe")
        spoilt = pages.stations.pop()
        bad = LeftOut(spoilt.id, "has no position", b'{"StationLat":"here"}')
        pages.left_out = (bad,)
        only(world, pages)
        world.sync.start()
        await world.until(lambda: is_fresh(world))
        assert world.sync.states["tenghe"].left_out == 1
        assert world.sync.states["tenghe"].stations == len(pages.stations)
        assert world.catalogue.station_by_id("tenghe", spoilt.id) is not None
        lines = (tmp_path / "stations.left_out" / "tenghe.jsonl").read_bytes().splitlines()
        assert [msgspec.json.decode(line) for line in lines] == [
            {"station": spoilt.id, "reason": "has no position", "record": '{"StationLat":"here"}'}
        ]

    run(scenario, tmp_path)


def test_a_station_that_is_no_more_goes_and_a_listing_that_is_hard_to_believe_takes_none(
    tmp_path: Path,
) -> None:
    async def scenario(world: SyncWorld) -> None:
        pages = Pages(world, "tenghe")
        gone = pages.stations.pop()
        only(world, pages)
        world.sync.start()
        await world.until(lambda: is_fresh(world))
        assert world.catalogue.station_by_id("tenghe", gone.id) is None
        held = len(world.held())
        pages.stations = pages.stations[:3]
        await asyncio.sleep(24.5 * 3600.0)
        await world.until(lambda: is_fresh(world))
        assert len(world.held()) == held
        assert "none is taken away" in world.sync.states["tenghe"].reason

    run(scenario, tmp_path)


def test_later_listings_ask_for_what_changed_and_once_a_day_for_everything(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        pages = Pages(world, "tenghe")
        only(world, pages)
        world.sync.start()
        await world.until(lambda: is_fresh(world))
        begun = world.sync.states["tenghe"].fresh_at
        assert begun is not None
        await asyncio.sleep(3700.0)
        since = [asked for asked, number in pages.asked if number == 1]
        assert since == [None, begun - timedelta(minutes=10)]
        await asyncio.sleep(25 * 3600.0)
        since = [asked for asked, number in pages.asked if number == 1]
        assert since.count(None) == 2

    run(scenario, tmp_path)


def test_pages_of_a_foreign_operator_come_one_a_second(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        pages = Pages(world, "tenghe")
        pages.profile = replace(pages.profile, endpoint="https://operator.example/evcs/v1")
        pages.size = 1
        only(world, pages)
        world.sync.start()
        await asyncio.sleep(9.5)
        assert len(pages.asked) == 10

    run(scenario, tmp_path)


def test_a_full_disk_leaves_the_old_stations_and_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def no_room(path: Path) -> None:
        raise CatalogueError(f"{path}: database or disk is full")

    async def scenario(world: SyncWorld) -> None:
        held = world.held()
        world.turn_to_july()
        monkeypatch.setattr(sync_module, "apply_apart", no_room)
        world.sync.start()
        await world.until(lambda: "disk is full" in world.sync.total.reason)
        assert world.held() == held
        monkeypatch.undo()
        await world.until(lambda: is_fresh(world) and world.adopted > 0)
        assert world.sync.total.reason == ""
        assert world.held() == expected(world)

    run(scenario, tmp_path)


def test_news_are_asked_for_at_once_where_a_driver_wants_them(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        pages = Pages(world, "tenghe")
        only(world, pages)
        world.sync.start()
        await world.until(lambda: is_fresh(world))
        assert world.sync.wait_s("tenghe") == pytest.approx(3600.0, abs=60.0)
        asked = len(pages.asked)
        world.sync.ask_now()
        await asyncio.sleep(1.0)
        assert pages.asked[asked][0] is not None
        assert world.sync.wait_s("tenghe") > 3500.0

    run(scenario, tmp_path)


def test_who_shares_a_pace_gives_its_pages_in_turn(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        one, other = Pages(world, "tenghe"), Pages(world, "chenxing")
        world.sync.close()
        pace = Pace(world.runtime.now, 0.5, 1.0)
        sources = {"tenghe": one, "chenxing": other}
        shared = dict.fromkeys(sources, pace)
        world.sync = sync_module.Sync(
            world.catalogue, sources, world.breakers, world.runtime, shared
        )
        world.sync.start()
        await asyncio.sleep(9.5)
        assert len(one.asked) + len(other.asked) == 5

    run(scenario, tmp_path)


def test_whoever_shows_the_stations_gets_ready_before_the_rows_change(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        told: list[tuple[str, bool]] = []

        async def get_ready(newer: Newer) -> None:
            told.append(("newer", newer.columns is world.catalogue.columns))
            await asyncio.sleep(5.0)

        world.sync.on_newer = get_ready
        world.sync.on_adopted = lambda: told.append(("adopted", True))
        world.turn_to_july()
        world.sync.start()
        await world.until(lambda: len(told) == 2)
        assert told == [("newer", False), ("adopted", True)]

    run(scenario, tmp_path)


def test_first_days_that_are_known_outlive_a_listing_that_does_not_tell_them(
    tmp_path: Path,
) -> None:
    async def scenario(world: SyncWorld) -> None:
        kinds = world.catalogue.columns.kinds
        known = set(kinds.valid_from.tolist())
        assert APRIL.toordinal() in known
        world.sync.start()
        await world.until(lambda: is_fresh(world))
        kinds = world.catalogue.columns.kinds
        assert set(kinds.valid_from.tolist()) == known

    run(scenario, tmp_path)


def test_newer_columns_that_could_not_be_read_are_read_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario(world: SyncWorld) -> None:
        def no_file() -> None:
            raise OSError("too many open files")

        world.turn_to_july()
        monkeypatch.setattr(world.catalogue, "newer", no_file)
        world.sync.start()
        await world.until(lambda: "too many open files" in world.sync.total.reason)
        monkeypatch.undo()
        await world.until(lambda: is_fresh(world) and world.adopted > 0)
        assert world.sync.total.reason == ""
        assert world.held() == expected(world)

    run(scenario, tmp_path)
