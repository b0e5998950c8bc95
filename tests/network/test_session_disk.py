"""What a purchase does when the journal fails at the wrong moment."""

import asyncio
import sqlite3
from pathlib import Path

from network.journal import JournalError
from network.order import Phase
from network.sandbox.behaviour import Mishap
from network.sandbox.operator import Verdict
from network.session import SessionState, Trouble
from tests.network.small_world import STATION, SmallWorld, run


def phase(world: SmallWorld) -> Phase | None:
    return world.session.state.phase


def trouble(world: SmallWorld) -> Trouble | None:
    problem = world.session.state.problem
    return problem.trouble if problem is not None else None


def test_nothing_is_bought_that_cannot_be_written_down(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        world.journal.close()
        await world.session.start(STATION, STATION.connectors[0])
        assert trouble(world) is Trouble.JOURNAL
        assert world.cable.starts == 0
        assert world.wire.exchanges == type(world.wire.exchanges)()
        world.open_platform()

    run(scenario, tmp_path)


def test_a_charge_can_be_stopped_when_the_disk_is_gone(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        charging = asyncio.create_task(world.charge(600))
        await asyncio.sleep(30)
        world.journal.close()
        await world.session.stop()
        assert trouble(world) is Trouble.JOURNAL
        await charging
        assert world.cable.stop_reason == 1
        world.open_platform()

    run(scenario, tmp_path)


def test_an_unreadable_order_is_passed_over_when_the_glass_starts_again(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        charging = asyncio.create_task(world.charge(60))
        await asyncio.sleep(10)
        seq = world.session.state.seq
        await world.kill_platform()
        other = sqlite3.connect(world.journal_path)
        other.execute("INSERT INTO orders VALUES ('old', 0, 'charging', x'7b7d')")
        other.commit()
        other.close()
        world.open_platform()
        await world.session.resume()
        assert world.session.state.seq == seq
        assert world.journal.unreadable == {"old"}
        await charging
        await asyncio.sleep(1)
        assert phase(world) is Phase.SETTLED

    run(scenario, tmp_path)


def test_a_disk_that_fails_is_said_when_orders_are_taken_up(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.journal.close()
        await world.session.resume()
        assert trouble(world) is Trouble.JOURNAL
        world.open_platform()

    run(scenario, tmp_path)


def test_a_disk_that_fails_is_said_when_the_answer_about_an_old_order_cannot_be_stored(
    tmp_path: Path,
) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.sandbox.attach("")
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        await world.kill_platform()
        world.open_platform()
        behaviour = world.sandbox.behaviours["tenghe"]
        behaviour.plan("query_equip_charge_status", Mishap(None, delay_s=2.0))
        resuming = asyncio.create_task(world.session.resume())
        await asyncio.sleep(1)
        world.journal.close()
        await resuming
        assert trouble(world) is Trouble.JOURNAL
        world.open_platform()

    run(scenario, tmp_path)


def test_a_disk_that_fails_is_said_when_who_listens_cannot_read(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        seen: list[Trouble | None] = []

        def listen(state: SessionState) -> None:
            seen.append(state.problem.trouble if state.problem else None)
            if len(seen) == 1:
                raise JournalError("journal.sqlite: disk I/O error")

        world.session.on_change = listen
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        assert seen[:2] == [None, Trouble.JOURNAL]
        assert world.cable.starts == 1

    run(scenario, tmp_path)


def test_a_disk_that_fails_is_said_when_a_plugged_car_may_not_charge(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        await world.session.bind_vehicle()
        world.plug()
        world.journal.close()
        assert await world.authorise() is Verdict.REFUSE
        assert trouble(world) is Trouble.JOURNAL
        world.open_platform()

    run(scenario, tmp_path)
