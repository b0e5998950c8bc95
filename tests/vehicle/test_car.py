"""The car against the pile, over python-can, in jumping time; the listener is the glass."""

from collections.abc import Awaitable, Callable

import pytest

from tests.vehicle.bench import Bench, bench
from tests.vehicle.test_time_jump import run_jumping
from vehicle import signals
from vehicle.bus_state import BusState
from vehicle.car import CarMoving
from vehicle.commands import CommandResult
from vehicle.gbt27930.bms import BmsPhase
from vehicle.gbt27930.charger import ChargerPhase
from vehicle.gbt27930.messages import StopCause
from vehicle.port import PortLocked, PortRefused


def play(story: Callable[[Bench], Awaitable[None]], soc_pct: float = 20.0) -> None:
    async def on_a_bench() -> None:
        async with bench(soc_pct=soc_pct) as desk:
            await story(desk)

    run_jumping(on_a_bench())


async def begin(desk: Bench) -> None:
    desk.plug()
    assert desk.pile.start(desk.clock.now())
    await desk.until(lambda: desk.car.is_charging, 30)


async def seen(desk: Bench, path: str) -> object:
    """Read a signal once everything that is now has been published."""
    await desk.clock.sleep(0.3)
    return desk.glass.signals[path].value


async def answer(desk: Bench, path: str, value: bool | int | str) -> CommandResult | None:
    frame = desk.wish(path, value)
    await desk.clock.sleep(0.05)
    return desk.glass.answer_to(frame)


def test_a_charge_runs_from_20_to_a_limit_of_25_percent_and_both_sides_agree() -> None:
    async def story(desk: Bench) -> None:
        await begin(desk)
        assert await answer(desk, signals.CHARGE_LIMIT, 25) is CommandResult.DONE
        await desk.until(lambda: bool(desk.operator.ends), 120)
        reading, cause = desk.operator.ends[0]
        assert cause is StopCause.TARGET_REACHED
        assert desk.car.bms.stop_cause is StopCause.TARGET_REACHED
        assert 25.0 <= desk.car.battery.soc_pct < 25.3
        # 5 % of 139 Ah at about 730 V is 5.1 kWh.
        assert reading.energy_kwh == pytest.approx(5.1, rel=0.03)
        assert reading.energy_kwh == pytest.approx(desk.car.battery.energy_in_kwh, rel=0.02)
        assert len(desk.operator.ends) == 1

    play(story)


def test_the_glass_sees_the_whole_charge_on_the_vehicle_bus() -> None:
    async def story(desk: Bench) -> None:
        assert await seen(desk, signals.IS_CONNECTED) is False
        await begin(desk)
        await desk.clock.sleep(20)
        values = {path: signal.value for path, signal in desk.glass.signals.items()}
        assert values[signals.GBT_PHASE] == "CHARGING"
        assert values[signals.CHARGE_STATE] == "CHARGING"
        assert values[signals.IS_CHARGING] is True
        assert values[signals.IS_FLAP_OPEN] is True
        assert values[signals.IS_LOCKED] is True
        assert values[signals.VIN] == "LCDTESTS77MAX0001"
        power_w = values[signals.PACK_W]
        assert isinstance(power_w, float)
        assert power_w == pytest.approx(250_000, rel=0.02)
        left_s = values[signals.TIME_TO_COMPLETE]
        assert isinstance(left_s, int)
        # 60 % of 139 Ah at 250 kW, slower above 55 %: between a quarter and half an hour.
        assert 900 < left_s < 1500
        assert desk.glass.problems == {}

    play(story)


def test_the_time_left_is_sensible_while_the_current_still_rises() -> None:
    async def story(desk: Bench) -> None:
        await begin(desk)
        for _ in range(10):
            await desk.clock.sleep(1)
            left_s = desk.glass.signals[signals.TIME_TO_COMPLETE].value
            assert isinstance(left_s, int)
            # 60 % of the SU7 Max: 14 min at 400 A and above, some 20 min at 250 kW.
            assert 780 < left_s < 1500

    play(story)


def test_every_signal_of_the_map_is_published() -> None:
    async def story(desk: Bench) -> None:
        await answer(desk, signals.CHARGE_LIMIT, 90)
        await desk.clock.sleep(2)
        assert set(desk.glass.signals) == signals.KNOWN - {signals.START_STOP}
        assert not any(
            desk.glass.signals.is_stale(path, desk.clock.now()) for path in desk.glass.signals
        )

    play(story)


