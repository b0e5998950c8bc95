"""Describe the plug on a DC pile's cable as both ends see it: detection points, trigger, heat."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

SUPPLY_V = 12.0
"""U1 of the charger and U2 of the car (GB/T 18487.1-2015, annex B)."""
PULL_UP_OHM = 1000.0
"""R1 in the charger and R5 in the car (GB/T 18487.1-2015, annex B)."""
R2_OHM = 1000.0
"""In the plug, through the trigger switch S, to PE (GB/T 18487.1-2015, annex B)."""
R3_OHM = 1000.0
"""In the plug, across detection point 2 (GB/T 18487.1-2015, annex B)."""
R4_OHM = 1000.0
"""In the inlet, across detection point 1; 970 to 1030 ohm are good (GB/T 34657.1-2017)."""
AUX_V = 12.0
"""Between A+ and A- once K3/K4 have closed (GB/T 18487.1-2015, annex B: 12 V within 0.6 V)."""
BAND_V = 0.8
"""Tolerance of each detection voltage (GB/T 18487.1-2015, annex B)."""
AIR_RISE_K = 45.0
"""At the rated current for good, cooled by air (chosen; 50 K are said to be allowed)."""
LIQUID_RISE_K = 25.0
"""The same with a liquid in the cable (chosen)."""


class Cc1(Enum):
    """What a charger reads at detection point 1.

    HALF is a plug in its holster as well as one in a car with the trigger held.
    """

    OPEN = 12.0
    HALF = 6.0
    FULL = 4.0


def read_cc1(volts: float) -> Cc1 | None:
    """Read detection point 1; None where the voltage fits no state."""
    return next((state for state in Cc1 if abs(volts - state.value) <= BAND_V + 1e-9), None)


def divide_v(*ohms: float) -> float:
    """Give what resistors in parallel leave of 12 V behind 1 kOhm; none leave all of it."""
    if not ohms:
        return SUPPLY_V
    together = 1 / sum(1 / ohm for ohm in ohms)
    return SUPPLY_V * together / (PULL_UP_OHM + together)


def _nobody(now: float) -> None:
    del now


@dataclass(slots=True)
class Gun:
    """One DC plug, shared by pile and car.

    `rated_a` is what it carries for good. `is_pressed` is the trigger: S is open. `r4_ohm` is the
    resistor at detection point 1 as it is found, contact included. `contact` multiplies the heat of
    good contacts. `temperature_c` is what its own sensor says, beside the contacts. `aux_v` stands
    between A+ and A-; who is plugged in hears by `on_aux` that it has changed. A pile in another
    process feeds nothing here, and nothing changes.
    """

    rated_a: float = 400.0
    is_liquid_cooled: bool = True
    is_inserted: bool = False
    is_pressed: bool = False
    r4_ohm: float = R4_OHM
    contact: float = 1.0
    temperature_c: float = 20.0
    aux_v: float = 0.0
    on_aux: Callable[[float], None] = _nobody

    def feed(self, volts: float, now: float) -> None:
        """Put the auxiliary supply on A+ and A-, or take it away."""
        if volts != self.aux_v:
            self.aux_v = volts
            self.on_aux(now)

    def forget_car(self) -> None:
        """Tell nobody any more."""
        self.on_aux = _nobody

    @property
    def rise_k(self) -> float:
        """How far the contacts are above the air at the rated current."""
        return self.contact * (LIQUID_RISE_K if self.is_liquid_cooled else AIR_RISE_K)

    @property
    def cc1_v(self) -> float:
        """Measure detection point 1, on the charger's side."""
        ohms = [] if self.is_pressed else [R2_OHM]
        if self.is_inserted:
            ohms.append(self.r4_ohm)
        return divide_v(*ohms)

    @property
    def cc2_v(self) -> float:
        """Measure detection point 2, on the car's side."""
        return divide_v(R3_OHM) if self.is_inserted else divide_v()

    @property
    def is_connected(self) -> bool:
        """Tell whether a charger may charge: detection point 1 says fully connected."""
        return read_cc1(self.cc1_v) is Cc1.FULL
