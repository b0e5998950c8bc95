"""Be a pile's line to its operator over a local TCP socket: the pile's end of `pile_lines`.

What happens to a charge when the line is lost: the pile goes on to the end of what was authorised
and reports the end as soon as it is connected again (chosen; nobody is left standing for a cable).
A car that is plugged in meanwhile waits, as for a slow operator. Lines are timed by the loop, in
real seconds, however fast the simulation runs.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import msgspec
from typing_extensions import override

from vehicle.gbt27930.messages import StopCause
from vehicle.pile import Decision, MeterReading, PileLink
from vehicle.pile_lines import (
    LONGEST,
    Acknowledge,
    Alive,
    Ask,
    Beat,
    Ended,
    Heard,
    Hello,
    Metered,
    Plugged,
    Reading,
    Refused,
    Said,
    Start,
    Started,
    Stop,
    Verdict,
    Welcome,
    build_line,
    parse_heard,
)

BEAT_S = 5.0
"""A line that was quiet for so long is asked whether it lives; thrice that is lost (chosen)."""
ASK_EVERY_S = 1.0
"""How often the same car is asked about while the answer is WAIT (chosen)."""
RETRY_S = (0.5, 1.0, 2.0, 5.0)
"""Pauses before the next attempt to connect; the last one repeats (chosen)."""
MOST_KEPT = 1000
"""Reports kept while the line is down; then the oldest goes, and is counted (chosen)."""


MOST_REASONS, LONGEST_REASON = 16, 80
"""So many reasons of the operator are told apart, by so many of their characters (chosen)."""
MOST_UNSENT = 1_000_000
"""Bytes that wait for an operator that does not read; then the line is lost (chosen: a few times
what all the reports that are kept come to)."""


@dataclass(frozen=True, slots=True)
class PileAddress:
    """Where the operator listens, and which of its connectors this pile is."""

    host: str
    port: int
    operator_id: str
    connector_id: str


class PileSocket(PileLink):
    """The line from a pile to its operator in another process; `run` keeps it up for ever.

    `on_start` and `on_stop` are what the operator may do with the pile. `boot` tells this run of
    the program from others. `trouble` is the last failure in words, empty while connected;
    `refused` counts lines that were not taken, by reason, and reports that were given up.
    """

    def __init__(self, address: PileAddress, boot: str, *, beat_s: float = BEAT_S) -> None:
        self.on_start: Callable[[], bool] = lambda: False
        self.on_stop: Callable[[], None] = lambda: None
        self.trouble = "not connected yet"
        self.refused: Counter[str] = Counter()
        self._address = address
        self._boot = boot
        self._beat_s = beat_s
        self._writer: asyncio.StreamWriter | None = None
        self._is_unread = False
        self._refusal = ""
        self._seq = 0
        self._kept: dict[int, Plugged | Ended] = {}
        self._plug: Plugged | None = None
        self._verdict: tuple[str | None, Decision] = (None, Decision.WAIT)
        self._asked: tuple[str | None, float] = (None, float("-inf"))

    @property
    def is_connected(self) -> bool:
        """Tell whether the operator has answered on the line that stands."""
        return self._writer is not None and not self.trouble

    @property
    def unacknowledged(self) -> int:
        """Count the reports that the operator may not have."""
        return len(self._kept)

    @property
    def account(self) -> str:
        """Tell in words how the line is, and how many reports wait for it."""
        if not self.trouble:
            return "connected"
        waiting = self.unacknowledged
        return f"{self.trouble}, reports that wait: {waiting}" if waiting else self.trouble

    @override
    def authorise(self, vin: str) -> Decision:
        """Decide as the operator said last of this car; ask it, where it has not answered."""
        asked_vin, decision = self._verdict
        if asked_vin == vin and decision is not Decision.WAIT:
            return decision
        now = asyncio.get_running_loop().time()
        asked = self._asked
        if self.is_connected and (asked[0] != vin or now >= asked[1] + ASK_EVERY_S):
            self._asked = (vin, now)
            self._say(Ask(vin))
        return Decision.WAIT

    @override
    def meter(self, reading: MeterReading) -> None:
        """Send a reading; while the line is down it is dropped, the next one says more."""
        self._say(Metered(_reading(reading)))

    @override
    def ended(self, reading: MeterReading, cause: StopCause) -> None:
        """Send the last reading, again and again until the operator has it."""
        self._forget_verdict()
        self._seq += 1
        self._keep(Ended(self._seq, _reading(reading), cause.name.lower()))

    @override
    def plugged(self, *, is_plugged: bool) -> None:
        """Send where the connector is, until the operator has it."""
        self._forget_verdict()
        self._seq += 1
        self._plug = Plugged(self._seq, is_plugged)
        self._keep(self._plug)

    async def run(self) -> None:
        """Connect, talk, and connect again when the line is lost; ends only by cancellation."""
        attempt = 0
        while True:
            try:
                reader, writer = await asyncio.open_connection(
                    self._address.host, self._address.port, limit=LONGEST
                )
            except OSError as error:
                self.trouble = error.strerror or str(error)
            else:
                await self._talk(reader, writer)
                if not self._refusal:
                    attempt = 0
            await asyncio.sleep(RETRY_S[min(attempt, len(RETRY_S) - 1)])
            attempt += 1

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Use one connection until it ends, for whatever reason."""
        if not self._refusal:
            self.trouble = "no welcome yet"
        self._writer, self._is_unread = writer, False
        self._say(Hello(self._address.operator_id, self._address.connector_id, self._boot))
        try:
            self.trouble = await self._listen(reader)
        finally:
            self._writer = None
            _hang_up(writer)

    async def _listen(self, reader: asyncio.StreamReader) -> str:
        """Take lines until the connection ends; tells why it did."""
        quiet = 0
        while True:
            try:
                async with asyncio.timeout(self._beat_s):
                    line = await reader.readuntil(b"\n")
            except TimeoutError:
                quiet += 1
                if quiet > 2:
                    return "the operator is silent"
                self._say(Beat())
                self._say_kept()
                continue
            except asyncio.LimitOverrunError:
                self.refused["too long"] += 1
                return "the operator sent too long a line"
            except (asyncio.IncompleteReadError, OSError):
                return self._why_closed()
            quiet = 0
            try:
                heard = parse_heard(line)
            except msgspec.DecodeError:
                self.refused["not understood"] += 1
                continue
            self._take(heard)

    def _why_closed(self) -> str:
        if self._is_unread:
            return "the operator does not read"
        reason = f": {self._refusal}" if self._refusal else ""
        return f"the operator closed the line{reason}"

    def _take(self, heard: Heard) -> None:
        match heard:
            case Welcome(seq=seq):
                self.trouble = self._refusal = ""
                self._acknowledge(seq)
                if self._plug is not None and self._plug.seq > seq:
                    # An operator that has started anew knows of no car.
                    self._kept.setdefault(self._plug.seq, self._plug)
                self._say_kept()
            case Acknowledge(seq=seq):
                self._acknowledge(seq)
            case Verdict(vin=vin, decision=decision):
                self._on_verdict(vin, decision)
            case Start():
                self._say(Started(self.on_start()))
            case Stop():
                self.on_stop()
            case Beat():
                self._say(Alive())
            case Refused(reason=reason):
                self._on_refused(reason[:LONGEST_REASON])
            case Alive():
                pass

    def _on_refused(self, reason: str) -> None:
        """Count a reason that is the operator's own word: it may have no end of them."""
        if not self.is_connected:
            self._refusal = reason
        reason = f"by the operator: {reason}"
        if reason not in self.refused and len(self.refused) >= MOST_REASONS:
            reason = "by the operator, for more reasons"
        self.refused[reason] += 1

    def _on_verdict(self, vin: str, decision: str) -> None:
        # An answer that comes after the car has gone is nobody's.
        if vin == self._asked[0] and decision.upper() in Decision.__members__:
            self._verdict = (vin, Decision[decision.upper()])

    def _forget_verdict(self) -> None:
        self._verdict = (None, Decision.WAIT)
        self._asked = (None, float("-inf"))

    def _acknowledge(self, seq: int) -> None:
        self._kept = {number: said for number, said in self._kept.items() if number > seq}

    def _keep(self, report: Plugged | Ended) -> None:
        self._kept[report.seq] = report
        if len(self._kept) > MOST_KEPT:
            del self._kept[min(self._kept)]
            self.refused["given up"] += 1
        if self.is_connected:
            self._say(report)

    def _say_kept(self) -> None:
        for _, report in sorted(self._kept.items()):
            self._say(report)

    def _say(self, said: Said) -> None:
        writer = self._writer
        if writer is None or writer.is_closing():
            return
        writer.write(build_line(said))
        if writer.transport.get_write_buffer_size() > MOST_UNSENT:
            self._is_unread = True
            writer.transport.abort()


def _hang_up(writer: asyncio.StreamWriter) -> None:
    """Close a line; what the operator has not read by now would keep it open for ever."""
    if writer.transport.get_write_buffer_size():
        writer.transport.abort()
    else:
        writer.close()


def _reading(reading: MeterReading) -> Reading:
    return Reading(reading.voltage_v, reading.current_a, reading.energy_kwh, reading.soc_pct)
