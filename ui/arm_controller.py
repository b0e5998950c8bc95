"""Let the service PIN arm the buses that may be real: Settings > Service."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from ui import service_pin, wording
from ui.service_pin import PinRecord, ServicePinError
from ui.surroundings import Surroundings
from vehicle.arming import Arming, BadPin, PinLock, is_pin

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1

_TICK_MS = 250


@QmlElement
class ArmController(QObject):
    """The page that arms. Armed ends with `disarm` or with the program.

    `now` gives real seconds that never go back: a faster simulation shortens no wait.
    """

    changed = Signal()

    def __init__(
        self,
        arming: Arming,
        folder: Path,
        now: Callable[[], float],
        around: Surroundings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._arming = arming
        self._folder = folder
        self._now = now
        self._around = around
        self._message = ""
        self._is_busy = False
        self._is_kiosk = False
        self._needs_arming = False
        self._kept: PinRecord | None = None
        self._lock = PinLock()
        self._load()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        arming.follow(self.changed.emit)
        self._tick_if_waiting()

    def set_place(self, *, is_kiosk: bool, needs_arming: bool) -> None:
        """Say whether this is a kiosk and whether a bus was opened that may be a real one."""
        self._is_kiosk, self._needs_arming = is_kiosk, needs_arming
        self.changed.emit()

    def stop(self) -> None:
        """Count down no longer."""
        self._timer.stop()

    @Slot(str)
    def enter(self, pin: str) -> None:
        """Arm with a PIN; `message` says what came of it."""
        if self._is_busy or self._arming.is_armed or self._lock.wait_s(self._now()) > 0:
            return
        if self._kept is None:
            self._say(wording.PIN_NOT_SET)
            return
        self._is_busy = True
        self.changed.emit()
        self._around.spawn(self._try(pin, self._kept))

    @Slot()
    def disarm(self) -> None:
        """Send nothing any more on buses that may be real."""
        self._say("")
        self._arming.set(is_armed=False)

    @Property(bool, notify=changed)
    def kiosk(self) -> bool:
        """Whether this is a kiosk, where only the PIN arms."""
        return self._is_kiosk

    @Property(bool, notify=changed)
    def has_pin(self) -> bool:
        """Whether a service PIN was ever set."""
        return self._kept is not None

    @Property(bool, notify=changed)
    def armed(self) -> bool:
        """Whether frames are sent on buses that may be real."""
        return self._arming.is_armed

    @Property(bool, notify=changed)
    def needs_arming(self) -> bool:
        """Whether a bus is open that may be a real one; without one there is nothing to arm."""
        return self._needs_arming

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether a PIN is being looked at."""
        return self._is_busy

    @Property(int, notify=changed)
    def wait_s(self) -> int:
        """Whole seconds until the next PIN is looked at; 0 when one may be entered."""
        left = self._lock.wait_s(self._now())
        return int(left) + (left > int(left))

    @Property(int, notify=changed)
    def failures(self) -> int:
        """How many wrong PINs there were since the last right one."""
        return self._lock.failures

    @Property(str, notify=changed)
    def message(self) -> str:
        """One sentence about the last attempt; empty when there is nothing to say."""
        return self._message

    async def _try(self, pin: str, kept: PinRecord) -> None:
        try:
            is_right = await asyncio.to_thread(is_pin, pin, kept.record)
        except BadPin:
            self._say(wording.PIN_DAMAGED)
            return
        finally:
            self._is_busy = False
        self._lock.note(self._now(), is_right=is_right)
        self._keep(PinRecord(kept.record, self._lock.failures))
        if is_right:
            self._say("")
            self._arming.set(is_armed=True)
        else:
            self._say(wording.PIN_WRONG, count=str(self._lock.failures))
        self._tick_if_waiting()

    def _load(self) -> None:
        try:
            self._kept = service_pin.load(self._folder)
        except ServicePinError:
            self._message = self._around.speech.say(wording.PIN_DAMAGED)
        if self._kept is not None:
            self._lock = PinLock(self._kept.failures, self._now())

    def _keep(self, kept: PinRecord) -> None:
        self._kept = kept
        try:
            service_pin.store(self._folder, kept)
        except ServicePinError:
            self._say(wording.CHOICE_NOT_KEPT)

    def _say(self, sentence: str, **names: str) -> None:
        self._message = self._around.speech.say(sentence, **names) if sentence else ""
        self.changed.emit()

    def _tick(self) -> None:
        self._tick_if_waiting()
        self.changed.emit()

    def _tick_if_waiting(self) -> None:
        if self._lock.wait_s(self._now()) > 0:
            self._timer.start()
        else:
            self._timer.stop()
