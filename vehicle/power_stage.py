"""Model the charger's power stage: insulation test, precharge, current with ramps, meter."""

from vehicle.gbt27930.charger import Insulation, StageCommand, StageMode

UP_A_PER_S = 50.0
"""Rise of the current (chosen; GB/T 18487.1 asks for at least 20)."""
DOWN_A_PER_S = 300.0
"""Fall of the current (chosen; GB/T 18487.1 asks for at least 100)."""
VOLT_PER_S = 800.0
"""How fast the unloaded output moves, up and in the discharge after the test (chosen)."""
TEST_S = 2.0
"""The insulation monitor measures this long (chosen; a real handshake took 16.5 s in all)."""
PRECHARGED_WITHIN_V = 1.0
"""The output counts as precharged this close to what was asked for (chosen)."""
SAFE_V = 60.0
"""The test is over when the output is below this (GB/T 27930-2015, residual voltage)."""


def approach(value: float, target: float, step: float) -> float:
    """Move towards a target by a step at most."""
    return max(target, value - step) if target < value else min(target, value + step)


class PowerStage:
    """The rectifier behind K1/K2. Amperes are positive into the battery."""

    def __init__(self, power_kw: float, max_a: float) -> None:
        self._power_w = power_kw * 1000
        self._max_a = max_a
        self.begin()

    def begin(self) -> None:
        """Start a session: insulation not yet tested, the meter at 0."""
        self.output_v = 0.0
        self.output_a = 0.0
        self.energy_kwh = 0.0
        self.insulation = Insulation.PENDING
        self.is_precharged = False
        self._tested_s = 0.0

    @property
    def is_live(self) -> bool:
        """Tell whether anything is on the output."""
        return self.output_a > 0 or self.output_v > 0

    def step(self, wanted: StageCommand, pack_v: float, seconds: float) -> None:
        """Do for some time what the conversation wants; `pack_v` is what the car says."""
        before_a = self.output_a
        if wanted.mode is StageMode.CURRENT and wanted.k1k2 and pack_v > 0:
            limit_a = min(wanted.current_a, self._max_a, self._power_w / pack_v)
            speed = UP_A_PER_S if limit_a > self.output_a else DOWN_A_PER_S
            self.output_a = approach(self.output_a, max(0.0, limit_a), speed * seconds)
            self.output_v = pack_v
        else:
            self.output_a = approach(self.output_a, 0.0, DOWN_A_PER_S * seconds)
            if self.output_a == 0.0:
                self._unloaded(wanted, seconds)
        mean_a = (before_a + self.output_a) / 2
        self.energy_kwh += self.output_v * mean_a * seconds / 3.6e6
        self.is_precharged = (
            wanted.mode is StageMode.PRECHARGE
            and abs(self.output_v - wanted.voltage_v) <= PRECHARGED_WITHIN_V
        )

    def cut(self) -> None:
        """Open K1/K2 at once: the connector is out."""
        self.output_v = self.output_a = 0.0

    def _unloaded(self, wanted: StageCommand, seconds: float) -> None:
        target_v = 0.0
        if wanted.mode is StageMode.PRECHARGE:
            target_v = wanted.voltage_v
        elif wanted.mode is StageMode.INSULATION and self._tested_s < TEST_S:
            target_v = wanted.voltage_v
            if self.output_v >= target_v:
                self._tested_s += seconds
        self.output_v = approach(self.output_v, target_v, VOLT_PER_S * seconds)
        if self._tested_s >= TEST_S and self.output_v < SAFE_V:
            self.insulation = Insulation.PASSED
