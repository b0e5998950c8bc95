"""Count what each choice of the filter would leave, under the other choices, in view.

The connectors in view are counted once by sort; all choices are sums over the sorts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from network.clusters import Viewport
from network.columns import Columns, Filter, Index, cheap_enough, passing_kinds
from network.kinds import POWER_STEPS_KW, STANDARDS, UNTOLD_POWER
from network.passing import FreeBefore
from network.printed import in_units
from network.stations import Access, Network, Standard

Sums = NDArray[np.integer] | NDArray[np.float64]
_Choice = TypeVar("_Choice")


class Found(NamedTuple):
    """How many stations pass, with how many connectors that pass, and how many of them are free."""

    stations: int
    connectors: int
    free: int


class Tally(NamedTuple):
    """How many connectors pass, and how many of them are free."""

    total: int
    free: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What each choice alone would leave of its question, all other questions as they are asked.

    Only what is there at all has an entry in `operators` and `standards`. `min_power_kw` counts
    this power and more, `power_steps_kw` each class by its lower bound; `is_dc` has True and False.
    `prices` follows the ceilings that were asked about, by the printed prices. `found` is what
    passes all questions.
    """

    found: Found

    operators: dict[str, Tally]
    networks: dict[Network, Tally]
    min_power_kw: dict[int, Tally]
    power_steps_kw: dict[int, Tally]
    access: dict[Access, Tally]
    is_dc: dict[bool, Tally]
    standards: dict[Standard, Tally]
    is_service_area: Tally
    free_only: Tally
    prices: tuple[Tally, ...]


def count_choices(
    columns: Columns,
    wanted: Filter,
    view: Viewport | None = None,
    prices_cny: Sequence[Decimal] = (),
    quarter: int = 0,
) -> Choices:
    """Count under a filter in a view (None: everywhere).

    `prices_cny` are the ceilings to offer, in ascending order, for a quarter of an hour of China's
    day. Cost: 5 ms for the whole network, less for a part.
    """
    runs = _runs_in_view(columns, view)
    cheap = runs
    if wanted.price is not None:
        cheap = runs.where(cheap_enough(wanted.price, columns)[columns.run_station[runs.number]])
    sums = cheap.by_kind(columns, only_free=wanted.free_only)
    return Choices(
        found=_found(columns, wanted, cheap),
        free_only=_free_only(columns, wanted, cheap),
        prices=_prices(columns, wanted, runs, [in_units(one) for one in prices_cny], quarter),
        **_by_sort(columns, wanted, sums),
    )


def count_found(columns: Columns, wanted: Filter, view: Viewport | None = None) -> Found:
    """Count what passes a filter in a view (None: everywhere). Cost: 3 ms for everything."""
    runs = _runs_in_view(columns, view)
    if wanted.price is not None:
        runs = runs.where(cheap_enough(wanted.price, columns)[columns.run_station[runs.number]])
    return _found(columns, wanted, runs)


@dataclass(frozen=True, slots=True)
class _Runs:
    number: NDArray[np.int64]
    size: Index
    free: Index

    def where(self, chosen: NDArray[np.bool_]) -> "_Runs":
        return _Runs(self.number[chosen], self.size[chosen], self.free[chosen])

    def by_kind(self, columns: Columns, *, only_free: bool) -> tuple[Sums, Sums]:
        kind, count = columns.kind[self.number], len(columns.kinds)
        free = np.bincount(kind, self.free, minlength=count)
        return (free if only_free else np.bincount(kind, self.size, minlength=count)), free


def _runs_in_view(columns: Columns, view: Viewport | None) -> _Runs:
    if view is None:
        number = np.arange(len(columns.kind))
    else:
        inside = (columns.x >= view.west) & (columns.x <= view.east)
        inside &= (columns.y >= view.north) & (columns.y <= view.south)
        number = np.flatnonzero(inside[columns.run_station])
    start, end = columns.run_start[number], columns.run_start[number + 1]
    before = FreeBefore(columns.status)
    return _Runs(number, end - start, before.at(end) - before.at(start))


