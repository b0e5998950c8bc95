"""Count what a catalogue holds on a day: the figures by which such a network is known."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import msgspec

from network.catalogue import Catalogue
from network.catalogue_rows import Group, decode_groups
from network.stations import Access, Network

PLACES = Path(__file__).parents[1] / "resources" / "map" / "places.tsv"
# Policy counts a connector from here on as high power (network_facts.json, policy_targets_2027).
HIGH_POWER_KW = 250.0
# Beijing, Tianjin, Shanghai, Chongqing: their counties belong to no prefecture.
_MUNICIPALITIES = ("11", "12", "31", "50")
_COUNTY_DIGITS = 6


class Listed(NamedTuple):
    """What is counted of a station; `area_code` is GB/T 2260's, empty where unknown."""

    operator_id: str
    network: Network
    is_service_area: bool
    name: str
    area_code: str
    groups: Sequence[Group]


@dataclass(frozen=True, slots=True)
class Stats:
    """What there is on a day. `partners` and `own` count connectors by operator and by city.

    So does `listed`, by list, what is part of no network. All others are of third-party operators.
    Each side of a road is a service area.
    """

    connectors: int
    operators: int
    plug_and_charge: int
    counties: int
    service_areas: int
    high_power: int
    dc: int
    partners: dict[str, int]
    own: dict[str, int]
    listed: dict[str, int]


class _Area(msgspec.Struct):
    """The one detail that is counted by."""

    area_code: str = ""


_area_of = msgspec.json.Decoder(_Area).decode


def stats_of(catalogue: Catalogue, day: date) -> Stats:
    """Count in a catalogue. Reads every station: 1 to 2 s for 1.4 million connectors.

    Raises: CatalogueError.
    """
    return count(_listed(catalogue), day, city_names())


def _listed(catalogue: Catalogue) -> Iterator[Listed]:
    columns = catalogue.columns
    for row, name, groups, details in catalogue.records():
        code = int(columns.operator[row])
        yield Listed(
            columns.operators[code],
            columns.networks[code],
            bool(columns.is_service_area[row]),
            name,
            _area_of(details).area_code if details else "",
            decode_groups(groups),
        )


def count(stations: Iterable[Listed], day: date, cities: dict[str, str]) -> Stats:
    """Count the connectors that are part of the network on a day; `cities` as of `city_names`."""
    total: Counter[str] = Counter()
    partners: Counter[str] = Counter()
    own: Counter[str] = Counter()
    listed: Counter[str] = Counter()
    operators, counties, areas = set(), set(), set()
    for station in stations:
        valid = [group for group in station.groups if is_valid_on(group, day)]
        size = sum(len(group.names) for group in valid)
        if station.network is Network.PARTNER:
            partners[station.operator_id] += size
            continue
        if station.network is Network.OWN:
            own[city_of(station.area_code, cities)] += size
            continue
        if station.network is Network.LISTED:
            listed[station.operator_id] += size
            continue
        if not size:
            continue
        for group in valid:
            total.update(_told_by(group))
        operators.add(station.operator_id)
        if len(station.area_code) == _COUNTY_DIGITS:
            counties.add(station.area_code)
        if station.is_service_area:
            areas.add((station.area_code, station.name))
    return Stats(
        total["connectors"],
        len(operators),
        total["plug_and_charge"],
        len(counties),
        len(areas),
        total["high_power"],
        total["dc"],
        dict(sorted(partners.items())),
        dict(sorted(own.items())),
        dict(sorted(listed.items())),
    )


def is_valid_on(group: Group, day: date) -> bool:
    """Tell whether connectors are part of the network on a day."""
    return (group.valid_from is None or group.valid_from <= day) and (
        group.valid_to is None or day <= group.valid_to
    )


def _told_by(group: Group) -> dict[str, int]:
    size = len(group.names)
    return {
        "connectors": size,
        "dc": size * group.is_dc,
        "high_power": size * (group.power_kw >= HIGH_POWER_KW),
        "plug_and_charge": size * (Access.PLUG_AND_CHARGE in Access(group.access)),
    }


def city_names() -> dict[str, str]:
    """Read the English names of provinces and prefectures by their codes."""
    with PLACES.open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {row["adcode"]: row["name_en"] for row in rows if row["level"] != "county"}


def city_of(area_code: str, cities: dict[str, str]) -> str:
    """Name the city of a county; its code where the city has no name, `unknown` where it has none.

    Counties of a municipality belong to it, all others to their prefecture.
    """
    if not area_code:
        return "unknown"
    digits = area_code[:2] if area_code.startswith(_MUNICIPALITIES) else area_code[:4]
    return cities.get(digits.ljust(_COUNTY_DIGITS, "0"), area_code)


def table_of(stats: Stats, day: date) -> str:
    """Write the figures for people: one a line, numbers in one column."""
    rows = [
        ("connectors", stats.connectors),
        ("operators", stats.operators),
        ("plug-and-charge", stats.plug_and_charge),
        ("counties", stats.counties),
        ("service areas, each side", stats.service_areas),
        (f"at least {HIGH_POWER_KW:.0f} kW", stats.high_power),
        ("DC", stats.dc),
        *((f"partner {name}", number) for name, number in stats.partners.items()),
        *((f"own in {city}", number) for city, number in stats.own.items()),
        *((f"listed by {name}", number) for name, number in stats.listed.items()),
    ]
    lines = [f"{label:<26}" + f"{number:>11,}".replace(",", " ") for label, number in rows]
    return "\n".join((f"the network as of {day}, third-party operators first", *lines))
