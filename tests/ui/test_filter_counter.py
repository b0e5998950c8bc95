import asyncio
from collections.abc import Callable, Coroutine

import pytest

from network.clusters import ClusterIndex, Viewport
from tests.ui.filter_network import network
from tests.ui.glass_world import NOW, run_at_once
from ui.filter_choice import read_choices
from ui.filter_counter import Counted, FilterCounter
from ui.map_marks import Badge
from ui.map_source import StationSource
from ui.speech import Speech
from ui.surroundings import Surroundings

pytestmark = pytest.mark.usefixtures("qapp")

MARK = Badge("云", "#2B4A6F")
EVERYWHERE = Viewport(0.0, 1.0, 1.0, 0.0, 1920.0)


class Bench:
    """A counter whose counting is done when told."""

    def __init__(self) -> None:
        self.asked: list[Callable[[], Counted]] = []
        self.spawned: list[Coroutine[None, None, None]] = []
        columns = network()
        badges = dict.fromkeys(columns.operators, MARK)
        self.source = StationSource(ClusterIndex(columns), badges)
        around = Surroundings(Speech(), lambda: NOW, self.spawned.append, {})
        self.counter = FilterCounter(self.source, around, self._away)
        self.told = 0
        self.counter.counted.connect(self._tell)

    async def _away(self, count: Callable[[], Counted]) -> Counted:
        self.asked.append(count)
        if len(self.asked) == 1:
            # The driver taps on while the first count is under way.
            self.counter.ask(read_choices(["operator_ours"]), 0)
        return count()

    def _tell(self) -> None:
        self.told += 1

    def run(self) -> None:
        for coroutine in self.spawned:
            run_at_once(coroutine)
        self.spawned.clear()


def test_nothing_is_counted_before_there_is_a_view() -> None:
    bench = Bench()
    bench.counter.ask(read_choices(["free_only"]), 0)
    assert bench.spawned == []
    assert bench.counter.numbers is None


def test_what_was_chosen_meanwhile_is_counted_after_and_never_twice_at_once() -> None:
    bench = Bench()
    bench.counter.look(EVERYWHERE)
    bench.counter.count()
    bench.counter.count()
    assert len(bench.spawned) == 1
    bench.run()
    assert len(bench.asked) == 2
    assert bench.told == 2
    numbers = bench.counter.numbers
    assert numbers is not None
    assert numbers.choices.found.connectors == 3


def test_the_same_view_is_not_counted_again() -> None:
    bench = Bench()
    bench.counter.look(EVERYWHERE)
    assert bench.counter._quiet.isActive()
    bench.counter.count()
    bench.run()
    bench.counter.look(EVERYWHERE)
    assert not bench.counter._quiet.isActive()


def test_the_own_quick_filter_is_counted_under_the_other_choices() -> None:
    bench = Bench()
    bench.counter.look(EVERYWHERE)
    bench.counter.count()
    bench.run()
    numbers = bench.counter.numbers
    assert numbers is not None
    assert (numbers.own.stations, numbers.own.connectors) == (1, 2)


def test_elsewhere_is_counted_where_nothing_is_in_view() -> None:
    bench = Bench()
    bench.asked.append(lambda: pytest.fail("not asked"))
    bench.counter.look(Viewport(0.1, 0.2, 0.2, 0.1, 1920.0))
    bench.counter.count()
    bench.run()
    numbers = bench.counter.numbers
    assert numbers is not None
    assert numbers.choices.found.connectors == 0
    assert numbers.anywhere is not None
    assert numbers.anywhere.connectors == 9


async def test_the_loop_goes_on_while_is_counted() -> None:
    columns = network()
    source = StationSource(ClusterIndex(columns), dict.fromkeys(columns.operators, MARK))
    around = Surroundings(Speech(), lambda: NOW, asyncio.ensure_future, {})
    counter = FilterCounter(source, around)
    done = asyncio.Event()
    counter.counted.connect(done.set)
    counter.look(EVERYWHERE)
    counter.count()
    assert not done.is_set(), "the frame with the new pins goes first"
    async with asyncio.timeout(20):
        await done.wait()
    assert counter.numbers is not None
    assert counter.numbers.choices.found.connectors == 9
