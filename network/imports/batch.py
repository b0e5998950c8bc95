"""What a file gave: stations, and what was kept aside with its reason."""

from collections import Counter
from dataclasses import dataclass, field

from network.stations import Station


class Unreadable(Exception):
    """A file cannot be used at all; one line says why."""


@dataclass(frozen=True, slots=True)
class Aside:
    """What is not on the map. `place` says where in the file it is, such as `line 12`."""

    place: str
    reason: str
    text: str


@dataclass(slots=True)
class Batch:
    """The stations of a file, each id once, and the names of what was not as it should be."""

    stations: list[Station] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    defects: Counter[str] = field(default_factory=Counter)
