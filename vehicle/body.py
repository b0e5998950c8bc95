"""Hold what is physical in the car: pack, inlet, position, and the two ways to charge it."""

from collections.abc import Callable

from vehicle.ac_line import AcLine, Phases
from vehicle.ac_side import AcSide
from vehicle.battery import Battery
from vehicle.charge_limit import NO_LIMIT
from vehicle.conditioning import Conditioning
from vehicle.consumption import drive_kwh, usual_speed_kmh
from vehicle.dc_side import DcSide
from vehicle.gbt27930.bms import Bms, BmsPhase
from vehicle.gbt27930.messages import StopCause
from vehicle.gun import Gun
from vehicle.journey import Journey, Place
from vehicle.limits import LimitedBy
from vehicle.onboard_charger import OnboardRating
from vehicle.port import MOVING, Inlet, Port
from vehicle.time_left import TimeLeft
from vehicle.trim import Trim

HOME = Place(31.1940, 121.3180)
"""Where the car stands at first: Hongqiao, Shanghai (chosen)."""
EMPTY_PCT = 5.0
"""Driving takes the SoC no lower: the desk has no tow truck (chosen)."""
STEP_S = 0.1
"""Everything physical moves on this grid of simulated time, whoever asks how often (chosen)."""
SLACK_S = 1e-6
"""A time this little short of the grid is on it: times are sums of floats (chosen)."""
CALM_TICKS = 10
"""So many steps at once, while a DC charge just goes on: nothing in it changes faster (chosen)."""
WATCH_TICKS = 5
"""Temperatures, lock and insulation are looked at after so many steps (chosen)."""


