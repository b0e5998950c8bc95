"""A world that goes back to an earlier day is asked for everything, and only then."""

import asyncio
from datetime import date
from pathlib import Path

import pytest
from typing_extensions import override

from network.bench import BenchError, World
from tests.ui.fake_bench import FakeBench
from ui.wiring.turned_day import TurnedDay, day_at, is_earlier, read_day, write_day

APRIL, JULY = "2025-04-28", "2025-07-09"


@pytest.mark.parametrize(
    ("day", "than", "so"),
    [
        (APRIL, JULY, True),
        (JULY, APRIL, False),
        (JULY, JULY, False),
        (JULY, "", True),
        ("", JULY, False),
    ],
)
def test_the_whole_network_is_later_than_any_day(day: str, than: str, *, so: bool) -> None:
    assert is_earlier(day, than) == so


def test_only_a_day_that_goes_back_asks_for_everything_and_only_once(tmp_path: Path) -> None:
    bench, asked = FakeBench(), []
    watch = TurnedDay(tmp_path, bench, lambda: asked.append(bench.day))

    async def look() -> None:
        for day in ("", JULY, JULY, APRIL, JULY, "", ""):
            bench.day = day
            await watch.look()

    asyncio.run(look())
    assert asked == [JULY, APRIL]
    assert read_day(tmp_path) == ""


def test_the_day_outlives_the_program(tmp_path: Path) -> None:
    bench, asked = FakeBench(), []
    write_day(tmp_path, date(2025, 7, 9).isoformat())
    bench.day = APRIL
    asyncio.run(TurnedDay(tmp_path, bench, lambda: asked.append(1)).look())
    assert (asked, read_day(tmp_path)) == ([1], APRIL)


@pytest.mark.parametrize(("told", "day"), [(APRIL, date(2025, 4, 28)), ("", None), ("x", None)])
def test_a_worlds_day_is_what_it_says(told: str, day: date | None) -> None:
    bench = FakeBench()
    bench.day = told
    assert asyncio.run(day_at(bench)) == day


def test_a_world_that_does_not_answer_has_no_day() -> None:
    class Away(FakeBench):
        @override
        async def state(self) -> World:
            raise BenchError("unreachable")

    assert asyncio.run(day_at(Away())) is None
