"""What is looked at is asked about first, all else in rounds, and what is old is unknown."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest

from network.breaker import Breaker, Stand
from network.catalogue import CatalogueError
from network.columns import STATUS_CODE
from network.errors import Congested, Refused, Unreachable
from network.live import REFUSED_PAUSE_S, STALE_S, Live
from network.stations import State, Status
from network.told import Named
from tests.network.sync_world import SyncWorld, run

_T = TypeVar("_T")
NAME = "tenghe"


class Asked:
    """An operator whose every connector charges; notes what it is asked, and when."""

    def __init__(self, world: SyncWorld, name: str = NAME) -> None:
        self.world = world
        self.profile = world.directory.profiles[name]
        self.questions: list[tuple[float, list[str]]] = []
        self.error: Exception | None = None

    async def told(self, station_ids: Sequence[str], take: Callable[[dict[str, State]], _T]) -> _T:
        self.questions.append((self.world.runtime.now(), list(station_ids)))
        if self.error is not None:
            raise self.error
        stations = [self.world.catalogue.station_by_id(self.profile.id, one) for one in station_ids]
        return take(
            {
                gun.id: State(Status.CHARGING)
                for station in stations
                if station is not None
                for gun in station.connectors
            }
        )


def live_of(world: SyncWorld, *asked: Asked) -> Live:
    breakers = {one.profile.id: Breaker(world.runtime.now, one.profile.id) for one in asked}
    sources = {one.profile.id: one for one in asked}
    return Live(world.catalogue, sources, breakers, world.runtime)


def rows_of(world: SyncWorld, name: str = NAME) -> list[int]:
    columns = world.catalogue.columns
    return [int(row) for row in np.flatnonzero(columns.operator == columns.operators.index(name))]


def test_the_chosen_station_and_those_on_the_screen_come_first(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        asked = Asked(world)
        live = live_of(world, asked)
        rows = rows_of(world)
        other = rows_of(world, "chenxing")[0]
        live.look_at([other, *rows[200:230]])
        live.choose(rows[150])
        live.start()
        await asyncio.sleep(0.5)
        ((_, first),) = asked.questions
        assert len(first) == 50
        wanted = world.catalogue.ids_of([rows[150], *rows[200:230]])
        assert first[:31] == wanted
        await asyncio.sleep(62.0)
        again = [when for when, ids in asked.questions if wanted[0] in ids]
        assert len(again) == 2
        assert again[1] - again[0] == pytest.approx(61.0, abs=1.0)

    run(scenario, tmp_path)


def test_every_station_is_asked_about_within_the_stated_round(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        asked = Asked(world)
        live = live_of(world, asked)
        live.start()
        length_s = live.rounds[NAME].length_s
        assert length_s == 120.0  # 249 stations are 5 questions; none is asked oftener than that
        await asyncio.sleep(length_s - 0.5)
        named = [one for _, ids in asked.questions for one in ids]
        assert sorted(named) == sorted(world.catalogue.ids_of(rows_of(world)))
        assert max(len(ids) for _, ids in asked.questions) == 50
        starts = [when for when, _ in asked.questions]
        assert min(np.diff(starts)) >= 1.0
        await asyncio.sleep(600.0)
        assert all(len(ids) <= 50 for _, ids in asked.questions)
        assert len(asked.questions) <= 6 * 7  # a round every two minutes

    run(scenario, tmp_path)


def test_what_is_told_is_in_the_columns_with_its_time(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        asked = Asked(world)
        live = live_of(world, asked)
        told = []
        live.on_told = lambda: told.append(world.runtime.now())
        live.choose(rows_of(world)[7])
        live.start()
        await asyncio.sleep(0.5)
        station = world.catalogue.station(rows_of(world)[7])
        assert {gun.status for gun in station.connectors} == {Status.CHARGING}
        assert {gun.status_at for gun in station.connectors} == {world.begun.timestamp()}
        assert len(told) == 1

    run(scenario, tmp_path)


def test_an_answer_does_not_undo_a_push_that_came_meanwhile(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        row = rows_of(world)[0]
        gun = world.catalogue.station(row).connectors[0]
        at = world.begun.timestamp()
        world.catalogue.set_status(NAME, gun.id, Status.AVAILABLE, at + 5.0)
        world.catalogue.set_states([row], {gun.id: State(Status.FAULT)}, at + 4.0)
        assert world.catalogue.station(row).connectors[0].status is Status.AVAILABLE
        world.catalogue.set_states(
            [row], {gun.id: State(Status.FAULT), "else": State(Status.FAULT)}, at + 6.0
        )
        assert world.catalogue.station(row).connectors[0].status is Status.FAULT

    run(scenario, tmp_path)


def test_what_is_too_old_is_unknown_and_says_when_it_was_told(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        asked = Asked(world)
        live = live_of(world, asked)
        live.start()
        await asyncio.sleep(120.0)
        columns = world.catalogue.columns
        charging = STATUS_CODE[Status.CHARGING]
        guns = int(np.count_nonzero(columns.status == charging))
        assert guns > 1000
        asked.error = Unreachable("甲", "did not answer in time")
        await asyncio.sleep(STALE_S - 180.0)
        assert np.count_nonzero(columns.status == charging) == guns
        await asyncio.sleep(300.0)
        assert not np.count_nonzero(columns.status == charging)
        assert np.count_nonzero(columns.status_at) == guns
        assert "did not answer" in live.rounds[NAME].reason

    run(scenario, tmp_path)


def test_one_operator_that_fails_is_asked_ever_later_and_others_as_before(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        bad, good = Asked(world), Asked(world, "chenxing")
        bad.error = Unreachable("甲", "cannot be connected")
        live = live_of(world, bad, good)
        live.start()
        await asyncio.sleep(600.0)
        assert 7 <= len(bad.questions) <= 10
        assert len(good.questions) >= 20
        assert live.rounds["chenxing"].failed == 0

    run(scenario, tmp_path)


def test_a_mishap_with_one_operator_is_told_and_others_are_asked_as_before(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        asked, other = Asked(world), Asked(world, "chenxing")
        asked.error = OverflowError("port must be 0-65535")
        told: list[tuple[str, str]] = []
        watched = replace(world.runtime, mishap=lambda who, what: told.append((who, str(what))))
        breakers = {name: Breaker(world.runtime.now, name) for name in (NAME, "chenxing")}
        live = Live(world.catalogue, {NAME: asked, "chenxing": other}, breakers, watched)
        live.start()
        await asyncio.sleep(600.0)
        assert 3 <= len(asked.questions) <= 12  # ever later, as with any failure
        assert told == [(NAME, "port must be 0-65535")] * len(asked.questions)
        assert live.rounds[NAME].reason == "OverflowError"
        assert live.rounds["chenxing"].failed == 0
        assert len(other.questions) > 10

    run(scenario, tmp_path)


def test_what_was_not_asked_for_want_of_a_connection_is_nobodys_failure(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        asked = Asked(world)
        asked.error = Congested("腾禾充电", "was not asked: too many requests waiting")
        live = live_of(world, asked)
        live.start()
        await asyncio.sleep(30.0)
        assert len(asked.questions) >= 10
        assert live._breakers[NAME].stand is Stand.CLOSED
        assert (live.rounds[NAME].asked, live.rounds[NAME].failed) == (0, 0)
        first = asked.questions[0][1]
        assert all(ids == first for _, ids in asked.questions)  # nobody has lost its turn

    run(scenario, tmp_path)


def test_stations_that_cannot_be_read_end_nothing_and_are_not_the_operators_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario(world: SyncWorld) -> None:
        asked, catalogue = Asked(world), world.catalogue
        live = live_of(world, asked)

        def damaged() -> Callable[[Sequence[int]], Named]:
            def read(_: Sequence[int]) -> Named:
                raise CatalogueError("stations.sqlite: database disk image is malformed")

            return read

        with monkeypatch.context() as patch:
            patch.setattr(catalogue, "reader", damaged)
            live.start()
            await asyncio.sleep(30.0)
            assert live.rounds[NAME].reason == "stations.sqlite: database disk image is malformed"
            assert live.rounds[NAME].asked == 1
        assert live._breakers[NAME].stand is Stand.CLOSED
        await asyncio.sleep(60.0)
        assert len(asked.questions) >= 1
        assert live.rounds[NAME].reason == ""

    run(scenario, tmp_path)


def test_an_operator_that_says_no_is_left_alone(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        asked = Asked(world)
        asked.error = Refused("甲", "signature wrong", 4001)
        live = live_of(world, asked)
        live.start()
        await asyncio.sleep(REFUSED_PAUSE_S - 1.0)
        assert len(asked.questions) == 1

    run(scenario, tmp_path)


def test_the_simulated_operators_answer_over_both_protocols(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        world.turn_to_july()  # who speaks OCPI came after April
        live = Live(world.catalogue, world.sellers, world.breakers, world.runtime)
        world.sync.on_adopted = live.adopted
        world.sync.start()
        live.start()
        await world.until(lambda: "muyun" in live.rounds)
        await asyncio.sleep(120.0)
        columns = world.catalogue.columns
        at = np.maximum.reduceat(columns.status_at, columns.first[:-1])
        told = {columns.operators[code] for code in np.unique(columns.operator[at > 0])}
        assert {"tenghe", "muyun"} <= told
        assert {one.reason for one in live.rounds.values()} == {""}

    run(scenario, tmp_path)


def test_newer_columns_keep_the_round_going(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        asked = Asked(world)
        live = live_of(world, asked)
        live.start()
        await asyncio.sleep(2.5)
        before = {one for _, ids in asked.questions for one in ids}
        assert len(before) == 150
        world.catalogue.adopt(world.catalogue.newer())
        live.adopted()
        await asyncio.sleep(5.0)
        after = [one for _, ids in asked.questions[3:] for one in ids]
        assert not before & set(after)
        assert len(before) + len(after) == len(rows_of(world))

    run(scenario, tmp_path)


def test_who_need_not_hurry_is_asked_evenly_and_who_is_looked_at_at_once(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        asked = Asked(world)
        breakers = {NAME: Breaker(world.runtime.now, NAME)}
        live = Live(world.catalogue, {NAME: asked}, breakers, world.runtime, {NAME: 1200.0})
        assert live.rounds[NAME].length_s == 1200.0
        live.start()
        await asyncio.sleep(1199.0)
        named = {one for _, ids in asked.questions for one in ids}
        assert named == set(world.catalogue.ids_of(rows_of(world)))
        # 50 of so many stations a question, evenly over 1200 s.
        stations = len(rows_of(world))
        assert len(asked.questions) == -(-stations // 50)
        gaps = np.diff([when for when, _ in asked.questions])
        assert gaps.tolist() == pytest.approx([1200.0 * 50 / stations] * len(gaps), abs=1.5)
        asked.questions.clear()
        live.choose(rows_of(world)[0])
        await asyncio.sleep(0.1)
        ((_, ids),) = asked.questions
        assert ids[0] == world.catalogue.ids_of(rows_of(world)[:1])[0]

    run(scenario, tmp_path)


def test_operators_are_not_asked_all_at_the_same_moment(tmp_path: Path) -> None:
    async def scenario(world: SyncWorld) -> None:
        one, other = Asked(world), Asked(world, "chenxing")
        live_of(world, one, other).start()
        await asyncio.sleep(10.0)
        gaps = [abs(a[0] - b[0]) for a, b in zip(one.questions, other.questions, strict=False)]
        assert len(gaps) >= 5
        # Once a second each: half a second lies between them.
        assert gaps == pytest.approx([0.5] * len(gaps), abs=0.1)

    run(scenario, tmp_path)
