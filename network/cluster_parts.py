"""Find how near one must come until a ring of many falls into its parts."""

from dataclasses import dataclass

import numpy as np

from network.clusters import ClusterIndex
from network.columns import ZOOMS

_WORLD = 2.0**32


@dataclass(frozen=True, slots=True)
class Split:
    """The lowest zoom at which marks of a ring stand apart; (x, y) is the middle of them all."""

    zoom: float
    x: float
    y: float


def split(index: ClusterIndex, start: int, end: int) -> Split | None:
    """Answer where the stations `start:end` of a ring part, counting those that pass the filter.

    None where they stay together at every zoom. Cost: 2 ms.
    """
    marks, before = index.columns.marks, index.passing.before
    inside = np.flatnonzero((marks.start >= start) & (marks.end <= end))
    inside = inside[before[marks.start[inside]] < before[marks.end[inside]]]
    step = np.searchsorted(marks.first, inside, side="right") - 1
    apart = np.flatnonzero(np.bincount(step, minlength=len(ZOOMS)) > 1)
    if not len(apart):
        return None
    parts = inside[step == apart[0]]
    x, y = marks.x[parts] / _WORLD, marks.y[parts] / _WORLD
    middle = float(x.min() + x.max()) / 2, float(y.min() + y.max()) / 2
    return Split(float(ZOOMS[int(apart[0])]), *middle)
