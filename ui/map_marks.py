"""What stands on the map: rings of many connectors, pins of single stations. Plain columns."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import IntEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from network.cluster_parts import Split
from network.clusters import Viewport
from network.columns import Index


class Kind(IntEnum):
    """How a mark is drawn."""

    RING = 0
    PIN = 1
    SUPERCHARGER = 2
    SERVICE_AREA = 3
    PARTNER = 4


class State(IntEnum):
    """What may be had: the colour and the shape of a mark."""

    FREE = 0
    BUSY = 1
    FULL = 2
    FAULT = 3
    UNKNOWN = 4


@dataclass(frozen=True, slots=True)
class Marks:
    """One entry a mark, in painting order. May be empty.

    (x, y) is a world point: the middle of a ring, the foot of anything else. `row` is the station,
    -1 for a ring; `start:end` are the station rows behind it, by which a mark is known again.
    `untold` counts the connectors of which nobody knows what they do.
    `badge` numbers the operator's mark. `state` is a State. `age_s` is how long ago the last status
    was told where that is unknown by now, -1 where there is nothing to tell. `has_bolt`: one plugs
    in and charges there.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    total: NDArray[np.int64]
    free: NDArray[np.int64]
    untold: NDArray[np.int64]
    row: NDArray[np.int64]
    radius_dp: NDArray[np.float64]
    kind: NDArray[np.uint8]
    badge: NDArray[np.int64]
    power_kw: NDArray[np.int64]
    state: NDArray[np.uint8]
    age_s: NDArray[np.int64]
    has_bolt: NDArray[np.bool_]
    start: NDArray[np.int64]
    end: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.x)

    def take(self, chosen: NDArray[np.bool_] | NDArray[np.int64]) -> "Marks":
        """Choose some."""
        return Marks(*(getattr(self, field.name)[chosen] for field in fields(self)))

    def then(self, others: "Marks") -> "Marks":
        """Paint others over these."""
        return Marks(
            *(
                np.concatenate([getattr(self, field.name), getattr(others, field.name)])
                for field in fields(self)
            )
        )


@dataclass(frozen=True, slots=True)
class Badge:
    """An operator's mark: one hanzi on its colour (#RRGGBB)."""

    mark: str
    colour: str


class MarkSource(Protocol):
    """Where the map's marks come from."""

    @property
    def badges(self) -> Sequence[Badge]:
        """List the operators' marks, as `Marks.badge` numbers them."""

    def in_view(self, view: Viewport) -> Marks:
        """Find what to draw. Must take under 2 ms."""

    def station(self, row: int) -> Marks:
        """Make the one mark of a station."""

    def stations(self, rows: Index) -> Marks:
        """Make the marks of single stations."""

    def members(self, start: int, end: int) -> Index:
        """List the stations that a ring stands for."""

    def split(self, start: int, end: int) -> Split | None:
        """Find how near one must come until a ring falls apart; None for never."""

    @property
    def edition(self) -> object:
        """Tell one numbering of the stations from another: marks of two have nothing in common."""


def no_marks() -> Marks:
    """Make the empty answer."""
    floats, ints = np.zeros(0), np.zeros(0, np.int64)
    codes, flags = np.zeros(0, np.uint8), np.zeros(0, np.bool_)
    return Marks(
        x=floats,
        y=floats,
        total=ints,
        free=ints,
        untold=ints,
        row=ints,
        radius_dp=floats,
        kind=codes,
        badge=ints,
        power_kw=ints,
        state=codes,
        age_s=ints,
        has_bolt=flags,
        start=ints,
        end=ints,
    )
