"""Tell what the connectors of single stations do, of those that a filter lets pass."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from network.columns import FREE, STATUS_CODE, Columns, Filter, Index, passing_kinds
from network.stations import Access, Status

Counts = NDArray[np.int64]

_UNKNOWN = STATUS_CODE[Status.UNKNOWN]
_BROKEN = (STATUS_CODE[Status.FAULT], STATUS_CODE[Status.OFFLINE])


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of connectors, one entry a station. May be empty.

    `broken` are faulty or offline, of `unknown` nobody knows what they do. `told_at` is when the
    newest of their statuses was told, in POSIX seconds (0: never). `plug_and_charge` counts those
    that start when a car is plugged in.
    """

    total: Counts
    free: Counts
    broken: Counts
    unknown: Counts
    told_at: Counts
    plug_and_charge: Counts


def tally(columns: Columns, wanted: Filter, rows: Index) -> Tally:
    """Count at these stations, whatever their status; all of a station where nothing passes.

    Cost: 0.2 ms for a hundred stations.
    """
    runs, run_owner = _spread(columns.first_run[rows], columns.first_run[rows + 1])
    kind = columns.kind[runs]
    passes = passing_kinds(wanted, columns)[kind]
    some = np.bincount(run_owner, passes, len(rows)) > 0
    kept = passes | ~some[run_owner]
    runs, run_owner, kind = runs[kept], run_owner[kept], kind[kept]
    size = columns.run_start[runs + 1] - columns.run_start[runs]
    starts_itself = (columns.kinds.access[kind] & Access.PLUG_AND_CHARGE.value) != 0
    connectors, of_run = _spread(columns.run_start[runs], columns.run_start[runs + 1])
    owner, status = run_owner[of_run], columns.status[connectors]
    told_at = np.zeros(len(rows), np.int64)
    np.maximum.at(told_at, owner, columns.status_at[connectors])

    def count(which: NDArray[np.bool_]) -> Counts:
        return np.bincount(owner[which], minlength=len(rows))

    return Tally(
        total=np.bincount(owner, minlength=len(rows)),
        free=count(status == FREE),
        broken=count(np.isin(status, _BROKEN)),
        unknown=count(status == _UNKNOWN),
        told_at=told_at,
        plug_and_charge=np.bincount(run_owner, size * starts_itself, len(rows)).astype(np.int64),
    )


def _spread(start: Index, end: Index) -> tuple[Counts, Counts]:
    """List the numbers of all ranges, and to which range each belongs."""
    length = (end - start).astype(np.int64)
    owner = np.repeat(np.arange(len(start)), length)
    within = np.arange(len(owner)) - np.repeat(np.cumsum(length) - length, length)
    return start[owner] + within, owner
