"""Compose the search's list: what was found, or favourites, what was chosen last, what is near."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Protocol

from network.favourites import Favourite
from network.gazetteer import Kind
from network.search import Hit
from network.stations import Station
from ui import search_view, search_wording
from ui.readable import is_gone, row_of, station_at
from ui.search_lookup import Found, Lookup, Stations
from ui.search_recents import Recent
from ui.search_rows import Scene, SearchRows, keyed
from ui.search_view import SearchRow

MOST_FAVOURITES: Final = 5
"""So many are listed (chosen: what is near stays within one swipe)."""


class Rows(Stations, Protocol):
    """What the list needs of network.catalogue.Catalogue beside its names."""

    def station(self, row: int) -> Station:
        """Read one station by its row."""

    def row_of(self, operator_id: str, station_id: str) -> int | None:
        """Find a station's row."""


class SearchList:
    """The lines of one list. `targets` says what the line of a key stands for."""

    def __init__(self, stations: Rows, lookup: Lookup, writer: SearchRows) -> None:
        self._stations = stations
        self._lookup = lookup
        self._writer = writer
        self.targets: dict[str, Hit] = {}

    def write(
        self,
        found: Found,
        scene: Scene,
        favourites: Sequence[Favourite],
        recents: Iterable[Recent],
    ) -> list[SearchRow]:
        """Write every line. `favourites`: the best first."""
        self.targets = {}
        if found.question.typed.strip():
            return keyed(self._finds(found, scene))
        return keyed(self._surroundings(found, scene, favourites, recents))

    def stations(self) -> list[int]:
        """List the rows of the stations in the list, in their order there."""
        return [hit.row for hit in self.targets.values() if hit.row >= 0]

    def _finds(self, found: Found, scene: Scene) -> Iterator[SearchRow]:
        if not found.is_ready:
            reason = self._lookup.trouble
            sentence = search_wording.UNREADABLE if reason else search_wording.PREPARING
            yield self._writer.note(sentence, reason=reason)
        elif not found.groups:
            typed = search_view.quoted(found.question.typed)
            yield self._writer.note(search_wording.NOTHING, typed=typed)
        for group in found.groups:
            # Of a kind there may be two groups: one heading does for both.
            yield self._writer.group(group[0].kind)
            for hit in group:
                yield self._line("find", hit, scene, found)

    def _surroundings(
        self,
        found: Found,
        scene: Scene,
        favourites: Sequence[Favourite],
        recents: Iterable[Recent],
    ) -> Iterator[SearchRow]:
        # Until the names are read, a part of the file that is damaged leaves stations out.
        loved = [hit for hit in self._loved(favourites) if hit.name]
        room = MOST_FAVOURITES - len(loved)
        gone = self._gone(favourites)[:room] if room else []
        if loved or gone:
            yield self._writer.favourites()
        for hit in loved:
            yield self._line("favourite", hit, scene, found)
        for one in gone:
            yield self._writer.gone(f"gone_{one.operator_id}_{one.station_id}", one.name)
        recalled = [old for one in recents if (old := self._recalled(one)) and old.name]
        if recalled:
            yield self._writer.recent()
            for hit in recalled:
                yield self._line("recent", hit, scene, found)
        yield self._writer.nearby(found.question.sorting)
        for hit in map(self._station_hit, found.near):
            if hit.name:
                yield self._line("near", hit, scene, found)
        if found.question.at is None:
            yield self._writer.note(search_wording.NO_POSITION)
        elif not found.near:
            yield self._writer.note(search_wording.NONE_NEAR)

    def _line(self, role: str, hit: Hit, scene: Scene, found: Found) -> SearchRow:
        spans = found.spans.get(hit.name, ())
        is_station = hit.row >= 0
        mark = str(int(scene.columns.key[hit.row])) if is_station else f"{hit.kind.value}_{hit.key}"
        key = f"{role}_{mark}"
        self.targets[key] = hit
        if is_station:
            return self._writer.station(key, hit.name, hit.row, spans, scene)
        latin, count = found.spans.get(hit.latin, ()), found.counts.get(hit.key)
        return self._writer.place(key, hit, spans, scene, latin, stations=count)

    def _gone(self, favourites: Sequence[Favourite]) -> list[Favourite]:
        return [
            one
            for one in favourites
            if one.name and is_gone(self._stations, one.operator_id, one.station_id)
        ]

    def _loved(self, favourites: Sequence[Favourite]) -> list[Hit]:
        rows = [row_of(self._stations, one.operator_id, one.station_id) for one in favourites]
        return [self._station_hit(row) for row in rows if row is not None][:MOST_FAVOURITES]

    def _recalled(self, one: Recent) -> Hit | None:
        """Find again what was chosen; None for a station that is there no more."""
        if not one.is_station:
            return one.hit()
        row = row_of(self._stations, one.operator, one.key)
        return None if row is None else self._station_hit(row)

    def _station_hit(self, row: int) -> Hit:
        columns = self._stations.columns
        name = self._lookup.name(row)
        if name is None:
            station = station_at(self._stations, row)
            name = "" if station is None else station.name
        kind = Kind.SERVICE_AREA if columns.is_service_area[row] else Kind.STATION
        return Hit(kind, name, "", "", row, None, None, None)
