"""Read a recorded charge, frame by frame.

Capture of github tyu05/C-Code-for-GB-T27930-2015-Protocol@dd38be1 (MIT, see tyu05.LICENSE): a pile
and a car with a 492 V pack, both of 2015; its time stamps have a resolution of 0.1 s. The charge
begins, and ends when the pile falls silent.
"""

import gzip
from pathlib import Path

from vehicle.frame import Frame

CAR, CHARGER = 0xF4, 0x56


def _whole() -> list[Frame]:
    text = gzip.decompress(Path(__file__).with_name("tyu05.txt.gz").read_bytes()).decode("ascii")
    rows = (line.split() for line in text.splitlines())
    return [Frame(int(can_id, 16), bytes.fromhex(data), float(t)) for t, can_id, data in rows]


WHOLE = _whole()
#: CHM to the first seconds of current; the last CCS at 18.6 s and BEM from 19.5 s on.
BEGIN = WHOLE[:82]
END = [frame for frame in WHOLE if frame.t >= 18.4][:42]


def said_by(address: int, frames: list[Frame]) -> list[Frame]:
    """Pick what one end said."""
    return [frame for frame in frames if frame.id & 0xFF == address]


class Player:
    """One end of a recorded session: it says what was recorded and hears nothing."""

    def __init__(self, frames: list[Frame]) -> None:
        self._frames = iter(frames)
        self._next = next(self._frames, None)

    def receive(self, frame: Frame, now: float) -> list[Frame]:
        del frame, now
        return []

    def due(self, now: float) -> list[Frame]:
        due = []
        while self._next is not None and self._next.t <= now:
            due.append(self._next)
            self._next = next(self._frames, None)
        return due

    def wake_at(self) -> float | None:
        return self._next.t if self._next else None
