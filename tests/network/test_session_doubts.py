"""What a purchase does when nobody, or only one side, can say whether energy flows."""

import asyncio
from pathlib import Path

from network.order import Event, Phase
from network.sandbox.behaviour import Fault, Mishap
from network.session import Trouble
from tests.network.small_world import INBOX_URL, STATION, SmallWorld, run


def phase(world: SmallWorld) -> Phase | None:
    return world.session.state.phase


def trouble(world: SmallWorld) -> Trouble | None:
    problem = world.session.state.problem
    return problem.trouble if problem is not None else None


def test_a_charge_can_still_be_stopped_when_neither_car_nor_operator_is_heard(
    tmp_path: Path,
) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.sandbox.attach("")
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        charging = asyncio.create_task(world.charge(900))
        await asyncio.sleep(35)
        world.sandbox.behaviours["tenghe"].plan("*", Mishap(Fault.DOWN), None)
        world.silence_car()
        await asyncio.sleep(300)
        assert phase(world) is Phase.CHARGING
        assert world.session.state.can_stop
        await world.session.stop()
        assert world.cable.car_stops == 1
        await charging

    run(scenario, tmp_path)


def test_an_order_supposed_ended_charges_again_when_its_operator_pushes_so(
    tmp_path: Path,
) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.sandbox.attach("")
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        charging = asyncio.create_task(world.charge(900))
        await asyncio.sleep(35)
        behaviour = world.sandbox.behaviours["tenghe"]
        behaviour.plan("*", Mishap(Fault.DOWN), None)
        world.cable.is_connected = False  # a loose contact
        await asyncio.sleep(60)
        assert phase(world) is Phase.ENDED
        world.sandbox.attach(INBOX_URL)
        await asyncio.sleep(6)  # pushed every 5 s
        assert phase(world) is Phase.CHARGING
        assert world.session.state.can_stop
        (order,) = world.journal.open_orders()
        assert order.ended_at is None
        world.cable.stop()
        await charging

    run(scenario, tmp_path)


def test_an_ended_order_charges_again_when_its_operator_is_asked_and_says_so(
    tmp_path: Path,
) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.sandbox.attach("")
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        charging = asyncio.create_task(world.charge(900))
        await asyncio.sleep(35)
        seq = world.session.state.seq
        world.session.stopped("tenghe", seq, Event.TOLD_ENDED)
        world.session.stopped("tenghe", seq, Event.TOLD_CHARGING)  # late: told before the end
        assert phase(world) is Phase.ENDED
        await asyncio.sleep(121)  # asked every 2 min
        assert phase(world) is Phase.CHARGING
        world.cable.stop()
        await charging

    run(scenario, tmp_path)


