"""The car's answers on the vehicle bus, where the port alone would not refuse."""

import pytest

from tests.vehicle.bench import bench
from tests.vehicle.test_time_jump import run_jumping
from vehicle import signals
from vehicle.commands import CommandResult
from vehicle.gbt27930.bms import BmsPhase
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


def test_a_car_whose_session_has_failed_for_good_asks_for_the_plug_to_be_pulled() -> None:
    async def ask() -> None:
        async with bench() as desk:
            desk.plug()
            assert desk.pile.start(desk.clock.now())
            await desk.until(lambda: desk.car.is_charging, 30)
            desk.pile.unplug(desk.clock.now())  # which the car does not feel: it hears no more
            await desk.until(lambda: not desk.car.is_in_session, 120)
            assert desk.car.bms.phase is BmsPhase.ERROR
            assert desk.car.port.is_connected
            wish = desk.wish(signals.START_STOP, "START")
            await desk.clock.sleep(0.05)
            assert desk.glass.answer_to(wish) is CommandResult.REPLUG
            assert desk.car.bms.phase is BmsPhase.ERROR
            await desk.until(lambda: not desk.car.port.is_locked, 5)
            desk.car.unplug(desk.clock.now())
            desk.plug()
            wish = desk.wish(signals.START_STOP, "START")
            await desk.clock.sleep(0.05)
            assert desk.glass.answer_to(wish) is CommandResult.DONE

    run_jumping(ask())


def test_a_car_that_drives_does_not_open_its_flap() -> None:
    async def ask() -> None:
        async with bench() as desk:
            desk.car.drive_to(31.3, 121.4, desk.clock.now())
            wish = desk.wish(signals.IS_FLAP_OPEN, value=True)
            await desk.clock.sleep(0.05)
            assert desk.glass.answer_to(wish) is CommandResult.DRIVING
            assert not desk.car.port.is_flap_open

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


@pytest.mark.parametrize(
    ("path", "taken", "absurd", "attribute"),
    [
        (signals.AC_LIMIT_A, 16, 5, "ac_limit_a"),
        (signals.POWER_LIMIT_KW, 60, 801, "charge_power_limit_kw"),
        (signals.CHARGE_LIMIT, 90, 19, "limit_pct"),
    ],
)
def test_a_limit_is_taken_and_told_and_an_absurd_one_refused(
    path: str, taken: int, absurd: int, attribute: str
) -> None:
    async def ask() -> None:
        async with bench() as desk:
            for value, result in ((taken, CommandResult.DONE), (absurd, CommandResult.BAD_VALUE)):
                wish = desk.wish(path, value)
                await desk.clock.sleep(0.15)
                assert desk.glass.answer_to(wish) is result
            assert desk.glass.signals[path].value == taken
            assert getattr(desk.car, attribute) == taken

    run_jumping(ask())


def test_a_power_limit_bounds_the_charge_and_says_so() -> None:
    async def ask() -> None:
        async with bench() as desk:
            desk.wish(signals.POWER_LIMIT_KW, 60)
            await desk.clock.sleep(0.15)
            desk.plug()
            assert desk.pile.start(desk.clock.now())
            await desk.until(lambda: desk.car.is_charging, 30)
            await desk.clock.sleep(10)
            power_w = desk.glass.signals[signals.PACK_W].value
            assert power_w == pytest.approx(60_000, rel=0.02)
            assert desk.glass.signals[signals.LIMITED_BY].value == "CAR_LIMIT"

    run_jumping(ask())
