import asyncio
from collections.abc import Awaitable, Callable

import pytest

from ui.wiring.courtesy import APART_S, LONGEST_S, Courtesy, Sleep


class Times:
    """Time that passes by pauses alone; the map moves until a moment."""

    def __init__(self, moving_until_s: float) -> None:
        self.now_s = 0.0
        self.moving_until_s = moving_until_s
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    async def pause(self, seconds: float) -> None:
        self.now_s += seconds
        await asyncio.sleep(0)

    def is_moving(self) -> bool:
        return self.now_s < self.moving_until_s


def run(scenario: Callable[[Sleep], Awaitable[None]], times: Times) -> None:
    async def main() -> None:
        await scenario(Courtesy(times.is_moving, times.pause).after(times.sleep))

    asyncio.run(main())


def test_while_the_map_rests_nobody_waits_longer_than_he_wants() -> None:
    times = Times(0.0)
    run(lambda sleep: sleep(7.0), times)
    assert (times.slept, times.now_s) == ([7.0], 0.0)


def test_who_wakes_while_the_map_moves_waits_until_it_rests() -> None:
    times = Times(1.0)
    run(lambda sleep: sleep(7.0), times)
    assert times.now_s == pytest.approx(1.0 + APART_S)


def test_numbers_come_in_the_end_though_the_map_moves_on() -> None:
    times = Times(60.0)
    run(lambda sleep: sleep(7.0), times)
    assert times.now_s == pytest.approx(LONGEST_S + APART_S)


def test_those_who_have_waited_begin_one_after_the_other() -> None:
    times = Times(1.0)
    begun: list[float] = []

    async def scenario(sleep: Sleep) -> None:
        async def ask() -> None:
            await sleep(1.0)
            begun.append(round(times.now_s, 3))

        await asyncio.gather(*(ask() for _ in range(4)))

    run(scenario, times)
    assert begun == [1.1, 1.2, 1.3, 1.4]
