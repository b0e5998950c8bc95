"""Charge the car from the mains: answer the control pilot, run the on-board charger. A table."""

from collections.abc import Mapping
from enum import Enum, auto

from vehicle.ac_line import NO_PHASES, AcLine, Phases
from vehicle.battery import Battery
from vehicle.charge_limit import NO_LIMIT, Limit
from vehicle.control_pilot import Pilot, read_pilot
from vehicle.gbt27930.messages import StopCause
from vehicle.gbt27930.steps import total
from vehicle.limits import LimitedBy
from vehicle.onboard_charger import OnboardCharger, OnboardRating
from vehicle.port import UNLOCK_BELOW_A, Port, PortEvent, PortState

FULL_A = 1.0
"""A pack that takes less than this from the mains is full (chosen)."""


class AcPhase(Enum):
    """Where the car stands on the AC side; from READY to STOPPING its switch S2 is closed."""

    IDLE = auto()
    CONNECTED = auto()
    READY = auto()
    CHARGING = auto()
    STOPPING = auto()
    ENDED = auto()


class AcEvent(Enum):
    """What can happen to it.

    OFFERED is a pilot that allows a current which the car wants and may take, the plug being
    locked; WITHDRAWN one that allows none. STOP and START are the car's own. EMPTY: nothing flows.
    """

    PLUGGED = auto()
    UNPLUGGED = auto()
    OFFERED = auto()
    WITHDRAWN = auto()
    MAINS_ON = auto()
    MAINS_OFF = auto()
    STOP = auto()
    START = auto()
    EMPTY = auto()


_P, _E = AcPhase, AcEvent
#: Where each event leads; what is not named changes nothing. A charge that ended waits until the
#: offer is withdrawn, which a pile does between two sessions, or until the driver starts it again.
TABLE: Mapping[tuple[AcPhase, AcEvent], AcPhase] = total(
    {
        _P.IDLE: {_E.PLUGGED: _P.CONNECTED},
        _P.CONNECTED: {_E.UNPLUGGED: _P.IDLE, _E.OFFERED: _P.READY, _E.STOP: _P.ENDED},
        _P.READY: {
            _E.UNPLUGGED: _P.IDLE,
            _E.WITHDRAWN: _P.CONNECTED,
            _E.MAINS_ON: _P.CHARGING,
            _E.STOP: _P.ENDED,
        },
        _P.CHARGING: {
            _E.UNPLUGGED: _P.IDLE,
            _E.WITHDRAWN: _P.STOPPING,
            _E.MAINS_OFF: _P.READY,
            _E.STOP: _P.STOPPING,
        },
        _P.STOPPING: {_E.UNPLUGGED: _P.IDLE, _E.EMPTY: _P.ENDED},
        _P.ENDED: {
            _E.UNPLUGGED: _P.IDLE,
            _E.WITHDRAWN: _P.CONNECTED,
            _E.START: _P.CONNECTED,
        },
    },
    AcEvent,
)
S2_CLOSED = frozenset({_P.READY, _P.CHARGING, _P.STOPPING})


