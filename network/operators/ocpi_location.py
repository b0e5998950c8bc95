"""Turn OCPI's locations into our stations, and ours into its locations. Pure.

Operators break the standard in many small ways; what is wrong is told by name, and only a place
that cannot be put on the map, or may not be shown, is left out.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from urllib.parse import quote, unquote

import msgspec

from network.inert import ADDRESS, NAME, REMARK, inert
from network.operators.directory import Ability, OperatorProfile
from network.operators.ocpi_envelope import parse_time
from network.operators.ocpi_fields import Connector as TheirConnector
from network.operators.ocpi_fields import Evse, Location
from network.operators.ocpi_hours import parse_hours
from network.operators.ocpi_words import (
    AC_PHASES,
    CAN_START,
    DC,
    FACILITIES,
    MOTORWAY,
    SITES,
    parse_standard,
    parse_status,
)
from network.operators.photo_list import parse_photos
from network.operators.placing import Unplaceable, check_position
from network.runtime import CHINA_TIME
from network.stations import (
    Access,
    Connector,
    Equipment,
    Facility,
    Parking,
    Site,
    Standard,
    Station,
    Status,
)
from network.zones import find_zone

_GONE = "REMOVED"
_MAX_LATITUDE, _MAX_LONGITUDE = 10, 11
_MANDATORY = (
    "country_code",
    "party_id",
    "publish",
    "address",
    "city",
    "country",
    "time_zone",
    "last_updated",
)
# The largest sites take some ten megawatts. Chosen.
_LARGEST_W = 1e9
_NUMBER = re.compile(r"[-+]?\d{1,3}(?:\.\d+)?")
# DC standards by their word, for connectors of which power_type is missing.
_DC_STANDARDS = {
    Standard.GBT_DC_2015,
    Standard.CHAOJI,
    Standard.CHADEMO,
    Standard.CCS_1,
    Standard.CCS_2,
}
# Categories of pictures that are no views of the place.
_LOGOS = frozenset({"OPERATOR", "NETWORK", "OWNER"})


@dataclass(frozen=True, slots=True)
class ReadLocation:
    """A station, and the names of what its operator did not write as the standard says."""

    station: Station
    zone: tzinfo
    defects: Counter[str]


def connector_id(location: str, evse: str, connector: str) -> str:
    """Join the three ids that name a connector; each is quoted, so that a slash parts them."""
    return "/".join(quote(part, safe="") for part in (location, evse, connector))


def split_connector_id(name: str) -> tuple[str, str, str]:
    """Take the three ids apart.

    Raises: ValueError if it does not name a connector of OCPI.
    """
    location, evse, connector = (unquote(part) for part in name.split("/"))
    return location, evse, connector


def parse_location(location: Location, profile: OperatorProfile) -> ReadLocation:
    """Read a location with its EVSEs.

    One without a connector is refused: there is nothing to buy at it, every figure on the map
    counts connectors, and its mark would have to say 0 of 0. When it gets one, it has changed, and
    is listed again. Raises: Unplaceable
    """
    if location.id is None:
        raise Unplaceable("has no id")
    if location.publish is False:
        raise Unplaceable("is not to be published")
    defects = Counter(
        f"{name} is missing" for name in _MANDATORY if getattr(location, name) in (None, "")
    )
    lat, lon = _position(location, defects)
    equipment = _equipment(location, profile, defects)
    if not equipment:
        raise Unplaceable("has no connector")
    zone = find_zone(location.time_zone or "")
    if zone is None:
        defects["time_zone is unknown"] += 1
        zone = CHINA_TIME
    station = Station(
        operator_id=profile.id,
        id=location.id,
        name=inert(location.name, NAME) or inert(location.address, NAME) or location.id,
        address=inert(_address(location), ADDRESS),
        lat=lat,
        lon=lon,
        network=profile.network,
        is_service_area=location.parking_type == MOTORWAY,
        equipment=equipment,
        remark=inert(location.directions[0].text, REMARK) if location.directions else "",
        facilities=_facilities(location, defects),
        hours=parse_hours(location.opening_times, zone, defects),
        parking=Parking(site=_site(location, defects), info=_floor(location)),
        photos=parse_photos(one.url for one in location.images or () if one.category not in _LOGOS),
    )
    return ReadLocation(station, zone, defects)


def parse_statuses(location: Location) -> dict[str, Status]:
    """Read what the connectors of a location do, by connector id."""
    return {
        connector_id(location.id or "", evse.uid, gun.id): parse_status(evse.status or "")[0]
        for evse in location.evses or ()
        if evse.uid is not None
        for gun in evse.connectors or ()
        if gun.id is not None
    }


def _address(location: Location) -> str:
    street, city = location.address or "", location.city or ""
    return street if city in street else f"{city} {street}".strip()


def _position(location: Location, defects: Counter[str]) -> tuple[float, float]:
    where = location.coordinates
    if where is None or where.latitude is None or where.longitude is None:
        raise Unplaceable("has no coordinates")
    found = []
    for value, longest in ((where.latitude, _MAX_LATITUDE), (where.longitude, _MAX_LONGITUDE)):
        text = str(value).strip()
        if not isinstance(value, str):
            defects["coordinates are numbers"] += 1
        elif len(text) > longest:
            defects["coordinates are too long"] += 1
        if not _NUMBER.fullmatch(text):
            raise Unplaceable(f"has coordinates that are none: {text[:20]}")
        found.append(float(text))
    return check_position(*found)


def _equipment(
    location: Location, profile: OperatorProfile, defects: Counter[str]
) -> tuple[Equipment, ...]:
    piles = []
    seen: set[str] = set()
    for evse in location.evses or ():
        if evse.status == _GONE:
            continue
        if evse.uid is None:
            defects["EVSE has no uid"] += 1
        elif evse.uid in seen:
            defects["EVSE is listed twice"] += 1
        elif not evse.connectors:
            defects["EVSE has no connector"] += 1
        else:
            seen.add(evse.uid)
            piles.append(_pile(location, evse, profile, defects))
    return tuple(pile for pile in piles if pile.connectors)


def _pile(
    location: Location, evse: Evse, profile: OperatorProfile, defects: Counter[str]
) -> Equipment:
    status, is_known = parse_status(evse.status or "")
    if not is_known:
        defects["EVSE status is unknown"] += 1
    label = inert(str(evse.physical_reference or evse.evse_id or evse.uid), NAME)
    access = _access(evse, profile)
    guns = []
    for gun in evse.connectors or ():
        if gun.id is None:
            defects["connector has no id"] += 1
            continue
        title = label if len(evse.connectors or ()) == 1 else inert(f"{label}-{gun.id}", NAME)
        read = _connector(gun, title, access, defects)
        told = _told_at(evse, defects) if status is not Status.UNKNOWN else None
        name = connector_id(location.id or "", evse.uid or "", gun.id)
        guns.append(replace(read, id=name, status=status, status_at=told))
    power_kw = max((gun.power_kw for gun in guns), default=0.0)
    return Equipment(evse.uid or "", label, power_kw, tuple(guns))


def _connector(gun: TheirConnector, label: str, access: Access, defects: Counter[str]) -> Connector:
    standard, is_known = parse_standard(gun.standard or "")
    if not is_known:
        # The word itself is counted too: it may be one to learn.
        defects[f"standard is unknown: {(gun.standard or 'none')[:30]}"] += 1
    volts = _quantity(gun.max_voltage, "max_voltage", defects)
    amps = _quantity(gun.max_amperage, "max_amperage", defects)
    is_dc = gun.power_type == DC or (gun.power_type is None and standard in _DC_STANDARDS)
    if gun.power_type not in AC_PHASES and gun.power_type != DC:
        defects["power_type is missing or unknown"] += 1
    watts = (
        _quantity(gun.max_electric_power, "max_electric_power", defects)
        if gun.max_electric_power is not None
        else volts * amps * (1 if is_dc else AC_PHASES.get(gun.power_type or "", 1))
    )
    if watts >= _LARGEST_W:
        defects["power is beyond belief"] += 1
        watts = 0.0
    return Connector(
        id="",
        name=label,
        is_dc=is_dc,
        power_kw=round(watts / 1000, 3),
        min_v=0.0,
        max_v=volts,
        max_a=amps,
        access=access,
        standard=standard,
    )


def _quantity(value: object, name: str, defects: Counter[str]) -> float:
    text = str(value)
    if value is None or not re.fullmatch(r"\d{1,9}(\.\d+)?", text):
        defects[f"{name} is missing or no number"] += 1
        return 0.0
    return float(text)


def _access(evse: Evse, profile: OperatorProfile) -> Access:
    access = Access.NONE
    if CAN_START in (evse.capabilities or ()):
        if profile.abilities & Ability.REMOTE_START:
            access |= Access.REMOTE
        if profile.abilities & Ability.SCAN:
            access |= Access.SCAN
    if profile.abilities & Ability.PARTNER_APP:
        access |= Access.PARTNER_APP
    return access


def _told_at(evse: Evse, defects: Counter[str]) -> float | None:
    moment = _moment(evse.last_updated)
    if moment is None:
        defects["last_updated of an EVSE is no time"] += 1
        return None
    return moment.timestamp()


def _moment(text: str | None) -> datetime | None:
    try:
        return parse_time(text or "")
    except msgspec.ValidationError:
        return None


def _facilities(location: Location, defects: Counter[str]) -> Facility:
    found = Facility.NONE
    for word in location.facilities or ():
        if word in FACILITIES:
            found |= FACILITIES[word]
        else:
            defects["facility is unknown"] += 1
    return found


def _floor(location: Location) -> str:
    """Say on which floor the EVSEs are, where all of those that tell agree."""
    floors = {str(evse.floor_level) for evse in location.evses or () if evse.floor_level}
    return floors.pop() if len(floors) == 1 else ""


def _site(location: Location, defects: Counter[str]) -> Site:
    word = location.parking_type
    if word is not None and word not in SITES:
        defects["parking_type is unknown"] += 1
    return SITES.get(word or "", Site.UNKNOWN)
