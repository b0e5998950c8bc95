"""Count the network by province, county, operator and power, on a day: from the columns alone."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from network.columns import Columns, Filter
from network.kinds import POWER_STEPS_KW, UNTOLD_POWER
from network.passing import passing_runs
from network.stations import Access, Network

# A connector from here on counts as high power (network_facts.json, policy_targets_2027).
_HIGH_POWER = POWER_STEPS_KW.index(250)
# GB/T 2260: the first two of six digits are the province's.
_COUNTIES_A_PROVINCE = 10_000

Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Figures:
    """What there is somewhere: stations and service areas (each side of a road), connectors.

    The others count connectors; the rest of them gives AC.
    """

    stations: int
    service_areas: int
    connectors: int
    dc: int
    high_power: int
    plug_and_charge: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The network in figures. Only what has connectors has an entry.

    Counties by their 6 digits of GB/T 2260, provinces by the first 2; stations of an unknown area
    are in neither. Power classes by their lower bounds; of no told power there is none.
    """

    total: Figures
    by_province: dict[int, Figures]
    by_county: dict[int, Figures]
    by_operator: dict[str, Figures]
    by_network: dict[Network, Figures]
    by_power_kw: dict[int, Figures]

    @property
    def counties(self) -> int:
        """Count the counties that have a connector."""
        return len(self.by_county)


def cover(columns: Columns, wanted: Filter, province: int = 0) -> Coverage:
    """Count what passes a filter, for instance all of a day's network of third parties.

    `province` is the first 2 digits of its code, 0 for all. Cost: 30 ms at 1.4 million connectors.
    """
    runs = passing_runs(columns, wanted)
    kind, station = columns.kind[runs.number], columns.run_station[runs.number]
    every = runs.free if wanted.free_only else runs.size
    if province:
        inside = columns.area[station] // _COUNTIES_A_PROVINCE == province
        kind, station, every = kind[inside], station[inside], every[inside]
    kinds = columns.kinds
    is_station = np.ones(len(station), np.int64)
    is_station[1:] = station[1:] != station[:-1]
    size = every.astype(np.int64)
    knows = (kinds.access & Access.PLUG_AND_CHARGE.value) != 0
    is_high = (kinds.power_class >= _HIGH_POWER) & (kinds.power_class != UNTOLD_POWER)
    table = _Table(
        stations=is_station,
        service_areas=is_station * columns.is_service_area[station],
        connectors=size,
        dc=size * kinds.is_dc[kind],
        high_power=size * is_high[kind],
        plug_and_charge=size * knows[kind],
    )
    area = columns.area[station].astype(np.int64)
    operator = columns.operator[station].astype(np.int64)
    whose = np.array([list(Network).index(one) for one in columns.networks], np.int64)
    by_county = table.by(area)
    by_province = table.by(area // _COUNTIES_A_PROVINCE)
    # Where the area is not known its code is 0.
    by_county.pop(0, None)
    by_province.pop(0, None)
    by_class = _by_class(columns, table, kind, station)
    by_class.pop(UNTOLD_POWER, None)
    return Coverage(
        table.total(),
        by_province,
        by_county,
        {columns.operators[code]: one for code, one in table.by(operator).items()},
        {list(Network)[code]: one for code, one in table.by(whose[operator]).items()},
        {POWER_STEPS_KW[code]: one for code, one in by_class.items()},
    )


@dataclass(frozen=True, slots=True)
class _Table:
    """What each run adds to the figures; the fields are those of Figures."""

    stations: Counts
    service_areas: Counts
    connectors: Counts
    dc: Counts
    high_power: Counts
    plug_and_charge: Counts

    def total(self) -> Figures:
        return Figures(*(int(getattr(self, field.name).sum()) for field in fields(self)))

    def by(self, code: Counts) -> dict[int, Figures]:
        """Sum up by the code of each run."""
        found = np.flatnonzero(np.bincount(code))
        sums = [np.bincount(code, getattr(self, field.name))[found] for field in fields(self)]
        rows = zip(*(column.astype(np.int64).tolist() for column in sums), strict=True)
        return {one: Figures(*row) for one, row in zip(found.tolist(), rows, strict=True)}


def _by_class(
    columns: Columns, table: _Table, kind: NDArray[np.integer], station: NDArray[np.integer]
) -> dict[int, Figures]:
    """Sum up by power class: a station counts once in each class that it has."""
    power = columns.kinds.power_class[kind].astype(np.int64)
    _, first = np.unique(station.astype(np.int64) * (UNTOLD_POWER + 1) + power, return_index=True)
    is_station = np.zeros(len(station), np.int64)
    is_station[first] = 1
    return _Table(
        is_station,
        is_station * columns.is_service_area[station],
        table.connectors,
        table.dc,
        table.high_power,
        table.plug_and_charge,
    ).by(power)
