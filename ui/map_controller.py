"""Give the map what it draws, and follow taps on it."""

from typing import Protocol

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from network.clusters import ClusterIndex
from network.stations import Station
from ui.filter_controller import FilterController
from ui.map_source import MapFeed, StationSource
from ui.readable import row_of, station_at
from ui.station_controller import StationController

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1


class Stations(Protocol):
    """What the map page needs of network.catalogue.Catalogue."""

    def station(self, row: int) -> Station:
        """Read one station by its row in the columns."""

    def row_of(self, operator_id: str, station_id: str) -> int | None:
        """Find a station's row."""


@QmlElement
class MapController(QObject):
    """The map page."""

    changed = Signal()
    # A station that was tapped cannot be read.
    unreadable = Signal()

    def __init__(
        self,
        stations: Stations,
        source: StationSource,
        card: StationController,
        filters: FilterController,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._stations = stations
        self.source = source
        self._feed = MapFeed(source, self)
        self._card = card
        self._filters = filters
        self._is_held = False
        self._row = self._goal = -1
        filters.applied.connect(self._feed.changed)
        card.changed.connect(self._follow_card)
        card.shownAnew.connect(self._choose_shown)
        card.guide.lineChanged.connect(self._follow_guide)

    @Property(MapFeed, notify=changed)
    def feed(self) -> MapFeed | None:
        """Give the map item what it draws."""
        return None if self._is_held else self._feed

    def hold(self, *, is_held: bool) -> None:
        """Keep the marks back, so that the first picture need not wait for them; or let them go."""
        self._is_held = is_held
        self.changed.emit()

    @Property(int, notify=changed)
    def selected_row(self) -> int:
        """Row of the station on the card, -1 when none is."""
        return self._row

    @Property(int, notify=changed)
    def goal_row(self) -> int:
        """Row of the station that one drives to, -1 when there is none."""
        return self._goal

    @Slot(int)
    def tap(self, row: int) -> None:
        """Open the card of the station in a row, or say that it cannot be read."""
        station = station_at(self._stations, row)
        if station is None:
            self.unreadable.emit()
            return
        self._card.show(station)
        self._row = row
        self.changed.emit()

    def statuses_changed(self, counted: ClusterIndex | None = None) -> None:
        """Draw and count again after statuses in the columns changed; `counted` may be theirs."""
        self._filters.refresh(counted)

    def adopt(self, index: ClusterIndex) -> None:
        """Go over to the newer columns of an index; the card stays with its station.

        Its row is another then, or none if the station is no more.
        """
        self.source.adopt(index)
        self._row = self._row_of(self._card.station)
        self._goal = self._row_of(self._card.guide.destination)
        newer = None if self._row < 0 else station_at(self._stations, self._row)
        if newer is not None:
            self._card.update(newer)
        self.changed.emit()
        self._filters.look_at(index.columns)

    def _choose_shown(self) -> None:
        """Mark the station on the card, also where nobody tapped on its pin."""
        row = self._row_of(self._card.station)
        if row not in (-1, self._row):
            self._row = row
            self.changed.emit()

    def _row_of(self, station: Station | None) -> int:
        if station is None:
            return -1
        row = row_of(self._stations, station.operator_id, station.id)
        return -1 if row is None else row

    def _follow_guide(self) -> None:
        row = self._row_of(self._card.guide.destination)
        if row != self._goal:
            self._goal = row
            self.changed.emit()

    def _follow_card(self) -> None:
        if self._card.station is None and self._row != -1:
            self._row = -1
            self.changed.emit()
