"""Carry messages longer than 8 bytes: SAE J1939-21 transport, point to point, both directions.

Neither side ever blocks its conversation: a sender that is not answered gives up by itself, and a
receiver starts anew with every RTS, because BMS repeat theirs every 250 ms. One transfer at a time
between a pair of addresses, at most 1785 bytes; what is delivered was received whole, in order and
in the announced size, or it is not delivered. `next_at` says when `due` has something, NEVER while
nothing is under way.
"""

from collections.abc import Collection
from enum import Enum
from typing import NamedTuple

from vehicle.frame import Frame
from vehicle.gbt27930.steps import NEVER

LONGEST = 1785
_CM, _DT = 0xEC00, 0xEB00
_RTS, _CTS, _END, _ABORT = 0x10, 0x11, 0x13, 0xFF

# Time-outs of J1939-21: T1 between packets, T2 after CTS, T3 for CTS and end, T4 after a hold.
T1_S, T2_S, T3_S, T4_S = 0.75, 1.25, 1.25, 1.05
#: Captures show about 10 ms between the packets of real BMS.
GAP_S = 0.01
#: How often lost packets are asked for again before the transfer is given up (chosen).
RETRIES = 2
#: Longer than 255 packets at 10 ms; a peer that holds for ever is left after this (chosen).
LONGEST_TRANSFER_S = 5.0


class Reason(Enum):
    """Why a transfer was aborted, as byte 2 of the abort says it."""

    RESOURCES = 2
    TIMEOUT = 3
    DUPLICATE = 8
    SIZE = 9


class Outcome(Enum):
    """How the last transfer of a sender ended."""

    SENT = "sent"
    TIMED_OUT = "timed out"
    ABORTED = "aborted"
    REPLACED = "replaced"


class Delivery(NamedTuple):
    """A message that arrived whole."""

    pgn: int
    data: bytes


class Link(NamedTuple):
    """The two addresses of a transfer, seen from this side."""

    own: int
    peer: int

    def id_of(self, pgn: int) -> int:
        """Compose the id under which this side sends; priority 7 as GB/T 27930 asks."""
        return 7 << 26 | pgn << 8 | self.peer << 8 | self.own

    def control(self, *head: int, pgn: int) -> Frame:
        """Make a connection management frame of 5 bytes and the PGN."""
        return Frame(self.id_of(_CM), bytes(head) + pgn.to_bytes(3, "little"))

    def abort(self, reason: Reason, pgn: int) -> Frame:
        """Make an abort."""
        return self.control(_ABORT, reason.value, 0xFF, 0xFF, 0xFF, pgn=pgn)


def _pgn_of(control: bytes) -> int:
    return int.from_bytes(control[5:8], "little")


