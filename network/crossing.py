"""Find out whether a straight leg of a way leads over the sea, where no road is.

The land is that of the provinces, whose lakes and rivers are no sea. All limits are chosen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from network.geo import distance_m

PROVINCES: Final = Path(__file__).parents[1] / "resources" / "map" / "provinces.npz"
HAINAN: Final = 46
"""GB/T 2260's code of the province that a ferry leads to."""
BRIDGE_M: Final = 25_000.0
"""Bridges to islands beside the expressways are no longer: 舟山's over the sea are 18 km."""
FERRY_M: Final = 60_000.0
"""琼州海峡 is some 20 km wide; a leg may cross it aslant."""
_SEA_SOUTH_OF: Final = 41.0
_SEA_EAST_OF: Final = 107.9
"""There what is no province is sea, or land that no road leads to; elsewhere it is abroad."""
_STEP_M: Final = 1_000.0
_MOST_STEPS: Final = 800
_GRID: Final = 1024
"""Steps of the file a degree."""

Place = tuple[float, float]
"""lat, lon in degrees, WGS-84."""


class Gap(Enum):
    """What is missing of a way on roads."""

    NONE = "none"
    FERRY = "ferry"
    NO_ROAD = "no_road"


@dataclass(frozen=True, slots=True)
class Ground:
    """The provinces' edges, in degrees: from (n) to (n), and the province of each."""

    lon_a: NDArray[np.float64]
    lat_a: NDArray[np.float64]
    lon_b: NDArray[np.float64]
    lat_b: NDArray[np.float64]
    code: NDArray[np.uint8]

    def province(self, at: Place) -> int:
        """Answer the province's first 2 digits of GB/T 2260; 0 for the sea and abroad."""
        codes = self.code[self._crossed(at)]
        found, times = np.unique(codes, return_counts=True)
        odd = found[times % 2 == 1]
        return int(odd[0]) if len(odd) else 0

    def is_dry(self, start: Place, end: Place) -> bool:
        """Tell whether a leg leads over no more sea than a bridge, or Hainan's ferry, spans."""
        is_ferry = (self.province(start) == HAINAN) != (self.province(end) == HAINAN)
        return self.over_sea_m(start, end) <= (FERRY_M if is_ferry else BRIDGE_M)

    def gap(self, points: Sequence[Place]) -> Gap:
        """Judge a way by its legs, the first and the last piece. Cost: 0.1 s for a long leg."""
        over_sea_m = max(self.over_sea_m(*points[:2]), self.over_sea_m(*points[-2:]))
        is_hainan = [self.province(end) == HAINAN for end in (points[0], points[-1])]
        if any(is_hainan) and not all(is_hainan) and over_sea_m <= FERRY_M:
            return Gap.FERRY
        return Gap.NO_ROAD if over_sea_m > BRIDGE_M else Gap.NONE

    def over_sea_m(self, start: Place, end: Place) -> float:
        """Measure the longest piece of a straight line that is sea, in metres."""
        length_m = distance_m(*start, *end)
        steps = int(min(_MOST_STEPS, max(2.0, length_m / _STEP_M)))
        longest = run = 0
        for lat, lon in np.linspace(start, end, steps + 1).tolist():
            is_sea = lat < _SEA_SOUTH_OF and lon > _SEA_EAST_OF and not self.province((lat, lon))
            run = run + 1 if is_sea else 0
            longest = max(longest, run)
        return max(0, longest - 1) * length_m / steps

    def _crossed(self, at: Place) -> NDArray[np.bool_]:
        """Mark the edges that a line from a place to the east crosses."""
        lat, lon = at
        spans = np.asarray((self.lat_a > lat) != (self.lat_b > lat))
        some = np.flatnonzero(spans)
        rise = (lat - self.lat_a[some]) / (self.lat_b[some] - self.lat_a[some])
        spans[some] = self.lon_a[some] + rise * (self.lon_b[some] - self.lon_a[some]) > lon
        return spans


@cache
def read_ground(file: Path = PROVINCES) -> Ground:
    """Read the provinces: some 3 ms, once."""
    with np.load(file, allow_pickle=False) as data:
        ends = np.cumsum(data["length"].astype(np.int64))[:-1]
        parts = np.split(data["step"].astype(np.int64), ends)
        rings = [np.cumsum(part, axis=0) / _GRID for part in parts]
        codes = np.repeat(data["code"], data["length"])
    starts = np.concatenate(rings)
    stops = np.concatenate([np.roll(ring, -1, axis=0) for ring in rings])
    return Ground(starts[:, 0], starts[:, 1], stops[:, 0], stops[:, 1], codes)
