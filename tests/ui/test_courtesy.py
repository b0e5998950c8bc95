import asyncio
from collections.abc import Awaitable, Callable

import pytest

from ui.wiring.courtesy import APART_S, LONGEST_S, Courtesy, Sleep
from vehicle.time_jump import TimeJumpLoop

ASLEEP_S = 7.0


def run(scenario: Callable[[Sleep], Awaitable[None]], moving_until_s: float) -> None:
    """Play with a map that moves until a moment, in simulated time from 0 on."""

    async def main() -> None:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        courtesy = Courtesy(lambda: loop.time() - begun < moving_until_s)
        await scenario(courtesy.after(asyncio.sleep))

    with asyncio.Runner(loop_factory=TimeJumpLoop) as runner:
        runner.run(main())


@pytest.mark.parametrize(
    ("moving_until_s", "expected_s"),
    [
        (0.0, ASLEEP_S),
        (ASLEEP_S + 1.0, ASLEEP_S + 1.0 + APART_S),
        # Numbers come in the end though the map moves on.
        (60.0, ASLEEP_S + LONGEST_S + APART_S),
    ],
)
def test_who_wakes_while_the_map_moves_waits_until_it_rests(
    moving_until_s: float, expected_s: float
) -> None:
    async def scenario(sleep: Sleep) -> None:
        loop = asyncio.get_running_loop()
        begun = loop.time()
        await sleep(ASLEEP_S)
        assert loop.time() - begun == pytest.approx(expected_s, abs=0.051)

    run(scenario, moving_until_s)


def test_those_who_have_waited_begin_one_after_the_other() -> None:
    begun_s: list[float] = []

    async def scenario(sleep: Sleep) -> None:
        loop = asyncio.get_running_loop()
        begun = loop.time()

        async def ask() -> None:
            await sleep(1.0)
            begun_s.append(loop.time() - begun)

        await asyncio.gather(*(ask() for _ in range(4)))

    run(scenario, 3.0)
    assert begun_s == pytest.approx([3.1, 3.2, 3.3, 3.4], abs=0.051)


def test_nobody_waits_for_the_others_while_the_map_moves_on() -> None:
    latest_s: list[float] = []

    async def scenario(sleep: Sleep) -> None:
        loop = asyncio.get_running_loop()
        begun = loop.time()

        async def ask() -> None:
            await sleep(0.0)
            latest_s.append(loop.time() - begun)

        await asyncio.gather(*(ask() for _ in range(20)))

    run(scenario, 600.0)
    assert max(latest_s) == pytest.approx(LONGEST_S + 20 * APART_S, abs=0.06)
