"""Let the person at the desk move the car and the cable, as the world allows it."""

from collections.abc import Coroutine
from typing import Protocol

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement
from shiboken6 import isValid

from network.bench import BenchError, World
from network.geo import distance_m
from network.stations import Connector, GroundLock, Station
from ui import bench_wording, station_view
from ui.foreign_text import NAME, shown
from ui.station_controller import StationController
from ui.surroundings import Surroundings

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1


# Words of the desk; they are gone with the plug.
OF_THE_PLUG = frozenset({"trigger", "hot-connector"})


class _Refused(Exception):
    """A wish was not passed on; `sentence` is of bench_wording."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


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

    def set_fault(self, name: str, *, is_on: bool) -> Coroutine[None, None, None]:
        """Break something at car or cable, or mend it."""

    def as_of(self, day: str) -> Coroutine[None, None, None]:
        """Let it be another day for the operators, as 2025-07-09; empty for the whole network."""

    def state(self) -> Coroutine[None, None, World]:
        """Ask how the world stands."""


@QmlElement
class BenchController(QObject):
    """The workbench drawer."""

    changed = Signal()
    # The operators have other stations now, so they may be asked.
    dayTurned = Signal()  # noqa: N815 - a Qt signal

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
        self._pile = ""
        self._day = ""
        self._broken: set[str] = set()
        station.changed.connect(self.changed)
        station.guide.changed.connect(self.changed)

    @Property(str, notify=changed)
    def error(self) -> str:
        """Say why the last wish was not done; empty when it was."""
        return self._error

    @Property(str, notify=changed)
    def place(self) -> str:
        """Name where one would drive: the station on the card, else the destination; or empty."""
        station = self._station.followed
        return "" if station is None else shown(station.name, NAME)

    @Property(str, notify=changed)
    def cable(self) -> str:
        """Name the connector that would be plugged in; empty without a station."""
        chosen = self._chosen()
        return "" if chosen is None else shown(chosen[1].name, 8)

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether a wish is on its way."""
        return self._is_busy

    @Property(str, notify=changed)
    def pile(self) -> str:
        """Name the model of the pile that the cable comes from; may be empty."""
        return self._pile

    @Property(str, notify=changed)
    def day(self) -> str:
        """Which day the operators' network has, as 2025-07-09; empty for all of it."""
        return self._day

    @Property("QStringList", notify=changed)  # type: ignore[arg-type]
    def broken(self) -> list[str]:
        """List what was broken from here and not mended."""
        return sorted(self._broken)

    @Slot()
    def look(self) -> None:
        """Look at the world again."""
        self._around.spawn(self._finish(None))

    @Slot()
    def drive_here(self) -> None:
        """Drive to the station on the card, else to the destination."""
        if (station := self._station.followed) is not None:
            self._do(self._bench.drive(station.lat, station.lon))

    @Slot()
    def plug_in(self) -> None:
        """Plug in the connector that is chosen on the card, else the destination's best.

        It is refused where a cable would not reach: the car is away, or the ground lock is up.
        """
        if (chosen := self._chosen()) is not None:
            self._do(self._plug_in(*chosen))

    @Slot()
    def unplug(self) -> None:
        """Pull the cable; what was broken at its plug goes with it."""
        self._do(self._unplug())

    @Slot(float)
    def set_soc(self, soc_pct: float) -> None:
        """Set the state of charge."""
        self._do(self._bench.set_soc(soc_pct))

    @Slot(str)
    def toggle_fault(self, name: str) -> None:
        """Break something at car or cable, or mend it."""
        self._do(self._toggle(name))

    @Slot(str)
    def turn_day(self, day: str) -> None:
        """Let the operators' network be that of a day; empty for all of it."""
        self._do(self._turn_day(day))

    def _do(self, wish: Coroutine[None, None, None]) -> None:
        self._is_busy = True
        self.changed.emit()
        self._around.spawn(self._finish(wish))

    def _chosen(self) -> tuple[Station, Connector] | None:
        station = self._station.followed
        if station is None:
            return None
        now_s = self._around.wall().timestamp()
        connector = self._station.connector or station_view.first_choice(station, now_s)
        return station, connector

    async def _plug_in(self, station: Station, connector: Connector) -> None:
        world = await self._bench.state()
        if distance_m(world.lat, world.lon, station.lat, station.lon) > station_view.HERE_M:
            raise _Refused(bench_wording.DRIVE_FIRST)
        if connector.lock is GroundLock.UP:
            raise _Refused(bench_wording.LOWER_FIRST)
        await self._bench.plug(station.operator_id, connector.id)

    async def _unplug(self) -> None:
        await self._bench.unplug()
        self._broken -= OF_THE_PLUG

    async def _turn_day(self, day: str) -> None:
        await self._bench.as_of(day)
        self.dayTurned.emit()

    async def _toggle(self, name: str) -> None:
        await self._bench.set_fault(name, is_on=name not in self._broken)
        self._broken ^= {name}

    async def _finish(self, wish: Coroutine[None, None, None] | None) -> None:
        self._error = ""
        try:
            if wish is not None:
                await wish
            state = await self._bench.state()
            self._pile, self._day = state.pile_model, state.day
        except _Refused as error:
            self._error = self._around.speech.say(error.sentence)
        except BenchError as error:
            known = bench_wording.REFUSED.get(error.key)
            self._error = str(error) if known is None else self._around.speech.say(known)
        finally:
            # The glass may have been closed while the world was waited for.
            if isValid(self):
                self._is_busy = False
                self.changed.emit()
