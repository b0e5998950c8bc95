"""Let piles in other processes be connectors of the simulated operators, over local TCP.

A line that is lost changes nothing here: the charge stays open until the pile, which goes on, calls
again and tells how it ended (chosen). A connector that calls twice is served on the newer line.
"""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Protocol

import msgspec

from network.sandbox.charge import Meter
from network.sandbox.operator import Outlet, Verdict
from network.sandbox.pile_words import (
    LONGEST,
    Acknowledge,
    Alive,
    Ask,
    Beat,
    Ended,
    Heard,
    Hello,
    Judged,
    Metered,
    Plugged,
    Reading,
    Refused,
    Said,
    Start,
    Started,
    Stop,
    Welcome,
    build_line,
    parse_heard,
)
from network.serving import ServingError

BEAT_S = 5.0
"""A line that was quiet for so long is asked whether it lives; thrice that is lost (chosen)."""
MOST_PILES = 256
"""More lines at a time are refused (chosen)."""
MOST_UNSENT = 64_000
"""Bytes that wait for a pile that does not read; then its line is lost (chosen)."""
CHARGER_FAULT = 3
#: StopReason of T/CEC 102 by what a pile calls the cause: 0 by the driver, 1 by the platform, 2 by
#: the BMS, 4 disconnected; what is not named is 3, a charger fault.
STOP_REASONS: Mapping[str, int] = {
    "user": 0,
    "target_reached": 2,
    "bms_initiated": 2,
    "unplugged": 4,
}


class PileSide(Protocol):
    """The operators, as piles speak to them; `tcec_app.SandboxOperators` is one."""

    def plug_in(self, operator_id: str, connector_id: str, outlet: Outlet) -> None:
        """Take note that a car was plugged in at this connector."""

    def plug_out(self, operator_id: str, connector_id: str) -> None:
        """Take note that the car was unplugged."""

    def authorise(self, operator_id: str, connector_id: str, vin: str) -> Verdict:
        """Answer whether the plugged car may charge."""

    def meter(self, operator_id: str, connector_id: str, meter: Meter) -> None:
        """Take a reading of a running charge."""

    def ended(self, operator_id: str, connector_id: str, meter: Meter, stop_reason: int) -> None:
        """Take note that a charge has ended at the pile."""


class Known(Protocol):
    """Who may call."""

    def has_connector(self, operator_id: str, connector_id: str) -> bool:
        """Tell whether an operator with piles of this kind has such a connector."""


@dataclass(slots=True)
class _FarPile:
    """A connector that called: an `Outlet`. `boot` and `seq` are those of its last report."""

    line: "PileLine"
    place: tuple[str, str]
    boot: str = ""
    seq: int = 0
    writer: asyncio.StreamWriter | None = None
    wants_stop: bool = False

    def start(self) -> None:
        """Let it charge; a pile that is not there cannot."""
        self.wants_stop = False
        if not self.say(Start()):
            self.line.fail(self.place)

    def stop(self) -> None:
        """Let it end the charge, as soon as it can hear it."""
        self.wants_stop = not self.say(Stop())

    def say(self, said: Said) -> bool:
        """Write a line; False where there is nobody to read it."""
        return self.writer is not None and self.line.write(self.writer, said)


