"""Hold what the map asks of every station and connector, as numpy columns.

Stations lie in the order of the cluster tree, so that every cluster at every zoom is one range of
rows; connectors lie station by station, in runs of one sort. A row is a station's number in these
columns; it changes when the catalogue is rebuilt.
"""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Final

import numpy as np
from numpy.typing import NDArray

from network.kinds import (
    FOR_EVER,
    POWER_STEPS_KW,
    SINCE_EVER,
    STANDARD_CODE,
    UNTOLD_POWER,
    Kinds,
    distinct,
    power_class,
    runs,
)
from network.printed import UNPRICED, in_units, no_prices
from network.stations import Access, Network, Standard, Status

# The zooms (world 256 dp * 2**zoom) at which the tree has a level of its own (chosen): half steps
# where a step regroups much. Beyond the last, co-located stations stay one mark; there a dp is
# about a quarter of a metre in China.
ZOOMS: Final = (*(half / 2 for half in range(24)), *(float(zoom) for zoom in range(12, 20)))
STATUSES: Final = tuple(Status)
STATUS_CODE: Final[Mapping[Status, int]] = {status: code for code, status in enumerate(STATUSES)}
FREE: Final = STATUS_CODE[Status.AVAILABLE]
MAX_OPERATORS: Final = 128

Index = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Marks:
    """The cluster tree: for each zoom the marks that stand for all stations, none overlapping.

    Zoom `ZOOMS[k]` owns the marks `first[k]:first[k + 1]`, sorted by map tile, row by row. A mark
    stands at (x, y) / 2**32 of the unit square for the station rows `start:end`; `tile` numbers its
    map tile.
    """

    first: Index
    x: NDArray[np.uint32]
    y: NDArray[np.uint32]
    start: Index
    end: Index
    tile: NDArray[np.int64]


