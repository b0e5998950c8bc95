"""Take new stations into the catalogue's file while others read it: page by page, then all at once.

Pages wait in the file, so a program that was killed goes on where it was. Nothing of them is seen
before `apply`, which changes rows and columns in one transaction: it is done whole or not at all.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, Self

import msgspec
import numpy as np

from network.catalogue_columns import write_columns
from network.catalogue_file import CatalogueFile, Unfit, as_error
from network.catalogue_rows import Sheet, StationRow, decode_groups, row_of_station
from network.catalogue_sheet import Entry, draft_from
from network.cluster_tree import arrange
from network.known_dates import with_dates
from network.stations import Network, Station

_MANY = 5000
_FACTS = "operator, service_area, id, name, address, lat, lon, connectors, details"
_SAME = " AND ".join(f"s.{one} IS incoming.{one}" for one in _FACTS.split(", "))
_PUT = f"""
INSERT OR REPLACE INTO incoming (is_gone, {_FACTS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_DROP = f"""
DELETE FROM incoming WHERE NOT is_gone AND EXISTS (
    SELECT 1 FROM stations AS s WHERE s.operator = incoming.operator AND s.id = incoming.id
    AND ({_SAME})
)
"""
_FORGET = """
DELETE FROM stations WHERE (operator, id) IN (SELECT operator, id FROM incoming WHERE is_gone)
"""
# A station that was there keeps its key, and with it what its connectors do.
_MERGE = f"""
INSERT INTO stations ({_FACTS}) SELECT {_FACTS} FROM incoming WHERE NOT is_gone
ON CONFLICT (operator, id) DO UPDATE SET
    service_area = excluded.service_area, name = excluded.name, address = excluded.address,
    lat = excluded.lat, lon = excluded.lon, connectors = excluded.connectors,
    details = excluded.details
"""


class Incoming(NamedTuple):
    """A station as it is written."""

    operator_id: str
    network: Network
    is_service_area: bool
    row: StationRow

    @classmethod
    def of(cls, station: Station) -> Self:
        """Write a station."""
        return cls(
            station.operator_id, station.network, station.is_service_area, row_of_station(station)
        )


class Intake:
    """A writer of the catalogue's file. Any thread may use it, one at a time."""

    def __init__(self, file: CatalogueFile) -> None:
        self._file = file

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the file of a catalogue. Raises: CatalogueError."""
        try:
            return cls(CatalogueFile.open(path))
        except Unfit as error:
            raise as_error(path, error) from error

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Put, remove and apply all or nothing of what is done within. Raises: CatalogueError."""
        with self._file.at_once():
            yield

    def put(self, stations: Sequence[Station]) -> None:
        """Keep stations that are new or have changed. Raises: CatalogueError; none is kept then."""
        self.put_written([Incoming.of(one) for one in stations])

    def put_written(self, stations: Sequence[Incoming]) -> None:
        """Keep stations that somebody has written already. Raises: CatalogueError, as `put`."""
        with self._file.at_once():
            codes = self._codes({one.operator_id: one.network for one in stations})
            rows = [(0, codes[one.operator_id], one.is_service_area, *one.row) for one in stations]
            self._file.write(_PUT, rows)

    def dated(self, stations: Sequence[Station]) -> list[Station]:
        """Give stations of one operator the first days that the catalogue has of them.

        Raises: CatalogueError
        """
        if not stations:
            return []
        marks = ",".join("?" * len(stations))
        sql = f"""SELECT s.id, s.connectors FROM stations s JOIN operators o ON o.code = s.operator
            WHERE o.id = ? AND s.id IN ({marks})"""
        rows = self._file.read(sql, (stations[0].operator_id, *(one.id for one in stations)))
        known = {station_id: decode_groups(groups) for station_id, groups in rows}
        return [with_dates(one, known.get(one.id, ())) for one in stations]

    def remove(self, operator_id: str, station_ids: Iterable[str]) -> None:
        """Keep that these stations of an operator are no more. Raises: CatalogueError."""
        code = self._known().get(operator_id)
        if code is None:
            return
        with self._file.at_once():
            empty = ("", "", 0.0, 0.0, b"[]", b"")
            self._file.write(_PUT, [(1, code, 0, one, *empty) for one in station_ids])

    def ids(self, operator_id: str) -> set[str]:
        """List the stations of an operator that the catalogue holds, without those that wait."""
        sql = "SELECT s.id FROM stations s JOIN operators o ON o.code = s.operator WHERE o.id = ?"
        return {one for (one,) in self._file.read(sql, (operator_id,))}

    def drop_unchanged(self) -> None:
        """Let those not wait that are in the catalogue as they are. Raises: CatalogueError."""
        with self._file.at_once():
            self._file.read(_DROP)

    @property
    def waiting(self) -> int:
        """Count the stations that wait."""
        count: int = self._file.read("SELECT count(*) FROM incoming")[0][0]
        return count

    def apply(self, progress: Callable[[float], None] = lambda _: None) -> None:
        """Take what waits over, and lay out the columns anew; readers see it when they ask.

        Cost: about 6 s of one processor at 1.4 million connectors.
        Raises: CatalogueError, for instance if the disk is full; all is as before then.
        """
        try:
            with self._file.at_once():
                self._file.read(_FORGET)
                self._file.read(_MERGE)
                self._file.read("DELETE FROM incoming")
                self._lay_out(progress)
        except (Unfit, msgspec.DecodeError, ValueError) as error:
            raise as_error(self._file.path, error) from error
        progress(1.0)

    def _lay_out(self, progress: Callable[[float], None]) -> None:
        keys: list[int] = []
        operators = self._file.read("SELECT id, network FROM operators ORDER BY code")
        draft, hashes = draft_from(
            tuple(name for name, _ in operators),
            tuple(Network(network) for _, network in operators),
            self._entries(keys),
        )
        progress(0.6)
        order, columns = arrange(draft)
        progress(0.8)
        key = np.array(keys, np.int32)[order]
        write_columns(self._file, replace(columns, key=key), Sheet(draft, (), hashes), order)

    def _entries(self, keys: list[int]) -> Iterator[Entry]:
        """Read all rows, and note their keys."""
        for rows in self._file.stream(f"SELECT key, {_FACTS} FROM stations", _MANY):
            for key, operator, is_service_area, *row in rows:
                keys.append(key)
                yield Entry(operator, bool(is_service_area), StationRow(*row))

    def _known(self) -> dict[str, int]:
        return dict(self._file.read("SELECT id, code FROM operators"))

    def _codes(self, networks: dict[str, Network]) -> dict[str, int]:
        """Answer the numbers of these operators; new ones get the next."""
        known = self._known()
        for operator_id, network in networks.items():
            if operator_id in known:
                sql = "UPDATE operators SET network = ? WHERE id = ?"
                self._file.read(sql, (network.value, operator_id))
            else:
                known[operator_id] = len(known)
                self._file.write(
                    "INSERT INTO operators VALUES (?, ?, ?)",
                    [(known[operator_id], operator_id, network.value)],
                )
        return known
