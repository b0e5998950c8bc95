"""Emulate an AC pile: a relay, a control pilot, a meter, and the line to its operator.

It learns of the car only through the pilot: no VIN, so nobody plugs and charges here; a tap or a
scan starts it. It is turned outward like `Pile`, so that a desk need not tell the two apart.
"""

from collections.abc import Callable, Mapping
from enum import Enum, auto

from vehicle.ac_data import PLAIN, AcData
from vehicle.ac_line import NO_PHASES, AcLine
from vehicle.control_pilot import NO_PWM_PCT, Pilot, duty_for, read_pilot
from vehicle.frame import Frame
from vehicle.gbt27930.messages import StopCause
from vehicle.gbt27930.steps import total
from vehicle.pile_link import MeterReading, PileLink, PileRating

STEP_S = 0.1
"""The pile looks at its pilot on this grid (chosen; 100 ms to open are allowed)."""
MAINS_V = 220.0
"""Nominal voltage of a phase in China."""
DRIVERS_CABLE_A = 32.0
"""What the cable carries that the driver brings for a socket (chosen: for 7 kW on one phase)."""
UNLOCKED_A = 16.0
"""Sockets for more than this hold the plug.

GB/T 18487.1-2015 (background knowledge, text not seen)."""
LOCK_S, SLACK_S = 0.5, 1e-6
"""The lock's motor takes this long, as the car's does (chosen); times are sums of floats."""
METER_S = 1.0
"""Period of the meter's reports (chosen)."""
RELEASED_S = 3.0
"""A car that lets go of S2 for so long has ended the charge (chosen)."""
STOP_S = 3.0
"""After its pilot is gone the car has so long to draw nothing.

GB/T 18487.1-2015, annex A (background knowledge, text not seen)."""
EXCESS_S = 5.0
"""More than was offered for so long ends the charge.

GB/T 18487.1-2015, A.3.10.7, as a published pile's firmware cites it; the 5 s, 2 A and 10 % are
background knowledge, text not seen."""


class Supply(Enum):
    """What the pile does; the relay is closed in SUPPLYING and STOPPING."""

    OFF = auto()
    OFFERING = auto()
    SUPPLYING = auto()
    STOPPING = auto()


class SupplyEvent(Enum):
    """What can happen to it: the operator's wishes, what the pilot reads, time run out."""

    START = auto()
    STOP = auto()
    READY = auto()
    NOT_READY = auto()
    GONE = auto()
    BROKEN = auto()
    LATE = auto()


_S, _E = Supply, SupplyEvent
_OVER = {_E.GONE: _S.OFF, _E.BROKEN: _S.OFF, _E.LATE: _S.OFF}
#: Where each event leads; what is not named changes nothing.
TABLE: Mapping[tuple[Supply, SupplyEvent], Supply] = total(
    {
        _S.OFF: {_E.START: _S.OFFERING},
        _S.OFFERING: {**_OVER, _E.READY: _S.SUPPLYING, _E.STOP: _S.OFF},
        _S.SUPPLYING: {**_OVER, _E.NOT_READY: _S.OFFERING, _E.STOP: _S.STOPPING},
        _S.STOPPING: {**_OVER, _E.NOT_READY: _S.OFF},
    },
    SupplyEvent,
)
_READ = {
    Pilot.NO_CAR: _E.GONE,
    Pilot.CONNECTED: _E.NOT_READY,
    Pilot.READY: _E.READY,
    Pilot.FAULT: _E.BROKEN,
}
_OFFERS = {_S.OFFERING, _S.SUPPLYING}
_LIVE = {_S.SUPPLYING, _S.STOPPING}


