"""All stations in one SQLite file: columns for the map, one row a station for everything else.

The file is written whole beside its place and renamed into it, so it is never half written; what
connectors do is kept in memory only, for it is old when a program starts.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self
from zlib import crc32

import msgspec
import numpy as np
from numpy.typing import NDArray

from network.aside import move_aside
from network.catalogue_rows import (
    Sheet,
    connector_hash,
    decode_details,
    decode_groups,
    sheet_of,
    station_of,
    ungrouped,
)
from network.cluster_tree import arrange
from network.columns import STATUS_CODE, STATUSES, ZOOMS, Columns, Index, Marks, tile_numbers
from network.geo import mercator
from network.stations import Bay, Connector, GroundLock, Network, State, Station, Status

_APPLICATION_ID = 0x43484744
_VERSION = 3
_SCHEMA = """
CREATE TABLE columns (name TEXT PRIMARY KEY, crc INTEGER NOT NULL, data BLOB NOT NULL);
CREATE TABLE stations (
    row INTEGER PRIMARY KEY, operator INTEGER NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL,
    address TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL, connectors BLOB NOT NULL,
    details BLOB NOT NULL
);
"""
_BY_ID = "CREATE UNIQUE INDEX stations_by_id ON stations (operator, id)"
_MANY = 5000


class CatalogueError(Exception):
    """The catalogue cannot be read or written; one line says which file and why."""


class CatalogueLost(CatalogueError):
    """There is no catalogue to open. `moved_to` is where a useless file now lies, None if none."""

    def __init__(self, path: Path, reason: str, moved_to: Path | None) -> None:
        kept = f"; kept as {moved_to.name}" if moved_to else ""
        super().__init__(f"{path}: {reason}{kept}")
        self.moved_to = moved_to


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a catalogue holds."""

    operators: int
    stations: int
    connectors: int
    service_areas: int
    free: int


