"""One page of an operator's stations, and what could not be read of it."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, Protocol

from typing_extensions import override

from network.operators.directory import OperatorProfile
from network.stations import Station


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A record that is no station. `record` is its JSON; `name` is `?` where it has none."""

    name: str
    reason: str
    record: bytes

    @override
    def __str__(self) -> str:
        """Say it in one line."""
        return f"{self.name}: {self.reason}"


class Page(Protocol):
    """One page of stations, counted from 1; `pages` counts all of them, as far as is known."""

    @property
    def stations(self) -> tuple[Station, ...]:
        """What could be read."""

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What could not."""

    @property
    def defects(self) -> Counter[str]:
        """What was not written as the standard says, and passed over."""

    @property
    def page(self) -> int:
        """Its number."""

    @property
    def pages(self) -> int:
        """The number of the last one."""


@dataclass(frozen=True, slots=True)
class StationPage:
    """A page that was read."""

    stations: tuple[Station, ...]
    left_out: tuple[LeftOut, ...]
    page: int
    pages: int
    defects: Counter[str] = field(default_factory=Counter)


class Read(NamedTuple):
    """What a page's records say."""

    stations: tuple[Station, ...]
    left_out: tuple[LeftOut, ...]
    defects: Counter[str]


@dataclass(frozen=True)
class UnreadPage:
    """A page as it came, each record for itself; it is read by who first asks for its stations.

    That takes some 15 ms for 100 stations with 1000 connectors, and may be done in another process:
    `parse` is a function of a module.
    """

    records: Sequence[bytes]
    profile: OperatorProfile
    parse: Callable[[Sequence[bytes], OperatorProfile], Read]
    page: int
    pages: int

    @property
    def size(self) -> int:
        """Count its bytes."""
        return sum(map(len, self.records))

    @property
    def stations(self) -> tuple[Station, ...]:
        """Read the page, if nobody has; answer what could be read."""
        return self._read.stations

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """Answer what could not be read, likewise."""
        return self._read.left_out

    @property
    def defects(self) -> Counter[str]:
        """Answer what was passed over, likewise."""
        return self._read.defects

    @cached_property
    def _read(self) -> Read:
        return self.parse(self.records, self.profile)
