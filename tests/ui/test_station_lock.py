"""A ground lock is lowered once, and what the operator then tells is what the card says."""

from dataclasses import replace
from pathlib import Path

import pytest

from network.errors import Refused, Unreachable
from network.fault_reports import FaultDesk
from network.favourites import Favourites
from network.sandbox.behaviour import Fault, Mishap, Vice
from network.stations import GroundLock, State, Station, single_piles
from tests.network.small_world import STATION as SMALL
from tests.network.small_world import SmallWorld, run
from tests.ui.glass_world import STATION, GlassWorld
from tests.ui.station_world import rich, taken
from ui.speech import Speech
from ui.station_lock import StationLock
from ui.station_services import StationServices
from ui.surroundings import Surroundings
from vehicle import signals

pytestmark = pytest.mark.usefixtures("qapp")
UP = "Ground lock is up"
DOWN = "Ground lock is down: drive in"
STUCK = "Nobody says that the lock is down. Look at it before you try again."


def at_the_bay() -> GlassWorld:
    world = GlassWorld()
    world.car.values |= {signals.LATITUDE: STATION.lat, signals.LONGITUDE: STATION.lon}
    world.refresh()
    world.controllers.station.show(rich(STATION))
    return world


def test_the_lock_goes_down_and_the_card_says_so() -> None:
    world = at_the_bay()
    lock = world.controllers.station._lock
    assert (lock.property("word"), lock.property("can_lower")) == (UP, True)
    lock.lower()
    assert world.stand_ins.locker.asked == ["A01"]
    assert world.stand_ins.locker.looks == 3
    assert (lock.property("word"), lock.property("can_lower")) == (DOWN, False)
    assert lock.property("state_name") == "available"


def test_from_afar_it_is_only_told_of() -> None:
    world = GlassWorld()
    world.controllers.station.show(rich(STATION))
    lock = world.controllers.station._lock
    assert lock.property("word") == "Ground lock is up: lower it when you are there"
    lock.lower()
    assert world.stand_ins.locker.asked == []


def test_a_refusal_is_told_in_the_operators_words_and_nothing_is_looked_for() -> None:
    world = at_the_bay()
    world.stand_ins.locker.error = Refused("云岭充", "车位已被占用", 21)
    lock = world.controllers.station._lock
    lock.lower()
    assert lock.property("word") == "Cloud Charge leaves it up: 车位已被占用. Take another bay."
    assert (world.stand_ins.locker.looks, lock.property("state_name")) == (0, "fault")
    assert lock.property("can_lower")


def test_a_lost_answer_is_not_asked_again_and_the_result_counts() -> None:
    world = at_the_bay()
    world.stand_ins.locker.error = Unreachable("云岭充", "did not answer in time")
    lock = world.controllers.station._lock
    lock.lower()
    assert world.stand_ins.locker.asked == ["A01"]
    assert lock.property("word") == DOWN


def test_a_lock_that_never_goes_down_is_said_after_eight_looks() -> None:
    world = at_the_bay()
    world.stand_ins.locker.down_at = 99
    lock = world.controllers.station._lock
    lock.lower()
    assert (world.stand_ins.locker.looks, lock.property("word")) == (8, STUCK)


def test_another_bay_has_a_lock_of_its_own_or_none() -> None:
    world = at_the_bay()
    world.stand_ins.locker.down_at = 99
    card = world.controllers.station
    card._lock.lower()
    card.choose("B01")
    assert not card._lock.property("shown")
    card.choose("A01")
    assert card._lock.property("word") == UP


def test_where_the_operator_cannot_the_app_is_named() -> None:
    world = at_the_bay()
    card = world.controllers.station
    card._lock._lockers = {}
    card.show(rich(STATION))
    assert card._lock.property("word") == "Ground lock is up: lower it in Cloud Charge's app"
    assert not card._lock.property("can_lower")


class Bay:
    """The lock of A02 on the card, before a simulated operator that is spoken to over T/CEC."""

    def __init__(self, world: SmallWorld) -> None:
        self.world = world
        guns = [replace(gun, lock=GroundLock.UP) for gun in SMALL.connectors if gun.id == "A02"]
        self.station = replace(SMALL, equipment=single_piles(guns))
        journal = world.journal
        services = StationServices(
            favourites=Favourites(journal),
            faults=FaultDesk(journal, {}, world.runtime.wall),
            stations=_NoStations(),
            sleep=world.runtime.sleep,
            lockers={"tenghe": world.operators["tenghe"]},
        )
        around = Surroundings(Speech(), world.runtime.wall, world.spawn, world.directory.profiles)
        self.lock = StationLock(services, around, self.take)
        self.lock.refresh(self.station, self.station.connectors[0], 10.0)

    def take(self, _station_id: str, told: dict[str, State]) -> None:
        guns = [replace(gun, lock=told[gun.id].lock) for gun in self.station.connectors]
        self.station = replace(self.station, equipment=single_piles(guns))
        self.lock.refresh(self.station, guns[0], 10.0)

    async def lower(self) -> str:
        self.lock.lower()
        await self.world.runtime.sleep(20.0)
        return str(self.lock.property("word"))

    def asked(self) -> int:
        return sum(one.url.endswith("/query_drop_lock") for one in self.world.wire.exchanges)


class _NoStations:
    def nearest(self, _lat: float, _lon: float, _count: int) -> list[int]:
        return []

    def station(self, row: int) -> Station:
        raise IndexError(row)


def test_end_to_end_the_simulated_lock_goes_down(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        bay = Bay(world)
        assert await bay.lower() == DOWN
        assert bay.asked() == 1

    run(scenario, tmp_path)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Mishap(Fault.LOST_ANSWER), DOWN),
        (Mishap(Fault.DOWN), STUCK),
        (Mishap(Fault.GARBAGE), STUCK),
        (
            Mishap(Fault.REFUSAL, 4004, "地锁电机故障"),
            "Tenghe Charging leaves it up: 地锁电机故障. Take another bay.",
        ),
    ],
)
def test_end_to_end_a_trouble_is_said_and_never_asked_twice(
    tmp_path: Path, fault: Mishap, words: str
) -> None:
    async def scenario(world: SmallWorld) -> None:
        await world.operators["tenghe"].fetch_token()
        world.sandbox.behaviours["tenghe"].plan("query_drop_lock", fault)
        bay = Bay(world)
        assert await bay.lower() == words
        assert bay.asked() == 1

    run(scenario, tmp_path)


def test_end_to_end_a_lock_that_sticks_is_said(tmp_path: Path) -> None:
    async def scenario(world: SmallWorld) -> None:
        world.sandbox.behaviours["tenghe"].set_vice(Vice.LOCKS_STICK, is_on=True)
        bay = Bay(world)
        assert await bay.lower() == STUCK
        assert bay.asked() == 1

    run(scenario, tmp_path)


def test_nobody_is_asked_to_drive_in_where_a_car_stands_or_while_the_cable_is_in() -> None:
    world = at_the_bay()
    card = world.controllers.station
    lock = card._lock
    lock.lower()
    assert (lock.property("shown"), lock.property("word")) == (True, DOWN)
    world.car.values[signals.IS_CONNECTED] = True
    world.refresh()
    assert not lock.property("shown")
    world.car.values[signals.IS_CONNECTED] = False
    world.refresh()
    assert lock.property("shown")
    assert card.station is not None
    card.update(taken(card.station))
    assert not lock.property("shown")
    assert card.property("action_name") == "taken"
