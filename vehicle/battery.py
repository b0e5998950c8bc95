"""Model the pack: open-circuit voltage, a resistance, one RC pair, one temperature."""

import math

from vehicle.charge_map import ChargeMap
from vehicle.conditioning import COOL_ABOVE_C, DRIVING_C, Conditioning, drawn_w, heat_w
from vehicle.limits import LimitedBy
from vehicle.pack import Pack

STEP_S = 0.1
"""The grid on which a pack is integrated, however often it is called (chosen)."""
ROUNDING_S = 1e-6
"""A step this little short of the grid is a whole one: times are sums of floats (chosen)."""
PREPARES_ABOVE_PCT = 5.0
"""A pack that is as empty as this is not warmed from its own energy (chosen)."""
_INACTIVE = Conditioning.INACTIVE


class Battery:
    """One pack. Current and power are positive into it.

    `air_c` is the air around it, `conditioning` what it is prepared for, `inlet_a` the current
    through the cable and `current_a` that part of it which reaches the cells; `energy_in_kwh`
    counts what came through the cable, `conditioning_kwh` what heating and cooling took.
    """

    def __init__(self, pack: Pack, soc_pct: float, temperature_c: float = 25.0) -> None:
        self.pack = pack
        self.soc_pct = soc_pct
        self.temperature_c = temperature_c
        self.air_c = temperature_c
        self.inlet_a = 0.0
        self.current_a = 0.0
        self.energy_in_kwh = 0.0
        self.conditioning_kwh = 0.0
        self.conditioning_w = 0.0
        self.conditioning = Conditioning.INACTIVE
        self._map = ChargeMap(pack.accepts)
        self._constants = (
            pack.cells,
            pack.capacity_ah,
            pack.r0_ohm,
            pack.r1_ohm,
            pack.tau_s,
            pack.heat_j_per_k,
            pack.loss_w_per_k,
        )
        self._ocv_v = pack.ocv_v
        self._last = len(pack.ocv_v) - 1
        self._rc_v = 0.0
        self._waiting_s = 0.0
        self._waiting_as = 0.0
        # Looked up and reckoned once for as long as they hold: this SoC, this length of a step.
        self._rest_pct, self._rest_v = soc_pct, self._cell_ocv_v(soc_pct)
        self._step_s, self._gone = 0.0, 0.0

    @property
    def ocv_v(self) -> float:
        """Voltage of the pack at rest."""
        return self.pack.cells * self._cell_rest_v()

    @property
    def voltage_v(self) -> float:
        """Voltage at the terminals."""
        return self.pack.cells * self.cell_v

    @property
    def cell_v(self) -> float:
        """Voltage of a cell under the present current; all cells are alike."""
        return self._cell_rest_v() + self.current_a * self.pack.r0_ohm + self._rc_v

    @property
    def at_rest_v(self) -> float:
        """Voltage of the pack with the current taken away just now, the RC pair still charged."""
        return self.pack.cells * (self._cell_rest_v() + self._rc_v)

    @property
    def stored_kwh(self) -> float:
        """Energy in the cells, from 0 % to now along the open-circuit voltage."""
        return self.pack.cells * self.pack.capacity_ah * self._under_ocv_v() / 1000

    def accepts_a(self) -> float:
        """Tell the current that the car takes now."""
        return self.limit()[0]

    def limit(self) -> tuple[float, LimitedBy]:
        """Tell the current that the car takes now, conditioning included, and what limits it."""
        pack, soc_pct = self.pack, self.soc_pct
        amps, reason = self._map.limit(soc_pct, self.temperature_c)
        if amps > pack.max_a:
            amps, reason = pack.max_a, LimitedBy.CAR_LIMIT
        if soc_pct >= 100:
            return 0.0, LimitedBy.STATE_OF_CHARGE
        rest_v = self._rest_v if soc_pct == self._rest_pct else self._cell_rest_v()
        at_rest_v = rest_v + self._rc_v
        room_a = (pack.max_cell_v - at_rest_v) / pack.r0_ohm
        if room_a < amps:
            amps, reason = max(0.0, room_a), LimitedBy.CELL_VOLTAGE
        if self.conditioning_w and self.inlet_a > 0:
            amps += drawn_w(self.conditioning_w) / (pack.cells * (at_rest_v + amps * pack.r0_ohm))
        return amps, reason

    def is_voltage_limited(self) -> bool:
        """Tell whether the cell voltage and not the map limits the current."""
        return self.limit()[1] is LimitedBy.CELL_VOLTAGE

    def step(self, amps: float, seconds: float) -> None:
        """Let a current come through the cable for some time.

        What does not fill a step of the grid waits for the next call; no charge gets lost.
        """
        self.inlet_a = amps
        if not self._waiting_s and -ROUNDING_S < seconds - STEP_S < ROUNDING_S:
            self.leap(amps, seconds)
            return
        while seconds > 0:
            part_s = min(seconds, STEP_S - self._waiting_s)
            seconds -= part_s
            self._waiting_s += part_s
            self._waiting_as += amps * part_s
            if self._waiting_s >= STEP_S - ROUNDING_S:
                self.leap(self._waiting_as / self._waiting_s, self._waiting_s)
                self._waiting_s = self._waiting_as = 0.0
                self.inlet_a = amps

    def leap(self, amps: float, seconds: float) -> None:
        """Integrate one step of any length; long ones are for estimates. Costs about 1.2 us.

        Charge and energy are exact for a constant current: the RC pair is solved, the
        open-circuit voltage is straight between its points.
        """
        cells, capacity_ah, r0_ohm, r1_ohm, tau_s, heat_j_per_k, loss_w_per_k = self._constants
        rc_v, soc_pct, warmer_k = self._rc_v, self.soc_pct, self.temperature_c - self.air_c
        before_v = self._rest_v if soc_pct == self._rest_pct else self._cell_rest_v()
        self.inlet_a = cell_a = amps
        volts = cells * (before_v + rc_v + amps * r0_ohm)
        pumped_w = self._pumped_w(volts * amps)
        if pumped_w:
            cell_a -= drawn_w(pumped_w) / volts
        settled_v = cell_a * r1_ohm
        if seconds != self._step_s:
            self._step_s, self._gone = seconds, 1 - math.exp(-seconds / tau_s)
        gone = self._gone
        mean_rc_v = settled_v + (rc_v - settled_v) * gone * tau_s / seconds
        self._rc_v = after_rc_v = rc_v + (settled_v - rc_v) * gone
        soc_pct += cell_a * seconds / 36 / capacity_ah
        self.soc_pct = soc_pct = 100.0 if soc_pct > 100 else max(soc_pct, 0.0)
        dropped_v = cell_a * r0_ohm + mean_rc_v
        volts = cells * ((before_v + self._cell_rest_v()) / 2 + dropped_v)
        self.energy_in_kwh += volts * amps * seconds / 3.6e6
        # What the RC pair takes up and gives back is no heat.
        held_j = (after_rc_v - rc_v) * (after_rc_v + rc_v) * tau_s / r1_ohm / 2
        heat_j = cells * (cell_a * dropped_v * seconds - held_j)
        heat_j -= loss_w_per_k * warmer_k * seconds
        if pumped_w:
            taken_j = volts * (amps - cell_a) * seconds
            self.conditioning_kwh += taken_j / 3.6e6
            heat_j += taken_j * pumped_w / drawn_w(pumped_w)
        self.temperature_c += heat_j / heat_j_per_k
        self.current_a, self.conditioning_w = cell_a, pumped_w

    def discharge(self, pct: float, down_to_pct: float) -> None:
        """Take energy out by driving; never below a floor."""
        self.soc_pct = max(min(self.soc_pct, down_to_pct), self.soc_pct - pct)

    def _pumped_w(self, inlet_w: float) -> float:
        is_plain = self.conditioning is _INACTIVE
        if is_plain and DRIVING_C <= self.temperature_c <= COOL_ABOVE_C:
            return 0.0
        if inlet_w <= 0 and (is_plain or self.soc_pct <= PREPARES_ABOVE_PCT):
            return 0.0
        full_w = self.pack.conditioning_kw * 1000
        return heat_w(self.conditioning, self.temperature_c, full_w, inlet_w)

    def _cell_rest_v(self) -> float:
        """Answer a cell's open-circuit voltage now."""
        soc_pct = self.soc_pct
        if soc_pct != self._rest_pct:
            self._rest_pct, self._rest_v = soc_pct, self._cell_ocv_v(soc_pct)
        return self._rest_v

    def _cell_ocv_v(self, soc_pct: float) -> float:
        place = soc_pct / 100 * self._last
        index = int(place)
        low_v = self._ocv_v[index]
        if index == self._last:
            return low_v
        return low_v + (self._ocv_v[index + 1] - low_v) * (place - index)

    def _under_ocv_v(self) -> float:
        """Answer the area under a cell's open-circuit voltage, its width at 100 % being 1."""
        table = self.pack.ocv_v
        place = self.soc_pct / 100 * (len(table) - 1)
        index = min(int(place), len(table) - 2)
        whole = sum(table[: index + 1]) - (table[0] + table[index]) / 2
        part = (table[index] + self._cell_rest_v()) / 2 * (place - index)
        return (whole + part) / (len(table) - 1)
