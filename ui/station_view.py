"""Derive what a station's card says. No Qt."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from math import log2

from network.cluster_tree import TILE_DP
from network.geo import mercator, unmercator
from network.session import SessionState
from network.stations import Access, Connector, Standard, Station, Status
from ui import wording
from ui.car_view import CarView

# As near as a cable and a parking place need (chosen).
HERE_M = 150.0
# Roads over the straight line, for the estimate before there is navigation (chosen).
_DETOUR = 1.3
# A status that is older says nothing about now (chosen: three polls of ten minutes).
_STALE_S = 1800.0

# How much of the glass a way fills, the card beside it, and how near the map goes for a short one
# (chosen).
_ROUTE_DP = 640.0
_NEAREST_ZOOM = 15.0
_FARTHEST_ZOOM = 4.0

_GAP = " · "
_SHORT_NAME = re.compile(r"\(((?:CC|ODbL|ODC|OGL)[^()]*)\)\s*$")

SHAPES = {
    Status.AVAILABLE: "available",
    Status.OCCUPIED: "occupied",
    Status.CHARGING: "occupied",
    Status.RESERVED: "occupied",
    Status.FAULT: "fault",
    Status.OFFLINE: "fault",
    Status.UNKNOWN: "unknown",
}


_WAYS = {
    Access.PLUG_AND_CHARGE: wording.ACCESS_PLUG_AND_CHARGE,
    Access.REMOTE: wording.ACCESS_REMOTE,
    Access.SCAN: wording.ACCESS_SCAN,
    Access.PARTNER_APP: wording.ACCESS_PARTNER_APP,
}


class Action(Enum):
    """What the main button does, here and now."""

    NAVIGATE = "navigate"
    END_GUIDANCE = "end_guidance"
    OPEN_FLAP = "open_flap"
    PLUG_IN = "plug_in"  # nothing to press: the cable is the driver's
    TAKEN = "taken"  # nothing to press: another car has this cable
    START = "start"
    SHOW_CHARGE = "show_charge"
    NOT_FROM_HERE = "not_from_here"


@dataclass(frozen=True, slots=True)
class PowerTile:
    """Free and all connectors of one power and kind of current; `free` None: nothing is known."""

    power_kw: float
    is_dc: bool
    free: int | None
    total: int


def road_m(straight_m: float) -> float:
    """Estimate the way on roads from the straight line."""
    return straight_m * _DETOUR


def route_view(start: tuple[float, float], end: tuple[float, float]) -> tuple[float, float, float]:
    """Choose where the map looks so that both ends of a way are seen: lat, lon, zoom."""
    (x_a, y_a), (x_b, y_b) = mercator(*start), mercator(*end)
    lat, lon = unmercator((x_a + x_b) / 2, (y_a + y_b) / 2)
    span = max(abs(x_a - x_b), abs(y_a - y_b), 1e-9)
    return lat, lon, min(_NEAREST_ZOOM, max(_FARTHEST_ZOOM, log2(_ROUTE_DP / TILE_DP / span)))


def is_current_told(connector: Connector) -> bool:
    """Tell whether AC or DC is more than a guess from a power that nobody told."""
    is_guessed = connector.power_kw <= 0 and connector.standard is Standard.UNKNOWN
    return connector.is_dc or not is_guessed


def status_now(connector: Connector, now_s: float) -> tuple[Status, float | None]:
    """Answer the status that may be shown, and its age in seconds, None where nobody told it.

    One that is too old is UNKNOWN, with the age at which something was known.
    """
    if connector.status_at is None:
        return connector.status, None
    age_s = max(0.0, now_s - connector.status_at)
    return (connector.status if age_s <= _STALE_S else Status.UNKNOWN), age_s


def tiles_of(station: Station, now_s: float) -> tuple[PowerTile, ...]:
    """Count connectors by power and kind of current, the strongest first."""
    kinds = sorted({_kind(connector) for connector in station.connectors}, reverse=True)
    return tuple(_tile(station.connectors, kind, now_s) for kind in kinds)


def _kind(connector: Connector) -> tuple[float, bool]:
    return connector.power_kw, connector.is_dc


def _tile(connectors: Sequence[Connector], kind: tuple[float, bool], now_s: float) -> PowerTile:
    same = [connector for connector in connectors if _kind(connector) == kind]
    states = [status_now(connector, now_s)[0] for connector in same]
    is_known = any(state is not Status.UNKNOWN for state in states)
    return PowerTile(*kind, states.count(Status.AVAILABLE) if is_known else None, len(same))


def first_choice(station: Station, now_s: float) -> Connector:
    """Choose the connector that a driver would take: free, plug-and-charge, strongest."""
    return max(station.connectors, key=lambda one: _worth(one, now_s))


def first_few(station: Station, now_s: float, count: int) -> tuple[str, ...]:
    """Choose the connectors that a short list names, in the station's own order."""
    ranked = sorted(station.connectors, key=lambda one: _worth(one, now_s), reverse=True)
    kept = {one.id for one in ranked[:count]}
    return tuple(one.id for one in station.connectors if one.id in kept)