def _by_sort(columns: Columns, wanted: Filter, sums: tuple[Sums, Sums]) -> dict[str, Any]:
    kinds = columns.kinds
    ways = [way for way in Access if way]

    def per(passes: NDArray[np.bool_], codes: NDArray[np.uint8], count: int) -> list[Tally]:
        totals, frees = (np.bincount(codes[passes], one[passes], count) for one in sums)
        return [Tally(int(a), int(b)) for a, b in zip(totals, frees, strict=True)]

    def under(**question: object) -> NDArray[np.bool_]:
        return passing_kinds(replace(wanted, **question), columns)  # type: ignore[arg-type]

    operators = per(under(operators=None), kinds.operator, len(columns.operators))
    whose = np.array([list(Network).index(one) for one in columns.networks], np.uint8)
    networks = per(under(networks=None), whose[kinds.operator], len(Network))
    no_power = under(min_power_kw=0, power_steps_kw=None)
    # Those whose power is not told are in no step; asking for 0 and more asks for nothing.
    *steps, untold = per(no_power, kinds.power_class, UNTOLD_POWER + 1)
    standards = per(under(standards=None), kinds.standard, len(STANDARDS))
    any_current = under(is_dc=None)
    no_way = under(access=Access.NONE)
    return {
        "operators": _present(dict(zip(columns.operators, operators, strict=True))),
        "networks": dict(zip(Network, networks, strict=True)),
        "min_power_kw": {
            step: _added([*steps[number:], *([] if step else [untold])])
            for number, step in enumerate(POWER_STEPS_KW)
        },
        "power_steps_kw": dict(zip(POWER_STEPS_KW, steps, strict=True)),
        "access": {way: _sum(no_way & ((kinds.access & way.value) != 0), sums) for way in ways},
        "is_dc": {
            False: _sum(any_current & kinds.is_ac, sums),
            True: _sum(any_current & kinds.is_dc, sums),
        },
        "standards": _present(dict(zip(STANDARDS, standards, strict=True))),
        "is_service_area": _sum(under(is_service_area=True), sums),
    }


def _sum(passes: NDArray[np.bool_], sums: tuple[Sums, Sums]) -> Tally:
    return Tally(int(sums[0][passes].sum()), int(sums[1][passes].sum()))


def _added(tallies: Sequence[Tally]) -> Tally:
    return Tally(sum(one.total for one in tallies), sum(one.free for one in tallies))


def _present(tallies: dict[_Choice, Tally]) -> dict[_Choice, Tally]:
    return {choice: tally for choice, tally in tallies.items() if tally.total}


def _found(columns: Columns, wanted: Filter, runs: _Runs) -> Found:
    runs = runs.where(passing_kinds(wanted, columns)[columns.kind[runs.number]])
    if wanted.free_only:
        runs = runs.where(runs.free > 0)
    station = columns.run_station[runs.number]
    stations = int(np.count_nonzero(station[1:] != station[:-1])) + bool(len(station))
    free = int(runs.free.sum())
    return Found(stations, free if wanted.free_only else int(runs.size.sum()), free)


def _free_only(columns: Columns, wanted: Filter, runs: _Runs) -> Tally:
    passes = passing_kinds(wanted, columns)
    free = int(runs.by_kind(columns, only_free=True)[1][passes].sum())
    return Tally(free, free)


def _prices(
    columns: Columns, wanted: Filter, runs: _Runs, ceilings: Sequence[int], quarter: int
) -> tuple[Tally, ...]:
    runs = runs.where(passing_kinds(wanted, columns)[columns.kind[runs.number]])
    price = columns.prices[:, quarter][columns.tariff[columns.run_station[runs.number]]]
    # Whoever has a price is counted where the lowest ceiling above it is.
    place = np.searchsorted(ceilings, price, side="left")
    size = runs.free if wanted.free_only else runs.size
    totals, frees = (
        np.cumsum(np.bincount(place, one, len(ceilings) + 1))[:-1] for one in (size, runs.free)
    )
    return tuple(Tally(int(a), int(b)) for a, b in zip(totals, frees, strict=True))
