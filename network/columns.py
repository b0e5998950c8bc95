"""Hold what the map asks of every station and connector, as numpy columns.

Stations lie in the order of the cluster tree, so that every cluster at every zoom is one range of
rows; connectors lie station by station. A row is a station's number in these columns; it changes
when the catalogue is rebuilt.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import NDArray

from network.stations import Access, Network, Status

# Lower bounds of the eight power classes that a filter can tell apart (chosen).
POWER_STEPS_KW: Final = (0, 20, 60, 120, 180, 250, 480, 600)
# The zooms (world 256 dp * 2**zoom) at which the tree has a level of its own (chosen): half steps
# where a step regroups much. Beyond the last, co-located stations stay one mark; there a dp is
# about a quarter of a metre in China.
ZOOMS: Final = (*(half / 2 for half in range(24)), *(float(zoom) for zoom in range(12, 20)))
STATUSES: Final = tuple(Status)
STATUS_CODE: Final[Mapping[Status, int]] = {status: code for code, status in enumerate(STATUSES)}
FREE: Final = STATUS_CODE[Status.AVAILABLE]
MAX_OPERATORS: Final = 128

_POWER_SHIFT = 7
_ACCESS_SHIFT = 10
_SERVICE_AREA_SHIFT = 14
_TRAITS = 1 << 15

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

    Per station: place on the unit square, operator (a number in `operators`), highest power, first
    connector; `first` has one entry more. Per connector: traits (see `pack_traits`), status code,
    and when that was told in POSIX seconds (0: never).
    """

    operators: tuple[str, ...]
    networks: tuple[Network, ...]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    operator: NDArray[np.uint8]
    power_kw: NDArray[np.uint16]
    is_service_area: NDArray[np.bool_]
    first: Index
    traits: NDArray[np.uint16]
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
        return len(self.traits)

    @property
    def is_ac(self) -> NDArray[np.bool_]:
        """Tell which connectors are of the lowest power class, which is AC."""
        lowest: NDArray[np.bool_] = (self.traits >> _POWER_SHIFT & 7) == 0
        return lowest

    def set_status(self, connectors: Index, codes: NDArray[np.uint8], at: float) -> None:
        """Take over what some connectors do, told at `at` (POSIX seconds)."""
        self.status[connectors] = codes
        self.status_at[connectors] = int(at)


@dataclass(frozen=True, slots=True)
class Draft:
    """Stations in any order, each with its connectors (`size` of them, at least one) in a run.

    `x` to `size` are per station, `operator` a number in `operators`; the rest per connector,
    `access` the value of an Access.
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

    def arranged(self, order: Index, marks: Marks) -> Columns:
        """Lay the stations in `order`, to which `marks` refer; nothing is known of any status."""
        size = self.size[order]
        first = np.concatenate(([0], np.cumsum(size)))
        old_first = np.concatenate(([0], np.cumsum(self.size)))
        run = np.arange(first[-1]) + np.repeat(old_first[order] - first[:-1], size)
        operator, service = self.operator[order], self.is_service_area[order]
        power_kw = self.power_kw[run]
        return Columns(
            self.operators,
            self.networks,
            self.x[order],
            self.y[order],
            operator,
            np.maximum.reduceat(power_kw, first[:-1]).astype(np.uint16),
            service,
            first.astype(np.int32),
            pack_traits(
                np.repeat(operator, size), power_kw, self.access[run], np.repeat(service, size)
            ),
            np.full(len(run), STATUS_CODE[Status.UNKNOWN], np.uint8),
            np.zeros(len(run), np.uint32),
            marks,
        )


@dataclass(frozen=True, slots=True)
class Filter:
    """What the driver wants to see. None and False ask for nothing.

    `min_power_kw` is one of POWER_STEPS_KW. `access` asks for any of its ways to start. `free_only`
    follows the status, so its result holds only until the next one comes.
    """

    operators: frozenset[str] | None = None
    networks: frozenset[Network] | None = None
    min_power_kw: int = 0
    access: Access = Access.NONE
    is_service_area: bool = False
    free_only: bool = False

    def __post_init__(self) -> None:
        if self.min_power_kw not in POWER_STEPS_KW:
            raise ValueError(f"min_power_kw must be one of {POWER_STEPS_KW}")

    @property
    def asks_nothing(self) -> bool:
        """Tell whether every station passes."""
        return all(getattr(self, field.name) == field.default for field in fields(self))


def pack_traits(
    operator: NDArray[np.uint8],
    power_kw: NDArray[np.float64],
    access: NDArray[np.uint8],
    is_service_area: NDArray[np.bool_],
) -> NDArray[np.uint16]:
    """Press what a filter may ask of a connector into 15 bits."""
    power_class = np.searchsorted(POWER_STEPS_KW, power_kw, side="right") - 1
    packed = operator.astype(np.uint16)
    packed |= power_class.astype(np.uint16) << _POWER_SHIFT
    packed |= access.astype(np.uint16) << _ACCESS_SHIFT
    packed |= is_service_area.astype(np.uint16) << _SERVICE_AREA_SHIFT
    return packed


def passing_traits(wanted: Filter, columns: Columns) -> NDArray[np.uint8]:
    """Answer for each of the possible traits whether it passes (1) or not (0)."""
    traits = np.arange(_TRAITS, dtype=np.uint16)
    operator = traits & (MAX_OPERATORS - 1)
    passes = np.ones(_TRAITS, np.bool_)
    if wanted.operators is not None:
        codes = [i for i, name in enumerate(columns.operators) if name in wanted.operators]
        passes &= np.isin(operator, codes)
    if wanted.networks is not None:
        codes = [i for i, network in enumerate(columns.networks) if network in wanted.networks]
        passes &= np.isin(operator, codes)
    if wanted.min_power_kw:
        lowest = POWER_STEPS_KW.index(wanted.min_power_kw)
        passes &= (traits >> _POWER_SHIFT & 7) >= lowest
    if wanted.access:
        passes &= (traits >> _ACCESS_SHIFT & wanted.access.value) != 0
    if wanted.is_service_area:
        passes &= traits >> _SERVICE_AREA_SHIFT != 0
    return passes.astype(np.uint8)
