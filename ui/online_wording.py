"""Say why the online map does not show: the reason, and what is seen instead. No Qt."""

from network.raster_tiles import Trouble
from ui.wording import QT_TRANSLATE_NOOP

TROUBLE: dict[Trouble, str] = {
    Trouble.SILENT: QT_TRANSLATE_NOOP(
        "wording", "The online map does not answer. You see the built-in map."
    ),
    Trouble.LYING: QT_TRANSLATE_NOOP(
        "wording", "The online map sends no pictures. You see the built-in map."
    ),
    Trouble.FULL: QT_TRANSLATE_NOOP(
        "wording", "No room to keep the online map. You see the built-in map."
    ),
}
