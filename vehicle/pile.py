"""Emulate a pile: the charger's conversation, its power stage, and the line to its operator."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from vehicle.frame import Frame
from vehicle.gbt27930.charger import Authorisation as Decision
from vehicle.gbt27930.charger import Charger, ChargerPhase, ChargerRating, StageReport
from vehicle.gbt27930.messages import YES, StopCause
from vehicle.power_stage import PowerStage

__all__ = ["Decision", "MeterReading", "Pile", "PileLink", "PileRating"]

STEP_S = 0.1
"""The power stage moves at least this often while it is live (chosen)."""
METER_S = 1.0
"""Period of the meter's reports (chosen)."""
_ENDING = {ChargerPhase.STOPPING, ChargerPhase.END, ChargerPhase.ERROR}
_ASKING = {
    ChargerPhase.RECOGNISED, ChargerPhase.CONFIGURATION, ChargerPhase.PREPARING
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PileRating:
    """What is on the type plate, and whether a car may start a charge by its VIN alone.

    `phases` counts those of an AC pile; a DC pile leaves it at 1.
    """

    power_kw: float
    max_v: float
    min_v: float
    max_a: float
    connector_id: str
    plug_and_charge: bool = False
    min_a: float = 0.0
    number: int = 1
    region: str = ""
    is_dc: bool = True
    phases: int = 1


@dataclass(frozen=True, slots=True)
class MeterReading:
    """The meter at one moment; `soc_pct` is what the car last told, None before it did."""

    voltage_v: float
    current_a: float
    energy_kwh: float
    soc_pct: float | None


class PileLink(Protocol):
    """The line from a pile to its operator."""

    def authorise(self, vin: str) -> Decision:
        """Decide about a car; asked again and again while the answer is WAIT."""
        ...

    def meter(self, reading: MeterReading) -> None:
        """Take the meter's reading, about every simulated second of a session."""
        ...

    def ended(self, reading: MeterReading, cause: StopCause) -> None:
        """Take the last reading of a session, once."""
        ...

    def plugged(self, *, is_plugged: bool) -> None:
        """Note that the connector went into a car, or out of it."""
        ...


class Pile:
    """One connector of a charging pile, a Machine. It knows the car only by its messages.

    A plug-and-charge pile begins to talk as soon as it is plugged and asks the operator about the
    VIN; another waits for `start`. `nudge` is called whenever the deadline changes from outside.
    """

    def __init__(self, rating: PileRating, link: PileLink) -> None:
        self.rating = rating
        self.stage = PowerStage(rating.power_kw, rating.max_a)
        self.is_plugged = False
        self.nudge: Callable[[], None] = lambda: None
        self._link = link
        self._in_session = False
        self._began_at = 0.0
        self._at = 0.0
        self._step_at: float | None = None
        self._meter_at = 0.0
        self.charger = Charger(_charger_rating(rating), self._report(0.0, 0.0))

    @property
    def phase(self) -> ChargerPhase:
        """Where the conversation stands."""
        return self.charger.phase

    @property
    def reading(self) -> MeterReading:
        """Read the meter as it stands."""
        stage = self.stage
        soc_pct = self.charger.vehicle.soc_pct
        return MeterReading(stage.output_v, stage.output_a, stage.energy_kwh, soc_pct)

    def plug(self, now: float) -> None:
        """Put the connector into a car."""
        self.is_plugged = True
        self._link.plugged(is_plugged=True)
        if self.rating.plug_and_charge:
            self._begin(Decision.WAIT, now)

    def unplug(self, now: float) -> None:
        """Draw the connector; the car's lock has let it go, or was torn."""
        self._advance(now)
        self.stage.cut()
        self.charger.unplug(now)
        self.is_plugged = False
        self._close(self.charger.stop_cause or StopCause.UNPLUGGED)
        self._step_at = None
        self._link.plugged(is_plugged=False)
        self.nudge()

    def start(self, now: float) -> bool:
        """Charge: the operator has agreed. False if no car is there or it must be replugged."""
        if not self.is_plugged:
            return False
        if self._in_session:
            if self.charger.phase in _ENDING:
                return False
            self.charger.authorisation = Decision.ACCEPT
            self.nudge()
            return True
        return self._begin(Decision.ACCEPT, now)

    def stop(self, now: float, cause: StopCause = StopCause.USER) -> None:
        """End the charge from this side; harmless when nothing charges."""
        if self._in_session:
            self._advance(now)
            self.charger.stop(cause, now)
            self._settle(now)
            self.nudge()

    def receive(self, frame: Frame, now: float) -> list[Frame]:
        """Take one frame; the bus is only reached through the cable."""
        if not self.is_plugged:
            return []
        self._advance(now)
        frames = self.charger.receive(frame, now)
        self._settle(now)
        return frames

    def due(self, now: float) -> list[Frame]:
        """Do what time asks for."""
        self._advance(now)
        frames = self.charger.due(now)
        self._settle(now)
        return frames

    def wake_at(self) -> float | None:
        """Tell when the conversation or the power stage wants its turn."""
        times = [at for at in (self.charger.wake_at(), self._step_at) if at is not None]
        return min(times, default=None)

    def _begin(self, decision: Decision, now: float) -> bool:
        self._advance(now)
        if not self.charger.start(now):
            return False
        self.charger.authorisation = decision
        self.stage.begin()
        self._in_session = True
        self._began_at = self._meter_at = now
        self._settle(now)
        self.nudge()
        return True

    def _advance(self, now: float) -> None:
        """Bring the power stage up to now, and tell the conversation."""
        seconds, self._at = now - self._at, max(now, self._at)
        pack_v = self._pack_v()
        if seconds > 0:
            self.stage.step(self.charger.wanted, pack_v, seconds)
        if self._in_session and self.charger.phase in _ASKING:
            self._ask()
        self.charger.stage = self._report(pack_v, now)

    def _pack_v(self) -> float:
        """Tell the voltage outside K1/K2: the car's word for it, once its contactors are closed."""
        vehicle = self.charger.vehicle
        is_closed = vehicle.bro is not None and vehicle.bro.ready == YES
        return (vehicle.pack_v or 0.0) if is_closed else 0.0

    def _ask(self) -> None:
        vin = self.charger.vehicle.vin
        if vin is not None and self.charger.authorisation is Decision.WAIT:
            self.charger.authorisation = self._link.authorise(vin)

    def _settle(self, now: float) -> None:
        """Report what has changed, and decide when to look again."""
        if self._in_session and now >= self._meter_at:
            self._meter_at = max(self._meter_at + METER_S, now)
            self._link.meter(self.reading)
        # An idle charger wants no turn: the session is over, or given up.
        if self._in_session and self.charger.is_over and self.stage.output_a == 0:
            self._close(self.charger.stop_cause or StopCause.FAULT)
        is_busy = self._in_session or self.stage.is_live
        self._step_at = now + STEP_S if is_busy else None

    def _close(self, cause: StopCause) -> None:
        if self._in_session:
            self._in_session = False
            self._link.ended(self.reading, cause)

    def _report(self, pack_v: float, now: float) -> StageReport:
        stage = self.stage
        return StageReport(
            output_v=stage.output_v,
            output_a=stage.output_a,
            pack_v=pack_v,
            insulation=stage.insulation,
            precharged=stage.is_precharged,
            minutes=int((now - self._began_at) / 60),
            energy_kwh=stage.energy_kwh,
        )


def _charger_rating(rating: PileRating) -> ChargerRating:
    return ChargerRating(
        max_v=rating.max_v,
        min_v=rating.min_v,
        max_a=rating.max_a,
        min_a=rating.min_a,
        number=rating.number,
        region=rating.region,
    )
