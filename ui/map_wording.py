"""Say about the map what no picture says. No Qt."""

from ui.wording import QT_TRANSLATE_NOOP

CAR_UNKNOWN = QT_TRANSLATE_NOOP("wording", "The car does not tell where it is")
CAR_LAST_SEEN = QT_TRANSLATE_NOOP("wording", "The car was here {age}")
