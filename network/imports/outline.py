"""Find the middle of a site that is drawn as an outline. Pure."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import msgspec

from network.operators.finite import check_numbers

# A ring has three corners and ends where it began (RFC 7946, 3.1.6).
_FEWEST = 4
# More than a car park has, and wider: 0.1 degree is some ten kilometres. Chosen.
_MOST, _WIDEST_DEG = 1000, 0.1
_Point = tuple[float, float]


def middle_of(rings: Sequence[Any]) -> _Point:
    """Answer (lat, lon) of a polygon's centroid; holes are passed over.

    Raises: msgspec.ValidationError for what is no simple ring, too wide, or bent so that its middle
    lies outside.
    """
    ring = _read(rings)
    lon_0, lat_0 = ring[0]
    near = [(lon - lon_0, lat - lat_0) for lon, lat in ring]
    if max(max(map(abs, point)) for point in near) > _WIDEST_DEG:
        raise msgspec.ValidationError("is a shape too wide for one station")
    doubled = lon = lat = 0.0
    for (x, y), (next_x, next_y) in pairwise(near):
        cross = x * next_y - next_x * y
        doubled += cross
        lon += (x + next_x) * cross
        lat += (y + next_y) * cross
    if doubled == 0:
        raise msgspec.ValidationError("is a shape without an area")
    middle = lon / (3 * doubled), lat / (3 * doubled)
    if not _is_within(middle, near):
        raise msgspec.ValidationError("is a shape whose middle lies outside it")
    return lat_0 + middle[1], lon_0 + middle[0]


def _read(rings: Sequence[Any]) -> list[_Point]:
    ring = msgspec.convert(rings[0] if rings else [], list[list[float]])
    if not _FEWEST <= len(ring) <= _MOST or any(len(point) < 2 for point in ring):
        raise msgspec.ValidationError("is a shape without a simple outline")
    check_numbers(ring)
    points = [(point[0], point[1]) for point in ring]
    if points[0] != points[-1]:
        raise msgspec.ValidationError("is a shape that is not closed")
    return points


def _is_within(point: _Point, ring: Sequence[_Point]) -> bool:
    """Count the sides that a line to the east meets: an odd number of them."""
    x, y = point
    is_within = False
    for (x_0, y_0), (x_1, y_1) in pairwise(ring):
        if (y_0 > y) != (y_1 > y) and x < x_0 + (y - y_0) * (x_1 - x_0) / (y_1 - y_0):
            is_within = not is_within
    return is_within
