"""Open any CAN interface that python-can knows: the one door to it, virtual by default."""

import asyncio
import logging
from collections import defaultdict, deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, ClassVar

import can

from vehicle.frame import Frame

READ_S = 0.05
"""How long the reader waits for a frame before it looks whether the bus is closed (chosen)."""
BATCH = 256
"""Frames handed over at once at most, so that a flood does not starve the loop (chosen)."""
READ_ERRORS = 20
"""Failed reads in a row after which the reader is dead; a garbled datagram is only one (chosen)."""
ECHOES = 64
"""Own frames remembered until the multicast group has echoed them (chosen)."""

_OPEN_ERRORS = (
    can.CanError, ImportError, NameError, NotImplementedError, OSError, TypeError, ValueError
)  # fmt: skip
# What it logs while opening repeats, on several lines, what BusError says on one.
logging.getLogger("can").setLevel(logging.CRITICAL)


class BusError(Exception):
    """A CAN interface cannot be opened or used; the text is one line for the person at the desk."""


@dataclass(frozen=True, slots=True)
class BusSpec:
    """Which bus to open.

    `polled` (virtual only) reads without a thread: what one bus sends, its peers in this process
    receive at the loop's next pass. `port` and `hop_limit` are for `udp_multicast`, where two buses
    need two ports: on one port they hear each other. Hop limit 0 keeps the frames on this machine.
    """

    interface: str = "virtual"
    channel: str = "vehicle"
    bitrate: int | None = None
    polled: bool = False
    port: int | None = None
    hop_limit: int = 0

    def options(self) -> dict[str, Any]:
        """Give python-can's arguments; a user's configuration file must not add to them."""
        options: dict[str, Any] = {
            "interface": self.interface, "channel": self.channel, "ignore_config": True
        }  # fmt: skip
        if self.bitrate is not None:
            options["bitrate"] = self.bitrate
        if self.interface == "udp_multicast":
            options |= {"fd": False, "hop_limit": self.hop_limit}
            options |= {} if self.port is None else {"port": self.port}
        return options


class CanBus:
    """One end of a CAN bus. Callbacks come from the event loop, in the order of reception."""

    _pumps: ClassVar[defaultdict[str, list[Callable[[], None]]]] = defaultdict(list)

    def __init__(self, spec: BusSpec, bus: can.BusABC, loop: asyncio.AbstractEventLoop) -> None:
        self.spec = spec
        self.on_error: Callable[[BusError], None] | None = None
        self._bus = bus
        self._loop = loop
        self._subscribers: list[Callable[[Frame], None]] = []
        self._echoes: deque[tuple[int, bytes]] = deque(maxlen=ECHOES)
        self._read_errors = 0
        self._is_closed = False
        self._is_pump_due = False
        self._reader: ThreadPoolExecutor | None = None
        if spec.polled:
            self._pumps[spec.channel].append(self._pump_soon)
        else:
            self._reader = ThreadPoolExecutor(1, thread_name_prefix=f"can-{spec.channel}")
            self._read_on()

    @classmethod
    def open(cls, spec: BusSpec) -> "CanBus":
        """Open a bus on the running loop.

        Raises: BusError, one line with interface, channel and reason.
        """
        where = f"CAN interface {spec.interface!r}, channel {spec.channel!r}"
        if spec.polled and spec.interface != "virtual":
            raise BusError(f"{where}: only the virtual interface can be polled")
        try:
            bus = can.Bus(**spec.options())
        except _OPEN_ERRORS as error:
            reason = " ".join(str(error).split()) or type(error).__name__
            raise BusError(f"{where}: {reason}") from error
        return cls(spec, bus, asyncio.get_running_loop())

    def send(self, frame: Frame) -> None:
        """Put one frame on the bus.

        Raises: BusError when the interface refuses it; ValueError for more than 8 bytes.
        """
        message = can.Message(
            arbitration_id=frame.id, data=frame.data, is_extended_id=frame.extended, check=True
        )
        try:
            self._bus.send(message)
        except (can.CanError, OSError) as error:
            raise self._bus_error(error) from error
        if self.spec.interface == "udp_multicast":
            self._echoes.append((frame.id, bytes(frame.data)))
        elif self.spec.interface == "virtual":
            for pump_soon in self._pumps.get(self.spec.channel, ()):
                pump_soon()

    def subscribe(self, callback: Callable[[Frame], None]) -> Callable[[], None]:
        """Call back for every data frame of the other nodes; the result ends it."""
        self._subscribers.append(callback)
        return lambda: self._subscribers.remove(callback)

    def close(self) -> None:
        """Leave the bus. Takes up to `READ_S`; harmless when closed."""
        if self._is_closed:
            return
        self._is_closed = True
        if self._reader is None:
            self._pumps[self.spec.channel].remove(self._pump_soon)
        else:
            self._reader.shutdown(wait=True)
        self._bus.shutdown()

    def _pump_soon(self) -> None:
        if not self._is_pump_due:
            self._is_pump_due = True
            self._loop.call_soon(self._pump)

    def _pump(self) -> None:
        self._is_pump_due = False
        while not self._is_closed and (message := self._bus.recv(0)) is not None:
            self._deliver(message)

    def _read_on(self) -> None:
        if self._reader is not None and not self._is_closed:
            self._reader.submit(self._read).add_done_callback(self._hand_over)

    def _read(self) -> list[can.Message]:
        """Wait for a frame and take those that came with it. Runs in the reader's thread."""
        batch: list[can.Message] = []
        message = self._bus.recv(READ_S)
        while message is not None:
            batch.append(message)
            message = self._bus.recv(0) if len(batch) < BATCH else None
        return batch

    def _hand_over(self, read: "Future[list[can.Message]]") -> None:
        if not self._is_closed and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._take, read)

    def _take(self, read: "Future[list[can.Message]]") -> None:
        if self._is_closed:
            return
        try:
            batch = read.result()
        except (can.CanError, OSError) as error:
            self._note_read_error(error)
            return
        self._read_errors = 0
        for message in batch:
            self._deliver(message)
        self._read_on()

    def _note_read_error(self, error: Exception) -> None:
        self._read_errors += 1
        if self._read_errors < READ_ERRORS:
            self._read_on()
        elif self.on_error is not None:
            self.on_error(self._bus_error(error))
        else:
            raise self._bus_error(error) from error

    def _deliver(self, message: can.Message) -> None:
        if message.is_error_frame or message.is_remote_frame or message.is_fd:
            return
        key = (message.arbitration_id, bytes(message.data))
        if key in self._echoes:
            self._echoes.remove(key)
            return
        frame = Frame(*key, t=message.timestamp, extended=message.is_extended_id)
        for callback in tuple(self._subscribers):
            callback(frame)

    def _bus_error(self, error: Exception) -> BusError:
        reason = " ".join(str(error).split()) or type(error).__name__
        return BusError(
            f"CAN interface {self.spec.interface!r}, channel {self.spec.channel!r}: {reason}"
        )
