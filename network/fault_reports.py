"""Take a driver's report of a fault to the operator; what cannot be sent is kept here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Annotated, Final, Protocol

import msgspec

from network.errors import OperatorError, Refused
from network.journal import JournalError

KEY: Final = "fault_reports"
MOST: Final = 200
"""The oldest of more is forgotten (chosen)."""
AGAIN: Final = timedelta(minutes=10)
"""Nobody reports the same connector twice within this time (chosen)."""
HOURLY: Final = 6
"""So many reports an hour are a driver's, more are a stuck finger's (chosen)."""


class FaultReason(Enum):
    """What may be wrong; the numbers are those of x_report_fault (ours)."""

    DOES_NOT_START = 1
    DAMAGED = 2
    DARK = 3
    BAY_BLOCKED = 4
    LOCK_STUCK = 5
    NOT_THERE = 6


class Told(Enum):
    """What became of a report."""

    SENT = "sent"
    KEPT_NO_WAY = "kept_no_way"  # the operator takes none from us
    KEPT_REFUSED = "kept_refused"
    KEPT_UNSENT = "kept_unsent"  # or nobody knows whether it arrived
    TOO_SOON = "too_soon"
    LOST = "lost"  # neither sent nor kept


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a report, and the operator's own words about it, often none."""

    told: Told
    words: str = ""


class Report(msgspec.Struct, frozen=True):
    """One report as it is kept."""

    operator_id: str
    station_id: str
    connector_id: str
    reason: FaultReason
    at: Annotated[datetime, msgspec.Meta(tz=True)]
    told: Told


class Settings(Protocol):
    """Where they are kept; `network.journal.Journal` is one."""

    def setting(self, key: str) -> str | None:
        """Read a setting."""

    def put_setting(self, key: str, value: str) -> None:
        """Store a setting. Raises: JournalError."""


class Recipient(Protocol):
    """An operator that takes reports."""

    async def report_fault(self, station_id: str, connector_id: str, reason: int) -> None:
        """Tell once of a fault. Raises: OperatorError."""


class FaultDesk:
    """Sends and keeps reports; `recipients` are the operators that take them."""

    def __init__(
        self,
        settings: Settings,
        recipients: Mapping[str, Recipient],
        wall: Callable[[], datetime],
    ) -> None:
        self._settings = settings
        self._recipients = recipients
        self._wall = wall
        self._underway: set[tuple[str, str]] = set()
        self._kept = _read(settings)

    def kept(self) -> tuple[Report, ...]:
        """List the reports, the newest first."""
        return self._kept

    def may_report(self, operator_id: str, connector_id: str) -> bool:
        """Tell whether a report would be taken now."""
        now = self._wall()
        # One from later than now, of a clock that was wrong, keeps nobody from reporting.
        ages = [(one, now - one.at) for one in self.kept()]
        recent = [(one, age) for one, age in ages if timedelta() <= age < timedelta(hours=1)]
        is_same = any(
            (one.operator_id, one.connector_id) == (operator_id, connector_id) and age < AGAIN
            for one, age in recent
        )
        is_underway = (operator_id, connector_id) in self._underway
        return not is_same and not is_underway and len(recent) < HOURLY

    async def report(
        self, operator_id: str, station_id: str, connector_id: str, reason: FaultReason
    ) -> Verdict:
        """Send a report where the operator takes them, and keep it."""
        if not self.may_report(operator_id, connector_id):
            return Verdict(Told.TOO_SOON)
        place = (operator_id, connector_id)
        self._underway.add(place)
        try:
            verdict = await self._send(operator_id, station_id, connector_id, reason)
        finally:
            self._underway.discard(place)
        at = self._wall()
        fresh = Report(operator_id, station_id, connector_id, reason, at, verdict.told)
        self._kept = (fresh, *self._kept)[:MOST]
        try:
            self._settings.put_setting(KEY, msgspec.json.encode(self._kept).decode())
        except JournalError:
            return verdict if verdict.told is Told.SENT else Verdict(Told.LOST)
        return verdict

    async def _send(
        self, operator_id: str, station_id: str, connector_id: str, reason: FaultReason
    ) -> Verdict:
        recipient = self._recipients.get(operator_id)
        if recipient is None:
            return Verdict(Told.KEPT_NO_WAY)
        try:
            await recipient.report_fault(station_id, connector_id, reason.value)
        except Refused as error:
            return Verdict(Told.KEPT_REFUSED, error.reason)
        except OperatorError:
            return Verdict(Told.KEPT_UNSENT)
        return Verdict(Told.SENT)


def _read(settings: Settings) -> tuple[Report, ...]:
    """Read what was kept; what makes no sense is left out."""
    try:
        stored = msgspec.json.decode(settings.setting(KEY) or "[]", type=tuple[msgspec.Raw, ...])
    except (msgspec.DecodeError, UnicodeEncodeError):
        return ()
    found = (_report(one) for one in stored)
    return tuple(one for one in found if one is not None)


def _report(stored: msgspec.Raw) -> Report | None:
    try:
        return msgspec.json.decode(stored, type=Report)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
