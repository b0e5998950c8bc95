"""All stations in one SQLite file: columns for the map, one row a station for everything else.

A reader stays with the stations of one moment; what changes them is in `intake`. What connectors do
is kept in memory only, for it is old when a program starts.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple, Self

import msgspec
import numpy as np
from numpy.typing import NDArray

from network.catalogue_columns import read_finder, read_readings
from network.catalogue_file import (
    CatalogueError,
    CatalogueFile,
    CatalogueLost,
    Damaged,
    Unfit,
    as_error,
    is_damaged,
    put_aside,
)
from network.catalogue_rows import (
    connector_hash,
    decode_details,
    decode_groups,
    station_of,
    ungrouped,
)
from network.catalogue_sheet import sheet_of
from network.catalogue_write import fill, write_catalogue
from network.clusters import ClusterIndex
from network.columns import STATUS_CODE, STATUSES, Columns, Index
from network.newer import Newer, read_file
from network.stations import Bay, Connector, GroundLock, State, Station, Status
from network.told import Named, Places, Told, read_named

__all__ = ["Catalogue", "CatalogueError", "CatalogueLost", "Newer", "write_catalogue"]

_log = logging.getLogger(__name__)
_MANY = 5000
_UNTOLD = (Bay.UNKNOWN, GroundLock.UNKNOWN)
_MOST_DEGREES = 180.0
_ROW = "operator, id, name, address, lat, lon, connectors, details"


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a catalogue holds."""

    operators: int
    stations: int
    connectors: int
    service_areas: int
    free: int


class Texts(NamedTuple):
    """Names and addresses of all stations in the order of the rows, and how hanzi are read."""

    names: list[str]
    addresses: list[str]
    readings: bytes


