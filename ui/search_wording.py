"""The words of the search. No Qt."""

from network.gazetteer import Kind
from network.nearby import Sorting


def QT_TRANSLATE_NOOP(_context: str, sentence: str) -> str:  # noqa: N802 - lupdate's name
    """Mark a sentence for lupdate."""
    return sentence


GROUP: dict[Kind, str] = {
    Kind.PLACE: QT_TRANSLATE_NOOP("wording", "Places"),
    Kind.EXPRESSWAY: QT_TRANSLATE_NOOP("wording", "Expressways"),
    Kind.OPERATOR: QT_TRANSLATE_NOOP("wording", "Operators"),
    Kind.SERVICE_AREA: QT_TRANSLATE_NOOP("wording", "Service areas"),
    Kind.STATION: QT_TRANSLATE_NOOP("wording", "Stations"),
}
FAVOURITES = QT_TRANSLATE_NOOP("wording", "Favourites")
GONE = QT_TRANSLATE_NOOP("wording", "No longer in the network")
RECENT = QT_TRANSLATE_NOOP("wording", "Recent")
CLEAR = QT_TRANSLATE_NOOP("wording", "Clear")
NEARBY: dict[Sorting, str] = {
    Sorting.NEAREST: QT_TRANSLATE_NOOP("wording", "Nearest stations"),
    Sorting.CHEAPEST: QT_TRANSLATE_NOOP("wording", "Cheapest nearby"),
    Sorting.FASTEST: QT_TRANSLATE_NOOP("wording", "Fastest nearby"),
}
SORTING: dict[Sorting, str] = {
    Sorting.NEAREST: QT_TRANSLATE_NOOP("wording", "Nearest"),
    Sorting.CHEAPEST: QT_TRANSLATE_NOOP("wording", "Cheapest"),
    Sorting.FASTEST: QT_TRANSLATE_NOOP("wording", "Fastest"),
}

STATIONS_THERE = QT_TRANSLATE_NOOP("wording", "{count} stations")
ONE_STATION_THERE = QT_TRANSLATE_NOOP("wording", "1 station")
NO_STATION_THERE = QT_TRANSLATE_NOOP("wording", "no station")
SHOW_ONLY = QT_TRANSLATE_NOOP("wording", "Show only this operator")
FREE_OF = QT_TRANSLATE_NOOP("wording", "{free}/{total} free")
OUT_OF_ORDER = QT_TRANSLATE_NOOP("wording", "Out of order")
UNTOLD = QT_TRANSLATE_NOOP("wording", "{total}, free unknown")
AGE_MINUTES = QT_TRANSLATE_NOOP("wording", "{word} · {count} min ago")
AGE_HOURS = QT_TRANSLATE_NOOP("wording", "{word} · {count} h ago")
PRINTED = QT_TRANSLATE_NOOP("wording", "list price")
NO_PRICE = QT_TRANSLATE_NOOP("wording", "no price")
BELOW_RESERVE = QT_TRANSLATE_NOOP("wording", "Below reserve: {soc}")
OUT_OF_REACH = QT_TRANSLATE_NOOP("wording", "Out of reach")

PREPARING = QT_TRANSLATE_NOOP("wording", "The names are being read. This takes a moment, type on.")
NOTHING = QT_TRANSLATE_NOOP(
    "wording",
    "Nothing is called “{typed}”. Try fewer letters, or first letters: bjnz finds 北京南站.",
)
NO_POSITION = QT_TRANSLATE_NOOP(
    "wording", "The car's position is not known, so nothing is near. Type a name."
)
NONE_NEAR = QT_TRANSLATE_NOOP("wording", "The network holds no station yet. Import or connect one.")
UNREADABLE = QT_TRANSLATE_NOOP(
    "wording", "The names could not be read: {reason}. What is near can be seen all the same."
)
