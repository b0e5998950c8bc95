"""The words of OCPI 2.2.1's fixed lists in ours, also as operators really spell them. Pure."""

import re
from typing import Final

from network.stations import Facility, Site, Standard, Status

DC: Final = "DC"
AC_PHASES: Final = {"AC_1_PHASE": 1, "AC_2_PHASE": 2, "AC_2_PHASE_SPLIT": 2, "AC_3_PHASE": 3}
MOTORWAY: Final = "ALONG_MOTORWAY"
CAN_START: Final = "REMOTE_START_STOP_CAPABLE"

_STATUSES: Final = {
    "AVAILABLE": Status.AVAILABLE,
    "BLOCKED": Status.OCCUPIED,  # not reachable: something stands before it
    "CHARGING": Status.CHARGING,
    "INOPERATIVE": Status.OFFLINE,
    "OUTOFORDER": Status.FAULT,
    "PLANNED": Status.OFFLINE,
    "REMOVED": Status.OFFLINE,
    "RESERVED": Status.RESERVED,
    "UNKNOWN": Status.UNKNOWN,
}
_THEIR_STATUS: Final = {
    Status.UNKNOWN: "UNKNOWN",
    Status.AVAILABLE: "AVAILABLE",
    Status.OCCUPIED: "BLOCKED",
    Status.CHARGING: "CHARGING",
    Status.RESERVED: "RESERVED",
    Status.FAULT: "OUTOFORDER",
    Status.OFFLINE: "INOPERATIVE",
}
# Keys are without punctuation and case: "GB/T (DC)" and GBT_DC are one. Words that are not the
# standard's were seen in public files (operators.md 3.5).
_STANDARDS: Final = {
    "gbtdc": Standard.GBT_DC_2015,
    "gbtac": Standard.GBT_AC_2015,
    "chaoji": Standard.CHAOJI,
    "chademo": Standard.CHADEMO,
    "iec62196t1": Standard.TYPE_1,
    "iec62196t1combo": Standard.CCS_1,
    "iec62196t2": Standard.TYPE_2,
    "iec62196t2combo": Standard.CCS_2,
    "type1": Standard.TYPE_1,
    "type2": Standard.TYPE_2,
    "type2outlet": Standard.TYPE_2,
    "type2socket": Standard.TYPE_2,
    "ccs1": Standard.CCS_1,
    "ccs2": Standard.CCS_2,
    "saej3400": Standard.TESLA,
    "teslar": Standard.TESLA,
    "teslas": Standard.TESLA,
}
_SOCKET: Final = re.compile(r"domestic[a-o]|iec603092.*|nema.*")
_OTHER: Final = re.compile(r"iec62196t3[ac]|pantograph.*|mcs")
_THEIR_STANDARD: Final = {
    Standard.GBT_DC_2011: "GBT_DC",
    Standard.GBT_DC_2015: "GBT_DC",
    Standard.GBT_AC_2011: "GBT_AC",
    Standard.GBT_AC_2015: "GBT_AC",
    Standard.CHAOJI: "CHAOJI",
    Standard.TYPE_1: "IEC_62196_T1",
    Standard.TYPE_2: "IEC_62196_T2",
    Standard.CCS_1: "IEC_62196_T1_COMBO",
    Standard.CCS_2: "IEC_62196_T2_COMBO",
    Standard.CHADEMO: "CHADEMO",
}
FACILITIES: Final = {
    "HOTEL": Facility.REST,
    "RESTAURANT": Facility.FOOD,
    "CAFE": Facility.FOOD,
    "MALL": Facility.SHOP,
    "SUPERMARKET": Facility.SHOP,
    "SPORT": Facility.LEISURE,
    "RECREATION_AREA": Facility.LEISURE,
    "NATURE": Facility.LEISURE,
    "MUSEUM": Facility.LEISURE,
    "BIKE_SHARING": Facility.TRANSPORT,
    "BUS_STOP": Facility.TRANSPORT,
    "TAXI_STAND": Facility.TRANSPORT,
    "TRAM_STOP": Facility.TRANSPORT,
    "METRO_STATION": Facility.TRANSPORT,
    "TRAIN_STATION": Facility.TRANSPORT,
    "AIRPORT": Facility.TRANSPORT,
    "PARKING_LOT": Facility.PARKING,
    "CARPOOL_PARKING": Facility.PARKING,
    "FUEL_STATION": Facility.FUEL,
    "WIFI": Facility.WIFI,
}
SITES: Final = {
    MOTORWAY: Site.MOTORWAY,
    "PARKING_GARAGE": Site.GARAGE,
    "PARKING_LOT": Site.CAR_PARK,
    "ON_DRIVEWAY": Site.DRIVEWAY,
    "ON_STREET": Site.STREET,
    "UNDERGROUND_GARAGE": Site.UNDERGROUND,
}
_THEIR_SITE: Final = {site: word for word, site in SITES.items()}


def parse_status(word: str) -> tuple[Status, bool]:
    """Read an EVSE's status; False where the word is not one of the standard's."""
    status = _STATUSES.get(word)
    return (Status.UNKNOWN, False) if status is None else (status, True)


def parse_standard(word: str) -> tuple[Standard, bool]:
    """Read a connector's standard; False where nobody knows what the word means."""
    plain = re.sub(r"[^a-z0-9]", "", word.lower())
    if plain in _STANDARDS:
        return _STANDARDS[plain], True
    if _SOCKET.fullmatch(plain):
        return Standard.SOCKET, True
    if _OTHER.fullmatch(plain):
        return Standard.OTHER, True
    return Standard.UNKNOWN, False


def build_status(status: Status) -> str:
    """Write a status; one that is plugged in without charging is blocked."""
    return _THEIR_STATUS[status]


def build_standard(standard: Standard, *, is_dc: bool) -> str:
    """Write a standard; what China's catalogue does not name is GB/T."""
    return _THEIR_STANDARD.get(standard, "GBT_DC" if is_dc else "GBT_AC")


def build_site(site: Site) -> str | None:
    """Write a parking_type, None where the site is not known."""
    return _THEIR_SITE.get(site)
