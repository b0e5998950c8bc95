"""Simulated operators as piles and platform meet them."""

import asyncio
from decimal import Decimal
from pathlib import Path

import pytest

from network.errors import Refused
from network.order import Event
from network.sandbox.behaviour import Behaviour, Fault, Mishap
from network.sandbox.charge import Meter
from network.sandbox.operator import Verdict
from network.stations import Status
from tests.network.small_world import STATION, VIN, SmallWorld, run

SEQ = "SIM000001202603021759000001"


def pushes(world: SmallWorld, interface: str) -> int:
    return sum(
        "platform.inbox" in exchange.url and exchange.url.endswith(f"/{interface}")
        for exchange in world.wire.exchanges
    )


def test_a_start_without_a_car_is_refused_with_the_operators_own_code(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        with pytest.raises(Refused, match="充电枪未插入车辆") as caught:
            await world.operators["tenghe"].start_charge(SEQ, "A01")
        assert caught.value.code == 10  # 3-99 are the operator's own

    run(scenario, tmp_path)


@pytest.mark.parametrize(("connector", "code"), [("Z99", 1), ("A03", 2)])
def test_no_such_device_and_offline_have_the_standards_codes(
    tmp_path: Path, connector: str, code: int
) -> None:
    async def scenario(world: SmallWorld) -> None:
        with pytest.raises(Refused) as caught:
            await world.operators["tenghe"].start_charge(SEQ, connector)
        assert caught.value.code == code

    run(scenario, tmp_path)


def test_a_connector_that_charges_is_not_started_for_another_order(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        operator = world.operators["tenghe"]
        await operator.start_charge(SEQ, "A01")
        with pytest.raises(Refused) as caught:
            await operator.start_charge("SIM000001202603021759000002", "A01")
        assert caught.value.code == 11
        assert world.cable.starts == 1

    run(scenario, tmp_path)


def test_a_running_charge_is_pushed_every_5_s(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        await world.charge(60)
        await asyncio.sleep(1)
        assert pushes(world, "notification_equip_charge_status") == 12
        assert pushes(world, "notification_start_charge_result") == 1
        assert pushes(world, "notification_charge_order_info") == 1
        assert pushes(world, "notification_stop_charge_result") == 0

    run(scenario, tmp_path)


def test_a_charge_that_never_delivers_is_billed_at_nothing(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        world.sandbox.ended("tenghe", "A01", Meter(0.0, 0.0, 0.0, 40.0), 3)
        await asyncio.sleep(1)
        (receipt,) = world.journal.receipts()
        assert receipt.bill.total_cny == Decimal("0.00")
        assert receipt.bill.stop_reason == 3

    run(scenario, tmp_path)


def test_pulling_the_cable_ends_the_charge_with_reason_4(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        await world.session.start(STATION, STATION.connectors[0])
        charging = asyncio.create_task(world.charge(60))
        await asyncio.sleep(30.5)
        world.unplug()
        await charging
        await asyncio.sleep(1)
        (receipt,) = world.journal.receipts()
        assert receipt.bill.stop_reason == 4
        assert receipt.bill.energy_kwh == Decimal("1.03")  # 31 s at 120 kW

    run(scenario, tmp_path)


def test_a_car_whose_vin_is_not_bound_is_refused_without_asking(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        assert world.sandbox.authorise("tenghe", "A01", VIN) is Verdict.REFUSE
        assert pushes(world, "x_notification_vin_plugged") == 0

    run(scenario, tmp_path)


def test_a_tap_while_the_vin_is_being_asked_wins(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        await world.session.bind_vehicle()
        world.plug()
        assert world.sandbox.authorise("tenghe", "A01", VIN) is Verdict.WAIT
        await world.session.start(STATION, STATION.connectors[0])
        assert await world.authorise() is Verdict.ACCEPT
        assert len(world.journal.open_orders()) == 1

    run(scenario, tmp_path)


def test_a_charge_that_has_ended_does_not_begin_again_by_itself(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        await world.session.bind_vehicle()
        world.plug()
        assert await world.authorise() is Verdict.ACCEPT
        await world.charge(10)
        assert world.sandbox.authorise("tenghe", "A01", VIN) is Verdict.REFUSE

    run(scenario, tmp_path)


def test_a_pile_that_fails_at_once_is_told_in_the_answer(tmp_path: Path) -> None:
    class Broken:
        def __init__(self, world: SmallWorld) -> None:
            self.world = world

        def start(self) -> None:
            self.world.sandbox.ended("tenghe", "A01", Meter(0.0, 0.0, 0.0, 0.0), 3)

        def stop(self) -> None:
            pass

    async def scenario(world: SmallWorld) -> None:
        world.sandbox.plug_in("tenghe", "A01", Broken(world))
        event = await world.operators["tenghe"].start_charge(SEQ, "A01")
        assert event is Event.TOLD_ENDED

    run(scenario, tmp_path)


def test_a_charging_connector_says_so(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        operator = world.operators["tenghe"]
        await operator.start_charge(SEQ, "A01")
        assert (await operator.statuses(["S1"]))["A01"] is Status.CHARGING

    run(scenario, tmp_path)


def test_the_report_counts_what_the_meter_shows(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.plug()
        operator = world.operators["tenghe"]
        await operator.start_charge(SEQ, "A01")
        await world.charge(30)
        report = await operator.charge_status(SEQ)
        assert report.event is Event.TOLD_ENDED
        assert report.energy_kwh == Decimal("1.00")  # 30 s at 120 kW
        assert (report.current_a, report.soc_pct) == (0.0, 40.5)

    run(scenario, tmp_path)


def test_an_operator_that_is_not_simulated_is_http_404(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        assert "nio" not in world.sandbox.desks  # it has no interface

    run(scenario, tmp_path)


def test_a_mishap_happens_as_often_as_planned() -> None:
    behaviour = Behaviour(4004)
    mishap = Mishap(Fault.DOWN)
    behaviour.plan("query_token", mishap, 2)
    assert [behaviour.next("query_token") for _ in range(3)] == [mishap, mishap, None]
    behaviour.plan("*", mishap, None)
    assert [behaviour.next(name) for name in ("a", "b", "a")] == [mishap, mishap, mishap]
    behaviour.behave()
    assert behaviour.next("a") is None
