"""Let the person at the desk move the car and the cable, as the world allows it."""

from collections.abc import Coroutine
from typing import Protocol

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from network.bench import BenchError
from ui.station_controller import StationController
from ui.surroundings import Surroundings

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1


class Bench(Protocol):
    """What the drawer needs of network.bench.BenchClient. Each raises BenchError."""

    def drive(self, lat: float, lon: float) -> Coroutine[None, None, None]:
        """Drive the car to a place, WGS-84."""

    def plug(self, operator_id: str, connector_id: str) -> Coroutine[None, None, None]:
        """Put the cable of a connector into the car."""

    def unplug(self) -> Coroutine[None, None, None]:
        """Pull the cable."""

    def set_soc(self, soc_pct: float) -> Coroutine[None, None, None]:
        """Set the state of charge."""


@QmlElement
class BenchController(QObject):
    """The workbench drawer."""

    changed = Signal()

    def __init__(
        self,
        bench: Bench,
        station: StationController,
        surroundings: Surroundings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bench = bench
        self._station = station
        self._around = surroundings
        self._error = ""
        self._is_busy = False

    @Property(str, notify=changed)
    def error(self) -> str:
        """Say why the last wish was not done; empty when it was."""
        return self._error

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether a wish is on its way."""
        return self._is_busy

    @Slot()
    def drive_here(self) -> None:
        """Drive to the station on the card."""
        if (station := self._station.station) is not None:
            self._do(self._bench.drive(station.lat, station.lon))

    @Slot()
    def plug_in(self) -> None:
        """Plug in the connector that is chosen on the card."""
        station, connector = self._station.station, self._station.connector
        if station is not None and connector is not None:
            self._do(self._bench.plug(station.operator_id, connector.id))

    @Slot()
    def unplug(self) -> None:
        """Pull the cable."""
        self._do(self._bench.unplug())

    @Slot(float)
    def set_soc(self, soc_pct: float) -> None:
        """Set the state of charge."""
        self._do(self._bench.set_soc(soc_pct))

    def _do(self, wish: Coroutine[None, None, None]) -> None:
        self._is_busy = True
        self.changed.emit()
        self._around.spawn(self._finish(wish))

    async def _finish(self, wish: Coroutine[None, None, None]) -> None:
        self._error = ""
        try:
            await wish
        except BenchError as error:
            self._error = str(error)
        finally:
            self._is_busy = False
            self.changed.emit()
