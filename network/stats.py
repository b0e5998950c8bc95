"""Count what a catalogue holds on a day: the figures by which such a network is known."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from network.areas import city_code, read_areas
from network.catalogue import Catalogue
from network.columns import Columns, Filter
from network.coverage import cover
from network.stations import Network
from network.survey import BEFORE, service_areas

# Policy counts a connector from here on as high power (network_facts.json, policy_targets_2027).
HIGH_POWER_KW = 250.0
RECORDED_SINCE = BEFORE
"""The first day of which the third-party network is known (network_facts.json): before it, what
there was counts as none."""


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


def stats_of(catalogue: Catalogue, day: date) -> Stats:
    """Count in a catalogue. Cost: 0.2 s at 1.4 million connectors, most of it for service areas.

    Raises: CatalogueError.
    """
    columns = catalogue.columns
    third = cover(columns, Filter(day=day, networks=frozenset({Network.THIRD_PARTY})))
    total = third.total
    return Stats(
        total.connectors,
        len(third.by_operator),
        total.plug_and_charge,
        third.counties,
        service_areas(catalogue, day),
        total.high_power,
        total.dc,
        _by_operator(columns, Network.PARTNER, day),
        _by_city(columns, day),
        # A list that was removed leaves its name in the columns.
        {name: n for name, n in _by_operator(columns, Network.LISTED, day).items() if n},
    )


def _by_operator(columns: Columns, network: Network, day: date) -> dict[str, int]:
    """Count the connectors of each operator in a network, also of those that have none yet."""
    found = cover(columns, Filter(day=day, networks=frozenset({network}))).by_operator
    ours = (n for n, its in zip(columns.operators, columns.networks, strict=True) if its is network)
    return {name: found[name].connectors if name in found else 0 for name in sorted(ours)}


def _by_city(columns: Columns, day: date) -> dict[str, int]:
    """Count our own connectors by city, also where there are none yet."""
    own = Filter(networks=frozenset({Network.OWN}))
    counted: Counter[str] = Counter()
    for covered, weight in ((cover(columns, own), 0), (cover(columns, replace(own, day=day)), 1)):
        placed = 0
        for county, figures in covered.by_county.items():
            counted[city_of(county)] += weight * figures.connectors
            placed += figures.connectors
        if covered.total.connectors > placed:
            counted[city_of(0)] += weight * (covered.total.connectors - placed)
    return dict(sorted(counted.items()))


def city_of(county: int) -> str:
    """Name the city of a county in English; its code where it has no name, `unknown` for 0."""
    if not county:
        return "unknown"
    names = read_areas().names.get(city_code(county))
    return names[1] if names else str(county)


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
    if day < RECORDED_SINCE:
        lines.append(f"of third-party operators nothing is recorded before {RECORDED_SINCE}")
    return "\n".join((f"the network as of {day}, third-party operators first", *lines))
