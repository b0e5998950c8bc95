"""Answer while one types: the search's field, list and keyboard."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from network.favourites import Favourite
from network.gazetteer import Kind
from network.journal import JournalError
from network.nearby import Sorting
from network.printed import quarter_of
from network.search import Hit
from ui import search_view, search_wording, wording
from ui.car_controller import CarController
from ui.figures import Language
from ui.left_column import LeftColumn
from ui.map_controller import MapController
from ui.readable import station_at
from ui.rows_model import RowsModel
from ui.search_list import Rows, SearchList
from ui.search_live import SearchLive
from ui.search_lookup import MOST_TYPED, Found, Lookup, Question
from ui.search_recents import Recent, Recents, Store
from ui.search_rows import Scene, SearchRows
from ui.search_view import HEAD, NOTE, SearchRow
from ui.surroundings import Surroundings
from vehicle.estimate import CarEstimate

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1

CARD = "search"
REFRESH_S = 15.0
"""Distances and what is near are looked up so often (as EVMap does in the car)."""
REREAD_S = 30.0
"""So long after the catalogue was replaced its names are read anew: that takes a second of a
processor. Until then stations go by their earlier names, and new ones by none (chosen)."""
_T = TypeVar("_T")


class Aside(Protocol):
    """Runs work away from the event loop: asyncio.to_thread."""

    def __call__(self, work: Callable[[], _T], /) -> Awaitable[_T]:
        """Answer what the work answers."""


@dataclass(frozen=True, slots=True)
class SearchParts:
    """What the search looks into. `favourites` answers them, the best first."""

    stations: Rows
    lookup: Lookup
    live: SearchLive
    store: Store
    aside: Aside
    favourites: Callable[[], Sequence[Favourite]]
    sleep: Callable[[float], Awaitable[None]]
    is_kiosk: bool = False


@QmlElement
class SearchController(QObject):
    """The search. Of two answers only that to the newer question is ever shown."""

    changed = Signal()
    queryChanged = Signal()  # noqa: N815 - Qt signals, as below
    placeWanted = Signal(float, float, float)  # noqa: N815 - lat, lon, zoom
    operatorWanted = Signal(str)  # noqa: N815
    scrollWanted = Signal(int)  # noqa: N815 - a line of the list
    # Says in a sentence that something is remembered for this run only.
    notKept = Signal(str)  # noqa: N815

    def __init__(
        self,
        parts: SearchParts,
        map_: MapController,
        car: CarController,
        estimate: CarEstimate,
        surroundings: Surroundings,
    ) -> None:
        super().__init__()
        self._parts = parts
        self._map = map_
        self._car = car
        self._around = surroundings
        self._column: LeftColumn | None = None
        self._recents = Recents(parts.store)
        writer = SearchRows(estimate, surroundings)
        self._lines = SearchList(parts.stations, parts.lookup, writer)
        self._rows = RowsModel(SearchRow, self)
        self._query = ""
        self._sorting = Sorting.NEAREST
        self._found: Found | None = None
        self._wanted = self._answered = 0
        self._is_asking = self._is_reading = self._is_waiting = False
        self._picks_first = False
        self._asked_at = 0.0
        self._has_keys = self._is_keyboard_hidden = False
        self._was_open = False
        parts.live.on_told = self._list
        surroundings.speech.changed.connect(self._list)

    def follow(self, column: LeftColumn) -> None:
        """Answer while the search's card is shown there."""
        self._column = column
        column.changed.connect(self._look_at_column)

    async def warm_up(self) -> None:
        """Read the names of the catalogue as it is now; to be called anew when it was replaced."""
        if self._is_reading:
            return
        self._is_reading = True
        try:
            while not self._parts.lookup.is_current:
                await self._parts.aside(self._parts.lookup.read)
                if self._parts.lookup.trouble:
                    # Written to just now, mostly: it can be read again soon.
                    self._follow_catalogue()
                    break
        finally:
            self._is_reading = False
        self._ask()

    def catalogue_replaced(self) -> None:
        """Follow the catalogue to its newer rows; what is shown stays until it is looked up."""
        self._follow_catalogue()
        self._ask()

    def _follow_catalogue(self) -> None:
        if not self._is_waiting:
            self._around.spawn(self._read_later())

    async def _read_later(self) -> None:
        # While stations are copied, there is a newer catalogue every few seconds.
        self._is_waiting = True
        await self._parts.sleep(REREAD_S)
        self._is_waiting = False
        await self.warm_up()

    @Slot()
    def refresh(self) -> None:
        """Look again where the car has moved on meanwhile; cheap to be called often."""
        if self.is_open and self._now_s() - self._asked_at >= REFRESH_S:
            self._ask()

    @property
    def is_open(self) -> bool:
        """Tell whether the card is shown."""
        return self._column is not None and self._column.card == CARD

    @Slot(str)
    def type(self, text: str) -> None:
        """Take what stands in the field."""
        text = search_view.shown(text[:MOST_TYPED])
        if text == self._query:
            return
        self._query = text
        self._picks_first = False
        self.queryChanged.emit()
        self._ask()

    @Slot(str)
    def press(self, key: str) -> None:
        """Press a key of the glass's own keyboard."""
        self.type(self._query + key)

    @Slot()
    def erase(self) -> None:
        """Take the last sign back."""
        self.type(self._query[:-1])

    @Slot()
    def clear(self) -> None:
        """Empty the field."""
        self.type("")

    @Slot(str)
    def sort(self, name: str) -> None:
        """Choose what comes first of what is near, and bring it in sight."""
        self._sorting = Sorting(name)
        self._ask()
        heads = [n for n, row in enumerate(self._rows.rows) if row.key == "head_nearby"]
        self.changed.emit()
        for line in heads:
            self.scrollWanted.emit(line)

    @Slot()
    def forget_recent(self) -> None:
        """Forget what was chosen."""
        self._keep(self._recents.clear)
        self._list()

    @Slot()
    def pick_first(self) -> None:
        """Choose the best find, as soon as it is there."""
        if self._wanted != self._answered:
            self._picks_first = True
            return
        first = next((row for row in self._rows.rows if row.role not in (HEAD, NOTE)), None)
        if first is not None and self._query.strip():
            self.pick(first.key)

    @Slot(str)
    def pick(self, key: str) -> None:
        """Go to a find: open a station's card, fly to a place, show one operator only."""
        hit = self._lines.targets.get(key)
        if hit is None:
            return
        if hit.kind is Kind.OPERATOR:
            self._close()
            self.operatorWanted.emit(hit.key)
        elif hit.row >= 0:
            self._open_station(hit)
        else:
            self._remember(Recent.of(hit))
            self._close()
            is_chinese = self._around.speech.language is Language.CHINESE
            self.type(hit.name if is_chinese or not hit.latin else hit.latin)
            search = self._parts.lookup.search
            points = search.extent(hit) if search else ()
            at = () if hit.lat is None or hit.lon is None else ((hit.lat, hit.lon),)
            view = search_view.fitting_view(points or at)
            if view is not None:
                self.placeWanted.emit(*view)

    @Slot()
    def hardware_key_pressed(self) -> None:
        """Take the glass's own keyboard away: there is another one."""
        if not self._has_keys:
            self._has_keys = True
            self.changed.emit()

    @Slot(bool)
    def show_keyboard(self, is_shown: bool) -> None:  # noqa: FBT001 - a slot
        """Show the keyboard, or put it away."""
        self._is_keyboard_hidden = not is_shown
        self.changed.emit()

    @Property(str, notify=queryChanged)
    def query(self) -> str:
        """Answer what stands in the field."""
        return self._query

    @Property(RowsModel, notify=changed)
    def rows(self) -> RowsModel:
        """List what was found, or what is near."""
        return self._rows

    @Property(str, notify=changed)
    def sorting(self) -> str:
        """Name what comes first of what is near: a value of Sorting."""
        return self._sorting.value

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]
    def sortings(self) -> list[dict[str, str]]:
        """List the ways to sort, key and word."""
        say = self._around.speech.say
        return [{"key": one.value, "word": say(search_wording.SORTING[one])} for one in Sorting]

    @Property(bool, notify=queryChanged)
    def typed(self) -> bool:
        """Whether anything stands in the field."""
        return bool(self._query.strip())

    @Property(bool, notify=changed)
    def keyboard_shown(self) -> bool:
        """Whether the glass shows a keyboard of its own."""
        is_needed = self._parts.is_kiosk or not self._has_keys
        return self.is_open and is_needed and not self._is_keyboard_hidden

    def _look_at_column(self) -> None:
        if self.is_open and not self._was_open:
            self._is_keyboard_hidden = False
            self._recents = Recents(self._parts.store)
            self._ask()
        if not self.is_open:
            self._parts.live.follow(())
        self._was_open = self.is_open
        self.changed.emit()

    def _close(self) -> None:
        if self._column is not None:
            self._column.close()

    def _ask(self) -> None:
        """Look up what stands in the field now; what is being looked up is late then."""
        self._wanted += 1
        if not self._is_asking and (self.is_open or self._query):
            self._around.spawn(self._answer())

    async def _answer(self) -> None:
        self._is_asking = True
        try:
            while self._answered != self._wanted:
                number, question = self._wanted, self._question()
                found = await self._parts.aside(lambda q=question: self._parts.lookup.look(q))  # type: ignore[misc]
                self._answered = number
                if number == self._wanted:
                    self._show(found)
        finally:
            self._is_asking = False

    def _question(self) -> Question:
        self._asked_at = self._now_s()
        quarter = quarter_of(self._around.wall())
        return Question(self._query, self._car.state.position, self._sorting, quarter)

    def _show(self, found: Found) -> None:
        if found.columns is not self._parts.stations.columns:
            self._ask()  # replaced meanwhile: these rows are others by now
            return
        self._found = found
        self._list()
        if self.is_open:
            self._parts.live.follow(self._lines.stations())
        if self._picks_first:
            self._picks_first = False
            self.pick_first()

    def _list(self) -> None:
        """Write every line again, touching those alone that differ."""
        found = self._found
        if found is None or found.columns is not self._parts.stations.columns:
            return
        wall = self._around.wall()
        scene = Scene(found.columns, self._car.state, wall, self._parts.live.price)
        favourites = () if found.question.typed.strip() else self._parts.favourites()
        self._rows.replace(self._lines.write(found, scene, favourites, self._recents.items))
        self.changed.emit()

    def _open_station(self, hit: Hit) -> None:
        if self._found is None or self._found.columns is not self._parts.stations.columns:
            return  # replaced under the finger: the list follows at once
        station = station_at(self._parts.stations, hit.row)
        if station is None:
            self._map.unreadable.emit()
            return
        self._remember(Recent(hit.kind, station.name, station.id, "", station.operator_id))
        self._map.tap(hit.row)
        self.placeWanted.emit(station.lat, station.lon, search_view.STATION_ZOOM)

    def _remember(self, one: Recent) -> None:
        self._keep(lambda: self._recents.add(one))

    def _keep(self, write: Callable[[], None]) -> None:
        try:
            write()
        except JournalError:
            self.notKept.emit(self._around.speech.say(wording.CHOICE_NOT_KEPT))

    def _now_s(self) -> float:
        return self._around.wall().timestamp()
