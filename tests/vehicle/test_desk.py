"""Do with car and cable what a person at the desk would, and be refused like one."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

import pytest

from tests.vehicle.bench import PILE_250, SU7_MAX, Operator
from tests.vehicle.test_time_jump import run_jumping
from vehicle.can_bus import BusSpec, CanBus
from vehicle.car import Car
from vehicle.desk import Buses, Desk, DeskError
from vehicle.driver import Clock
from vehicle.gbt27930.bms import BmsPhase
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


def test_what_makes_no_sense_is_refused() -> None:
    async def ask() -> None:
        async with _desk() as (desk, _):
            with pytest.raises(DeskError, match="120"):
                desk.set_soc(120)
            with pytest.raises(DeskError, match="not on the earth"):
                desk.drive(91, 0)

    run_jumping(ask())
