import asyncio
from collections.abc import Callable, Coroutine

import pytest
from typing_extensions import override

from tests.vehicle.test_time_jump import run_jumping
from vehicle.can_bus import BusSpec, CanBus
from vehicle.driver import Clock, Driver
from vehicle.frame import Frame


class HandLoop(asyncio.SelectorEventLoop):
    """A loop whose time is set by hand, to be late on purpose."""

    def __init__(self) -> None:
        self.hand_s = 0.0
        super().__init__()

    @override
    def time(self) -> float:
        return self.hand_s


def turn(loop: HandLoop, passes: int = 12) -> None:
    async def idle() -> None:
        for _ in range(passes):
            await asyncio.sleep(0)

    loop.run_until_complete(idle())


class Line:
    """A bus without python-can: what one end sends, the other receives at the next pass."""

    def __init__(self) -> None:
        self.sent: list[Frame] = []
        self.callbacks: list[Callable[[Frame], None]] = []
        self.peer: Line | None = None

    def send(self, frame: Frame) -> None:
        self.sent.append(frame)
        for callback in self.peer.callbacks if self.peer else ():
            asyncio.get_running_loop().call_soon(callback, frame)

    def subscribe(self, callback: Callable[[Frame], None]) -> Callable[[], None]:
        self.callbacks.append(callback)
        return lambda: self.callbacks.remove(callback)


class Metronome:
    """Sends a frame every period; notes when frames of others arrive."""

    def __init__(self, period_s: float) -> None:
        self.period_s = period_s
        self.next_at: float | None = 0.0
        self.heard: list[float] = []

    def receive(self, frame: Frame, now: float) -> list[Frame]:
        assert frame.t == now
        self.heard.append(round(now, 6))
        return []

    def due(self, now: float) -> list[Frame]:
        assert self.next_at is not None
        assert now >= self.next_at
        self.next_at += self.period_s
        return [Frame(0x123, b"")]

    def wake_at(self) -> float | None:
        return self.next_at


def test_simulated_time_runs_at_its_speed_when_nothing_waits() -> None:
    loop = HandLoop()
    clock = Clock(loop, speed=60)
    loop.hand_s = 2.0
    assert clock.now() == pytest.approx(120.0)
    loop.close()


def test_time_does_not_pass_an_alarm_that_has_not_rung() -> None:
    loop = HandLoop()
    clock = Clock(loop)
    rung: list[float] = []
    clock.call_at(1.0, lambda: rung.append(clock.now()))
    loop.hand_s = 5.0
    assert clock.now() == 1.0
    turn(loop)
    assert rung == [1.0]
    loop.close()


def test_late_alarms_ring_one_at_a_time_each_at_its_own_time() -> None:
    loop = HandLoop()
    clock = Clock(loop, slip=False)
    rung: list[float] = []
    for at in (0.3, 0.1, 0.2):
        clock.call_at(at, lambda: rung.append(clock.now()))
    loop.hand_s = 1.0
    turn(loop, 30)
    assert rung == [0.1, 0.2, 0.3]
    assert clock.now() == 1.0
    loop.close()


def test_a_slipping_clock_delays_the_rest_when_the_loop_was_held_up() -> None:
    loop = HandLoop()
    clock = Clock(loop)
    rung: list[float] = []
    for at in (0.1, 0.2):
        clock.call_at(at, lambda: rung.append(clock.now()))
    loop.hand_s = 3.1
    turn(loop)
    assert rung == [0.1]
    loop.hand_s = 3.2
    turn(loop)
    assert rung == [0.1, 0.2]
    loop.close()


def test_a_cancelled_alarm_neither_rings_nor_holds_the_time() -> None:
    loop = HandLoop()
    clock = Clock(loop)
    clock.call_at(1.0, lambda: pytest.fail("rang")).cancel()
    loop.hand_s = 5.0
    turn(loop)
    assert clock.now() == 5.0
    loop.close()


def test_a_sleeper_wakes_at_its_simulated_time_on_a_jumping_loop() -> None:
    async def naps() -> list[float]:
        clock = Clock(asyncio.get_running_loop(), speed=4)
        await clock.sleep(10)
        first = clock.now()
        await clock.sleep_until(25)
        return [first, clock.now(), asyncio.get_running_loop().time()]

    assert run_jumping(naps()) == pytest.approx([10, 25, 6.25])


def pair_for(seconds: float, *machines: Metronome) -> Coroutine[None, None, list[Line]]:
    async def both() -> list[Line]:
        clock = Clock(asyncio.get_running_loop())
        lines = [Line(), Line()]
        lines[0].peer, lines[1].peer = lines[1], lines[0]
        tasks = [
            asyncio.create_task(Driver(machine, line, clock).run())
            for machine, line in zip(machines, lines, strict=True)
        ]
        await clock.sleep_until(seconds)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return lines

    return both()


