from collections.abc import Coroutine
from dataclasses import replace

import pytest
import shiboken6
from typing_extensions import override

from network.bench import BenchError
from network.stations import GroundLock, State, Status
from tests.ui.fake_bench import FakeBench
from tests.ui.glass_world import GlassWorld
from ui.bench_controller import BenchController

pytestmark = pytest.mark.usefixtures("qapp")


class LockedBench(FakeBench):
    @override
    async def unplug(self) -> None:
        raise BenchError("locked", "the lock holds the plug")


class BareBench(FakeBench):
    @override
    async def set_fault(self, name: str, *, is_on: bool) -> None:
        raise BenchError("no_cable", "no cable is connected")


def test_the_car_drives_to_the_station_on_the_card_and_takes_its_cable() -> None:
    world = GlassWorld()
    world.controllers.map.tap(0)
    world.controllers.bench.drive_here()
    world.controllers.bench.plug_in()
    assert world.bench.done == [("drive", 31.19, 121.31), ("plug", "cloud", "A01")]


def test_without_a_card_nothing_is_wished() -> None:
    world = GlassWorld()
    world.controllers.bench.drive_here()
    world.controllers.bench.plug_in()
    assert world.bench.done == []


def test_the_destination_is_driven_to_when_its_card_is_closed() -> None:
    world = GlassWorld()
    bench = world.controllers.bench
    assert (bench.property("place"), bench.property("cable")) == ("", "")
    world.controllers.map.tap(0)
    world.controllers.station.act()
    assert world.controllers.station.station is None
    assert (bench.property("place"), bench.property("cable")) == ("虹桥天地超充站", "A01")
    bench.drive_here()
    bench.plug_in()
    assert world.bench.done == [("drive", 31.19, 121.31), ("plug", "cloud", "A01")]


def test_a_cable_does_not_reach_a_car_that_is_away() -> None:
    world = GlassWorld()
    bench = world.controllers.bench
    world.controllers.map.tap(0)
    bench.plug_in()
    assert world.bench.done == []
    assert bench.property("error") == "The cable does not reach the car. Drive there first."
    bench.drive_here()
    bench.plug_in()
    assert bench.property("error") == ""
    assert world.bench.done == [("drive", 31.19, 121.31), ("plug", "cloud", "A01")]


def test_nobody_plugs_in_behind_a_ground_lock_that_is_up() -> None:
    world = GlassWorld()
    bench, card = world.controllers.bench, world.controllers.station
    world.controllers.map.tap(0)
    bench.drive_here()
    card.take_locks("s1", {"A01": State(Status.AVAILABLE, lock=GroundLock.UP)})
    bench.plug_in()
    assert bench.property("error") == "The ground lock is up. Lower it first, then drive in."
    card.take_locks("s1", {"A01": State(Status.AVAILABLE, lock=GroundLock.DOWN)})
    bench.plug_in()
    assert world.bench.done == [("drive", 31.19, 121.31), ("plug", "cloud", "A01")]


def test_what_the_world_will_not_do_is_said_and_forgotten_with_the_next_wish() -> None:
    world = GlassWorld()
    bench = world.controllers.bench
    bench._bench = LockedBench()
    bench.unplug()
    assert bench.property("error") == "locked: the lock holds the plug"
    assert not bench.property("busy")
    bench.set_soc(20)
    assert bench.property("error") == ""


def test_the_model_of_the_pile_is_known_once_its_cable_is_in() -> None:
    world = GlassWorld()
    world.controllers.map.tap(0)
    world.bench.pile_model = "Liquid-cooled 600"
    world.controllers.bench.drive_here()
    world.controllers.bench.plug_in()
    assert world.controllers.bench.property("pile") == "Liquid-cooled 600"


def test_the_drawer_looks_at_the_world_when_it_is_opened() -> None:
    world = GlassWorld()
    world.bench.pile_model = "Liquid-cooled 600"
    world.glass.toggle_workbench()
    assert world.controllers.bench.property("pile") == "Liquid-cooled 600"


def test_a_fault_is_made_and_mended_and_one_of_the_plug_goes_with_it() -> None:
    world = GlassWorld()
    bench = world.controllers.bench
    bench.toggle_fault("trigger")
    bench.toggle_fault("insulation")
    assert bench.property("broken") == ["insulation", "trigger"]
    bench.unplug()
    assert bench.property("broken") == ["insulation"]
    bench.toggle_fault("insulation")
    assert bench.property("broken") == []
    assert world.bench.done == [
        ("fault", "trigger", True),
        ("fault", "insulation", True),
        ("unplug",),
        ("fault", "insulation", False),
    ]


def test_what_could_not_be_broken_is_not_shown_as_broken() -> None:
    world = GlassWorld()
    bench = world.controllers.bench
    bench._bench = BareBench()
    bench.toggle_fault("trigger")
    assert bench.property("broken") == []
    assert bench.property("error") == "no_cable: no cable is connected"


def test_the_day_of_the_operators_is_turned_and_news_are_asked_for() -> None:
    world = GlassWorld()
    bench, turned = world.controllers.bench, []
    bench.dayTurned.connect(lambda: turned.append(True))
    bench.turn_day("2025-07-09")
    assert world.bench.done == [("as-of", "2025-07-09")]
    assert (bench.property("day"), turned) == ("2025-07-09", [True])


def test_a_wish_that_ends_after_the_glass_was_closed_tells_nobody() -> None:
    world = GlassWorld()
    waiting: list[Coroutine[None, None, None]] = []
    around = replace(world.controllers.bench._around, spawn=waiting.append)
    bench = BenchController(FakeBench(), world.controllers.station, around)
    bench.look()
    shiboken6.delete(bench)
    with pytest.raises(StopIteration):
        waiting[0].send(None)


class TakenBench(FakeBench):
    @override
    async def set_soc(self, soc_pct: float) -> None:
        raise BenchError("occupied", "another car is plugged in at 3101120187004")


def test_a_refusal_that_is_known_is_said_in_the_glass_own_words() -> None:
    world = GlassWorld()
    world.controllers.bench._bench = TakenBench()
    world.controllers.bench.set_soc(20)
    said = "Another car is plugged in there. Choose another connector."
    assert world.controllers.bench.property("error") == said
