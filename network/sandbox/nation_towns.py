"""Scatter stations over counties: a core, quarters around it, and roads to the neighbours."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from network.sandbox.nation_land import Land, neighbours

Floats = NDArray[np.float64]
Index = NDArray[np.int64]

# All chosen, by looking at pictures of the result.
_QUARTERS: Final = 14
_ROADS: Final = 5
_CORE_SHARE: Final = 0.20
_QUARTER_SHARE: Final = 0.50
_CORE_KM: Final = 1.6
_QUARTER_KM: Final = 0.9
_TYPICAL_KM: Final = (5.5, 6.0)
_SPREAD: Final = 0.75
# Roads end before the neighbour's centre: they lead inland, so hardly anything falls into the sea.
_REACH: Final = 0.8
_LONGEST_KM: Final = 45.0
# Stations of a small town; how far apart centres are where twice the width has room.
_SMALL: Final = 30.0
_ROOM_KM: Final = 3.0
_TIGHTEST: Final = 2.0
_WIDEST: Final = 3.5
_TWIN_SHARE: Final = 0.03
_KM_PER_DEG: Final = 111.2


def scatter(land: Land, county: Index, random: np.random.Generator) -> tuple[Floats, Floats]:
    """Answer the (lat, lon) of stations, one for each entry of `county`; a few share a place."""
    near, away_km = neighbours(land, _ROADS)
    quarter_east, quarter_north = _quarters(land, near, away_km, random)
    count = len(county)
    width = _width(land, county, away_km)[county]
    east, north = _along_roads(land, county, near, away_km, random)
    kind = random.random(count)
    in_quarter = kind < _QUARTER_SHARE
    # Some quarters are larger than others.
    quarter = (random.random(count) ** 1.3 * _QUARTERS).astype(np.int64)
    east = np.where(in_quarter, quarter_east[county, quarter], east)
    north = np.where(in_quarter, quarter_north[county, quarter], north)
    in_core = kind > 1.0 - _CORE_SHARE
    east, north = np.where(in_core, 0.0, east), np.where(in_core, 0.0, north)
    blur = np.where(in_core, _CORE_KM, np.where(in_quarter, _QUARTER_KM, 0.15)) * width
    east = east + random.normal(0.0, 1.0, count) * blur
    north = north + random.normal(0.0, 1.0, count) * blur
    lat = land.lat[county] + north / _KM_PER_DEG
    lon = land.lon[county] + east / (_KM_PER_DEG * np.cos(np.radians(land.lat[county])))
    return _with_twins(county, lat, lon, random)


def _width(land: Land, county: Index, away_km: Floats) -> Floats:
    """Answer how much wider than a small town each county is built up, by its stations."""
    stations = np.bincount(county, minlength=len(land.counties))
    room = np.maximum(_TIGHTEST, away_km[:, 1] / _ROOM_KM)
    return np.minimum(np.maximum(1.0, (stations / _SMALL) ** 0.4), np.minimum(room, _WIDEST))


def _quarters(
    land: Land, near: Index, away_km: Floats, random: np.random.Generator
) -> tuple[Floats, Floats]:
    """Place some quarters around each county's centre, on its roads; as km to east and north."""
    county = np.repeat(np.arange(len(land.lat)), _QUARTERS)
    east, north = _along_roads(land, county, near, away_km, random)
    east += random.normal(0.0, 0.8, len(county))
    north += random.normal(0.0, 0.8, len(county))
    return east.reshape(-1, _QUARTERS), north.reshape(-1, _QUARTERS)


def _along_roads(
    land: Land, county: Index, near: Index, away_km: Floats, random: np.random.Generator
) -> tuple[Floats, Floats]:
    """Go a log-normal way from the centre towards a neighbour, on a road that winds a little."""
    road = random.integers(0, _ROADS, len(county))
    towards = near[county, road]
    urban = np.array([place.is_urban for place in land.counties])[county]
    typical = np.where(urban, *_TYPICAL_KM)
    way = typical * random.lognormal(0.0, _SPREAD, len(county))
    limit = np.minimum(away_km[county, road] * _REACH, _LONGEST_KM)
    # Beyond the limit one starts again from the centre, rather than heaping up at its end.
    way = np.where(way > limit, limit * random.random(len(county)), way)
    squeeze = np.cos(np.radians(land.lat[county]))
    heading = np.arctan2(
        land.lat[towards] - land.lat[county], (land.lon[towards] - land.lon[county]) * squeeze
    )
    winding = 0.22 * np.sin(way * 0.9 + heading * 7.0) + 0.1 * np.sin(way * 2.3 + heading * 13.0)
    return way * np.cos(heading + winding), way * np.sin(heading + winding)


def _with_twins(
    county: Index, lat: Floats, lon: Floats, random: np.random.Generator
) -> tuple[Floats, Floats]:
    """Move a few stations into the building of another one of their county."""
    by_county = np.argsort(county, kind="stable")
    twin, other = by_county[1:], by_county[:-1]
    # A twin's other must itself stay where it is.
    moves = (random.random(len(twin)) < _TWIN_SHARE) & (county[twin] == county[other])
    moves[1:] &= ~moves[:-1]
    lat[twin[moves]] = lat[other[moves]] + random.normal(0.0, 6e-5, int(moves.sum()))
    lon[twin[moves]] = lon[other[moves]] + random.normal(0.0, 6e-5, int(moves.sum()))
    return lat, lon