class AcPile:
    """One AC connector, a Machine without frames. `line` is its cable.

    `nudge` is called whenever the deadline changes from outside.
    """

    def __init__(self, rating: PileRating, link: PileLink, data: AcData = PLAIN) -> None:
        self.rating = rating
        self.data = data
        self.line = AcLine(rated_a=rating.max_a if data.is_tethered else DRIVERS_CABLE_A)
        self._has_lock = not data.is_tethered and rating.max_a > UNLOCKED_A
        self._is_locking = False
        self.phase = Supply.OFF
        self.is_plugged = False
        self.nudge: Callable[[], None] = lambda: None
        self._link = link
        self._limit_a = rating.max_a if data.managed_a is None else data.managed_a
        self._energy_kwh = 0.0
        self._tick = 0
        self._next_at: float | None = None
        self._meter_at = 0.0
        self._since = 0.0
        self._excess_since: float | None = None
        self._has_supplied = False
        self._cause = StopCause.USER

    @property
    def offered_a(self) -> float:
        """What is offered on each phase when somebody may charge; no more than the cable carries.

        A socket reads that from the resistor in the driver's plug.
        """
        return min(self.rating.max_a, self._limit_a, self.line.rated_a)

    @property
    def is_locked(self) -> bool:
        """Tell whether a socket holds the driver's plug; a pile's own cable needs no lock."""
        is_wanted = self._has_lock and self.phase is not Supply.OFF
        return is_wanted and not self._is_locking

    @property
    def reading(self) -> MeterReading:
        """Read the meter: volts and amperes of L1, the energy of all phases; no SoC on AC."""
        line = self.line
        return MeterReading(line.phase_v[0], line.drawn_a[0], self._energy_kwh, None)

    def plug(self, now: float) -> None:
        """Put the connector into a car."""
        self.is_plugged = True
        self._tick, self._next_at = round(now / STEP_S), now
        self._link.plugged(is_plugged=True)
        self.nudge()

    def unplug(self, now: float) -> None:
        """Draw the connector; the car's lock has let it go, or was torn."""
        self._advance(now)
        self._cause = StopCause.UNPLUGGED
        self._fire(SupplyEvent.GONE, now)
        self.is_plugged = False
        self._next_at = None
        self._link.plugged(is_plugged=False)
        self.nudge()

    def start(self, now: float) -> bool:
        """Charge: the operator has agreed. False if no car is there."""
        if not self.is_plugged or self.phase is Supply.STOPPING:
            return False
        if self.phase is Supply.OFF:
            self._energy_kwh, self._meter_at = 0.0, now
            self._has_supplied = False
            self._cause = StopCause.USER
        self._fire(SupplyEvent.START, now)
        return True

    def stop(self, now: float, cause: StopCause = StopCause.USER) -> None:
        """End the charge from this side; harmless when nothing charges."""
        if TABLE[self.phase, SupplyEvent.STOP] is not self.phase:
            self._cause = cause
            self._fire(SupplyEvent.STOP, now)

    def offer(self, amps: float, now: float) -> None:
        """Let the site's load management allow so much on each phase; below 6 A is a pause."""
        self._limit_a = amps
        self._since = now
        self._speak()

    def receive(self, frame: Frame, now: float) -> list[Frame]:
        """Hear nothing: an AC cable carries no CAN."""
        del frame, now
        return []

    def due(self, now: float) -> list[Frame]:
        """Look at the pilot, count the energy."""
        self._advance(now)
        return []

    def wake_at(self) -> float | None:
        """Tell when to look next; None while no car is plugged in."""
        return self._next_at

    def _advance(self, now: float) -> None:
        if self._next_at is None or now < self._next_at:
            return
        tick = int(now / STEP_S + 1e-6)
        seconds, self._tick = (tick - self._tick) * STEP_S, tick
        self._next_at = (tick + 1) * STEP_S
        self._count(seconds)
        if self.phase is not Supply.OFF:
            self._look(now)
            self._report(now)

    def _report(self, now: float) -> None:
        if self.phase is not Supply.OFF and now >= self._meter_at:
            self._meter_at = max(self._meter_at + METER_S, now)
            self._link.meter(self.reading)

    def _count(self, seconds: float) -> None:
        line = self.line
        watts = sum(v * a for v, a in zip(line.phase_v, line.drawn_a, strict=True))
        self._energy_kwh += watts * (1 + self.data.meter_error) * seconds / 3.6e6

    def _look(self, now: float) -> None:
        if self._is_locking and now - self._since >= LOCK_S - SLACK_S:
            self._is_locking = False
            self._speak()
        event = _READ[read_pilot(self.line.pilot_v)]
        if self._is_locking and event is SupplyEvent.READY:
            return
        if event is SupplyEvent.GONE:
            self._cause = StopCause.UNPLUGGED
        elif event is SupplyEvent.BROKEN:
            self._cause = StopCause.FAULT
        self._fire(event, now)
        if self.phase is Supply.OFFERING and self.offered_a < 6.0:
            self._since = now  # A pause has no end of its own.
        late_s, cause = self._patience()
        if self.phase in {Supply.OFFERING, Supply.STOPPING} and now - self._since >= late_s:
            self._cause = cause
            self._fire(SupplyEvent.LATE, now)
        self._watch_current(now)

    def _patience(self) -> tuple[float, StopCause]:
        """Tell how long the present phase may last, and what it means when it does."""
        if self.phase is Supply.STOPPING:
            return STOP_S, self._cause
        if self._has_supplied:
            return RELEASED_S, StopCause.BMS_INITIATED
        return self.data.patience_s, StopCause.REFUSED

    def _watch_current(self, now: float) -> None:
        offered_a = self.offered_a
        most_a = offered_a + 2.0 if offered_a <= 20.0 else offered_a * 1.1
        if self.phase is not Supply.SUPPLYING or max(self.line.drawn_a) <= most_a:
            self._excess_since = None
            return
        self._excess_since = self._excess_since if self._excess_since is not None else now
        if now - self._excess_since >= EXCESS_S:
            self._cause = StopCause.OVER_CURRENT
            self._fire(SupplyEvent.LATE, now)

    def _fire(self, event: SupplyEvent, now: float) -> None:
        phase = TABLE[self.phase, event]
        if phase is self.phase:
            return
        reading = self.reading
        # A socket offers nothing before its lock holds.
        self._is_locking = self._has_lock and self.phase is Supply.OFF
        self.phase, self._since = phase, now
        self._has_supplied |= phase is Supply.SUPPLYING
        self._speak()
        if phase is Supply.OFF:
            self._link.ended(reading, self._cause)
        self.nudge()

    def _speak(self) -> None:
        """Set the pile's half of the line."""
        line, rating = self.line, self.rating
        is_offering = self.phase in _OFFERS and not self._is_locking
        duty_pct = duty_for(self.offered_a)
        if 0 < duty_pct < NO_PWM_PCT:
            duty_pct += self.data.duty_error_pct
        line.duty_pct = duty_pct if is_offering else NO_PWM_PCT
        if self.phase not in _LIVE:
            line.phase_v = NO_PHASES
        elif rating.phases == 1:
            line.phase_v = (MAINS_V, 0.0, 0.0)
        else:
            line.phase_v = (MAINS_V, MAINS_V, MAINS_V)
