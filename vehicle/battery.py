"""Model the pack: open-circuit voltage, a resistance, one RC pair, one temperature."""

import bisect
import math
from collections.abc import Sequence

from vehicle.limits import LimitedBy
from vehicle.trim import OCV_POINTS, Pack

STEP_S = 1.0
"""Longest step of the integration (chosen; the RC pair has 120 s)."""
COOL_ABOVE_C = 30.0
"""Cooling begins here while charging, with full power 5 K above (chosen)."""
WARM_TO_C = 30.0
"""Preparation for fast charging warms the pack to here (chosen)."""
LOSS_W_PER_K = 40.0
"""To the air around the pack (chosen)."""


def interpolate(points: Sequence[tuple[float, float]], x: float) -> float:
    """Read a curve of points with rising x; beyond its ends it stays level."""
    index = bisect.bisect_right(points, x, key=lambda point: point[0])
    if index == 0:
        return points[0][1]
    if index == len(points):
        return points[-1][1]
    (x0, y0), (x1, y1) = points[index - 1], points[index]
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0)


class Battery:
    """One pack. Current is positive into it; `conditioning` warms it for fast charging."""

    def __init__(self, pack: Pack, soc_pct: float, temperature_c: float = 25.0) -> None:
        self.pack = pack
        self.soc_pct = soc_pct
        self.temperature_c = temperature_c
        self.air_c = temperature_c
        self.current_a = 0.0
        self.energy_in_kwh = 0.0
        self.is_warming = False
        self._rc_v = 0.0

    @property
    def ocv_v(self) -> float:
        """Voltage of the pack at rest."""
        return self.pack.cells * self._cell_ocv_v(self.soc_pct)

    @property
    def voltage_v(self) -> float:
        """Voltage at the terminals."""
        return self.pack.cells * self.cell_v

    @property
    def cell_v(self) -> float:
        """Voltage of a cell under the present current; all cells are alike."""
        return self._cell_ocv_v(self.soc_pct) + self.current_a * self.pack.r0_ohm + self._rc_v

    @property
    def conditioning_w(self) -> float:
        """Heat pumped into the pack; negative while cooling, which follows the charge by itself."""
        full_w = self.pack.conditioning_kw * 1000
        if self.is_warming:
            return full_w * min(1.0, max(0.0, (WARM_TO_C - self.temperature_c) / 2))
        if self.current_a <= 0:
            return 0.0
        return -full_w * min(1.0, max(0.0, (self.temperature_c - COOL_ABOVE_C) / 5))

    def accepts_a(self) -> float:
        """Tell the current that the pack takes now: map, temperature and cell voltage."""
        return min(self._map_a(self.soc_pct), max(0.0, self._room_a()))

    def limit(self) -> tuple[float, LimitedBy]:
        """Tell the current that the pack takes now, and what limits it."""
        is_full = self.is_voltage_limited()
        return self.accepts_a(), LimitedBy.CELL_VOLTAGE if is_full else LimitedBy.STATE_OF_CHARGE

    def is_voltage_limited(self) -> bool:
        """Tell whether the cell voltage and not the map limits the current."""
        return self._room_a() < self._map_a(self.soc_pct)

    def step(self, current_a: float, seconds: float) -> None:
        """Let a current flow for some time."""
        self.current_a = current_a
        for _ in range(math.ceil(seconds / STEP_S)):
            self._step(seconds / math.ceil(seconds / STEP_S))

    def seconds_to(self, target_pct: float, max_a: float, max_w: float) -> float | None:
        """Estimate the time to a SoC under a charger's limits, in steps of 1 % (about 0.1 ms).

        Temperature and cell voltage stay as now; None if the pack takes no current.
        """
        soc, seconds = self.soc_pct, 0.0
        while soc < target_pct:
            part = min(1.0, target_pct - soc)
            ocv_v = self.pack.cells * self._cell_ocv_v(soc)
            amps = min(self._map_a(soc), max_a, max_w / ocv_v)
            if amps < 1.0:
                return None
            seconds += part / 100 * self.pack.capacity_ah * 3600 / amps
            soc += part
        return seconds

    def discharge(self, pct: float, down_to_pct: float) -> None:
        """Take energy out by driving; never below a floor."""
        self.soc_pct = max(min(self.soc_pct, down_to_pct), self.soc_pct - pct)

    def _step(self, seconds: float) -> None:
        pack = self.pack
        self.energy_in_kwh += self.voltage_v * self.current_a * seconds / 3.6e6
        moved_pct = self.current_a * seconds / 36 / pack.capacity_ah
        self.soc_pct = min(100.0, max(0.0, self.soc_pct + moved_pct))
        heat_w = pack.cells * (self.current_a**2 * pack.r0_ohm + self._rc_v**2 / pack.r1_ohm)
        heat_w += self.conditioning_w - LOSS_W_PER_K * (self.temperature_c - self.air_c)
        self.temperature_c += heat_w * seconds / pack.heat_j_per_k
        settled_v = self.current_a * pack.r1_ohm
        self._rc_v = settled_v + (self._rc_v - settled_v) * math.exp(-seconds / pack.tau_s)

    def _cell_ocv_v(self, soc_pct: float) -> float:
        place = min(max(soc_pct, 0.0), 100.0) / 100 * (OCV_POINTS - 1)
        index = min(int(place), OCV_POINTS - 2)
        low, high = self.pack.ocv_v[index], self.pack.ocv_v[index + 1]
        return low + (high - low) * (place - index)

    def _map_a(self, soc_pct: float) -> float:
        part = interpolate(self.pack.accepts_part, self.temperature_c)
        return min(self.pack.max_a, interpolate(self.pack.accepts_a, soc_pct) * part)

    def _room_a(self) -> float:
        """Give the current that just reaches the highest cell voltage."""
        at_rest_v = self._cell_ocv_v(self.soc_pct) + self._rc_v
        return (self.pack.max_cell_v - at_rest_v) / self.pack.r0_ohm
