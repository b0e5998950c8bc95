"""Show which car file is in use, how the buses are, and whether frames may be sent."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.arm_controller import ArmController
from ui.car_wording import BUS_STATE, BUS_SUMMARY
from ui.service_view import BusRow, bus_row, sending_sentence
from ui.speech import Speech
from vehicle.arming import PIN_DIGITS
from vehicle.bus_state import BusState
from vehicle.can_bus import BusSpec

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1


class Bus(Protocol):
    """What is needed of vehicle.can_bus.CanBus."""

    @property
    def spec(self) -> BusSpec:
        """What it was opened as."""

    @property
    def state(self) -> BusState:
        """How it is."""


@dataclass(frozen=True, slots=True)
class CarFiles:
    """The car's own file and the description of its bus."""

    car: Path
    dbc: Path


@QmlElement
class ServiceController(QObject):
    """The service page. `refresh` looks at the buses; `buses` names each by its sentence."""

    changed = Signal()
    # Says in a sentence what has become of a bus; empty when the last one said is mended.
    told = Signal(str)

    def __init__(
        self,
        files: CarFiles,
        buses: Mapping[str, Bus],
        arm: ArmController,
        speech: Speech,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._files = files
        self._buses = buses
        self._arm = arm
        self._speech = speech
        self._entered = ""
        self._states = dict.fromkeys(buses, BusState.ACTIVE)
        arm.setParent(self)
        arm.changed.connect(self.changed)
        speech.changed.connect(self.changed)

    def refresh(self) -> None:
        """Look at the buses now; what has changed for the worse is told."""
        for name, bus in self._buses.items():
            before, self._states[name] = self._states[name], bus.state
            if self._states[name] is not before:
                self._tell(name, self._states[name])
                self.changed.emit()

    @Property(str, notify=changed)
    def car_file(self) -> str:
        """Name the car's file."""
        return self._files.car.name

    @Property(str, notify=changed)
    def dbc_file(self) -> str:
        """Name the description of the car's bus."""
        return self._files.dbc.name

    @Property("QVariantList", notify=changed)  # type: ignore[arg-type]
    def bus_rows(self) -> list[dict[str, str]]:
        """List the buses: name, opened_as, state_name, word, sentence."""
        return [asdict(row) for row in self._rows()]

    @Property(str, notify=changed)
    def summary(self) -> str:
        """Say in one line how the buses are."""
        say = self._speech.say
        return "   ".join(say(BUS_SUMMARY, bus=row.name, word=row.word) for row in self._rows())

    @Property(str, notify=changed)
    def sending_text(self) -> str:
        """Say whether frames are sent, and what arms."""
        sentence = sending_sentence(
            needs_arming=self._arm_says("needs_arming"),
            is_kiosk=self._arm_says("kiosk"),
            is_armed=self._arm_says("armed"),
            has_pin=self._arm_says("has_pin"),
        )
        return self._speech.say(sentence)

    @Property(bool, notify=changed)
    def pad_shown(self) -> bool:
        """Whether a PIN can be entered: in a kiosk with a real bus, until it is armed."""
        wanted = self._arm_says("kiosk") and self._arm_says("needs_arming")
        return wanted and self._arm_says("has_pin") and not self._arm_says("armed")

    @Property(int, notify=changed)
    def entered(self) -> int:
        """Count the digits that were entered; which ones nobody is shown."""
        return len(self._entered)

    @Property(bool, notify=changed)
    def can_confirm(self) -> bool:
        """Whether what was entered may be a PIN."""
        return len(self._entered) in PIN_DIGITS

    @Slot(str)
    def press(self, digit: str) -> None:
        """Enter one more digit."""
        if len(self._entered) < PIN_DIGITS[-1]:
            self._enter(self._entered + digit)

    @Slot()
    def erase(self) -> None:
        """Take the last digit back."""
        self._enter(self._entered[:-1])

    def forget(self) -> None:
        """Take every digit back: the page is left."""
        self._enter("")

    @Slot()
    def confirm(self) -> None:
        """Try to arm with what was entered."""
        pin = self._entered
        self._enter("")
        self._arm.enter(pin)

    @Property(ArmController, notify=changed)
    def arm(self) -> ArmController:
        """Give what arms."""
        return self._arm

    def _enter(self, pin: str) -> None:
        self._entered = pin
        self.changed.emit()

    def _rows(self) -> list[BusRow]:
        say = self._speech.say
        return [
            bus_row(name, bus.spec, self._states[name], say) for name, bus in self._buses.items()
        ]

    def _arm_says(self, name: str) -> bool:
        # Python sees no value in a PySide property of another class.
        return bool(self._arm.property(name))

    def _tell(self, name: str, state: BusState) -> None:
        sentence = BUS_STATE.get(state)
        bus = self._speech.say(name)
        self.told.emit("" if sentence is None else self._speech.say(sentence, bus=bus))
