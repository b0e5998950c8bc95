"""Who looks at what is told to whoever asks operators, and what they told is shown."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar, cast

import numpy as np
import pytest
from numpy.typing import NDArray

from network.catalogue import CatalogueError
from network.clusters import ClusterIndex, Viewport
from network.columns import STATUS_CODE, Columns
from network.geo import mercator
from network.stations import Station, Status, single_piles
from tests.ui.glass_world import STATION, GlassWorld
from ui.status_watch import AGES_EVERY, REDRAW_EVERY, StatusWatch

_T = TypeVar("_T")
pytestmark = pytest.mark.usefixtures("qapp")
X, Y = mercator(STATION.lat, STATION.lon)
AROUND = Viewport(X - 1e-4, Y + 1e-4, X + 1e-4, Y - 1e-4, 1920.0)
ELSEWHERE = Viewport(X + 1e-3, Y + 1e-4, X + 2e-3, Y - 1e-4, 1920.0)


class Asker:
    """Notes what is looked at."""

    def __init__(self) -> None:
        self.looked: list[list[int]] = []
        self.chosen: list[int | None] = []

    def look_at(self, rows: Sequence[int] | NDArray[np.integer]) -> None:
        self.looked.append([int(row) for row in rows])

    def choose(self, row: int | None) -> None:
        self.chosen.append(row)


class Stations:
    """One station, in row 0; its connectors do what the columns say."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.told = 0

    def row_of(self, operator_id: str, station_id: str) -> int | None:
        return 0 if (operator_id, station_id) == ("cloud", "s1") else None

    def station(self, row: int) -> Station:
        assert row == 0
        statuses = {code: status for status, code in STATUS_CODE.items()}
        first = replace(STATION.connectors[0], status=statuses[int(self.columns.status[0])])
        return replace(STATION, equipment=single_piles((first, *STATION.connectors[1:])))

    def tell(self, status: Status) -> None:
        self.columns.status[0] = STATUS_CODE[status]
        self.columns.status_at[0] += 1
        self.told += 1


class Watched:
    """A watch over a glass with stand-ins."""

    def __init__(self) -> None:
        self.world = GlassWorld()
        self.map = self.world.controllers.map
        self.card = self.world.controllers.station
        self.stations = Stations(self.world.source.index.columns)
        self.asker = Asker()
        self.drawn = 0
        self.meanwhile: Callable[[], object] = lambda: None
        self.map._feed.changed.connect(self._count)
        self.watch = StatusWatch(self.card, self.map, self.world.source, self.stations, self.asker)

    def _count(self) -> None:
        self.drawn += 1

    def look(self, times: int = 1) -> None:
        for _ in range(times):
            # Nothing in it waits.
            with pytest.raises(StopIteration):
                self.watch.look(self.away).send(None)

    async def away(self, work: Callable[[], _T]) -> _T:
        answer = work()
        self.meanwhile()
        return answer


def test_the_station_on_the_card_is_chosen_until_the_card_closes() -> None:
    watched = Watched()
    watched.card.show(STATION)
    watched.card.refresh()
    watched.card.close()
    assert watched.asker.chosen == [0, None]


def test_a_view_is_looked_at_when_it_rests_and_only_once() -> None:
    watched = Watched()
    watched.world.source.in_view(ELSEWHERE)
    watched.look()
    watched.world.source.in_view(AROUND)
    watched.look()
    assert watched.asker.looked == []
    watched.look(3)
    assert watched.asker.looked == [[0]]
    watched.world.source.in_view(ELSEWHERE)
    watched.look(3)
    assert watched.asker.looked == [[0], []]


def test_what_is_told_of_the_station_on_the_card_is_written_at_once() -> None:
    watched = Watched()
    watched.card.show(watched.stations.station(0))
    watched.stations.tell(Status.FAULT)
    watched.look()
    station = cast(Station, watched.card.station)
    assert station.connectors[0].status is Status.FAULT


def test_the_map_is_drawn_again_now_and_then_and_only_where_something_was_told() -> None:
    watched = Watched()
    watched.look(REDRAW_EVERY)
    assert watched.drawn == 0
    watched.stations.tell(Status.FAULT)
    watched.look(REDRAW_EVERY)
    assert watched.drawn == 1
    watched.look(REDRAW_EVERY)
    assert watched.drawn == 1
    watched.watch.told()
    watched.look(REDRAW_EVERY)
    assert watched.drawn == 2


def test_a_map_whose_numbers_are_as_they_were_is_drawn_again_for_its_ages_only() -> None:
    watched = Watched()
    watched.world.source.in_view(AROUND)
    watched.stations.tell(Status.FAULT)
    watched.look(REDRAW_EVERY)
    assert watched.drawn == 1
    for _ in range(AGES_EVERY // REDRAW_EVERY - 2):
        watched.stations.tell(Status.FAULT)
        watched.look(REDRAW_EVERY)
    assert watched.drawn == 1
    watched.stations.tell(Status.FAULT)
    watched.look(REDRAW_EVERY)
    assert watched.drawn == 2
    watched.stations.tell(Status.AVAILABLE)
    watched.look(REDRAW_EVERY)
    assert watched.drawn == 3


def test_newer_columns_are_looked_at_anew_with_the_same_station() -> None:
    watched = Watched()
    watched.card.show(STATION)
    watched.world.source.in_view(AROUND)
    watched.look(2)
    watched.watch.adopted()
    watched.look()
    assert watched.asker.chosen == [0, 0]
    assert watched.asker.looked == [[0], [0]]


def test_what_was_counted_under_a_filter_that_is_gone_is_counted_again() -> None:
    watched = Watched()
    watched.world.source.in_view(AROUND)
    watched.look(2)
    watched.stations.tell(Status.FAULT)
    watched.meanwhile = lambda: watched.world.controllers.filters.press_chip("free")
    watched.look(REDRAW_EVERY - 2)
    watched.meanwhile = lambda: None
    index = watched.world.source.index
    drawn = watched.drawn
    assert index.wanted.free_only
    watched.look(REDRAW_EVERY)
    assert watched.world.source.index is not index
    assert watched.world.source.index.wanted.free_only
    assert watched.drawn == drawn + 1


def test_rows_of_columns_that_are_gone_are_not_asked_about() -> None:
    watched = Watched()
    watched.world.source.in_view(AROUND)
    watched.look()
    columns = replace(watched.stations.columns)
    watched.meanwhile = lambda: watched.world.source.adopt(ClusterIndex(columns))
    watched.look()
    assert watched.asker.looked == []


def test_a_card_whose_station_cannot_be_read_stays_as_it_is() -> None:
    watched = Watched()
    watched.card.show(STATION)

    def broken(row: int) -> Station:
        raise CatalogueError(f"row {row}: database disk image is malformed")

    watched.stations.station = broken  # type: ignore[method-assign]
    watched.stations.tell(Status.FAULT)
    watched.look()
    assert watched.card.station == STATION
