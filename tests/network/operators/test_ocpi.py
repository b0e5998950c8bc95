"""Buying over OCPI, from the tap to the receipt, against the simulated operator."""

import asyncio
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from network.errors import Garbled, Refused, Unreachable
from network.order import Event, Phase
from network.sandbox.behaviour import Fault, Mishap
from network.session import Trouble
from network.stations import Status
from tests.network.ocpi_world import (
    BROKEN,
    FIRST,
    PLACE,
    SECOND,
    OcpiWorld,
    run_ocpi,
)

SEQ = "SIM000001202603021759000001"
FIRST_GUN, _, BROKEN_GUN = PLACE.connectors


def calls(world: OcpiWorld, ending: str) -> int:
    return sum(exchange.url.endswith(ending) for exchange in world.wire.exchanges)


async def buy(world: OcpiWorld) -> asyncio.Task[None]:
    world.plug()
    await world.session.start(PLACE, FIRST_GUN)
    return asyncio.create_task(world.charge(600, FIRST))


def test_a_charge_is_bought_stopped_and_billed(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        charging = await buy(world)
        await asyncio.sleep(59)
        state = world.session.state
        assert (state.phase, state.can_stop, state.problem) == (Phase.CHARGING, True, None)
        assert state.energy_kwh > 1
        await world.session.stop()
        await charging
        await asyncio.sleep(1)
        assert world.session.state.phase is Phase.SETTLED
        (receipt,) = world.journal.receipts()
        assert receipt.bill.adds_up
        # 60 s at 120 kW, most of it before 18:00 at 1.0579, the rest at 1.3792.
        assert receipt.bill.energy_kwh == Decimal("2.00")
        assert receipt.bill.total_cny == world.session.state.cost_cny

    run_ocpi(scenario, tmp_path)


def test_the_price_is_that_of_the_connectors_tariff(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        line = await world.operator.prices(FIRST)
        assert [str(period.price_cny) for period in line.periods] == [
            "0.7366",
            "1.0579",
            "1.3792",
            "1.0579",
        ]
        await world.operator.prices(SECOND)
        assert calls(world, "/tariffs?limit=100") == 1
        await asyncio.sleep(900)
        await world.operator.prices(SECOND)
        assert calls(world, "/tariffs?limit=100") == 2

    run_ocpi(scenario, tmp_path)


def test_a_tariff_in_other_money_gives_no_price_is_counted_and_keeps_the_station(
    tmp_path: Path,
) -> None:
    async def scenario(world: OcpiWorld) -> None:
        await world.operator.prices(FIRST)
        for tariff in list(world.operator._tariffs.values()):
            world.operator.take_tariff(msgspec.structs.replace(tariff, currency="EUR"))
        with pytest.raises(Refused, match="its tariff is no price by the kWh: it is in EUR"):
            await world.operator.prices(FIRST)
        assert world.operator.defects == {"a tariff is left out: it is in EUR": 1}
        pages = [page async for page in world.operator.station_pages()]
        assert [one.id for page in pages for one in page.stations] == ["S1"]

    run_ocpi(scenario, tmp_path)


@pytest.mark.parametrize("name", ["S1/E09/1", "S9/E01/1", "3101150001001"])
def test_a_connector_that_is_not_there_has_no_price(tmp_path: Path, name: str) -> None:
    async def scenario(world: OcpiWorld) -> None:
        with pytest.raises(Refused):
            await world.operator.prices(name)

    run_ocpi(scenario, tmp_path)


def test_stations_come_page_by_page(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        world.places.stations = [replace(PLACE, id="S1") for _ in range(250)]
        sizes = [len(page.stations) async for page in world.operator.station_pages()]
        assert sizes == [100, 100, 50]
        rest = [page async for page in world.operator.station_pages(first=3)]
        assert [(page.page, len(page.stations)) for page in rest] == [(3, 50)]
        later = [page.stations async for page in world.operator.station_pages(world.runtime.wall())]
        assert later == [()]  # nothing has changed since

    run_ocpi(scenario, tmp_path)


def test_defects_are_counted_and_what_cannot_be_placed_is_left_out(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        nowhere = replace(PLACE, id="S2", lat=0.0, lon=0.0)
        world.places.stations = [PLACE, nowhere, replace(PLACE, id="S3", address="")]
        for _ in range(2):  # the second count begins anew
            pages = [page async for page in world.operator.station_pages()]
            assert [one.id for page in pages for one in page.stations] == ["S1", "S3"]
            assert [str(one) for one in pages[0].left_out] == [
                "S2: has coordinates that are nowhere"
            ]
            assert b'"id":"S2"' in pages[0].left_out[0].record
            assert world.operator.left_out == {"has coordinates that are nowhere": 1}
            assert world.operator.defects == {"address is missing": 1}

    run_ocpi(scenario, tmp_path)


def test_statuses_are_told_by_connector(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        world.plug(SECOND)
        assert await world.operator.statuses(["S1"]) == {
            FIRST: Status.AVAILABLE,
            SECOND: Status.OCCUPIED,
            BROKEN: Status.OFFLINE,
        }
        with pytest.raises(ValueError, match="at most 50"):
            await world.operator.statuses(["S1"] * 51)

    run_ocpi(scenario, tmp_path)


def test_a_start_without_a_cable_fails_with_its_result(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        world.cable.is_connected = True  # elsewhere than the operator knows of
        await world.session.start(PLACE, FIRST_GUN)
        await asyncio.sleep(1)
        assert world.session.state.phase is Phase.FAILED
        assert (await world.operator.charge_status(SEQ)).event is Event.NOT_KNOWN

    run_ocpi(scenario, tmp_path)


def test_a_broken_pile_fails_with_its_result(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        world.plug(BROKEN)
        await world.session.start(PLACE, BROKEN_GUN)
        await asyncio.sleep(1)
        assert world.session.state.phase is Phase.FAILED

    run_ocpi(scenario, tmp_path)


def test_a_command_that_is_rejected_at_once_is_refused(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        with pytest.raises(Refused, match="没有这个终端") as caught:
            await world.operator.start_charge(SEQ, "S1/E09/1")
        assert caught.value.code == 2

    run_ocpi(scenario, tmp_path)


def test_a_start_whose_answer_is_lost_is_not_repeated_and_found(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        world.ocpi.behaviours["tenghe"].plan("START_SESSION", Mishap(Fault.LOST_ANSWER))
        charging = await buy(world)
        assert world.cable.starts == 1
        await asyncio.sleep(30)
        assert calls(world, "/commands/START_SESSION") == 1
        assert world.session.state.phase is Phase.CHARGING
        assert world.session.state.problem is None
        world.unplug()
        await charging

    run_ocpi(scenario, tmp_path)


def test_a_start_that_never_arrived_is_given_up(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        world.ocpi.behaviours["tenghe"].plan("START_SESSION", Mishap(Fault.DOWN))
        world.plug()
        await world.session.start(PLACE, FIRST_GUN)
        assert world.session.state.problem is not None
        assert world.session.state.problem.trouble is Trouble.START_UNCERTAIN
        await asyncio.sleep(60)
        assert world.session.state.phase is Phase.FAILED
        assert calls(world, "/commands/START_SESSION") == 1

    run_ocpi(scenario, tmp_path)


def test_a_charge_is_followed_and_billed_by_asking_where_nothing_is_pushed(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        charging = await buy(world)
        world.ocpi_inbox_is_away()
        await asyncio.sleep(90)
        phases = [world.session.state.phase]
        assert world.session.state.energy_kwh > 1
        world.cable.stop_reason = 0
        await charging
        await asyncio.sleep(300)
        phases.append(world.session.state.phase)
        assert phases == [Phase.CHARGING, Phase.SETTLED]
        assert not [one for one in world.wire.exchanges if one.outcome == "HTTP 201"]

    run_ocpi(scenario, tmp_path)


def test_stopping_what_has_ended_says_ended(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        world.plug()
        await world.operator.start_charge(SEQ, FIRST)
        await asyncio.sleep(1)
        assert (await world.operator.charge_status(SEQ)).event is Event.TOLD_STARTING
        world.unplug()
        await world.operator.charge_status(SEQ)
        assert await world.operator.stop_charge(SEQ, FIRST) is Event.TOLD_ENDED
        with pytest.raises(Refused, match="no session"):
            await world.operator.stop_charge("SIM000001202603021759000009", FIRST)

    run_ocpi(scenario, tmp_path)


def test_a_head_unit_that_was_killed_finds_its_charge_again(tmp_path: Path) -> None:
    async def scenario(world: OcpiWorld) -> None:
        charging = await buy(world)
        await asyncio.sleep(20)
        await world.kill_platform()
        world.open_platform()
        await world.session.resume()
        phases = [world.session.state.phase]
        world.cable.stop_reason = 0
        await charging
        await asyncio.sleep(5)
        phases.append(world.session.state.phase)
        assert phases == [Phase.CHARGING, Phase.SETTLED]

    run_ocpi(scenario, tmp_path)


@pytest.mark.parametrize(
    ("mishap", "error"),
    [
        (Mishap(Fault.DOWN), Unreachable),
        (Mishap(Fault.GARBAGE), Garbled),
        (Mishap(Fault.TRUNCATED), Garbled),
        (Mishap(Fault.REFUSAL, 2001, "no"), Refused),
        (Mishap(Fault.REFUSAL, 3000, "busy"), Unreachable),
        (Mishap(None, delay_s=5.0), None),
    ],
)
def test_a_hostile_answer_is_one_clear_error(
    tmp_path: Path, mishap: Mishap, error: type[Exception] | None
) -> None:
    async def scenario(world: OcpiWorld) -> None:
        await world.operator.prices(FIRST)
        world.ocpi.behaviours["tenghe"].plan("locations", mishap)
        if error is None:
            await world.operator.statuses(["S1"])
            return
        with pytest.raises(error, match="腾禾充电: "):
            await world.operator.statuses(["S1"])

    run_ocpi(scenario, tmp_path)
