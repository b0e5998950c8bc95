"""A charge from tap or plug to receipt, through the real protocol, in simulated time."""

import asyncio
from decimal import Decimal
from pathlib import Path

from network.operators.directory import Directory
from network.order import Phase, Way
from network.sandbox.behaviour import Fault, Mishap
from network.sandbox.operator import Verdict
from network.session import Trouble
from tests.network.small_world import OPERATORS, STATION, SmallWorld, run


def phase(world: SmallWorld) -> Phase | None:
    return world.session.state.phase


def trouble(world: SmallWorld) -> Trouble | None:
    problem = world.session.state.problem
    return problem.trouble if problem is not None else None


def test_a_tap_becomes_a_charge_and_a_receipt(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        assert phase(world) is Phase.STARTING
        assert world.cable.starts == 1
        charging = asyncio.create_task(world.charge(600))
        await asyncio.sleep(120)
        state = world.session.state
        assert phase(world) is Phase.CHARGING
        assert state.way is Way.REMOTE
        assert state.station_name == "虹桥天地超充站"
        assert state.price_cny is not None
        assert Decimal("3.8") <= state.energy_kwh <= Decimal("4.0")  # 120 kW for 2 min, 5 s late
        assert len(state.samples) >= 20
        await world.session.stop()
        assert phase(world) is Phase.STOPPING
        await charging
        await asyncio.sleep(1)
        state = world.session.state
        assert phase(world) is Phase.SETTLED
        assert state.problem is None
        (receipt,) = world.journal.receipts()
        assert receipt.bill.adds_up
        assert receipt.bill.stop_reason == 1
        assert receipt.bill.total_cny == state.cost_cny
        assert len(world.journal.samples(receipt.order.seq)) == len(state.samples)

    run(scenario, tmp_path)


def test_a_bill_across_a_price_change_has_a_line_a_period(tmp_path: Path) -> None:
    # The world begins at 17:59; the operator's evening price begins at 18:00.
    async def scenario(world: SmallWorld) -> None:
        prices = await world.operators["tenghe"].prices("A01")
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        await world.charge(120)
        await asyncio.sleep(1)
        (receipt,) = world.journal.receipts()
        lines = receipt.bill.lines
        changes = any(period.start_s == 18 * 3600 for period in prices.periods)
        assert len(lines) == (2 if changes else 1)
        assert sum(line.energy_kwh for line in lines) == Decimal("4.00")  # 120 kW for 2 min

    run(scenario, tmp_path)


def test_plugging_in_is_enough_where_our_vin_is_bound(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        await world.session.bind_vehicle()
        world.plug()
        assert await world.authorise() is Verdict.ACCEPT
        assert world.session.state.way is Way.PLUG_AND_CHARGE
        await world.charge(60)
        await asyncio.sleep(1)
        assert phase(world) is Phase.SETTLED

    run(scenario, tmp_path)


def test_plug_and_charge_is_refused_for_another_vin(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        await world.operators["tenghe"].bind_vin("LSMOTHER000000002")
        world.plug()
        assert await world.authorise(vin="LSMOTHER000000002") is Verdict.REFUSE
        assert phase(world) is None
        assert world.journal.open_orders() == ()

    run(scenario, tmp_path)


def test_plug_and_charge_is_refused_while_our_cable_is_out(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        await world.session.bind_vehicle()
        world.plug()
        world.cable.is_connected = False  # somebody else's car claims our VIN
        assert await world.authorise() is Verdict.REFUSE

    run(scenario, tmp_path)


def test_plug_and_charge_is_refused_when_the_platform_cannot_be_reached(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> float:
        await world.session.bind_vehicle()
        world.sandbox.attach("")
        world.plug()
        assert await world.authorise() is Verdict.REFUSE
        return world.runtime.now()

    assert run(scenario, tmp_path) >= 20  # asked three times, 10 s apart


def test_a_start_without_a_cable_is_not_asked(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        await world.session.start(STATION, STATION.connectors[0])
        assert trouble(world) is Trouble.NOT_PLUGGED
        assert world.journal.open_orders() == ()

    run(scenario, tmp_path)


def test_a_refusal_names_the_operators_reason_and_code(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        await world.session.start(STATION, STATION.connectors[2])  # offline
        state = world.session.state
        assert phase(world) is Phase.FAILED
        assert state.problem is not None
        assert state.problem.trouble is Trouble.START_REFUSED
        assert (state.problem.code, state.problem.detail) == (2, "终端离线")
        assert state.can_start

    run(scenario, tmp_path)


def test_a_second_start_is_busy_and_buys_nothing(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        await world.session.start(STATION, STATION.connectors[0])
        assert world.cable.starts == 1
        assert trouble(world) is Trouble.BUSY
        assert len(world.journal.open_orders()) == 1

    run(scenario, tmp_path)


def test_a_lost_start_answer_is_asked_about_and_never_started_twice(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        behaviour = world.sandbox.behaviours["tenghe"]
        behaviour.plan("query_start_charge", Mishap(Fault.LOST_ANSWER))
        await world.session.start(STATION, STATION.connectors[0])
        assert trouble(world) is Trouble.START_UNCERTAIN
        await asyncio.sleep(6)  # the operator is asked 5 s later
        assert trouble(world) is None
        assert world.cable.starts == 1
        starts = [call for call in world.wire.exchanges if "query_start_charge" in call.url]
        assert len(starts) == 1
        await world.charge(60)
        await asyncio.sleep(1)
        assert phase(world) is Phase.SETTLED

    run(scenario, tmp_path)


def test_a_start_the_operator_never_heard_of_has_failed_after_its_grace(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        behaviour = world.sandbox.behaviours["tenghe"]
        behaviour.plan("query_start_charge", Mishap(Fault.DOWN))
        await world.session.start(STATION, STATION.connectors[0])
        await asyncio.sleep(20)
        assert phase(world) is Phase.STARTING
        await asyncio.sleep(20)  # more than 30 s after the tap
        assert phase(world) is Phase.FAILED
        assert trouble(world) is Trouble.START_LOST

    run(scenario, tmp_path)


def test_the_car_ends_the_charge_when_the_operator_cannot_be_reached(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        charging = asyncio.create_task(world.charge(600))
        await asyncio.sleep(30)
        world.sandbox.behaviours["tenghe"].plan("*", Mishap(Fault.DOWN), None)
        await world.session.stop()
        assert world.cable.car_stops == 1
        assert trouble(world) is Trouble.STOPPED_BY_CAR
        await charging
        await asyncio.sleep(1)
        assert phase(world) is Phase.SETTLED

    run(scenario, tmp_path)


def test_an_unreachable_operator_is_shown_and_forgotten_when_it_is_back(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.sandbox.attach("")  # no pushes: only our own questions
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        charging = asyncio.create_task(world.charge(300))
        await asyncio.sleep(30)
        assert phase(world) is Phase.CHARGING
        behaviour = world.sandbox.behaviours["tenghe"]
        behaviour.plan("query_equip_charge_status", Mishap(Fault.DOWN))
        await asyncio.sleep(10)  # asked every 30 s
        assert trouble(world) is Trouble.UNREACHABLE
        await asyncio.sleep(30)
        assert trouble(world) is None
        await charging

    run(scenario, tmp_path)


def test_a_restart_after_journalling_and_before_asking_asks_the_operator(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        behaviour = world.sandbox.behaviours["tenghe"]
        behaviour.plan("query_start_charge", Mishap(None, delay_s=1e6))
        starting = asyncio.create_task(world.session.start(STATION, STATION.connectors[0]))
        await asyncio.sleep(1)
        (intent,) = world.journal.open_orders()
        starting.cancel()
        await world.kill_platform()
        await asyncio.sleep(60)
        world.open_platform()
        await world.session.resume()
        assert world.session.state.seq == intent.seq
        assert phase(world) is Phase.FAILED
        asked = [call for call in world.wire.exchanges if "charge_status" in call.url]
        assert len(asked) == 1
        assert world.cable.starts == 0

    run(scenario, tmp_path)


def test_a_charge_goes_on_over_a_restart_and_is_settled_after_it(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        charging = asyncio.create_task(world.charge(120))
        await asyncio.sleep(60)
        curve = len(world.session.state.samples)
        await world.kill_platform()
        world.open_platform()
        await world.session.resume()
        assert phase(world) is Phase.CHARGING
        assert len(world.session.state.samples) >= curve
        await charging
        await asyncio.sleep(1)
        assert phase(world) is Phase.SETTLED
        assert len(world.journal.receipts()) == 1

    run(scenario, tmp_path)


def test_a_bill_is_sent_again_until_it_is_confirmed(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        world.sandbox.attach("http://nobody.home/evcs/v1")
        world.wire.route("nobody.home", _not_here)
        await world.charge(60)
        await asyncio.sleep(150)
        assert world.journal.receipts() == ()
        assert phase(world) is Phase.ENDED
        tries = [call for call in world.wire.exchanges if "nobody.home" in call.url]
        assert len(tries) >= 3
        world.sandbox.attach("http://platform.inbox/evcs/v1")
        await asyncio.sleep(61)
        assert phase(world) is Phase.SETTLED

    run(scenario, tmp_path)


async def _not_here(_scope: object, _receive: object, send: object) -> None:
    assert callable(send)
    await send({"type": "http.response.start", "status": 502, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def test_a_late_bill_is_said_after_ten_minutes(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        world.sandbox.attach("")
        await world.charge(60)
        await asyncio.sleep(15 * 60)
        assert phase(world) is Phase.ENDED
        assert trouble(world) is Trouble.BILL_LATE
        assert world.session.state.can_start

    run(scenario, tmp_path)


def test_the_shipped_directory_names_the_operator_of_the_small_world() -> None:
    assert Directory.load(OPERATORS).profiles["tenghe"].name("en") == "Tenghe Charging"
