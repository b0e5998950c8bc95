"""Listen to the emulated car on its vehicle bus, command it, lose it."""

from collections.abc import Callable

import pytest

from tests.vehicle.bench import PILE_250, SU7_MAX, Bench, bench
from tests.vehicle.test_time_jump import run_jumping
from vehicle import signals
from vehicle.car_link import CarLink
from vehicle.commands import Command, CommandResult
from vehicle.frame import Frame
from vehicle.vehicle_bus import VehicleBus


def _link(desk: Bench) -> CarLink:
    return CarLink(VehicleBus.load(SU7_MAX), desk.glass_can, desk.clock.now)


def test_the_car_is_known_a_second_after_it_is_heard() -> None:
    async def listen() -> None:
        async with bench(PILE_250, 42.0) as desk:
            link = _link(desk)
            assert link.read(signals.SOC) is None
            assert (link.last(signals.SOC), link.age_s(signals.SOC)) == (None, None)
            await desk.clock.sleep(1.5)

            assert link.soc_pct == 42.0
            assert link.vin == "LCDTESTS77MAX0001"
            assert link.has_vin.is_set()
            assert not link.is_connected
            assert not link.is_charging

    run_jumping(listen())


def test_a_car_that_has_gone_silent_is_not_known_any_more() -> None:
    async def listen() -> None:
        async with bench(PILE_250, 42.0) as desk:
            link = _link(desk)
            await desk.clock.sleep(1.5)
            link.close()
            await desk.clock.sleep(1.2)

            assert link.soc_pct is None
            assert link.last(signals.SOC) == 42.0
            assert link.age_s(signals.SOC) == pytest.approx(1.2, abs=0.11)
            assert link.vin == "LCDTESTS77MAX0001"

    run_jumping(listen())


def test_a_wish_is_carried_out() -> None:
    async def ask() -> None:
        async with bench(PILE_250, 42.0) as desk:
            link = _link(desk)
            refused: list[tuple[str, CommandResult]] = []
            link.on_refused = lambda path, result: refused.append((path, result))
            link.command(signals.CHARGE_LIMIT, 90)
            await desk.clock.sleep(0.5)

            assert link.read(signals.CHARGE_LIMIT) == 90
            assert refused == []

    run_jumping(ask())


def test_a_wish_that_is_refused_is_told_with_its_reason() -> None:
    async def ask() -> None:
        async with bench(PILE_250, 42.0) as desk:
            link = _link(desk)
            refused: list[tuple[str, CommandResult]] = []
            link.on_refused = lambda path, result: refused.append((path, result))
            link.stop_car()
            await desk.clock.sleep(0.5)

            assert refused == [(signals.START_STOP, CommandResult.NOT_CHARGING)]

    run_jumping(ask())


class DeafBus:
    """A bus on which no car answers; the test says what arrives."""

    def __init__(self) -> None:
        self.sent: list[Frame] = []
        self.arrive: Callable[[Frame], None] = lambda _: None

    def send(self, frame: Frame) -> None:
        self.sent.append(frame)

    def subscribe(self, callback: Callable[[Frame], None]) -> Callable[[], None]:
        self.arrive = callback
        return lambda: None


def _refuse(bus: DeafBus, car: VehicleBus, command: Command | None) -> None:
    assert command is not None
    for frame in car.acknowledge(command, CommandResult.DRIVING):
        bus.arrive(frame)


# COMMAND_REPEAT_S is 5 s (chosen).
@pytest.mark.parametrize(
    ("after_s", "expected"),
    [(4.9, [(signals.IS_FLAP_OPEN, CommandResult.DRIVING)]), (5.1, [])],
)
def test_an_answer_counts_for_5_s(
    after_s: float, expected: list[tuple[str, CommandResult]]
) -> None:
    clock, bus, car = [0.0], DeafBus(), VehicleBus.load(SU7_MAX)
    link = CarLink(VehicleBus.load(SU7_MAX), bus, lambda: clock[0])
    refused: list[tuple[str, CommandResult]] = []
    link.on_refused = lambda path, result: refused.append((path, result))
    link.command(signals.IS_FLAP_OPEN, value=True)
    clock[0] = after_s
    _refuse(bus, car, car.parse_command(bus.sent[0]))
    assert refused == expected


def test_a_command_that_was_not_heard_is_forgotten_after_5_s() -> None:
    clock, bus, car = [0.0], DeafBus(), VehicleBus.load(SU7_MAX)
    link = CarLink(VehicleBus.load(SU7_MAX), bus, lambda: clock[0])
    refused: list[str] = []
    link.on_refused = lambda path, _: refused.append(path)
    link.command(signals.IS_FLAP_OPEN, value=True)
    clock[0] = 6.0
    link.command(signals.CHARGE_LIMIT, 90)
    _refuse(bus, car, car.parse_command(bus.sent[1]))
    # The counter has come round: another node's command has the number of the first.
    _refuse(bus, car, car.parse_command(bus.sent[0]))
    assert refused == [signals.CHARGE_LIMIT]
