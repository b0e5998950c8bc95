"""Lay trunk roads between neighbouring towns and put service areas along them, one on each side."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from network.sandbox.nation_land import Land, globe_km, sea_between

Floats = NDArray[np.float64]
Index = NDArray[np.int64]

# Published 2025-07. Each side of a road is counted as one (assumed).
SERVICE_AREAS: Final = 6_856

_TOWNS: Final = 900
_APART_KM: Final = 22.0
_CANDIDATES: Final = 14
_KM_PER_DEG: Final = 111.2
# Half the way from one car park to the one across the road.
_ASIDE_KM: Final = 0.09


@dataclass(frozen=True, slots=True)
class ServiceAreas:
    """One entry a side: position, the county it is named after, the county it leads to."""

    lat: Floats
    lon: Floats
    county: Index
    towards: Index


def lay_service_areas(land: Land, count: int, random: np.random.Generator) -> ServiceAreas:
    """Spread an even number of service areas along all trunk roads."""
    points = globe_km(land.lat, land.lon)
    towns = _towns(land, points)
    start, end = _roads(points[towns])
    start, end = towns[start], towns[end]
    on_land = ~sea_between(land)[start, end]
    start, end = start[on_land], end[on_land]
    length = np.linalg.norm(points[end] - points[start], axis=1)
    pairs = count // 2
    along = (np.arange(pairs) + random.uniform(0.3, 0.7, pairs)) * length.sum() / pairs
    road = np.searchsorted(np.cumsum(length), along)
    share = (along - (np.cumsum(length) - length)[road]) / length[road]
    bow = np.clip(random.normal(0.0, 0.05, len(length)), -0.1, 0.1)
    lat, lon = _bent(land, start[road], end[road], share, bow[road])
    north, east = land.lat[end] - land.lat[start], land.lon[end] - land.lon[start]
    size = np.hypot(north, east)
    aside_lat = (east / size)[road] * _ASIDE_KM / _KM_PER_DEG
    aside_lon = -(north / size)[road] * _ASIDE_KM / _KM_PER_DEG
    county = _nearest_county(land, lat, lon)
    return ServiceAreas(
        np.concatenate((lat - aside_lat, lat + aside_lat)),
        np.concatenate((lon - aside_lon, lon + aside_lon)),
        np.concatenate((county, county)),
        # One drives on the right: the side to the right of the road leads to its end.
        np.concatenate((end[road], start[road])),
    )


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
        ]
    )