class Catalogue:
    """An open catalogue. Rows are those of `columns`."""

    def __init__(self, path: Path, connection: sqlite3.Connection, columns: Columns) -> None:
        self.path = path
        self._take(connection, columns)

    def _take(self, connection: sqlite3.Connection, columns: Columns) -> None:
        self.columns = columns
        self._connection = connection
        self._operator_code = {name: code for code, name in enumerate(columns.operators)}
        self._finder: tuple[NDArray[np.uint32], Index] | None = None
        # Bays and locks by connector: few operators tell of them.
        self._bays: dict[int, tuple[Bay, GroundLock]] = {}

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the catalogue at `path`. Cost: about 50 ms at 1.4 million connectors.

        Raises: CatalogueLost if there is none, or it is damaged or of a newer version (it is moved
        aside then); CatalogueError if the place cannot be used.
        """
        if not path.exists():
            raise CatalogueLost(path, "is not there", None)
        try:
            return cls(path, *_open(path))
        except sqlite3.OperationalError as error:
            raise CatalogueError(f"{path}: {error}") from error
        except (sqlite3.DatabaseError, _Unfit) as error:
            raise CatalogueLost(path, str(error), _moved_aside(path)) from error

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def station(self, row: int) -> Station:
        """Read one station with what its connectors do now.

        Raises: CatalogueError if its part of the file is damaged.
        """
        found = self._read("SELECT * FROM stations WHERE row = ?", (row,))
        if not found:
            raise IndexError(f"no station in row {row}")
        _, operator, station_id, name, address, lat, lon, groups, details = found[0]
        columns = self.columns
        head = Station(
            columns.operators[operator],
            station_id,
            name,
            address,
            lat,
            lon,
            columns.networks[operator],
            bool(columns.is_service_area[row]),
            (),
        )
        try:
            connectors = self._told(row, ungrouped(decode_groups(groups)))
            return station_of(head, decode_details(details), connectors)
        except (msgspec.DecodeError, ValueError) as error:
            raise CatalogueError(f"{self.path}: row {row}: {error}") from error

    def records(self) -> Iterator[tuple[int, str, bytes, bytes]]:
        """List every station's row, name, connectors and details. Raises: CatalogueError."""
        sql = "SELECT row, name, connectors, details FROM stations WHERE row >= ? AND row < ?"
        for first in range(0, self.columns.station_count, _MANY):
            yield from self._read(sql, (first, first + _MANY))

    def row_of(self, operator_id: str, station_id: str) -> int | None:
        """Find a station's row."""
        code = self._operator_code.get(operator_id)
        sql = "SELECT row FROM stations WHERE operator = ? AND id = ?"
        found = self._read(sql, (code, station_id))
        return found[0][0] if found else None

    def station_by_id(self, operator_id: str, station_id: str) -> Station | None:
        """Find a station."""
        row = self.row_of(operator_id, station_id)
        return None if row is None else self.station(row)

    def replace(self, stations: Sequence[Station]) -> None:
        """Hold these stations from now on and no others; what connectors do is forgotten.

        Raises: CatalogueError if the place cannot be written; the old ones are kept then.
        """
        try:
            write_catalogue(self.path, sheet_of(stations), before_rename=self._connection.close)
        finally:
            self._connection.close()
            self._take(*_open(self.path))

    def connector(self, operator_id: str, connector_id: str) -> tuple[Station, Connector] | None:
        """Find a connector and its station."""
        found = self._locate(operator_id, connector_id)
        return None if found is None else (found[1], found[1].connectors[found[2]])

    def set_status(self, operator_id: str, connector_id: str, status: Status, at: float) -> bool:
        """Take over what one connector does, told at `at` (POSIX seconds); False: not ours."""
        return self.set_state(operator_id, connector_id, State(status), at)

    def set_state(self, operator_id: str, connector_id: str, state: State, at: float) -> bool:
        """Take over what one connector does with its bay and lock; False: not ours.

        A bay or lock that was not told stays as it was.
        """
        found = self._locate(operator_id, connector_id)
        if found is None:
            return False
        row = int(self.columns.first[found[0]]) + found[2]
        code = np.array([STATUS_CODE[state.status]], np.uint8)
        self.columns.set_status(np.array([row], np.int32), code, at)
        bay, lock = self._bays.get(row, (Bay.UNKNOWN, GroundLock.UNKNOWN))
        bay = bay if state.bay is Bay.UNKNOWN else state.bay
        lock = lock if state.lock is GroundLock.UNKNOWN else state.lock
        if (bay, lock) != (Bay.UNKNOWN, GroundLock.UNKNOWN):
            self._bays[row] = (bay, lock)
        return True

    def nearest(self, lat: float, lon: float, count: int) -> list[int]:
        """List the rows of the nearest stations, nearest first."""
        x, y = mercator(lat, lon)
        squares = (self.columns.x - x) ** 2 + (self.columns.y - y) ** 2
        count = min(count, len(squares))
        near = np.argpartition(squares, count - 1)[:count] if count else np.empty(0, np.int64)
        return [int(row) for row in near[np.argsort(squares[near], kind="stable")]]

    def counts(self) -> Counts:
        """Count what it holds."""
        columns = self.columns
        free = np.count_nonzero(columns.status == STATUS_CODE[Status.AVAILABLE])
        return Counts(
            len(np.unique(columns.operator)),
            columns.station_count,
            columns.connector_count,
            int(columns.is_service_area.sum()),
            int(free),
        )

    def _told(self, row: int, connectors: Iterable[Connector]) -> Iterator[Connector]:
        """Add to each connector what it does."""
        for index, connector in enumerate(connectors, int(self.columns.first[row])):
            at = int(self.columns.status_at[index])
            status = STATUSES[self.columns.status[index]]
            bay, lock = self._bays.get(index, (connector.bay, connector.lock))
            yield replace(
                connector,
                status=status,
                status_at=float(at) if at else None,
                bay=bay,
                lock=lock,
            )

    def _locate(self, operator_id: str, connector_id: str) -> tuple[int, Station, int] | None:
        if self._finder is None:
            found = self._read("SELECT data FROM columns WHERE name = ?", ("connector_hash",))
            order = self._read("SELECT data FROM columns WHERE name = ?", ("connector_row",))
            self._finder = (
                np.frombuffer(found[0][0], np.uint32),
                np.frombuffer(order[0][0], np.int32),
            )
        hashes, rows = self._finder
        wanted = np.uint32(connector_hash(operator_id, connector_id))
        first = np.searchsorted(hashes, wanted, "left")
        last = np.searchsorted(hashes, wanted, "right")
        for row in sorted({int(row) for row in rows[first:last]}):
            station = self.station(row)
            for place, connector in enumerate(station.connectors):
                if station.operator_id == operator_id and connector.id == connector_id:
                    return row, station, place
        return None

    def _read(self, sql: str, values: Sequence[object]) -> list[Any]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise CatalogueError(f"{self.path}: {error}") from error


class _Unfit(Exception):
    """The file is a database, but not one that this version can use."""


def write_catalogue(
    path: Path,
    sheet: Sheet,
    progress: Callable[[float], None] = lambda _: None,
    before_rename: Callable[[], None] = lambda: None,
) -> None:
    """Write a catalogue in one piece; `progress` is told the share done, from 0 to 1.

    Raises: CatalogueError if the place cannot be written; nothing is left behind then.
    """
    building = path.with_name(path.name + ".building")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        building.unlink(missing_ok=True)
        try:
            with closing(sqlite3.connect(building)) as connection:
                _fill(connection, sheet, progress)
            with building.open("rb") as file:
                os.fsync(file.fileno())
            before_rename()
            building.replace(path)
        finally:
            building.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        raise CatalogueError(f"{path}: {error}") from error
    progress(1.0)


