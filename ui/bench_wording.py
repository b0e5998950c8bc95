"""Choose the sentences of the workbench. No Qt; see wording."""

from ui.wording import QT_TRANSLATE_NOOP

DRIVE_FIRST = QT_TRANSLATE_NOOP("wording", "The cable does not reach the car. Drive there first.")
LOWER_FIRST = QT_TRANSLATE_NOOP("wording", "The ground lock is up. Lower it first, then drive in.")
