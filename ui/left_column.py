"""Say which one card the left column of the map page shows."""

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.station_controller import StationController

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1

CARDS = ("search", "filters")
STATION = "station"
ARRIVAL = "arrival"


@QmlElement
class LeftColumn(QObject):
    """One card at a time: a station's lies over the list it was tapped in, and all over the way."""

    changed = Signal()

    def __init__(self, station: StationController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._station = station
        self._beneath = ""
        self._shown = ""
        station.changed.connect(self._look)
        station.guide.changed.connect(self._look)

    @Property(str, notify=changed)
    def shown(self) -> str:
        """Which card is shown: one of CARDS, STATION, ARRIVAL, or empty."""
        return self._shown

    @property
    def card(self) -> str:
        """Answer the same to Python."""
        return self._shown

    @Slot(str)
    def open(self, card: str) -> None:
        """Show a card in place of what is shown.

        Raises: ValueError for one that does not exist.
        """
        if card not in CARDS:
            raise ValueError(card)
        self._beneath = card
        self._station.close()
        self._look()

    @Slot(str)
    def toggle(self, card: str) -> None:
        """Show a card, or close it where it is shown."""
        if self._shown == card:
            self.close()
        else:
            self.open(card)

    @Slot()
    def close(self) -> None:
        """Close every card."""
        self._beneath = ""
        self._station.close()
        self._look()

    def _look(self) -> None:
        way = ARRIVAL if self._station.guide.destination is not None else ""
        shown = STATION if self._station.station is not None else self._beneath or way
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()
