"""Show the station that was tapped and do what can be done there."""

from collections.abc import Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from network.errors import OperatorError
from network.geo import distance_m
from network.session import SessionState
from network.stations import Access, Connector, Station
from network.tariff import PriceTimeline
from ui import figures, outlook, station_view, wording
from ui.car_controller import CarController
from ui.rows_model import RowsModel
from ui.station_view import Action, PowerTile
from ui.surroundings import Surroundings
from vehicle.estimate import CarEstimate

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1

# Ages are told in minutes up to here, then in hours (chosen).
_HOURS_FROM_S = 7200.0


class Shop(Protocol):
    """What the card needs of network.session.Session."""

    @property
    def state(self) -> SessionState:
        """All that can be said of the present purchase."""

    def start(self, station: Station, connector: Connector) -> Coroutine[None, None, None]:
        """Buy a charge at one connector."""


class PriceSource(Protocol):
    """What the card needs of an operator."""

    async def prices(self, connector_id: str) -> PriceTimeline:
        """Fetch what a kWh costs at a connector. Raises: OperatorError."""


@dataclass(frozen=True, slots=True)
class ConnectorRow:
    """One line of the card. `state_name` is available, occupied, fault or unknown."""

    connector_id: str
    name: str
    power: str
    state_name: str
    word: str
    plug_and_charge: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class TileRow:
    """Free and all connectors of one power."""

    power: str
    free: int
    total: int