class AcSide:
    """The car's half of an AC cable.

    `stop_cause` says why the last charge ended, None while none has. `driver_kw` and `driver_a`, of
    each phase, are the driver's limits, 0 for none.
    """

    def __init__(self, rating: OnboardRating, battery: Battery, port: Port) -> None:
        self.charger = OnboardCharger(rating)
        self.line: AcLine | None = None
        self.phase = AcPhase.IDLE
        self.stop_cause: StopCause | None = None
        self.driver_kw = self.driver_a = 0.0
        self._battery = battery
        self._port = port
        self._has_charged = False
        self._holds = False

    @property
    def is_charging(self) -> bool:
        """Tell whether energy flows into the pack from the mains."""
        return self.phase is AcPhase.CHARGING and self.charger.input_w > 0

    @property
    def is_in_session(self) -> bool:
        """Tell whether the car has asked for the mains."""
        return self.phase in S2_CLOSED

    @property
    def is_paused(self) -> bool:
        """Tell whether the mains went away under a charge."""
        return self.phase is AcPhase.READY and self._has_charged

    @property
    def offered_a(self) -> float:
        """What pilot and cable allow on each phase; 0 where nobody may charge."""
        line = self.line
        if line is None or read_pilot(line.pilot_v) is Pilot.FAULT:
            return 0.0
        return line.offered_a

    @property
    def phase_a(self) -> Phases:
        """What is drawn from L1, L2 and L3."""
        return self.line.drawn_a if self.line is not None else NO_PHASES

    def plug(self, line: AcLine) -> None:
        """Feel a cable in the socket."""
        self.line = line
        line.is_plugged = True
        self.stop_cause = None
        self._has_charged = False
        self._fire(AcEvent.PLUGGED)

    def unplug(self) -> None:
        """Lose it."""
        if self.phase in S2_CLOSED:
            self.stop_cause = StopCause.UNPLUGGED
        if self.line is not None:
            self.line.unplug()
        self.line = None
        self._run(0.0, (0.0, LimitedBy.NONE), 0.0)
        self._fire(AcEvent.UNPLUGGED)

    def start(self) -> None:
        """Want to charge again."""
        self._fire(AcEvent.START)

    def stop(self, cause: StopCause) -> None:
        """End the charge from the car's side; harmless where nothing charges."""
        if TABLE[self.phase, AcEvent.STOP] is not self.phase:
            self.stop_cause = cause
            self._fire(AcEvent.STOP)

    def flow(self, limit_pct: float, seconds: float) -> float:
        """Answer the pilot, charge for some time, and give the current into the pack.

        A charge begins only below the SoC of `limit_pct` and with the plug held; it ends there.
        """
        line, battery = self.line, self._battery
        if line is None:
            return 0.0
        accepts_a, by = battery.limit()
        offered_a = self.offered_a
        is_full = battery.soc_pct >= limit_pct or accepts_a < FULL_A
        if is_full and self.phase in S2_CLOSED:
            self.stop(StopCause.TARGET_REACHED)
        elif offered_a <= 0:
            self._withdraw()
        elif not is_full and self._port.lock_feedback:
            self._fire(AcEvent.OFFERED)
        self._fire(AcEvent.MAINS_ON if max(line.phase_v) > 0 else AcEvent.MAINS_OFF)
        is_charging = self.phase is AcPhase.CHARGING
        accepts = self._accepts((accepts_a * battery.voltage_v, by))
        self._run(offered_a if is_charging else 0.0, accepts, seconds)
        if self.charger.phase_a == 0:
            self._fire(AcEvent.EMPTY)
        line.is_ready = self.phase in S2_CLOSED
        return self.charger.output_w / battery.voltage_v

    def switch(self, limit_pct: float) -> None:
        """Hold the plug from the offer to the last ampere."""
        port = self._port
        is_wanted = self.offered_a > 0 and self._battery.soc_pct < limit_pct
        if self.is_in_session or (is_wanted and self.phase is AcPhase.CONNECTED):
            self._holds = True
            if port.state in {PortState.CONNECTED, PortState.UNLOCKING}:
                port.apply(PortEvent.LOCK)
        elif self._holds and port.current_a < UNLOCK_BELOW_A:
            self._holds = False
            port.apply(PortEvent.UNLOCK)

    def _accepts(self, pack: Limit) -> Limit:
        """Give the power that may go into the pack: it, or the driver, allows no more."""
        driver_w = self.driver_kw * 1000 if self.driver_kw > 0 else NO_LIMIT
        if self.driver_a > 0 and self.line is not None:
            drawn_w = self.driver_a * sum(self.line.phase_v)
            driver_w = min(driver_w, drawn_w * self.charger.rating.efficiency)
        return pack if pack[0] <= driver_w else (driver_w, LimitedBy.CAR_LIMIT)

    def _withdraw(self) -> None:
        if self.phase is AcPhase.CHARGING:
            self.stop_cause = StopCause.CHARGER_INITIATED
        self._fire(AcEvent.WITHDRAWN)

    def _run(self, offered_a: float, accepts: Limit, seconds: float) -> None:
        line, charger = self.line, self.charger
        charger.step(line.phase_v if line else NO_PHASES, offered_a, accepts, seconds)
        if line is not None:
            amps, phases = charger.phase_a, charger.phases
            line.drawn_a = (
                amps if phases > 0 else 0.0,
                amps if phases > 1 else 0.0,
                amps if phases > 2 else 0.0,
            )

    def _fire(self, event: AcEvent) -> None:
        phase = TABLE[self.phase, event]
        if phase is AcPhase.CHARGING is not self.phase:
            self._has_charged, self.stop_cause = True, None
        self.phase = phase
