"""Pump frames and time through a machine, on a real clock, a faster one or a jumping one."""

import asyncio
import heapq
import itertools
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

from vehicle.bus_state import BusError
from vehicle.frame import Frame

SLIP_AFTER_S = 0.02
"""A loop that was held up longer than this, in real seconds, moves the clock's anchor (chosen)."""
TIMER_SLACK_S = 1e-6
"""An asyncio timer may fire early by the loop's resolution (chosen, far above it)."""
QUIET_PASSES = 3
"""Loop passes without traffic that end an instant: timer, task, frame (chosen)."""


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
    however late the loop is. With `slip` a late loop delays the rest of the simulation instead of
    hurrying it: right while only emulation is on the bus, wrong with hardware.
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
        self._quiet_passes: int | None = None

    def now(self) -> float:
        """Tell the simulated time. It stands still while an alarm is being served."""
        if self._quiet_passes is not None:
            return self._served_s
        mapped = self._mapped()
        earliest = self._earliest()
        now = mapped if earliest is None else min(mapped, earliest.at)
        return max(self._served_s, now)

    def call_at(self, when: float, callback: Callable[[], None]) -> Alarm:
        """Call back at a simulated time, or as soon as possible if it is past."""
        alarm = Alarm(max(when, self.now()), next(self._order), callback)
        heapq.heappush(self._alarms, alarm)
        if self._quiet_passes is None and self._earliest() is alarm:
            self._arm()
        return alarm

    async def sleep_until(self, when: float) -> None:
        """Wait for a simulated time."""
        done: asyncio.Future[None] = self._loop.create_future()
        alarm = self.call_at(when, lambda: None if done.done() else done.set_result(None))
        try:
            await done
        finally:
            alarm.cancel()

    async def sleep(self, seconds: float) -> None:
        """Wait for some simulated seconds."""
        await self.sleep_until(self.now() + seconds)

    def stir(self) -> None:
        """Say that a machine has just worked, so that this instant is not yet over."""
        if self._quiet_passes is not None:
            self._quiet_passes = 0

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
        """Ring the earliest alarm if its time has come, then let what it causes settle."""
        earliest = self._earliest()
        late_s = 0.0 if earliest is None else (self._mapped() - earliest.at) / self._speed
        if earliest is None or late_s < -TIMER_SLACK_S:
            self._arm()
            return
        if self._slip and late_s > SLIP_AFTER_S:
            self._anchor_real_s += late_s
        heapq.heappop(self._alarms)
        self._served_s = max(self._served_s, earliest.at)
        self._quiet_passes = 0
        self._loop.call_soon(self._settle)
        earliest.callback()

    def _settle(self) -> None:
        if self._quiet_passes is None:
            return
        self._quiet_passes += 1
        if self._quiet_passes <= QUIET_PASSES:
            self._loop.call_soon(self._settle)
            return
        self._quiet_passes = None
        self._arm()


class Driver:
    """Run one machine on one bus: every frame and every deadline reach it in the order of time."""

    def __init__(self, machine: Machine, bus: FrameBus, clock: Clock) -> None:
        self._machine = machine
        self._bus = bus
        self._clock = clock
        self._inbox: deque[Frame] = deque()
        self._woken = asyncio.Event()
        self._alarm: Alarm | None = None

    async def run(self) -> None:
        """Drive until cancelled. A frame that the bus refuses is lost, as on a wire that is cut.

        Raises: whatever bug the machine has.
        """
        unsubscribe = self._bus.subscribe(self._arrive)
        try:
            while True:
                self._work()
                await self._woken.wait()
                self._woken.clear()
        finally:
            unsubscribe()
            self._disarm()

    def nudge(self) -> None:
        """Look at the machine's deadline again: it was changed from outside."""
        self._woken.set()

    def _arrive(self, frame: Frame) -> None:
        self._inbox.append(frame)
        self._woken.set()

    def _work(self) -> None:
        self._clock.stir()
        now = self._clock.now()
        while self._inbox:
            self._send(self._machine.receive(self._inbox.popleft()._replace(t=now), now), now)
        wake = self._machine.wake_at()
        if wake is not None and wake <= now:
            self._send(self._machine.due(now), now)
            wake = self._machine.wake_at()
        self._arm(wake)

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

    def _ring(self) -> None:
        self._alarm = None
        self._woken.set()

    def _disarm(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
