"""Choose the sentences of the workbench. No Qt; see wording."""

from ui.wording import QT_TRANSLATE_NOOP

DRIVE_FIRST = QT_TRANSLATE_NOOP("wording", "The cable does not reach the car. Drive there first.")
LOWER_FIRST = QT_TRANSLATE_NOOP("wording", "The ground lock is up. Lower it first, then drive in.")
# Why the world refused, by the key of its answer; what is not here is said as the world says it.
REFUSED: dict[str, str] = {
    "occupied": QT_TRANSLATE_NOOP(
        "wording", "Another car is plugged in there. Choose another connector."
    ),
    "no_interface": QT_TRANSLATE_NOOP(
        "wording", "This operator's piles start with its own app only."
    ),
    "no_such_connector": QT_TRANSLATE_NOOP("wording", "The world has no such connector."),
    "unreachable": QT_TRANSLATE_NOOP("wording", "The simulated world does not answer."),
}
