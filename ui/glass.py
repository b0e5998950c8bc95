"""Join the controllers into the one object that Main.qml is given."""

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

import ui.map_scene
import ui.province_map  # noqa: F401 - their import offers the items to QML
from ui import figures, wording
from ui.bench_controller import BenchController
from ui.car_controller import CarController
from ui.charge_controller import ChargeController
from ui.coverage_controller import CoverageController
from ui.filter_controller import FilterController
from ui.left_column import LeftColumn
from ui.map_controller import MapController
from ui.online_map import OnlineMap
from ui.receipts_controller import ReceiptsController
from ui.search_controller import SearchController
from ui.service_controller import ServiceController
from ui.settings_controller import SettingsController
from ui.station_controller import StationController
from ui.surroundings import Surroundings
from ui.sync_controller import SyncController

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1

PAGES = ("map", "charge", "receipts", "network", "settings", "service")
# Often enough for a driver, seldom enough for two cores: positions move smoothly on the map item.
_REFRESH_MS = 250


@dataclass(frozen=True, slots=True)
class Controllers:
    """One controller for each part of the glass."""

    map: MapController
    filters: FilterController
    station: StationController
    car: CarController
    charge: ChargeController
    receipts: ReceiptsController
    bench: BenchController
    settings: SettingsController
    service: ServiceController
    coverage: CoverageController
    search: SearchController
    sync: SyncController
    online: OnlineMap


