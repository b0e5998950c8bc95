"""Look up what is typed or what is near, away from the event loop. No Qt."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from network.catalogue import CatalogueError, Texts
from network.columns import Columns
from network.gazetteer import Gazetteer, Kind, count_within
from network.nearby import Sorting, nearby, nearest_of
from network.readings import parse_readings
from network.search import Hit, Search
from network.spelling import Spelling
from ui.heap import give_back

MOST_TYPED: Final = 60
"""More than any name holds; what is pasted beyond is left out (chosen)."""
MOST: Final[Mapping[Kind, int]] = {
    Kind.PLACE: 4,
    Kind.EXPRESSWAY: 3,
    Kind.OPERATOR: 3,
    Kind.SERVICE_AREA: 4,
    Kind.STATION: 12,
}
"""So many of each kind are listed: two screens in all (chosen)."""
OF_OPERATOR_MOST: Final = 8
"""So many stations of an operator that was looked for are listed (chosen)."""
NEARBY_MOST: Final = 20
"""So many stations near the car are listed (chosen)."""


class Stations(Protocol):
    """What is needed of network.catalogue.Catalogue."""

    @property
    def columns(self) -> Columns:
        """All stations."""

    def texts(self) -> Texts:
        """Read names, addresses and readings; for a thread. Raises: CatalogueError."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. `at` is the car's (lat, lon), None while unknown."""

    typed: str
    at: tuple[float, float] | None
    sorting: Sorting
    quarter: int


@dataclass(frozen=True, slots=True)
class Found:
    """The answer. Rows are those of `columns`.

    `groups` hold the finds of one kind each, none empty; `spans` what of their names matched.
    `near` are the rows around the car, best first; `is_ready` tells whether names could be asked.
    `counts` says of the places found, by key, how many stations lie there.
    """

    question: Question
    columns: Columns
    groups: list[list[Hit]] = field(default_factory=list)
    spans: Mapping[str, list[tuple[int, int]]] = field(default_factory=dict)
    near: list[int] = field(default_factory=list)
    counts: Mapping[str, int | None] = field(default_factory=dict)
    is_ready: bool = True


class Lookup:
    """The names of one catalogue, once they are read, and its columns."""

    def __init__(self, stations: Stations, read_names: Callable[[], Gazetteer]) -> None:
        self._stations = stations
        self._read_names = read_names
        self._gazetteer: Gazetteer | None = None
        self._names: Search | None = None
        self.trouble = ""

    @property
    def is_current(self) -> bool:
        """Tell whether the names are those of the catalogue as it is now."""
        return self._names is not None and self._names.is_of(self._stations.columns)

    @property
    def search(self) -> Search | None:
        """The names, None until they are read."""
        return self._names

    def read(self) -> None:
        """Read the names of the catalogue; for a thread. Cost: 2 s at 1.4 million connectors.

        Where it fails the earlier ones stay in use, and `trouble` says why.
        """
        columns = self._stations.columns
        self._gazetteer = self._gazetteer or self._read_names()
        try:
            texts = self._stations.texts()
        except CatalogueError as error:
            self.trouble = str(error)
            return
        spelling = Spelling(parse_readings(texts.readings))
        search = Search(columns, texts.names, texts.addresses, self._gazetteer, spelling)
        self.trouble = ""
        # Replaced meanwhile, nobody knows whose names these are.
        if columns is self._stations.columns:
            self._names = search
        # Reading has taken much more than what was read.
        del texts
        give_back()

    def name(self, row: int) -> str | None:
        """Name a station of the present columns; None while their names are not read."""
        names = self._names
        return names.name(row) if names and names.is_of(self._stations.columns) else None

    def look(self, question: Question) -> Found:
        """Answer; for a thread. Cost: below 30 ms at 1.4 million connectors."""
        columns = self._stations.columns
        if not question.typed.strip():
            near: list[int] = []
            if question.at is not None:
                near = nearby(columns, question.at, question.sorting, question.quarter, NEARBY_MOST)
            return Found(question, columns, near=near)
        search = self._names
        if search is None:
            return Found(question, columns, is_ready=False)
        groups = [
            moved
            for group in search.find_kinds(question.typed, MOST, question.at)
            if (moved := search.moved(group, columns))
        ]
        names = {name for g in groups for hit in g for name in (hit.name, hit.latin) if name}
        spans = {name: search.spans(question.typed, name) for name in names}
        places = [hit.key for g in groups for hit in g if hit.kind is Kind.PLACE]
        counts = {key: count_within(columns.area, key) for key in places}
        if search.is_of(columns):
            groups += _of_operator(search, groups, question, columns)
        return Found(question, columns, groups, spans, counts=counts)


def _of_operator(
    search: Search, groups: Sequence[Sequence[Hit]], question: Question, columns: Columns
) -> list[list[Hit]]:
    """Find the nearest stations of an operator that is the best find: whom one wants to find."""
    if not groups or groups[0][0].kind is not Kind.OPERATOR or question.at is None:
        return []
    rows = nearest_of(columns, question.at, groups[0][0].key, OF_OPERATOR_MOST)
    hits = [search.hit(row) for row in rows]
    return [hits] if hits else []
