"""Understand what the peer says: single frames by the full 29-bit id, and whole transfers."""

from collections.abc import Callable, Iterable

from vehicle.frame import Frame
from vehicle.gbt27930.layout import MessageSpec
from vehicle.gbt27930.manner import Edition
from vehicle.gbt27930.messages import CODECS, BadMessage, Message

#: A classic CAN frame carries no more; a longer one was made up, or is CAN FD.
LONGEST_FRAME = 8


class _Ear:
    """One message of the peer: a payload that comes again is not decoded again."""

    __slots__ = ("data", "decode", "length", "message")

    def __init__(self, decode: Callable[[bytes], Message], length: int) -> None:
        self.decode = decode
        self.length = length
        self.data: bytes | None = None
        self.message: Message | None = None


class Hearing:
    """The messages of one side; `bad` is the last one that nobody can mean.

    `strict` ignores what has not the nominal length of that edition, None takes every length.
    `only_whole` names the messages that count only by transport protocol.
    """

    def __init__(
        self, *, from_car: bool, strict: Edition | None = None, only_whole: Iterable[str] = ()
    ) -> None:
        self.bad: BadMessage | None = None
        codecs = [codec for codec in CODECS.values() if codec.spec.from_car is from_car]
        self._by_pgn = {
            codec.spec.pgn: _Ear(codec.decode, _length(codec.spec, strict)) for codec in codecs
        }
        self._by_id = {
            codec.spec.can_id: self._by_pgn[codec.spec.pgn]
            for codec in codecs
            if codec.spec.name not in only_whole
        }

    def message(self, frame: Frame) -> Message | None:
        """Read a single frame; None for one that is foreign or that nobody can mean."""
        ear = self._by_id.get(frame.id)
        if ear is None or not frame.extended:
            return None
        data = frame.data
        if data == ear.data:
            return ear.message
        return self._read(ear, data) if len(data) <= LONGEST_FRAME else None

    def whole(self, pgn: int, data: bytes) -> Message | None:
        """Read what came by transport protocol; None as above."""
        ear = self._by_pgn.get(pgn)
        if ear is None:
            return None
        return ear.message if data == ear.data else self._read(ear, data)

    def _read(self, ear: _Ear, data: bytes) -> Message | None:
        if ear.length and len(data) != ear.length:
            return None
        try:
            message = ear.decode(data)
        except BadMessage as bad:
            self.bad = bad
            return None
        ear.data, ear.message = data, message
        return message


def _length(spec: MessageSpec, strict: Edition | None) -> int:
    """Give the length that is asked for; 0 where any is taken."""
    if strict is None:
        return 0
    return spec.least if strict is Edition.V2011 else spec.length