@QmlElement
class Glass(QObject):
    """What Main.qml sees. `languageChanged` asks the engine to translate its texts again."""

    changed = Signal()
    languageChanged = Signal()  # noqa: N815 - a Qt signal

    def __init__(self, controllers: Controllers, surroundings: Surroundings) -> None:
        super().__init__()
        self.controllers = controllers
        self._around = surroundings
        self.left_column = LeftColumn(controllers.station, self)
        self._page = "map"
        self._is_workbench_open = False
        self._notice = ""
        self._bus_notice = ""
        self._map_notice = ""
        self._is_notice_grave = False
        self._clock = ""
        for name in Controllers.__slots__:
            getattr(controllers, name).setParent(self)
        surroundings.speech.changed.connect(self.languageChanged)
        controllers.settings.notKept.connect(self.say_notice)
        controllers.search.notKept.connect(self.say_notice)
        controllers.search.operatorWanted.connect(controllers.filters.show_operator)
        controllers.search.follow(self.left_column)
        controllers.filters.notKept.connect(self.say_notice)
        controllers.service.told.connect(self._say_of_bus)
        controllers.online.told.connect(self._say_of_map)
        controllers.map.unreadable.connect(self._say_unreadable)
        controllers.station.said.connect(self.say_notice)
        controllers.station.chargeWanted.connect(self._open_charge)
        controllers.bench.dayTurned.connect(controllers.sync.ask_now)
        self._timer = QTimer(self)
        self._timer.setInterval(_REFRESH_MS)
        self._timer.timeout.connect(self.refresh)

    def start(self) -> None:
        """Follow car and clock from now on."""
        self.refresh()
        self._timer.start()

    def stop(self) -> None:
        """Follow them no longer."""
        self._timer.stop()
        self.controllers.filters.finish()
        self.controllers.sync.stop()

    @Slot()
    def refresh(self) -> None:
        """Look at car and clock now."""
        self.controllers.car.refresh()
        self.controllers.service.refresh()
        self.controllers.search.refresh()
        clock = figures.clock(self._around.wall())
        if clock != self._clock:
            self._clock = clock
            self.controllers.station.refresh()
            self.controllers.filters.follow_clock()
            self.changed.emit()

    def session_changed(self) -> None:
        """Take over what the session says; to be called from its `on_change`."""
        self.controllers.charge.refresh()
        self.controllers.station.refresh()
        self.controllers.receipts.refresh()

    def say_notice(self, sentence: str, *, is_grave: bool = True) -> None:
        """Show one line that concerns the whole glass; empty takes it away.

        A grave one warns; the others only tell, as the captions of the demonstration do.
        """
        self._notice = sentence
        self._is_notice_grave = is_grave
        self.changed.emit()

    @Slot(str)
    def open(self, page: str) -> None:
        """Turn to a page.

        Raises: ValueError for one that does not exist.
        """
        if page not in PAGES:
            raise ValueError(page)
        if page == "receipts":
            self.controllers.receipts.refresh()
        if page == "network":
            self.controllers.coverage.look()
        self.controllers.service.forget()
        if page == "service" and self._notice == self._bus_notice:
            self._notice = ""
        self._page = page
        self.changed.emit()

    @Slot()
    def toggle_workbench(self) -> None:
        """Open or close the engineer's drawer."""
        self._is_workbench_open = not self._is_workbench_open
        if self._is_workbench_open:
            self.controllers.bench.look()
        self.changed.emit()

    @Slot()
    def dismiss_notice(self) -> None:
        """Take the notice away."""
        self.say_notice("")

    @Property(str, notify=changed)
    def page(self) -> str:
        """Which page is shown: one of PAGES."""
        return self._page

    @Property(bool, notify=changed)
    def workbench_open(self) -> bool:
        """Whether the engineer's drawer is open."""
        return self._is_workbench_open

    @Property(str, notify=changed)
    def notice(self) -> str:
        """One line that concerns the whole glass; usually empty."""
        return self._notice

    @Property(bool, notify=changed)
    def notice_grave(self) -> bool:
        """Whether the notice warns rather than tells."""
        return self._is_notice_grave

    @Property(str, notify=changed)
    def clock(self) -> str:
        """Time of day."""
        return self._clock

    @Property(MapController, notify=changed)
    def map(self) -> MapController:
        """Give the map page."""
        return self.controllers.map

    @Property(FilterController, notify=changed)
    def filters(self) -> FilterController:
        """Give the filters of the map."""
        return self.controllers.filters

    @Property(StationController, notify=changed)
    def station(self) -> StationController:
        """Give the station card."""
        return self.controllers.station

    @Property(LeftColumn, notify=changed)
    def column(self) -> LeftColumn:
        """Give the left column of the map page."""
        return self.left_column

    @Property(SearchController, notify=changed)
    def search(self) -> SearchController:
        """Give the search."""
        return self.controllers.search

    @Property(CarController, notify=changed)
    def car(self) -> CarController:
        """Give the car."""
        return self.controllers.car

    @Property(ChargeController, notify=changed)
    def charge(self) -> ChargeController:
        """Give the charge page."""
        return self.controllers.charge

    @Property(ReceiptsController, notify=changed)
    def receipts(self) -> ReceiptsController:
        """Give the receipts page."""
        return self.controllers.receipts

    @Property(BenchController, notify=changed)
    def bench(self) -> BenchController:
        """Give the engineer's drawer."""
        return self.controllers.bench

    @Property(SyncController, notify=changed)
    def sync(self) -> SyncController:
        """How fresh every operator's stations are."""
        return self.controllers.sync

    @Property(SettingsController, notify=changed)
    def settings(self) -> SettingsController:
        """Language and theme."""
        return self.controllers.settings

    @Property(ServiceController, notify=changed)
    def service(self) -> ServiceController:
        """Files, buses and sending."""
        return self.controllers.service

    @Property(CoverageController, notify=changed)
    def coverage(self) -> CoverageController:
        """Give the network page."""
        return self.controllers.coverage

    @Property(OnlineMap, notify=changed)
    def online(self) -> OnlineMap:
        """Give the server's pictures of the map."""
        return self.controllers.online

    def _say_of_map(self, sentence: str) -> None:
        """Tell of the online map, and take that back when it works again; nothing else waits."""
        if self._notice in ("", self._map_notice):
            self.say_notice(sentence, is_grave=False)
            self._map_notice = sentence

    def _say_unreadable(self) -> None:
        self.say_notice(self._around.speech.say(wording.STATION_UNREADABLE))

    def _say_of_bus(self, sentence: str) -> None:
        # What is mended takes back its own line only; the service page has a line of its own.
        if (sentence and self._page != "service") or self._notice == self._bus_notice:
            self.say_notice(sentence if self._page != "service" else "")
        self._bus_notice = sentence

    def _open_charge(self) -> None:
        self.open("charge")
