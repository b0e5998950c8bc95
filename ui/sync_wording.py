"""Say how fresh the stations of each operator are. No Qt."""

from network.sync_state import SyncPhase
from ui.wording import QT_TRANSLATE_NOOP

ALL_FRESH = QT_TRANSLATE_NOOP("wording", "All {count} operators are up to date")
FETCHING = QT_TRANSLATE_NOOP("wording", "Fetching stations: {share}")
TAKING_OVER = QT_TRANSLATE_NOOP("wording", "Taking over new stations; the map stays as it is")
SOME_FAIL = QT_TRANSLATE_NOOP(
    "wording", "{count} of {all} operators not reached: their last known stations are shown"
)
NO_ROOM = QT_TRANSLATE_NOOP(
    "wording", "New stations cannot be kept: the last known ones are shown. Free some space."
)

UPDATED = QT_TRANSLATE_NOOP("wording", "Updated {age}")
NEVER = QT_TRANSLATE_NOOP("wording", "Not fetched yet")
PAGE = QT_TRANSLATE_NOOP("wording", "Fetching page {page} of {pages}")
FIRST_PAGE = QT_TRANSLATE_NOOP("wording", "Fetching")
PHASE: dict[SyncPhase, str] = {
    SyncPhase.PAUSED: QT_TRANSLATE_NOOP("wording", "Not reached: {reason}"),
    SyncPhase.CUT_OFF: QT_TRANSLATE_NOOP("wording", "Not reached for long: {reason}"),
    SyncPhase.REFUSED: QT_TRANSLATE_NOOP("wording", "Says no: {reason}"),
    SyncPhase.NOT_STORED: QT_TRANSLATE_NOOP("wording", "Cannot be kept: {reason}"),
}
TAKEN = QT_TRANSLATE_NOOP("wording", "{count} stations")
ASIDE = QT_TRANSLATE_NOOP("wording", "{count} set aside: {reason}")
NEXT_IN_SECONDS = QT_TRANSLATE_NOOP("wording", "next in {count} s")
NEXT_IN_MINUTES = QT_TRANSLATE_NOOP("wording", "next in {count} min")
NEXT_IN_HOURS = QT_TRANSLATE_NOOP("wording", "next in {count} h")
ROUND = QT_TRANSLATE_NOOP("wording", "free places asked for every {count} min")
