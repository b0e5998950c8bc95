"""The same charge in lockstep and on python-can: the same frames, in the same order."""

import asyncio
from itertools import zip_longest

from tests.vehicle.bench import SU7_MAX, Operator
from tests.vehicle.test_time_jump import run_jumping
from vehicle.bus_spec import BusSpec
from vehicle.can_bus import CanBus
from vehicle.car import Car
from vehicle.driver import Clock, Driver
from vehicle.frame import Frame
from vehicle.gbt27930.bms import BmsPhase
from vehicle.gbt27930.charger import ChargerPhase
from vehicle.gbt27930.fields import MESSAGES
from vehicle.lockstep import run
from vehicle.pile import Pile, PileRating
from vehicle.trim import Trim
from vehicle.vehicle_bus import VehicleBus

PILE = PileRating(250.0, 1000.0, 200.0, 400.0, "connector-1", plug_and_charge=True)
UNTIL_S = 150.0
CLOSE_S = 0.02


def _ends() -> tuple[Car, Pile, list[str]]:
    """Make a car that wants 3 % more and a pile, plugged; and a list of the phases they go through.

    A charge of 3 % has every phase of one of 70 %.
    """
    car = Car(Trim.load(SU7_MAX), VehicleBus.load(SU7_MAX), soc_pct=30.0)
    car.limit_pct = 33
    pile = Pile(PILE, Operator())
    phases: list[str] = []
    car.bms.on_change = lambda phase, _: phases.append(f"B:{phase.name}")
    pile.charger.on_change = lambda phase, _: phases.append(f"C:{phase.name}")
    car.plug(0.0, pile.gun)
    pile.plug(0.0)
    return car, pile, phases


def _in_lockstep() -> tuple[list[Frame], list[str]]:
    car, pile, phases = _ends()
    return run([car.charging, pile], UNTIL_S).frames, phases


async def _on_python_can() -> tuple[list[Frame], list[str]]:
    spec = BusSpec("virtual", "same-frames", polled=True)
    car_bus, pile_bus, listener = (CanBus.open(spec) for _ in range(3))
    clock = Clock(asyncio.get_running_loop())
    car, pile, phases = _ends()
    frames: list[Frame] = []
    listener.subscribe(lambda frame: frames.append(frame._replace(t=clock.now())))
    drivers = Driver(car.charging, car_bus, clock), Driver(pile, pile_bus, clock)
    car.nudge, pile.nudge = (driver.nudge for driver in drivers)
    tasks = [asyncio.create_task(driver.run()) for driver in drivers]
    await clock.sleep_until(UNTIL_S)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    for bus in (car_bus, pile_bus, listener):
        bus.close()
    return frames, phases


def test_lockstep_and_python_can_give_the_same_frames_over_a_whole_charge() -> None:
    exact, phases = _in_lockstep()
    on_can, phases_on_can = run_jumping(_on_python_can())
    assert phases == phases_on_can
    # Every phase of a charge, to its end; only what goes wrong is missing.
    assert {f"B:{phase.name}" for phase in BmsPhase} - set(phases) == {"B:ERROR"}
    missing = {f"C:{phase.name}" for phase in ChargerPhase} - set(phases)
    assert missing == {"C:IDLE", "C:PAUSED", "C:ERROR", "C:NEGOTIATING"}
    assert len(exact) > 3000
    names = {spec.can_id: name for name, spec in MESSAGES.items()}
    for number, (one, other) in enumerate(zip_longest(exact, on_can)):
        assert one is not None, number
        assert other is not None, number
        where = number, round(one.t, 4), names.get(one.id, f"{one.id:X}")
        assert (one.id, one.data.hex(), one.extended) == (
            other.id, other.data.hex(), other.extended
        ), where  # fmt: skip
        assert abs(one.t - other.t) <= CLOSE_S, where
