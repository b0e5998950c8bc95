"""Do with car and cable what a person at the desk would, and be refused like one."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

import pytest

from tests.vehicle.bench import PILE_7, PILE_250, SU7_MAX, Operator
from tests.vehicle.test_time_jump import run_jumping
from vehicle.can_bus import BusSpec, CanBus
from vehicle.car import Car
from vehicle.charger_model import CHARGERS, ChargerModel
from vehicle.desk import Buses, Desk, DeskError
from vehicle.driver import Clock
from vehicle.gbt27930.bms import BmsPhase
from vehicle.gbt27930.messages import StopCause
from vehicle.pile import Pile, PileRating
from vehicle.pile_faults import Trouble
from vehicle.trim import Trim
from vehicle.vehicle_bus import VehicleBus

_numbers = count()


@asynccontextmanager
async def _desk() -> AsyncIterator[tuple[Desk, Clock]]:
    clock = Clock(asyncio.get_running_loop())
    number = next(_numbers)
    ends = [
        CanBus.open(BusSpec("virtual", f"desk-{name}-{number}", polled=True))
        for name in ("vehicle", "charging", "charging")
    ]
    tasks: list[asyncio.Task[None]] = []

    def spawn(work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        tasks.append(asyncio.get_running_loop().create_task(work))
        return tasks[-1]

    car = Car(Trim.load(SU7_MAX), VehicleBus.load(SU7_MAX), soc_pct=40.0)
    try:
        yield Desk(car, Buses(*ends), clock, spawn), clock
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for end in ends:
            end.close()


def test_a_plugged_car_charges_when_its_operator_agrees() -> None:
    async def charge() -> None:
        async with _desk() as (desk, clock):
            operator = Operator()
            desk.plug(PILE_250, operator)
            assert desk.start()
            await clock.sleep(30)
            assert desk.car.phase is BmsPhase.CHARGING
            assert desk.car.power_kw > 200

            desk.stop()
            await clock.sleep(5)
            desk.unplug()

            assert operator.plugs == [True, False]
            assert len(operator.ends) == 1
            assert desk.pile is None
            assert not desk.start()

    run_jumping(charge())


def test_a_cable_that_is_locked_is_not_pulled() -> None:
    async def pull() -> None:
        async with _desk() as (desk, clock):
            desk.plug(PILE_250, Operator())
            desk.start()
            await clock.sleep(30)
            with pytest.raises(DeskError) as refused:
                desk.unplug()
            assert refused.value.key == "locked"
            assert desk.pile is not None

    run_jumping(pull())


def test_a_car_that_drives_is_not_plugged() -> None:
    async def plug() -> None:
        async with _desk() as (desk, clock):
            desk.drive(31.2, 121.4)
            await clock.sleep(1)
            with pytest.raises(DeskError) as refused:
                desk.plug(PILE_250, Operator())
            assert refused.value.key == "moving"

    run_jumping(plug())


def test_an_ac_pile_charges_the_car_and_follows_load_management() -> None:
    async def charge() -> None:
        async with _desk() as (desk, clock):
            operator = Operator()
            desk.plug(PILE_7, operator)
            assert desk.start()
            await clock.sleep(30)
            # 7.04 kW from the mains; the on-board charger and the pack's upkeep take a part.
            assert 6.0 < desk.car.power_kw < 6.7
            assert desk.car.phase is BmsPhase.ASLEEP
            with pytest.raises(DeskError) as refused:
                desk.unplug()
            assert refused.value.key == "locked"

            desk.offer(16.0)
            await clock.sleep(5)
            assert 2.9 < desk.car.power_kw < 3.4

            desk.stop()
            await clock.sleep(5)
            desk.unplug()
            assert operator.plugs == [True, False]
            assert [cause for _, cause in operator.ends] == [StopCause.USER]
            assert 0.04 < operator.ends[0][0].energy_kwh < 0.07

    run_jumping(charge())


@pytest.mark.parametrize("rating", [PILE_7, PILE_250], ids=["AC", "DC"])
def test_a_cable_torn_out_under_current_ends_the_charge_on_both_sides(rating: PileRating) -> None:
    async def tear() -> None:
        async with _desk() as (desk, clock):
            operator = Operator()
            desk.plug(rating, operator)
            desk.start()
            await clock.sleep(30)
            assert desk.car.power_kw > 5
            desk.tear()
            await clock.sleep(1)
            assert desk.car.power_kw == 0
            assert not desk.car.is_connected
            assert [cause for _, cause in operator.ends] == [StopCause.UNPLUGGED]

    run_jumping(tear())


def test_a_trigger_pulled_at_the_desk_ends_a_dc_charge_and_can_be_let_go() -> None:
    async def pull() -> None:
        async with _desk() as (desk, clock):
            operator = Operator()
            desk.plug(PILE_250, operator)
            desk.start()
            await clock.sleep(30)
            desk.set_fault("trigger", is_on=True)
            await clock.sleep(10)
            assert [cause for _, cause in operator.ends] == [StopCause.CONNECTOR]
            assert desk.car.power_kw == 0
            desk.set_fault("trigger", is_on=False)
            desk.offer(16.0)  # A DC pile has no such thing.

    run_jumping(pull())


def test_what_makes_no_sense_is_refused() -> None:
    async def ask() -> None:
        async with _desk() as (desk, _):
            with pytest.raises(DeskError, match="120"):
                desk.set_soc(120)
            with pytest.raises(DeskError, match="not on the earth"):
                desk.drive(91, 0)
            with pytest.raises(DeskError) as caught:
                desk.set_fault("glass", is_on=True)
            assert str(caught.value).startswith("'glass' is not one of: lock-stuck, lock-silent, ")
            assert str(caught.value).endswith(", pile-hot-gun, pile-neighbour")
            assert caught.value.key == "bad_value"
            with pytest.raises(DeskError, match="no cable"):
                desk.set_fault("trigger", is_on=True)
            with pytest.raises(DeskError, match="no cable"):
                desk.tear()

    run_jumping(ask())


def test_a_pile_is_broken_by_a_word_and_names_its_trouble() -> None:
    async def charge() -> None:
        async with _desk() as (desk, clock):
            with pytest.raises(DeskError):
                desk.set_fault("pile-emergency", is_on=True)
            operator = Operator()
            desk.plug(PILE_250, operator)
            assert desk.start()
            await clock.sleep(30)
            desk.set_fault("pile-emergency", is_on=True)
            await clock.sleep(10)
            assert [cause for _, cause in operator.ends] == [StopCause.EMERGENCY]
            assert isinstance(desk.pile, Pile)
            assert desk.pile.trouble is Trouble.EMERGENCY

    run_jumping(charge())


def test_a_neighbour_at_the_same_cabinet_takes_its_share() -> None:
    async def charge() -> None:
        async with _desk() as (desk, clock):
            model = ChargerModel.load(CHARGERS / "dc_27_120_kw_two_connectors.toml")
            desk.plug(model.rating("connector-1"), Operator(), model)
            assert desk.model is model
            assert desk.start()
            await clock.sleep(30)
            assert desk.car.power_kw == pytest.approx(120.0, abs=2.0)
            desk.set_fault("pile-neighbour", is_on=True)
            await clock.sleep(5)
            assert desk.car.power_kw == pytest.approx(60.0, abs=2.0)
            desk.set_fault("pile-neighbour", is_on=False)
            await clock.sleep(5)
            assert desk.car.power_kw == pytest.approx(120.0, abs=2.0)

    run_jumping(charge())