def test_a_stop_is_offered_again_when_the_glass_died_before_it_was_sent(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        charging = asyncio.create_task(world.charge(900))
        await asyncio.sleep(30)
        behaviour = world.sandbox.behaviours["tenghe"]
        behaviour.plan("query_stop_charge", Mishap(None, delay_s=1e6))
        stopping = asyncio.create_task(world.session.stop())
        await asyncio.sleep(1)
        stopping.cancel()
        await world.kill_platform()
        behaviour.behave()
        world.open_platform()
        await world.session.resume()
        await asyncio.sleep(10)
        assert phase(world) is Phase.STOPPING
        assert world.session.state.can_stop
        await world.session.stop()
        assert world.cable.stop_reason == 1
        await charging
        await asyncio.sleep(1)
        assert phase(world) is Phase.SETTLED

    run(scenario, tmp_path)


def test_a_stop_that_ends_nothing_is_offered_again_after_30_s(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        charging = asyncio.create_task(world.charge(900))
        await asyncio.sleep(31)
        told: list[bool] = []
        await world.session.stop()
        world.cable.stop_reason = None  # the pile did not hear it
        world.session.on_change = lambda state: told.append(state.can_stop)
        await asyncio.sleep(29)
        assert phase(world) is Phase.STOPPING
        assert not any(told)
        await asyncio.sleep(2)
        assert told[-1:] == [True]
        await world.session.stop()
        assert told[-1:] == [False]
        await charging

    run(scenario, tmp_path)


def test_a_stop_sent_twice_ends_the_order_when_the_operator_had_stopped_already(
    tmp_path: Path,
) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.sandbox.attach("")
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        charging = asyncio.create_task(world.charge(900))
        await asyncio.sleep(31)
        await world.session.stop()
        await asyncio.sleep(3)
        assert phase(world) is Phase.STOPPING
        await world.session.stop()  # answered with FailReason 3
        assert phase(world) is Phase.ENDED
        assert trouble(world) is None
        await charging

    run(scenario, tmp_path)


def test_the_car_ends_a_charge_that_is_no_order_of_ours(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        await world.session.stop()
        assert world.cable.car_stops == 0
        world.cable.is_charging = True
        await world.session.stop()
        assert phase(world) is None
        assert world.cable.car_stops == 1

    run(scenario, tmp_path)


def test_the_car_ends_a_charge_that_flows_when_its_order_is_over(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        await world.charge(20)
        await asyncio.sleep(1)
        assert phase(world) is Phase.SETTLED
        world.cable.is_charging = True
        await world.session.stop()
        assert world.cable.car_stops == 1

    run(scenario, tmp_path)


def test_an_order_its_operator_has_forgotten_is_over_when_the_cable_is_out(
    tmp_path: Path,
) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        charging = asyncio.create_task(world.charge(60))
        await asyncio.sleep(30)
        await world.kill_platform()
        world.restart_operators()
        world.cable.stop()
        world.cable.is_connected = False
        await charging
        world.open_platform()
        await world.session.resume()
        assert phase(world) is Phase.ENDED
        await asyncio.sleep(155)  # asked after 30 s, then every 2 min
        assert phase(world) is Phase.FAILED
        assert trouble(world) is Trouble.BILL_LATE
        assert world.journal.open_orders() == ()
        world.session.dismiss()
        world.plug()
        await asyncio.sleep(7200)
        assert world.session.state.problem is None
        await world.session.start(STATION, STATION.connectors[0])
        assert phase(world) is Phase.STARTING

    run(scenario, tmp_path)


def test_a_forgotten_order_does_not_block_the_next_when_the_cable_stays_in(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        charging = asyncio.create_task(world.charge(300))
        await asyncio.sleep(30)
        world.restart_operators()
        await asyncio.sleep(240)
        assert phase(world) is Phase.CHARGING  # energy flows, whoever forgot it
        await charging
        await asyncio.sleep(60)  # asked every 30 s
        assert phase(world) is Phase.FAILED
        assert world.session.state.can_start

    run(scenario, tmp_path)


def test_a_charge_that_had_run_is_not_called_lost_when_its_operator_forgets_it_in_the_stop(
    tmp_path: Path,
) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        charging = asyncio.create_task(world.charge(300))
        await asyncio.sleep(40)
        world.sandbox.attach("")
        await world.session.stop()
        world.restart_operators()
        await charging
        await asyncio.sleep(60)
        assert phase(world) is Phase.STOPPING
        assert trouble(world) is None
        await asyncio.sleep(90)
        assert phase(world) is Phase.FAILED
        assert trouble(world) is Trouble.BILL_LATE

    run(scenario, tmp_path)


def questions(world: SmallWorld) -> int:
    """Count how often the operator was asked how a charge stands."""
    return sum("charge_status" in call.url for call in world.wire.exchanges)


def test_a_late_bill_is_asked_for_once_an_hour(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.sandbox.attach("")
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        await world.charge(60)
        await asyncio.sleep(15 * 60)
        assert phase(world) is Phase.ENDED
        before = questions(world)
        await asyncio.sleep(2 * 3600)
        assert questions(world) - before == 2

    run(scenario, tmp_path)


def test_an_order_is_not_given_up_when_its_operator_knows_it_again_in_between(
    tmp_path: Path,
) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        charging = asyncio.create_task(world.charge(600))
        await asyncio.sleep(40)
        world.cable.is_charging = False
        knowing = world.sandbox
        seen: set[Phase | None] = set()
        world.session.on_change = lambda state: seen.add(state.phase)
        for _ in range(2):
            world.restart_operators()
            await asyncio.sleep(100)
            world.sandbox = knowing
            await asyncio.sleep(40)
        assert seen == {Phase.CHARGING}
        world.cable.stop()
        await charging

    run(scenario, tmp_path)
