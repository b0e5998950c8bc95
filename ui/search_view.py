"""Derive what the search lists. No Qt."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from math import log2
from typing import Final
from unicodedata import category

import numpy as np

from network.cluster_tree import TILE_DP
from network.columns import FREE, STATUS_CODE, Columns
from network.gazetteer import Kind
from network.geo import distance_m, mercator, unmercator
from network.live import STALE_S
from network.stations import Status

RESERVE_PCT: Final = 10.0
"""A driver wants to arrive with so much (chosen)."""
STATION_ZOOM: Final = 14.0
"""A station with the streets around it (chosen)."""
_BROKEN: Final = [STATUS_CODE[Status.FAULT], STATUS_CODE[Status.OFFLINE]]
# What of the glass a place may fill, and how near the map goes for one that is a point (chosen).
_WIDTH_DP, _HEIGHT_DP = 1300.0, 640.0
_POINT_ZOOM, _NEAREST_ZOOM, _FARTHEST_ZOOM = 11.0, 13.0, 4.0
# Longer texts are not repeated in a sentence (chosen).
_QUOTED = 24

HEAD, PLACE, STATION, NOTE = "head", "place", "station", "note"
ICONS: Final = {
    Kind.PLACE: "place",
    Kind.EXPRESSWAY: "road",
    Kind.OPERATOR: "network",
    Kind.SERVICE_AREA: "area",
    Kind.STATION: "plug",
}


@dataclass(frozen=True, slots=True)
class SearchRow:
    """One line of the list; `role` is HEAD, PLACE, STATION or NOTE.

    `name` is styled text in which what matched is bold; `spoken` is the line in plain words.
    `action` is the word of a head's button; `dimmed` says that nothing opens. `power` and the rest
    from `free` on are a station's; `state_name` is available, occupied, fault or unknown.
    """

    key: str
    role: str
    icon: str = ""
    name: str = ""
    spoken: str = ""
    detail: str = ""
    distance: str = ""
    action: str = ""
    power: str = ""
    free: str = ""
    state_name: str = "unknown"
    price: str = ""
    price_note: str = ""
    arrival: str = ""
    warned: bool = False
    dimmed: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What the columns know of a station at once. `told_at` is POSIX time, None: never told."""

    operator_id: str
    lat: float
    lon: float
    power_kw: int
    total: int
    free: int
    state_name: str
    told_at: float | None
    printed_cny: Decimal | None


def facts_of(columns: Columns, row: int, now_s: float, quarter: int) -> Facts:
    """Read a station's facts; statuses older than STALE_S say nothing about now."""
    here = slice(int(columns.first[row]), int(columns.first[row + 1]))
    status, at = columns.status[here], columns.status_at[here]
    is_fresh = (at >= max(0.0, now_s - STALE_S)) & (status != STATUS_CODE[Status.UNKNOWN])
    free = int(np.count_nonzero(is_fresh & (status == FREE)))
    told_at = int(at.max())
    lat, lon = unmercator(float(columns.x[row]), float(columns.y[row]))
    if not is_fresh.any():
        state_name = "unknown"
    elif free:
        state_name = "available"
    else:
        state_name = "fault" if np.isin(status[is_fresh], _BROKEN).all() else "occupied"
    return Facts(
        columns.operators[columns.operator[row]],
        lat,
        lon,
        int(columns.power_kw[row]),
        len(status),
        free,
        state_name,
        float(told_at) if told_at else None,
        columns.printed_price(row, quarter),
    )


def marked(name: str, spans: Iterable[tuple[int, int]]) -> str:
    """Write a name as styled text: what matched is bold, and nothing in it is taken as a tag."""
    pieces, done = [], 0
    for begin, end in spans:
        pieces += [escape(name[done:begin]), "<b>", escape(name[begin:end]), "</b>"]
        done = end
    return "".join((*pieces, escape(name[done:])))


def shown(text: str) -> str:
    """Take out of a foreign text what has no shape of its own: control and direction characters."""
    return "".join(" " if category(one)[0] in "CZ" else one for one in text)


def quoted(typed: str) -> str:
    """Repeat what was typed so that it does no harm to a sentence."""
    plain = " ".join(shown(typed).split())
    return plain if len(plain) <= _QUOTED else plain[: _QUOTED - 1] + "…"


def fitting_view(points: Iterable[tuple[float, float]]) -> tuple[float, float, float] | None:
    """Choose where the map looks so that all points are seen: lat, lon, zoom; None for none."""
    world = [mercator(*point) for point in points]
    if not world:
        return None
    xs, ys = [x for x, _ in world], [y for _, y in world]
    west, east, north, south = min(xs), max(xs), min(ys), max(ys)
    lat, lon = unmercator((west + east) / 2, (north + south) / 2)
    # In dp at zoom 0.
    width, height = (east - west) * TILE_DP, (south - north) * TILE_DP
    if max(width, height) < 1e-9:
        return lat, lon, _POINT_ZOOM
    zoom = log2(min(_WIDTH_DP / max(width, 1e-9), _HEIGHT_DP / max(height, 1e-9)))
    return lat, lon, min(_NEAREST_ZOOM, max(_FARTHEST_ZOOM, zoom))


def way_m(start: tuple[float, float] | None, end: tuple[float, float] | None) -> float | None:
    """Measure the straight way; None where one of the ends is unknown."""
    return None if start is None or end is None else distance_m(*start, *end)


def age_of(told_at: float, now_s: float) -> tuple[int, bool]:
    """Answer an age in whole minutes, at least 1, or from two hours on in hours: then True."""
    minutes = max(1, round((now_s - told_at) / 60))
    return (minutes, False) if minutes < 120 else (round(minutes / 60), True)
