"""What ends a program, and what does not."""

import asyncio
from inspect import CORO_CLOSED, getcoroutinestate
from pathlib import Path

import pytest

from ui.command_line import Options
from ui.wiring.parts import program


async def fail() -> None:
    raise OverflowError("port must be 0-65535")


async def test_a_background_task_that_fails_does_not_end_the_program(tmp_path: Path) -> None:
    async with program(Options(data_dir=tmp_path)) as parts:
        parts.spawn(fail())
        parts.runtime.spawn(fail())
        parts.runtime.mishap("tenghe", OverflowError())
        await asyncio.sleep(0.01)
        assert parts.mishaps.counts == {
            ("fail", "OverflowError"): 2,
            ("tenghe", "OverflowError"): 1,
        }


async def test_a_car_that_fails_does(tmp_path: Path) -> None:
    async def drive() -> None:
        async with program(Options(data_dir=tmp_path)) as parts:
            parts.vital(fail())
            await asyncio.Event().wait()

    with pytest.raises(ExceptionGroup) as caught:
        await drive()
    assert caught.group_contains(OverflowError)


async def test_a_task_that_is_ended_before_it_began_is_ended_quietly(tmp_path: Path) -> None:
    work = fail()
    async with program(Options(data_dir=tmp_path)) as parts:
        parts.spawn(work)
        parts.end_tasks()
    # Else Python would complain that nobody ever awaited it.
    assert getcoroutinestate(work) == CORO_CLOSED
