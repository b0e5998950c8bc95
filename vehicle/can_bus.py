"""Open any CAN interface that python-can knows: the one door to it, virtual by default."""

import asyncio
import logging
from collections import defaultdict, deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import redirect_stderr, redirect_stdout, suppress
from io import StringIO
from typing import Any, ClassVar, NamedTuple

import can

from vehicle.arming import Arming
from vehicle.bus_spec import MULTICAST, VIRTUAL, BusSpec
from vehicle.bus_state import BusError, BusState, of_error_frame, of_failure
from vehicle.frame import Frame
from vehicle.instant import Instant

__all__ = ["BusError", "BusSpec", "BusState", "CanBus"]

READ_S = 0.05
"""How long the reader waits for a frame before it looks whether the bus is closed (chosen)."""
BATCH = 256
"""Frames handed over at once at most, so that a flood does not starve the loop (chosen)."""
READ_ERRORS = 20
"""Failed reads in a row after which the reader is dead; a garbled datagram is only one (chosen)."""
ECHOES = 64
"""Own frames remembered until the multicast group has echoed them (chosen)."""
FIRST_RETRY_S, LONGEST_RETRY_S = 0.5, 10.0
"""A lost interface is opened again after these, doubling (chosen)."""

_FAILURES = (can.CanError, OSError)
_OPEN_ERRORS = (*_FAILURES, ImportError, NameError, NotImplementedError, TypeError, ValueError)
_STATES = {can.BusState.PASSIVE: BusState.PASSIVE, can.BusState.ERROR: BusState.BUS_OFF}
# How an adapter is told not even to acknowledge (python-can 4.6.1); the others have no such word.
_LISTEN_ONLY: dict[str, dict[str, Any]] = {
    "slcan": {"listen_only": True},
    "pcan": {"state": can.BusState.PASSIVE},
    "vector": {"listen_only": True},
    "kvaser": {"driver_mode": False},
}
# What it logs while opening repeats, on several lines, what BusError says on one.
logging.getLogger("can").setLevel(logging.CRITICAL)


class _Read(NamedTuple):
    messages: list[can.Message]
    state: can.BusState


