"""Pump frames and time through a machine, on a real clock, a faster one or a jumping one."""

import asyncio
import heapq
import itertools
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Protocol

from vehicle.bus_state import BusError
from vehicle.frame import Frame
from vehicle.instant import Instant

SLIP_AFTER_S = 0.02
"""A loop that was held up longer than this, in real seconds, moves the clock's anchor (chosen)."""
TIMER_SLACK_S = 1e-6
"""An asyncio timer may fire early by the loop's resolution (chosen, far above it)."""
QUIET_PASSES = 3
"""Loop passes without traffic in which a task that was woken may do something (chosen)."""
MOST_RINGS = 100
"""After so many alarms of one instant the loop has its turn: one does not let go (chosen)."""


class Machine(Protocol):
    """What a protocol core looks like from outside: frames and time in, frames out.

    The frames returned are to be sent at once, in their order.
    """

    def receive(self, frame: Frame, now: float) -> list[Frame]:
        """Take one frame from the bus."""
        ...

    def due(self, now: float) -> list[Frame]:
        """Do what time asks for. Harmless when nothing is due."""
        ...

    def wake_at(self) -> float | None:
        """Tell when `due` is to be called next; None if only a frame can change anything."""
        ...


class FrameBus(Protocol):
    """What a driver needs of a bus."""

    def send(self, frame: Frame) -> None:
        """Put one frame on the bus."""
        ...

    def subscribe(self, callback: Callable[[Frame], None]) -> Callable[[], None]:
        """Call back for every frame received; the result ends it."""
        ...


@dataclass(order=True, slots=True)
class Alarm:
    """A callback that waits for its simulated time."""

    at: float
    order: int
    callback: Callable[[], None] = field(compare=False)
    is_cancelled: bool = field(default=False, compare=False)

    def cancel(self) -> None:
        """Never call back. Harmless when it has."""
        self.is_cancelled = True


class Clock:
    """Simulated seconds since the start, paced by the loop and never past an unserved alarm.

    Alarms ring one at a time, and the traffic that one causes has settled before the next rings,
    however late the loop is. Those of one instant ring in one callback; before a later one the loop
    has a pass, so that others are served too, and some more where a task was woken. With `slip` a
    late loop delays the rest of the simulation instead of hurrying it: right while only emulation
    is on the bus, wrong with hardware.
    """

    def __init__(
        self, loop: asyncio.AbstractEventLoop, speed: float = 1.0, *, slip: bool = True
    ) -> None:
        self._loop = loop
        self._speed = speed
        self._slip = slip
        self._anchor_real_s = loop.time()
        self._anchor_s = 0.0
        self._served_s = 0.0
        self._alarms: list[Alarm] = []
        self._order = itertools.count()
        self._timer: asyncio.TimerHandle | None = None
        self._instant = Instant.of(loop)
        self._passes: int | None = None
        self._is_stirred = False

    def now(self) -> float:
        """Tell the simulated time. It stands still while an alarm is being served."""
        if self._passes is not None:
            return self._served_s
        mapped = self._mapped()
        earliest = self._earliest()
        now = mapped if earliest is None else min(mapped, earliest.at)
        return max(self._served_s, now)

    def call_at(self, when: float, callback: Callable[[], None]) -> Alarm:
        """Call back at a simulated time, or as soon as possible if it is past."""
        alarm = Alarm(max(when, self.now()), next(self._order), callback)
        heapq.heappush(self._alarms, alarm)
        if self._passes is None and self._earliest() is alarm:
            self._arm()
        return alarm

    def then(self, callback: Callable[[], None]) -> None:
        """Call back within this instant, after all that was asked for before."""
        self._instant.then(callback)

    async def sleep_until(self, when: float) -> None:
        """Wait for a simulated time."""
        done: asyncio.Future[None] = self._loop.create_future()
        alarm = self.call_at(when, lambda: self._wake(done))
        try:
            await done
        finally:
            alarm.cancel()

    async def sleep(self, seconds: float) -> None:
        """Wait for some simulated seconds."""
        await self.sleep_until(self.now() + seconds)

    def stir(self) -> None:
        """Say that a machine has just worked, so that this instant is not yet over."""
        self._is_stirred = True

    def _wake(self, done: asyncio.Future[None]) -> None:
        self._passes = QUIET_PASSES
        if not done.done():
            done.set_result(None)

    def _mapped(self) -> float:
        return self._anchor_s + (self._loop.time() - self._anchor_real_s) * self._speed

    def _earliest(self) -> Alarm | None:
        while self._alarms and self._alarms[0].is_cancelled:
            heapq.heappop(self._alarms)
        return self._alarms[0] if self._alarms else None

    def _arm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        earliest = self._earliest()
        if earliest is not None:
            wait_s = (earliest.at - self._anchor_s) / self._speed
            self._timer = self._loop.call_at(self._anchor_real_s + wait_s, self._serve)

    def _serve(self) -> None:
        """Ring the alarms of the earliest instant if its time has come."""
        self._instant.settle()
        earliest = self._earliest()
        late_s = 0.0 if earliest is None else (self._mapped() - earliest.at) / self._speed
        if earliest is None or late_s < -TIMER_SLACK_S:
            self._arm()
            return
        if self._slip and late_s > SLIP_AFTER_S:
            self._anchor_real_s += late_s
        self._served_s = max(self._served_s, earliest.at)
        self._passes = 1
        try:
            self._ring()
        finally:
            self._is_stirred = False
            self._loop.call_soon(self._settle)

    def _ring(self) -> None:
        """Ring what is due now, each when all that the one before has caused is done."""
        for _ in range(MOST_RINGS):
            alarm = self._earliest()
            is_task_woken = self._passes == QUIET_PASSES
            if alarm is None or alarm.at > self._served_s or is_task_woken:
                return
            heapq.heappop(self._alarms)
            self._instant.do(alarm.callback)

    def _settle(self) -> None:
        """Let a pass go by; a pass in which something happened does not count."""
        if self._passes is None:
            return
        if not self._is_stirred and self._instant.is_settled:
            self._passes -= 1
        self._is_stirred = False
        if self._passes:
            self._loop.call_soon(self._settle)
            return
        self._passes = None
        self._serve()


