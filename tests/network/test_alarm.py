"""Who rests wakes after a while, or when somebody rings."""

import asyncio

from network.alarm import Alarm
from vehicle.time_jump import TimeJumpLoop


def test_a_rest_lasts_as_long_as_it_was_meant_to() -> None:
    async def scenario() -> None:
        begun_s = asyncio.get_running_loop().time()
        assert await Alarm(asyncio.sleep).rest(30.0) is False
        assert asyncio.get_running_loop().time() - begun_s == 30.0

    _run(scenario())


def test_a_ring_ends_the_rest_that_is_on_or_the_next_one() -> None:
    async def scenario() -> None:
        loop = asyncio.get_running_loop()
        begun_s = loop.time()
        alarm = Alarm(asyncio.sleep)
        loop.call_later(5.0, alarm.ring)
        assert await alarm.rest(30.0) is True
        assert loop.time() - begun_s == 5.0
        alarm.ring()
        assert await alarm.rest(30.0) is True
        assert loop.time() - begun_s == 5.0
        assert await alarm.rest(30.0) is False
        assert loop.time() - begun_s == 35.0

    _run(scenario())


def test_nothing_goes_on_after_a_rest_was_given_up() -> None:
    async def scenario() -> None:
        resting = asyncio.ensure_future(Alarm(asyncio.sleep).rest(30.0))
        await asyncio.sleep(1.0)
        resting.cancel()
        await asyncio.gather(resting, return_exceptions=True)
        await asyncio.sleep(0.0)
        assert asyncio.all_tasks() == {asyncio.current_task()}

    _run(scenario())


def _run(scenario: object) -> None:
    assert asyncio.iscoroutine(scenario)
    with asyncio.Runner(loop_factory=TimeJumpLoop) as runner:
        runner.run(scenario)