@QmlElement
class StationController(QObject):
    """The card. `station` and `connector` are what Python reads."""

    changed = Signal()
    chargeWanted = Signal()  # noqa: N815 - a Qt signal
    routeWanted = Signal(float, float, float)  # noqa: N815 - a Qt signal: lat, lon, zoom

    def __init__(
        self,
        shop: Shop,
        sellers: Mapping[str, PriceSource],
        car: CarController,
        estimate: CarEstimate,
        surroundings: Surroundings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shop = shop
        self._sellers = sellers
        self._car = car
        self._estimate = estimate
        self._around = surroundings
        self._speech = surroundings.speech
        self._rows = RowsModel(ConnectorRow, self)
        self._tiles = RowsModel(TileRow, self)
        self._timeline: PriceTimeline | None = None
        self._price_failed = False
        self.station: Station | None = None
        self.connector: Connector | None = None
        self.is_guiding = False
        car.changed.connect(self.refresh)
        self._speech.changed.connect(self.refresh)

    def show(self, station: Station) -> None:
        """Open the card of a station."""
        self.station = station
        self.connector = station_view.first_choice(station, self._now_s())
        self.is_guiding = False
        self._ask_price()
        self.refresh()

    def update(self, station: Station) -> None:
        """Take over news of the station on the card; the chosen connector stays."""
        if self.station is None or self.connector is None or self.station.id != station.id:
            return
        chosen = {connector.id: connector for connector in station.connectors}
        self.station = station
        self.connector = chosen.get(self.connector.id, station.connectors[0])
        self.refresh()

    @Slot()
    def close(self) -> None:
        """Close the card."""
        self.station = self.connector = None
        self.is_guiding = False
        self.changed.emit()

    @Slot(str)
    def choose(self, connector_id: str) -> None:
        """Choose a connector."""
        if self.station is None:
            return
        found = [c for c in self.station.connectors if c.id == connector_id]
        if found:
            self.connector = found[0]
            self._ask_price()
            self.refresh()

    @Slot()
    def act(self) -> None:
        """Do what the main button says."""
        if self.station is None or self.connector is None:
            return
        match self.action():
            case Action.NAVIGATE | Action.END_GUIDANCE:
                self.is_guiding = not self.is_guiding
                self._show_route()
                self.refresh()
            case Action.OPEN_FLAP:
                self._car.open_flap()
            case Action.START:
                self._around.spawn(self._shop.start(self.station, self.connector))
                self.chargeWanted.emit()
            case Action.SHOW_CHARGE:
                self.chargeWanted.emit()
            case Action.PLUG_IN | Action.NOT_FROM_HERE:
                pass

    @Slot()
    def refresh(self) -> None:
        """Write the card again."""
        if self.station is not None:
            self._rows.replace([self._row(connector) for connector in self.station.connectors])
            tiles = station_view.tiles_of(self.station, self._now_s())
            self._tiles.replace([self._tile(tile) for tile in tiles])
        self.changed.emit()

    def action(self) -> Action:
        """Tell what the main button does."""
        if self.connector is None:
            return Action.NAVIGATE
        return station_view.action_of(
            self.connector,
            self._shop.state,
            self._car.state,
            is_here=self._is_here(),
            is_guiding=self.is_guiding,
        )

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        """Whether a card is open."""
        return self.station is not None

    @Property(bool, notify=changed)
    def guiding(self) -> bool:
        """Whether the way to the station is shown."""
        return self.is_guiding

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
        return self.station.name if self.station else ""

    @Property(str, notify=changed)
    def summary(self) -> str:
        """Operator, distance and state of charge on arrival."""
        if self.station is None:
            return ""
        parts = [self._around.operator_name(self.station.operator_id)]
        way_m = self._way_m()
        if way_m is None:
            return parts[0]
        if self._is_here():
            return "   ".join((*parts, self._speech.say(wording.HERE)))
        parts.append(figures.distance(way_m, self._speech.language))
        soc_pct = outlook.arrival_soc_pct(self._estimate, self._car.state, way_m)
        if soc_pct is not None:
            soc = figures.percent(soc_pct, self._speech.language)
            parts.append(self._speech.say(wording.ARRIVAL, soc=soc))
        return "   ".join(parts)

    @Property(str, notify=changed)
    def way_text(self) -> str:
        """How the chosen connector is started."""
        if self.station is None or self.connector is None:
            return ""
        return self._speech.say(
            station_view.way_of(self.connector.access),
            operator=self._around.operator_name(self.station.operator_id),
        )

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
        """List the connectors."""
        return self._rows

    @Property(RowsModel, notify=changed)
    def tiles(self) -> RowsModel:
        """Free and all by power."""
        return self._tiles

    @Property(str, notify=changed)
    def connector_name(self) -> str:
        """Name the chosen connector."""
        return self.connector.name if self.connector else ""

    @Property(int, notify=changed)
    def chosen_index(self) -> int:
        """Row of the chosen connector, -1 when no card is open."""
        if self.station is None or self.connector is None:
            return -1
        return [c.id for c in self.station.connectors].index(self.connector.id)

    @Property(str, notify=changed)
    def all_text(self) -> str:
        """Label of the button that shows every connector."""
        count = len(self.station.connectors) if self.station else 0
        return self._speech.say(wording.ALL_CONNECTORS, count=str(count))

    @Property(str, notify=changed)
    def price_text(self) -> str:
        """All-in price of a kWh now, or why there is none."""
        if self.station is None:
            return ""
        if self._timeline is None:
            name = self._around.operator_name(self.station.operator_id)
            return self._speech.say(wording.NO_PRICE, operator=name) if self._price_failed else "…"
        price = self._timeline.price_at(self._around.wall())
        return self._speech.say(wording.PER_KWH, price=figures.money(price, self._speech.language))

    @Property(str, notify=changed)
    def cost_text(self) -> str:
        """About what it costs to charge this car to its limit; empty while unknown."""
        car, connector = self._car.state, self.connector
        if self._timeline is None or connector is None or car.limit_pct is None:
            return ""
        way_m = 0.0 if self._is_here() else self._way_m() or 0.0
        arrival_pct = outlook.arrival_soc_pct(self._estimate, car, way_m)
        if arrival_pct is None:
            return ""
        charge = outlook.charge_at(self._estimate, car, connector, arrival_pct, car.limit_pct)
        if not charge.points:
            return ""
        energy_kwh = Decimal(f"{charge.energy_kwh:.1f}")
        mean_kw = charge.energy_kwh * 3600 / charge.seconds
        cost = self._timeline.cost(energy_kwh, self._around.wall(), mean_kw)
        language = self._speech.language
        return self._speech.say(
            wording.COST_TO_LIMIT,
            cost=figures.whole_money(cost, language),
            limit=figures.percent(car.limit_pct, language),
        )

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]
    def bars(self) -> list[dict[str, float | bool]]:
        """Draw the day's prices: height, level and which hour is now; empty while unknown."""
        if self._timeline is None:
            return []
        return station_view.bars_of(self._timeline.day(), self._around.wall().hour)

    @Property(str, notify=changed)
    def action_name(self) -> str:
        """Which action the main button has: a value of Action."""
        return self.action().value

    def _show_route(self) -> None:
        position = self._car.state.position
        if self.is_guiding and self.station is not None and position is not None:
            end = (self.station.lat, self.station.lon)
            self.routeWanted.emit(*station_view.route_view(position, end))

    def _row(self, connector: Connector) -> ConnectorRow:
        status, age_s = station_view.status_now(connector, self._now_s())
        word = self._speech.say(wording.STATUS[status])
        power = figures.power(connector.power_kw, self._speech.language)
        if age_s is not None:
            word = self._aged(age_s)
        return ConnectorRow(
            connector.id,
            connector.name,
            self._speech.say(wording.DC if connector.is_dc else wording.AC, power=power),
            station_view.SHAPES[status],
            word,
            Access.PLUG_AND_CHARGE in connector.access,
            self.connector is not None and connector.id == self.connector.id,
        )

    def _tile(self, tile: PowerTile) -> TileRow:
        power = figures.power(tile.power_kw, self._speech.language)
        # Direct current is what a tile is taken for.
        words = power if tile.is_dc else self._speech.say(wording.AC, power=power)
        return TileRow(words, tile.free, tile.total)

    def _aged(self, age_s: float) -> str:
        if age_s < _HOURS_FROM_S:
            return self._speech.say(wording.STATUS_AGED, minutes=str(round(age_s / 60)))
        return self._speech.say(wording.STATUS_AGED_HOURS, hours=str(round(age_s / 3600)))

    def _now_s(self) -> float:
        return self._around.wall().timestamp()

    def _way_m(self) -> float | None:
        if self.station is None or self._car.state.position is None:
            return None
        lat, lon = self._car.state.position
        return station_view.road_m(distance_m(lat, lon, self.station.lat, self.station.lon))

    def _is_here(self) -> bool:
        way_m = self._way_m()
        return way_m is not None and way_m <= station_view.road_m(station_view.HERE_M)

    def _ask_price(self) -> None:
        self._timeline = None
        self._price_failed = False
        if self.station is not None and self.connector is not None:
            seller = self._sellers.get(self.station.operator_id)
            if seller is None:
                self._price_failed = True
            else:
                self._around.spawn(self._fetch_price(seller, self.connector.id))

    async def _fetch_price(self, seller: PriceSource, connector_id: str) -> None:
        timeline = None
        # The card says that there is no price, and the charge itself does not depend on it.
        with suppress(OperatorError):
            timeline = await seller.prices(connector_id)
        if self.connector is not None and self.connector.id == connector_id:
            self._timeline = timeline
            self._price_failed = timeline is None
            self.changed.emit()
