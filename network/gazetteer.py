"""What one looks for by name beside stations: places, expressways, operators."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from network.expressways import FOLDER, KIND_WORDS, read_expressways
from network.geo import closeness, mercator_columns, unmercator
from network.spelling import Alphabet
from network.text_index import NOT, Ranks, TextIndex

_COUNTY_WORDS = re.compile(r"(自治县|自治旗|新区|区|县|市|旗)$")


class Kind(Enum):
    """What was found; in the order in which equally good finds are shown (chosen)."""

    PLACE = "place"
    EXPRESSWAY = "expressway"
    OPERATOR = "operator"
    SERVICE_AREA = "service_area"
    STATION = "station"


_KINDS = tuple(Kind)
_LEVELS = ("province", "prefecture", "county")
# What the codes of all places within a province or prefecture begin with (GB/T 2260).
_CODE_DIGITS = (2, 4)
_NOWHERE = ((0.0, 0.0),)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing with a name, and the other names by which it is found as well.

    `key` is a place's 6 digits of GB/T 2260, an expressway's code, an operator's id. `region` is
    the province of a place, else empty. `points` are (lat, lon): one of a place, some along a road,
    none of an operator. `level` is 0 for a province, 1 for a prefecture, 2 for a county; else 0.
    `latin` and `latin_region` are a place's name and region in Latin letters, empty where none is
    known.
    """

    kind: Kind
    key: str
    name: str
    others: tuple[str, ...]
    region: str
    points: tuple[tuple[float, float], ...]
    level: int = 0
    latin: str = ""
    latin_region: str = ""


class Gazetteer:
    """Entries ready to be looked for, by any of their names."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        called = [(n, text) for n, one in enumerate(entries) for text in (one.name, *one.others)]
        self._names = TextIndex([text for _, text in called])
        self._caller = np.array([number for number, _ in called], np.int32)
        self.kind = np.array([_KINDS.index(one.kind) for one in entries], np.int64)
        self.level = np.array([one.level for one in entries], np.float64)
        # An entry without a point gets one, so that each has a stretch of the columns.
        points = [one.points or _NOWHERE for one in entries]
        self._first = np.cumsum([0, *(len(some) for some in points)])
        lats, lons = np.array([at for some in points for at in some]).reshape(-1, 2).T
        self._x, self._y = mercator_columns(lats, lons)
        self._is_nowhere = np.array([not one.points for one in entries], np.bool_)

    def ranks(self, word: Sequence[tuple[Alphabet, ...]]) -> Ranks:
        """Rank every entry by how well one of its names matches."""
        rank = np.full(len(self.entries), NOT, np.int8)
        np.minimum.at(rank, self._caller, self._names.held(word))
        return rank

    def closeness(self, at: tuple[float, float] | None) -> NDArray[np.float64]:
        """Measure how close the nearest point of each entry is; 0 where one of both is unknown."""
        if at is None or not self.entries:
            return np.zeros(len(self.entries))
        nearest = np.minimum.reduceat(closeness(*at, self._x, self._y), self._first[:-1])
        return np.where(self._is_nowhere, 0.0, nearest)

    def point(self, number: int, at: tuple[float, float] | None) -> tuple[float, float] | None:
        """Answer the nearest point of an entry, the middle one where nobody said to what."""
        points = self.entries[number].points
        if not points or at is None:
            return points[len(points) // 2] if points else None
        here = slice(self._first[number], self._first[number + 1])
        return points[int(np.argmin(closeness(*at, self._x[here], self._y[here])))]

    def extent(self, kind: Kind, key: str) -> tuple[tuple[float, float], ...]:
        """List points that show how far an entry reaches, as (lat, lon); none of an operator.

        Those of a province or prefecture are its counties', of a county only its own.
        """
        for entry in self.entries:
            if entry.kind is kind and entry.key == key:
                break
        else:
            return ()
        if kind is not Kind.PLACE or entry.level >= len(_CODE_DIGITS):
            return entry.points
        within = key[: _CODE_DIGITS[entry.level]]
        return tuple(
            point
            for one in self.entries
            if one.kind is Kind.PLACE and one.key.startswith(within)
            for point in one.points
        )


def count_within(area: NDArray[np.uint32], key: str) -> int | None:
    """Count what lies in a place, by its key and the areas of all there is (0: unknown).

    None where nothing is found and some areas are not known: nobody can tell.
    """
    code, step = int(key), 1
    for digits in _CODE_DIGITS:
        if key[digits:].strip("0") == "":
            step = 10 ** (len(key) - digits)
            break
    count = int(np.count_nonzero(area // step == code // step))
    return count or (None if (area == 0).any() else 0)


def read_gazetteer(operators: Mapping[str, Sequence[str]], folder: Path = FOLDER) -> Gazetteer:
    """Read all places and expressways of the map's tables; add operators with their names."""
    return Gazetteer((*_places(folder), *_roads(folder), *_operators(operators)))


def _places(folder: Path) -> list[Entry]:
    with (folder / "places.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    latin = {row["name"]: row["name_en"] for row in rows if row["level"] == "province"}
    entries = []
    for row in rows:
        name = row["name"]
        short = (_COUNTY_WORDS if row["level"] == "county" else KIND_WORDS).sub("", name)
        # A single character names no place: 县 of 赵县 stays.
        others = [short] if len(short) > 1 and short != name else []
        others += [row["name_en"]] if row["name_en"] else []
        at = (float(row["lat"]), float(row["lon"]))
        region = "" if row["level"] == "province" else row["province"]
        entries.append(
            Entry(
                Kind.PLACE,
                row["adcode"],
                name,
                tuple(others),
                region,
                (at,),
                _LEVELS.index(row["level"]),
                row["name_en"],
                latin.get(region, ""),
            )
        )
    return entries


def _roads(folder: Path) -> list[Entry]:
    return [
        Entry(
            Kind.EXPRESSWAY,
            road.code,
            road.name,
            (road.code,),
            "",
            tuple(unmercator(x, y) for section in road.sections for x, y in section.line.tolist()),
        )
        for road in read_expressways(folder)
    ]


def _operators(operators: Mapping[str, Sequence[str]]) -> list[Entry]:
    return [
        Entry(Kind.OPERATOR, operator, names[0], tuple(names[1:]), "", ())
        for operator, names in operators.items()
    ]