def tile_numbers(first: Index, x: NDArray[np.uint32], y: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Answer the number of each mark's map tile at the zoom that owns it, row by row."""
    numbers = np.empty(len(x), np.int64)
    for step, zoom in enumerate(ZOOMS):
        level = slice(first[step], first[step + 1])
        numbers[level] = tile_numbers_at(int(zoom), x[level], y[level])
    return numbers


def tile_numbers_at(zoom: int, x: NDArray[np.uint32], y: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Answer the number of each mark's map tile at one zoom."""
    shift = 32 - zoom
    return (y.astype(np.int64) >> shift << zoom) | (x.astype(np.int64) >> shift)


@dataclass(frozen=True, slots=True)
class Columns:
    """Every station and connector. `status` and `status_at` are written in place, nothing else.

    Per station: place on the unit square, operator (a number in `operators`), highest power, area
    (6 digits of GB/T 2260, 0: unknown), tariff (a row of `prices`, 0: none printed), its key in the
    file, first run, first connector; the last two have one entry more. Per run of connectors of one
    sort: its kind, its station, its first connector (one entry more). Per connector: status code,
    and when that was told in POSIX seconds (0: never). `prices` is as in `network.printed`.
    """

    operators: tuple[str, ...]
    networks: tuple[Network, ...]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    operator: NDArray[np.uint8]
    power_kw: NDArray[np.uint16]
    is_service_area: NDArray[np.bool_]
    area: NDArray[np.uint32]
    tariff: Index
    key: Index
    first_run: Index
    first: Index
    kind: Index
    run_station: Index
    run_start: Index
    kinds: Kinds
    prices: NDArray[np.uint32]
    status: NDArray[np.uint8]
    status_at: NDArray[np.uint32]
    marks: Marks

    @property
    def station_count(self) -> int:
        """Count the stations."""
        return len(self.x)

    @property
    def connector_count(self) -> int:
        """Count the connectors."""
        return len(self.status)

    @property
    def is_ac(self) -> NDArray[np.bool_]:
        """Tell which connectors give AC. Cost: 3 ms for 1.4 million."""
        return np.repeat(~self.kinds.is_dc[self.kind], np.diff(self.run_start))

    def set_status(self, connectors: Index, codes: NDArray[np.uint8], at: float) -> None:
        """Take over what some connectors do, told at `at` (POSIX seconds)."""
        self.status[connectors] = codes
        self.status_at[connectors] = int(at)

    def printed_price(self, row: int, quarter: int) -> Decimal | None:
        """Answer a station's printed price in a quarter of an hour of China's day (0 to 95).

        Show it as printed and never bill from it. None: nothing is printed.
        """
        units = int(self.prices[self.tariff[row], quarter])
        return None if units == UNPRICED else Decimal(units).scaleb(-4)


@dataclass(frozen=True, slots=True)
class Draft:
    """Stations in any order, each with its connectors (`size` of them, at least one) in a run.

    `x` to `size`, `area` and `tariff` are per station, `operator` a number in `operators`; the rest
    per connector, `access` the value of an Access, `standard` a number in STANDARDS. Without
    `tariff` no station prints a price, without `valid_from` or `valid_to` none has such a limit.
    """

    operators: tuple[str, ...]
    networks: tuple[Network, ...]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    operator: NDArray[np.uint8]
    is_service_area: NDArray[np.bool_]
    size: NDArray[np.int64]
    power_kw: NDArray[np.float64]
    access: NDArray[np.uint8]
    _: KW_ONLY
    is_dc: NDArray[np.bool_]
    standard: NDArray[np.uint8]
    area: NDArray[np.uint32]
    tariff: Index | None = None
    prices: NDArray[np.uint32] | None = None
    valid_from: Index | None = None
    valid_to: Index | None = None

    def arranged(self, order: Index, marks: Marks) -> Columns:
        """Lay the stations in `order`, to which `marks` refer; nothing is known of any status.

        The key of a station is its place in the draft.
        """
        first = _from_zero(self.size[order])
        connector = _moved(self.size, order, first)
        power_kw = self.power_kw[connector]
        each = self._each(order, connector)
        run_start = runs(each, first)
        kinds, kind = distinct(each.take(run_start[:-1]))
        first_run = np.searchsorted(run_start, first).astype(np.int32)
        count = len(order)
        return Columns(
            operators=self.operators,
            networks=self.networks,
            x=self.x[order],
            y=self.y[order],
            operator=self.operator[order],
            power_kw=np.maximum.reduceat(power_kw, first[:-1]).astype(np.uint16),
            is_service_area=self.is_service_area[order],
            area=self.area[order],
            tariff=np.zeros(count, np.int32) if self.tariff is None else self.tariff[order],
            key=order.astype(np.int32),
            first_run=first_run,
            first=first,
            kind=kind,
            run_station=stations_of_runs(first_run),
            run_start=run_start,
            kinds=kinds,
            prices=no_prices() if self.prices is None else self.prices,
            status=np.full(len(connector), STATUS_CODE[Status.UNKNOWN], np.uint8),
            status_at=np.zeros(len(connector), np.uint32),
            marks=marks,
        )

    def _each(self, order: Index, connector: NDArray[np.int64]) -> Kinds:
        """Tell the sort of every connector in the new order."""
        size = self.size[order]

        def days(column: Index | None, limit: int) -> Index:
            return np.full(len(connector), limit, np.int32) if column is None else column[connector]

        return Kinds(
            operator=np.repeat(self.operator[order], size),
            power_class=power_class(self.power_kw)[connector],
            access=self.access[connector],
            is_dc=self.is_dc[connector],
            standard=self.standard[connector],
            is_service_area=np.repeat(self.is_service_area[order], size),
            valid_from=days(self.valid_from, SINCE_EVER),
            valid_to=days(self.valid_to, FOR_EVER),
        )


def _from_zero(sizes: NDArray[np.int64]) -> Index:
    return np.concatenate(([0], np.cumsum(sizes))).astype(np.int32)


def _moved(size: NDArray[np.int64], order: Index, first: Index) -> NDArray[np.int64]:
    """Answer where each connector lay before its station was moved to its place in `order`."""
    old_first = np.cumsum(size) - size
    moved: NDArray[np.int64] = np.arange(first[-1]) + np.repeat(
        old_first[order] - first[:-1], size[order]
    )
    return moved


def stations_of_runs(first_run: Index) -> Index:
    """Answer the station of each run."""
    return np.repeat(np.arange(len(first_run) - 1, dtype=np.int32), np.diff(first_run))


@dataclass(frozen=True, slots=True)
class PriceCeiling:
    """At most so much per kWh, all in, in a quarter of an hour of China's day (0 to 95).

    Prices are those printed in the operator's text: who prints none does not pass.
    """

    cny: Decimal
    quarter: int


@dataclass(frozen=True, slots=True)
class Filter:
    """What the driver wants to see. None and False ask for nothing.

    `min_power_kw` is one of POWER_STEPS_KW; so is each of `power_steps_kw`, the lower bounds of the
    classes wanted. `access` asks for any of its ways to start. `day` asks for what belongs to the
    network on that day. `free_only` follows the status, so its result holds only until the next one
    comes.
    """

    operators: frozenset[str] | None = None
    networks: frozenset[Network] | None = None
    min_power_kw: int = 0
    access: Access = Access.NONE
    is_service_area: bool = False
    free_only: bool = False
    power_steps_kw: frozenset[int] | None = None
    is_dc: bool | None = None
    standards: frozenset[Standard] | None = None
    price: PriceCeiling | None = None
    day: date | None = None

    def __post_init__(self) -> None:
        if self.min_power_kw not in POWER_STEPS_KW:
            raise ValueError(f"min_power_kw must be one of {POWER_STEPS_KW}")
        if self.power_steps_kw is not None and not self.power_steps_kw <= set(POWER_STEPS_KW):
            raise ValueError(f"power_steps_kw must be of {POWER_STEPS_KW}")

    @property
    def asks_nothing(self) -> bool:
        """Tell whether every station passes."""
        return all(getattr(self, field.name) == field.default for field in fields(self))


def passing_kinds(wanted: Filter, columns: Columns) -> NDArray[np.bool_]:
    """Tell which sorts of connectors pass; of status and price nothing is asked here."""
    kinds = columns.kinds
    passes = np.ones(len(kinds), np.bool_)
    if wanted.operators is not None:
        codes = [i for i, name in enumerate(columns.operators) if name in wanted.operators]
        passes &= np.isin(kinds.operator, codes)
    if wanted.networks is not None:
        codes = [i for i, network in enumerate(columns.networks) if network in wanted.networks]
        passes &= np.isin(kinds.operator, codes)
    if wanted.min_power_kw:
        passes &= kinds.power_class >= POWER_STEPS_KW.index(wanted.min_power_kw)
        passes &= kinds.power_class != UNTOLD_POWER
    if wanted.power_steps_kw is not None:
        classes = [POWER_STEPS_KW.index(step) for step in wanted.power_steps_kw]
        passes &= np.isin(kinds.power_class, classes)
    if wanted.access:
        passes &= (kinds.access & wanted.access.value) != 0
    if wanted.is_service_area:
        passes &= kinds.is_service_area
    if wanted.is_dc is not None:
        passes &= kinds.is_dc if wanted.is_dc else kinds.is_ac
    if wanted.standards is not None:
        passes &= np.isin(kinds.standard, [STANDARD_CODE[one] for one in wanted.standards])
    if wanted.day is not None:
        passes &= kinds.valid_on(wanted.day)
    return passes


def cheap_enough(ceiling: PriceCeiling, columns: Columns) -> NDArray[np.bool_]:
    """Tell which stations print a price under the ceiling."""
    is_cheap = columns.prices[:, ceiling.quarter] <= in_units(ceiling.cny)
    cheap: NDArray[np.bool_] = is_cheap[columns.tariff]
    return cheap