class Catalogue:
    """An open catalogue. Rows are those of `columns`; `told` counts what was told of connectors."""

    def __init__(self, path: Path, file: CatalogueFile, columns: Columns) -> None:
        self.path = path
        self.told = 0
        self._take(file, columns)

    def _take(self, file: CatalogueFile, columns: Columns) -> None:
        self.columns = columns
        self._file = file
        self._operator_code = {name: code for code, name in enumerate(columns.operators)}
        self._finder: tuple[NDArray[np.uint32], Index] | None = None
        self._by_key: Index | None = None
        # Bays and locks by connector: few operators tell of them.
        self._bays: Places = {}

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the catalogue at `path`. Cost: about 40 ms at 1.4 million connectors.

        Raises: CatalogueLost if there is none, or it is damaged or of a newer version (it is moved
        aside then); CatalogueError if the place cannot be used.
        """
        try:
            catalogue = cls(path, *read_file(path))
        except Unfit as error:
            raise CatalogueLost(path, str(error), put_aside(path)) from error
        if catalogue.frozen:
            _log.warning("%s: %s; it is read as it was kept last", path, catalogue.frozen)
        return catalogue

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def newer(self) -> Newer:
        """Read what the file holds by now; for a thread, as it takes 50 ms and more.

        Raises: CatalogueError; the old state stays in use.
        """
        try:
            return Newer.read(self.path, self._file, self.columns)
        except (Unfit, msgspec.DecodeError) as error:
            raise as_error(self.path, error) from error

    @property
    def frozen(self) -> str:
        """Why nothing can be written into the file, empty where it can."""
        return self._file.frozen

    @property
    def is_damaged(self) -> bool:
        """Whether part of the file was found to be unreadable, or it is being made anew."""
        return is_damaged(self.path) or not self.path.exists()

    def afresh(self) -> Newer:
        """Read another file that has been put in the place of the one in use; as `newer`.

        Nothing is read of the old one any more, and what its connectors do is forgotten.
        Raises: CatalogueError; the old state stays in use.
        """
        try:
            return Newer.afresh(self.path, self.columns)
        except Unfit as error:
            raise as_error(self.path, error) from error

    def adopt(self, newer: Newer) -> None:
        """Go over to a newer state. Rows change; what connectors do is kept. Cost: 2 ms."""
        if newer.old is not self.columns:
            newer = Newer(newer.file, newer.columns, self._file, self.columns)
        newer.catch_up()
        bays = newer.moves.moved(self._bays)
        self._file.close()
        self._take(newer.file, newer.columns)
        self._bays = bays

    def station(self, row: int) -> Station:
        """Read one station with what its connectors do now.

        Raises: CatalogueError if its part of the file is damaged.
        """
        columns = self.columns
        if not 0 <= row < columns.station_count:
            raise IndexError(f"no station in row {row}")
        found = self._read(f"SELECT {_ROW} FROM stations WHERE key = ?", (int(columns.key[row]),))
        if not found:
            raise self._damaged(row, "is missing")
        operator, station_id, name, address, lat, lon, groups, details = found[0]
        is_known = operator in range(len(columns.operators))
        texts, places = (station_id, name, address), (lat, lon)
        if not (
            is_known
            and all(isinstance(one, str) for one in texts)
            and all(isinstance(one, float) and abs(one) <= _MOST_DEGREES for one in places)
        ):
            raise self._damaged(row, "is not a station's")
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
            raise self._damaged(row, str(error)) from error

    def _damaged(self, row: int, why: str) -> CatalogueError:
        """Take note of damage that SQLite cannot see."""
        return as_error(self.path, Damaged(f"row {row}: {why}"))

    def service_area_names(self) -> dict[int, str]:
        """Name the stations at service areas, by row. Cost: 0.1 s. Raises: CatalogueError."""
        keys = self.columns.key
        row_of = dict(zip(keys.tolist(), range(len(keys)), strict=True))
        found = self._read("SELECT key, name FROM stations WHERE service_area", ())
        return {row_of[key]: name for key, name in found}

    def row_of(self, operator_id: str, station_id: str) -> int | None:
        """Find a station's row."""
        code = self._operator_code.get(operator_id)
        sql = "SELECT key FROM stations WHERE operator = ? AND id = ?"
        found = self._read(sql, (code, station_id))
        if not found:
            return None
        if self._by_key is None:
            self._by_key = np.argsort(self.columns.key).astype(np.int32)
        at = int(np.searchsorted(self.columns.key, found[0][0], sorter=self._by_key))
        row = int(self._by_key[min(at, len(self._by_key) - 1)])
        # Damage may have made another number of it.
        return row if self.columns.key[row] == found[0][0] else None

    def station_by_id(self, operator_id: str, station_id: str) -> Station | None:
        """Find a station."""
        row = self.row_of(operator_id, station_id)
        return None if row is None else self.station(row)

    def texts(self) -> Texts:
        """Read what the search needs, in a connection of its own.

        Any thread may, also while others read. Cost: 0.3 s at 1.4 million connectors.
        Raises: CatalogueError, also if the file has changed meanwhile.
        """
        keys = self.columns.key
        row_of = {key: row for row, key in enumerate(keys.tolist())}
        names, addresses = [""] * len(keys), [""] * len(keys)
        try:
            with closing(CatalogueFile.open(self.path)) as file:
                readings = read_readings(file)
                for rows in file.stream("SELECT key, name, address FROM stations", _MANY):
                    for key, name, address in rows:
                        row = row_of.pop(key, None)
                        if row is not None:
                            names[row], addresses[row] = name, address
        except Unfit as error:
            raise as_error(self.path, error) from error
        if row_of:
            raise CatalogueError(f"{self.path}: changed while it was read")
        return Texts(names, addresses, readings)

    def replace(self, stations: Sequence[Station]) -> None:
        """Hold these stations from now on and no others; what connectors do is forgotten.

        Raises: CatalogueError if the place cannot be written; the old ones are kept then.
        """
        file = CatalogueFile.open(self.path)
        try:
            with file.at_once():
                for table in ("stations", "operators", "incoming"):
                    file.read(f"DELETE FROM {table}")
                fill(file, sheet_of(stations), lambda _: None)
        finally:
            file.close()
        newer = self.newer()
        self._file.close()
        self._take(newer.file, newer.columns)

    def connector(self, operator_id: str, connector_id: str) -> tuple[Station, Connector] | None:
        """Find a connector and its station."""
        found = self._locate(operator_id, connector_id)
        return None if found is None else (found[1], found[1].connectors[found[2]])

    def set_status(self, operator_id: str, connector_id: str, status: Status, at: float) -> bool:
        """Take over what one connector does, told at `at` (POSIX seconds); False: not ours."""
        return self.set_state(operator_id, connector_id, State(status), at)

    def set_state(self, operator_id: str, connector_id: str, state: State, at: float) -> bool:
        """Take over what one connector does with its bay and lock; False: not ours.

        A bay or lock that was not told stays as it was. What is older than what is known changes
        nothing.
        """
        found = self._locate(operator_id, connector_id)
        if found is None:
            return False
        self._set(int(self.columns.first[found[0]]) + found[2], state, at)
        return True

    def _set(self, connector: int, state: State, at: float) -> None:
        if int(at) < self.columns.status_at[connector]:
            return
        self.told += 1
        self.columns.status[connector] = STATUS_CODE[state.status]
        self.columns.status_at[connector] = int(at)
        self._note_place(connector, (state.bay, state.lock))

    def _note_place(self, connector: int, told: tuple[Bay, GroundLock]) -> None:
        bay, lock = self._bays.get(connector, _UNTOLD)
        bay = bay if told[0] is Bay.UNKNOWN else told[0]
        lock = lock if told[1] is GroundLock.UNKNOWN else told[1]
        if (bay, lock) != _UNTOLD:
            self._bays[connector] = (bay, lock)

    def reader(self) -> Callable[[Sequence[int]], Named]:
        """Answer who reads how stations and their connectors are named, by rows: for any thread.

        Nobody waits for it, not even to `adopt` or to `close`. What it answers holds for
        the present columns. It raises CatalogueError, also where those are not read any more.
        """
        path, file, columns = self.path, self._file, self.columns

        def read(rows: Sequence[int]) -> Named:
            try:
                with file.held():
                    return read_named(file, columns, rows)
            except (Unfit, msgspec.DecodeError) as error:
                raise as_error(path, error) from error

        return read

    def take(self, told: Told) -> bool:
        """Take over what connectors do, as `set_state`; False: these are not our columns any more.

        Cost: 0.1 ms for five hundred connectors.
        """
        columns = self.columns
        if told.columns is not columns:
            return False
        is_newer = columns.status_at[told.number] <= told.at
        number = told.number[is_newer]
        self.told += len(number)
        columns.status[number] = told.code[is_newer]
        columns.status_at[number] = told.at
        places, parts = told.taken_by(number)
        self._bays.update(places)
        for connector, place in parts.items():
            if self._bays.get(connector) != place:  # nearly always as it was
                self._note_place(connector, place)
        return True

    def ids_of(self, rows: Sequence[int]) -> list[str]:
        """List the ids of some stations, in this order. Raises: CatalogueError."""
        return self.reader()(rows).ids

    def set_states(self, rows: Sequence[int], told: Mapping[str, State], at: float) -> None:
        """Take over what an operator told of some stations, by connector id, as `set_state`.

        Raises: CatalogueError
        """
        self.take(self.reader()(rows).matched(told, at))

    def nearest(self, lat: float, lon: float, count: int) -> list[int]:
        """List the rows of the nearest stations, nearest first."""
        nearest: list[int] = ClusterIndex(self.columns).nearest(lat, lon, count).tolist()
        return nearest

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
            try:
                self._finder = read_finder(self._file)
            except Unfit as error:
                raise as_error(self.path, error) from error
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
            return self._file.read(sql, values)
        except Unfit as error:
            raise as_error(self.path, error) from error
