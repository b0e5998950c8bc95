"""Show the station that was tapped and do what can be done there."""

from collections.abc import Coroutine, Mapping
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from network.geo import distance_m
from network.journal import JournalError
from network.session import SessionState
from network.stations import Access, Connector, GroundLock, State, Station
from ui import outlook, reach, station_rows, station_view, station_wording, wording
from ui.arrival_controller import ArrivalController
from ui.car_controller import CarController
from ui.foreign_text import shown, title
from ui.rows_model import RowsModel
from ui.station_fault import StationFault
from ui.station_lock import StationLock
from ui.station_place import StationPlace
from ui.station_price import PriceSource, StationPrice
from ui.station_rows import ConnectorRow, TileRow
from ui.station_services import StationServices
from ui.station_view import Action
from ui.surroundings import Surroundings
from vehicle.estimate import CarEstimate

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1

SHORT = 3
"""So many connectors are listed until all are asked for."""


class Shop(Protocol):
    """What the card needs of network.session.Session."""

    @property
    def state(self) -> SessionState:
        """All that can be said of the present purchase."""

    def start(self, station: Station, connector: Connector) -> Coroutine[None, None, None]:
        """Buy a charge at one connector."""


@QmlElement
class StationController(QObject):
    """The card. `station` and `connector` are what Python reads."""

    changed = Signal()
    chargeWanted = Signal()  # noqa: N815 - a Qt signal
    routeWanted = Signal(float, float, float)  # noqa: N815 - a Qt signal: lat, lon, zoom
    said = Signal(str)
    shownAnew = Signal()  # noqa: N815 - a Qt signal

    def __init__(  # noqa: PLR0913 - the parts of the program that meet on the card
        self,
        shop: Shop,
        sellers: Mapping[str, PriceSource],
        car: CarController,
        estimate: CarEstimate,
        surroundings: Surroundings,
        services: StationServices,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shop = shop
        self._car = car
        self._estimate = estimate
        self._around = surroundings
        self._services = services
        self._speech = surroundings.speech
        self._rows = RowsModel(ConnectorRow, self)
        self._tiles = RowsModel(TileRow, self)
        self._price = StationPrice(sellers, estimate, surroundings, self)
        self._place = StationPlace(services, surroundings, self)
        self._lock = StationLock(services, surroundings, self.take_locks, self)
        self._fault = StationFault(services.faults, surroundings, self)
        self.guide = ArrivalController(services, car, estimate, surroundings, self)
        self._short: tuple[str, ...] = ()
        self._is_whole = False
        self.station: Station | None = None
        self.connector: Connector | None = None
        car.changed.connect(self.refresh)
        self._speech.changed.connect(self.refresh)
        self.guide.arrived.connect(self._show_destination)
        self.guide.stationWanted.connect(self._show_destination)

    def show(self, station: Station) -> None:
        """Open the card of a station."""
        self.station = station
        self.connector = station_view.first_choice(station, self._now_s())
        self._short = station_view.first_few(station, self._now_s(), SHORT)
        self._is_whole = False
        self._price.ask(station, self.connector)
        self._place.show(station)
        self.refresh()
        self.shownAnew.emit()

    def update(self, station: Station) -> None:
        """Take over news of the station on the card; the chosen connector stays."""
        self.guide.update(station)
        if self.station is None or self.connector is None or self.station.id != station.id:
            return
        chosen = {connector.id: connector for connector in station.connectors}
        self.station = station
        self.connector = chosen.get(self.connector.id, station.connectors[0])
        self.refresh()

    def take_locks(self, station_id: str, told: Mapping[str, State]) -> None:
        """Take over how the ground locks of a station stand."""
        station = self.station
        if station is None or station.id != station_id:
            return
        piles = tuple(
            replace(pile, connectors=tuple(_locked(gun, told) for gun in pile.connectors))
            for pile in station.equipment
        )
        self.update(replace(station, equipment=piles))

    @Slot()
    def close(self) -> None:
        """Close the card."""
        self.station = self.connector = None
        self._price.ask(None, None)
        self._place.show(None)
        self.changed.emit()

    @Slot(str)
    def choose(self, connector_id: str) -> None:
        """Choose a connector."""
        if self.station is None:
            return
        found = [c for c in self.station.connectors if c.id == connector_id]
        if found:
            self.connector = found[0]
            self._price.ask(self.station, self.connector)
            self.refresh()

    @Slot()
    def toggle_all(self) -> None:
        """List all connectors, or a few."""
        self._is_whole = not self._is_whole
        if not self._is_whole and self.connector is not None:
            kept = [name for name in self._short if name != self.connector.id]
            self._short = (*kept[: SHORT - 1], self.connector.id)
        self.refresh()

    @Slot()
    def toggle_star(self) -> None:
        """Make the station a favourite, or no longer."""
        if self.station is None:
            return
        one = self.station
        try:
            self._services.favourites.toggle(one.operator_id, one.id, title(one.name, one.id))
        except JournalError:
            self.said.emit(self._speech.say(station_wording.STAR_NOT_KEPT))
        self.changed.emit()

    @Slot()
    def act(self) -> None:
        """Do what the main button says."""
        if self.station is None or self.connector is None:
            return
        match self.action():
            case Action.NAVIGATE:
                self._set_out(self.station)
            case Action.END_GUIDANCE:
                self.guide.end()
                self.refresh()
            case Action.OPEN_FLAP:
                self._car.open_flap()
            case Action.START:
                self._around.spawn(self._shop.start(self.station, self.connector))
                self.chargeWanted.emit()
            case Action.SHOW_CHARGE:
                self.chargeWanted.emit()
            case Action.PLUG_IN | Action.TAKEN | Action.NOT_FROM_HERE:
                pass

    @Slot()
    def refresh(self) -> None:
        """Write the card again."""
        station, connector = self.station, self.connector
        if station is not None and connector is not None:
            listed = set(self._short) | {connector.id}
            self._rows.replace(
                [self._row(one) for one in station.connectors if self._is_whole or one.id in listed]
            )
            tiles = station_view.tiles_of(station, self._now_s())
            self._tiles.replace([station_rows.tile_row(tile, self._speech) for tile in tiles])
            self._price.refresh(station, self._car.state, self._arrival_pct())
            self._place.refresh(station, connector)
            may_enter = station_view.may_enter(connector, self._car.state, self._now_s())
            self._lock.refresh(station, connector, self._way_m(), may_enter=may_enter)
            self._fault.refresh(station, connector)
        self.changed.emit()

    @property
    def followed(self) -> Station | None:
        """The station of which news is wanted: that on the card, else the destination."""
        return self.station or self.guide.destination

    def action(self) -> Action:
        """Tell what the main button does."""
        if self.connector is None:
            return Action.NAVIGATE
        return station_view.action_of(
            self.connector,
            self._shop.state,
            self._car.state,
            self._now_s(),
            is_here=self._is_here(),
            is_guiding=self._is_destination(),
        )

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        """Whether a card is open."""
        return self.station is not None

    @Property(float, notify=changed)
    def latitude(self) -> float:
        """Latitude, WGS-84."""
        return self.station.lat if self.station else 0.0

    @Property(float, notify=changed)
    def longitude(self) -> float:
        """Longitude, WGS-84."""
        return self.station.lon if self.station else 0.0

    @Property(str, notify=changed)
    def name(self) -> str:
        """Name the station."""
        return title(one.name, one.address, one.id) if (one := self.station) else ""

    @Property(str, notify=changed)
    def mark(self) -> str:
        """One hanzi that stands for the operator; empty where it has none."""
        return self._around.profiles[self.station.operator_id].mark if self.station else ""

    @Property(str, notify=changed)
    def mark_colour(self) -> str:
        """Colour of the mark, as on the map."""
        return self._around.profiles[self.station.operator_id].colour if self.station else ""

    @Property(bool, notify=changed)
    def starred(self) -> bool:
        """Whether the station is a favourite."""
        one = self.station
        return one is not None and self._services.favourites.has(one.operator_id, one.id)

    @Property(str, notify=changed)
    def summary(self) -> str:
        """Operator, distance and state of charge on arrival."""
        if self.station is None:
            return ""
        return reach.summary(
            self._around.operator_name(self.station.operator_id),
            self._way_m(),
            self._arrival_pct(),
            self._speech,
            is_here=self._is_here(),
        )

    @Property(str, notify=changed)
    def reach_text(self) -> str:
        """Warn where the battery does not last that far; else empty."""
        is_known = self._way_m() is not None and not self._is_here()
        return reach.sentence(self._arrival_pct(), self._speech) if is_known else ""

    @Property(str, notify=changed)
    def way_text(self) -> str:
        """How the chosen connector is started."""
        if self.station is None or self.connector is None:
            return ""
        operator = self._around.operator_name(self.station.operator_id)
        return station_rows.way_text(self.connector.access, operator, self._speech)

    @Property(str, notify=changed)
    def source_text(self) -> str:
        """Who collected the record and under which licence, where that must be shown."""
        return station_view.short_source(self.station.source) if self.station else ""

    @Property(bool, notify=changed)
    def plug_and_charge(self) -> bool:
        """Whether the chosen connector needs nothing but the cable."""
        return self.connector is not None and Access.PLUG_AND_CHARGE in self.connector.access

    @Property(RowsModel, notify=changed)
    def connectors(self) -> RowsModel:
        """List the connectors: a few, or all."""
        return self._rows

    @Property(RowsModel, notify=changed)
    def tiles(self) -> RowsModel:
        """Free and all by power."""
        return self._tiles

    @Property(str, notify=changed)
    def connector_name(self) -> str:
        """Name the chosen connector."""
        return shown(self.connector.name, 8) if self.connector else ""

    @Property(bool, notify=changed)
    def has_more(self) -> bool:
        """Whether there are connectors that the short list leaves out."""
        return self.station is not None and len(self.station.connectors) > SHORT

    @Property(bool, notify=changed)
    def whole(self) -> bool:
        """Whether all connectors are listed."""
        return self._is_whole

    @Property(str, notify=changed)
    def all_text(self) -> str:
        """Label of the button that shows every connector."""
        count = len(self.station.connectors) if self.station else 0
        return self._speech.say(wording.ALL_CONNECTORS, count=str(count))

    @Property(StationPrice, notify=changed)
    def price(self) -> StationPrice:
        """Give the price."""
        return self._price

    @Property(StationPlace, notify=changed)
    def place(self) -> StationPlace:
        """Give what there is to say of the place."""
        return self._place

    @Property(StationLock, notify=changed)
    def lock(self) -> StationLock:
        """Give the ground lock of the chosen bay."""
        return self._lock

    @Property(StationFault, notify=changed)
    def fault(self) -> StationFault:
        """Give the report of a fault."""
        return self._fault

    @Property(ArrivalController, notify=changed)
    def arrival(self) -> ArrivalController:
        """Give the way to a station."""
        return self.guide

    @Property(str, notify=changed)
    def action_name(self) -> str:
        """Which action the main button has: a value of Action."""
        return self.action().value

    def _row(self, connector: Connector) -> ConnectorRow:
        is_chosen = self.connector is not None and connector.id == self.connector.id
        return station_rows.connector_row(
            connector, self._now_s(), self._speech, is_chosen=is_chosen
        )

    def _set_out(self, station: Station) -> None:
        self.guide.set_out(station)
        position = self._car.state.position
        if position is not None:
            end = (station.lat, station.lon)
            self.routeWanted.emit(*station_view.route_view(position, end))
        self.close()

    def _show_destination(self) -> None:
        if self.guide.destination is not None:
            self.show(self.guide.destination)

    def _is_destination(self) -> bool:
        one, end = self.station, self.guide.destination
        if one is None or end is None:
            return False
        return (one.operator_id, one.id) == (end.operator_id, end.id)

    def _now_s(self) -> float:
        return self._around.wall().timestamp()

    def _arrival_pct(self) -> float | None:
        way_m = 0.0 if self._is_here() else self._way_m() or 0.0
        return outlook.arrival_soc_pct(self._estimate, self._car.state, way_m)

    def _way_m(self) -> float | None:
        if self.station is None or self._car.state.position is None:
            return None
        lat, lon = self._car.state.position
        return station_view.road_m(distance_m(lat, lon, self.station.lat, self.station.lon))

    def _is_here(self) -> bool:
        way_m = self._way_m()
        return way_m is not None and way_m <= station_view.road_m(station_view.HERE_M)


def _locked(connector: Connector, told: Mapping[str, State]) -> Connector:
    state = told.get(connector.id)
    if state is None or state.lock is GroundLock.UNKNOWN:
        return connector
    return replace(connector, lock=state.lock)
