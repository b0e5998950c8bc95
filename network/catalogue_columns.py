"""Write columns into the catalogue's file and read them again, each checked by its CRC."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple, TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from network.catalogue_file import CatalogueFile, Damaged, Unfit
from network.catalogue_rows import Sheet
from network.catalogue_sheet import rows_of
from network.columns import (
    STATUS_CODE,
    ZOOMS,
    Columns,
    Index,
    Marks,
    stations_of_runs,
    tile_numbers,
)
from network.kinds import Kinds
from network.printed import QUARTERS
from network.readings import build_readings
from network.stations import Network, Status

_T = TypeVar("_T")
_STORED: Final[Mapping[str, type[np.generic]]] = {
    "x": np.float64,
    "y": np.float64,
    "operator": np.uint8,
    "power_kw": np.uint16,
    "is_service_area": np.bool_,
    "area": np.uint32,
    "tariff": np.int32,
    "key": np.int32,
    "first_run": np.int32,
    "first": np.int32,
    "kind": np.int32,
    "run_start": np.int32,
}
_STORED_MARKS: Final[Mapping[str, type[np.generic]]] = {
    "first": np.int32,
    "x": np.uint32,
    "y": np.uint32,
    "start": np.int32,
    "end": np.int32,
}
_STORED_KINDS: Final[Mapping[str, type[np.generic]]] = {
    "operator": np.uint8,
    "power_class": np.uint8,
    "access": np.uint8,
    "is_dc": np.bool_,
    "standard": np.uint8,
    "is_service_area": np.bool_,
    "valid_from": np.int32,
    "valid_to": np.int32,
}
# Only who looks for a connector by its name needs the first two, only the search the last.
_READINGS: Final = "readings"
_FINDER: Final = ("connector_hash", "connector_row")
# Which connectors a station has, and in which order, pressed into 32 bits.
_NAMES: Final = "connector_names"
_LAZY: Final = (*_FINDER, _READINGS, _NAMES)


def write_columns(file: CatalogueFile, columns: Columns, sheet: Sheet, order: Index) -> None:
    """Write the columns of a sheet laid in `order` in the place of all others.

    Raises: CatalogueError, Unfit
    """
    file.read("DELETE FROM columns WHERE name <> ?", (_READINGS,))
    blobs = [(name, crc32(data), data) for name, data in _blobs(columns, sheet, order)]
    if not file.read("SELECT 1 FROM columns WHERE name = ?", (_READINGS,)):
        data = build_readings()
        blobs.append((_READINGS, crc32(data), data))
    file.write("INSERT INTO columns VALUES (?, ?, ?)", blobs)


def _blobs(columns: Columns, sheet: Sheet, order: Index) -> Iterator[tuple[str, bytes]]:
    for name in _STORED:
        yield name, getattr(columns, name).tobytes()
    for name in _STORED_MARKS:
        yield f"marks_{name}", getattr(columns.marks, name).tobytes()
    for name in _STORED_KINDS:
        yield f"kinds_{name}", getattr(columns.kinds, name).tobytes()
    yield "prices", columns.prices.tobytes()
    yield _NAMES, _names(sheet)[order].tobytes()
    by_hash = np.argsort(sheet.hashes, kind="stable")
    yield "connector_hash", sheet.hashes[by_hash].tobytes()
    yield "connector_row", np.repeat(rows_of(order), sheet.draft.size)[by_hash].tobytes()


def read_columns(file: CatalogueFile) -> Columns:
    """Read the columns. Raises: CatalogueError, Unfit if one is missing or damaged."""
    blobs: dict[str, bytes] = {}
    for name, crc, data in file.read(f"SELECT * FROM columns WHERE name NOT IN {_LAZY}"):
        if crc32(data) != crc:
            raise Damaged(f"is damaged in column {name}")
        blobs[name] = data
    stored = _arrays(blobs, "", _STORED)
    marks = _arrays(blobs, "marks_", _STORED_MARKS)
    if len(marks["first"]) != len(ZOOMS) + 1:
        raise Unfit("is clustered for other zooms")
    operators = file.read("SELECT id, network FROM operators ORDER BY code")
    connectors = int(stored["first"][-1])
    return Columns(
        operators=tuple(operator for operator, _ in operators),
        networks=tuple(Network(network) for _, network in operators),
        run_station=stations_of_runs(stored["first_run"]),
        kinds=Kinds(**_arrays(blobs, "kinds_", _STORED_KINDS)),
        prices=_array(blobs, "prices", np.uint32).reshape(-1, QUARTERS),
        status=np.full(connectors, STATUS_CODE[Status.UNKNOWN], np.uint8),
        status_at=np.zeros(connectors, np.uint32),
        marks=Marks(**marks, tile=tile_numbers(marks["first"], marks["x"], marks["y"])),
        **stored,
    )


def read_finder(file: CatalogueFile) -> tuple[NDArray[np.uint32], Index]:
    """Read the sorted hashes of all connectors, and the row of each one's station."""
    blobs = dict(file.read(f"SELECT name, data FROM columns WHERE name IN {_FINDER}"))
    return _array(blobs, _FINDER[0], np.uint32), _array(blobs, _FINDER[1], np.int32)


