"""Model the charger's power stage: insulation test, precharge, current with ramps, meter."""

from vehicle.contactors import Contactors
from vehicle.gbt27930.charger import Insulation, StageCommand, StageMode
from vehicle.insulation import InsulationTest
from vehicle.pile_faults import FINE, PileFaults
from vehicle.stage_data import FULL_A, STANDARD, StageData

PRECHARGED_WITHIN_V = 1.0
"""The output counts as precharged this close to what was asked for (chosen)."""
CUT_S = 0.04
"""A cut takes any current to 0 in this time (chosen; 18487.1 gives 50 ms for the trigger)."""
LOOP_OHM = 0.5
"""Between module and pack when K1/K2 close (derived: 10 V, the most allowed, drive 20 A)."""
HOLD_A_PER_VS = 20.0
"""How fast the current gives way to a volt too much (chosen: steady with up to 0.5 ohm)."""
UNCOOLED_A = 200.0
"""What a liquid-cooled cable carries without its pump (chosen)."""


def approach(value: float, target: float, step: float) -> float:
    """Move towards a target by a step at most."""
    return max(target, value - step) if target < value else min(target, value + step)


class PowerStage:
    """The rectifier behind K1/K2. Amperes are positive into the battery.

    `power_w` may be changed at any time: a cabinet shares its modules out. `limit_a` is what the
    stage was aiming at last. `derating` lowers the current, 1 for not at all.
    """

    def __init__(self, power_kw: float, max_a: float, data: StageData = STANDARD) -> None:
        self.data = data
        self.power_w = power_kw * 1000
        self.max_a = max_a
        self.derating = 1.0
        self.faults: PileFaults = FINE
        self.k1k2 = Contactors()
        self.begin()

    def begin(self) -> None:
        """Start a session: insulation not yet tested, the meter at 0."""
        self.output_v = 0.0
        self.output_a = 0.0
        self.limit_a = 0.0
        self.energy_kwh = 0.0
        self.inrush_a = 0.0
        self.is_precharged = False
        self.test = InsulationTest(self.data)
        self._cut_a_per_s = 0.0
        self._held_at_a: float | None = None

    @property
    def insulation(self) -> Insulation:
        """Tell how the test stands."""
        return self.test.outcome

    @property
    def is_voltage_limited(self) -> bool:
        """Tell whether the voltage that was asked for holds the current back."""
        return self._held_at_a is not None

    def is_spent(self, wanted_a: float) -> bool:
        """Tell whether next to nothing flows because the stage's voltage is too low for more."""
        return self._held_at_a is not None and self.output_a <= FULL_A < wanted_a

    @property
    def is_live(self) -> bool:
        """Tell whether anything is on the output."""
        return self.output_a > 0 or self.output_v > 0

    @property
    def is_steady(self) -> bool:
        """Tell whether a current flows that nothing here is changing."""
        return self.output_a == self.limit_a > 0 and self._held_at_a is None

    @property
    def fall_a_per_s(self) -> float:
        """Tell how fast the current falls now."""
        return self._cut_a_per_s or self.data.down_a_per_s

    def step(self, wanted: StageCommand, pack_v: float, seconds: float) -> None:
        """Do for some time what the conversation wants; `pack_v` is what stands outside K1/K2."""
        before_a = self.output_a
        if wanted.mode is StageMode.CURRENT and self.k1k2.is_closed and pack_v > 0:
            self._deliver(wanted, pack_v, seconds)
        else:
            self.limit_a = 0.0
            if before_a:
                self.output_a = max(0.0, before_a - self.fall_a_per_s * seconds)
            if self.output_a == 0.0:
                self._unloaded(wanted, seconds)
        if before_a or self.output_a:
            # Out of what was delivered the meter makes what it shows.
            joules = self.output_v * (before_a + self.output_a) / 2 * seconds
            self.energy_kwh += joules * (1 + self.data.meter_error) / 3.6e6

    def cut(self) -> None:
        """Be dead at once: the connector is out."""
        self.output_v = self.output_a = 0.0
        self.k1k2.command(0.0, closed=False)
        self.k1k2.is_closed = self.k1k2.is_welded

    def trip(self) -> None:
        """Let the current fall as fast as the rectifier can from now on."""
        self._cut_a_per_s = max(self.data.down_a_per_s, self.output_a / CUT_S)

    def meet(self, pack_v: float) -> None:
        """Note the current with which K1/K2 close onto a pack."""
        if pack_v > 0:
            module_v = self.output_v - self.faults.precharge_error_v
            self.inrush_a = abs(pack_v - module_v) / LOOP_OHM

    def _deliver(self, wanted: StageCommand, pack_v: float, seconds: float) -> None:
        faults, data = self.faults, self.data
        limit_a, most_a = wanted.current_a * data.delivers, self._most_a(pack_v)
        if most_a < limit_a:
            limit_a = most_a
        limit_a = self._held_a(wanted.voltage_v - pack_v, limit_a * self.derating, seconds)
        self.limit_a = limit_a = max(0.0, limit_a)
        target_a = limit_a + faults.excess_a if limit_a else 0.0
        if target_a != self.output_a:
            speed = data.up_a_per_s if target_a > self.output_a else data.down_a_per_s
            self.output_a = approach(self.output_a, target_a, speed * seconds)
        self.output_v = pack_v

    def _most_a(self, pack_v: float) -> float:
        """Give what plate, modules and cable carry at this voltage."""
        most_a, power_a, faults = self.max_a, self.power_w / pack_v, self.faults
        if power_a < most_a:
            most_a = power_a
        if faults is FINE:
            return most_a
        whole = 1 - faults.modules_lost
        most_a = min(self.max_a * whole, power_a * whole)
        return min(most_a, UNCOOLED_A) if faults.is_cooling_lost else most_a

    def _held_a(self, missing_v: float, limit_a: float, seconds: float) -> float:
        """Let the current give way while the pack is above the voltage that was asked for."""
        held_a = self._held_at_a
        if held_a is None:
            if missing_v >= 0:
                return limit_a
            held_a = self.output_a
        held_a = max(0.0, held_a + HOLD_A_PER_VS * missing_v * seconds)
        self._held_at_a = held_a if held_a < limit_a else None
        return min(held_a, limit_a)

    def _unloaded(self, wanted: StageCommand, seconds: float) -> None:
        target_v, test = 0.0, self.test
        if wanted.mode is StageMode.PRECHARGE:
            target_v = wanted.voltage_v
        elif wanted.mode is StageMode.CURRENT and not self.k1k2.is_closed:
            # The module waits for the contacts at the voltage it was precharged to.
            target_v = self.output_v
        elif wanted.mode is StageMode.INSULATION and self.k1k2.is_closed and not test.is_measured:
            target_v = wanted.voltage_v
            if self.output_v >= target_v:
                test.measure(self.faults, seconds)
        self.output_v = approach(self.output_v, target_v, self.data.volt_per_s * seconds)
        test.discharged(self.output_v)
        self.is_precharged = (
            wanted.mode is StageMode.PRECHARGE
            and abs(self.output_v - wanted.voltage_v) <= PRECHARGED_WITHIN_V
        )
