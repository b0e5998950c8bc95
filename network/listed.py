"""Remember which stations a listing has named so far, also for a program that begins again.

A full listing may be broken off and gone on with by another run: what it did not name is gone only
when all of its pages are known.
"""

from collections.abc import Collection
from pathlib import Path

import msgspec


class Listed:
    """One file for each operator with a full listing under way, a line of JSON for each page.

    Its methods are for a thread, one at a time, and may raise OSError.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._named: dict[str, set[str]] = {}

    def begin(self, operator_id: str) -> None:
        """Begin a full listing: nothing is named yet."""
        self.end(operator_id)
        self._named[operator_id] = set()

    def go_on(self, operator_id: str) -> None:
        """Go on with a listing that another run began, where there is something of it."""
        if operator_id in self._named:
            return
        try:
            lines = self._path(operator_id).read_bytes().splitlines()
            pages = [msgspec.json.decode(line, type=list[str]) for line in lines]
        except (FileNotFoundError, msgspec.DecodeError, UnicodeDecodeError):
            return  # what is not known to be all of it says nothing about what is gone
        self._named[operator_id] = {one for page in pages for one in page}

    def add(self, operator_id: str, station_ids: Collection[str]) -> None:
        """Take note of a page; of an operator whose listing is no full one nothing is kept."""
        if operator_id not in self._named:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._path(operator_id).open("ab") as file:
            file.write(msgspec.json.encode(list(station_ids)) + b"\n")
        self._named[operator_id].update(station_ids)

    def end(self, operator_id: str) -> set[str] | None:
        """Answer all that was named, None where that is not known, and forget it."""
        self._path(operator_id).unlink(missing_ok=True)
        return self._named.pop(operator_id, None)

    def forget(self) -> None:
        """Forget every listing under way."""
        self._named.clear()
        for path in self._folder.glob("*.jsonl"):
            path.unlink()

    def _path(self, operator_id: str) -> Path:
        return self._folder / f"{operator_id}.jsonl"
