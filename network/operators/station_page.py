"""One page of an operator's stations, and what could not be read of it."""

from dataclasses import dataclass

from typing_extensions import override

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


@dataclass(frozen=True, slots=True)
class StationPage:
    """One page of stations, counted from 1; `pages` counts all of them, as far as is known."""

    stations: tuple[Station, ...]
    left_out: tuple[LeftOut, ...]
    page: int
    pages: int
