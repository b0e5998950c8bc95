"""Name the operators under which imported stations stand on the map: one for each import."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from network.operators.directory import Ability, OperatorProfile, Protocol
from network.stations import Network

PREFIX: Final = "import:"
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


def is_name(text: str) -> bool:
    """Tell whether an import can be called so: it names a folder on every system."""
    return _NAME.fullmatch(text) is not None


def name_from(stem: str) -> str:
    """Make a name out of a file's; empty where nothing of it is left."""
    return re.sub(r"[^a-z0-9_-]+", "-", stem.lower()).strip("-_")[:40].strip("-_")


def profile_of(name: str) -> OperatorProfile:
    """Describe an import as an operator that nothing can be bought from."""
    return OperatorProfile(
        id=f"{PREFIX}{name}",
        code="",
        names={"zh": f"导入：{name}", "en": f"Import: {name}", "fr": f"Import : {name}"},
        mark="导",
        colour="#7A8794",
        network=Network.LISTED,
        protocol=Protocol.HANDOFF,
        endpoint="",
        keys="",
        abilities=Ability.STATIONS,
        weight=0,
        payment={"zh": "—", "en": "—", "fr": "—"},
        poll_s=0.0,
    )


def imported_profiles(operators: Iterable[str]) -> dict[str, OperatorProfile]:
    """Describe those of a catalogue's operators that are imports, by id."""
    return {
        name: profile_of(name.removeprefix(PREFIX)) for name in operators if name.startswith(PREFIX)
    }


def gone_profile(operator_id: str) -> OperatorProfile:
    """Describe an operator whose file is gone: its stations are only listed until they are too."""
    return replace(
        profile_of(operator_id),
        id=operator_id,
        names=dict.fromkeys(("zh", "en", "fr"), operator_id),
        mark="旧",
    )
