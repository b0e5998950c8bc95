"""What a purchase does when operator or car fails at the wrong moment."""

import asyncio
from pathlib import Path

from network.order import Phase
from network.sandbox.behaviour import Fault, Mishap
from network.session import Trouble
from tests.network.small_world import STATION, SmallWorld, run


def phase(world: SmallWorld) -> Phase | None:
    return world.session.state.phase


def trouble(world: SmallWorld) -> Trouble | None:
    problem = world.session.state.problem
    return problem.trouble if problem is not None else None


def test_a_start_nobody_can_tell_of_is_unknown_after_2_min(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.sandbox.attach("")
        world.plug()
        world.sandbox.behaviours["tenghe"].plan("*", Mishap(Fault.DOWN), None)
        await world.session.start(STATION, STATION.connectors[0])
        await asyncio.sleep(100)
        assert phase(world) is Phase.STARTING
        await asyncio.sleep(40)
        assert phase(world) is Phase.UNKNOWN
        assert world.session.state.can_stop
        world.sandbox.behaviours["tenghe"].behave()
        await asyncio.sleep(31)
        assert phase(world) is Phase.FAILED  # it had never arrived

    run(scenario, tmp_path)


def test_a_busy_answer_to_the_start_is_asked_about(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        mishap = Mishap(Fault.REFUSAL, 500, "server error")
        world.sandbox.behaviours["tenghe"].plan("query_start_charge", mishap)
        await world.session.start(STATION, STATION.connectors[0])
        assert phase(world) is Phase.STARTING
        assert trouble(world) is Trouble.START_UNCERTAIN
        await asyncio.sleep(36)
        assert trouble(world) is Trouble.START_LOST

    run(scenario, tmp_path)


def test_wrong_keys_are_said_to_be_our_or_the_operators_to_mend(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        mishap = Mishap(Fault.REFUSAL, 4001, "sign error")
        world.sandbox.behaviours["tenghe"].plan("query_start_charge", mishap)
        await world.session.start(STATION, STATION.connectors[0])
        assert phase(world) is Phase.FAILED
        assert trouble(world) is Trouble.MISCONFIGURED
        problem = world.session.state.problem
        assert problem is not None
        assert problem.code == 4001

    run(scenario, tmp_path)


def test_a_refused_stop_is_said_and_the_car_ends_it(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        charging = asyncio.create_task(world.charge(600))
        await asyncio.sleep(30)
        mishap = Mishap(Fault.REFUSAL, 500, "server error")
        world.sandbox.behaviours["tenghe"].plan("query_stop_charge", mishap)
        await world.session.stop()
        assert trouble(world) is Trouble.STOP_REFUSED
        assert world.cable.car_stops == 1
        await charging

    run(scenario, tmp_path)


def test_pulling_the_cable_ends_an_order_nobody_can_tell_of(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.sandbox.attach("")
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        charging = asyncio.create_task(world.charge(30))
        await asyncio.sleep(20)
        assert phase(world) is Phase.CHARGING
        world.sandbox.behaviours["tenghe"].plan("*", Mishap(Fault.DOWN), None)
        await charging
        world.unplug()
        await asyncio.sleep(60)
        assert phase(world) is Phase.ENDED
        assert world.session.state.can_start

    run(scenario, tmp_path)


def test_every_change_is_told(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        seen: list[Phase | None] = []
        world.session.on_change = lambda state: seen.append(state.phase)
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        await world.charge(20)
        await asyncio.sleep(1)
        told = [now for before, now in zip([None, *seen], seen, strict=False) if now is not before]
        assert told == [Phase.STARTING, Phase.CHARGING, Phase.SETTLED]

    run(scenario, tmp_path)


def test_a_dismissed_problem_is_gone(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        await world.session.start(STATION, STATION.connectors[0])
        assert trouble(world) is Trouble.NOT_PLUGGED
        world.session.dismiss()
        assert trouble(world) is None

    run(scenario, tmp_path)


def test_busy_passes_when_the_running_order_is_heard_again(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        charging = asyncio.create_task(world.charge(60))
        await asyncio.sleep(10)
        await world.session.start(STATION, STATION.connectors[1])
        assert trouble(world) is Trouble.BUSY
        await asyncio.sleep(6)  # pushed every 5 s
        assert trouble(world) is None
        await charging

    run(scenario, tmp_path)


def test_nothing_is_bought_while_an_unknown_order_may_charge(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.sandbox.attach("")
        world.plug()
        world.sandbox.behaviours["tenghe"].plan("*", Mishap(Fault.DOWN), None)
        await world.session.start(STATION, STATION.connectors[0])
        await asyncio.sleep(140)
        assert phase(world) is Phase.UNKNOWN
        await world.session.start(STATION, STATION.connectors[1])
        assert trouble(world) is Trouble.BUSY
        assert len(world.journal.open_orders()) == 1
        world.unplug()
        await world.session.start(STATION, STATION.connectors[1])
        problem = world.session.state.problem
        assert problem is not None
        assert problem.trouble is Trouble.NOT_PLUGGED

    run(scenario, tmp_path)
