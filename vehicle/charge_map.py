"""Answer what current a pack takes, by state of charge and temperature."""

from bisect import bisect_right
from itertools import pairwise
from typing import Annotated, TypeAlias

import msgspec

from vehicle.limits import LimitedBy

Axis = Annotated[
    tuple[Annotated[float, msgspec.Meta(ge=-1e3, le=1e3)], ...],
    msgspec.Meta(min_length=2, max_length=200),
]
Amps = Annotated[float, msgspec.Meta(ge=0, le=5000)]

WEATHER_PART = 0.99
"""Below this part of the best at this SoC, the temperature is what limits (chosen)."""


class ChargeTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The map as a file holds it: one row of amps for each temperature, one column for each SoC."""

    soc_pct: Axis
    temperature_c: Axis
    amps: tuple[tuple[Amps, ...], ...]


def find_fault(table: ChargeTable) -> tuple[str, str] | None:
    """Find a field whose figures do not fit together, and why; None when all do."""
    for name, axis in (("soc_pct", table.soc_pct), ("temperature_c", table.temperature_c)):
        if any(later <= earlier for earlier, later in pairwise(axis)):
            return name, "does not rise"
    if len(table.amps) != len(table.temperature_c):
        return "amps", f"{len(table.amps)} rows for {len(table.temperature_c)} temperatures"
    for number, row in enumerate(table.amps):
        if len(row) != len(table.soc_pct):
            return f"amps[{number}]", f"{len(row)} amps for {len(table.soc_pct)} SoCs"
    return None


class ChargeMap:
    """A table read bilinearly; beyond its edges it stays level."""

    def __init__(self, table: ChargeTable) -> None:
        self._socs = table.soc_pct
        self._degrees = table.temperature_c
        self._rows = table.amps
        self._best = tuple(max(column) for column in zip(*table.amps, strict=True))
        sums = [sum(row) for row in table.amps]
        self._mild_c = table.temperature_c[sums.index(max(sums))]
        # The cell that was read last: a pack stays in one for minutes.
        self._cell = self._find(0, 0)

    def limit(self, soc_pct: float, temperature_c: float) -> tuple[float, LimitedBy]:
        """Answer the amps taken (0.3 us), and whether cold, heat or the state of charge limits."""
        low_pct, high_pct, cold_c, warm_c, at_cold, at_warm, at_best = self._cell
        celsius = temperature_c
        if not (low_pct <= soc_pct <= high_pct and cold_c <= temperature_c <= warm_c):
            soc_pct = min(max(soc_pct, self._socs[0]), self._socs[-1])
            celsius = min(max(temperature_c, self._degrees[0]), self._degrees[-1])
            self._cell = self._find(_place(self._socs, soc_pct), _place(self._degrees, celsius))
            low_pct, high_pct, cold_c, warm_c, at_cold, at_warm, at_best = self._cell
        along = (soc_pct - low_pct) / (high_pct - low_pct)
        cold_a = at_cold[0] + at_cold[1] * along
        across = (celsius - cold_c) / (warm_c - cold_c)
        amps = cold_a + (at_warm[0] + at_warm[1] * along - cold_a) * across
        if amps >= WEATHER_PART * (at_best[0] + at_best[1] * along):
            return amps, LimitedBy.STATE_OF_CHARGE
        return amps, LimitedBy.COLD if temperature_c < self._mild_c else LimitedBy.HOT

    def _find(self, column: int, line: int) -> "_Cell":
        socs, degrees = self._socs, self._degrees
        return (
            socs[column],
            socs[column + 1],
            degrees[line],
            degrees[line + 1],
            _edge(self._rows[line], column),
            _edge(self._rows[line + 1], column),
            _edge(self._best, column),
        )


_Edge: TypeAlias = tuple[float, float]
"""A value at the low end of a cell, and how much it rises to the high end."""
_Cell: TypeAlias = tuple[float, float, float, float, _Edge, _Edge, _Edge]
"""SoC from and to, degrees from and to; amps along the cold edge, the warm one, and at best."""


def _edge(row: tuple[float, ...], column: int) -> _Edge:
    return row[column], row[column + 1] - row[column]


def _place(axis: tuple[float, ...], value: float) -> int:
    """Find the interval of an axis that holds a value, which is within the axis."""
    return min(bisect_right(axis, value), len(axis) - 1) - 1
