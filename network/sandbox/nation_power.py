"""Decide what stands at each station: AC or DC, how much power, which pile knows a car's VIN."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Index = NDArray[np.int64]
Flags = NDArray[np.bool_]

# Of the connected set: DC 77 %, and 94 000 superchargers of 970 000 DC (published 2025-04).
DC_SHARE: Final = 0.77
HIGH_POWER_OF_DC: Final = 94 / 970
# Published 2025-07, third-party operators.
PLUG_AND_CHARGE: Final = 160_000
HIGH_POWER_KW: Final = 250.0
LOWEST_DC_KW: Final = 30.0

_MIXED_SHARE: Final = 0.15
_AC_OF_MIXED: Final = 0.4
_HIGH_OF_HIGH: Final = 0.6


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of connector. Ratings as such piles usually have them (assumed)."""

    is_dc: bool
    power_kw: float
    min_v: float
    max_v: float
    max_a: float


KINDS: Final = (
    Kind(is_dc=False, power_kw=7.0, min_v=220.0, max_v=220.0, max_a=32.0),
    # All reach 1000 V: the maker says that its 871 V car charges at over 99 % of third-party piles.
    Kind(is_dc=True, power_kw=30.0, min_v=200.0, max_v=1000.0, max_a=100.0),
    Kind(is_dc=True, power_kw=60.0, min_v=200.0, max_v=1000.0, max_a=150.0),
    Kind(is_dc=True, power_kw=120.0, min_v=200.0, max_v=1000.0, max_a=250.0),
    Kind(is_dc=True, power_kw=180.0, min_v=200.0, max_v=1000.0, max_a=250.0),
    Kind(is_dc=True, power_kw=250.0, min_v=200.0, max_v=1000.0, max_a=400.0),
    Kind(is_dc=True, power_kw=480.0, min_v=200.0, max_v=1000.0, max_a=600.0),
    Kind(is_dc=True, power_kw=600.0, min_v=200.0, max_v=1000.0, max_a=600.0),
)
_AC, _MIDDLE, _OWN = 0, 3, 7
# Assumed shares: ordinary DC as in the national mix, high power mostly 250 kW.
_ORDINARY: Final = ((1, 2, 3, 4), (0.093, 0.529, 0.321, 0.057))
_HIGH: Final = ((5, 6, 7), (0.70, 0.25, 0.05))


@dataclass(frozen=True, slots=True)
class Equipment:
    """Per station: the first kind and how many of it, then a second kind (perhaps 0 of it)."""

    kind: Index
    count: Index
    second_kind: Index
    second_count: Index

    def power_kw(self) -> Floats:
        """Answer the highest power of each station."""
        power = np.array([kind.power_kw for kind in KINDS])
        second = np.where(self.second_count > 0, power[self.second_kind], 0.0)
        highest: Floats = np.maximum(power[self.kind], second)
        return highest

    def dc_count(self) -> Index:
        """Count the DC connectors of each station; they come before the AC ones."""
        dc: Index = np.where(self.kind == _AC, 0, self.count)
        return dc + np.where(self.second_kind == _AC, 0, self.second_count)


def equip_third_party(size: Index, on_road: Flags, random: np.random.Generator) -> Equipment:
    """Equip stations of `size` connectors so that the published shares are reached."""
    chance = random.permutation(len(size))
    high = _until(size * _HIGH_OF_HIGH, chance, size.sum() * DC_SHARE * HIGH_POWER_OF_DC)
    kind = random.choice(_ORDINARY[0], len(size), p=_ORDINARY[1])
    kind[high] = random.choice(_HIGH[0], int(high.sum()), p=_HIGH[1])
    second_kind = np.where(high, _MIDDLE, _AC)
    ordinary = ~high & ~on_road
    mixed = ordinary & (random.random(len(size)) < _MIXED_SHARE) & (size >= 2)
    second_count = np.where(high, np.round(size * (1 - _HIGH_OF_HIGH)), 0).astype(np.int64)
    second_count[mixed] = np.maximum(1, np.round(size[mixed] * _AC_OF_MIXED))
    missing_ac = size.sum() * (1 - DC_SHARE) - second_count[mixed].sum()
    only_ac = _until(np.where(ordinary & ~mixed, size, 0), chance, float(missing_ac))
    kind[only_ac & ordinary & ~mixed] = _AC
    return Equipment(kind, size - second_count, second_kind, second_count)


def equip_alike(size: Index, kinds: tuple[int, ...], random: np.random.Generator) -> Equipment:
    """Equip each station with one of these kinds."""
    none = np.zeros(len(size), np.int64)
    return Equipment(random.choice(kinds, len(size)), size, none, none)


def choose_plug_and_charge(
    dc_count: Index, is_able: Flags, wanted: int, random: np.random.Generator
) -> Index:
    """Answer how many DC connectors of each station know a VIN: all or none, but for the last one.

    Only stations whose operator `is_able` are chosen; together they have exactly `wanted`.
    """
    chance = random.permutation(len(dc_count))
    able = np.where(is_able, dc_count, 0)[chance]
    before = np.cumsum(able) - able
    chosen = np.empty(len(dc_count), np.int64)
    chosen[chance] = np.clip(wanted - before, 0, able)
    return chosen


def _until(amount: NDArray[np.floating] | Index, order: Index, wanted: float) -> Flags:
    """Choose stations in a random order until their amounts reach what is wanted."""
    chosen = np.zeros(len(amount), np.bool_)
    chosen[order[np.cumsum(amount[order]) <= wanted]] = True
    return chosen
