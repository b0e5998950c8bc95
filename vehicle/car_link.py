"""Listen to a car on its vehicle bus and speak to it: all that a head unit has of a car."""

import asyncio
from collections.abc import Callable
from typing import Protocol

from vehicle import signals
from vehicle.can_bus import BusError
from vehicle.commands import CommandError, CommandResult
from vehicle.frame import Frame
from vehicle.signals import Value
from vehicle.vehicle_bus import VehicleBus

COMMAND_REPEAT_S = 5.0
"""A command without an answer for this long counts as not heard (chosen)."""


class Bus(Protocol):
    """What the link needs of a bus."""

    def send(self, frame: Frame) -> None:
        """Put one frame on the bus."""

    def subscribe(self, callback: Callable[[Frame], None]) -> Callable[[], None]:
        """Call back for every frame received; the result ends it."""


class CarLink:
    """The car, emulated, recorded or real, as its vehicle bus tells it.

    `on_refused` is told the path and the result of a command that the car did not carry out.
    `has_vin` is set as soon as the car has told who it is.
    """

    def __init__(self, codec: VehicleBus, bus: Bus, now: Callable[[], float]) -> None:
        self.on_refused: Callable[[str, CommandResult], None] | None = None
        self.has_vin = asyncio.Event()
        self._codec = codec
        self._bus = bus
        self._now = now
        self._asked: dict[str, tuple[Frame, float]] = {}
        self._unsubscribe = bus.subscribe(self._arrive)

    def close(self) -> None:
        """Listen no longer."""
        self._unsubscribe()

    def read(self, path: str) -> Value | None:
        """Give the value of a VSS path; None while unknown or stale."""
        return self._codec.signals.fresh(path, self._now())

    def last(self, path: str) -> Value | None:
        """Give the last value of a VSS path however old it is; None if it never came."""
        signal = self._codec.signals.get(path)
        return None if signal is None else signal.value

    def age_s(self, path: str) -> float | None:
        """Tell how old the last value of a VSS path is; None if it never came."""
        return self._codec.signals.age(path, self._now())

    def command(self, path: str, value: Value) -> None:
        """Ask the car for something; a refusal comes by `on_refused`.

        Raises: CommandError where this car takes no such command, BusError when the bus is gone.
        """
        frame = self._codec.command(path, value)
        self._asked[path] = (frame, self._now())
        self._bus.send(frame)

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
        """End the charge from the car's side; one that cannot be told is refused like a wish."""
        try:
            self.command(signals.START_STOP, "STOP")
        except (CommandError, BusError):
            self._refuse(signals.START_STOP, CommandResult.BAD_VALUE)

    def _number(self, path: str) -> float | None:
        value = self.read(path)
        return None if value is None or isinstance(value, str) else float(value)

    def _arrive(self, frame: Frame) -> None:
        brought = self._codec.receive(frame, self._now())
        if signals.VIN in brought:
            self.has_vin.set()
        if signals.ACK_RESULT in brought:
            self._hear_answers()

    def _hear_answers(self) -> None:
        for path, (frame, asked_at) in list(self._asked.items()):
            result = self._codec.answer_to(frame)
            if result is None:
                continue
            del self._asked[path]
            # A late answer is to a newer command: the counter has but 256 values.
            is_late = self._now() - asked_at > COMMAND_REPEAT_S
            if result is not CommandResult.DONE and not is_late:
                self._refuse(path, result)

    def _refuse(self, path: str, result: CommandResult) -> None:
        if self.on_refused is not None:
            self.on_refused(path, result)