class Body:
    """The car without its buses.

    `nudge` is called whenever a deadline may have changed from outside. `charge_power_limit_kw` is
    the driver's own, 0 for none, as is `ac_limit_a` for each phase. `at` is the simulated time that
    all this is true for: the last point of the grid. `is_restless` says that something moves which
    no frame announces: then `advance` wants to be called at `next_at`. Before `sleeps_until` it
    does nothing. `is_calm` says that a DC charge just goes on; who ends that calls `stir`.
    """

    def __init__(self, trim: Trim, *, soc_pct: float = 60.0, place: Place = HOME) -> None:
        self.trim = trim
        self.battery = Battery(trim.pack, soc_pct)
        self.port = Port()
        self.air_c = 20.0
        self.dc = DcSide(trim, self.battery, self.port, self.air_c)
        self.ac = AcSide(_rating(trim), self.battery, self.port)
        self.bms: Bms = self.dc.bms
        self.place = place
        self.limit_pct = 80
        self.conditioning = "INACTIVE"
        self.charge_power_limit_kw = self.ac_limit_a = 0.0
        self.nudge: Callable[[], None] = lambda: None
        self.at = 0.0
        self.is_restless = self.is_calm = False
        self._journey: Journey | None = None
        self._part = 0.0
        self._last = Inlet.NONE
        self._tick = 0
        self.sleeps_until = 0.0
        self._watched_tick = 0
        self._minutes_left = 0
        self._time_left = TimeLeft(self.battery)

    @property
    def is_charging(self) -> bool:
        """Tell whether energy flows into the pack from outside."""
        return self.dc.is_charging or self.ac.is_charging

    @property
    def is_moving(self) -> bool:
        """Tell whether the car drives."""
        return self._journey is not None

    @property
    def is_in_session(self) -> bool:
        """Tell whether car and pile are at it, or may take it up again."""
        return self.ac.is_in_session or self.dc.is_in_session

    @property
    def next_at(self) -> float:
        """When the next step is due."""
        return (self._tick + 1) * STEP_S

    @property
    def range_m(self) -> float:
        """Tell how far the charge goes, after the CLTC figure."""
        return self.trim.identity.range_km * 1000 * self.battery.soc_pct / 100

    @property
    def seconds_left(self) -> float:
        """Tell when the limit will be reached; 0 when nothing charges."""
        return self._time_left.at(self.at) if self.is_charging else 0.0

    @property
    def inlet(self) -> Inlet:
        """Tell which socket the cable is in."""
        return self.port.inlet

    @property
    def cc2_v(self) -> float:
        """Tell the voltage of detection point 2: 12 V open, 6 V with a DC plug in it."""
        return self.dc.gun.cc2_v if self.dc.gun is not None else 12.0

    @property
    def cp_v(self) -> float:
        """Tell the control pilot's high level; 0 without an AC cable."""
        return self.ac.line.pilot_v if self.ac.line is not None else 0.0

    @property
    def cp_duty_pct(self) -> float:
        """Tell the control pilot's duty cycle, 100 without PWM; 0 without an AC cable."""
        return self.ac.line.duty_pct if self.ac.line is not None else 0.0

    @property
    def connector_c(self) -> float:
        """Tell the temperature of the contacts in the socket that is used."""
        return self.dc.heat.temperature_c

    @property
    def lock_feedback(self) -> bool:
        """Tell whether the lock reports that it holds the plug."""
        return self.port.lock_feedback

    @property
    def energy_kwh(self) -> float:
        """Tell the energy in the pack now."""
        return self.trim.pack.energy_kwh * self.battery.soc_pct / 100

    @property
    def ac_phase_v(self) -> Phases:
        """Tell the mains voltage of L1, L2, L3 in the AC socket."""
        return self.ac.line.phase_v if self.ac.line is not None else (0.0, 0.0, 0.0)

    @property
    def ac_phase_a(self) -> Phases:
        """Tell what is drawn from L1, L2, L3."""
        return self.ac.phase_a

    @property
    def ac_max_a(self) -> float:
        """Tell what pilot and cable allow on each phase; 0 without."""
        return self.ac.offered_a

    @property
    def dc_max_a(self) -> float:
        """Tell the current that the charger offers (CML); 0 before it did."""
        return self.bms.charger.max_a or 0.0

    @property
    def dc_max_v(self) -> float:
        """Tell the voltage that the charger offers (CML); 0 before it did."""
        return self.bms.charger.max_v or 0.0

    @property
    def gbt_error(self) -> int:
        """Tell the SPN of the time-out that broke the session; 0 if none did."""
        return int(self.bms.error.partition(".")[0]) if self.bms.error else 0

    @property
    def is_paused(self) -> bool:
        """Tell whether a charge stands still without having ended."""
        is_dc_paused = self.bms.phase is BmsPhase.CHARGING and self.bms.charger.paused
        return is_dc_paused or self.ac.is_paused

    @property
    def stop_cause(self) -> StopCause | None:
        """Tell why the last charge ended; None while there was none."""
        if self.port.has_contactor_failed:
            return StopCause.RELAY
        return self.ac.stop_cause if self._last is Inlet.AC else self.bms.stop_cause

    @property
    def limited_by(self) -> LimitedBy:
        """Tell what keeps the charge from being faster."""
        if not self.is_charging:
            return LimitedBy.NONE
        return self.ac.charger.limited_by if self.inlet is Inlet.AC else self.dc.limited_by

    def start(self, now: float) -> None:
        """Be ready for a charge again, with the cable still in."""
        if self.inlet is Inlet.AC:
            self.ac.start()
        else:
            self.dc.tell(0)
            self.bms.plug(now)
        self.nudge()

    def stop(self, cause: StopCause, now: float) -> None:
        """End the charge from the car's side; harmless when nothing charges."""
        self.ac.stop(cause)
        self.bms.stop(cause, now)
        self.stir(now)
        self.nudge()

    def feel(self, cable: Gun | AcLine, now: float) -> None:
        """Find a plug in the socket it fits. Raises: PortRefused."""
        if isinstance(cable, Gun):
            self.port.insert(Inlet.DC)
            self.dc.plug(cable, now)
            cable.on_aux = self._on_aux
            if cable.aux_v > 0:
                self.bms.power_up(now)
            self._report()
        else:
            self.port.insert(Inlet.AC)
            self.ac.plug(cable)
        self._last = self.port.inlet
        self.is_restless = self._moves()
        self.nudge()

    def lose(self, now: float) -> None:
        """Find the plug gone."""
        self.ac.unplug()
        self.dc.unplug(now)
        self.nudge()

    def _on_aux(self, now: float) -> None:
        """Feel the pile's auxiliary supply come or go."""
        gun = self.dc.gun
        if gun is not None and gun.aux_v > 0:
            self.bms.power_up(now)
        else:
            self.bms.power_down(now)
            self.stir(now)
        self.nudge()

    def condition(self, mode: str) -> None:
        """Prepare the pack; `mode` is a VSS name of BatteryConditioning.RequestedMode."""
        self.conditioning = mode
        self.battery.conditioning = Conditioning(mode)

    def forget_estimate(self) -> None:
        """Reckon time and demand anew: what they rest on has changed."""
        self._time_left.forget()
        self._report()

    def stir(self, now: float) -> None:
        """Look closely again: a charge no longer just goes on. Until now the current flowed on."""
        if self.is_calm:
            self.is_calm = False
            self.battery.step(self.port.current_a, self._tick_on(now))
            self.sleeps_until = self.at + STEP_S - SLACK_S

    def depart(self, journey: Journey) -> None:
        """Begin to move."""
        self._journey, self._part = journey, 0.0

    def advance(self, now: float) -> None:
        """Bring everything physical up to the last point of the grid, and tell the BMS."""
        if now < self.sleeps_until:
            return
        tick = int((now + SLACK_S) / STEP_S)
        if self.is_calm and tick - self._tick < CALM_TICKS:
            self.sleeps_until = (self._tick + CALM_TICKS) * STEP_S - SLACK_S
            self._watch(tick, now)
            return
        seconds = self._tick_on(now)
        if self._journey is not None:
            self._move(self._journey, now)
        self._charge(seconds)
        self._work(seconds)
        if tick - self._watched_tick >= WATCH_TICKS:
            self._watch(tick, now)
            self._reckon()
        self._report()
        if self.bms.phase is BmsPhase.CHARGING and self.battery.soc_pct >= self.limit_pct:
            self.stop(StopCause.TARGET_REACHED, now)
        self.is_calm = self.dc.is_calm
        ticks = WATCH_TICKS if self.is_calm else 1
        self.sleeps_until = (tick + ticks) * STEP_S - SLACK_S
        is_restless = self._moves()
        if is_restless is not self.is_restless:
            self.is_restless = is_restless
            self.nudge()

    def _tick_on(self, now: float) -> float:
        """Go on to the last point of the grid; give the seconds since the one before."""
        tick = int((now + SLACK_S) / STEP_S)
        seconds, self._tick = (tick - self._tick) * STEP_S, tick
        self.at = tick * STEP_S
        return seconds

    def _move(self, journey: Journey, now: float) -> None:
        self.place = journey.place(now)
        before, self._part = self._part, journey.part(now)
        driven_m = journey.distance_m * (self._part - before)
        speed_kmh = usual_speed_kmh(journey.distance_m)
        needed_kwh = drive_kwh(self.trim.coachwork, driven_m, speed_kmh, self.air_c)
        self.battery.discharge(needed_kwh / self.trim.pack.energy_kwh * 100, EMPTY_PCT)
        if now >= journey.arrives_at:
            self._journey = None

    def _charge(self, seconds: float) -> None:
        """Let flow what comes through the cable, from the pile or the on-board charger."""
        battery, port = self.battery, self.port
        if port.inlet is Inlet.AC:
            self.ac.driver_kw, self.ac.driver_a = self.charge_power_limit_kw, self.ac_limit_a
            amps = self.ac.flow(self.limit_pct, seconds)
            port.current_a = max(self.ac.phase_a)
        else:
            self.dc.flow(seconds)
            amps = port.current_a = self.dc.current_a
        battery.air_c = self.air_c
        if self.is_calm and seconds > 0:
            battery.leap(amps, seconds)
        elif seconds > 0:
            battery.step(amps, seconds)

    def _work(self, seconds: float) -> None:
        """Work lock and contactors."""
        port = self.port
        port.advance(seconds)
        if port.inlet is Inlet.AC:
            self.ac.switch(self.limit_pct)
        elif port.inlet is Inlet.DC:
            self.dc.switch(seconds)

    def _watch(self, tick: int, now: float) -> None:
        """Look for faults."""
        dc, seconds = self.dc, (tick - self._watched_tick) * STEP_S
        self._watched_tick = tick
        plug = dc.gun if self.ac.line is None else self.ac.line
        dc.heat.step(self.port.current_a, self.air_c, plug, seconds)
        dc.driver_kw = self.charge_power_limit_kw
        cause = dc.safety.look(seconds, is_live=self.port.is_energised or self.ac.is_in_session)
        if cause is not None and (self.ac.is_in_session or dc.is_stoppable):
            self.stop(cause, now)

    def _reckon(self) -> None:
        """Look at how long it will take."""
        self._minutes_left = 0
        if not self.is_charging:
            return
        if self.port.inlet is Inlet.AC:
            charger = self.ac.charger
            max_w = charger.aim_w * charger.rating.efficiency
            self._time_left.reckon(self.at, self.limit_pct, max_w=max_w)
        else:
            max_a, max_w = self.dc.gives()
            max_v = self.dc_max_v or NO_LIMIT
            self._time_left.reckon(self.at, self.limit_pct, max_a=max_a, max_w=max_w, max_v=max_v)
        self._minutes_left = min(600, round(self.seconds_left / 60))

    def _moves(self) -> bool:
        # Contactors that shall open wait for the current to fall, with or without a conversation.
        is_opening = self.port.is_energised and not self.bms.contactors_wanted
        return self.port.state in MOVING or self.ac.line is not None or is_opening

    def _report(self) -> None:
        self.dc.tell(self._minutes_left)


def _rating(trim: Trim) -> OnboardRating:
    own = trim.onboard
    return OnboardRating(own.max_kw, own.phases, own.max_a, own.single_max_a, own.efficiency)
