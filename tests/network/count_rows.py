"""Count a catalogue from its rows, one by one: what its columns must agree with."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from network.catalogue import Catalogue
from network.catalogue_file import CatalogueFile
from network.catalogue_rows import Group, decode_groups
from network.stations import Access, Network
from network.stats import HIGH_POWER_KW, Stats, city_of

_COUNTY_DIGITS = 6


class Listed(NamedTuple):
    """What is counted of a station; `area_code` is GB/T 2260's, empty where unknown."""

    operator_id: str
    network: Network
    is_service_area: bool
    name: str
    area_code: str
    groups: Sequence[Group]


class _Area(msgspec.Struct):
    """The one detail that is counted by."""

    area_code: str = ""


_area_of = msgspec.json.Decoder(_Area).decode


def count_rows(catalogue: Catalogue, day: date) -> Stats:
    return count(_listed(catalogue), day)


def _listed(catalogue: Catalogue) -> Iterator[Listed]:
    sql = """SELECT o.id, o.network, s.service_area, s.name, s.details, s.connectors
        FROM stations s JOIN operators o ON o.code = s.operator"""
    file = CatalogueFile.open(catalogue.path)
    for rows in file.stream(sql, 5000):
        for operator, network, is_service_area, name, details, groups in rows:
            area = _area_of(details).area_code if details else ""
            kind = Network(network)
            yield Listed(operator, kind, bool(is_service_area), name, area, decode_groups(groups))
    file.close()


def count(stations: Iterable[Listed], day: date) -> Stats:
    """Count the connectors that are part of the network on a day."""
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
            own[city_of(int(station.area_code or 0))] += size
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