def test_a_driver_keeps_absolute_deadlines_and_frames_arrive_at_the_time_they_left() -> None:
    talker, listener = Metronome(0.05), Metronome(1000.0)
    talker.next_at = 0.05
    lines = run_jumping(pair_for(0.2, talker, listener))
    assert [round(frame.t, 6) for frame in lines[0].sent] == [0.05, 0.1, 0.15]
    assert listener.heard == [0.05, 0.1, 0.15]


def test_a_nudged_driver_sees_the_new_deadline() -> None:
    async def nudged() -> list[float]:
        clock = Clock(asyncio.get_running_loop())
        machine, line = Metronome(100.0), Line()
        machine.next_at = None
        driver = Driver(machine, line, clock)
        task = asyncio.create_task(driver.run())
        await clock.sleep_until(1.0)
        machine.next_at = 2.0
        driver.nudge()
        await clock.sleep_until(3.0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return [frame.t for frame in line.sent]

    assert run_jumping(nudged()) == [2.0]


def test_a_machine_s_bug_ends_the_driver_with_its_traceback() -> None:
    class Broken(Metronome):
        @override
        def due(self, now: float) -> list[Frame]:
            raise ZeroDivisionError(now)

    async def crash() -> None:
        await Driver(Broken(1.0), Line(), Clock(asyncio.get_running_loop())).run()

    with pytest.raises(ZeroDivisionError):
        run_jumping(crash())


def test_a_bug_that_a_frame_brings_to_light_ends_the_driver_not_its_bus() -> None:
    class Deaf(Metronome):
        @override
        def receive(self, frame: Frame, now: float) -> list[Frame]:
            raise ZeroDivisionError(frame.id)

    talker, deaf = Metronome(0.05), Deaf(1000.0)
    talker.next_at = 0.05

    async def crash() -> list[Frame]:
        clock, lines = Clock(asyncio.get_running_loop()), [Line(), Line()]
        lines[0].peer = lines[1]
        runs = [Driver(talker, lines[0], clock).run(), Driver(deaf, lines[1], clock).run()]
        tasks = [asyncio.create_task(run) for run in runs]
        with pytest.raises(ZeroDivisionError):
            await tasks[1]
        await clock.sleep_until(0.22)
        tasks[0].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return lines[0].sent

    assert len(run_jumping(crash())) == 4


def test_a_driver_that_is_cancelled_hears_and_says_nothing_more() -> None:
    async def cancelled() -> list[Frame]:
        clock, line, machine = Clock(asyncio.get_running_loop()), Line(), Metronome(0.05)
        driver = Driver(machine, line, clock)
        task = asyncio.create_task(driver.run())
        await clock.sleep_until(0.12)
        task.cancel()
        driver.nudge()
        for callback in line.callbacks:
            callback(Frame(0x1, b""))
        await clock.sleep_until(1.0)
        assert task.cancelled()
        assert (machine.heard, line.callbacks) == ([], [])
        return line.sent

    assert [round(frame.t, 6) for frame in run_jumping(cancelled())] == [0.0, 0.05, 0.1]


class Answerer:
    """Answers a frame by the next higher one up to a last, and says one of its own at a time."""

    def __init__(self, last: int, own: int, at: float | None) -> None:
        self.last, self.own, self.at = last, own, at

    def receive(self, frame: Frame, _now: float) -> list[Frame]:
        return [Frame(frame.id + 1, b"")] if frame.id < self.last else []

    def due(self, _now: float) -> list[Frame]:
        self.at = None
        return [Frame(self.own, b"")]

    def wake_at(self) -> float | None:
        return self.at


def test_all_answers_to_one_alarm_come_before_the_next_alarm_of_the_same_instant() -> None:
    spec = BusSpec("virtual", "test-driver", polled=True)

    async def both() -> list[tuple[int, float]]:
        clock = Clock(asyncio.get_running_loop())
        buses, heard = [CanBus.open(spec) for _ in range(3)], list[tuple[int, float]]()
        buses[2].subscribe(lambda frame: heard.append((frame.id, clock.now())))
        machines = [Answerer(5, 0, 1.0), Answerer(5, 100, 1.0)]
        tasks = [
            asyncio.create_task(Driver(machine, bus, clock).run())
            for machine, bus in zip(machines, buses, strict=False)
        ]
        await clock.sleep_until(2.0)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for bus in buses:
            bus.close()
        return heard

    assert run_jumping(both()) == [(number, 1.0) for number in (0, 1, 2, 3, 4, 5, 100)]


def test_a_bus_that_brings_the_answer_before_it_has_sent_keeps_the_order() -> None:
    class Hasty(Line):
        @override
        def send(self, frame: Frame) -> None:
            self.sent.append(frame)
            for callback in self.callbacks:
                callback(Frame(frame.id + 1, b""))

    class Twice(Answerer):
        @override
        def due(self, now: float) -> list[Frame]:
            return [*super().due(now), Frame(20, b"")]

    async def alone() -> list[int]:
        clock, line = Clock(asyncio.get_running_loop()), Hasty()
        task = asyncio.create_task(Driver(Twice(12, 10, 1.0), line, clock).run())
        await clock.sleep_until(2.0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return [frame.id for frame in line.sent]

    assert run_jumping(alone()) == [10, 20, 12]
