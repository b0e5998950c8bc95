"""Understand what the peer says: single frames by the full 29-bit id, and whole transfers."""

from collections.abc import Callable, Iterable

from vehicle.frame import Frame
from vehicle.gbt27930.fields import MESSAGES
from vehicle.gbt27930.manner import Edition
from vehicle.gbt27930.messages import CODECS, BadMessage, Message, decode

#: A classic CAN frame carries no more; a longer one was made up, or is CAN FD.
LONGEST_FRAME = 8
_BY_PGN = {spec.pgn: spec for spec in MESSAGES.values()}


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
        self._strict = strict
        codecs = (codec for codec in CODECS.values() if codec.spec.from_car is from_car)
        self._ears = {
            codec.spec.can_id: _Ear(codec.decode, self._length(codec.spec.pgn))
            for codec in codecs
            if codec.spec.name not in only_whole
        }

    def message(self, frame: Frame) -> Message | None:
        """Read a single frame; None for one that is foreign or that nobody can mean."""
        ear = self._ears.get(frame.id)
        if ear is None or not frame.extended:
            return None
        data = frame.data
        if data == ear.data:
            return ear.message
        if len(data) > LONGEST_FRAME or (ear.length and len(data) != ear.length):
            return None
        try:
            message = ear.decode(data)
        except BadMessage as bad:
            self.bad = bad
            return None
        ear.data, ear.message = data, message
        return message

    def whole(self, pgn: int, data: bytes) -> Message | None:
        """Read what came by transport protocol; None as above."""
        length = self._length(pgn)
        if length and len(data) != length:
            return None
        try:
            return decode(pgn, data)
        except BadMessage as bad:
            self.bad = bad
            return None

    def _length(self, pgn: int) -> int:
        """Give the length that is asked for; 0 where any is taken."""
        spec = _BY_PGN.get(pgn)
        if spec is None or self._strict is None:
            return 0
        return spec.least if self._strict is Edition.V2011 else spec.length
