"""Join an AC pile and a car by what their cable carries: pilot, connection and mains, no CAN.

An analogue line has no frames: both sides hold the same `AcLine` and set their own half of it. It
is therefore in one process; a car and a pile in two talk DC only.
"""

from dataclasses import dataclass

from vehicle.control_pilot import (
    NO_PWM_PCT,
    cable_a,
    cc_ohm,
    offered_a,
    pilot_v,
)

RISE_K = 40.0
"""The contacts above the air at the cable's rated current (chosen; 50 K are said to be allowed)."""
Phases = tuple[float, float, float]
NO_PHASES: Phases = (0.0, 0.0, 0.0)


@dataclass(slots=True)
class AcLine:
    """One AC cable, its values at this moment.

    The pile sets `duty_pct` (100: no PWM) and `phase_v`; the car `is_plugged`, `is_ready` (its
    switch S2) and `drawn_a`. `rated_a` is what the cable carries, `is_pressed` the
    trigger S3 on its plug, `is_shorted` a pilot that lies on PE. `contact` multiplies the heat of
    good contacts, `temperature_c` is what a sensor beside them says.
    """

    rated_a: float = 32.0
    duty_pct: float = NO_PWM_PCT
    phase_v: Phases = NO_PHASES
    is_plugged: bool = False
    is_ready: bool = False
    drawn_a: Phases = NO_PHASES
    is_pressed: bool = False
    is_shorted: bool = False
    contact: float = 1.0
    temperature_c: float = 20.0

    @property
    def rise_k(self) -> float:
        """How far the contacts are above the air at the rated current."""
        return RISE_K * self.contact

    @property
    def pilot_v(self) -> float:
        """The pilot's high level."""
        if self.is_shorted:
            return 0.0
        return pilot_v(is_plugged=self.is_plugged, is_ready=self.is_ready)

    @property
    def cc_ohm(self) -> float:
        """What the car measures between CC and PE; infinite without a plug."""
        return cc_ohm(self.rated_a, is_pressed=self.is_pressed) if self.is_plugged else float("inf")

    @property
    def offered_a(self) -> float:
        """What the car may draw on each phase: pilot and cable."""
        return min(offered_a(self.duty_pct), cable_a(self.cc_ohm))

    def unplug(self) -> None:
        """Take the plug out of the car: its half of the line is gone."""
        self.is_plugged = self.is_ready = self.is_pressed = False
        self.drawn_a = NO_PHASES
