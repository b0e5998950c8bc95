"""Show the ground lock of the chosen bay, and lower it where its operator can."""

from collections.abc import Callable
from enum import Enum
from typing import Final

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from network.errors import OperatorError, Refused
from network.stations import Connector, GroundLock, State, Station
from ui import station_wording, wording
from ui.foreign_text import shown
from ui.station_services import Locker, StationServices
from ui.surroundings import Surroundings

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1

LOOK_S: Final = 2.0
LOOKS: Final = 8
"""After a wish its result is looked for so often: within 16 s (chosen; a lock takes some 4 s)."""
NEAR_M: Final = 500.0
"""From farther away a lock is not lowered: another car would take the bay (chosen)."""


class Wish(Enum):
    """How the wish to lower the lock stands."""

    NONE = "none"
    MOVING = "moving"
    REFUSED = "refused"
    STUCK = "stuck"  # accepted, or perhaps, and never seen down


@QmlElement
class StationLock(QObject):
    """The lock of one bay. A wish is sent once; its result is what the operator then tells."""

    changed = Signal()

    def __init__(
        self,
        services: StationServices,
        around: Surroundings,
        take: Callable[[str, dict[str, State]], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._lockers = services.lockers
        self._sleep = services.sleep
        self._around = around
        self._take = take
        self._station: Station | None = None
        self._connector: Connector | None = None
        self._is_near = False
        self._may_enter = True
        self._wish = Wish.NONE
        self._detail = ""

    def refresh(
        self, station: Station, connector: Connector, way_m: float | None, *, may_enter: bool = True
    ) -> None:
        """Turn to a bay, which is so far away; None: unknown.

        `may_enter` is False where another car stands there or this one is plugged in: then nobody
        is asked to drive in.
        """
        self._may_enter = may_enter
        if self._key != (station.operator_id, connector.id):
            self._wish, self._detail = Wish.NONE, ""
        self._station, self._connector = station, connector
        self._is_near = way_m is not None and way_m <= NEAR_M
        if connector.lock is GroundLock.DOWN:
            self._wish = Wish.NONE
        self.changed.emit()

    @Slot()
    def lower(self) -> None:
        """Lower the lock."""
        if self._station is not None and self._connector is not None and self._may_lower():
            locker = self._lockers[self._station.operator_id]
            self._wish = Wish.MOVING
            self.changed.emit()
            self._around.spawn(self._lower(locker, self._station, self._connector.id))

    @Property(bool, notify=changed)
    def shown(self) -> bool:
        """Whether the bay is known to have a lock, and there is something to say of it."""
        lock = GroundLock.UNKNOWN if self._connector is None else self._connector.lock
        return lock is GroundLock.UP or (lock is GroundLock.DOWN and self._may_enter)

    @Property(str, notify=changed)
    def word(self) -> str:
        """How the lock stands, and what to do."""
        if self._station is None or self._connector is None:
            return ""
        operator = self._around.operator_name(self._station.operator_id)
        detail = self._detail or self._around.speech.say(wording.NO_REASON)
        return self._around.speech.say(self._sentence(), operator=operator, detail=detail)

    @Property(str, notify=changed)
    def state_name(self) -> str:
        """Which shape and colour go with it: a state of the vocabulary."""
        if self._connector is not None and self._connector.lock is GroundLock.DOWN:
            return "available"
        return "fault" if self._wish in (Wish.REFUSED, Wish.STUCK) else "occupied"

    @Property(bool, notify=changed)
    def can_lower(self) -> bool:
        """Whether the button is there."""
        return self._may_lower() or self._wish is Wish.MOVING

    @Property(bool, notify=changed)
    def moving(self) -> bool:
        """Whether the lock is on its way."""
        return self._wish is Wish.MOVING

    @property
    def _key(self) -> tuple[str, str] | None:
        if self._station is None or self._connector is None:
            return None
        return self._station.operator_id, self._connector.id

    def _may_lower(self) -> bool:
        return (
            self._station is not None
            and self._connector is not None
            and self._connector.lock is GroundLock.UP
            and self._station.operator_id in self._lockers
            and self._is_near
            and self._wish is not Wish.MOVING
        )

    def _sentence(self) -> str:
        words = {
            Wish.MOVING: station_wording.LOCK_MOVING,
            Wish.REFUSED: station_wording.LOCK_REFUSED,
            Wish.STUCK: station_wording.LOCK_STUCK,
        }
        if self._wish in words:
            return words[self._wish]
        if self._connector is not None and self._connector.lock is GroundLock.DOWN:
            return station_wording.LOCK_DOWN
        if self._station is None or self._station.operator_id not in self._lockers:
            return station_wording.LOCK_NO_WAY
        return station_wording.LOCK_UP if self._is_near else station_wording.LOCK_FAR

    async def _lower(self, locker: Locker, station: Station, connector_id: str) -> None:
        key = (station.operator_id, connector_id)
        try:
            await locker.lower_lock(connector_id)
        except Refused as error:
            self._end(key, Wish.REFUSED, error.reason)
            return
        except OperatorError:
            pass  # nobody knows whether it was heard: what the lock does tells
        for _ in range(LOOKS):
            await self._sleep(LOOK_S)
            if await self._is_down(locker, station, connector_id):
                self._end(key, Wish.NONE)
                return
        self._end(key, Wish.STUCK)

    async def _is_down(self, locker: Locker, station: Station, connector_id: str) -> bool:
        try:
            told = await locker.states([station.id])
        except OperatorError:
            return False
        self._take(station.id, told)
        state = told.get(connector_id)
        return state is not None and state.lock is GroundLock.DOWN

    def _end(self, key: tuple[str, str], wish: Wish, detail: str = "") -> None:
        """End a wish, unless another bay is on the card by now."""
        if self._key == key:
            self._wish, self._detail = wish, shown(detail, 40)
            self.changed.emit()
