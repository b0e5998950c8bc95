"""Read what the map writes besides outlines: places, names, rivers, expressways. Pure."""

import csv
import re
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import hypot
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from network.expressways import KIND_WORDS, read_expressways
from network.geo import mercator
from resources.map.water import NAMELESS, Water, read_water

FOLDER = Path(__file__).parents[1] / "resources" / "map"
_NAMED_LEVEL = 3
"""Detail of the rivers that names are written along (chosen: to zoom 7.75 the line itself)."""

_PEOPLES = re.compile(
    r"(?:蒙古|藏|羌|回|彝|白|傣|壮|苗|侗|黎|满|土家|布依|哈尼|傈僳|景颇|朝鲜|哈萨克|柯尔克孜|维吾尔"
    r"|土|畲|瑶|水|仡佬|毛南|仫佬|佤|拉祜|纳西|普米|怒|独龙|撒拉|保安|东乡|裕固|锡伯|塔吉克|达斡尔"
    r"|鄂温克|鄂伦春|各)族|(?<=内蒙古)$|(?<=..)(?:蒙古|哈萨克|柯尔克孜|维吾尔)$"
)


class Rank(IntEnum):
    """How much a name matters; the lower is placed first."""

    COUNTRY = 0
    SEA = 1
    GREAT_CITY = 2
    PROVINCE = 3
    CAPITAL = 4
    PREFECTURE = 5
    COUNTY = 6
    LAKE = 7


# The cities that lead the published rankings of charging piles and cars, written large (chosen).
_GREAT = {"北京", "上海", "广州", "深圳", "天津", "重庆", "成都", "武汉", "杭州", "西安", "南京"}


@dataclass(frozen=True, slots=True)
class Name:
    """One name on the map; `en` is empty where there is none. Zooms bound where it shows.

    `fr` is empty where French writes what English does.
    """

    zh: str
    en: str
    x: float
    y: float
    rank: Rank
    zooms: tuple[float, float]
    fr: str = ""

    def text(self, language: str) -> str:
        """Write it in zh, en or fr; may be empty."""
        if language == "zh":
            return self.zh
        return (self.fr if language == "fr" else "") or self.en


@dataclass(frozen=True, slots=True)
class Road:
    """One expressway: a smoothed line (n, 2) in world units per section."""

    code: str
    name: str
    parts: tuple[NDArray[np.float64], ...]


@dataclass(frozen=True, slots=True)
class Stream:
    """One river: its courses (n, 2) in world units; rank 1 is written on the smallest map."""

    zh: str
    en: str
    fr: str
    rank: int
    parts: tuple[NDArray[np.float64], ...]

    def text(self, language: str) -> str:
        """Write it in zh, en or fr."""
        if language == "zh":
            return self.zh
        return (self.fr if language == "fr" else "") or self.en


@dataclass(frozen=True, slots=True)
class Places:
    """Everything that is named."""

    names: tuple[Name, ...]
    roads: tuple[Road, ...]
    streams: tuple[Stream, ...]


