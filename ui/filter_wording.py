"""The words of the filters. No Qt."""

from network.stations import Network


def QT_TRANSLATE_NOOP(_context: str, sentence: str) -> str:  # noqa: N802 - lupdate's name
    """Mark a sentence for lupdate."""
    return sentence


SECTION = {
    "only": QT_TRANSLATE_NOOP("wording", "Only"),
    "access": QT_TRANSLATE_NOOP("wording", "How a charge starts"),
    "power": QT_TRANSLATE_NOOP("wording", "Power in kW"),
    "price": QT_TRANSLATE_NOOP("wording", "Price per kWh now"),
    "current": QT_TRANSLATE_NOOP("wording", "Current"),
    "standard": QT_TRANSLATE_NOOP("wording", "Connector"),
    "network": QT_TRANSLATE_NOOP("wording", "Network"),
    "close_operators": QT_TRANSLATE_NOOP("wording", "Own and partner operators"),
    "other_operators": QT_TRANSLATE_NOOP("wording", "Other operators"),
    "listed_operators": QT_TRANSLATE_NOOP("wording", "From imported lists"),
}
PRICE_NOTE = QT_TRANSLATE_NOOP("wording", "as printed, all in")
ANY = QT_TRANSLATE_NOOP("wording", "any of {count}")

FREE = QT_TRANSLATE_NOOP("wording", "Free now")
SERVICE_AREA = QT_TRANSLATE_NOOP("wording", "Service areas")
ACCESS = {
    "plug_and_charge": QT_TRANSLATE_NOOP("wording", "Plug & charge"),
    "remote": QT_TRANSLATE_NOOP("wording", "Start from here"),
    "scan": QT_TRANSLATE_NOOP("wording", "Scan the code"),
    "partner_app": QT_TRANSLATE_NOOP("wording", "Partner's app"),
}
CURRENT = {
    "dc": QT_TRANSLATE_NOOP("wording", "DC, fast"),
    "ac": QT_TRANSLATE_NOOP("wording", "AC, slow"),
}
PLUG = {
    "gbt_dc": QT_TRANSLATE_NOOP("wording", "GB/T DC"),
    "gbt_ac": QT_TRANSLATE_NOOP("wording", "GB/T AC"),
    "chaoji": "ChaoJi",
    "ccs": "CCS",
    "type_1": QT_TRANSLATE_NOOP("wording", "Type 1"),
    "type_2": QT_TRANSLATE_NOOP("wording", "Type 2"),
    "chademo": "CHAdeMO",
    "tesla": "Tesla",
    "socket": QT_TRANSLATE_NOOP("wording", "Socket"),
    "wireless": QT_TRANSLATE_NOOP("wording", "Wireless"),
    "other": QT_TRANSLATE_NOOP("wording", "Other"),
}
NETWORK = {
    Network.OWN.value: QT_TRANSLATE_NOOP("wording", "Own network"),
    Network.PARTNER.value: QT_TRANSLATE_NOOP("wording", "Partners"),
    Network.THIRD_PARTY.value: QT_TRANSLATE_NOOP("wording", "Third parties"),
    Network.LISTED.value: QT_TRANSLATE_NOOP("wording", "Listed only"),
}
CHIP_OWN = QT_TRANSLATE_NOOP("wording", "Own {power}")

NOTHING_CHOSEN = QT_TRANSLATE_NOOP(
    "wording", "Every station is shown. Of one kind any choice will do; every kind must fit."
)
OR = QT_TRANSLATE_NOOP("wording", "{one} or {other}")
AND = QT_TRANSLATE_NOOP("wording", "{one}, and {other}")
OR_MORE = QT_TRANSLATE_NOOP("wording", "{one} or {count} others")

GONE = QT_TRANSLATE_NOOP("wording", "{operator}, no longer in the network")

SHOW = QT_TRANSLATE_NOOP("wording", "Show the map")
SHOW_FOUND = QT_TRANSLATE_NOOP("wording", "Show {stations} stations · {connectors} connectors")
NOTHING_FITS = QT_TRANSLATE_NOOP("wording", "Nothing in view fits")
FITS_ELSEWHERE = QT_TRANSLATE_NOOP("wording", "Nothing in view, {connectors} connectors elsewhere")
TAKEN = QT_TRANSLATE_NOOP("wording", "There is a filter called {name}. Choose another name.")
FULL = QT_TRANSLATE_NOOP("wording", "{count} filters are saved. Delete one first.")