class CanBus:
    """One end of a CAN bus. Callbacks come from the event loop, in the order of reception.

    `on_state` is told every change of `state`. A bus that was lost is opened again and again,
    less and less often. Where `arming` is not armed nothing is sent on a bus that may be real.
    """

    _expecting: ClassVar[defaultdict[str, list[Callable[[], None]]]] = defaultdict(list)

    def __init__(
        self,
        spec: BusSpec,
        bus: can.BusABC,
        loop: asyncio.AbstractEventLoop,
        arming: Arming | None = None,
        reopen: Callable[[], can.BusABC] | None = None,
    ) -> None:
        self.spec = spec
        self.on_state: Callable[[BusState], None] | None = None
        self._bus = bus
        self._loop = loop
        self._arming = arming or Arming(is_armed=True)
        self._reopen = reopen or (lambda: _open(spec, self._arming))
        self._subscribers: list[Callable[[Frame], None]] = []
        self._echoes: deque[tuple[int, bytes]] = deque(maxlen=ECHOES)
        self._state = self._told = BusState.ACTIVE
        self._polled_state = can.BusState.ACTIVE
        self._read_errors = 0
        self._is_full = self._is_closed = self._is_shut = False
        self._wants_reopening = self._is_proving = False
        self._retry_s = FIRST_RETRY_S
        self._retry: asyncio.TimerHandle | None = None
        self._reader: ThreadPoolExecutor | None = None
        self._instant = Instant.of(loop)
        self._expected = 0
        self._told = self.state
        if not spec.is_soft:
            self._arming.follow(self._arming_changed)
        if spec.polled:
            self._expecting[spec.channel].append(self._expect)
        else:
            self._reader = ThreadPoolExecutor(1, thread_name_prefix=f"can-{spec.channel}")
            self._read_on()

    @classmethod
    def open(cls, spec: BusSpec, arming: Arming | None = None) -> "CanBus":
        """Open a bus on the running loop; without `arming` it may be sent on.

        Raises: BusError, one line with interface, channel and reason.
        """
        if spec.polled and spec.interface != VIRTUAL:
            raise BusError(f"{spec}: only the virtual interface can be polled")
        arming = arming or Arming(is_armed=True)
        try:
            # Some interfaces print, when first imported, what the error says too.
            with redirect_stderr(StringIO()), redirect_stdout(StringIO()):
                bus = _open(spec, arming)
        except _OPEN_ERRORS as error:
            raise _bus_error(spec, error) from error
        return cls(spec, bus, asyncio.get_running_loop(), arming)

    @property
    def state(self) -> BusState:
        """How the bus is, as far as its interface tells."""
        is_silent = not (self._arming.is_armed or self.spec.is_soft)
        # An adapter that listens only may call itself passive.
        is_well = self._state in {BusState.ACTIVE, BusState.PASSIVE}
        return BusState.UNARMED if is_silent and is_well else self._state

    def send(self, frame: Frame) -> None:
        """Put one frame on the bus.

        Raises: BusError when it is not sent; ValueError for more than 8 bytes.
        """
        message = can.Message(
            arbitration_id=frame.id, data=frame.data, is_extended_id=frame.extended, check=True
        )
        if not (self._arming.is_armed or self.spec.is_soft):
            raise BusError(f"{self.spec}: {BusState.UNARMED.value}")
        if self._wants_reopening or self._state is BusState.BUS_OFF:
            raise BusError(f"{self.spec}: {self._state.value}")
        try:
            self._bus.send(message)
        except _FAILURES as error:
            self._note_failure(error)
            raise _bus_error(self.spec, error) from error
        if self._is_full:
            self._is_full = False
            self._become(BusState.ACTIVE)
        if self.spec.interface == MULTICAST:
            self._echoes.append((frame.id, bytes(frame.data)))
        elif self.spec.interface == VIRTUAL:
            for expect in self._expecting.get(self.spec.channel, ()):
                if expect != self._expect:
                    expect()

    def subscribe(self, callback: Callable[[Frame], None]) -> Callable[[], None]:
        """Call back for every data frame of the other nodes; the result ends it."""
        self._subscribers.append(callback)
        return lambda: self._subscribers.remove(callback)

    def close(self) -> None:
        """Leave the bus. Takes up to `READ_S`; harmless when closed."""
        if self._is_closed:
            return
        self._is_closed = True
        if self._retry is not None:
            self._retry.cancel()
        if self._reader is None:
            self._expecting[self.spec.channel].remove(self._expect)
        else:
            self._reader.shutdown(wait=True)
        self._shut()

    def _expect(self) -> None:
        """Read a peer's frame when those that were sent before have been read, on every bus."""
        self._expected += 1
        self._instant.then(self._read_one)

    def _read_one(self) -> None:
        """Read what was expected; with the last, also what other libraries have sent."""
        self._expected -= 1
        while not self._is_closed and (message := self._bus.recv(0)) is not None:
            self._deliver(message)
            if self._expected:
                return

    def _read_on(self) -> None:
        if self._reader is not None and not self._is_closed:
            self._reader.submit(self._read).add_done_callback(self._hand_over)

    def _read(self) -> _Read:
        """Wait for a frame and take those that came with it. Runs in the reader's thread."""
        batch: list[can.Message] = []
        message = self._bus.recv(READ_S)
        while message is not None:
            batch.append(message)
            message = self._bus.recv(0) if len(batch) < BATCH else None
        return _Read(batch, self._bus.state)

    def _hand_over(self, read: "Future[_Read]") -> None:
        if not self._is_closed and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._take, read)

    def _take(self, read: "Future[_Read]") -> None:
        if self._is_closed:
            return
        try:
            came = read.result()
        except _FAILURES as error:
            self._read_errors += 1
            if self._read_errors >= READ_ERRORS:
                self._lose(BusState.GONE)
            self._note_failure(error)
        else:
            self._read_errors = 0
            if self._is_proving:
                self._is_proving, self._retry_s = False, FIRST_RETRY_S
                self._become(BusState.ACTIVE)
            for message in came.messages:
                self._deliver(message)
            self._poll(came.state)
        if self._wants_reopening:
            self._retry = self._loop.call_later(self._retry_s, self._try_again)
        else:
            self._read_on()

    def _poll(self, state: can.BusState) -> None:
        """Take over what the interface itself says, where it says something."""
        if state is self._polled_state:
            return
        self._polled_state = state
        if state is can.BusState.ERROR:
            self._lose(BusState.BUS_OFF)  # only opening it anew resets such a controller
        else:
            self._become(_STATES.get(state, BusState.ACTIVE))

    def _deliver(self, message: can.Message) -> None:
        if message.is_error_frame:
            if self.spec.interface == "socketcan":
                data = bytes(message.data)
                self._become(of_error_frame(message.arbitration_id, data, self._state))
            return
        if message.is_remote_frame or message.is_fd:
            return
        key = (message.arbitration_id, bytes(message.data))
        if key in self._echoes:
            self._echoes.remove(key)
            return
        if self._state in {BusState.BUS_OFF, BusState.NO_ACKNOWLEDGE}:
            self._become(BusState.ACTIVE)  # somebody is there, and the controller listens
        frame = Frame(*key, t=message.timestamp, extended=message.is_extended_id)
        for callback in tuple(self._subscribers):
            callback(frame)

    def _note_failure(self, error: Exception) -> None:
        state = of_failure(error)
        if state is BusState.GONE:
            self._lose(state)
        elif state is BusState.NO_ACKNOWLEDGE:
            self._is_full = True
            self._become(state)

    def _lose(self, state: BusState) -> None:
        """Leave the interface; the reader begins to open it anew when it has come to rest."""
        self._wants_reopening = self._reader is not None
        self._become(state)

    def _become(self, state: BusState) -> None:
        self._state = state
        if self.state is not self._told:
            self._told = self.state
            if self.on_state is not None:
                self.on_state(self._told)

    def _arming_changed(self) -> None:
        if self.spec.interface in _LISTEN_ONLY and not self._is_closed:
            self._retry_s = 0.0
            self._wants_reopening = True
        self._become(self._state)

    def _try_again(self) -> None:
        if self._reader is not None and not self._is_closed:
            self._reader.submit(self._open_anew).add_done_callback(self._hand_opened)

    def _open_anew(self) -> can.BusABC:
        """Let the old interface go and open it again. Runs in the reader's thread."""
        self._shut()
        return self._reopen()

    def _shut(self) -> None:
        if not self._is_shut:
            self._is_shut = True
            with suppress(*_FAILURES):  # it is gone, or will be
                self._bus.shutdown()

    def _hand_opened(self, opened: "Future[can.BusABC]") -> None:
        if self._is_closed or self._loop.is_closed():
            if opened.exception() is None:
                opened.result().shutdown()
            return
        self._loop.call_soon_threadsafe(self._take_opened, opened)

    def _take_opened(self, opened: "Future[can.BusABC]") -> None:
        self._retry_s = min(LONGEST_RETRY_S, max(FIRST_RETRY_S, 2 * self._retry_s))
        try:
            bus = opened.result()
        except _OPEN_ERRORS:
            self._retry = self._loop.call_later(self._retry_s, self._try_again)
            return
        if self._is_closed:
            bus.shutdown()
            return
        # An interface that is down can be opened all the same: the first read tells.
        self._bus, self._is_shut = bus, False
        self._wants_reopening, self._is_proving = False, True
        self._read_errors, self._polled_state = 0, can.BusState.ACTIVE
        self._read_on()


def _open(spec: BusSpec, arming: Arming) -> can.BusABC:
    is_silent = not (spec.is_soft or arming.is_armed)
    return can.Bus(**spec.options(), **(_LISTEN_ONLY.get(spec.interface, {}) if is_silent else {}))


def _bus_error(spec: BusSpec, error: Exception) -> BusError:
    return BusError(f"{spec}: {' '.join(str(error).split()) or type(error).__name__}")
