"""Read the counties of the mainland and weigh them: how much of the network lies in each."""

import csv
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from network.geo import EARTH_RADIUS_M

Floats = NDArray[np.float64]
Index = NDArray[np.int64]

# Counties with charging, published 2025-07.
COVERED_COUNTIES: Final = 2_743

# Shares of the public connectors in per cent: published for early 2025 (Guangdong derived from a
# sum), Fujian assumed.
_SHARES_PCT: Final = {
    "44": 18.1,
    "33": 8.0,
    "32": 8.0,
    "31": 5.9,
    "37": 5.6,
    "41": 4.5,
    "34": 4.5,
    "42": 4.5,
    "51": 4.3,
    "11": 3.7,
    "35": 3.5,
}
# The other provinces share the rest by population: millions at the census of 2020, rounded.
_PEOPLE_M: Final = {
    "12": 13.9,
    "13": 74.6,
    "14": 34.9,
    "15": 24.0,
    "21": 42.6,
    "22": 24.1,
    "23": 31.9,
    "36": 45.2,
    "43": 66.4,
    "45": 50.1,
    "46": 10.1,
    "50": 32.1,
    "52": 38.6,
    "53": 47.2,
    "54": 3.6,
    "61": 39.5,
    "62": 25.0,
    "63": 5.9,
    "64": 7.2,
    "65": 25.9,
}
# Prefectures that outweigh the others of their province (chosen), and by how much.
_LARGE: Final = {
    **dict.fromkeys(("4403", "4401", "5101", "3301", "4201", "6101", "4101"), 4.0),
    **dict.fromkeys(("4419", "4406", "3205", "3201", "4301", "3702", "3302"), 3.0),
    **dict.fromkeys(("3401", "3202", "3502", "3501", "5301", "5201", "4501"), 2.5),
    **dict.fromkeys(("2101", "2102", "2201", "2301", "1301", "1401", "3601"), 2.5),
    **dict.fromkeys(("4420", "4413", "3303", "3304", "3307", "3310", "3206"), 2.0),
    **dict.fromkeys(("3204", "3701", "3706", "3505", "6201", "6501", "4601"), 2.0),
}
# Districts by name that are countryside: Chongming and the hills around Beijing (chosen).
_QUIET: Final = ("310151", "110109", "110116", "110117", "110118", "110119")
_QUIET_SHARE: Final = 0.2
# Islands without a bridge: Sansha, Changdao, Changhai, Daishan, Shengsi, Kinmen.
_NO_ROADS: Final = ("4603", "370634", "210224", "330921", "330922", "350527")
# Coasts that face each other, where a straight line would be taken for a road: Hainan and the
# mainland; around the Bohai Sea, Dalian and Liaoning against those across.
_HAINAN: Final = "46"
_ACROSS_BOHAI: Final = (("2102", "13"), ("21", "12"), ("21", "37"))
_LONE_CITY: Final = 8.0
_URBAN: Final = {"区": 3.0, "市": 1.4}
_SPREAD: Final = 0.55
# The second nearest centre of an ordinary district lies so far away (chosen).
_ROOM_KM: Final = 8.0


@dataclass(frozen=True, slots=True)
class County:
    """One county, or a prefecture that has none. `short` is its name without 区, 县, 市."""

    adcode: str
    name: str
    short: str
    province: str
    prefecture: str
    is_urban: bool


@dataclass(frozen=True, slots=True)
class Land:
    """The covered counties with their centres (WGS-84) and weights, which sum to 1."""

    counties: tuple[County, ...]
    lat: Floats
    lon: Floats
    weight: Floats


