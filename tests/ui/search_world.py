"""What the search looks into in the tests of the glass: the names of one station, read at once."""

from collections.abc import Callable, Coroutine, Generator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TypeVar

import numpy as np

from network.catalogue import CatalogueError, Texts
from network.cluster_tree import arrange
from network.columns import STATUS_CODE, Columns, Draft
from network.favourites import Favourite
from network.gazetteer import read_gazetteer
from network.geo import mercator
from network.printed import no_prices
from network.stations import Network, State, Station, Status
from ui.search_controller import SearchParts
from ui.search_live import SearchLive
from ui.search_lookup import Lookup
from ui.search_recents import Store
from ui.surroundings import Surroundings

T = TypeVar("T")
# Enough to spell what the tests look for.
READINGS = "\n".join(
    ("北bei", "新xin", "京jing", "南nan", "站zhan", "虹hong", "桥qiao", "天tian", "地di", "超chao")
).encode()
GAZETTEER = read_gazetteer({"cloud": ["云启充电", "Cloud Charge", "Cloud Recharge"]})


class SearchedStations:
    """One station in row 0."""

    def __init__(self, columns: Columns, station: Station) -> None:
        self.columns = columns
        self._station = station
        self.is_damaged = False

    def station(self, _row: int) -> Station:
        self._look()
        return self._station

    def _look(self) -> None:
        if self.is_damaged:
            raise CatalogueError("stations.sqlite: database disk image is malformed")

    def texts(self) -> Texts:
        return Texts([self._station.name], [self._station.address], READINGS)

    def row_of(self, operator_id: str, station_id: str) -> int | None:
        self._look()
        ours = (self._station.operator_id, self._station.id)
        return 0 if (operator_id, station_id) == ours else None

    def ids_of(self, rows: Sequence[int]) -> list[str]:
        return [self._station.id for _ in rows]

    def set_states(self, rows: Sequence[int], told: Mapping[str, State], at: float) -> None:
        """Take over what an operator told of some stations."""


async def at_once(work: Callable[[], T], /) -> T:
    """Run here what would run in a thread."""
    return work()


async def no_sleep(_seconds: float) -> None:
    """Wait for nothing."""


def search_parts(
    stations: SearchedStations,
    store: Store,
    favourites: Sequence[Favourite],
    around: Surroundings,
) -> SearchParts:
    """Join a search whose names are read already, and which asks nobody."""
    lookup = Lookup(stations, lambda: GAZETTEER)
    lookup.read()
    live = SearchLive(stations, {}, no_sleep, around)
    return SearchParts(stations, lookup, live, store, at_once, lambda: favourites, no_sleep)


# Name, degrees to the north of the car, power, service area, printed price in 1/10 000 yuan, and
# the statuses of its connectors, told ten minutes ago.
FREE, BUSY, BROKEN = Status.AVAILABLE, Status.CHARGING, Status.FAULT
STATIONS = (
    ("虹桥天地超充站", 0.01, 480.0, False, 13_200, (FREE, BUSY, FREE)),
    ("虹桥北站", 0.02, 120.0, False, 9_500, (BUSY, BUSY)),
    ("南京站", 0.10, 60.0, False, 0, (BROKEN,)),
    ("天桥服务区", 0.05, 250.0, True, 11_000, ()),
    ("北京南站超充站", 9.0, 600.0, False, 15_000, (FREE,)),
)
AGE_S = 600.0


def small_columns(at: tuple[float, float], now_s: float) -> Columns:
    """Lay STATIONS out; the key of each is its place there. Without a status there is one pile."""
    places = [mercator(at[0] + north, at[1]) for _, north, *_ in STATIONS]
    sizes = [max(1, len(statuses)) for *_, statuses in STATIONS]
    count = len(STATIONS)
    prices = [no_prices()]
    tariff = []
    for _, _, _, _, units, _ in STATIONS:
        tariff.append(len(prices) if units else 0)
        prices += [np.full((1, 96), units, np.uint32)] if units else []
    draft = Draft(
        operators=("cloud",),
        networks=(Network.THIRD_PARTY,),
        x=np.array([x for x, _ in places]),
        y=np.array([y for _, y in places]),
        operator=np.zeros(count, np.uint8),
        is_service_area=np.array([is_area for _, _, _, is_area, *_ in STATIONS]),
        size=np.array(sizes),
        power_kw=np.repeat([kw for _, _, kw, *_ in STATIONS], sizes),
        access=np.ones(sum(sizes), np.uint8),
        is_dc=np.ones(sum(sizes), np.bool_),
        standard=np.zeros(sum(sizes), np.uint8),
        area=np.zeros(count, np.uint32),
        tariff=np.array(tariff, np.int32),
        prices=np.concatenate(prices),
    )
    columns = arrange(draft)[1]
    for row, key in enumerate(columns.key.tolist()):
        codes = [STATUS_CODE[one] for one in STATIONS[key][-1]]
        first = int(columns.first[row])
        places_of = np.arange(first, first + len(codes), dtype=np.int32)
        columns.set_status(places_of, np.array(codes, np.uint8), now_s - AGE_S)
    return columns


def name_of(key: int) -> str:
    """Name a station; one that was added later has a key beyond STATIONS."""
    return STATIONS[key][0] if key < len(STATIONS) else "虹桥新站"


class SmallCatalogue:
    """STATIONS as the catalogue tells them; `station` answers one that stands for all."""

    def __init__(self, columns: Columns, station: Station) -> None:
        self.columns = columns
        self._station = station
        self.told: list[tuple[list[int], float]] = []
        self.is_broken = False

    def station(self, row: int) -> Station:
        key = int(self.columns.key[row])
        return replace(self._station, id=f"s{key}", name=name_of(key))

    def texts(self) -> Texts:
        if self.is_broken:
            raise CatalogueError("network.sqlite: changed while it was read")
        names = [name_of(key) for key in self.columns.key.tolist()]
        return Texts(names, [""] * len(names), READINGS)

    def row_of(self, operator_id: str, station_id: str) -> int | None:
        keys = [f"s{key}" for key in self.columns.key.tolist()]
        return keys.index(station_id) if operator_id == "cloud" and station_id in keys else None

    def ids_of(self, rows: Sequence[int]) -> list[str]:
        return [f"s{int(self.columns.key[row])}" for row in rows]

    def set_states(self, rows: Sequence[int], told: Mapping[str, State], at: float) -> None:
        assert told
        self.told.append((list(rows), at))

    def row(self, key: int) -> int:
        """Find the row of a station by its place in STATIONS."""
        row: int = self.columns.key.tolist().index(key)
        return row


class Held:
    """Work that is done when it is let go, as in a thread that takes its time."""

    def __init__(self) -> None:
        self._waiting: list[Coroutine[None, None, None]] = []

    async def aside(self, work: Callable[[], T], /) -> T:
        await _Turn()
        return work()

    def spawn(self, coroutine: Coroutine[None, None, None]) -> None:
        with suppress(StopIteration):
            coroutine.send(None)
            self._waiting.append(coroutine)

    def let_go(self) -> None:
        """Finish what is under way; what it begins waits again."""
        waiting, self._waiting = self._waiting, []
        for coroutine in waiting:
            self.spawn(coroutine)

    @property
    def count(self) -> int:
        """Count what is under way."""
        return len(self._waiting)


class _Turn:
    def __await__(self) -> Generator[None, None, None]:
        yield
