"""A ground lock goes down when it is asked to, a report of a fault is taken once: over HTTP."""

import asyncio
from pathlib import Path

import pytest

from network.errors import Refused, Unreachable
from network.sandbox.behaviour import Fault, Mishap, Vice
from network.sandbox.site_desk import has_lock
from network.stations import GroundLock
from tests.network.small_world import SmallWorld, run

# crc32 of "A02" and "A03" can be divided by three, that of "A01" cannot.
LOCKED, OPEN, OFFLINE = "A02", "A01", "A03"


async def lock(world: SmallWorld, name: str = LOCKED) -> GroundLock:
    return (await world.operators["tenghe"].states(["S1"]))[name].lock


def calls(world: SmallWorld, interface: str) -> int:
    return sum(exchange.url.endswith(f"/{interface}") for exchange in world.wire.exchanges)


def test_a_third_of_the_bays_has_a_lock() -> None:
    assert [has_lock(name) for name in (OPEN, LOCKED, OFFLINE)] == [False, True, True]


def test_a_lock_goes_down_in_four_seconds_and_up_again_after_three_minutes(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        assert await lock(world) is GroundLock.UP
        assert await world.operators["tenghe"].lower_lock(LOCKED) is GroundLock.UP
        assert await lock(world) is GroundLock.UP
        await asyncio.sleep(4.1)
        assert await lock(world) is GroundLock.DOWN
        await asyncio.sleep(181.0)
        assert await lock(world) is GroundLock.UP

    run(scenario, tmp_path)


def test_how_a_lock_stands_is_pushed_as_well(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        await world.operators["tenghe"].lower_lock(LOCKED)
        await asyncio.sleep(5.0)
        assert [(name, state.lock) for name, state, _ in world.states.told] == [
            (LOCKED, GroundLock.DOWN)
        ]

    run(scenario, tmp_path)


def test_a_lock_stays_down_under_a_plugged_car(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug(LOCKED)
        await asyncio.sleep(600.0)
        assert await lock(world) is GroundLock.DOWN
        world.unplug(LOCKED)
        assert await lock(world) is GroundLock.UP

    run(scenario, tmp_path)


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        (OPEN, 20, "该车位没有地锁"),
        (OFFLINE, 2, "终端离线"),
        ("A99", 1, "没有这个终端"),
    ],
)
def test_a_refusal_is_told_in_the_operators_words(
    tmp_path: Path, name: str, code: int, words: str
) -> None:
    async def scenario(world: SmallWorld) -> None:
        with pytest.raises(Refused, match=words) as caught:
            await world.operators["tenghe"].lower_lock(name)
        assert caught.value.code == code

    run(scenario, tmp_path)


def test_a_lost_answer_is_not_asked_for_again(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        await world.operators["tenghe"].fetch_token()
        world.sandbox.behaviours["tenghe"].plan("query_drop_lock", Mishap(Fault.LOST_ANSWER))
        with pytest.raises(Unreachable):
            await world.operators["tenghe"].lower_lock(LOCKED)
        assert calls(world, "query_drop_lock") == 1
        await asyncio.sleep(5.0)
        assert await lock(world) is GroundLock.DOWN

    run(scenario, tmp_path)


def test_a_lock_that_sticks_is_taken_on_and_never_goes_down(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.sandbox.behaviours["tenghe"].set_vice(Vice.LOCKS_STICK, is_on=True)
        assert await world.operators["tenghe"].lower_lock(LOCKED) is GroundLock.UP
        await asyncio.sleep(30.0)
        assert await lock(world) is GroundLock.UP

    run(scenario, tmp_path)


def test_an_operator_without_the_ability_does_not_know_the_interface(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        with pytest.raises(Refused) as caught:
            await world.operators["hexi"].lower_lock(LOCKED)
        assert caught.value.code == 4003

    run(scenario, tmp_path)


def test_a_report_is_taken_once_in_ten_minutes(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        operator = world.operators["tenghe"]
        await operator.report_fault("S1", LOCKED, 2)
        with pytest.raises(Refused, match="已收到同一终端的报修"):
            await operator.report_fault("S1", LOCKED, 2)
        await asyncio.sleep(601.0)
        await operator.report_fault("S1", LOCKED, 1)
        taken = world.sandbox.operators["tenghe"].site.reports
        assert [(one.StationID, one.ConnectorID, one.Reason) for one in taken] == [
            ("S1", LOCKED, 2),
            ("S1", LOCKED, 1),
        ]
        # 17:59 in China, when the tests begin.
        assert taken[0].ReportTime == "2026-03-02 17:59:00"

    run(scenario, tmp_path)