def read_land(random: np.random.Generator) -> Land:
    """Read the table of places and choose the counties that the network covers."""
    text = (files("resources") / "map" / "places.tsv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines(), delimiter="\t"))
    names = {row["adcode"]: row["name"] for row in rows}
    with_counties = {row["adcode"][:4] for row in rows if row["level"] == "county"}
    chosen = [
        row
        for row in rows
        if row["adcode"][:2] in _SHARES_PCT.keys() | _PEOPLE_M.keys()
        and not row["adcode"].startswith(_NO_ROADS)
        and (
            row["level"] == "county"
            or (row["level"] == "prefecture" and row["adcode"][:4] not in with_counties)
        )
    ]
    lat = np.array([float(row["lat"]) for row in chosen])
    lon = np.array([float(row["lon"]) for row in chosen])
    weight = _weigh([row["adcode"] for row in chosen], [row["name"] for row in chosen], random)
    weight *= _roominess(lat, lon)
    covered = np.sort(np.argsort(-weight, kind="stable")[:COVERED_COUNTIES])
    counties = tuple(_county(chosen[i], names) for i in covered)
    scaled = _scaled(weight[covered], [county.adcode for county in counties])
    return Land(counties, lat[covered], lon[covered], scaled)


def _county(row: dict[str, str], names: dict[str, str]) -> County:
    name, adcode = row["name"], row["adcode"]
    prefecture = names.get(adcode[:4] + "00", "")
    is_urban = name.endswith("区") or row["level"] == "prefecture"
    return County(adcode, name, _short(name), row["province"], prefecture, is_urban)


def _short(name: str) -> str:
    """Cut 区, 县 and the like off, unless one syllable would remain."""
    for ending in ("自治县", "自治旗", "林区", "新区", "区", "县", "市", "旗"):
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            return name.removesuffix(ending)
    return name


def _weigh(adcodes: list[str], names: list[str], random: np.random.Generator) -> Floats:
    """Weigh counties within their provinces: log-normal, more for districts and large cities."""
    chance = random.lognormal(0.0, _SPREAD, len(adcodes))
    urban = [
        _LONE_CITY if code.endswith("00") else _URBAN.get(name[-1], 0.6)
        for code, name in zip(adcodes, names, strict=True)
    ]
    large = [_QUIET_SHARE if code in _QUIET else _LARGE.get(code[:4], 1.0) for code in adcodes]
    return _scaled(chance * np.array(urban) * np.array(large), adcodes)


def _roominess(lat: Floats, lon: Floats) -> Floats:
    """Answer a factor that keeps the small districts of a city centre from piling up."""
    points = globe_km(lat, lon)
    second = [np.partition(((points - point) ** 2).sum(axis=1), 2)[2] for point in points]
    return np.clip(np.sqrt(second) / _ROOM_KM, 0.3, 1.3)


def _scaled(weight: Floats, adcodes: list[str]) -> Floats:
    """Give each province its share, and the whole 1."""
    provinces = np.array([code[:2] for code in adcodes])
    scaled = weight.copy()
    rest_pct, people_m = 100.0 - sum(_SHARES_PCT.values()), sum(_PEOPLE_M.values())
    for province in np.unique(provinces):
        share = _SHARES_PCT.get(str(province)) or _PEOPLE_M[str(province)] / people_m * rest_pct
        here = provinces == province
        scaled[here] *= share / 100.0 / scaled[here].sum()
    return scaled


def neighbours(land: Land, count: int) -> tuple[Index, Floats]:
    """List the `count` nearest counties of each, nearest first, and how far they are in km."""
    points = globe_km(land.lat, land.lon)
    overseas = sea_between(land)
    near = np.empty((len(points), count), np.int64)
    away = np.empty((len(points), count))
    for i, point in enumerate(points):
        squares = ((points - point) ** 2).sum(axis=1)
        squares[overseas[i]] = np.inf
        nearest = np.argpartition(squares, count + 1)[: count + 1]
        nearest = nearest[np.argsort(squares[nearest], kind="stable")][1:]
        near[i], away[i] = nearest, np.sqrt(squares[nearest])
    return near, away


def sea_between(land: Land) -> NDArray[np.bool_]:
    """Tell for each pair of counties whether the sea lies between."""
    adcode = np.array([county.adcode for county in land.counties])
    is_hainan = np.char.startswith(adcode, _HAINAN)
    apart: NDArray[np.bool_] = is_hainan[:, None] != is_hainan[None, :]
    for one, other in _ACROSS_BOHAI:
        faces = np.char.startswith(adcode, one)[:, None] & np.char.startswith(adcode, other)
        apart |= faces | faces.T
    return apart


def globe_km(lat: Floats, lon: Floats) -> Floats:
    """Lay positions on a globe in space, one row each, so that distances are true all over."""
    lat, lon = np.radians(lat), np.radians(lon)
    axes = (np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat))
    return np.column_stack(axes) * (EARTH_RADIUS_M / 1000)
