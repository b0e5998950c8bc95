"""Hold what a driver has chosen to see: choices of one kind combine with OR, kinds with AND."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import Enum
from typing import Final, NamedTuple

from network.columns import Filter, PriceCeiling
from network.kinds import POWER_STEPS_KW
from network.stations import Access, Network, Standard


class Kind(Enum):
    """One question that a filter asks; the value is its spelling in keys and files."""

    FREE = "free"
    SERVICE_AREA = "service_area"
    ACCESS = "access"
    POWER = "power"
    CURRENT = "current"
    PRICE = "price"
    STANDARD = "standard"
    NETWORK = "network"
    OPERATOR = "operator"


class Choice(NamedTuple):
    """One answer to one question; `value` is its spelling in keys and files."""

    kind: Kind
    value: str

    @property
    def key(self) -> str:
        """The name of the choice on the glass and in files, as in `power_250`."""
        return f"{self.kind.value}_{self.value}"

    @property
    def place(self) -> tuple[int, str]:
        """Where it stands among those of its kind: operators by name, others as offered."""
        offered = _OFFERED.get(self.kind, ())
        return (offered.index(self.value) if self.value in offered else 0), self.value


Chosen = frozenset[Choice]
NOTHING: Final[Chosen] = frozenset()
YES: Final = "only"
# The power from which China's policy for 2027 speaks of high-power charging.
FAST_KW: Final = 250
OWN_KW: Final = 600
# Ceilings per kWh in fen: the simulated network's printed prices go from 77 to 198 (chosen).
CEILINGS: Final = ("80", "100", "120", "140", "160", "180")
WAYS: Final[Mapping[str, Access]] = {
    "plug_and_charge": Access.PLUG_AND_CHARGE,
    "remote": Access.REMOTE,
    "scan": Access.SCAN,
    "partner_app": Access.PARTNER_APP,
}
# What fits one another is one choice.
PLUGS: Final[Mapping[str, frozenset[Standard]]] = {
    "gbt_dc": frozenset({Standard.GBT_DC_2011, Standard.GBT_DC_2015}),
    "gbt_ac": frozenset({Standard.GBT_AC_2011, Standard.GBT_AC_2015}),
    "chaoji": frozenset({Standard.CHAOJI}),
    "ccs": frozenset({Standard.CCS_1, Standard.CCS_2}),
    "type_1": frozenset({Standard.TYPE_1}),
    "type_2": frozenset({Standard.TYPE_2}),
    "chademo": frozenset({Standard.CHADEMO}),
    "tesla": frozenset({Standard.TESLA}),
    "socket": frozenset({Standard.SOCKET}),
    "wireless": frozenset({Standard.WIRELESS}),
    "other": frozenset({Standard.OTHER, Standard.UNKNOWN}),
}
# Of operators there are those of the network that is shown.
_OFFERED: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.FREE: (YES,),
    Kind.SERVICE_AREA: (YES,),
    Kind.ACCESS: tuple(WAYS),
    Kind.POWER: tuple(map(str, POWER_STEPS_KW)),
    Kind.CURRENT: ("dc", "ac"),
    Kind.PRICE: CEILINGS,
    Kind.STANDARD: tuple(PLUGS),
    Kind.NETWORK: tuple(one.value for one in Network),
}
# No operator's id is longer (chosen).
_MOST_SIGNS: Final = 80


def read_choice(key: str) -> Choice | None:
    """Read the name of a choice; None for one that this program does not offer."""
    for kind in Kind:
        value = key.removeprefix(f"{kind.value}_")
        if value == key:
            continue
        is_known = value in _OFFERED.get(kind, (value,)) and 0 < len(value) <= _MOST_SIGNS
        return Choice(kind, value) if is_known else None
    return None


def read_choices(keys: Iterable[str]) -> Chosen:
    """Read names of choices, leaving out what is not offered."""
    found = (read_choice(key) for key in keys)
    return _one_ceiling(frozenset(choice for choice in found if choice is not None))


def values(chosen: Chosen, kind: Kind) -> frozenset[str]:
    """List what is chosen of one kind."""
    return frozenset(choice.value for choice in chosen if choice.kind is kind)


def kinds(chosen: Chosen) -> list[Kind]:
    """List the kinds of which something is chosen, in their order on the glass."""
    there = {choice.kind for choice in chosen}
    return [kind for kind in Kind if kind in there]


def toggled(chosen: Chosen, choice: Choice) -> Chosen:
    """Take a choice up or let it go; of ceilings there is one at a time."""
    if choice in chosen:
        return chosen - {choice}
    if choice.kind is Kind.PRICE:
        chosen = without(chosen, (Kind.PRICE,))
    return chosen | {choice}


def without(chosen: Chosen, kinds_left: Iterable[Kind]) -> Chosen:
    """Ask nothing more of some kinds."""
    left = set(kinds_left)
    return frozenset(choice for choice in chosen if choice.kind not in left)


def holds(chosen: Chosen, part: Chosen) -> bool:
    """Tell whether of the kinds in `part` just that is chosen."""
    return all(values(chosen, kind) == values(part, kind) for kind in kinds(part))


def switched(chosen: Chosen, part: Chosen) -> Chosen:
    """Ask of the kinds in `part` just that, or nothing where that was asked already."""
    rest = without(chosen, kinds(part))
    return rest if holds(chosen, part) else rest | part


def ceiling_cny(value: str) -> Decimal:
    """Answer a ceiling in yuan per kWh."""
    return Decimal(value).scaleb(-2)


def wanted(chosen: Chosen, quarter: int, operators: Iterable[str]) -> Filter:
    """Write the filter of the network; `quarter` of an hour of China's day is that of the price.

    `operators` are those that the network has: of one that has gone nothing is asked.
    """
    currents = values(chosen, Kind.CURRENT)
    steps = frozenset(map(int, values(chosen, Kind.POWER)))
    access = Access.NONE
    for way in values(chosen, Kind.ACCESS):
        access |= WAYS[way]
    ceiling = next(iter(values(chosen, Kind.PRICE)), None)
    plugs = frozenset().union(*(PLUGS[plug] for plug in values(chosen, Kind.STANDARD)))
    return Filter(
        operators=values(chosen, Kind.OPERATOR).intersection(operators) or None,
        networks=frozenset(map(Network, values(chosen, Kind.NETWORK))) or None,
        access=access,
        is_service_area=bool(values(chosen, Kind.SERVICE_AREA)),
        free_only=bool(values(chosen, Kind.FREE)),
        power_steps_kw=steps or None,
        is_dc="dc" in currents if len(currents) == 1 else None,
        standards=plugs or None,
        price=None if ceiling is None else PriceCeiling(ceiling_cny(ceiling), quarter),
    )


def _one_ceiling(chosen: Chosen) -> Chosen:
    ceilings = sorted(values(chosen, Kind.PRICE), key=Decimal)
    return chosen - {Choice(Kind.PRICE, value) for value in ceilings[1:]}


def _part(*keys: str) -> Chosen:
    return read_choices(keys)


FASTER: Final = tuple(step for step in POWER_STEPS_KW if step >= FAST_KW)
QUICK: Final[Mapping[str, Chosen]] = {
    "free": _part("free_only"),
    "plug_and_charge": _part("access_plug_and_charge"),
    "fast": _part(*(f"power_{step}" for step in FASTER)),
    "service_area": _part("service_area_only"),
    "own": _part("network_own", f"power_{OWN_KW}"),
}
"""The quick filters above the map, in their order there."""
