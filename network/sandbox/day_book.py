"""Remember which day the simulated operators have, and when it became that day.

Their network grew on days of its own. Whoever copies it asks for what has changed since a moment of
the clock: where the day was turned, what joined in between has changed at the moment of the turn.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Self

import msgspec
import numpy as np
from numpy.typing import NDArray

from network.aside import move_aside
from network.kinds import FOR_EVER, SINCE_EVER
from network.runtime import CHINA_TIME

# Turns that are longer ago than the oldest of so many are forgotten. Chosen.
_MOST = 100
_Days = NDArray[np.int32]


class Turn(msgspec.Struct, frozen=True):
    """The day was another from a moment on; None stands for the whole network."""

    at: datetime
    before: date | None
    after: date | None


class _Page(msgspec.Struct, frozen=True):
    """The file."""

    day: date | None
    turns: list[Turn]


@dataclass(slots=True)
class DayBook:
    """The day and its turns, oldest first. With a `path` it outlives the program."""

    day: date | None = None
    turns: tuple[Turn, ...] = ()
    path: Path | None = None

    @classmethod
    def open(cls, path: Path, day: date | None, now: datetime) -> Self:
        """Go on from the last time: another day than then is a turn that happens now.

        What cannot be read is put aside. Raises: OSError.
        """
        book, is_known = cls(day, (), path), path.exists()
        if is_known:
            try:
                page = msgspec.json.decode(path.read_bytes(), type=_Page)
                book.day, book.turns = page.day, tuple(page.turns)
            except msgspec.DecodeError:
                move_aside(path)
        if day is not None or is_known:
            book.turn(day, now)
        return book

    def turn(self, day: date | None, now: datetime) -> None:
        """Let it be another day from now on. Raises: OSError."""
        new = () if day == self.day else (Turn(now, self.day, day),)
        turns = (*self.turns, *new)[-_MOST:]
        if self.path is not None:
            fresh = self.path.with_name(self.path.name + ".new")
            fresh.write_bytes(msgspec.json.encode(_Page(day, list(turns))))
            fresh.replace(self.path)
        self.day, self.turns = day, turns

    def moments(self, valid_from: _Days, valid_to: _Days) -> NDArray[np.float64]:
        """Answer when what is valid on these days last changed, in POSIX seconds.

        0 stands for what was always there. A day begins in China.
        """
        today = FOR_EVER if self.day is None else self.day.toordinal()
        changed: NDArray[np.float64] = np.zeros(len(valid_from))
        ends = valid_to.astype(np.int64) + 1
        for own, limit in ((valid_from.astype(np.int64), SINCE_EVER), (ends, FOR_EVER + 1)):
            is_past = (own != limit) & (own <= today)
            np.maximum(changed, np.where(is_past, _begin_s(own), 0.0), out=changed)
            for turn in self.turns:
                low, high = sorted((_number(turn.before), _number(turn.after)))
                is_turned = (own != limit) & (low < own) & (own <= high)
                changed[is_turned] = np.maximum(changed[is_turned], turn.at.timestamp())
        return changed


_EPOCH = date(1970, 1, 1).toordinal()
_OFFSET_S = CHINA_TIME.utcoffset(datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()


def _begin_s(days: NDArray[np.int64]) -> NDArray[np.float64]:
    return (days - _EPOCH).astype(np.float64) * 86_400.0 - _OFFSET_S


def _number(day: date | None) -> int:
    return FOR_EVER if day is None else day.toordinal()
