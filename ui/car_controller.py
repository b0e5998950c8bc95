"""Show the car as the vehicle bus tells it, and send it the driver's wishes."""

from collections.abc import Callable

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ui import figures, wording
from ui.car_view import CarView, Read, read_car
from ui.speech import Speech
from vehicle import signals

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1

Command = Callable[[str, float], None]
"""Sends a VSS path and the wished value to the car."""


@QmlElement
class CarController(QObject):
    """The car. `state` is what Python reads; `refresh` looks at the bus again."""

    changed = Signal()

    def __init__(
        self, read: Read, command: Command, speech: Speech, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._command = command
        self._speech = speech
        self.state = CarView()
        speech.changed.connect(self.changed)

    def refresh(self) -> None:
        """Take over what the bus says now."""
        state = read_car(self._read)
        if state != self.state:
            self.state = state
            self.changed.emit()

    @Slot(int)
    def set_limit(self, percent: int) -> None:
        """Ask the car to stop charging at this state of charge."""
        self._command(signals.CHARGE_LIMIT, percent)

    @Slot()
    def open_flap(self) -> None:
        """Ask the car to open its charging flap."""
        self._command(signals.IS_FLAP_OPEN, 1)

    @Property(bool, notify=changed)
    def known(self) -> bool:
        """Whether the car is heard."""
        return self.state.is_known

    @Property(bool, notify=changed)
    def charging(self) -> bool:
        """Whether energy flows into the battery."""
        return self.state.is_charging

    @Property(bool, notify=changed)
    def plugged(self) -> bool:
        """Whether a cable is in the inlet."""
        return self.state.is_plugged

    @Property(float, notify=changed)
    def soc(self) -> float:
        """State of charge in percent, 0 while unknown."""
        return self.state.soc_pct or 0.0

    @Property(str, notify=changed)
    def soc_text(self) -> str:
        """State of charge."""
        return self._text(self.state.soc_pct, figures.percent)

    @Property(str, notify=changed)
    def range_text(self) -> str:
        """Range left."""
        return self._text(self.state.range_m, figures.distance)

    @Property(str, notify=changed)
    def power_text(self) -> str:
        """Power into the battery."""
        return self._text(self.state.power_kw, figures.power)

    @Property(str, notify=changed)
    def outside_text(self) -> str:
        """Temperature outside."""
        return self._text(self.state.outside_c, figures.degrees)

    @Property(int, notify=changed)
    def limit(self) -> int:
        """Charge limit in percent, 0 while unknown."""
        return round(self.state.limit_pct or 0)

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]
    def details(self) -> list[dict[str, str]]:
        """Pairs of name and value for the engineer's sheet."""
        say, state = self._speech.say, self.state
        phase = wording.GBT_PHASE[state.phase] if state.phase else None
        return [
            {"name": say(wording.VOLTAGE), "value": self._text(state.voltage_v, figures.volts)},
            {"name": say(wording.CURRENT), "value": self._text(state.current_a, figures.amperes)},
            {"name": say(wording.PACK), "value": self._text(state.temperature_c, figures.degrees)},
            {"name": "GB/T 27930", "value": say(phase) if phase else figures.UNKNOWN},
        ]

    @Property(bool, notify=changed)
    def position_known(self) -> bool:
        """Whether the car knows where it is."""
        return self.state.position is not None

    @Property(float, notify=changed)
    def latitude(self) -> float:
        """Latitude, WGS-84."""
        return self.state.position[0] if self.state.position else 0.0

    @Property(float, notify=changed)
    def longitude(self) -> float:
        """Longitude, WGS-84."""
        return self.state.position[1] if self.state.position else 0.0

    @Property(float, notify=changed)
    def heading(self) -> float:
        """Heading in degrees, clockwise from north."""
        return self.state.heading_deg

    def _text(self, value: float | None, write: Callable[[float, figures.Language], str]) -> str:
        return figures.UNKNOWN if value is None else write(value, self._speech.language)
