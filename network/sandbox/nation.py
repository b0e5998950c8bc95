"""Make up a national charging network in the published sizes, and write it as a catalogue.

Everything in it is simulated. The same operators give the same network, bit for bit.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from network.catalogue import write_catalogue
from network.catalogue_rows import Sheet
from network.operators.directory import Ability, Directory, Protocol
from network.sandbox.nation_growth import APRIL, APRIL_COUNTIES, always, grow
from network.sandbox.nation_halls import move_to_halls
from network.sandbox.nation_land import COVERED_COUNTIES, Land, read_land
from network.sandbox.nation_names import service_area_names, town_names
from network.sandbox.nation_power import (
    HIGH_POWER_KW,
    LOWEST_DC_KW,
    PLUG_AND_CHARGE,
    Equipment,
    choose_plug_and_charge,
    equip_alike,
    equip_third_party,
)
from network.sandbox.nation_roads import SERVICE_AREAS, ServiceAreas, lay_service_areas
from network.sandbox.nation_sheet import NationOperator, Plan, joined, write_sheet
from network.sandbox.nation_towns import scatter
from network.stations import Access, Network

Index = NDArray[np.int64]
Floats = NDArray[np.float64]
Texts = NDArray[np.object_]
Places = tuple[Index, Floats, Floats, Texts, Texts]

# Third-party connectors in the published network; smaller ones keep its proportions.
FULL_SIZE: Final = 1_400_000

_SEED: Final = 20250709
_INVENTED: Final = 0.3
# Connectors a station: log-normal, median 8, 1 to 120; on roads about 10.4, which is 71 500 over
# the published number of service areas. The spreads are assumed.
_MEDIAN: Final = 8.0
_SPREAD: Final = 0.7
_ROAD_MEDIAN: Final = 9.8
_ROAD_SPREAD: Final = 0.35
_MOST: Final = 120
# Connectors a station of the partners, published 2024-12 for the first (4.6 and 7.8), and assumed
# for our own; their kinds count in KINDS and are assumed.
_PARTNER_MEDIAN: Final = 5.0
_PARTNER_KINDS: Final = (3, 4, 5)
_OWN_MEDIAN: Final = 12.0
_OWN_KINDS: Final = (7,)
# Where our own stand.
_OWN_PREFECTURES: Final = ("11", "31", "3301")


_WAYS: Final = {
    Ability.PLUG_AND_CHARGE: Access.PLUG_AND_CHARGE,
    Ability.REMOTE_START: Access.REMOTE,
    Ability.SCAN: Access.SCAN,
    Ability.PARTNER_APP: Access.PARTNER_APP,
}


def operators_of(directory: Directory) -> tuple[NationOperator, ...]:
    """Take over from the operators' files what a network is made up from.

    A real operator's file has no weight: none of its stations are made up.
    """
    return tuple(
        NationOperator(
            profile.id,
            profile.network,
            profile.weight,
            _access_of(profile.abilities),
            profile.protocol is Protocol.OCPI,
            profile.since,
        )
        for profile in directory.profiles.values()
        if profile.weight > 0
    )


def _access_of(abilities: Ability) -> Access:
    access = Access.NONE
    for ability, way in _WAYS.items():
        if ability in abilities:
            access |= way
    return access


def build(
    path: Path,
    operators: Sequence[NationOperator],
    progress: Callable[[float], None] = lambda _: None,
) -> None:
    """Write the network to `path`, whole or not at all; `progress` is told the share done.

    Raises: CatalogueError if the place cannot be written.
    """
    progress(0.0)
    sheet = invent(operators)
    progress(_INVENTED)
    write_catalogue(path, sheet, lambda share: progress(_INVENTED + (1 - _INVENTED) * share))


def invent(operators: Sequence[NationOperator]) -> Sheet:
    """Make up the stations of these operators. Cost: about 4 s for 1.4 million connectors."""
    random = np.random.default_rng(_SEED)
    land = read_land(random)
    # The counties that the network of April had not reached are the lightest (assumed).
    is_new = np.zeros(len(land.counties), np.bool_)
    is_new[np.argsort(land.weight, kind="stable")[: COVERED_COUNTIES - APRIL_COUNTIES]] = True
    numbered = list(enumerate(operators))
    third = [(code, one) for code, one in numbered if one.network is Network.THIRD_PARTY]
    parts = [_third_party(third, land, is_new, random)] if third else []
    parts += [
        _single(code, one, land, is_new, random)
        for code, one in numbered
        if one.network is not Network.THIRD_PARTY
    ]
    return write_sheet(operators, land, joined(parts))


def _third_party(
    operators: Sequence[tuple[int, NationOperator]],
    land: Land,
    is_new: NDArray[np.bool_],
    random: np.random.Generator,
) -> Plan:
    """Plan the stations of all third-party operators together, as the figures are for them all."""
    connectors = np.array([operator.connectors for _, operator in operators])
    share = connectors.sum() / FULL_SIZE
    roads = lay_service_areas(land, int(SERVICE_AREAS * share) // 2 * 2, random)
    sides = _portions(len(roads.lat), connectors)
    sizes, codes, on_road = [], [], []
    for (code, operator), count in zip(operators, sides, strict=True):
        road = _sizes(int(count), _ROAD_MEDIAN, _ROAD_SPREAD, random)
        town = _sizes_until(operator.connectors - int(road.sum()), _MEDIAN, _SPREAD, random)
        sizes += [road, town]
        codes += [np.full(len(road) + len(town), code)]
        on_road += [np.arange(len(road) + len(town)) < len(road)]
    size, is_road, owner = (np.concatenate(parts) for parts in (sizes, on_road, codes))
    equipment = equip_third_party(size, is_road, random)
    able = {code for code, operator in operators if Access.PLUG_AND_CHARGE in operator.access}
    knows_vin = choose_plug_and_charge(
        equipment.dc_count(), np.isin(owner, list(able)), int(PLUG_AND_CHARGE * share), random
    )
    since = {code: operator.since for code, operator in operators}
    came_late = np.isin(owner, [code for code, day in since.items() if day and day > APRIL])
    towns = np.flatnonzero(~is_road)
    # Every county has a station, and one of April where that is possible.
    anchors = random.permutation(towns)
    anchors = anchors[np.argsort(came_late[anchors], kind="stable")][: len(land.counties)]
    places = _places_of(anchors, is_road, equipment, land, roads, random)
    is_anchor = np.zeros(len(owner), np.bool_)
    # A network too small to reach every county may come to any of them late.
    is_anchor[anchors] = len(anchors) == len(land.counties)
    must_wait = came_late | is_new[places[0]]
    days = [since[code] for code in owner.tolist()]
    growth = grow(equipment, days, must_wait, ~is_anchor, share, random)
    return Plan(owner, size, is_road, *places, equipment, knows_vin, growth)


def _places_of(
    anchors: Index,
    on_road: NDArray[np.bool_],
    equipment: Equipment,
    land: Land,
    roads: ServiceAreas,
    random: np.random.Generator,
) -> Places:
    """Put each station somewhere: service areas in turn, the others into counties by weight.

    Each of the `anchors` comes into a county of its own.
    """
    count, towns = len(on_road), np.flatnonzero(~on_road)
    county = np.empty(count, np.int64)
    county[towns] = random.choice(len(land.counties), len(towns), p=land.weight)
    county[anchors] = np.arange(len(anchors))
    lat, lon = np.empty(count), np.empty(count)
    lat[towns], lon[towns] = scatter(land, county[towns], random)
    names, addresses = np.empty(count, object), np.empty(count, object)
    ending = _endings(equipment)[towns]
    town = (lat[towns], lon[towns], *_texts(town_names(land, county[towns], ending, random)))
    move_to_halls(land, county[towns], ending, town)
    lat[towns], lon[towns], names[towns], addresses[towns] = town
    area = random.permutation(len(roads.lat))
    sides = np.flatnonzero(on_road)
    county[sides], lat[sides], lon[sides] = roads.county[area], roads.lat[area], roads.lon[area]
    road_names, road_addresses = service_area_names(land, roads, random)
    names[sides] = np.array(road_names, object)[area]
    addresses[sides] = np.array(road_addresses, object)[area]
    return county, lat, lon, names, addresses


def _single(
    code: int,
    operator: NationOperator,
    land: Land,
    is_new: NDArray[np.bool_],
    random: np.random.Generator,
) -> Plan:
    """Plan the stations of a partner or our own; none lies at a service area (assumed)."""
    is_own = operator.network is Network.OWN
    size = _sizes_until(
        operator.connectors, _OWN_MEDIAN if is_own else _PARTNER_MEDIAN, _ROAD_SPREAD, random
    )
    equipment = equip_alike(size, _OWN_KINDS if is_own else _PARTNER_KINDS, random)
    weight = np.where(is_new, 0.0, land.weight)
    if is_own:
        weight *= [place.adcode.startswith(_OWN_PREFECTURES) for place in land.counties]
    county = random.choice(len(land.counties), len(size), p=weight / weight.sum())
    lat, lon = scatter(land, county, random)
    names, addresses = town_names(land, county, _endings(equipment), random)
    knows_vin = size if Access.PLUG_AND_CHARGE in operator.access else np.zeros_like(size)
    return Plan(
        np.full(len(size), code),
        size,
        np.zeros(len(size), np.bool_),
        county,
        lat,
        lon,
        np.array(names, object),
        np.array(addresses, object),
        equipment,
        knows_vin,
        always(operator.since, len(size)),
    )


def _texts(lists: tuple[list[str], list[str]]) -> tuple[Texts, Texts]:
    names, addresses = lists
    return np.array(names, object), np.array(addresses, object)


def _endings(equipment: Equipment) -> Index:
    """Choose the word that ends each name (see ENDINGS) by the highest power."""
    power_kw = equipment.power_kw()
    steps = np.array([LOWEST_DC_KW, HIGH_POWER_KW])
    ending: Index = np.searchsorted(steps, power_kw, side="right")
    return ending


def _sizes(count: int, median: float, spread: float, random: np.random.Generator) -> Index:
    sizes = np.round(median * random.lognormal(0.0, spread, count))
    return np.clip(sizes, 1, _MOST).astype(np.int64)


def _sizes_until(total: int, median: float, spread: float, random: np.random.Generator) -> Index:
    """Draw sizes until they hold exactly `total` connectors; the last station takes the rest."""
    sizes = _sizes(total // 2 + 1, median, spread, random)
    while sizes.sum() < total:
        sizes = np.concatenate((sizes, sizes))
    last = int(np.searchsorted(np.cumsum(sizes), total))
    sizes = sizes[: last + 1]
    sizes[last] -= sizes.sum() - total
    return sizes


def _portions(total: int, weights: Index) -> Index:
    """Share out a whole number by weight, the largest remainders first."""
    exact: Floats = total * weights / weights.sum()
    portions: Index = exact.astype(np.int64)
    portions[np.argsort(portions - exact, kind="stable")[: total - portions.sum()]] += 1
    return portions
