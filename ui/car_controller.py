"""Show the car as the vehicle bus tells it, and send it the driver's wishes."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ui import figures, map_wording
from ui.age_view import age_sentence
from ui.car_view import CarView, read_car
from ui.details_view import Detail, details_of
from ui.speech import Speech
from vehicle import signals
from vehicle.signals import Value

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1


class CarSource(Protocol):
    """What is needed of vehicle.car_link.CarLink."""

    def read(self, path: str) -> Value | None:
        """Give the value of a VSS path; None while unknown or stale."""

    def last(self, path: str) -> Value | None:
        """Give the last value however old it is; None if it never came."""

    def age_s(self, path: str) -> float | None:
        """Tell how old the last value is; None if it never came."""

    def command(self, path: str, value: Value) -> None:
        """Ask the car for something."""


@QmlElement
class CarController(QObject):
    """The car. `state` is what Python may trust; `last` holds what is stale, too.

    `refresh` looks at the bus again.
    """

    changed = Signal()

    def __init__(self, source: CarSource, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._speech = speech
        self._age_s: int | None = None
        self._position_age_s: int | None = None
        self.state = CarView()
        self.last = CarView()
        speech.changed.connect(self.changed)

    def refresh(self) -> None:
        """Take over what the bus says now."""
        state, last = read_car(self._source.read), read_car(self._source.last)
        age_s = None if state.is_known else self._source.age_s(signals.SOC)
        place_age_s = None
        if state.position is None and last.position is not None:
            place_age_s = self._source.age_s(signals.LATITUDE)
        told = state, last, _whole(age_s), _whole(place_age_s)
        if told != (self.state, self.last, self._age_s, self._position_age_s):
            self.state, self.last, self._age_s, self._position_age_s = told
            self.changed.emit()

    @Slot(int)
    def set_limit(self, percent: int) -> None:
        """Ask the car to stop charging at this state of charge."""
        self._source.command(signals.CHARGE_LIMIT, percent)

    @Slot()
    def open_flap(self) -> None:
        """Ask the car to open its charging flap."""
        self._source.command(signals.IS_FLAP_OPEN, 1)

    @Property(bool, notify=changed)
    def known(self) -> bool:
        """Whether the car is heard."""
        return self.state.is_known

    @Property(bool, notify=changed)
    def stale(self) -> bool:
        """Whether the car was heard and is no longer: its figures are old."""
        return self._age_s is not None

    @Property(str, notify=changed)
    def age_text(self) -> str:
        """Tell how old stale figures are; empty while the car is heard."""
        if self._age_s is None:
            return ""
        sentence, count = age_sentence(self._age_s)
        return self._speech.say(sentence, count=str(count))

    @Property(bool, notify=changed)
    def charging(self) -> bool:
        """Whether energy flows into the battery."""
        return self.state.is_charging

    @Property(bool, notify=changed)
    def plugged(self) -> bool:
        """Whether a cable is in the inlet."""
        return self.state.is_plugged

    @Property(bool, notify=changed)
    def soc_known(self) -> bool:
        """Whether a state of charge was ever told."""
        return self.last.soc_pct is not None

    @Property(float, notify=changed)
    def soc(self) -> float:
        """State of charge in percent as last told, 0 while unknown."""
        return self.last.soc_pct or 0.0

    @Property(str, notify=changed)
    def soc_text(self) -> str:
        """State of charge as last told."""
        return self._text(self.last.soc_pct, figures.percent)

    @Property(str, notify=changed)
    def range_text(self) -> str:
        """Range left as last told."""
        return self._text(self.last.range_m, figures.distance)

    @Property(str, notify=changed)
    def power_text(self) -> str:
        """Power into the battery; a stale one would claim that energy flows."""
        return self._text(self.state.power_kw, figures.live_power)

    @Property(str, notify=changed)
    def outside_text(self) -> str:
        """Temperature outside."""
        return self._text(self.state.outside_c, figures.degrees)

    @Property(int, notify=changed)
    def limit(self) -> int:
        """Charge limit in percent as last told, 0 while unknown."""
        return round(self.last.limit_pct or 0)

    def details(self) -> tuple[Detail, ...]:
        """List the figures for the engineer."""
        return details_of(self.state, self.last, self._speech.say, self._speech.language)

    @Property(bool, notify=changed)
    def position_known(self) -> bool:
        """Whether the car knows where it is."""
        return self.state.position is not None

    @Property(bool, notify=changed)
    def position_seen(self) -> bool:
        """Whether the car ever told where it is."""
        return self.last.position is not None

    @Property(str, notify=changed)
    def position_note(self) -> str:
        """Say that the car is silent about its place, and for how long; empty while it is not."""
        if self.state.position is not None:
            return ""
        if self._position_age_s is None:
            return self._speech.say(map_wording.CAR_UNKNOWN)
        sentence, count = age_sentence(self._position_age_s)
        age = self._speech.say(sentence, count=str(count))
        return self._speech.say(map_wording.CAR_LAST_SEEN, age=age)

    @Property(float, notify=changed)
    def latitude(self) -> float:
        """Latitude as last told, WGS-84: a silent car does not take the map elsewhere."""
        return self.last.position[0] if self.last.position else 0.0

    @Property(float, notify=changed)
    def longitude(self) -> float:
        """Longitude as last told, WGS-84."""
        return self.last.position[1] if self.last.position else 0.0

    @Property(float, notify=changed)
    def heading(self) -> float:
        """Heading as last told in degrees, clockwise from north."""
        return self.last.heading_deg

    def _text(self, value: float | None, write: Callable[[float, figures.Language], str]) -> str:
        return figures.UNKNOWN if value is None else write(value, self._speech.language)


def _whole(seconds: float | None) -> int | None:
    return None if seconds is None else int(seconds)