def test_the_cable_cannot_be_drawn_while_it_is_locked() -> None:
    async def story(desk: Bench) -> None:
        await begin(desk)
        with pytest.raises(PortLocked, match="the cable is locked"):
            desk.unplug()
        assert desk.pile.is_plugged
        assert desk.car.is_charging

    play(story)


def test_the_driver_stops_the_charge_by_a_command_and_may_then_unplug() -> None:
    async def story(desk: Bench) -> None:
        await begin(desk)
        assert await answer(desk, signals.START_STOP, "STOP") is CommandResult.DONE
        await desk.until(lambda: bool(desk.operator.ends), 20)
        assert desk.car.bms.stop_cause is StopCause.USER
        assert desk.operator.ends[0][1] is StopCause.BMS_INITIATED
        await desk.until(lambda: not desk.car.port.is_locked, 5)
        desk.unplug()
        assert desk.operator.plugs == [True, False]
        assert await seen(desk, signals.IS_FLAP_OPEN) is False
        assert await seen(desk, signals.STOP_CAUSE) == "USER"

    play(story)


def test_the_pile_stops_the_charge_and_the_car_lets_the_cable_go() -> None:
    async def story(desk: Bench) -> None:
        await begin(desk)
        await desk.clock.sleep(5)
        desk.pile.stop(desk.clock.now())
        await desk.until(lambda: bool(desk.operator.ends), 20)
        assert desk.operator.ends[0][1] is StopCause.USER
        assert desk.car.bms.stop_cause is StopCause.CHARGER_INITIATED
        await desk.until(lambda: not desk.car.port.is_locked, 5)
        desk.unplug()

    play(story)


async def test_a_charge_begins_over_threaded_buses_in_real_time_too() -> None:
    async with bench(polled=False, speed=30) as desk:
        await begin(desk)
        assert desk.car.bms.reconnects == 0


@pytest.mark.parametrize("state", [BusState.BUS_OFF, BusState.GONE])
def test_the_contactors_open_at_once_when_the_charging_bus_is_lost(state: BusState) -> None:
    async def story(desk: Bench) -> None:
        await begin(desk)
        desk.car.charging_bus_changed(state, desk.clock.now())
        assert not desk.car.port.conducts
        await desk.clock.sleep(0.1)
        assert not desk.car.port.is_energised
        assert desk.car.battery.current_a == 0
        # And what the glass is told of it within 500 ms.
        await desk.clock.sleep(0.4)
        assert desk.glass.signals[signals.IS_CHARGING].value is False
        assert desk.glass.signals[signals.STOP_CAUSE].value == "FAULT"
        await desk.clock.sleep(20)
        assert not desk.car.port.is_energised

    play(story)


@pytest.mark.parametrize("state", [BusState.NO_ACKNOWLEDGE, BusState.PASSIVE, BusState.ACTIVE])
def test_a_charging_bus_with_errors_is_left_to_the_time_outs(state: BusState) -> None:
    async def story(desk: Bench) -> None:
        await begin(desk)
        desk.car.charging_bus_changed(state, desk.clock.now())
        await desk.clock.sleep(1)
        assert desk.car.is_charging

    play(story)


def test_a_second_charge_begins_with_the_plug_still_in() -> None:
    async def story(desk: Bench) -> None:
        await begin(desk)
        desk.pile.stop(desk.clock.now())
        await desk.until(lambda: desk.pile.phase is ChargerPhase.OFF, 20)
        await desk.clock.sleep(1)
        assert desk.pile.start(desk.clock.now())
        await desk.until(lambda: desk.car.is_charging, 30)

    play(story)


def test_a_limit_below_the_present_soc_ends_the_charge() -> None:
    async def story(desk: Bench) -> None:
        await begin(desk)
        assert await answer(desk, signals.CHARGE_LIMIT, 40) is CommandResult.DONE
        await desk.until(lambda: desk.car.bms.stop_cause is StopCause.TARGET_REACHED, 1)

    play(story, soc_pct=50)


