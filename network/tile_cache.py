"""Keep fetched map pictures on disk: one file each, at most so many bytes in all.

A file's time of change is the moment until which it is fresh, its time of access the last use; so
nothing else needs to be kept. Reading and writing are for a thread; all else is for the loop.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from network.tile_source import TileKey

MOST_BYTES = 200 * 1024 * 1024
"""About ten thousand pictures (chosen)."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture on disk: its size, and until when it is fresh, by the wall clock."""

    size: int
    fresh_until_s: float


class TileCache:
    """Pictures of one source by square. `wall` answers seconds since 1970."""

    def __init__(
        self, folder: Path, wall: Callable[[], float], most_bytes: int = MOST_BYTES
    ) -> None:
        self._folder = folder
        self._wall = wall
        self._most_bytes = most_bytes
        # In the order of last use.
        self._kept: dict[Path, Kept] = {}
        self._bytes = 0
        self._fleeting: set[Path] = set()

    def scan(self) -> dict[Path, Kept]:
        """Find what is there; for a thread, before anything else. Pass it to `take_over`."""
        found = []
        for path in self._folder.glob("*/*/*.tile"):
            with suppress(FileNotFoundError):
                stat = path.stat()
                found.append((stat.st_atime, path, Kept(stat.st_size, stat.st_mtime)))
        return {path: kept for _, path, kept in sorted(found, key=lambda one: one[0])}

    def take_over(self, found: dict[Path, Kept]) -> None:
        """Begin with what `scan` has found; what came meanwhile is newer."""
        self._kept = {**found, **self._kept}
        self._bytes = sum(kept.size for kept in self._kept.values())

    def path(self, key: TileKey) -> Path:
        """Say where a square's picture would lie."""
        return self._folder / f"{key.theme}{key.zoom}" / str(key.column) / f"{key.row}.tile"

    def find(self, key: TileKey) -> Path | None:
        """Find a square's picture, fresh or old."""
        path = self.path(key)
        kept = self._kept.pop(path, None)
        if kept is None:
            return None
        self._kept[path] = kept
        return path

    def is_fresh(self, key: TileKey) -> bool:
        """Tell whether a square's picture is there and may be used without asking again."""
        kept = self._kept.get(self.path(key))
        return kept is not None and self._wall() < kept.fresh_until_s

    def write(self, key: TileKey, content: bytes, fresh_until_s: float) -> None:
        """Write a picture, whole or not at all; for a thread. Raises: OSError."""
        path = self.path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(".half")
        half.write_bytes(content)
        os.utime(half, (self._wall(), fresh_until_s))
        half.replace(path)

    def note(self, key: TileKey, size: int, fresh_until_s: float, *, is_fleeting: bool) -> None:
        """Count what was written; a fleeting one goes with `close`, as its server wants it."""
        path = self.path(key)
        old = self._kept.pop(path, None)
        self._bytes += size - (old.size if old else 0)
        self._kept[path] = Kept(size, fresh_until_s)
        if is_fleeting:
            self._fleeting.add(path)
        else:
            self._fleeting.discard(path)

    def surplus(self) -> list[Path]:
        """Forget what was used longest ago, down to the limit; answers the files to delete."""
        paths = []
        for path in list(self._kept):
            if self._bytes <= self._most_bytes:
                break
            self._bytes -= self._kept.pop(path).size
            paths.append(path)
        return paths

    def close(self) -> None:
        """Delete what no disk may keep."""
        delete(self._fleeting)


def delete(paths: "list[Path] | set[Path]") -> None:
    """Delete files; one that is gone already does not matter. For a thread."""
    for path in paths:
        path.unlink(missing_ok=True)
