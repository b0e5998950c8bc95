"""Let one head unit at a time use a data folder: two would buy twice and write over each other."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class ClaimError(Exception):
    """Another head unit uses the folder; one line."""


@contextmanager
def claimed(folder: Path) -> Iterator[None]:
    """Hold the folder until the block ends; the system lets go of it when the process dies.

    Raises: ClaimError, OSError where the folder cannot be written.
    """
    with (folder / "head-unit.lock").open("w", encoding="utf-8") as file:
        try:
            _lock(file)
        except OSError as error:
            raise ClaimError(
                f"{folder}: another head unit uses this folder; end it, or use --data-dir"
            ) from error
        yield
