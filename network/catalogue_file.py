"""The catalogue's door to SQLite: full records as rows, the map's columns as blobs beside them.

Rows are the truth and columns a cache of them; both change in one transaction. The file keeps a
write-ahead log, so whoever reads stays with the columns and rows of one moment.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock  # noqa: TID251 - one of a few instructions, for who reads and who closes
from typing import Any, Final, Self

import msgspec

from network.aside import move_aside
from network.room import why_unwritable

_APPLICATION_ID: Final = 0x43484744
_VERSION: Final = 5
_STATION: Final = """
    operator INTEGER NOT NULL, service_area INTEGER NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL,
    address TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL, connectors BLOB NOT NULL,
    details BLOB NOT NULL
"""
_SCHEMA: Final = f"""
CREATE TABLE columns (name TEXT PRIMARY KEY, crc INTEGER NOT NULL, data BLOB NOT NULL);
CREATE TABLE operators (code INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, network TEXT NOT NULL);
CREATE TABLE stations (key INTEGER PRIMARY KEY, {_STATION});
CREATE UNIQUE INDEX stations_by_id ON stations (operator, id);
CREATE TABLE incoming (is_gone INTEGER NOT NULL, {_STATION}, PRIMARY KEY (operator, id));
"""
# A reader in another process may hold the file for a moment (chosen).
_PATIENCE_S: Final = 5.0
# Where there is no room for its log, or it may not be written, SQLite says one of these.
_NO_ROOM: Final = frozenset(
    {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY}
)
_DAMAGE: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


class CatalogueError(Exception):
    """The catalogue cannot be read or written; one line says which file and why."""


class CatalogueLost(CatalogueError):
    """There is no catalogue to open. `moved_to` is where a useless file now lies, None if none."""

    def __init__(self, path: Path, reason: str, moved_to: Path | None) -> None:
        kept = f"; kept as {moved_to.name}" if moved_to else ""
        super().__init__(f"{path}: {reason}{kept}")
        self.moved_to = moved_to


class CatalogueDamaged(CatalogueError):
    """Part of the file cannot be read; it is moved aside when the catalogue is opened again."""


class Unfit(Exception):
    """The file is a database, but not one that this version can use."""


class Damaged(Unfit):
    """The file has lost what it held, or part of it."""


def as_error(path: Path, error: Exception) -> CatalogueError:
    """Say what was wrong with the catalogue at `path`; of damage a note is left beside it."""
    if not isinstance(error, (Damaged, msgspec.DecodeError)):
        return CatalogueError(f"{path}: {error}")
    note_damage(path)
    return CatalogueDamaged(f"{path}: {error}")


class CatalogueFile:
    """A connection to the file. Any thread may use it; whoever writes does so alone.

    `frozen` says why nothing can be written: the file is read as it was last tidied up, without its
    log, for which there is no room. It is empty where all is well.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, frozen: str = "") -> None:
        self.path = path
        self.frozen = frozen
        self._connection = connection
        # Nobody waits for whoever reads: the last one to leave closes the file.
        self._lock = Lock()
        self._readers = 0
        self._is_closed = False

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make a new, empty file that nobody reads before it is complete."""
        with _translated(path):
            connection = _connect(path)
            # It is built aside and renamed, so it needs no journal of its own.
            connection.executescript(
                f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                f"PRAGMA application_id = {_APPLICATION_ID}; PRAGMA user_version = {_VERSION};"
                f"{_SCHEMA}"
            )
        return cls(path, connection)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Connect to a file that must be there.

        Raises: Unfit, CatalogueError if the place cannot be used.
        """
        if not path.exists():
            raise CatalogueLost(path, "is not there", None)
        if is_damaged(path):
            raise Damaged("is damaged")
        with _translated(path):
            try:
                return cls(path, _checked(_connect(path)))
            except sqlite3.OperationalError as error:
                frozen = why_unwritable(path)
                if not frozen or error.sqlite_errorcode & 0xFF not in _NO_ROOM:
                    raise
            return cls(path, _checked(_connect(path, is_frozen=True)), frozen)

    def close(self) -> None:
        """Close the file, or let whoever holds it do so; the last one leaves no log behind."""
        with self._lock:
            self._is_closed = True
            if self._readers:
                return
        self._connection.close()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep it open while a thread reads, though others close it, and may read as well.

        Raises: CatalogueError if it has been closed
        """
        with self._lock:
            if self._is_closed:
                raise CatalogueError(f"{self.path}: is not read any more")
            self._readers += 1
        try:
            yield
        finally:
            self._leave()

    def _leave(self) -> None:
        with self._lock:
            self._readers -= 1
            if self._readers or not self._is_closed:
                return
        self._connection.close()

    def keep_still(self) -> None:
        """Read from now on what is there at the next reading, whatever others write."""
        self.read("BEGIN")

    def keep_log(self) -> None:
        """Write ahead from now on: a reader is never in the way of a writer."""
        self.read("PRAGMA journal_mode = WAL")

    def read(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        """Ask for rows. Raises: CatalogueError, Unfit if the file is damaged."""
        with self._said():
            return self._connection.execute(sql, values).fetchall()

    def check(self) -> None:
        """Look at every page. Cost: 1 s at 1.4 million. Raises: CatalogueError, Unfit."""
        said = self.read("PRAGMA quick_check(1)")[0][0]
        if said != "ok":
            note_damage(self.path)
            raise Damaged(said.splitlines()[-1])

    def stream(self, sql: str, size: int) -> Iterator[list[Any]]:
        """Ask for many rows, `size` at a time. Raises: CatalogueError, Unfit."""
        with self._said():
            cursor = self._connection.execute(sql)
            while rows := cursor.fetchmany(size):
                yield rows

    def write(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Write rows. Raises: CatalogueError, Unfit."""
        with self._said():
            self._connection.executemany(sql, rows)

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Write all or nothing of what is written within, and within what that calls.

        Raises: CatalogueError, Unfit
        """
        if self._is_within():
            yield
            return
        if self.frozen:
            self._thaw()
        self.read("BEGIN IMMEDIATE")
        try:
            yield
            self.read("COMMIT")
        except BaseException:
            # A full disk may have ended it already.
            if self._is_within():
                self._connection.rollback()
            raise

    def _is_within(self) -> bool:
        return self._connection.in_transaction

    def _thaw(self) -> None:
        """Connect anew, for there may be room by now. Raises: CatalogueError."""
        with _translated(self.path):
            connection = _checked(_connect(self.path))
        self._connection.close()
        self._connection, self.frozen = connection, ""

    @contextmanager
    def _said(self) -> Iterator[None]:
        try:
            with _translated(self.path, is_frozen=bool(self.frozen)):
                yield
        except Unfit as error:
            # What its log would mend is not damaged.
            if self.frozen:
                raise CatalogueError(f"{self.path}: {error} ({self.frozen})") from error
            raise


def _connect(path: Path, *, is_frozen: bool = False) -> sqlite3.Connection:
    frozen = "?mode=ro&immutable=1" if is_frozen else ""
    return sqlite3.connect(
        f"{path.absolute().as_uri()}{frozen}",
        uri=True,
        isolation_level=None,
        timeout=_PATIENCE_S,
        check_same_thread=False,
    )


def _checked(connection: sqlite3.Connection) -> sqlite3.Connection:
    try:
        _check(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection) -> None:
    (kind,), (version,) = (
        connection.execute(f"PRAGMA {name}").fetchone()
        for name in ("application_id", "user_version")
    )
    if kind != _APPLICATION_ID:
        raise Unfit("is not a catalogue")
    if version != _VERSION:
        raise Unfit(f"has version {version}, this program reads {_VERSION}")


@contextmanager
def _translated(path: Path, *, is_frozen: bool = False) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        # Of a text that is none Python complains itself, without a code of SQLite's.
        if not hasattr(error, "sqlite_errorcode"):
            raise _damage(path, error, is_frozen=is_frozen) from error
        # A table or a column is missing: another program's idea of this version.
        if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:
            raise Unfit(str(error)) from error
        why = why_unwritable(path) if error.sqlite_errorcode & 0xFF in _NO_ROOM else ""
        raise CatalogueError(f"{path}: {error} ({why})" if why else f"{path}: {error}") from error
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF in _DAMAGE:
            raise _damage(path, error, is_frozen=is_frozen) from error
        raise Unfit(str(error)) from error


def _damage(path: Path, error: sqlite3.DatabaseError, *, is_frozen: bool) -> Damaged:
    if not is_frozen:
        note_damage(path)
    return Damaged(str(error))


def note_damage(path: Path) -> None:
    """Remember beside the file that part of it cannot be read, for whoever opens it next."""
    with suppress(OSError):  # a disk that cannot be written tells nobody
        _note_of(path).touch()


def is_damaged(path: Path) -> bool:
    """Tell whether somebody has found damage in the file."""
    return _note_of(path).exists()


def forget_damage(path: Path) -> None:
    """Take back that a file is damaged: another is in its place. Raises: OSError."""
    _note_of(path).unlink(missing_ok=True)


def _note_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.damaged")


def put_aside(path: Path) -> Path:
    """Rename a useless file, its log with it; answers where it lies. Raises: CatalogueError."""
    try:
        logs = logs_of(path)
        target = move_aside(path)
        for log in logs:
            log.rename(target.with_name(target.name + log.name.removeprefix(path.name)))
        forget_damage(path)
    except OSError as error:
        raise CatalogueError(f"{path}: {error}") from error
    return target


def put_back(target: Path, path: Path) -> None:
    """Undo `put_aside`: a damaged file is more than none. Raises: CatalogueError."""
    try:
        for log in logs_of(target):
            log.rename(path.with_name(path.name + log.name.removeprefix(target.name)))
        target.rename(path)
    except OSError as error:
        raise CatalogueError(f"{path}: {error}") from error
    note_damage(path)


def logs_of(path: Path) -> list[Path]:
    """List the files that SQLite keeps beside the catalogue while it is open."""
    beside = (path.with_name(path.name + ending) for ending in ("-wal", "-shm"))
    return [log for log in beside if log.exists()]
