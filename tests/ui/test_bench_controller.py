import pytest
from typing_extensions import override

from network.bench import BenchError
from tests.ui.glass_world import FakeBench, GlassWorld

pytestmark = pytest.mark.usefixtures("qapp")


class LockedBench(FakeBench):
    @override
    async def unplug(self) -> None:
        raise BenchError("locked", "the lock holds the plug")


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


def test_what_the_world_will_not_do_is_said_and_forgotten_with_the_next_wish() -> None:
    world = GlassWorld()
    bench = world.controllers.bench
    bench._bench = LockedBench()
    bench.unplug()
    assert bench.property("error") == "locked: the lock holds the plug"
    assert not bench.property("busy")
    bench.set_soc(20)
    assert bench.property("error") == ""
