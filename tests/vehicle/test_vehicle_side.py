"""The car's answers on the vehicle bus, where the port alone would not refuse."""

from tests.vehicle.bench import bench
from tests.vehicle.test_time_jump import run_jumping
from vehicle import signals
from vehicle.commands import CommandResult
from vehicle.port import PortState


def test_a_car_that_still_talks_to_the_charger_does_not_unlock() -> None:
    async def ask() -> None:
        async with bench() as desk:
            desk.plug()
            assert desk.pile.start(desk.clock.now())
            await desk.until(lambda: desk.car.port.is_locked, 5)
            # The contactors are open: only the session keeps the lock.
            assert desk.car.port.state is PortState.LOCKED
            wish = desk.wish(signals.IS_LOCKED, value=False)
            await desk.clock.sleep(0.05)
            assert desk.glass.answer_to(wish) is CommandResult.CHARGING
            assert desk.car.port.state is PortState.LOCKED

    run_jumping(ask())


def test_a_car_without_a_session_unlocks() -> None:
    async def ask() -> None:
        async with bench() as desk:
            desk.plug()
            for is_locked in (True, False):
                wish = desk.wish(signals.IS_LOCKED, is_locked)
                await desk.clock.sleep(0.05)
                assert desk.glass.answer_to(wish) is CommandResult.DONE
                await desk.clock.sleep(1.0)  # The lock's motor takes half a second.
                assert desk.car.port.is_locked is is_locked

    run_jumping(ask())


def test_a_repeated_command_is_answered_again_but_done_once() -> None:
    async def ask() -> None:
        async with bench() as desk:
            desk.plug()
            assert desk.pile.start(desk.clock.now())
            await desk.until(lambda: desk.car.is_charging, 30)
            wish = desk.wish(signals.START_STOP, "STOP")
            await desk.clock.sleep(0.05)
            assert desk.glass.answer_to(wish) is CommandResult.DONE
            # The answer was lost: the head unit asks again, and the charge has stopped meanwhile.
            desk.glass_can.send(wish)
            await desk.clock.sleep(0.05)
            assert desk.glass.answer_to(wish) is CommandResult.DONE

    run_jumping(ask())


def test_an_ac_limit_is_taken_and_told_and_an_absurd_one_refused() -> None:
    async def ask() -> None:
        async with bench() as desk:
            for value, result in ((16, CommandResult.DONE), (5, CommandResult.BAD_VALUE)):
                wish = desk.wish(signals.AC_LIMIT_A, value)
                await desk.clock.sleep(0.15)
                assert desk.glass.answer_to(wish) is result
            assert desk.glass.signals[signals.AC_LIMIT_A].value == 16
            assert desk.car.ac_limit_a == 16.0

    run_jumping(ask())
