import asyncio
from collections.abc import Coroutine
from typing import TypeVar

from vehicle.time_jump import TimeJumpLoop

T = TypeVar("T")


def run_jumping(main: Coroutine[None, None, T]) -> T:
    with asyncio.Runner(loop_factory=TimeJumpLoop) as runner:
        return runner.run(main)


def test_an_hour_passes_at_once_when_nothing_is_ready() -> None:
    async def hour() -> float:
        await asyncio.sleep(3600)
        return asyncio.get_running_loop().time()

    assert abs(run_jumping(hour()) - 3600) < 1e-6


def test_sleepers_wake_in_the_order_of_their_times() -> None:
    woken: list[int] = []

    async def sleeper(seconds: int) -> None:
        await asyncio.sleep(seconds)
        woken.append(seconds)

    async def all_of_them() -> None:
        await asyncio.gather(sleeper(30), sleeper(10), sleeper(20))

    run_jumping(all_of_them())
    assert woken == [10, 20, 30]


def test_time_stands_still_while_a_thread_works() -> None:
    async def with_a_thread() -> tuple[int, float]:
        async with asyncio.timeout(5):
            answer = await asyncio.to_thread(sum, range(100_000))
        return answer, asyncio.get_running_loop().time()

    assert run_jumping(with_a_thread()) == (4_999_950_000, 0.0)
