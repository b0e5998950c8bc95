"""Choose the sentences on whether and when the car gets to a station. No Qt; see wording."""


def QT_TRANSLATE_NOOP(_context: str, sentence: str) -> str:  # noqa: N802 - lupdate's name
    """Mark a sentence for lupdate."""
    return sentence


OUT_OF_REACH = QT_TRANSLATE_NOOP("wording", "Out of reach without charging on the way")
BARELY = QT_TRANSLATE_NOOP("wording", "Only {soc} on arrival: better charge on the way")
BY_FERRY = QT_TRANSLATE_NOOP("wording", "Part of the way is a ferry: its time is not counted")
NO_ROAD = QT_TRANSLATE_NOOP("wording", "No road leads there: the sea lies between")

# Above the time of arrival: the day.
TODAY = QT_TRANSLATE_NOOP("wording", "Arrival")
TOMORROW = QT_TRANSLATE_NOOP("wording", "Tomorrow")
ON_DAY = QT_TRANSLATE_NOOP("wording", "On {day}")
