"""Test the insulation of cable and car: residual voltage, R+ and R-, discharge."""

from enum import Enum, auto

from vehicle.gbt27930.charger import Insulation
from vehicle.pile_faults import PileFaults
from vehicle.stage_data import StageData

RESIDUAL_V = 10.0
"""More than this outside K1/K2 before the test ends it (GB/T 18487.1-2015, annex B)."""
SAFE_V = 60.0
"""The test is over when the output is below this (GB/T 18487.1-2015, annex B)."""


class Resistance(Enum):
    """What the monitor thinks of the lower of R+ and R-."""

    UNKNOWN = auto()
    GOOD = auto()
    WARNING = auto()
    FAULT = auto()


class InsulationTest:
    """One test; `outcome` stays PENDING until the output is discharged again."""

    def __init__(self, data: StageData) -> None:
        self._data = data
        self.outcome = Insulation.PENDING
        self.resistance = Resistance.UNKNOWN
        self.is_residual = False
        self._measured_s = 0.0

    @property
    def is_measured(self) -> bool:
        """Tell whether nothing but the discharge is left to do."""
        return self.resistance is not Resistance.UNKNOWN or self.is_residual

    def check_residual(self, faults: PileFaults) -> None:
        """Look at the terminals before K1/K2 close."""
        if max(faults.residual_v, self._data.residual_v) >= RESIDUAL_V:
            self.is_residual = True
            self.outcome = Insulation.FAILED

    def measure(self, faults: PileFaults, seconds: float) -> None:
        """Measure for some time at the test voltage."""
        self._measured_s += seconds
        # A sum of grid steps may fall short of the time by rounding.
        if self._measured_s >= self._data.test_s - 1e-6:
            car_ohm = min(faults.r_plus_ohm_per_v, faults.r_minus_ohm_per_v)
            self.resistance = self._judge(1 / (1 / car_ohm + 1 / self._data.cable_ohm_per_v))

    def discharged(self, output_v: float) -> None:
        """Note the voltage that is left; below 60 V the outcome counts."""
        if self.is_measured and output_v < SAFE_V and self.outcome is Insulation.PENDING:
            is_bad = self.resistance is Resistance.FAULT
            self.outcome = Insulation.FAILED if is_bad else Insulation.PASSED

    def _judge(self, ohm_per_v: float) -> Resistance:
        if ohm_per_v < self._data.fault_ohm_per_v:
            return Resistance.FAULT
        is_low = ohm_per_v <= self._data.warning_ohm_per_v
        return Resistance.WARNING if is_low else Resistance.GOOD
