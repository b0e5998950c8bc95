"""Model the charger in the car that makes direct current out of the mains."""

from dataclasses import dataclass

from vehicle.limits import LimitedBy

UP_A_PER_S = 5.0
"""Rise of the current of a phase (chosen)."""
DOWN_A_PER_S = 20.0
"""Its fall: an offer cut from 63 to 6 A is kept within 3 s (chosen; 5 s are allowed)."""
LEAST_A = 0.5
"""Less than this a phase is not worth running for (chosen)."""


@dataclass(frozen=True, slots=True)
class OnboardRating:
    """What it can do: `max_a` a phase on all its phases, `single_max_a` where there is only one."""

    max_kw: float = 11.0
    phases: int = 3
    max_a: float = 16.0
    single_max_a: float = 32.0
    efficiency: float = 0.93


class OnboardCharger:
    """One rectifier. Currents are positive from the mains and into the pack.

    `input_w` is drawn now, `aim_w` is where the ramp leads.
    """

    def __init__(self, rating: OnboardRating) -> None:
        self.rating = rating
        self.phase_a = 0.0
        self.phases = 0
        self.input_w = 0.0
        self.aim_w = 0.0
        self.limited_by = LimitedBy.NONE

    @property
    def output_w(self) -> float:
        """What reaches the pack."""
        return self.input_w * self.rating.efficiency

    def step(
        self,
        phase_v: tuple[float, float, float],
        offered_a: float,
        accepts: tuple[float, LimitedBy],
        seconds: float,
    ) -> None:
        """Draw for some time what supply, charger and pack allow; 0 A offered ramps down.

        `accepts` is the power that the pack takes, and why no more.
        """
        rating = self.rating
        live = sum(1 for volts in phase_v if volts > 0)
        self.phases = min(live, rating.phases)
        total_v = sum(sorted(phase_v, reverse=True)[: self.phases])
        if total_v <= 0:
            self.phase_a = self.input_w = self.aim_w = 0.0
            self.limited_by = LimitedBy.SUPPLY
            return
        own_a = rating.single_max_a if self.phases == 1 else rating.max_a
        target_a, self.limited_by = min(
            (offered_a, LimitedBy.SUPPLY),
            (min(own_a, rating.max_kw * 1000 / total_v), LimitedBy.ONBOARD_CHARGER),
            (accepts[0] / rating.efficiency / total_v, accepts[1]),
            key=lambda limit: limit[0],
        )
        if target_a < LEAST_A:
            target_a = 0.0
        if target_a > self.phase_a:
            self.phase_a = min(target_a, self.phase_a + UP_A_PER_S * seconds)
        else:
            self.phase_a = max(target_a, self.phase_a - DOWN_A_PER_S * seconds)
        self.input_w, self.aim_w = total_v * self.phase_a, total_v * target_a
