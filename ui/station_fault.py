"""Report a fault in two taps: that there is one, and which."""

from dataclasses import dataclass

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from network.fault_reports import FaultDesk, FaultReason, Told, Verdict
from network.stations import Connector, GroundLock, Station
from ui import station_wording, wording
from ui.foreign_text import shown
from ui.rows_model import RowsModel
from ui.surroundings import Surroundings

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1


_Key = tuple[str, str]
"""An operator's id and that of a connector."""


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """One reason to choose."""

    key: str
    word: str


@QmlElement
class StationFault(QObject):
    """The report about the chosen connector; others may be under way meanwhile."""

    changed = Signal()

    def __init__(
        self, desk: FaultDesk, around: Surroundings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._around = around
        self._reasons = RowsModel(ReasonRow, self)
        self._station: Station | None = None
        self._connector: Connector | None = None
        self._is_open = False
        self._sending: set[_Key] = set()
        self._answers: dict[_Key, Verdict] = {}
        around.speech.changed.connect(self._write)

    def refresh(self, station: Station, connector: Connector) -> None:
        """Turn to a connector."""
        if self._key != (station.operator_id, connector.id):
            # An answer that was seen is not shown again; one under way is, when it is there.
            self._forget()
            self._is_open = False
        self._station, self._connector = station, connector
        self._write()

    @Slot()
    def toggle(self) -> None:
        """Ask for the reason, or no longer."""
        self._is_open = not self._is_open
        self._forget()
        self._write()

    @Slot(str)
    def choose(self, key: str) -> None:
        """Report with a reason."""
        if self._station is None or self._connector is None or self._key in self._sending:
            return
        self._is_open = False
        self._sending.add((self._station.operator_id, self._connector.id))
        self._write()
        self._around.spawn(self._send(self._station, self._connector, FaultReason(int(key))))

    @Property(bool, notify=changed)
    def choosing(self) -> bool:
        """Whether the reasons are shown."""
        return self._is_open

    @Property(RowsModel, notify=changed)
    def reasons(self) -> RowsModel:
        """List the reasons."""
        return self._reasons

    @Property(str, notify=changed)
    def answer(self) -> str:
        """Say what became of the report; empty before one."""
        speech = self._around.speech
        if self._key in self._sending:
            return speech.say(station_wording.REPORTING)
        verdict = self._verdict
        if verdict is None or self._station is None:
            return ""
        return speech.say(
            station_wording.REPORTED[verdict.told],
            operator=self._around.operator_name(self._station.operator_id),
            detail=shown(verdict.words, 40) or speech.say(wording.NO_REASON),
        )

    @Property(bool, notify=changed)
    def taken(self) -> bool:
        """Whether the operator has it."""
        return self._verdict is not None and self._verdict.told is Told.SENT

    @property
    def _verdict(self) -> Verdict | None:
        return None if self._key is None else self._answers.get(self._key)

    def _forget(self) -> None:
        if self._key is not None:
            self._answers.pop(self._key, None)

    @property
    def _key(self) -> _Key | None:
        if self._station is None or self._connector is None:
            return None
        return self._station.operator_id, self._connector.id

    def _write(self) -> None:
        has_lock = self._connector is not None and self._connector.lock is not GroundLock.UNKNOWN
        self._reasons.replace(
            [
                ReasonRow(str(reason.value), self._around.speech.say(word))
                for reason, word in station_wording.REASON.items()
                if has_lock or reason is not FaultReason.LOCK_STUCK
            ]
        )
        self.changed.emit()

    async def _send(self, station: Station, connector: Connector, reason: FaultReason) -> None:
        key = station.operator_id, connector.id
        try:
            self._answers[key] = await self._desk.report(key[0], station.id, key[1], reason)
        finally:
            self._sending.discard(key)
        self._write()
