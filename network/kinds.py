"""Tell apart the sorts of connectors that there are: what a filter asks, it asks of each sort once.

A network has some hundred sorts and millions of connectors, which lie in runs of one sort.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from network.stations import Standard

# Lower bounds of the eight power classes that a filter can tell apart (chosen).
POWER_STEPS_KW: Final = (0, 20, 60, 120, 180, 250, 480, 600)
UNTOLD_POWER: Final = len(POWER_STEPS_KW)
"""The class of a power of 0: nobody told it, so it is neither low nor high."""
STANDARDS: Final = tuple(Standard)
STANDARD_CODE: Final[Mapping[Standard, int]] = {one: code for code, one in enumerate(STANDARDS)}
# Days are numbers as `date.toordinal` has them; these stand for no limit.
SINCE_EVER: Final = 0
FOR_EVER: Final = 2**31 - 1

Flags = NDArray[np.bool_]
Bytes = NDArray[np.uint8]
Index = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Kinds:
    """What a filter may ask of a connector; one entry a sort (or a connector, where it says so).

    `operator` is a number in the columns' operators, `power_class` one in POWER_STEPS_KW
    or UNTOLD_POWER, `standard` one in STANDARDS, `access` the value of an Access.
    """

    operator: Bytes
    power_class: Bytes
    access: Bytes
    is_dc: Flags
    standard: Bytes
    is_service_area: Flags
    valid_from: Index
    valid_to: Index

    def __len__(self) -> int:
        return len(self.operator)

    @property
    def is_ac(self) -> Flags:
        """Tell which give AC; neither this nor DC is what only a guess from no power says."""
        is_guessed = self.power_class == UNTOLD_POWER
        is_guessed &= self.standard == STANDARD_CODE[Standard.UNKNOWN]
        ac: Flags = ~self.is_dc & ~is_guessed
        return ac

    def take(self, chosen: NDArray[np.integer]) -> "Kinds":
        """Choose some."""
        return Kinds(*(getattr(self, field.name)[chosen] for field in fields(self)))

    def valid_on(self, day: date) -> Flags:
        """Tell which are part of the network on a day."""
        number = day.toordinal()
        valid: Flags = (self.valid_from <= number) & (number <= self.valid_to)
        return valid


def power_class(power_kw: NDArray[np.float64]) -> Bytes:
    """Answer the number of each power's class in POWER_STEPS_KW, UNTOLD_POWER for none."""
    steps = np.searchsorted(POWER_STEPS_KW, power_kw, side="right") - 1
    return np.where(power_kw > 0, steps, UNTOLD_POWER).astype(np.uint8)


def from_day(day: date | None) -> int:
    """Write the first day of a connector as a number."""
    return SINCE_EVER if day is None else day.toordinal()


def to_day(day: date | None) -> int:
    """Write the last day of a connector as a number."""
    return FOR_EVER if day is None else day.toordinal()


def runs(connectors: Kinds, first: Index) -> Index:
    """Cut connectors (one entry each) where the sort or the station changes.

    `first` holds the first connector of each station and one entry more; so does the answer, of
    each run.
    """
    changes = np.zeros(len(connectors) + 1, np.bool_)
    changes[first] = True
    for field in fields(connectors):
        column = getattr(connectors, field.name)
        changes[1:-1] |= column[1:] != column[:-1]
    return np.flatnonzero(changes).astype(np.int32)


def distinct(each: Kinds) -> tuple[Kinds, Index]:
    """List every sort once; also answer the number of each entry's sort."""
    key = np.zeros(len(each), np.int64)
    for field in fields(each):
        _, code = np.unique(getattr(each, field.name), return_inverse=True)
        # Each time as many numbers as there are sorts so far: the key never runs over.
        _, key = np.unique(key * (int(code.max(initial=0)) + 1) + code, return_inverse=True)
    _, at = np.unique(key, return_index=True)
    return each.take(at), key.astype(np.int32)