class Driver:
    """Run one machine on one bus: every frame and every deadline reach it in the order of time.

    It works in the callback that brings the frame or the time, not in a task of its own.
    """

    def __init__(self, machine: Machine, bus: FrameBus, clock: Clock) -> None:
        self._machine = machine
        self._bus = bus
        self._clock = clock
        self._inbox: deque[Frame] = deque()
        self._over: asyncio.Future[None] | None = None
        self._is_working = self._is_nudged = False
        self._alarm: Alarm | None = None

    async def run(self) -> None:
        """Drive until cancelled. A frame that the bus refuses is lost, as on a wire that is cut.

        Raises: whatever bug the machine has.
        """
        self._over = asyncio.get_running_loop().create_future()
        unsubscribe = self._bus.subscribe(self._arrive)
        try:
            self._look()
            await self._over
        finally:
            self._over.cancel()
            unsubscribe()
            self._disarm()

    def nudge(self) -> None:
        """Look at the machine's deadline again: it was changed from outside."""
        if not self._is_nudged:
            self._is_nudged = True
            self._clock.then(self._look)

    def _arrive(self, frame: Frame) -> None:
        self._inbox.append(frame)
        self._work(is_asked=False)

    def _ring(self) -> None:
        self._alarm = None
        self._look()

    def _look(self) -> None:
        self._is_nudged = False
        self._work(is_asked=True)

    def _work(self, *, is_asked: bool) -> None:
        """Take in what has come, and when `is_asked` do what time asks for.

        A bus may bring an answer before `send` returns: that waits in the inbox.
        """
        if self._over is None or self._over.done() or self._is_working:
            return
        self._is_working = True
        with _Carried(self._over):
            self._clock.stir()
            now = self._clock.now()
            self._take_in(now)
            wake = self._machine.wake_at()
            if is_asked and wake is not None and wake <= now:
                self._send(self._machine.due(now), now)
                self._take_in(now)
                wake = self._machine.wake_at()
            self._arm(wake)
        self._is_working = False

    def _take_in(self, now: float) -> None:
        while self._inbox:
            self._send(self._machine.receive(self._inbox.popleft()._replace(t=now), now), now)

    def _send(self, frames: list[Frame], now: float) -> None:
        for frame in frames:
            with suppress(BusError):  # the bus tells by its state
                self._bus.send(frame._replace(t=now))

    def _arm(self, wake: float | None) -> None:
        if self._alarm is not None and self._alarm.at == wake:
            return
        self._disarm()
        if wake is not None:
            self._alarm = self._clock.call_at(wake, self._ring)

    def _disarm(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None


class _Carried:
    """Carry a bug to the task that waits for its end, out of the callback that came upon it."""

    def __init__(self, over: asyncio.Future[None]) -> None:
        self._over = over

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> bool:
        """Keep what the task is to raise; an interrupt of the program goes its own way."""
        if not isinstance(error, Exception):
            return False
        self._over.set_exception(error)
        return True
