"""Keep filters under names: what is stored, and which names can be."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from ui.filter_choice import Chosen, read_choices
from ui.foreign_text import seen

MOST_PROFILES: Final = 12
"""What a driver can tell apart at a glance, and more (chosen)."""
MOST_SIGNS: Final = 24
"""The length of a name; it fits a chip in every script (chosen)."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A filter under a name; no two have the same name."""

    name: str
    chosen: Chosen


class _Stored(msgspec.Struct):
    name: str
    choices: list[str]


def clean_name(text: str) -> str:
    """Make a name of what was typed: one line, nothing invisible, at most MOST_SIGNS long."""
    plain = "".join(" " if sign.isspace() else sign for sign in text if _is_seen(sign))
    return " ".join(seen(plain).split())[:MOST_SIGNS].rstrip()


def _is_seen(sign: str) -> bool:
    # Other than spaces: control signs, marks of direction, halves of pairs, private signs.
    return sign.isspace() or not unicodedata.category(sign).startswith("C")


def suggested_name(words: Sequence[str]) -> str:
    """Make a name of what is chosen: as many of its words as fit, and how many more there are."""
    for count in range(len(words), 0, -1):
        more = f" +{len(words) - count}" if count < len(words) else ""
        name = " · ".join(words[:count]) + more
        if len(name) <= MOST_SIGNS:
            return clean_name(name)
    return clean_name(words[0] if words else "")


def saved(profiles: Sequence[Profile], profile: Profile, instead: str = "") -> list[Profile]:
    """Keep a profile, in the place of the one named `instead` or of its own name if it is there.

    With MOST_PROFILES others already there, or where another than `instead` has the name, nothing
    changes.
    """
    kept = list(profiles)
    place, same = _place(kept, instead), _place(kept, profile.name)
    if place is None:
        place = same
    elif same not in (None, place):
        return kept
    if place is None:
        return [*kept, profile] if len(kept) < MOST_PROFILES else kept
    kept[place] = profile
    return kept


def _place(profiles: Sequence[Profile], name: str) -> int | None:
    return next((i for i, one in enumerate(profiles) if one.name == name), None)


def write_choices(chosen: Chosen) -> str:
    """Write what is chosen as JSON."""
    return msgspec.json.encode(sorted(choice.key for choice in chosen)).decode()


def read_stored_choices(text: str | None) -> Chosen:
    """Read what was chosen last; what cannot be read asks nothing."""
    try:
        return read_choices(msgspec.json.decode(text or "[]", type=list[str]))
    except msgspec.DecodeError:
        return frozenset()


def write_profiles(profiles: Iterable[Profile]) -> str:
    """Write profiles as JSON."""
    stored = [_Stored(one.name, sorted(choice.key for choice in one.chosen)) for one in profiles]
    return msgspec.json.encode(stored).decode()


def read_profiles(text: str | None) -> list[Profile]:
    """Read the profiles kept; what cannot be read is left out."""
    try:
        stored = msgspec.json.decode(text or "[]", type=list[_Stored])
    except msgspec.DecodeError:
        return []
    profiles: list[Profile] = []
    for one in stored:
        name, chosen = clean_name(one.name), read_choices(one.choices)
        if name and chosen:
            profiles = saved(profiles, Profile(name, chosen))
    return profiles