def test_a_silent_charger_is_given_up_and_the_contactors_open() -> None:
    async def story(desk: Bench) -> None:
        await begin(desk)
        desk.pile.is_plugged = False
        await desk.until(lambda: desk.car.bms.phase is BmsPhase.ERROR, 3)
        await desk.until(lambda: not desk.car.port.is_energised, 3)
        assert await seen(desk, signals.CHARGE_STATE) == "ERROR"
        await desk.until(lambda: not desk.car.port.is_locked, 60)

    play(story)


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        (signals.CHARGE_LIMIT, 19, CommandResult.BAD_VALUE),
        (signals.CHARGE_LIMIT, 101, CommandResult.BAD_VALUE),
        (signals.CHARGE_LIMIT, 100, CommandResult.DONE),
        (signals.START_STOP, "START", CommandResult.NOT_CONNECTED),
        (signals.START_STOP, "STOP", CommandResult.NOT_CHARGING),
        (signals.IS_LOCKED, True, CommandResult.NOT_CONNECTED),
        (signals.IS_FLAP_OPEN, True, CommandResult.DONE),
        (signals.CONDITIONING_MODE, "FAST_CHARGING_PREPARATION", CommandResult.DONE),
    ],
)
def test_an_unplugged_car_answers_every_command(
    path: str, value: bool | int | str, expected: CommandResult
) -> None:
    async def story(desk: Bench) -> None:
        assert await answer(desk, path, value) is expected

    play(story)


def test_a_charging_car_neither_unlocks_nor_closes_its_flap() -> None:
    async def story(desk: Bench) -> None:
        await begin(desk)
        assert await answer(desk, signals.IS_LOCKED, value=False) is CommandResult.CHARGING
        assert await answer(desk, signals.IS_FLAP_OPEN, value=False) is (
            CommandResult.CABLE_CONNECTED
        )

    play(story)


def test_preparing_for_fast_charging_warms_a_cold_pack() -> None:
    async def story(desk: Bench) -> None:
        desk.car.battery.temperature_c = 5.0
        await answer(desk, signals.CONDITIONING_MODE, "FAST_CHARGING_PREPARATION")
        assert await seen(desk, signals.IS_CONDITIONING) is True
        await desk.clock.sleep(300)
        # 12 kW for 300 s into 390 kJ/K are 9.2 K.
        assert desk.car.battery.temperature_c == pytest.approx(14.2, abs=0.5)

    play(story)


def test_a_drive_ends_at_its_goal_and_moves_on_the_way() -> None:
    async def story(desk: Bench) -> None:
        desk.car.drive_to(31.2304, 121.4737, desk.clock.now())
        await desk.clock.sleep(3)
        assert await seen(desk, signals.GEAR) == 1
        speed = desk.glass.signals[signals.SPEED].value
        assert isinstance(speed, float)
        assert speed > 50
        # From Hongqiao the Bund lies to the east-north-east: 74.6 degrees on the great circle.
        heading = desk.glass.signals[signals.HEADING].value
        assert heading == pytest.approx(74.6, abs=0.5)
        await desk.clock.sleep(4)
        assert await seen(desk, signals.GEAR) == 0
        assert desk.glass.signals[signals.SPEED].value == 0
        assert desk.glass.signals[signals.LATITUDE].value == pytest.approx(31.2304, abs=1e-6)
        assert desk.glass.signals[signals.LONGITUDE].value == pytest.approx(121.4737, abs=1e-6)
        # 15.4 km as at 62.4 km/h: 1.626 x (183.8 + 82.8) N and 250 W are 1.92 kWh of 101 kWh.
        assert desk.car.battery.soc_pct == pytest.approx(50 - 1.90, abs=0.02)

    play(story, soc_pct=50)


def test_a_long_drive_leaves_5_percent() -> None:
    async def story(desk: Bench) -> None:
        desk.car.drive_to(43.8256, 87.6168, desk.clock.now())
        await desk.clock.sleep(7)
        assert desk.car.battery.soc_pct == 5.0

    play(story)


def test_a_moving_car_cannot_be_plugged_and_a_plugged_car_cannot_drive() -> None:
    async def story(desk: Bench) -> None:
        desk.car.drive_to(31.2, 121.4, desk.clock.now())
        with pytest.raises(CarMoving):
            desk.car.plug(desk.clock.now())
        assert await answer(desk, signals.IS_FLAP_OPEN, value=True) is CommandResult.DRIVING
        await desk.clock.sleep(7)
        desk.plug()
        with pytest.raises(PortRefused, match="a cable is connected"):
            desk.car.drive_to(31.3, 121.4, desk.clock.now())

    play(story)


@pytest.mark.parametrize("soc_pct", [-0.1, 100.1, float("nan")])
def test_an_absurd_soc_is_refused(soc_pct: float) -> None:
    async def story(desk: Bench) -> None:
        with pytest.raises(ValueError, match="SoC"):
            desk.car.set_soc(soc_pct)

    play(story)
