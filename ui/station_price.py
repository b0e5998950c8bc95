"""Say what a kWh costs at the connector on the card, when it is cheaper, and what this car pays."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from network.errors import OperatorError
from network.stations import Connector, Parking, Station
from network.tariff import PriceTimeline
from ui import figures, outlook, station_hours, station_view, station_wording, wording
from ui.car_view import CarView
from ui.foreign_text import shown
from ui.rows_model import RowsModel
from ui.surroundings import Surroundings
from vehicle.estimate import CarEstimate

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1


class PriceSource(Protocol):
    """What the card needs of an operator."""

    async def prices(self, connector_id: str) -> PriceTimeline:
        """Fetch what a kWh costs at a connector. Raises: OperatorError."""


@dataclass(frozen=True, slots=True)
class PriceRow:
    """One part of the price."""

    name: str
    value: str


@QmlElement
class StationPrice(QObject):
    """The price on the card. What is printed is shown until the operator has answered."""

    changed = Signal()

    def __init__(
        self,
        sellers: Mapping[str, PriceSource],
        estimate: CarEstimate,
        around: Surroundings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._sellers = sellers
        self._estimate = estimate
        self._around = around
        self._speech = around.speech
        self._parts = RowsModel(PriceRow, self)
        self._station: Station | None = None
        self._connector: Connector | None = None
        self._asked: PriceTimeline | None = None
        self._asked_at: datetime | None = None
        self._has_failed = False
        self._is_unfolded = False
        self._car = CarView()
        self._arrival_pct: float | None = None
        self._cost_key: tuple[object, ...] | None = None
        self._cost: Decimal | None = None

    def ask(self, station: Station | None, connector: Connector | None) -> None:
        """Ask what a kWh costs at a connector; None forgets it."""
        if station is None or self._station is None or station.id != self._station.id:
            self._is_unfolded = False
        self._station, self._connector = station, connector
        self._asked = self._asked_at = None
        seller = self._sellers.get(station.operator_id) if station is not None else None
        self._has_failed = seller is None
        if connector is not None and seller is not None:
            self._around.spawn(self._fetch(seller, connector.id))

    def refresh(self, station: Station, car: CarView, arrival_pct: float | None) -> None:
        """Write it again for this car, which arrives with so much."""
        self._station, self._car, self._arrival_pct = station, car, arrival_pct
        self._parts.replace(self._part_rows())
        self.changed.emit()

    @property
    def timeline(self) -> PriceTimeline | None:
        """What the operator said, else what it prints, None where there is neither."""
        if self._asked is not None or self._station is None:
            return self._asked
        return self._station.printed

    @Slot()
    def toggle(self) -> None:
        """Unfold the parts, or fold them up."""
        self._is_unfolded = not self._is_unfolded
        self.changed.emit()

    @Property(bool, notify=changed)
    def known(self) -> bool:
        """Whether there is a price."""
        return self.timeline is not None

    @Property(bool, notify=changed)
    def unfolded(self) -> bool:
        """Whether the parts are shown."""
        return self._is_unfolded and self.timeline is not None

    @Property(str, notify=changed)
    def text(self) -> str:
        """All-in price of a kWh now, or why there is none."""
        if self._station is None:
            return ""
        if self.timeline is None:
            name = self._around.operator_name(self._station.operator_id)
            return self._speech.say(wording.NO_PRICE, operator=name) if self._has_failed else "…"
        return self._speech.say(
            wording.PER_KWH, price=self._money(self.timeline.price_at(self._wall))
        )

    @Property(str, notify=changed)
    def source_text(self) -> str:
        """Whether the price was asked for, and when, or is only printed."""
        if self._asked_at is not None:
            return self._speech.say(station_wording.ASKED_AT, time=figures.clock(self._asked_at))
        return self._speech.say(station_wording.PRINTED) if self.timeline is not None else ""

    @Property(bool, notify=changed)
    def printed(self) -> bool:
        """Whether the price is only printed."""
        return self.timeline is not None and self.timeline.is_printed

    @Property(str, notify=changed)
    def cost_text(self) -> str:
        """About what it costs to charge this car to its limit; empty while unknown."""
        car = self._car
        key = (
            self._connector,
            self.timeline,
            None if self._arrival_pct is None else round(self._arrival_pct, 1),
            car.limit_pct,
            None if car.temperature_c is None else round(car.temperature_c),
            None if car.outside_c is None else round(car.outside_c),
            figures.clock(self._wall),
        )
        if key != self._cost_key:
            self._cost_key, self._cost = key, self._foreseen()
        if self._cost is None or car.limit_pct is None:
            return ""
        language = self._speech.language
        return self._speech.say(
            wording.COST_TO_LIMIT,
            cost=figures.whole_money(self._cost, language),
            limit=figures.percent(car.limit_pct, language),
        )

    def _foreseen(self) -> Decimal | None:
        """Foresee the cost. Cost: 2 ms, hence it is kept while nothing has changed."""
        car, connector = self._car, self._connector
        if self.timeline is None or connector is None or car.limit_pct is None:
            return None
        if self._arrival_pct is None:
            return None
        charge = outlook.charge_at(self._estimate, car, connector, self._arrival_pct, car.limit_pct)
        if not charge.points:
            return None
        energy_kwh = Decimal(f"{charge.energy_kwh:.1f}")
        mean_kw = charge.energy_kwh * 3600 / charge.seconds
        return self.timeline.cost(energy_kwh, self._wall, mean_kw)

    @Property(str, notify=changed)
    def cheaper_text(self) -> str:
        """When a kWh costs less; empty while unknown."""
        if self.timeline is None:
            return ""
        return station_hours.cheaper(self.timeline, self._wall, self._speech)

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]
    def bars(self) -> list[dict[str, float | bool]]:
        """Draw the day's prices: height, level and which hour is now; empty while unknown."""
        if self.timeline is None:
            return []
        return station_view.bars_of(self.timeline.day(), self._wall.hour)

    @Property(RowsModel, notify=changed)
    def parts(self) -> RowsModel:
        """List the parts of the price."""
        return self._parts

    def _part_rows(self) -> list[PriceRow]:
        timeline, station = self.timeline, self._station
        if timeline is None or station is None:
            return []
        period = timeline.period_at(self._wall)
        say = self._speech.say
        rows = [
            PriceRow(say(wording.ENERGY_FEE), self._money(period.energy_cny)),
            PriceRow(say(wording.SERVICE_FEE), self._money(period.service_cny)),
        ]
        if timeline.start_cny:
            rows.append(PriceRow(say(station_wording.START_FEE), self._money(timeline.start_cny)))
        rows.append(PriceRow(say(station_wording.PARKING_FEE), self._parking(station.parking)))
        # No protocol tells it (operators.md 7.1): what is not told is said to be so.
        rows.append(PriceRow(say(station_wording.IDLE_FEE), say(station_wording.NOT_TOLD)))
        return rows

    def _parking(self, parking: Parking) -> str:
        if parking.is_free:
            return self._speech.say(station_wording.FREE_OF_CHARGE)
        return shown(parking.fee, 40) or self._speech.say(station_wording.NOT_TOLD)

    def _money(self, cny: Decimal) -> str:
        return figures.money(cny, self._speech.language)

    @property
    def _wall(self) -> datetime:
        return self._around.wall()

    async def _fetch(self, seller: PriceSource, connector_id: str) -> None:
        timeline = None
        # The card says that there is no price, and the charge itself does not depend on it.
        with suppress(OperatorError):
            timeline = await seller.prices(connector_id)
        if self._connector is not None and self._connector.id == connector_id:
            self._asked = timeline
            self._asked_at = self._wall if timeline is not None else None
            self._has_failed = timeline is None
            self._parts.replace(self._part_rows())
            self.changed.emit()