class _Announced:
    """What an RTS says, and the answers to it: real cars send the same one four times a second.

    `is_taken` says whether its packets are wanted; `answer` is None where nothing is said.
    """

    __slots__ = ("answer", "end", "is_taken", "pgn", "rts", "size", "total", "window")

    def __init__(self, rts: bytes, link: Link, window: int, refuses: Collection[int]) -> None:
        self.rts = rts
        self.pgn = pgn = _pgn_of(rts)
        self.size = int.from_bytes(rts[1:3], "little")
        self.total = total = rts[3]
        self.window = min(total, rts[4] or total, window)
        self.end = link.control(_END, rts[1], rts[2], total, 0xFF, pgn=pgn)
        self.answer: Frame | None = None
        self.is_taken = False
        if not window:
            return
        if not 0 < self.size <= LONGEST or total != -(-self.size // 7):
            self.answer = link.abort(Reason.SIZE, pgn)
        elif pgn in refuses:
            self.answer = link.abort(Reason.RESOURCES, pgn)
        else:
            self.is_taken = True
            self.answer = link.control(_CTS, self.window, 1, 0xFF, 0xFF, pgn=pgn)


class Receiver:
    """Take in what one peer sends by transport protocol.

    `window` is how many packets are asked for at once, 0 to answer nothing at all; a PGN in
    `refuses` is aborted.
    """

    def __init__(
        self, own: int, peer: int, *, window: int = 255, refuses: Collection[int] = ()
    ) -> None:
        self.next_at = NEVER
        self._link = Link(own, peer)
        back = Link(peer, own)
        self.control_id, self.data_id = back.id_of(_CM), back.id_of(_DT)
        self._window = window
        self._refuses = refuses
        self._announced = _Announced(bytes(8), self._link, window, refuses)
        # The packets of the transfer under way, None without one; the last that was asked for.
        self._parts: list[bytes] | None = None
        self._window_end = 0
        self._retries = 0
        self._lost = False

    def receive(self, frame: Frame, now: float) -> tuple[list[Frame], Delivery | None]:
        """Take in one frame; return what to answer and the message it completed, if any."""
        if frame.extended:
            if frame.id == self.data_id:
                return self._on_data(frame.data, now)
            if frame.id == self.control_id and len(frame.data) == 8:
                return self._on_control(frame.data, now), None
        return [], None

    def cancel(self) -> None:
        """Drop the transfer under way without a word."""
        self._parts = None
        self.next_at = NEVER

    def due(self, now: float) -> list[Frame]:
        """Ask again for what did not come in time, and give up after two more tries."""
        if self._parts is None or now < self.next_at:
            return []
        return self._ask_again(self._parts, now)

    def _on_control(self, data: bytes, now: float) -> list[Frame]:
        if data[0] == _RTS:
            return self._begin(data, now)
        if data[0] == _ABORT and self._announced.pgn == _pgn_of(data):
            self.cancel()
        return []

    def _begin(self, data: bytes, now: float) -> list[Frame]:
        announced = self._announced
        if data != announced.rts:
            announced = _Announced(data, self._link, self._window, self._refuses)
            self._announced = announced
        if announced.is_taken:
            self._parts, self._window_end = [], announced.window
            self._retries, self._lost = 0, False
            self.next_at = now + T2_S
        else:
            self.cancel()
        return [announced.answer] if announced.answer is not None else []

    def _on_data(self, data: bytes, now: float) -> tuple[list[Frame], Delivery | None]:
        parts = self._parts
        if parts is None or not data:
            return [], None
        announced, number, have = self._announced, data[0], len(parts)
        if number == have + 1:
            wanted = 7 if number < announced.total else announced.size - 7 * have
            if wanted < len(data) <= 8:
                parts.append(data[1 : 1 + wanted])
                return self._go_on(parts, now)
        elif 0 < number <= have and parts[number - 1] != data[1:]:
            # A packet that was taken already comes again with other bytes: somebody else is
            # sending under the peer's address, and which came first says nothing about which was
            # meant.
            self.cancel()
            return [self._link.abort(Reason.DUPLICATE, announced.pgn)], None
        elif number > have:
            self._lost = True
        if self._lost and number == self._window_end:
            return self._ask_again(parts, now), None
        return [], None

    def _go_on(self, parts: list[bytes], now: float) -> tuple[list[Frame], Delivery | None]:
        announced, have = self._announced, len(parts)
        if have == announced.total:
            self.cancel()
            return [announced.end], Delivery(announced.pgn, b"".join(parts))
        if have == self._window_end:
            return [self._clear(parts, now)], None
        self.next_at = now + T1_S
        return [], None

    def _ask_again(self, parts: list[bytes], now: float) -> list[Frame]:
        self._retries += 1
        if self._retries > RETRIES:
            self.cancel()
            return [self._link.abort(Reason.TIMEOUT, self._announced.pgn)]
        return [self._clear(parts, now)]

    def _clear(self, parts: list[bytes], now: float) -> Frame:
        """Ask for the next packets."""
        announced, have = self._announced, len(parts)
        count = min(announced.total - have, announced.window)
        self._window_end, self._lost = have + count, False
        self.next_at = now + T2_S
        return self._link.control(_CTS, count, have + 1, 0xFF, 0xFF, pgn=announced.pgn)


class Sender:
    """Send by transport protocol to one peer."""

    def __init__(self, own: int, peer: int, gap_s: float = GAP_S) -> None:
        self.last: Outcome | None = None
        self.next_at = NEVER
        self.control_id = Link(peer, own).id_of(_CM)
        self._link = Link(own, peer)
        self._data_id = self._link.id_of(_DT)
        self._gap_s = gap_s
        self._is_sending = False
        # What is or was sent last: a BCS often says the same as the one before.
        self._pgn = 0
        self._data = b""
        self._rts = self._link.control(_RTS, 0, 0, 0, 0xFF, pgn=0)
        self._packets: list[Frame] = []
        # Of the transfer under way: the next packet, the end of what may be sent, the most sent.
        self._next = self._end = self._sent = 0
        self._retries = 0
        self._ends_at = 0.0

    @property
    def idle(self) -> bool:
        """Say whether no transfer is under way."""
        return not self._is_sending

    @property
    def flowing(self) -> bool:
        """Say whether the peer has answered and packets are on their way, not held back."""
        return self._is_sending and self._next < self._end

    def send(self, pgn: int, data: bytes, now: float) -> list[Frame]:
        """Begin a transfer; one under way is dropped, as the new RTS tells the peer."""
        self.cancel()
        if data != self._data or pgn != self._pgn:
            self._prepare(pgn, data)
        self._is_sending = True
        self._next = self._end = self._sent = self._retries = 0
        self._ends_at = now + LONGEST_TRANSFER_S
        self.next_at = now + T3_S
        return [self._rts]

    def cancel(self) -> None:
        """Drop the transfer under way without a word."""
        if self._is_sending:
            self._close(Outcome.REPLACED)

    def receive(self, frame: Frame, now: float) -> list[Frame]:
        """Take in what the receiver answers."""
        data = frame.data
        if frame.id != self.control_id or not frame.extended or not self._is_sending:
            return []
        if len(data) != 8 or data[5:] != self._rts.data[5:]:
            return []
        kind = data[0]
        if kind == _CTS:
            return self._on_clear(data[1], data[2], now)
        if kind == _END and self._sent == len(self._packets) and data[1:4] == self._rts.data[1:4]:
            self._close(Outcome.SENT)
        elif kind == _ABORT:
            self._close(Outcome.ABORTED)
        return []

    def due(self, now: float) -> list[Frame]:
        """Send the packets whose time has come; abort what is not answered."""
        if not self._is_sending or now < self.next_at:
            return []
        if self._next < self._end:
            return self._take_packets(now)
        self._close(Outcome.TIMED_OUT)
        return [self._link.abort(Reason.TIMEOUT, self._pgn)]

    def _prepare(self, pgn: int, data: bytes) -> None:
        size = len(data)
        if not 0 < size <= LONGEST:
            raise ValueError(f"{size} bytes do not fit the transport protocol")
        total = -(-size // 7)
        padded = data.ljust(total * 7, b"\xff")
        self._packets = [
            Frame(self._data_id, bytes((number,)) + padded[number * 7 - 7 : number * 7])
            for number in range(1, total + 1)
        ]
        if pgn != self._pgn or size != len(self._data):
            self._rts = self._link.control(_RTS, size & 0xFF, size >> 8, total, 0xFF, pgn=pgn)
        self._pgn, self._data = pgn, data

    def _on_clear(self, count: int, first: int, now: float) -> list[Frame]:
        if count == 0:
            self._end = self._next
            self.next_at = min(now + T4_S, self._ends_at)
            return []
        if not 1 <= first <= min(self._sent + 1, len(self._packets)):
            return []  # Nobody can have had the packets before that one.
        if first <= self._sent:
            self._retries += 1
            if self._retries > RETRIES:
                self._close(Outcome.ABORTED)
                return [self._link.abort(Reason.TIMEOUT, self._pgn)]
        self._next = first - 1
        self._end = min(first - 1 + count, len(self._packets))
        return self._take_packets(now)

    def _take_packets(self, now: float) -> list[Frame]:
        """Give the next packet, or all that were allowed where no gap is kept."""
        last = self._next + 1 if self._gap_s else self._end
        frames = self._packets[self._next : last]
        self._next = last
        if last > self._sent:
            self._sent = last
        self.next_at = now + self._gap_s if last < self._end else min(now + T3_S, self._ends_at)
        return frames

    def _close(self, outcome: Outcome) -> None:
        self._is_sending = False
        self.next_at = NEVER
        self.last = outcome
