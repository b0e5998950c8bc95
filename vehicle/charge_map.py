"""Answer what current a pack takes, by state of charge and temperature."""

from bisect import bisect_right
from itertools import pairwise
from typing import Annotated

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

    def limit(self, soc_pct: float, temperature_c: float) -> tuple[float, LimitedBy]:
        """Answer the amps taken (0.6 us), and whether cold, heat or the state of charge limits."""
        column, along = _place(self._socs, soc_pct)
        line, across = _place(self._degrees, temperature_c)
        low, high, best = self._rows[line], self._rows[line + 1], self._best
        low_a = low[column] + (low[column + 1] - low[column]) * along
        high_a = high[column] + (high[column + 1] - high[column]) * along
        amps = low_a + (high_a - low_a) * across
        best_a = best[column] + (best[column + 1] - best[column]) * along
        if amps >= WEATHER_PART * best_a:
            return amps, LimitedBy.STATE_OF_CHARGE
        return amps, LimitedBy.COLD if temperature_c < self._mild_c else LimitedBy.HOT


def _place(axis: tuple[float, ...], value: float) -> tuple[int, float]:
    """Find the cell of an axis that holds a value, and where in it, 0 to 1."""
    if value <= axis[0]:
        return 0, 0.0
    if value >= axis[-1]:
        return len(axis) - 2, 1.0
    index = bisect_right(axis, value) - 1
    return index, (value - axis[index]) / (axis[index + 1] - axis[index])