def read_readings(file: CatalogueFile) -> bytes:
    """Read how hanzi are read, for `parse_readings`. Raises: CatalogueError, Unfit."""
    found = file.read("SELECT crc, data FROM columns WHERE name = ?", (_READINGS,))
    if not found or crc32(found[0][1]) != found[0][0]:
        raise Damaged(f"is damaged in column {_READINGS}")
    data: bytes = found[0][1]
    return data


def read_names(file: CatalogueFile) -> NDArray[np.uint32] | None:
    """Read what tells the connectors of a station from others; None where an older file has none.

    Raises: CatalogueError, Unfit
    """
    found = file.read("SELECT crc, data FROM columns WHERE name = ?", (_NAMES,))
    if not found:
        return None
    crc, data = found[0]
    if crc32(data) != crc:
        raise Damaged(f"is damaged in column {_NAMES}")
    return _array({_NAMES: data}, _NAMES, np.uint32)


def _names(sheet: Sheet) -> NDArray[np.uint32]:
    """Press the hashes of each station's connectors together; another order gives another sum."""
    first = np.cumsum(sheet.draft.size) - sheet.draft.size
    place = np.arange(len(sheet.hashes)) - np.repeat(first, sheet.draft.size)
    weighed = sheet.hashes * (2 * place + 1).astype(np.uint32)
    return np.add.reduceat(weighed, first, dtype=np.uint32)


def _arrays(
    blobs: Mapping[str, bytes], prefix: str, kinds: Mapping[str, type[np.generic]]
) -> dict[str, Any]:
    return {name: _array(blobs, prefix + name, kind) for name, kind in kinds.items()}


def _array(blobs: Mapping[str, bytes], name: str, kind: type[np.generic]) -> NDArray[Any]:
    if name not in blobs:
        raise Unfit(f"has no column {name}")
    return np.frombuffer(blobs[name], kind)


class Moves(NamedTuple):
    """Where connectors went: `source` in the old columns, `target` in the new ones."""

    source: NDArray[np.int64]
    target: NDArray[np.int64]

    def carry(self, old: Columns, new: Columns) -> None:
        """Take over what connectors do. Cost: 6 ms at 1.4 million."""
        new.status[self.target] = old.status[self.source]
        new.status_at[self.target] = old.status_at[self.source]

    def of(self, connectors: NDArray[np.int64]) -> "Moves":
        """Keep those of some of the old connectors."""
        if not len(self.source):
            return self
        place = np.minimum(np.searchsorted(self.source, connectors), len(self.source) - 1)
        place = place[self.source[place] == connectors]
        return Moves(self.source[place], self.target[place])

    def moved(self, kept: Mapping[int, _T]) -> dict[int, _T]:
        """Answer what is kept by connector under the new numbers."""
        moved = {}
        for connector, value in kept.items():
            place = int(np.searchsorted(self.source, connector))
            if place < len(self.source) and self.source[place] == connector:
                moved[int(self.target[place])] = value
        return moved


def common_rows(old: Columns, new: Columns) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Answer the rows of the stations that are in both, in the old ones and the new ones.

    They are in the old order. Cost: 20 ms at 1.4 million connectors.
    """
    _, was, now = np.intersect1d(old.key, new.key, assume_unique=True, return_indices=True)
    order = np.argsort(was, kind="stable")
    return was[order], now[order]


def moves_of(old: Columns, new: Columns, was: NDArray[np.int64], now: NDArray[np.int64]) -> Moves:
    """Follow the connectors of stations, each of which has as many as before, by their places.

    Cost: 20 ms at 1.4 million; for a thread.
    """
    size = np.diff(old.first)[was]
    within = np.arange(int(size.sum())) - np.repeat(np.cumsum(size) - size, size)
    source = np.repeat(old.first[was], size) + within
    return Moves(source, np.repeat(new.first[now], size) + within)
