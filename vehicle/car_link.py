"""Listen to a car on its vehicle bus and speak to it: all that a head unit has of a car."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from vehicle import signals
from vehicle.bus_state import BusError
from vehicle.commands import CommandError, CommandResult
from vehicle.frame import Frame
from vehicle.signals import Value
from vehicle.vehicle_bus import VehicleBus

REPEAT_S = 0.5
"""A command without an answer for this long is sent again (chosen)."""
ATTEMPTS = 4
"""After so many, each with its wait, the car counts as not answering (chosen)."""
_AFTER_S = 0.001
"""A value is stale only past its age, so it is looked at just after it."""


class Bus(Protocol):
    """What the link needs of a bus."""

    def send(self, frame: Frame) -> None:
        """Put one frame on the bus."""

    def subscribe(self, callback: Callable[[Frame], None]) -> Callable[[], None]:
        """Call back for every frame received; the result ends it."""


class Alarm(Protocol):
    """A callback that waits for its time."""

    def cancel(self) -> None:
        """Never call back."""


class Clock(Protocol):
    """What the link needs of vehicle.driver.Clock."""

    def now(self) -> float:
        """Tell the time."""

    def call_at(self, when: float, callback: Callable[[], None]) -> Alarm:
        """Call back at a time."""


@dataclass(slots=True)
class _Wish:
    """A command on its way."""

    frame: Frame
    attempts: int
    alarm: Alarm


class CarLink:
    """The car, emulated, recorded or real, as its vehicle bus tells it.

    `on_refused` is told the path and the result of a command that was not carried out, by the car
    or because it was not heard. `on_stale` is told the paths whose values have just grown too old.
    `has_vin` is set as soon as the car has told who it is.
    """

    def __init__(self, codec: VehicleBus, bus: Bus, clock: Clock) -> None:
        self.on_refused: Callable[[str, CommandResult], None] | None = None
        self.on_stale: Callable[[frozenset[str]], None] | None = None
        self.has_vin = asyncio.Event()
        self._codec = codec
        self._bus = bus
        self._clock = clock
        self._wishes: dict[str, _Wish] = {}
        self._stale: frozenset[str] = frozenset()
        self._watch: Alarm | None = None
        self._unsubscribe = bus.subscribe(self._arrive)

    def close(self) -> None:
        """Listen no longer."""
        self._unsubscribe()
        for wish in self._wishes.values():
            wish.alarm.cancel()
        self._wishes.clear()
        if self._watch is not None:
            self._watch.cancel()

    def read(self, path: str) -> Value | None:
        """Give the value of a VSS path; None while unknown or stale."""
        return self._codec.signals.fresh(path, self._clock.now())

    def last(self, path: str) -> Value | None:
        """Give the last value however old it is; None if it never came."""
        signal = self._codec.signals.get(path)
        return None if signal is None else signal.value

    def age_s(self, path: str) -> float | None:
        """Tell how old the last value is; None if it never came."""
        return self._codec.signals.age(path, self._clock.now())

    @property
    def stale(self) -> frozenset[str]:
        """Every path that the car told once and whose value is too old now."""
        return self._stale

    @property
    def commands(self) -> frozenset[str]:
        """Every path that this car takes as a command."""
        return self._codec.commands

    @property
    def pending(self) -> frozenset[str]:
        """Every path of a command that the car has not answered yet."""
        return frozenset(self._wishes)

    def command(self, path: str, value: Value) -> None:
        """Ask the car for something, again and again until it answers.

        Whatever keeps it from being done comes by `on_refused`. A car whose map knows no answers is
        asked once.
        """
        before = self._wishes.pop(path, None)
        if before is not None:
            before.alarm.cancel()
        try:
            frame = self._codec.command(path, value)
        except CommandError:
            is_offered = path in self._codec.commands
            result = CommandResult.BAD_VALUE if is_offered else CommandResult.NOT_OFFERED
            self._refuse(path, result)
            return
        self._send(path, frame, 1)

    @property
    def vin(self) -> str | None:
        """The car's VIN; it never grows stale."""
        signal = self._codec.signals.get(signals.VIN)
        return None if signal is None else str(signal.value)

    @property
    def is_heard(self) -> bool:
        """Whether the car now says if a cable is in; a silent car proves nothing."""
        return self.read(signals.IS_CONNECTED) is not None

    @property
    def is_connected(self) -> bool:
        """Whether a cable is in the inlet."""
        return self.read(signals.IS_CONNECTED) is True

    @property
    def is_charging(self) -> bool:
        """Whether the car says that energy flows."""
        return self.read(signals.IS_CHARGING) is True

    @property
    def soc_pct(self) -> float | None:
        """State of charge."""
        return self._number(signals.SOC)

    @property
    def power_kw(self) -> float | None:
        """Power into the battery."""
        power_w = self._number(signals.PACK_W)
        return None if power_w is None else power_w / 1000

    def stop_car(self) -> None:
        """End the charge from the car's side."""
        self.command(signals.START_STOP, "STOP")

    def _number(self, path: str) -> float | None:
        value = self.read(path)
        return None if value is None or isinstance(value, str) else float(value)

    def _send(self, path: str, frame: Frame, attempt: int) -> None:
        try:
            self._bus.send(frame)
        except BusError:
            self._wishes.pop(path, None)
            self._refuse(path, CommandResult.NOT_SENT)
            return
        if self._codec.answers:
            again_at = self._clock.now() + REPEAT_S
            alarm = self._clock.call_at(again_at, lambda: self._repeat(path))
            self._wishes[path] = _Wish(frame, attempt, alarm)

    def _repeat(self, path: str) -> None:
        wish = self._wishes[path]
        if wish.attempts < ATTEMPTS:
            self._send(path, wish.frame, wish.attempts + 1)
        else:
            del self._wishes[path]
            self._refuse(path, CommandResult.UNANSWERED)

    def _arrive(self, frame: Frame) -> None:
        brought = self._codec.receive(frame, self._clock.now())
        self._stale -= brought
        if signals.VIN in brought:
            self.has_vin.set()
        if signals.ACK_RESULT in brought:
            self._hear_answers()
        if brought and self._watch is None:
            self._look_for_stale()

    def _hear_answers(self) -> None:
        for path, wish in list(self._wishes.items()):
            result = self._codec.answer_to(wish.frame)
            if result is None:
                continue
            wish.alarm.cancel()
            del self._wishes[path]
            if result is not CommandResult.DONE:
                self._refuse(path, result)

    def _look_for_stale(self) -> None:
        """Tell what has grown too old, and look again when the next value would."""
        known, now = self._codec.signals, self._clock.now()
        ends = {
            path: signal.at + signal.stale_s
            for path, signal in known.items()
            if signal.stale_s is not None
        }
        before, self._stale = self._stale, frozenset(path for path in ends if now > ends[path])
        next_at = min((end for end in ends.values() if end >= now), default=None)
        self._watch = None
        if next_at is not None:
            self._watch = self._clock.call_at(next_at + _AFTER_S, self._look_for_stale)
        if self.on_stale is not None and self._stale - before:
            self.on_stale(self._stale - before)

    def _refuse(self, path: str, result: CommandResult) -> None:
        if self.on_refused is not None:
            self.on_refused(path, result)
