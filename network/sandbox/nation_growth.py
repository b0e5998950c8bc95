"""Decide when each connector joined, so that the networks of April and of July 2025 are both there.

Published for 2025-04-28: 1 260 000 connectors, 970 000 of them DC, 94 000 at least 250 kW, in 2 691
counties; for 2025-07-09: 1 400 000 in 2 743. That nothing left in between, that most of what came
were whole stations, and on which day each came is assumed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from network.sandbox.nation_power import HIGH_POWER_KW, KINDS, Equipment
from network.survey import AFTER, BEFORE

Flags = NDArray[np.bool_]
Index = NDArray[np.int64]

APRIL: Final = BEFORE
JULY: Final = AFTER
APRIL_COUNTIES: Final = 2_691
# Of all categories together 1 260 000.
_APRIL_HIGH: Final = 94_000
_APRIL_ORDINARY: Final = 970_000 - _APRIL_HIGH
_APRIL_AC: Final = 1_260_000 - 970_000
_EXTENDED: Final = 0.15


@dataclass(frozen=True, slots=True)
class Growth:
    """One entry a station: the days (ordinals; 0: always) of its first connectors and of the late.

    The last `late` of its first kind and the last `second_late` of its second kind are late.
    """

    since: Index
    later: Index
    late: Index
    second_late: Index


def always(since: date | None, count: int) -> Growth:
    """Let all of some stations join on one day."""
    days = np.full(count, since.toordinal() if since else 0)
    none = np.zeros(count, np.int64)
    return Growth(days, days, none, none)


def grow(
    equipment: Equipment,
    since: Sequence[date | None],
    must_wait: Flags,
    may_wait: Flags,
    share: float,
    random: np.random.Generator,
) -> Growth:
    """Choose what came after April: `must_wait` all of it, of `may_wait` as much as is missing.

    `since` is when each station's operator joined, `share` the size of the network in the
    published one's.
    """
    joined = np.array([day.toordinal() if day else 0 for day in since], np.int64)
    if not joined.any():
        return always(None, len(joined))
    shop = _Shop(equipment, must_wait, may_wait, random)
    for category, april in enumerate((_APRIL_AC, _APRIL_ORDINARY, _APRIL_HIGH)):
        shop.wanted[category] -= int(april * share)
    # What brings several categories along comes first.
    shop.take(_HIGH, shop.has(_HIGH))
    shop.take(_AC, shop.has(_AC) & ~shop.has(_HIGH))
    shop.take(_ORDINARY, shop.has(_ORDINARY) & ~shop.has(_HIGH) & ~shop.has(_AC))
    day = random.integers(APRIL.toordinal() + 1, JULY.toordinal() + 1, len(joined))
    later = np.maximum(joined, day)
    whole = (shop.late == equipment.count) & (shop.second_late == equipment.second_count)
    # The stations of an operator that came late came with it.
    came_with_it = joined > APRIL.toordinal()
    first = np.where(whole & ~came_with_it, later, joined)
    none = np.zeros(len(joined), np.int64)
    return Growth(
        first, later, np.where(whole, none, shop.late), np.where(whole, none, shop.second_late)
    )


_AC, _ORDINARY, _HIGH = 0, 1, 2


def _category(kind: Index) -> Index:
    is_dc = np.array([one.is_dc for one in KINDS])[kind]
    power_kw = np.array([one.power_kw for one in KINDS])[kind]
    found: Index = np.where(power_kw >= HIGH_POWER_KW, _HIGH, np.where(is_dc, _ORDINARY, _AC))
    return found


class _Shop:
    """Chooses stations until of each category there is what is `wanted`, which is all at first."""

    def __init__(
        self, equipment: Equipment, must_wait: Flags, may_wait: Flags, random: np.random.Generator
    ) -> None:
        self._gear = equipment
        self._kinds = (_category(equipment.kind), _category(equipment.second_kind))
        counts = (equipment.count, equipment.second_count)
        self.wanted = [self._amount(counts, category).sum() for category in (_AC, _ORDINARY, _HIGH)]
        self.late = np.where(must_wait, counts[0], 0)
        self.second_late = np.where(must_wait, counts[1], 0)
        self._free = may_wait & ~must_wait
        # Some stations are extended by half of what they have in the end.
        halved = random.random(len(must_wait)) < _EXTENDED
        self._offer = tuple(np.where(halved, count // 2, count) for count in counts)
        self._order = random.permutation(len(must_wait))

    def has(self, category: int) -> Flags:
        """Tell which stations have any of a category."""
        return self._amount((self._gear.count, self._gear.second_count), category) > 0

    def take(self, category: int, among: Flags) -> None:
        """Take stations in turn; of the one that would be too much, only what is missing."""
        taken = self._amount((self.late, self.second_late), category).sum()
        missing = int(self.wanted[category] - taken)
        offers = self._amount(self._offer, category)
        eligible = self._order[(self._free & among & (offers > 0))[self._order]]
        total = np.cumsum(offers[eligible])
        whole = int(np.searchsorted(total, missing, side="right")) if missing > 0 else 0
        chosen = eligible[:whole]
        self.late[chosen] = self._offer[0][chosen]
        self.second_late[chosen] = self._offer[1][chosen]
        self._free[chosen] = False
        rest = missing - (int(total[whole - 1]) if whole else 0)
        if rest > 0 and whole < len(eligible):
            last = eligible[whole]
            part = self.late if self._kinds[0][last] == category else self.second_late
            part[last] = rest
            self._free[last] = False

    def _amount(self, counts: Sequence[Index], category: int) -> Index:
        first = np.where(self._kinds[0] == category, counts[0], 0)
        amount: Index = first + np.where(self._kinds[1] == category, counts[1], 0)
        return amount