def _fill(connection: sqlite3.Connection, sheet: Sheet, progress: Callable[[float], None]) -> None:
    # Nobody reads the file before it is complete and renamed, so it needs no journal of its own.
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {_VERSION}")
    connection.executescript(_SCHEMA)
    order, columns = arrange(sheet.draft)
    progress(0.3)
    operator = columns.operator.tolist()
    for done in range(0, len(order), _MANY):
        rows = [
            (row, operator[row], *sheet.rows[old])
            for row, old in enumerate(order[done : done + _MANY].tolist(), done)
        ]
        connection.executemany("INSERT INTO stations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        progress(0.3 + 0.6 * done / len(order))
    connection.execute(_BY_ID)
    for name, data in _blobs(columns, sheet, order):
        connection.execute("INSERT INTO columns VALUES (?, ?, ?)", (name, crc32(data), data))
    connection.commit()


def _blobs(columns: Columns, sheet: Sheet, order: Index) -> Iterator[tuple[str, bytes]]:
    yield "operators", "\n".join(columns.operators).encode()
    yield "networks", "\n".join(network.value for network in columns.networks).encode()
    for name, _ in _STORED:
        yield name, getattr(columns, name).tobytes()
    for name, _ in _STORED_MARKS:
        yield f"marks_{name}", getattr(columns.marks, name).tobytes()
    row_of = np.empty(len(order), np.int32)
    row_of[order] = np.arange(len(order), dtype=np.int32)
    by_hash = np.argsort(sheet.hashes, kind="stable")
    yield "connector_hash", sheet.hashes[by_hash].tobytes()
    yield "connector_row", np.repeat(row_of, sheet.draft.size)[by_hash].tobytes()


_STORED: tuple[tuple[str, type[np.generic]], ...] = (
    ("x", np.float64),
    ("y", np.float64),
    ("operator", np.uint8),
    ("power_kw", np.uint16),
    ("is_service_area", np.bool_),
    ("first", np.int32),
    ("traits", np.uint16),
)
_STORED_MARKS: tuple[tuple[str, type[np.generic]], ...] = (
    ("first", np.int32),
    ("x", np.uint32),
    ("y", np.uint32),
    ("start", np.int32),
    ("end", np.int32),
)
_LAZY = "('connector_hash', 'connector_row')"


def _open(path: Path) -> tuple[sqlite3.Connection, Columns]:
    """Connect and read the columns.

    Raises: sqlite3.Error, _Unfit
    """
    with ExitStack() as undo:
        connection = sqlite3.connect(path)
        undo.callback(connection.close)
        columns = _read_columns(connection)
        undo.pop_all()
    return connection, columns


def _read_columns(connection: sqlite3.Connection) -> Columns:
    (kind,), (version,) = (
        connection.execute(f"PRAGMA {name}").fetchone()
        for name in ("application_id", "user_version")
    )
    if kind != _APPLICATION_ID:
        raise _Unfit("is not a catalogue")
    if version != _VERSION:
        raise _Unfit(f"has version {version}, this program reads {_VERSION}")
    blobs: dict[str, bytes] = {}
    for name, crc, data in connection.execute(f"SELECT * FROM columns WHERE name NOT IN {_LAZY}"):
        if crc32(data) != crc:
            raise _Unfit(f"is damaged in column {name}")
        blobs[name] = data
    stored = {name: np.frombuffer(_part(blobs, name), kind) for name, kind in _STORED}
    marks = {
        name: np.frombuffer(_part(blobs, f"marks_{name}"), kind) for name, kind in _STORED_MARKS
    }
    if len(marks["first"]) != len(ZOOMS) + 1:
        raise _Unfit("is clustered for other zooms")
    connectors = len(stored["traits"])
    return Columns(
        operators=tuple(_part(blobs, "operators").decode().split("\n")),
        networks=tuple(Network(word) for word in _part(blobs, "networks").decode().split("\n")),
        status=np.full(connectors, STATUS_CODE[Status.UNKNOWN], np.uint8),
        status_at=np.zeros(connectors, np.uint32),
        marks=Marks(**marks, tile=tile_numbers(marks["first"], marks["x"], marks["y"])),
        **stored,
    )


def _part(blobs: Mapping[str, bytes], name: str) -> bytes:
    if name not in blobs:
        raise _Unfit(f"has no column {name}")
    return blobs[name]


def _moved_aside(path: Path) -> Path:
    try:
        return move_aside(path)
    except OSError as error:
        raise CatalogueError(f"{path}: {error}") from error
