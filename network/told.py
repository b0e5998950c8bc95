"""What operators tell of connectors: matched with their numbers anywhere, taken over at once."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from network.catalogue_file import CatalogueFile, Damaged
from network.catalogue_rows import decode_groups
from network.columns import STATUS_CODE, Columns
from network.stations import Bay, GroundLock, State

Places = dict[int, tuple[Bay, GroundLock]]
"""Bays and locks by the connector's number; what was not told is UNKNOWN."""


class Told(NamedTuple):
    """What some connectors of `columns` do, told at `at` (POSIX seconds), by their numbers.

    `places` are those of which bay and lock are told, `parts` those of which one of them is.
    """

    columns: Columns
    number: NDArray[np.int64]
    code: NDArray[np.uint8]
    at: int
    places: Places
    parts: Places

    def taken_by(self, connectors: NDArray[np.int64]) -> tuple[Places, Places]:
        """Answer places and parts of some of the connectors."""
        if len(connectors) == len(self.number) or not (self.places or self.parts):
            return self.places, self.parts
        kept = set(connectors.tolist())
        return (
            {number: place for number, place in self.places.items() if number in kept},
            {number: place for number, place in self.parts.items() if number in kept},
        )


class Named(NamedTuple):
    """Some stations of `columns`, as their operator names them.

    `connectors` holds (id, number) of each connector, station by station.
    """

    columns: Columns
    ids: list[str]
    connectors: list[tuple[str, int]]

    def matched(self, told: Mapping[str, State], at: float) -> Told:
        """Find the connectors of which something is told, by their ids; others' are left out.

        Cost: 0.3 ms for five hundred connectors.
        """
        found = match(self.connectors, told)
        return Told(self.columns, found.number, found.code, int(at), found.places, found.parts)


class Matched(NamedTuple):
    """As Told, of connectors of no particular columns."""

    number: NDArray[np.int64]
    code: NDArray[np.uint8]
    places: Places
    parts: Places


def match(connectors: Sequence[tuple[str, int]], told: Mapping[str, State]) -> Matched:
    """Find those of the connectors, each (id, number), of which something is told."""
    found = [(number, told[name]) for name, number in connectors if name in told]
    places: Places = {}
    parts: Places = {}
    for number, state in found:
        known = (state.bay is not Bay.UNKNOWN) + (state.lock is not GroundLock.UNKNOWN)
        if known:
            (places if known == 2 else parts)[number] = (state.bay, state.lock)
    return Matched(
        np.array([number for number, _ in found], np.int64),
        np.array([STATUS_CODE[state.status] for _, state in found], np.uint8),
        places,
        parts,
    )


def read_named(file: CatalogueFile, columns: Columns, rows: Sequence[int]) -> Named:
    """Read how stations and their connectors are named. Cost: 1 ms for fifty stations.

    Raises: CatalogueError, Unfit, msgspec.DecodeError
    """
    at = np.asarray(rows, np.int64)
    return Named(columns, *read_names(file, columns.key[at].tolist(), columns.first[at].tolist()))


def read_names(
    file: CatalogueFile, keys: Sequence[int], firsts: Sequence[int]
) -> tuple[list[str], list[tuple[str, int]]]:
    """Read the same by the stations' keys and the numbers of their first connectors."""
    sql = f"SELECT key, id, connectors FROM stations WHERE key IN ({','.join('?' * len(keys))})"
    found = {key: (name, groups) for key, name, groups in file.read(sql, keys)}
    ids: list[str] = []
    connectors: list[tuple[str, int]] = []
    for key, first in zip(keys, firsts, strict=True):
        if key not in found:
            raise Damaged(f"key {key}: is missing")
        name, groups = found[key]
        ids.append(name)
        names = (one[0] for group in decode_groups(groups) for one in group.names)
        connectors += [(one, number) for number, one in enumerate(names, first)]
    return ids, connectors
