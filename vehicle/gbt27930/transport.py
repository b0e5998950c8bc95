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
    """What an RTS says, and the answers to it: real cars send the same one four times a second."""

    __slots__ = ("clear", "end", "pgn", "rts", "size", "total", "window")

    def __init__(self, rts: bytes, link: Link, window: int) -> None:
        self.rts = rts
        self.pgn = _pgn_of(rts)
        self.size = int.from_bytes(rts[1:3], "little")
        self.total = rts[3]
        self.window = min(self.total, rts[4] or self.total, window)
        self.clear = link.control(_CTS, self.window, 1, 0xFF, 0xFF, pgn=self.pgn)
        self.end = link.control(_END, rts[1], rts[2], self.total, 0xFF, pgn=self.pgn)

    @property
    def is_possible(self) -> bool:
        """Say whether the bytes fit the packets."""
        return 0 < self.size <= LONGEST and self.total == -(-self.size // 7)


class _Incoming:
    """What is known of the transfer under way."""

    __slots__ = ("data", "expected", "lost", "retries", "window_end")

    def __init__(self, window_end: int) -> None:
        self.expected = 1
        self.window_end = window_end
        self.retries = 0
        self.lost = False
        self.data = bytearray()


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
        self._announced = _Announced(bytes(8), self._link, window)
        self._transfer: _Incoming | None = None

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
        self._transfer = None
        self.next_at = NEVER

    def due(self, now: float) -> list[Frame]:
        """Ask again for what did not come in time, and give up after two more tries."""
        transfer = self._transfer
        if transfer is None or now < self.next_at:
            return []
        return self._ask_again(transfer, now)

    def _on_control(self, data: bytes, now: float) -> list[Frame]:
        if data[0] == _RTS:
            return self._begin(data, now)
        if data[0] == _ABORT and self._transfer and self._announced.pgn == _pgn_of(data):
            self.cancel()
        return []

    def _begin(self, data: bytes, now: float) -> list[Frame]:
        announced = self._announced
        if data != announced.rts:
            self._announced = announced = _Announced(data, self._link, self._window)
        self.cancel()
        if not self._window:
            return []
        if not announced.is_possible:
            return [self._link.abort(Reason.SIZE, announced.pgn)]
        if announced.pgn in self._refuses:
            return [self._link.abort(Reason.RESOURCES, announced.pgn)]
        self._transfer = _Incoming(announced.window)
        self.next_at = now + T2_S
        return [announced.clear]

    def _clear(self, transfer: _Incoming, now: float) -> Frame:
        """Ask for the next packets."""
        announced, first = self._announced, transfer.expected
        count = min(announced.total - first + 1, announced.window)
        transfer.window_end = first + count - 1
        transfer.lost = False
        self.next_at = now + T2_S
        return self._link.control(_CTS, count, first, 0xFF, 0xFF, pgn=announced.pgn)

    def _on_data(self, data: bytes, now: float) -> tuple[list[Frame], Delivery | None]:
        transfer = self._transfer
        if transfer is None or not data:
            return [], None
        number = data[0]
        wanted = min(7, self._announced.size - len(transfer.data))
        if number == transfer.expected and wanted < len(data) <= 8:
            return self._accept(transfer, data[1 : 1 + wanted], now)
        if 0 < number < transfer.expected and self._contradicts(transfer, number, data):
            self.cancel()
            return [self._link.abort(Reason.DUPLICATE, self._announced.pgn)], None
        if number > transfer.expected:
            transfer.lost = True
        if transfer.lost and number == transfer.window_end:
            return self._ask_again(transfer, now), None
        return [], None

    def _contradicts(self, transfer: _Incoming, number: int, data: bytes) -> bool:
        """Say whether a packet that was taken already comes again with other bytes.

        Somebody else is sending under the peer's address, and which of the two came first says
        nothing about which was meant.
        """
        taken = transfer.data[number * 7 - 7 : number * 7]
        return taken != data[1:8]

    def _accept(
        self, transfer: _Incoming, part: bytes, now: float
    ) -> tuple[list[Frame], Delivery | None]:
        announced = self._announced
        transfer.data += part
        transfer.expected += 1
        if transfer.expected > announced.total:
            self.cancel()
            return [announced.end], Delivery(announced.pgn, bytes(transfer.data))
        if transfer.expected > transfer.window_end:
            return [self._clear(transfer, now)], None
        self.next_at = now + T1_S
        return [], None

    def _ask_again(self, transfer: _Incoming, now: float) -> list[Frame]:
        transfer.retries += 1
        if transfer.retries > RETRIES:
            self.cancel()
            return [self._link.abort(Reason.TIMEOUT, self._announced.pgn)]
        return [self._clear(transfer, now)]


class _Outgoing:
    """What is known of the transfer under way."""

    __slots__ = ("end", "ends_at", "next", "packets", "pgn", "retries", "sent")

    def __init__(self, pgn: int, packets: list[Frame], ends_at: float) -> None:
        self.pgn = pgn
        self.packets = packets
        self.next = self.end = self.sent = 0
        self.retries = 0
        self.ends_at = ends_at


class Sender:
    """Send by transport protocol to one peer."""

    def __init__(self, own: int, peer: int, gap_s: float = GAP_S) -> None:
        self.last: Outcome | None = None
        self.next_at = NEVER
        self.control_id = Link(peer, own).id_of(_CM)
        self._link = Link(own, peer)
        self._data_id = self._link.id_of(_DT)
        self._gap_s = gap_s
        self._transfer: _Outgoing | None = None

    @property
    def idle(self) -> bool:
        """Say whether no transfer is under way."""
        return self._transfer is None

    @property
    def flowing(self) -> bool:
        """Say whether the peer has answered and packets are on their way, not held back."""
        transfer = self._transfer
        return transfer is not None and transfer.next < transfer.end

    def send(self, pgn: int, data: bytes, now: float) -> list[Frame]:
        """Begin a transfer; one under way is dropped, as the new RTS tells the peer."""
        size = len(data)
        if not 0 < size <= LONGEST:
            raise ValueError(f"{size} bytes do not fit the transport protocol")
        self.cancel()
        total = -(-size // 7)
        padded = data.ljust(total * 7, b"\xff")
        packets = [
            Frame(self._data_id, bytes((number,)) + padded[number * 7 - 7 : number * 7])
            for number in range(1, total + 1)
        ]
        self._transfer = _Outgoing(pgn, packets, now + LONGEST_TRANSFER_S)
        self.next_at = now + T3_S
        return [self._link.control(_RTS, size & 0xFF, size >> 8, total, 0xFF, pgn=pgn)]

    def cancel(self) -> None:
        """Drop the transfer under way without a word."""
        if self._transfer:
            self._close(Outcome.REPLACED)

    def receive(self, frame: Frame, now: float) -> list[Frame]:
        """Take in what the receiver answers."""
        transfer, data = self._transfer, frame.data
        if frame.id != self.control_id or not frame.extended or transfer is None:
            return []
        if len(data) != 8 or _pgn_of(data) != transfer.pgn:
            return []
        if data[0] == _CTS:
            return self._on_clear(transfer, data[1], data[2], now)
        if data[0] == _END and transfer.sent == len(transfer.packets):
            self._close(Outcome.SENT)
        elif data[0] == _ABORT:
            self._close(Outcome.ABORTED)
        return []

    def due(self, now: float) -> list[Frame]:
        """Send the packets whose time has come; abort what is not answered."""
        transfer = self._transfer
        if transfer is None or now < self.next_at:
            return []
        if transfer.next < transfer.end:
            return self._packets(transfer, now)
        self._close(Outcome.TIMED_OUT)
        return [self._link.abort(Reason.TIMEOUT, transfer.pgn)]

    def _on_clear(self, transfer: _Outgoing, count: int, first: int, now: float) -> list[Frame]:
        if count == 0:
            transfer.end = transfer.next
            self.next_at = min(now + T4_S, transfer.ends_at)
            return []
        if not 1 <= first <= len(transfer.packets):
            return []
        if first <= transfer.sent:
            transfer.retries += 1
        if transfer.retries > RETRIES:
            self._close(Outcome.ABORTED)
            return [self._link.abort(Reason.TIMEOUT, transfer.pgn)]
        transfer.next = first - 1
        transfer.end = min(first - 1 + count, len(transfer.packets))
        return self._packets(transfer, now)

    def _packets(self, transfer: _Outgoing, now: float) -> list[Frame]:
        """Give the next packet, or all that were allowed where no gap is kept."""
        last = transfer.next + 1 if self._gap_s else transfer.end
        frames = transfer.packets[transfer.next : last]
        transfer.next = last
        transfer.sent = max(transfer.sent, last)
        is_last = last == transfer.end
        self.next_at = min(now + T3_S, transfer.ends_at) if is_last else now + self._gap_s
        return frames

    def _close(self, outcome: Outcome) -> None:
        self._transfer = None
        self.next_at = NEVER
        self.last = outcome