def read_places(folder: Path = FOLDER) -> Places:
    """Read the tables."""
    with (folder / "places.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    lakes = _toml(folder / "lakes.toml")["lake"]
    water = read_water(_NAMED_LEVEL)
    names = [*_other_names(folder), *_lake_names(lakes, water), *_place_names(rows)]
    names.sort(key=lambda name: name.rank)
    return Places(tuple(names), _roads(folder), _streams(water))


def short_name(name: str, level: str) -> str:
    """Cut what a Chinese place is from its name, as maps do: 恩施土家族苗族自治州 is 恩施."""
    if level == "county" and not name.endswith(("自治县", "自治旗")):
        return name
    stem = re.sub(r"(自治县|自治旗)$", "", name) if level == "county" else KIND_WORDS.sub("", name)
    if stem == name:
        return name
    cut = _PEOPLES.sub("", stem) if "自治" in name else stem
    return cut if len(cut) >= 2 else stem


def _place_names(rows: list[dict[str, str]]) -> list[Name]:
    capitals = _capitals(rows)
    has_prefectures = {row["adcode"][:2] for row in rows if row["level"] == "prefecture"}
    names = []
    for row in rows:
        at = mercator(float(row["lat"]), float(row["lon"]))
        short = short_name(row["name"], row["level"])
        rank, zooms = _rank(row, short, is_capital=row["adcode"] in capitals)
        if rank == Rank.PROVINCE and row["adcode"][:2] not in has_prefectures:
            # The table has nothing within it whose name could take over.
            zooms = (zooms[0], 8.0)
        names.append(Name(short, row["name_en"], *at, rank, zooms))
    return names


def _capitals(rows: list[dict[str, str]]) -> set[str]:
    """Find each province's capital: the table puts a province at its capital's centre."""
    capitals = set()
    for province in (row for row in rows if row["level"] == "province"):
        its = [
            (_apart(row, province), row["adcode"])
            for row in rows
            if row["level"] == "prefecture" and row["adcode"][:2] == province["adcode"][:2]
        ]
        if its:
            capitals.add(min(its)[1])
    return capitals


def _apart(a: dict[str, str], b: dict[str, str]) -> float:
    return hypot(float(a["lat"]) - float(b["lat"]), float(a["lon"]) - float(b["lon"]))


def _rank(row: dict[str, str], short: str, *, is_capital: bool) -> tuple[Rank, tuple[float, float]]:
    is_city_province = row["name"].endswith(("市", "特别行政区"))
    if row["level"] == "county":
        return Rank.COUNTY, (9.0, 18.0)
    if row["level"] == "province" and not is_city_province:
        return Rank.PROVINCE, (4.0, 5.75)
    if short in _GREAT:
        return Rank.GREAT_CITY, (4.0 if row["level"] == "province" else 5.0, 18.0)
    if is_capital or row["level"] == "province":
        return Rank.CAPITAL, (5.25, 18.0)
    return Rank.PREFECTURE, (6.25, 18.0)


def _other_names(folder: Path) -> list[Name]:
    return [
        Name(
            row["zh"],
            row["en"],
            *mercator(*row["at"]),
            Rank.SEA if row["kind"] == "sea" else Rank.COUNTRY,
            (row["zooms"][0], row["zooms"][1]),
            row.get("fr", ""),
        )
        for row in _toml(folder / "names.toml")["name"]
    ]


def _lake_names(lakes: list[dict[str, Any]], water: Water) -> list[Name]:
    names = []
    boxes = _boxes(water.lakes)
    for lake in lakes:
        x, y = mercator(*lake["at"])
        # A lake is named once it is about 90 dp wide.
        first = float(np.log2(90 / 256 / _width_around(x, y, boxes)))
        zooms = (first, first + 5.0)
        names.append(Name(lake["zh"], lake["en"], x, y, Rank.LAKE, zooms, lake.get("fr", "")))
    return names


def _boxes(shores: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    """List left, top, right and bottom of each, (n, 4)."""
    points = np.concatenate([*shores])
    first = np.cumsum([0, *(len(shore) for shore in shores[:-1])])
    low, high = np.minimum.reduceat(points, first), np.maximum.reduceat(points, first)
    return np.concatenate([low, high], axis=1)


def _width_around(x: float, y: float, boxes: NDArray[np.float64]) -> float:
    """Answer the width of the largest lake whose box holds a point. Raises: ValueError."""
    left, top, right, bottom = boxes.T
    holds = (left < x) & (x < right) & (top < y) & (y < bottom)
    return float((right - left)[holds].max())


def _streams(water: Water) -> tuple[Stream, ...]:
    courses = defaultdict(list)
    for river in water.rivers:
        if river.name != NAMELESS:
            courses[river.name, river.rank].append(river.line)
    return tuple(
        Stream(name.zh, name.en, name.fr, rank, tuple(parts))
        for (number, rank), parts in courses.items()
        for name in [water.names[number]]
    )


def _roads(folder: Path) -> tuple[Road, ...]:
    return tuple(
        Road(road.code, road.name, tuple(section.line for section in road.sections))
        for road in read_expressways(folder)
    )


def _toml(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"))
