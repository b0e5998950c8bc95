"""Lay service areas along expressways, one on each side, and where those have none, other roads.

The national expressways are those of resources/map/expressways.toml; other roads join neighbouring
towns and are invented.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from network.expressways import STEPS, read_expressways
from network.geo import unmercator_columns
from network.sandbox.nation_land import County, Land, globe_km, sea_between

Floats = NDArray[np.float64]
Index = NDArray[np.int64]

# Published 2025-07. Each side of a road is counted as one (assumed).
SERVICE_AREAS: Final = 6_856

# About so far apart, and no nearer to one on another road that runs along (chosen).
_SPACING_KM: Final = 50.0
_NEAREST_KM: Final = 12.0
# Of all pairs at most this share; it matters for networks that are smaller than the published one.
_MOST_TRUNK: Final = 0.6
_TOWNS: Final = 900
_APART_KM: Final = 22.0
_CANDIDATES: Final = 14
_KM_PER_DEG: Final = 111.2
# Half the way from one car park to the one across the road.
_ASIDE_KM: Final = 0.09


@dataclass(frozen=True, slots=True)
class ServiceAreas:
    """One entry a side: position, the county it is named after, where it leads to, which road.

    The two sides of one place are half the entries apart.
    """

    lat: Floats
    lon: Floats
    county: Index
    towards: tuple[str, ...]
    road: tuple[str, ...]


class _Spot(NamedTuple):
    """A place on a road, the way the road runs (degrees, squeezed to be true), and its ends."""

    lat: float
    lon: float
    north: float
    east: float
    ahead: str
    behind: str
    road: str


def lay_service_areas(land: Land, count: int, random: np.random.Generator) -> ServiceAreas:
    """Spread an even number of service areas: along the expressways first, then elsewhere."""
    pairs = count // 2
    trunk = _on_expressways(random)
    chosen = np.sort(random.permutation(len(trunk))[: int(pairs * _MOST_TRUNK)])
    spots = [trunk[i] for i in chosen.tolist()]
    spots += _on_other_roads(land, pairs - len(spots), random)
    lat, lon, north, east = np.array([spot[:4] for spot in spots]).reshape(-1, 4).T
    size = np.maximum(np.hypot(north, east), 1e-12)
    aside_lat = east / size * _ASIDE_KM / _KM_PER_DEG
    aside_lon = -north / size * _ASIDE_KM / _KM_PER_DEG / np.cos(np.radians(lat))
    county = _nearest_county(land, lat, lon)
    return ServiceAreas(
        # One drives on the right: the side to the right of the road leads ahead.
        np.concatenate((lat - aside_lat, lat + aside_lat)),
        np.concatenate((lon - aside_lon, lon + aside_lon)),
        np.concatenate((county, county)),
        (*(spot.ahead for spot in spots), *(spot.behind for spot in spots)),
        tuple(spot.road for spot in spots) * 2,
    )


def _on_expressways(random: np.random.Generator) -> list[_Spot]:
    """Go along every expressway and stop about every 50 km, but not where another has one."""
    spots: list[_Spot] = []
    taken: list[Floats] = []
    for road in read_expressways():
        for section in road.sections:
            lat, lon = unmercator_columns(section.line[:, 0], section.line[:, 1])
            points = globe_km(lat, lon)
            way_km = np.concatenate(
                ([0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1)))
            )
            stops = max(1, round(way_km[-1] / _SPACING_KM))
            along = (np.arange(stops) + random.uniform(0.35, 0.65, stops)) * way_km[-1] / stops
            for step in (np.searchsorted(way_km, along) - 1).tolist():
                point = (points[step] + points[step + 1]) / 2
                if taken and _away(np.array(taken), point).min() < _NEAREST_KM:
                    continue
                taken.append(point)
                name = f"{road.code}{road.name}"
                spots.append(_spot_on_line(lat, lon, step, section.places, name))
    return spots


def _spot_on_line(lat: Floats, lon: Floats, step: int, places: Sequence[str], name: str) -> _Spot:
    """Stop between two points of a line; one sign each leads to the place behind and ahead."""
    here_lat, here_lon = (lat[step] + lat[step + 1]) / 2, (lon[step] + lon[step + 1]) / 2
    north = lat[step + 1] - lat[step]
    east = (lon[step + 1] - lon[step]) * np.cos(np.radians(here_lat))
    behind = step // STEPS
    return _Spot(here_lat, here_lon, north, east, places[behind + 1], places[behind], name)


def _on_other_roads(land: Land, pairs: int, random: np.random.Generator) -> list[_Spot]:
    """Spread places evenly along invented roads between neighbouring towns."""
    if not pairs:
        return []
    points = globe_km(land.lat, land.lon)
    towns = _towns(land, points)
    start, end = _roads(points[towns])
    start, end = towns[start], towns[end]
    on_land = ~sea_between(land)[start, end]
    start, end = start[on_land], end[on_land]
    length = np.linalg.norm(points[end] - points[start], axis=1)
    along = (np.arange(pairs) + random.uniform(0.3, 0.7, pairs)) * length.sum() / pairs
    road = np.searchsorted(np.cumsum(length), along)
    share = (along - (np.cumsum(length) - length)[road]) / length[road]
    bow = np.clip(random.normal(0.0, 0.05, len(length)), -0.1, 0.1)
    lat, lon = _bent(land, start[road], end[road], share, bow[road])
    north = (land.lat[end] - land.lat[start])[road]
    east = (land.lon[end] - land.lon[start])[road] * np.cos(np.radians(lat))
    ends = [_signs(land.counties[a], land.counties[b]) for a, b in zip(start, end, strict=True)]
    signs = [ends[index] for index in road.tolist()]
    return [
        _Spot(float(a), float(b), float(c), float(d), ahead, behind, "高速公路")
        for a, b, c, d, (ahead, behind) in zip(lat, lon, north, east, signs, strict=True)
    ]


def _signs(start: County, end: County) -> tuple[str, str]:
    """Name the towns ahead and behind; districts of one city by their own names."""
    ahead, behind = _city(end), _city(start)
    return (end.short, start.short) if ahead == behind else (ahead, behind)


def _city(place: County) -> str:
    """Name the town that a road sign would: the prefecture of a district, else the county."""
    if not place.is_urban:
        return place.short
    return (place.prefecture or place.province).removesuffix("市")


def _towns(land: Land, points: Floats) -> Index:
    """Choose the heaviest counties that are far enough from each other."""
    chosen: list[int] = []
    for i in np.argsort(-land.weight, kind="stable").tolist():
        if not chosen or _away(points[chosen], points[i]).min() > _APART_KM:
            chosen.append(i)
            if len(chosen) == _TOWNS:
                break
    return np.array(chosen)


def _roads(points: Floats) -> tuple[Index, Index]:
    """Join two towns when no third lies in the circle between them (a Gabriel graph)."""
    joined: list[tuple[int, int]] = []
    for i, point in enumerate(points):
        near = np.argsort(_away(points, point), kind="stable")[1 : _CANDIDATES + 1]
        for j in near[near > i].tolist():
            radius = np.linalg.norm(point - points[j]) / 2
            inside = _away(points[near], (point + points[j]) / 2) < radius * 0.999
            if not inside[near != j].any():
                joined.append((i, j))
    pairs = np.array(joined)
    return pairs[:, 0], pairs[:, 1]


def _away(points: Floats, point: Floats) -> Floats:
    distance: Floats = np.linalg.norm(points - point, axis=1)
    return distance


def _bent(
    land: Land, start: Index, end: Index, share: Floats, bow: Floats
) -> tuple[Floats, Floats]:
    """Answer places on roads that bow to one side by a share of their length."""
    bend = bow * np.sin(np.pi * share)
    north, east = land.lat[end] - land.lat[start], land.lon[end] - land.lon[start]
    return (
        land.lat[start] + north * share + east * bend,
        land.lon[start] + east * share - north * bend,
    )


def _nearest_county(land: Land, lat: Floats, lon: Floats) -> Index:
    squeeze = np.cos(np.radians(lat))
    return np.array(
        [
            np.argmin((land.lat - lat[i]) ** 2 + ((land.lon - lon[i]) * squeeze[i]) ** 2)
            for i in range(len(lat))
        ],
        np.int64,
    )
