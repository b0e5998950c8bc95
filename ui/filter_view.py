"""Write the rows of the filter card and the chips above the map from what is chosen. No rules."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from network.choices import Choices, Tally
from network.columns import Columns
from network.kinds import POWER_STEPS_KW, STANDARDS
from network.operators.directory import OperatorProfile
from network.stations import Network
from ui import figures
from ui import filter_wording as words
from ui.figures import Language
from ui.filter_choice import (
    CEILINGS,
    FAST_KW,
    OWN_KW,
    PLUGS,
    WAYS,
    YES,
    Choice,
    Chosen,
    Kind,
    ceiling_cny,
    kinds,
    values,
)
from ui.filter_counter import Counted
from ui.foreign_text import NAME, shown
from ui.speech import Speech


@dataclass(frozen=True, slots=True)
class TileRow:
    """One choice on the card. `mark` and `colour` are an operator's, empty for the others."""

    key: str
    word: str
    amount: str
    chosen: bool
    empty: bool
    mark: str = ""
    colour: str = ""
    bolt: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Choices under one title, `across` of them side by side."""

    key: str
    choices: tuple[Choice, ...]
    across: int


# Who is nearest to the car's maker comes first.
_GROUPS: Final[Mapping[str, tuple[Network, ...]]] = {
    "close_operators": (Network.OWN, Network.PARTNER),
    "other_operators": (Network.THIRD_PARTY,),
    "listed_operators": (Network.LISTED,),
}
_NETWORKS: Final = (Network.OWN, Network.PARTNER, Network.THIRD_PARTY, Network.LISTED)
# In a sentence more than this many choices of one kind are counted (chosen).
_NAMED: Final = 2


def sections(columns: Columns) -> list[Section]:
    """List the choices that the network gives; what is nowhere in it is not offered."""
    there = {STANDARDS[code] for code in np.unique(columns.kinds.standard)}
    plugs = [plug for plug, standards in PLUGS.items() if standards & there]
    networks = [one.value for one in _NETWORKS if one in columns.networks]
    operators = dict(zip(columns.operators, columns.networks, strict=True))

    def of(kind: Kind, spelt: Iterable[str]) -> tuple[Choice, ...]:
        return tuple(Choice(kind, value) for value in spelt)

    only = (Choice(Kind.FREE, YES), Choice(Kind.SERVICE_AREA, YES))
    found = [
        Section("only", only, 2),
        Section("access", of(Kind.ACCESS, WAYS), 2),
        Section("power", of(Kind.POWER, map(str, POWER_STEPS_KW)), 4),
        Section("price", of(Kind.PRICE, CEILINGS), 3),
        Section("current", of(Kind.CURRENT, ("dc", "ac")), 2),
        Section("standard", of(Kind.STANDARD, plugs), 2),
        Section("network", of(Kind.NETWORK, networks), 2),
    ]
    for key, group in _GROUPS.items():
        names = [name for one in group for name, network in operators.items() if network is one]
        found.append(Section(key, of(Kind.OPERATOR, names), 1))
    return [section for section in found if section.choices]


def tally(counted: Choices, choice: Choice) -> Tally:
    """Answer what a choice alone would leave of its kind."""
    nothing = Tally(0, 0)
    match choice.kind:
        case Kind.FREE:
            found = counted.free_only
        case Kind.SERVICE_AREA:
            found = counted.is_service_area
        case Kind.ACCESS:
            found = counted.access[WAYS[choice.value]]
        case Kind.POWER:
            found = counted.power_steps_kw[int(choice.value)]
        case Kind.CURRENT:
            found = counted.is_dc[choice.value == "dc"]
        case Kind.PRICE:
            found = counted.prices[CEILINGS.index(choice.value)]
        case Kind.STANDARD:
            each = [counted.standards.get(one, nothing) for one in PLUGS[choice.value]]
            found = Tally(sum(one.total for one in each), sum(one.free for one in each))
        case Kind.NETWORK:
            found = counted.networks[Network(choice.value)]
        case Kind.OPERATOR:
            found = counted.operators.get(choice.value, nothing)
    return found


class FilterView:
    """Says choices and numbers in the driver's language."""

    def __init__(self, speech: Speech, profiles: Mapping[str, OperatorProfile]) -> None:
        self._speech = speech
        self._profiles = profiles
        # Those that the network has; None until it is known.
        self.operators: Sequence[str] | None = None

    @property
    def _language(self) -> Language:
        return self._speech.language

    def word(self, choice: Choice) -> str:
        """Name a choice by itself, as in a sentence or in a name."""
        short = self.short_word(choice)
        return f"{short}{figures.NBSP}kW" if choice.kind is Kind.POWER else short

    def short_word(self, choice: Choice) -> str:
        """Name a choice under the title of its section."""
        say = self._speech.say
        match choice.kind:
            case Kind.FREE:
                word = say(words.FREE)
            case Kind.SERVICE_AREA:
                word = say(words.SERVICE_AREA)
            case Kind.ACCESS:
                word = say(words.ACCESS[choice.value])
            case Kind.POWER:
                word = _power_ranges({int(choice.value)})[0]
            case Kind.CURRENT:
                word = say(words.CURRENT[choice.value])
            case Kind.PRICE:
                price = figures.money(ceiling_cny(choice.value), self._language)
                word = f"≤{figures.NBSP}{price}"
            case Kind.STANDARD:
                word = say(words.PLUG[choice.value])
            case Kind.NETWORK:
                word = say(words.NETWORK[choice.value])
            case Kind.OPERATOR:
                word = self._operator(choice.value)
        return word

    def _operator(self, operator_id: str) -> str:
        profile = self._profiles.get(operator_id)
        name = operator_id if profile is None else profile.name(self._language.value)
        if self.operators is None or operator_id in self.operators:
            return name
        return self._speech.say(words.GONE, operator=shown(name, NAME))

    def words(self, chosen: Chosen) -> list[str]:
        """Name all that is chosen, kind by kind."""
        return [word for kind in kinds(chosen) for word in self._of_kind(chosen, kind)]

    def sentence(self, chosen: Chosen) -> str:
        """Say what is shown: choices of one kind with `or`, kinds with `and`."""
        if not chosen:
            return self._speech.say(words.NOTHING_CHOSEN)
        parts = [self.alternatives(chosen, kind) for kind in kinds(chosen)]
        sentence = parts[0]
        for part in parts[1:]:
            sentence = self._speech.say(words.AND, one=sentence, other=part)
        return sentence

    def alternatives(self, chosen: Chosen, kind: Kind) -> str:
        """Say what is chosen of one kind."""
        each = self._of_kind(chosen, kind)
        if len(each) > _NAMED:
            more = str(len(each) - 1)
            return self._speech.say(words.OR_MORE, one=each[0], count=more)
        if len(each) == 1:
            return each[0]
        return self._speech.say(words.OR, one=each[0], other=each[1])

    def _of_kind(self, chosen: Chosen, kind: Kind) -> list[str]:
        spelt = values(chosen, kind)
        if kind is Kind.POWER:
            return [f"{bounds}{figures.NBSP}kW" for bounds in _power_ranges(set(map(int, spelt)))]
        each = (Choice(kind, value) for value in spelt)
        return [self.word(choice) for choice in sorted(each, key=lambda one: one.place)]

    def tiles(self, section: Section, chosen: Chosen, counted: Choices | None) -> list[TileRow]:
        """Write the tiles of a section; without numbers while nothing is counted."""
        rows = []
        for choice in section.choices:
            total = None if counted is None else tally(counted, choice).total
            profile = self._profiles.get(choice.value) if choice.kind is Kind.OPERATOR else None
            rows.append(
                TileRow(
                    choice.key,
                    self.short_word(choice),
                    self.amount(total),
                    choice in chosen,
                    total == 0,
                    "" if profile is None else profile.mark,
                    "" if profile is None else profile.colour,
                    choice.value == "plug_and_charge",
                )
            )
        return rows

    def amount(self, total: int | None) -> str:
        """Write a number; nothing while it is not counted."""
        return "" if total is None else figures.count(total, self._language)

    def title(self, section: Section) -> str:
        """Name a section."""
        return self._speech.say(words.SECTION[section.key])

    def note(self, section: Section, chosen: Chosen) -> str:
        """Say beside a title what must be known: that choices add up, that prices are printed."""
        if section.key == "price":
            return self._speech.say(words.PRICE_NOTE)
        count = len(chosen.intersection(section.choices))
        if count < _NAMED or section.key == "only":
            return ""
        return self._speech.say(words.ANY, count=str(count))

    def found(self, counted: Counted | None) -> str:
        """Say what the main button leads to."""
        say, language = self._speech.say, self._language
        if counted is None:
            return say(words.SHOW)
        found, anywhere = counted.choices.found, counted.anywhere
        if anywhere is None:
            stations = figures.count(found.stations, language)
            connectors = figures.count(found.connectors, language)
            return say(words.SHOW_FOUND, stations=stations, connectors=connectors)
        if not anywhere.connectors:
            return say(words.NOTHING_FITS)
        return say(words.FITS_ELSEWHERE, connectors=figures.count(anywhere.connectors, language))

    def quick_word(self, key: str) -> str:
        """Name a quick filter."""
        match key:
            case "free":
                return self._speech.say(words.FREE)
            case "plug_and_charge":
                return self._speech.say(words.ACCESS[key])
            case "service_area":
                return self._speech.say(words.SERVICE_AREA)
            case "own":
                return self._speech.say(words.CHIP_OWN, power=f"{OWN_KW}{figures.NBSP}kW")
            case _:
                return f"≥{FAST_KW}{figures.NBSP}kW"


def _power_ranges(steps: Collection[int]) -> list[str]:
    """Name classes of power by their bounds, neighbours as one."""
    ranges: list[str] = []
    lowest: int | None = None
    for step, above in zip(POWER_STEPS_KW, (*POWER_STEPS_KW[1:], None), strict=True):
        if step not in steps:
            continue
        lowest = step if lowest is None else lowest
        if above not in steps:
            ranges.append(_power_range(lowest, above))
            lowest = None
    return ranges


def _power_range(lowest: int, above: int | None) -> str:
    if above is None:
        return f"≥{lowest}"
    return f"{lowest}–{above - 1}" if lowest else f"<{above}"
