"""Search as one types: places, expressways, operators, service areas and stations, by any part.

Hanzi count from one character on; letters are pinyin, in full or as initials. What is named so is
shown before what begins so, then what holds it, then what lies at such an address; within each a
province comes before a prefecture and that before a county, then what is near the car comes first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from network.columns import Columns
from network.gazetteer import Gazetteer, Kind
from network.geo import closeness, mercator, metres_of, unmercator
from network.spelling import Alphabet, Spelling
from network.text_index import ADDRESS, NOT, Ranks, TextIndex

_KINDS: Final = tuple(Kind)
_SIZES: Final = 4.0
# Where things sound alike, the near one is meant rather than the far one (chosen).
_NEAR_M: Final = 100_000.0
_FAR_M: Final = 300_000.0
_COUNTY: Final = 2.0

Word = Sequence[tuple[Alphabet, ...]]
"""The sequences that a word may stand for."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found. `row` is a station's, else -1; `key` is as in `Entry`, empty for stations.

    `lat` and `lon` are None for an operator, those of an expressway its nearest point. `away_m` is
    None where nobody said where the car is, or for an operator. `latin` and `latin_region` are as
    in `Entry`.
    """

    kind: Kind
    name: str
    key: str
    region: str
    row: int
    lat: float | None
    lon: float | None
    away_m: float | None
    latin: str = ""
    latin_region: str = ""


class _Ranked(NamedTuple):
    """Ranked finds; `size` is a place's level, or below 1 the larger of two where none is near.

    `number` is a row, or an entry's number.
    """

    rank: Ranks
    kind: NDArray[np.int64]
    size: NDArray[np.float64]
    closeness: NDArray[np.float64]
    number: NDArray[np.int64]

    def take(self, chosen: NDArray[np.intp]) -> "_Ranked":
        """Keep some, in this order."""
        return _Ranked(
            self.rank[chosen],
            self.kind[chosen],
            self.size[chosen],
            self.closeness[chosen],
            self.number[chosen],
        )

    def best(self, most: int) -> "_Ranked":
        """Choose the best, best first."""
        # A closeness is at most 1: it never outweighs a size, nor that a kind, nor a kind a rank.
        place = self.rank * float(len(_KINDS)) + self.kind
        key = place * _SIZES + self.size + self.closeness
        chosen = np.argpartition(key, most)[:most] if most < len(key) else np.arange(len(key))
        return self.take(chosen[np.lexsort((self.number[chosen], key[chosen]))])

    def then(self, others: "_Ranked") -> "_Ranked":
        """Put others behind."""
        return _Ranked(
            np.concatenate((self.rank, others.rank)),
            np.concatenate((self.kind, others.kind)),
            np.concatenate((self.size, others.size)),
            np.concatenate((self.closeness, others.closeness)),
            np.concatenate((self.number, others.number)),
        )

    def of_kind(self, kind: Kind) -> "_Ranked":
        """Keep those of one kind."""
        return self.take(np.flatnonzero(self.kind == _KINDS.index(kind)))


class Search:
    """Finds by name. Made once for the columns; making it takes 1 s, so do it in a thread.

    `names` and `addresses` are those of the stations, in the order of the rows.
    """

    def __init__(
        self,
        columns: Columns,
        names: Sequence[str],
        addresses: Sequence[str],
        gazetteer: Gazetteer,
        spelling: Spelling,
    ) -> None:
        self._x, self._y = columns.x, columns.y
        self._key, self._size = columns.key, np.diff(columns.first)
        self._newer_key, self._newer_order = self._key, np.empty(0, np.int64)
        self._kind = np.where(
            columns.is_service_area, _KINDS.index(Kind.SERVICE_AREA), _KINDS.index(Kind.STATION)
        ).astype(np.int8)
        self._gazetteer = gazetteer
        self._spelling = spelling
        self._texts = "".join(names)
        lengths = np.fromiter(map(len, names), np.int32, len(names))
        self._ends = np.concatenate(([0], np.cumsum(lengths, dtype=np.int32)))
        self._names, self._addresses = TextIndex(names), TextIndex(addresses)

    def is_of(self, columns: Columns) -> bool:
        """Tell whether rows are those of these columns, which are not kept for the question."""
        return columns.key is self._key

    def find(
        self, typed: str, near: tuple[float, float] | None = None, most: int = 20
    ) -> list[Hit]:
        """Find the best, best first; nothing where nothing is typed. `near` is (lat, lon).

        Cost: below 30 ms at 1.4 million connectors.
        """
        words = self._spelling.words(typed)
        if not words or most <= 0:
            return []
        at = mercator(*near) if near is not None else None
        found = self._entries(words, at).best(most).then(self._stations(words, at, most).best(most))
        return self._hits(found.best(most), at)

    def find_kinds(
        self, typed: str, most: Mapping[Kind, int], near: tuple[float, float] | None = None
    ) -> list[list[Hit]]:
        """Find the best of each kind: a list each, that with the best find first, none empty.

        `most` says how many of each kind are wanted. Cost: as `find`.
        """
        words = self._spelling.words(typed)
        if not words:
            return []
        at = mercator(*near) if near is not None else None
        many = sum(most[kind] for kind in (Kind.STATION, Kind.SERVICE_AREA) if kind in most)
        found = self._entries(words, at).then(self._stations(words, at, many))
        if at is not None and self._spelling.is_spelt_out(typed):
            found = self._near_before_far(words, at, found, many)
        if not len(found.rank):
            return self._find_mended(typed, most, near)
        groups = [found.of_kind(kind).best(count) for kind, count in most.items()]
        groups = [group for group in groups if len(group.rank)]
        groups.sort(key=lambda group: (int(group.rank[0]), int(group.kind[0])))
        return [self._hits(group, at) for group in groups]

    def _find_mended(
        self, typed: str, most: Mapping[Kind, int], near: tuple[float, float] | None
    ) -> list[list[Hit]]:
        """Find what was meant where two letters are swapped; nothing if no guess finds any."""
        for guess in self._spelling.mended(typed):
            words = self._spelling.words(guess)
            at = mercator(*near) if near is not None else None
            if len(self._entries(words, at).rank) or self._begun(words):
                return self.find_kinds(guess, most, near)
        return []

    def _begun(self, words: Sequence[Word]) -> bool:
        return bool((_worst([self._names.held(word) for word in words]) < NOT).any())

    def _near_before_far(
        self, words: Sequence[Word], at: tuple[float, float], found: _Ranked, most: int
    ) -> _Ranked:
        """Let what sounds so near the car come before counties and stations far away.

        The same syllables name many things: hongqiao is 虹桥 and 红桥.
        """
        rank = _worst([self._names.held(word) for word in words])
        rows = np.flatnonzero(rank < NOT)
        away = closeness(*at, self._x[rows], self._y[rows])
        is_near = np.flatnonzero(metres_of(away) < _NEAR_M)
        if not len(is_near):
            return found
        rows, away = rows[is_near].astype(np.int64), away[is_near]
        kind = self._kind[rows].astype(np.int64)
        near = _Ranked(rank[rows], kind, np.zeros(len(rows)), away, rows)
        near = near.best(most) if most else near.take(np.empty(0, np.intp))
        is_row = found.kind >= _KINDS.index(Kind.SERVICE_AREA)
        is_small = is_row | ((found.kind == 0) & (found.size >= _COUNTY))
        is_far = is_small & (metres_of(found.closeness) > _FAR_M)
        told = np.where(is_far, np.maximum(found.rank, ADDRESS), found.rank).astype(np.int8)
        is_known = is_row & np.isin(found.number, near.number)
        others = found._replace(rank=told).take(np.flatnonzero(~is_known))
        return others.then(near)

    def spans(self, typed: str, name: str) -> list[tuple[int, int]]:
        """Find what of a name matches, as begins and ends in order; none where it is not certain.

        Cost: 0.1 ms.
        """
        return self._spelling.spans(typed, name)

    def moved(self, hits: Sequence[Hit], columns: Columns) -> list[Hit]:
        """Give hits the rows of newer columns; stations that are there no more are left out.

        Cost: 10 ms at the first time for other columns.
        """
        if columns.key is self._key:
            return list(hits)
        if self._newer_key is not columns.key:
            self._newer_key, self._newer_order = columns.key, np.argsort(columns.key)
        moved = []
        for hit in hits:
            row = -1 if hit.row < 0 else self._newer_row(int(self._key[hit.row]))
            if hit.row < 0 or row >= 0:
                moved.append(replace(hit, row=row))
        return moved

    def _newer_row(self, key: int) -> int:
        """Find the row of a station in the newer columns by its key; -1 where it is gone."""
        order = self._newer_order
        at = int(np.searchsorted(self._newer_key, key, sorter=order))
        found = at < len(order) and int(self._newer_key[order[at]]) == key
        return int(order[at]) if found else -1

    def extent(self, hit: Hit) -> tuple[tuple[float, float], ...]:
        """List points (lat, lon) that show how far a find reaches; none of an operator."""
        if hit.lat is None or hit.lon is None:
            return ()
        if hit.row >= 0:
            return ((hit.lat, hit.lon),)
        return self._gazetteer.extent(hit.kind, hit.key)

    def name(self, row: int) -> str:
        """Name a station."""
        return self._texts[self._ends[row] : self._ends[row + 1]]

    def hit(self, row: int) -> Hit:
        """Answer a station as if it had been found."""
        return self._hit(_KINDS[self._kind[row]], 0.0, row, None)

    def _hits(self, found: _Ranked, at: tuple[float, float] | None) -> list[Hit]:
        rows = zip(found.kind, found.closeness, found.number, strict=True)
        return [
            self._hit(_KINDS[kind], float(away), int(number), at) for kind, away, number in rows
        ]

    def _entries(self, words: Sequence[Word], at: tuple[float, float] | None) -> _Ranked:
        gazetteer = self._gazetteer
        rank = np.maximum.reduce([gazetteer.ranks(word) for word in words])
        chosen = np.flatnonzero(rank < NOT)
        return _Ranked(
            rank[chosen],
            gazetteer.kind[chosen],
            gazetteer.level[chosen],
            gazetteer.closeness(at)[chosen],
            chosen,
        )

    def _stations(
        self, words: Sequence[Word], at: tuple[float, float] | None, most: int
    ) -> _Ranked:
        rank = self._station_ranks(words, most)
        rows = _enough(rank, most)
        size = np.zeros(len(rows)) if at is not None else 1.0 / (1.0 + self._size[rows])
        away = np.zeros(len(rows)) if at is None else closeness(*at, self._x[rows], self._y[rows])
        return _Ranked(rank[rows], self._kind[rows].astype(np.int64), size, away, rows)

    def _station_ranks(self, words: Sequence[Word], most: int) -> Ranks:
        """Rank the stations; worse ones need not be ranked once there are enough of the better."""
        if len(words) == 1:
            rank = self._names.begun(words[0])
            if np.count_nonzero(rank < NOT) >= most:
                return rank
        by_name = [self._names.held(word) for word in words]
        if np.count_nonzero(_worst(by_name) < NOT) >= most:
            return _worst(by_name)
        return _worst(
            [
                np.where(self._addresses.held(word) < NOT, np.minimum(ranks, ADDRESS), ranks)
                for word, ranks in zip(words, by_name, strict=True)
            ]
        )

    def _hit(self, kind: Kind, away: float, number: int, at: tuple[float, float] | None) -> Hit:
        away_m = None if at is None else float(metres_of(np.array([away]))[0])
        if kind in (Kind.STATION, Kind.SERVICE_AREA):
            lat, lon = unmercator(float(self._x[number]), float(self._y[number]))
            return Hit(kind, self.name(number), "", "", number, lat, lon, away_m)
        entry = self._gazetteer.entries[number]
        point = self._gazetteer.point(number, at)
        if point is None:
            return Hit(kind, entry.name, entry.key, entry.region, -1, None, None, None)
        latin = entry.latin, entry.latin_region
        return Hit(kind, entry.name, entry.key, entry.region, -1, *point, away_m, *latin)


def _worst(of_words: Sequence[Ranks]) -> Ranks:
    """Rank by the word that matches worst."""
    worst: Ranks = np.maximum.reduce(of_words)
    return worst


def _enough(rank: Ranks, most: int) -> NDArray[np.int64]:
    """List the rows of the best ranks, as many ranks as it takes to have enough."""
    count = np.cumsum(np.bincount(rank, minlength=NOT + 1)[:NOT])
    last = int(np.searchsorted(count, most))
    return np.flatnonzero(rank <= min(last, NOT - 1))