def _worth(connector: Connector, now_s: float) -> tuple[bool, bool, bool, float]:
    return (
        status_now(connector, now_s)[0] is Status.AVAILABLE,
        not connector.is_blocked,
        Access.PLUG_AND_CHARGE in connector.access,
        connector.power_kw,
    )


def way_of(access: Access) -> str:
    """Choose the sentence on how a charge is started, the easiest way first."""
    return next((text for way, text in _WAYS.items() if way in access), wording.ACCESS_NONE)


def ways_of(access: Access) -> tuple[Access, ...]:
    """List the ways to start, the easiest first."""
    return tuple(way for way in _WAYS if way in access)


def short_source(source: str) -> str:
    """Name licences by their short names where a text has them, as in `… 4.0 (CC BY-SA 4.0)`."""
    return _GAP.join(
        match[1] if (match := _SHORT_NAME.search(part)) else part for part in source.split(_GAP)
    )


def is_taken(connector: Connector, now_s: float) -> bool:
    """Tell whether a car is known to be at a connector's cable."""
    return status_now(connector, now_s)[0] in (Status.OCCUPIED, Status.CHARGING)


def may_enter(connector: Connector, car: CarView, now_s: float) -> bool:
    """Tell whether a driver may wish to enter a connector's bay: not one who is plugged in."""
    return not car.is_plugged and not is_taken(connector, now_s)


def action_of(
    connector: Connector,
    session: SessionState,
    car: CarView,
    now_s: float,
    *,
    is_here: bool,
    is_guiding: bool,
) -> Action:
    """Choose what can be done here and now with the chosen connector."""
    if not is_here:
        return Action.END_GUIDANCE if is_guiding else Action.NAVIGATE
    if session.can_stop or not session.can_start:
        return Action.SHOW_CHARGE
    if not car.is_plugged:
        if is_taken(connector, now_s):
            return Action.TAKEN
        return Action.PLUG_IN if car.is_flap_open else Action.OPEN_FLAP
    if Access.PLUG_AND_CHARGE in connector.access or Access.REMOTE in connector.access:
        return Action.START
    return Action.NOT_FROM_HERE


def bars_of(prices: Sequence[Decimal], hour: int) -> list[dict[str, float | bool]]:
    """Draw a day's prices: height from 0 to 1, level 0 low, 1 middle, 2 high, and which is now."""
    low, high = min(prices), max(prices)
    span = high - low
    return [
        {
            "height": float(Decimal("0.36") + (Decimal("0.64") * (price - low) / span))
            if span
            else 0.66,
            "level": 1 if not span else min(2, int(3 * (price - low) / span)),
            "now": number == hour,
        }
        for number, price in enumerate(prices)
    ]
