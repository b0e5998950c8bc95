"""Make up names and addresses of stations from place words; none of them is a real station."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from network.sandbox.nation_land import County, Land
from network.sandbox.nation_roads import ServiceAreas

Index = NDArray[np.int64]

# The word for what a station mainly offers: AC, DC, at least 250 kW.
ENDINGS: Final = ("充电站", "快充站", "超充站")
# Stations that stand on a road rather than at a landmark of their own (chosen).
_BY_ROAD: Final = 0.35


@dataclass(frozen=True, slots=True)
class Words:
    """Parts of names. `city` and `town` are landmarks of districts and of other counties."""

    roads: tuple[str, ...]
    city: tuple[str, ...]
    town: tuple[str, ...]
    sides: tuple[str, ...]
    grounds: tuple[str, ...]
    scenery: tuple[str, ...]


def read_words() -> Words:
    """Read the words."""
    text = (files("resources") / "map" / "station_words.toml").read_text("utf-8")
    parts = tomllib.loads(text)
    return Words(
        **{
            name: tuple(value.split() if isinstance(value, str) else value)
            for name, value in parts.items()
        }
    )


def town_names(
    land: Land, county: Index, ending: Index, random: np.random.Generator
) -> tuple[list[str], list[str]]:
    """Name stations in towns and write their addresses; `ending` counts in ENDINGS."""
    words, count = read_words(), len(county)

    def pick(choices: int) -> list[int]:
        drawn: list[int] = random.integers(0, choices, count).tolist()
        return drawn

    road, number = pick(len(words.roads)), pick(998)
    side, ground = pick(len(words.sides)), pick(len(words.grounds))
    landmark, by_road = pick(1000), (random.random(count) < _BY_ROAD).tolist()
    roots = [root_of(place) for place in land.counties]
    names, addresses = [], []
    for k, index in enumerate(county.tolist()):
        place = land.counties[index]
        marks = words.city if place.is_urban else words.town
        where = words.roads[road[k]] if by_road[k] else words.sides[side[k]]
        mark = marks[landmark[k] % len(marks)]
        names.append(f"{place.short}{where}{mark}{words.grounds[ground[k]]}{ENDINGS[ending[k]]}")
        addresses.append(f"{roots[index]}{words.roads[road[k]]}{number[k] + 1}号")
    return names, addresses


def service_area_names(
    land: Land, areas: ServiceAreas, random: np.random.Generator
) -> tuple[list[str], list[str]]:
    """Name service areas after the county they lie in and the town they lead to.

    Both sides of a place have one name, and no other place of the county has it.
    """
    pairs = len(areas.county) // 2
    words = read_words().scenery
    scenery = random.permuted(np.tile(np.arange(len(words)), (len(land.counties), 1)), axis=1)
    used = [0] * len(land.counties)
    stems = []
    for county in areas.county[:pairs].tolist():
        short, turn = land.counties[county].short, used[county]
        used[county] += 1
        order = [words[i] for i in scenery[county] if short != short[:1] + words[i]]
        stems.append(_stem(short, turn, order))
    names, addresses = [], []
    for k, (county, stem) in enumerate(zip(areas.county.tolist(), stems * 2, strict=True)):
        here, towards = land.counties[county], areas.towards[k]
        # A sign does not lead to where one is.
        side = "" if towards == here.short else f"（{towards}方向）"
        names.append(f"{stem}服务区{side}")
        addresses.append(f"{root_of(here)}{areas.road[k]}{stem}服务区{side}")
    return names, addresses


def _stem(short: str, turn: int, words: list[str]) -> str:
    """Name the first place of a county like the county, every other one by one or two words."""
    if turn == 0:
        return short
    first, again = (turn - 1) % len(words), (turn - 1) // len(words)
    return short[:1] + words[first] + (words[again - 1] if again else "")


def root_of(place: County) -> str:
    """Write province, prefecture and county as an address begins, nothing twice."""
    prefecture = "" if place.prefecture in (place.province, place.name) else place.prefecture
    return f"{place.province}{prefecture}{place.name}"
