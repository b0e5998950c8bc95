"""Recognise one place that two operators report, and put together what both say of it."""

import re
from collections import Counter
from dataclasses import replace
from unicodedata import normalize

from network.geo import distance_m
from network.stations import Connector, Parking, Station, Status

# All distances are chosen. Positions of one place in two operators' files lie tens of metres apart;
# the two sides of a motorway's service area do so as well.
_TOUCHING_M = 15.0
_NEAR_M = 60.0
NAMED_M = 150.0
# Words that say what a place is, not which; without them 某某超充站 and 某某充电站 are one name.
_KIND_WORDS = re.compile(r"(超级|超充|快充|充电|超充|直流|公共)?(站|桩)$|station$|hub$")
_NOISE = re.compile(r"[\s()\[\]【】·,.，。_#\-]+")


def is_same(one: Station, other: Station) -> bool:
    """Tell whether two operators speak of the same place.

    They do when it lies closer the less the names agree: 150 m for the same name, 60 m where one
    name holds the other or the address is the same, 15 m for different names with the same guns.
    Two directions of a road are two places, whatever the distance; so are one and none.
    """
    if one.operator_id == other.operator_id:
        return one.id == other.id
    if one.direction != other.direction:
        return False
    metres = distance_m(one.lat, one.lon, other.lat, other.lon)
    name, other_name = _core(one.name), _core(other.name)
    if name == other_name:
        return metres <= NAMED_M
    holds = min(len(name), len(other_name)) >= 2 and (name in other_name or other_name in name)
    if holds or (one.address and _plain(one.address) == _plain(other.address)):
        return metres <= _NEAR_M
    return metres <= _TOUCHING_M and _guns(one) == _guns(other)


def merge(first: Station, second: Station) -> Station:
    """Add to `first` what only `second` knows of the same place.

    The result is bought from as `first` is: it keeps its ids and its connectors, for what only the
    second operator lists cannot be started through the first. A connector that both list takes the
    newer status.
    """
    theirs = {connector.id: connector for connector in second.connectors}
    equipment = tuple(
        replace(
            pile,
            connectors=tuple(_newer(gun, theirs.get(gun.id)) for gun in pile.connectors),
        )
        for pile in first.equipment
    )
    return replace(
        first,
        equipment=equipment,
        name=first.name or second.name,
        address=first.address or second.address,
        is_service_area=first.is_service_area or second.is_service_area,
        direction=first.direction or second.direction,
        area_code=first.area_code or second.area_code,
        phone=first.phone or second.phone,
        remark=first.remark or second.remark,
        facilities=first.facilities | second.facilities,
        hours=first.hours or second.hours,
        parking=_parking(first.parking, second.parking),
        printed=first.printed or second.printed,
        source=" · ".join(dict.fromkeys(filter(None, (first.source, second.source)))),
    )


def _newer(ours: Connector, theirs: Connector | None) -> Connector:
    if theirs is None or theirs.status is Status.UNKNOWN or theirs.status_at is None:
        return ours
    if ours.status_at is not None and ours.status_at >= theirs.status_at:
        return ours
    return replace(
        ours,
        status=theirs.status,
        status_at=theirs.status_at,
        bay=theirs.bay,
        lock=theirs.lock,
    )


def _parking(ours: Parking, theirs: Parking) -> Parking:
    unknown = Parking()
    return Parking(
        site=theirs.site if ours.site is unknown.site else ours.site,
        bays=theirs.bays if ours.bays is None else ours.bays,
        is_free=theirs.is_free if ours.is_free is None else ours.is_free,
        fee=ours.fee or theirs.fee,
    )


def _plain(text: str) -> str:
    return _NOISE.sub("", normalize("NFKC", text).casefold())


def _core(name: str) -> str:
    """Reduce a name to what tells its place from others; the whole name where nothing is left."""
    plain = _plain(name)
    return _KIND_WORDS.sub("", plain) or plain


def _guns(station: Station) -> Counter[tuple[bool, float]]:
    return Counter((gun.is_dc, gun.power_kw) for gun in station.connectors)
