"""Listen to the emulated car on its vehicle bus, command it, lose it."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from tests.vehicle.bench import PILE_250, SU7_MAX, Bench, bench
from tests.vehicle.test_time_jump import run_jumping
from vehicle import signals
from vehicle.bus_state import BusError
from vehicle.car_link import CarLink
from vehicle.commands import CommandResult
from vehicle.driver import Alarm
from vehicle.frame import Frame
from vehicle.signals import KNOWN
from vehicle.vehicle_bus import VehicleBus
from vehicle.vehicle_map import load_map


def _link(desk: Bench) -> CarLink:
    return CarLink(VehicleBus.load(SU7_MAX), desk.glass_can, desk.clock)


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


class HandClock:
    """A clock that is moved by hand, and rings what it passes."""

    def __init__(self) -> None:
        self._now = 0.0
        self._alarms: list[Alarm] = []
        self._order = count()

    def now(self) -> float:
        return self._now

    def call_at(self, when: float, callback: Callable[[], None]) -> Alarm:
        alarm = Alarm(when, next(self._order), callback)
        self._alarms.append(alarm)
        return alarm

    def move_to(self, when: float) -> None:
        while due := sorted(alarm for alarm in self._alarms if alarm.at <= when):
            self._alarms.remove(due[0])
            self._now = max(self._now, due[0].at)
            if not due[0].is_cancelled:
                due[0].callback()
        self._now = when


class DeafBus:
    """A bus on which no car answers; the test says what arrives."""

    def __init__(self) -> None:
        self.sent: list[Frame] = []
        self.refusal: BusError | None = None
        self.arrive: Callable[[Frame], None] = lambda _: None

    def send(self, frame: Frame) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.sent.append(frame)

    def subscribe(self, callback: Callable[[Frame], None]) -> Callable[[], None]:
        self.arrive = callback
        return lambda: None


class Line:
    """A link to a car that never answers by itself, with a clock that is moved by hand."""

    def __init__(self, file: Path = SU7_MAX) -> None:
        self.clock, self.bus = HandClock(), DeafBus()
        self.car = VehicleBus.load(file)
        self.link = CarLink(VehicleBus.load(file), self.bus, self.clock)
        self.refused: list[tuple[str, CommandResult]] = []
        self.stale: list[frozenset[str]] = []
        self.link.on_refused = lambda path, result: self.refused.append((path, result))
        self.link.on_stale = self.stale.append

    def answer(self, frame: Frame, result: CommandResult) -> None:
        command = self.car.parse_command(frame)
        assert command is not None
        for each in self.car.acknowledge(command, result):
            self.bus.arrive(each)


# REPEAT_S is 0.5 s and ATTEMPTS 4 (chosen).
def test_a_command_without_an_answer_is_sent_four_times_and_then_given_up() -> None:
    line = Line()
    line.link.command(signals.IS_FLAP_OPEN, value=True)
    sent_after = []
    for after_s in (0.0, 0.49, 0.5, 1.0, 1.5, 1.99):
        line.clock.move_to(after_s)
        sent_after.append(len(line.bus.sent))
    assert sent_after == [1, 1, 2, 3, 4, 4]
    assert line.refused == []
    line.clock.move_to(2.0)
    assert line.refused == [(signals.IS_FLAP_OPEN, CommandResult.UNANSWERED)]
    line.clock.move_to(10.0)
    assert len(set(line.bus.sent)) == 1
    assert len(line.bus.sent) == 4


@pytest.mark.parametrize("after_s", [0.1, 0.6, 1.9])
def test_an_answer_ends_the_repeating(after_s: float) -> None:
    line = Line()
    line.link.command(signals.IS_FLAP_OPEN, value=True)
    line.clock.move_to(after_s)
    assert line.link.pending == {signals.IS_FLAP_OPEN}
    line.answer(line.bus.sent[0], CommandResult.DRIVING)
    sent = len(line.bus.sent)
    line.clock.move_to(10.0)
    assert line.refused == [(signals.IS_FLAP_OPEN, CommandResult.DRIVING)]
    assert (len(line.bus.sent), line.link.pending) == (sent, frozenset())


def test_a_late_answer_is_not_taken_for_a_newer_command_s() -> None:
    line = Line()
    line.link.command(signals.IS_FLAP_OPEN, value=True)
    line.clock.move_to(6.0)
    line.link.command(signals.CHARGE_LIMIT, 90)
    line.answer(line.bus.sent[0], CommandResult.DRIVING)
    line.answer(line.bus.sent[-1], CommandResult.BAD_VALUE)
    assert line.refused == [
        (signals.IS_FLAP_OPEN, CommandResult.UNANSWERED),
        (signals.CHARGE_LIMIT, CommandResult.BAD_VALUE),
    ]


def test_a_newer_command_takes_the_place_of_the_one_before() -> None:
    line = Line()
    line.link.command(signals.CHARGE_LIMIT, 90)
    line.clock.move_to(0.3)
    line.link.command(signals.CHARGE_LIMIT, 85)
    line.clock.move_to(0.6)
    assert len(line.bus.sent) == 2
    line.clock.move_to(0.8)
    assert line.bus.sent[2] == line.bus.sent[1] != line.bus.sent[0]


def test_a_bus_that_does_not_take_the_command_refuses_it_at_once() -> None:
    line = Line()
    line.bus.refusal = BusError("CAN interface 'socketcan', channel 'can0': is gone")
    line.link.stop_car()
    line.clock.move_to(5.0)
    assert line.refused == [(signals.START_STOP, CommandResult.NOT_SENT)]


@pytest.mark.parametrize(
    ("path", "value", "result"),
    [
        (signals.SPEED, 1, CommandResult.NOT_OFFERED),
        (signals.CHARGE_LIMIT, 70_000, CommandResult.BAD_VALUE),
        (signals.START_STOP, "HOP", CommandResult.BAD_VALUE),
    ],
)
def test_what_the_bus_cannot_carry_is_refused(
    path: str, value: int | str, result: CommandResult
) -> None:
    line = Line()
    line.link.command(path, value)
    assert (line.refused, line.bus.sent) == ([(path, result)], [])


BATTERY = Frame(0x2A0, bytes.fromhex("7c15 6a1d 6009 1d01"), extended=False)
SURROUNDINGS = Frame(0x3C0, bytes.fromhex("80a90300 d700"), extended=False)


# 10 Hz messages are stale after 1 s, those of 1 Hz after 5 s (su7_signals.toml).
def test_values_that_stop_are_stale_each_after_its_time_and_told_once() -> None:
    line = Line()
    line.bus.arrive(BATTERY)
    line.bus.arrive(SURROUNDINGS)
    line.clock.move_to(1.0)
    assert (line.link.soc_pct, line.link.age_s(signals.SOC), line.stale) == (55.0, 1.0, [])
    line.clock.move_to(1.1)
    fast = {signals.SOC, signals.PACK_V, signals.PACK_A, signals.PACK_TEMPERATURE}
    assert line.link.soc_pct is None
    assert line.stale == [fast]
    assert line.link.read(signals.RANGE_M) == 240_000
    line.clock.move_to(5.1)
    assert line.stale == [fast, {signals.RANGE_M, signals.AIR_TEMPERATURE}]
    assert line.link.stale == line.stale[0] | line.stale[1]


def test_a_value_that_comes_again_can_grow_stale_again() -> None:
    line = Line()
    for at in (0.0, 0.9, 4.0):
        line.clock.move_to(at)
        line.bus.arrive(BATTERY)
        assert line.link.stale == frozenset()
    line.clock.move_to(10.0)
    assert len(line.stale) == 2


def test_every_signal_that_the_glass_shows_grows_stale_but_the_vin() -> None:
    rules, _ = load_map(SU7_MAX)
    lasting = {path for path, rule in rules.signals.items() if rule.stale_s is None}
    assert lasting == {signals.ACK_COUNTER, signals.ACK_RESULT}
    assert KNOWN - rules.signals.keys() == {signals.START_STOP}
