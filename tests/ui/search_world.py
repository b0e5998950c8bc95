"""What the search looks into in the tests of the glass: the names of one station, read at once."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from network.catalogue import Texts
from network.columns import Columns
from network.gazetteer import read_gazetteer
from network.stations import State, Station
from ui.search_controller import SearchParts
from ui.search_live import SearchLive
from ui.search_lookup import Lookup
from ui.search_recents import Store
from ui.surroundings import Surroundings

T = TypeVar("T")
# Enough to spell what the tests look for.
READINGS = "\n".join(
    ("北bei", "京jing", "南nan", "站zhan", "虹hong", "桥qiao", "天tian", "地di", "超chao")
).encode()
GAZETTEER = read_gazetteer({"cloud": ["云启充电", "Cloud Charge", "Cloud Recharge"]})


class SearchedStations:
    """One station in row 0."""

    def __init__(self, columns: Columns, station: Station) -> None:
        self.columns = columns
        self._station = station

    def station(self, _row: int) -> Station:
        return self._station

    def texts(self) -> Texts:
        return Texts([self._station.name], [self._station.address], READINGS)

    def row_of(self, operator_id: str, station_id: str) -> int | None:
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
    favourites: Sequence[tuple[str, str]],
    around: Surroundings,
) -> SearchParts:
    """Join a search whose names are read already, and which asks nobody."""
    lookup = Lookup(stations, lambda: GAZETTEER)
    lookup.read()
    live = SearchLive(stations, {}, no_sleep, around)
    return SearchParts(stations, lookup, live, store, at_once, lambda: favourites)
