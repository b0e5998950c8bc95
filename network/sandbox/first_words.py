"""Tell a head unit in the same process at once what all connectors of the simulated world do.

It would ask for it over the wire as well, but nation-wide that takes thousands of questions.
"""

from collections.abc import Collection
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from network.catalogue import Catalogue
from network.catalogue_columns import Moves
from network.columns import Columns

_MANY = 10_000
_Rows = NDArray[np.int64]


def same_moves(world: Columns, copy: Columns) -> Moves | None:
    """Answer where connectors are in a copy of the world's file; None: it is none any more."""
    is_copy = np.array_equal(world.key, copy.key) and np.array_equal(world.first, copy.first)
    if not (is_copy and np.array_equal(world.x, copy.x)):
        return None
    everyone = np.arange(world.connector_count)
    return Moves(everyone, everyone)


def moves_by_id(world: Path, own: Path, columns: Columns) -> Moves | None:
    """Find the world's connectors in another catalogue, by operator and station.

    None where the file at `own` is no longer that of the `columns`. Cost: 1 s, for a thread.
    Raises: CatalogueError.
    """
    there, here = Catalogue.open(world), Catalogue.open(own)
    try:
        if not np.array_equal(here.columns.key, columns.key):
            return None
        rows = _rows_by_id(there)
        pairs = [(rows[one], row) for one, row in _rows_by_id(here).items() if one in rows]
        return _moves(there.columns, here.columns, np.array(pairs, np.int64).reshape(-1, 2))
    finally:
        there.close()
        here.close()


def tell(moves: Moves, world: Columns, own: Columns, operators: Collection[str]) -> None:
    """Take over what the connectors of these operators do: of others nobody can ask."""
    codes = [code for code, name in enumerate(own.operators) if name in operators]
    is_theirs = np.repeat(np.isin(own.operator, codes), np.diff(own.first))[moves.target]
    Moves(moves.source[is_theirs], moves.target[is_theirs]).carry(world, own)


def _rows_by_id(catalogue: Catalogue) -> dict[tuple[str, str], int]:
    columns = catalogue.columns
    found: dict[tuple[str, str], int] = {}
    for first in range(0, columns.station_count, _MANY):
        rows = range(first, min(first + _MANY, columns.station_count))
        for row, station_id in zip(rows, catalogue.ids_of(rows), strict=True):
            found[columns.operators[columns.operator[row]], station_id] = row
    return found


def _moves(there: Columns, here: Columns, pairs: _Rows) -> Moves:
    size = np.diff(there.first)[pairs[:, 0]]
    is_same = size == np.diff(here.first)[pairs[:, 1]]
    pairs, size = pairs[is_same], size[is_same]
    within = np.arange(int(size.sum())) - np.repeat(np.cumsum(size) - size, size)
    source = np.repeat(there.first[pairs[:, 0]], size) + within
    return Moves(source, np.repeat(here.first[pairs[:, 1]], size) + within)
