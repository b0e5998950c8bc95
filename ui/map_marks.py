"""What stands on the map: rings of many connectors, pins of single stations. Plain columns."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import IntEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from network.clusters import Viewport


class Kind(IntEnum):
    """How a mark is drawn."""

    RING = 0
    PIN = 1
    SUPERCHARGER = 2
    SERVICE_AREA = 3


@dataclass(frozen=True, slots=True)
class Marks:
    """One entry a mark, in painting order. May be empty.

    (x, y) is a world point: the middle of a ring, the foot of anything else. `row` is the station,
    -1 for a ring. `badge` numbers the operator's mark. `is_known` is False where no status was
    ever told.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    total: NDArray[np.int64]
    free: NDArray[np.int64]
    row: NDArray[np.int64]
    radius_dp: NDArray[np.float64]
    kind: NDArray[np.uint8]
    badge: NDArray[np.int64]
    power_kw: NDArray[np.int64]
    is_known: NDArray[np.bool_]

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


def no_marks() -> Marks:
    """Make the empty answer."""
    ints = np.zeros(0, np.int64)
    floats = np.zeros(0)
    return Marks(
        floats,
        floats,
        ints,
        ints,
        ints,
        floats,
        np.zeros(0, np.uint8),
        ints,
        ints,
        np.zeros(0, np.bool_),
    )
