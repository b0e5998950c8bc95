"""Watch, on behalf of the car, that the charger delivers no more than it was asked for."""

from vehicle.gbt27930.messages import Ccs, StopCause

#: A charger's voltage may be off by 0.5 % (34657.1-2017).
VOLTAGE_ERROR = 0.005
#: A charger must be stopped within 1 s of too high a voltage; a fifth of that is waited (chosen).
VOLTAGE_PATIENCE_S = 0.2
#: Current may fall as slowly as the slope asked of a normal stop.
FALL_A_PER_S = 100.0
#: Delivering 10 % more than demanded is a fault; 5 A and 1 s of patience are chosen.
CURRENT_ERROR = 0.1
CURRENT_MARGIN_A = 5.0
CURRENT_PATIENCE_S = 1.0


class OutputWatch:
    """Judge one CCS after the other."""

    def __init__(self) -> None:
        self._allowed_a = 0.0
        self._judged_at: float | None = None
        self._too_high_since: float | None = None
        self._too_much_since: float | None = None

    def judge(self, ccs: Ccs, demand_a: float, max_v: float, now: float) -> StopCause | None:
        """Name the fault that has lasted long enough to stop for."""
        since = now if self._judged_at is None else self._judged_at
        fallen_a = self._allowed_a - FALL_A_PER_S * (now - since)
        self._allowed_a = max(demand_a, fallen_a)
        self._judged_at = now
        highest_v = max_v * (1 + VOLTAGE_ERROR)
        most_a = self._allowed_a * (1 + CURRENT_ERROR) + CURRENT_MARGIN_A
        too_high = ccs.voltage_v is not None and ccs.voltage_v > highest_v
        too_much = ccs.current_a is not None and ccs.current_a > most_a
        self._too_high_since = _since(self._too_high_since, now) if too_high else None
        self._too_much_since = _since(self._too_much_since, now) if too_much else None
        if self._too_high_since is not None and now - self._too_high_since >= VOLTAGE_PATIENCE_S:
            return StopCause.VOLTAGE
        if self._too_much_since is not None and now - self._too_much_since >= CURRENT_PATIENCE_S:
            return StopCause.OVER_CURRENT
        return None


def _since(earlier: float | None, now: float) -> float:
    return now if earlier is None else earlier
