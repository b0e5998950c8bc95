"""A handful of marks in known places, for tests of the map."""

from dataclasses import replace

import numpy as np

from network.cluster_parts import Split
from network.clusters import Viewport
from network.columns import Index
from network.geo import mercator
from ui.map_marks import Badge, Kind, Marks, State

RING, FREE_PIN, FULL_PIN, HEXAGON, SIGN, UNKNOWN_PIN = range(6)


class FakeMarks:
    """One of each kind around Shanghai, wherever the map looks."""

    badges = (Badge("云", "#2B4A6F"), Badge("鹏", "#2F4F7A"))

    def __init__(self) -> None:
        self.asked: list[Viewport] = []
        self.splits: Split | None = None
        self.gap_dp: float | None = None

    def in_view(self, view: Viewport) -> Marks:
        """Give all marks and remember the question."""
        self.asked.append(view)
        if self.gap_dp is None:
            return _MARKS
        near = _MARKS.x.copy()
        near[FULL_PIN] = near[FREE_PIN] + (66.0 + 80.0 + self.gap_dp) / view.world_dp
        return replace(_MARKS, x=near)

    def station(self, row: int) -> Marks:
        """Give one mark."""
        return _MARKS.take(_MARKS.row == row)

    def stations(self, rows: Index) -> Marks:
        """Give some marks."""
        return _MARKS.take(np.isin(_MARKS.row, rows))

    def members(self, start: int, end: int) -> Index:
        """Say that the full and the free pin's stations are behind any ring."""
        assert start < end
        return np.array([1, 2], np.int32)

    def split(self, start: int, end: int) -> Split | None:
        """Tell where the ring falls apart."""
        assert start < end
        return self.splits

    @property
    def edition(self) -> object:
        """Never number the stations anew."""
        return FakeMarks


def _marks() -> Marks:
    at = [
        mercator(lat, lon)
        for lat, lon in (
            (31.9, 121.0),
            (31.2, 120.2),
            (31.2, 121.4),
            (30.6, 120.6),
            (30.2, 121.6),
            (32.3, 119.4),
        )
    ]
    return Marks(
        x=np.array([x for x, _ in at]),
        y=np.array([y for _, y in at]),
        total=np.array([11_234, 8, 12, 4, 6, 240]),
        free=np.array([7_900, 6, 0, 3, 4, 0]),
        untold=np.array([0, 0, 0, 0, 0, 240]),
        row=np.array([-1, 1, 2, 3, 4, 5]),
        radius_dp=np.array([62.0, 36.0, 36.0, 36.0, 36.0, 36.0]),
        kind=np.array(
            [Kind.RING, Kind.PIN, Kind.PIN, Kind.SUPERCHARGER, Kind.SERVICE_AREA, Kind.PIN],
            np.uint8,
        ),
        badge=np.array([0, 0, 1, 0, 1, 1]),
        power_kw=np.array([0, 480, 120, 600, 120, 60]),
        state=np.array(
            [State.FREE, State.FREE, State.FULL, State.FREE, State.FREE, State.UNKNOWN], np.uint8
        ),
        age_s=np.array([-1, -1, -1, -1, -1, 2400]),
        has_bolt=np.array([False, True, False, True, False, False]),
        start=np.array([10, 1, 2, 3, 4, 5]),
        end=np.array([900, 2, 3, 4, 5, 6]),
    )


_MARKS = _marks()
