"""Remember how far the copying of each operator's stations has come, in a file beside them."""

import os
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from network.aside import move_aside

AHEAD = timedelta(minutes=10)
"""A clock that was set right by less than this was not wrong: what changed in the last 10 minutes
is asked for twice. Chosen."""


class Bookmark(msgspec.Struct, frozen=True):
    """How far one operator's stations are copied.

    `page` is the next one of a listing that began at `began_at` and asks for what changed since
    `since` (None: for everything); 0 where none is under way. `fresh_at` is when the last listing
    that came to its end began, `full_at` the same of one that asked for everything; None where
    everything is to be asked for. `doubted` stands for the stations that the last such listing left
    out, where it was not believed.
    """

    page: int = 0
    since: datetime | None = None
    began_at: datetime | None = None
    fresh_at: datetime | None = None
    full_at: datetime | None = None
    doubted: str = ""


class Bookmarks:
    """All of them, by operator."""

    def __init__(self, path: Path, now: datetime | None = None) -> None:
        """Read them; a file that makes no sense is put aside, and everything is copied anew.

        Marks from after `now` are those of a clock that was wrong: they are taken as of now.
        """
        self._path = path
        self._marks: dict[str, Bookmark] = {}
        if path.exists():
            try:
                self._marks = msgspec.json.decode(path.read_bytes(), type=dict[str, Bookmark])
            except msgspec.DecodeError:
                move_aside(path)
        if now is not None:
            self._marks = {name: _sane(mark, now) for name, mark in self._marks.items()}

    def __getitem__(self, operator_id: str) -> Bookmark:
        return self._marks.get(operator_id, Bookmark())

    def put(self, operator_id: str, mark: Bookmark) -> Mapping[str, Bookmark]:
        """Keep a mark; answers all of them, for `write`."""
        self._marks[operator_id] = mark
        return dict(self._marks)

    def write(self, marks: Mapping[str, Bookmark]) -> None:
        """Write marks to the file, whole or not at all; for a thread. Raises: OSError."""
        fresh = self._path.with_name(self._path.name + ".new")
        with fresh.open("wb") as file:
            file.write(msgspec.json.encode(marks))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)


def _sane(mark: Bookmark, now: datetime) -> Bookmark:
    """Bring a mark from the future back to now; what has changed since when is not known then."""
    told = (mark.since, mark.began_at, mark.fresh_at, mark.full_at)
    moments = [one for one in told if one is not None]
    if any(one.tzinfo is None for one in moments):
        return Bookmark()  # nobody knows whose time it is
    if all(one <= now + AHEAD for one in moments):
        return mark
    fresh_at = None if mark.fresh_at is None else min(mark.fresh_at, now)
    return Bookmark(fresh_at=fresh_at, doubted=mark.doubted)