@dataclass(slots=True)
class PileLine:
    """The operators' end of the lines to all piles that have called.

    `refused` counts what was not taken, by reason; `port` is where it listens.
    """

    operators: PileSide
    known: Known
    beat_s: float = BEAT_S
    port: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    _piles: dict[tuple[str, str], _FarPile] = field(default_factory=dict)
    _calls: dict[asyncio.StreamWriter, asyncio.Event] = field(default_factory=dict)

    @property
    def connected(self) -> int:
        """Count the piles on the line."""
        return sum(pile.writer is not None for pile in self._piles.values())

    def fail(self, place: tuple[str, str]) -> None:
        """End a charge that its pile could not begin."""
        self.operators.ended(*place, Meter(0.0, 0.0, 0.0, 0.0), CHARGER_FAULT)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection until it ends."""
        over = self._calls[writer] = asyncio.Event()
        try:
            if len(self._calls) > MOST_PILES:
                self._refuse(writer, "too many lines")
                return
            pile = await self._greet(reader, writer)
            if pile is not None:
                await self._listen(pile, reader, writer)
        except (asyncio.IncompleteReadError, OSError):
            pass  # the pile has gone; it will call again
        finally:
            del self._calls[writer]
            _hang_up(writer)
            over.set()

    async def close(self) -> None:
        """End all connections."""
        calls = dict(self._calls)
        for writer in calls:
            _hang_up(writer)
        for over in calls.values():
            await over.wait()

    async def _greet(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> _FarPile | None:
        try:
            async with asyncio.timeout(self.beat_s):
                hello = self._parse(await reader.readuntil(b"\n"), writer)
        except TimeoutError:
            self._refuse(writer, "no hello")
            return None
        except asyncio.LimitOverrunError:
            self._refuse(writer, "too long")
            return None
        if not isinstance(hello, Hello):
            if hello is not None:
                self._refuse(writer, "no hello")
            return None
        place = (hello.operator, hello.connector)
        if not self.known.has_connector(*place):
            self._refuse(writer, "no such connector")
            return None
        pile = self._piles.setdefault(place, _FarPile(self, place))
        if pile.writer is not None:
            _hang_up(pile.writer)
        pile.writer = writer
        if pile.boot != hello.boot:
            self._begin_anew(pile, hello.boot)
        pile.say(Welcome(pile.seq))
        if pile.wants_stop:
            pile.stop()
        return pile

    def _begin_anew(self, pile: _FarPile, boot: str) -> None:
        """Forget a pile that was switched off: what it charged has ended, nobody knows how."""
        if pile.boot:
            self.operators.plug_out(*pile.place)
        pile.boot, pile.seq, pile.wants_stop = boot, 0, False

    async def _listen(
        self, pile: _FarPile, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        quiet = 0
        try:
            while pile.writer is writer and quiet <= 2:
                try:
                    async with asyncio.timeout(self.beat_s):
                        heard = self._parse(await reader.readuntil(b"\n"), writer)
                except TimeoutError:
                    quiet += 1
                    pile.say(Beat())
                    continue
                except asyncio.LimitOverrunError:
                    self._refuse(writer, "too long")
                    return
                quiet = 0
                if heard is not None:
                    self._take(pile, heard)
        finally:
            if pile.writer is writer:
                pile.writer = None

    def _parse(self, line: bytes, writer: asyncio.StreamWriter) -> Heard | None:
        try:
            return parse_heard(line)
        except msgspec.DecodeError:
            self._refuse(writer, "not understood")
            return None

    def _refuse(self, writer: asyncio.StreamWriter, reason: str) -> None:
        self.refused[reason] += 1
        self.write(writer, Refused(reason))

    def write(self, writer: asyncio.StreamWriter, said: Said) -> bool:
        """Write a line; False where there is nobody to read it."""
        if writer.is_closing():
            return False
        writer.write(build_line(said))
        if writer.transport.get_write_buffer_size() > MOST_UNSENT:
            self.refused["does not read"] += 1
            writer.transport.abort()
            return False
        return True

    def _take(self, pile: _FarPile, heard: Heard) -> None:
        match heard:
            case Plugged() | Ended():
                self._report(pile, heard)
            case Metered(reading=reading):
                self.operators.meter(*pile.place, _meter(reading))
            case Ask(vin=vin):
                verdict = self.operators.authorise(*pile.place, vin)
                pile.say(Judged(vin, verdict.value))
            case Started(is_started=is_started):
                if not is_started:
                    self.fail(pile.place)
            case Beat():
                pile.say(Alive())
            case Hello():
                self.refused["a second hello"] += 1
            case Alive():
                pass

    def _report(self, pile: _FarPile, report: Plugged | Ended) -> None:
        """Act on a report that is new, and acknowledge any."""
        if report.seq > pile.seq:
            pile.seq = report.seq
            if isinstance(report, Ended):
                pile.wants_stop = False
                reason = STOP_REASONS.get(report.cause, CHARGER_FAULT)
                self.operators.ended(*pile.place, _meter(report.reading), reason)
            elif report.is_plugged:
                self.operators.plug_in(*pile.place, pile)
            else:
                self.operators.plug_out(*pile.place)
        pile.say(Acknowledge(pile.seq))


def _hang_up(writer: asyncio.StreamWriter) -> None:
    """Close a line; what a pile has not read by now would keep it open for ever."""
    if writer.transport.get_write_buffer_size():
        writer.transport.abort()
    else:
        writer.close()


def _meter(reading: Reading) -> Meter:
    return Meter(reading.voltage_v, reading.current_a, reading.energy_kwh, reading.soc_pct or 0.0)


@asynccontextmanager
async def serve_pile_line(
    operators: PileSide, known: Known, host: str, port: int, *, beat_s: float = BEAT_S
) -> AsyncIterator[PileLine]:
    """Listen for piles until the block ends; the system chooses the port where 0 was asked.

    Whoever can connect is believed to be the pile it says it is: keep to loopback.
    Raises: ServingError.
    """
    line = PileLine(operators, known, beat_s)
    try:
        server = await asyncio.start_server(line.serve, host, port, limit=LONGEST)
    except OSError as error:
        raise ServingError(f"cannot listen on {host}:{port}: {error.strerror or error}") from error
    line.port = int(server.sockets[0].getsockname()[1])
    try:
        yield line
    finally:
        server.close()
        await line.close()
        with contextlib.suppress(OSError):
            await server.wait_closed()
