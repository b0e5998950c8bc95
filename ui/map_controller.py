"""Narrow the map by chips, follow taps on it and say where it shall look."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from network.columns import Filter
from network.stations import Access, Station
from ui import figures, wording
from ui.map_source import MapFeed, StationSource
from ui.rows_model import RowsModel
from ui.station_controller import StationController
from ui.surroundings import Surroundings

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1

# The power from which China's policy for 2027 speaks of high-power charging.
FAST_KW = 250
OPERATOR = "operator_"
FREE, PLUG_AND_CHARGE, FAST = "free", "plug_and_charge", "fast"
FILTERS = {
    FREE: Filter(free_only=True),
    PLUG_AND_CHARGE: Filter(access=Access.PLUG_AND_CHARGE),
    FAST: Filter(min_power_kw=FAST_KW),
}


@dataclass(frozen=True, slots=True)
class ChipRow:
    """One chip above the map."""

    key: str
    word: str
    amount: str
    chosen: bool


class Stations(Protocol):
    """What the map page needs of network.catalogue.Catalogue."""

    def station(self, row: int) -> Station:
        """Read one station by its row in the columns."""


@QmlElement
class MapController(QObject):
    """The map page."""

    changed = Signal()

    def __init__(
        self,
        stations: Stations,
        source: StationSource,
        card: StationController,
        surroundings: Surroundings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._stations = stations
        self._source = source
        self._feed = MapFeed(source, self)
        self._card = card
        self._around = surroundings
        self._speech = surroundings.speech
        self._is_held = False
        self._chosen: set[str] = set()
        self._counts: dict[str, int] = {}
        self._row = -1
        self._chips = RowsModel(ChipRow, self)
        self._write_chips()
        self._speech.changed.connect(self._write_chips)
        card.changed.connect(self._follow_card)

    @Property(MapFeed, notify=changed)
    def feed(self) -> MapFeed | None:
        """Give the map item what it draws."""
        return None if self._is_held else self._feed

    def hold(self, *, is_held: bool) -> None:
        """Keep the marks back, so that the first picture need not wait for them; or let them go."""
        self._is_held = is_held
        self.changed.emit()

    @Property(RowsModel, notify=changed)
    def chips(self) -> RowsModel:
        """List the chips."""
        return self._chips

    @Property(int, notify=changed)
    def selected_row(self) -> int:
        """Row of the station on the card, -1 when none is."""
        return self._row

    @Slot(str)
    def toggle(self, key: str) -> None:
        """Choose or leave a chip."""
        self._chosen ^= {key}
        self._narrow()

    @Slot(str)
    def show_operator(self, operator_id: str) -> None:
        """Show one operator only; its chip takes that back."""
        self._chosen = {key for key in self._chosen if not key.startswith(OPERATOR)}
        self.toggle(OPERATOR + operator_id)

    def _narrow(self) -> None:
        operators = frozenset(
            key.removeprefix(OPERATOR) for key in self._chosen if key.startswith(OPERATOR)
        )
        self._source.index = self._source.index.filtered(
            Filter(
                operators=operators or None,
                free_only=FREE in self._chosen,
                access=Access.PLUG_AND_CHARGE if PLUG_AND_CHARGE in self._chosen else Access.NONE,
                min_power_kw=FAST_KW if FAST in self._chosen else 0,
            )
        )
        self._feed.changed.emit()
        self._write_chips()

    @Slot(int)
    def tap(self, row: int) -> None:
        """Open the card of the station in a row."""
        self._row = row
        self._card.show(self._stations.station(row))
        self.changed.emit()

    def count(self) -> None:
        """Count again how many connectors each chip alone would leave; some milliseconds each."""
        index = self._source.index
        self._counts = {
            key: index.filtered(wanted).totals[2 if wanted.free_only else 1]
            for key, wanted in FILTERS.items()
        }
        self._write_chips()

    def statuses_changed(self) -> None:
        """Draw and count again after statuses in the columns changed."""
        self._source.index = self._source.index.refreshed()
        self._feed.changed.emit()
        self.count()

    def _follow_card(self) -> None:
        if self._card.station is None and self._row != -1:
            self._row = -1
            self.changed.emit()

    def _write_chips(self) -> None:
        words = {
            FREE: self._speech.say(wording.CHIP_FREE),
            PLUG_AND_CHARGE: self._speech.say(wording.CHIP_PLUG_AND_CHARGE),
            FAST: f"≥{FAST_KW}\u00a0kW",
        }
        words |= {
            key: self._around.operator_name(key.removeprefix(OPERATOR))
            for key in self._chosen
            if key.startswith(OPERATOR)
        }
        language = self._speech.language
        self._chips.replace(
            [
                ChipRow(
                    key,
                    word,
                    figures.count(self._counts[key], language) if key in self._counts else "",
                    key in self._chosen,
                )
                for key, word in words.items()
            ]
        )
