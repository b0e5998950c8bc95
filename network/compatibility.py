"""Keep how well this car charges at each operator's pile models, as measured; nothing is assumed.

The file is JSON, written by whoever tried (a lane of real piles, a sweep of virtual ones):

    {"car": "SU7 Max", "results": [{"operator": "yunling", "model": "Model 57, 600 kW", "tries": 12,
     "successes": 12, "date": "2025-07-09", "simulated": true}]}

An operator of "*" stands for the model wherever it is found.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Self

import msgspec

from network.aside import move_aside

FILE = "compatibility.json"
"""Its name in the data folder."""
ANY_OPERATOR = "*"
LARGEST = 4 * 1024 * 1024
"""A file of more bytes is no such file (chosen: thirty operators with 74 models take 400 kB)."""

_Name = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
_Count = Annotated[int, msgspec.Meta(ge=0, le=10_000_000)]


class CompatibilityError(Exception):
    """A result or a file of results makes no sense; one line."""


class Result(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """So many charges were tried at one pile model, the last on `date`; so many succeeded.

    `simulated` says that the pile was a virtual one. Without a try nothing is measured.
    """

    operator: _Name
    model: _Name
    tries: Annotated[int, msgspec.Meta(ge=1, le=10_000_000)]
    successes: _Count
    date: date
    simulated: bool = False

    def __post_init__(self) -> None:
        if self.successes > self.tries:
            raise ValueError("more successes than tries")

    @property
    def rate_pct(self) -> float:
        """Part of the tries that succeeded, 0 to 100."""
        return 100 * self.successes / self.tries


class _File(msgspec.Struct, forbid_unknown_fields=True):
    car: _Name
    results: list[Result] = []


@dataclass(frozen=True, slots=True)
class Compatibility:
    """All results of one car, each pair of operator and model once."""

    car: str = ""
    results: tuple[Result, ...] = ()

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read them; without a file nothing is measured. One that makes no sense is put aside.

        Raises: CompatibilityError after a file was put aside, naming where it lies now.
        """
        if not path.exists():
            return cls()
        try:
            file = _read(path)
            return cls(file.car, _unique(file.results))
        except (msgspec.DecodeError, CompatibilityError) as error:
            kept = move_aside(path)
            raise CompatibilityError(f"{path.name}: {error}; kept as {kept.name}") from error

    def of(self, operator: str, model: str) -> Result | None:
        """Find the result of a model at an operator, else that of the model anywhere.

        None: not measured.
        """
        here = [r for r in self.results if r.model == model and model]
        for name in (operator, ANY_OPERATOR):
            for result in here:
                if result.operator == name:
                    return result
        return None

    def of_operator(self, operator: str) -> tuple[Result, ...]:
        """List what was measured with one operator, by model."""
        found = (result for result in self.results if result.operator == operator)
        return tuple(sorted(found, key=lambda result: result.model))

    def of_model(self, model: str) -> tuple[Result, ...]:
        """List what was measured at one model, by operator."""
        found = (result for result in self.results if result.model == model)
        return tuple(sorted(found, key=lambda result: result.operator))

    def added(self, *new: Result) -> Self:
        """Add newer results to the old ones of the same pair: tries and successes are summed.

        A measured and a simulated result are never summed: the measured one stays.
        """
        kept = {(one.operator, one.model): one for one in self.results}
        for one in new:
            key = (one.operator, one.model)
            kept[key] = _sum(kept[key], one) if key in kept else one
        return type(self)(self.car, tuple(kept.values()))

    def save(self, path: Path) -> None:
        """Write them whole or not at all; for a thread. Raises: OSError."""
        fresh = path.with_name(path.name + ".new")
        with fresh.open("wb") as file:
            data = msgspec.json.encode(_File(self.car, list(self.results)))
            file.write(msgspec.json.format(data, indent=1))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)


def total_pct(results: Iterable[Result]) -> float | None:
    """Answer the rate of several results together, 0 to 100; None where nothing is measured."""
    listed = list(results)
    tries = sum(one.tries for one in listed)
    return 100 * sum(one.successes for one in listed) / tries if tries else None


def _read(path: Path) -> _File:
    if path.stat().st_size > LARGEST:
        raise CompatibilityError("is too large")
    return msgspec.json.decode(path.read_bytes(), type=_File)


def _sum(old: Result, new: Result) -> Result:
    if old.simulated != new.simulated:
        return old if new.simulated else new
    return Result(
        operator=old.operator,
        model=old.model,
        tries=old.tries + new.tries,
        successes=old.successes + new.successes,
        date=max(old.date, new.date),
        simulated=old.simulated,
    )


def _unique(results: Iterable[Result]) -> tuple[Result, ...]:
    listed = tuple(results)
    if len({(one.operator, one.model) for one in listed}) != len(listed):
        raise CompatibilityError("lists a model of an operator twice")
    return listed
