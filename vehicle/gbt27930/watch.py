"""Watch that the charger delivers no more than was asked for, and the pack gets no more volts."""

from vehicle.gbt27930.messages import Bcp, Ccs, StopCause

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
#: Two measurements that may each be off by 0.5 %; half of the second that is allowed (chosen).
PACK_ERROR = 0.01
PACK_PATIENCE_S = 0.5


class OutputWatch:
    """Judge one CCS after the other, on behalf of the car."""

    def __init__(self) -> None:
        self._allowed_a = 0.0
        self._judged_at: float | None = None
        self._too_high_since: float | None = None
        self._too_much_since: float | None = None
        # What was in order with nothing left to wait for: the same again needs no judging.
        self._fine: tuple[Ccs | None, float] = (None, 0.0)

    def judge(self, ccs: Ccs, demand_a: float, max_v: float, now: float) -> StopCause | None:
        """Name the fault that has lasted long enough to stop for."""
        before, self._judged_at = self._judged_at, now
        if ccs is self._fine[0] and demand_a == self._fine[1]:
            return None
        fallen_a = self._allowed_a - FALL_A_PER_S * (now - before) if before is not None else 0.0
        self._allowed_a = max(demand_a, fallen_a)
        cause = self._judge_volts(ccs, max_v, now) or self._judge_amps(ccs, now)
        is_calm = self._too_high_since is None and self._too_much_since is None
        self._fine = (ccs if is_calm and fallen_a <= demand_a else None), demand_a
        return cause

    def _judge_volts(self, ccs: Ccs, max_v: float, now: float) -> StopCause | None:
        if ccs.voltage_v is None or ccs.voltage_v <= max_v * (1 + VOLTAGE_ERROR):
            self._too_high_since = None
            return None
        self._too_high_since = _since(self._too_high_since, now)
        is_long = now - self._too_high_since >= VOLTAGE_PATIENCE_S
        return StopCause.VOLTAGE if is_long else None

    def _judge_amps(self, ccs: Ccs, now: float) -> StopCause | None:
        most_a = self._allowed_a * (1 + CURRENT_ERROR) + CURRENT_MARGIN_A
        if ccs.current_a is None or ccs.current_a <= most_a:
            self._too_much_since = None
            return None
        self._too_much_since = _since(self._too_much_since, now)
        is_long = now - self._too_much_since >= CURRENT_PATIENCE_S
        return StopCause.OVER_CURRENT if is_long else None


class PackWatch:
    """Judge the voltage of the pack, on behalf of the charger.

    34657.1: above what BCP allows (SPN 2819) the charger stops within 1 s. `since` is when the
    voltage became too high; while it is, judge again also where nothing new was reported.
    """

    def __init__(self) -> None:
        self.since: float | None = None

    def is_too_high(self, pack_v: float, bcp: Bcp | None, now: float) -> bool:
        """Say whether the voltage has been too high for long enough to stop for."""
        if bcp is None or bcp.max_v is None or pack_v <= bcp.max_v * (1 + PACK_ERROR):
            self.since = None
            return False
        self.since = _since(self.since, now)
        return now - self.since >= PACK_PATIENCE_S


def _since(earlier: float | None, now: float) -> float:
    return now if earlier is None else earlier
