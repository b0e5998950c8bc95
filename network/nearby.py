"""Choose the stations around the car: the nearest, the cheapest, the fastest.

The columns answer it at once, whatever the network does. Prices are those printed in the operators'
texts (see `network.printed`); where none is printed, a station comes behind.
"""

from enum import Enum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from network.columns import FREE, STATUS_CODE, Columns
from network.geo import closeness, mercator, metres_of
from network.stations import Status

AROUND_M: Final = 20_000.0
"""As far as one drives for a better price or a faster pile (chosen)."""
_UNKNOWN: Final = STATUS_CODE[Status.UNKNOWN]


class Sorting(Enum):
    """What comes first."""

    NEAREST = "nearest"
    CHEAPEST = "cheapest"
    FASTEST = "fastest"


def nearby(
    columns: Columns, at: tuple[float, float], sorting: Sorting, quarter: int, most: int
) -> list[int]:
    """List the rows of at most so many stations around (lat, lon), best first.

    The cheapest and fastest lie within AROUND_M; those where nothing is free, as far as is known,
    come last. Where hardly any lies there, the nearest are taken instead. `quarter` is that of
    China's day (0 to 95).

    Cost: 8 ms at 1.4 million connectors.
    """
    away = closeness(*mercator(*at), columns.x, columns.y)
    count = min(most, len(away))
    if not count:
        return []
    nearest = np.argpartition(away, count - 1)[:count]
    if sorting is Sorting.NEAREST:
        return _rows(nearest, (away[nearest],))
    around = np.flatnonzero(metres_of(away) <= AROUND_M)
    rows = around if len(around) >= count else nearest
    if sorting is Sorting.CHEAPEST:
        best = columns.prices[columns.tariff[rows], quarter]
    else:
        best = np.iinfo(np.uint16).max - columns.power_kw[rows]
    return _rows(rows, (_is_full(columns, rows), best, away[rows]))[:count]


def nearest_of(columns: Columns, at: tuple[float, float], operator: str, most: int) -> list[int]:
    """List the rows of the nearest stations of one operator; empty where it has none."""
    if operator not in columns.operators:
        return []
    rows = np.flatnonzero(columns.operator == columns.operators.index(operator))
    away = closeness(*mercator(*at), columns.x[rows], columns.y[rows])
    count = min(most, len(rows))
    near = np.argpartition(away, count - 1)[:count] if count else np.empty(0, np.int64)
    return _rows(rows[near], (away[near],))


def _is_full(columns: Columns, rows: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Tell where something is known and nothing is free."""
    begins = columns.first[:-1]
    free = np.logical_or.reduceat(columns.status == FREE, begins)[rows]
    known = np.logical_or.reduceat(columns.status != _UNKNOWN, begins)[rows]
    full: NDArray[np.bool_] = known & ~free
    return full


def _rows(rows: NDArray[np.intp], keys: tuple[NDArray[np.generic], ...]) -> list[int]:
    """Sort rows by the first key, then the next."""
    sorted_rows: list[int] = rows[np.lexsort(keys[::-1])].tolist()
    return sorted_rows
