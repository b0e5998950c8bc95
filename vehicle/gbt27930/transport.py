"""Carry messages longer than 8 bytes: SAE J1939-21 transport, point to point, both directions.

Neither side ever blocks its conversation: a sender that is not answered gives up by itself, and a
receiver starts anew with every RTS, because BMS repeat theirs every 250 ms. One transfer at a time
between a pair of addresses, at most 1785 bytes; what is delivered was received whole, in order and
in the announced size, or it is not delivered.
"""

from enum import Enum
from typing import NamedTuple

from vehicle.frame import Frame

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

    TIMEOUT = 3
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


class _Incoming:
    """What is known of the transfer under way."""

    __slots__ = (
        "data",
        "expected",
        "lost",
        "pgn",
        "retries",
        "size",
        "total",
        "window",
        "window_end",
    )

    def __init__(self, pgn: int, size: int, total: int, window: int) -> None:
        self.pgn, self.size, self.total = pgn, size, total
        self.window = window
        self.expected = 1
        self.window_end = 0
        self.retries = 0
        self.lost = False
        self.data = bytearray()


class Receiver:
    """Take in what one peer sends by transport protocol."""

    def __init__(self, own: int, peer: int) -> None:
        self._link = Link(own, peer)
        back = Link(peer, own)
        self._ids = {back.id_of(_CM): self._on_control, back.id_of(_DT): self._on_data}
        self._transfer: _Incoming | None = None
        self._deadline = 0.0

    def receive(self, frame: Frame, now: float) -> tuple[list[Frame], Delivery | None]:
        """Take in one frame; return what to answer and the message it completed, if any."""
        take = self._ids.get(frame.id)
        return take(frame.data, now) if take is not None and frame.extended else ([], None)

    def cancel(self) -> None:
        """Drop the transfer under way without a word."""
        self._transfer = None

    def due(self, now: float) -> list[Frame]:
        """Ask again for what did not come in time, and give up after two more tries."""
        transfer = self._transfer
        if transfer is None or now < self._deadline:
            return []
        return self._ask_again(transfer, now)

    def wake_at(self) -> float | None:
        """Say when the next packet is overdue; None while nothing is under way."""
        return self._deadline if self._transfer else None

    def _on_control(self, data: bytes, now: float) -> tuple[list[Frame], Delivery | None]:
        if len(data) < 8:
            return [], None
        if data[0] == _RTS:
            return self._begin(data, now), None
        if data[0] == _ABORT and self._transfer and self._transfer.pgn == _pgn_of(data):
            self._transfer = None
        return [], None

    def _begin(self, data: bytes, now: float) -> list[Frame]:
        size, total, pgn = int.from_bytes(data[1:3], "little"), data[3], _pgn_of(data)
        if not 0 < size <= LONGEST or total != -(-size // 7):
            self._transfer = None
            return [self._link.abort(Reason.SIZE, pgn)]
        self._transfer = _Incoming(pgn, size, total, data[4] or total)
        return [self._clear(self._transfer, now)]

    def _clear(self, transfer: _Incoming, now: float) -> Frame:
        count = min(transfer.total - transfer.expected + 1, transfer.window)
        transfer.window_end = transfer.expected + count - 1
        transfer.lost = False
        self._deadline = now + T2_S
        return self._link.control(_CTS, count, transfer.expected, 0xFF, 0xFF, pgn=transfer.pgn)

    def _on_data(self, data: bytes, now: float) -> tuple[list[Frame], Delivery | None]:
        transfer = self._transfer
        if transfer is None or not data:
            return [], None
        number = data[0]
        wanted = min(7, transfer.size - len(transfer.data))
        if number == transfer.expected and len(data) > wanted:
            return self._accept(transfer, data[1 : 1 + wanted], now)
        if number > transfer.expected:
            transfer.lost = True
        if transfer.lost and number == transfer.window_end:
            return self._ask_again(transfer, now), None
        return [], None

    def _accept(
        self, transfer: _Incoming, part: bytes, now: float
    ) -> tuple[list[Frame], Delivery | None]:
        transfer.data += part
        transfer.expected += 1
        if transfer.expected > transfer.total:
            self._transfer = None
            size = transfer.size.to_bytes(2, "little")
            end = self._link.control(_END, *size, transfer.total, 0xFF, pgn=transfer.pgn)
            return [end], Delivery(transfer.pgn, bytes(transfer.data))
        if transfer.expected > transfer.window_end:
            return [self._clear(transfer, now)], None
        self._deadline = now + T1_S
        return [], None

    def _ask_again(self, transfer: _Incoming, now: float) -> list[Frame]:
        transfer.retries += 1
        if transfer.retries > RETRIES:
            self._transfer = None
            return [self._link.abort(Reason.TIMEOUT, transfer.pgn)]
        return [self._clear(transfer, now)]


class _Outgoing:
    """What is known of the transfer under way."""

    __slots__ = ("end", "ends_at", "held", "next", "packets", "pgn", "retries", "sent", "size")

    def __init__(self, pgn: int, data: bytes, ends_at: float) -> None:
        self.pgn = pgn
        self.size = len(data)
        padded = data.ljust(-(-len(data) // 7) * 7, b"\xff")
        self.packets = [padded[at : at + 7] for at in range(0, len(padded), 7)]
        self.next = self.end = self.sent = 0
        self.retries = 0
        self.held = False
        self.ends_at = ends_at


class Sender:
    """Send by transport protocol to one peer."""

    def __init__(self, own: int, peer: int, gap_s: float = GAP_S) -> None:
        self.last: Outcome | None = None
        self._link = Link(own, peer)
        self._control_id = Link(peer, own).id_of(_CM)
        self._gap_s = gap_s
        self._transfer: _Outgoing | None = None
        self._deadline = 0.0

    @property
    def idle(self) -> bool:
        """Say whether no transfer is under way."""
        return self._transfer is None

    @property
    def flowing(self) -> bool:
        """Say whether the peer has answered and packets are on their way or held back."""
        transfer = self._transfer
        return transfer is not None and (transfer.held or transfer.next < transfer.end)

    def send(self, pgn: int, data: bytes, now: float) -> list[Frame]:
        """Begin a transfer; one under way is dropped, as the new RTS tells the peer."""
        if not 0 < len(data) <= LONGEST:
            raise ValueError(f"{len(data)} bytes do not fit the transport protocol")
        self.cancel()
        self._transfer = transfer = _Outgoing(pgn, data, now + LONGEST_TRANSFER_S)
        self._wait(T3_S, now)
        size = transfer.size.to_bytes(2, "little")
        return [self._link.control(_RTS, *size, len(transfer.packets), 0xFF, pgn=pgn)]

    def cancel(self) -> None:
        """Drop the transfer under way without a word."""
        if self._transfer:
            self._close(Outcome.REPLACED)

    def receive(self, frame: Frame, now: float) -> list[Frame]:
        """Take in what the receiver answers."""
        transfer = self._transfer
        data = frame.data
        if frame.id != self._control_id or not frame.extended or transfer is None or len(data) < 8:
            return []
        if _pgn_of(data) != transfer.pgn:
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
        if transfer is None or now < self._deadline:
            return []
        if transfer.next < transfer.end:
            return self._packets(transfer, now)
        self._close(Outcome.TIMED_OUT)
        return [self._link.abort(Reason.TIMEOUT, transfer.pgn)]

    def wake_at(self) -> float | None:
        """Say when the next packet or time-out is due; None while idle."""
        return self._deadline if self._transfer else None

    def _on_clear(self, transfer: _Outgoing, count: int, first: int, now: float) -> list[Frame]:
        transfer.held = count == 0
        if transfer.held:
            transfer.end = transfer.next
            self._wait(T4_S, now)
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
        frames = [
            Frame(self._link.id_of(_DT), bytes((number + 1,)) + transfer.packets[number])
            for number in range(transfer.next, last)
        ]
        transfer.next = last
        transfer.sent = max(transfer.sent, last)
        if last < transfer.end:
            self._deadline = now + self._gap_s
        else:
            self._wait(T3_S, now)
        return frames

    def _wait(self, seconds: float, now: float) -> None:
        transfer = self._transfer
        assert transfer is not None
        self._deadline = min(now + seconds, transfer.ends_at)

    def _close(self, outcome: Outcome) -> None:
        self._transfer = None
        self.last = outcome
