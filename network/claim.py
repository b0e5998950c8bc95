"""Let one head unit at a time use a data folder: two would buy twice and write over each other."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_log = logging.getLogger(__name__)

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
def _opened(path: Path) -> Iterator[IO[str] | None]:
    try:
        file = path.open("w", encoding="utf-8")
    except OSError as error:
        _log.warning("%s: %s; another head unit would not be noticed", path, error.strerror)
        file = None
    if file is None:
        yield None
        return
    with file:
        yield file


@contextmanager
def claimed(folder: Path) -> Iterator[None]:
    """Hold the folder until the block ends; the system lets go of it when the process dies.

    Where the folder cannot be written nothing is held: nothing is bought or written over there.
    Raises: ClaimError
    """
    with _opened(folder / "head-unit.lock") as file:
        if file is None:
            yield
            return
        try:
            _lock(file)
        except OSError as error:
            raise ClaimError(
                f"{folder}: another head unit uses this folder; end it, or use --data-dir"
            ) from error
        yield
