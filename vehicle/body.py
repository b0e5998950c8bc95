"""Hold what is physical in the car: pack, inlet, position, and the BMS that watches over them."""

from collections.abc import Callable

from vehicle.battery import Battery
from vehicle.gbt27930.bms import Bms, BmsPhase, PackReport, VehicleIdentity
from vehicle.gbt27930.messages import StopCause
from vehicle.journey import Journey, Place
from vehicle.limits import LimitedBy
from vehicle.port import Inlet, Port, PortEvent
from vehicle.trim import Trim

HOME = Place(31.1940, 121.3180)
"""Where the car stands at first: Hongqiao, Shanghai (chosen)."""
EMPTY_PCT = 5.0
"""Driving takes the SoC no lower: the desk has no tow truck (chosen)."""
FALL_A_PER_S = 300.0
"""How the current is taken to fall once the charger stops reporting it (chosen; at least 100)."""
OPEN_BELOW_A = 5.0
"""K5/K6 open below this current (GB/T 27930-2015)."""
ESTIMATE_EVERY_S = 2.0
"""The time left is reckoned anew this often (chosen)."""
MAX_CODED_A = 400.0
"""GB/T 27930-2015 cannot ask for more: 0.1 A a bit, offset -400 A."""
STEADY_S = 1.0
"""A current that has not changed for this long is all that the charger gives (chosen)."""


class Body:
    """The car without its buses. It knows the charger only by what the BMS has heard.

    `nudge` is called whenever a deadline may have changed from outside. `charge_power_limit_kw` is
    the driver's own, 0 for none, as is `ac_limit_a` for each phase. `ac_phase_v` and `ac_phase_a`
    are those of L1, L2, L3; `ac_max_a` is what the control pilot offers on each; `cp_v` is the
    pilot's high level, 0 without AC.
    """

    def __init__(self, trim: Trim, *, soc_pct: float = 60.0, place: Place = HOME) -> None:
        self.trim = trim
        self.battery = Battery(trim.pack, soc_pct)
        self.port = Port()
        self.place = place
        self.limit_pct = 80
        self.conditioning = "INACTIVE"
        self.air_c = 20.0
        self.charge_power_limit_kw = self.ac_limit_a = 0.0
        self.ac_phase_v = self.ac_phase_a = (0.0, 0.0, 0.0)
        self.ac_max_a = self.cp_v = self.cp_duty_pct = 0.0
        self.nudge: Callable[[], None] = lambda: None
        self._journey: Journey | None = None
        self._part = 0.0
        self._at = 0.0
        self._charge_a = 0.0
        self._changed_at = 0.0
        self._seconds_left = 0.0
        self._estimated_at: float | None = None
        self._heard_charger = False
        self.bms = Bms(self._identity(), self._report())

    @property
    def is_charging(self) -> bool:
        """Tell whether energy flows into the pack from outside."""
        return self.bms.phase is BmsPhase.CHARGING and self._charge_a > 0

    @property
    def inlet(self) -> Inlet:
        """Tell which socket the cable is in."""
        return Inlet.DC if self.port.is_connected else Inlet.NONE

    @property
    def cc2_v(self) -> float:
        """Tell the voltage of detection point 2: 12 V open, 6 V with a DC plug in it."""
        return 6.0 if self.inlet is Inlet.DC else 12.0

    @property
    def connector_c(self) -> float:
        """Tell the temperature of the contacts in the inlet."""
        return self.air_c

    @property
    def lock_feedback(self) -> bool:
        """Tell whether the lock reports that it holds the plug."""
        return self.port.is_locked

    @property
    def energy_kwh(self) -> float:
        """Tell the energy in the pack now."""
        return self.trim.pack.energy_kwh * self.battery.soc_pct / 100

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
        return self.bms.phase is BmsPhase.CHARGING and self.bms.charger.paused

    @property
    def stop_cause(self) -> StopCause | None:
        """Tell why the last charge ended; None while there was none."""
        return self.bms.stop_cause

    @property
    def limited_by(self) -> LimitedBy:
        """Tell what keeps the charge from being faster."""
        if not self.is_charging:
            return LimitedBy.NONE
        pack, offered_a = self.trim.pack, self.dc_max_a
        accepts_a = self.battery.accepts_a()
        if (
            self._charge_a < min(accepts_a, offered_a) - 5
            and self._at - self._changed_at > STEADY_S
        ):
            return LimitedBy.CHARGER_POWER
        if offered_a < min(accepts_a, MAX_CODED_A):
            return LimitedBy.CHARGER_CURRENT
        if accepts_a >= min(pack.max_a, MAX_CODED_A):
            return LimitedBy.PROTOCOL
        is_full = self.battery.is_voltage_limited()
        return LimitedBy.CELL_VOLTAGE if is_full else LimitedBy.STATE_OF_CHARGE

    @property
    def is_moving(self) -> bool:
        """Tell whether the car drives."""
        return self._journey is not None

    @property
    def is_in_session(self) -> bool:
        """Tell whether the BMS and a charger are talking, or may take it up again."""
        if not self._heard_charger or self.bms.phase is BmsPhase.ASLEEP:
            return False
        return self.bms.phase is not BmsPhase.ERROR or self.bms.wake_at() is not None

    @property
    def range_m(self) -> float:
        """Tell how far the charge goes, after the CLTC figure."""
        return self.trim.identity.range_km * 1000 * self.battery.soc_pct / 100

    @property
    def seconds_left(self) -> float:
        """Tell when the limit will be reached; 0 when nothing charges."""
        return self._seconds_left if self.is_charging else 0.0

    def wake_bms(self, now: float) -> None:
        """Make the BMS ready for a charger."""
        self.bms.pack = self._report()
        self.bms.plug(now)
        self.nudge()

    def stop(self, cause: StopCause, now: float) -> None:
        """End the charge from the car's side; harmless when nothing charges."""
        self.bms.stop(cause, now)
        self.nudge()

    def condition(self, mode: str) -> None:
        """Prepare the pack; `mode` is a VSS name of BatteryConditioning.RequestedMode."""
        self.conditioning = mode
        self.battery.is_warming = mode == "FAST_CHARGING_PREPARATION"

    def hear_charger(self) -> None:
        """Note that a charger talks: the cable gets locked."""
        self._heard_charger = True

    def forget_charger(self) -> None:
        """Note that there is no charger: the cable is out."""
        self._heard_charger = False

    def forget_estimate(self) -> None:
        """Reckon the time left anew: what it rests on has changed."""
        self._estimated_at = None

    def depart(self, journey: Journey) -> None:
        """Begin to move."""
        self._journey, self._part = journey, 0.0

    def advance(self, now: float) -> None:
        """Bring everything physical up to now, and tell the BMS."""
        seconds, self._at = now - self._at, max(now, self._at)
        wake = self.bms.wake_at()
        if seconds > 0:
            self._move(now)
            self._charge(seconds)
            self.battery.air_c = self.air_c
            self.battery.step(self._charge_a, seconds)
        self._switch()
        self._estimate(now)
        self.bms.pack = self._report()
        if self.bms.phase is BmsPhase.CHARGING and self.battery.soc_pct >= self.limit_pct:
            self.bms.stop(StopCause.TARGET_REACHED, now)
        if self.bms.wake_at() != wake:
            self.nudge()

    def _move(self, now: float) -> None:
        journey = self._journey
        if journey is None:
            return
        self.place = journey.place(now)
        before, self._part = self._part, journey.part(now)
        driven_km = journey.distance_m / 1000 * (self._part - before)
        self.battery.discharge(driven_km / self.trim.identity.range_km * 100, EMPTY_PCT)
        if now >= journey.arrives_at:
            self._journey = None

    def _charge(self, seconds: float) -> None:
        """Take the current that the charger reports; without a report it falls away."""
        before_a = self._charge_a
        if self.bms.phase is BmsPhase.CHARGING and self.port.is_energised:
            self._charge_a = self.bms.charger.output_a or 0.0
        elif self.port.is_energised:
            self._charge_a = max(0.0, self._charge_a - FALL_A_PER_S * seconds)
        else:
            self._charge_a = 0.0
        if abs(self._charge_a - before_a) > 1.0:
            self._changed_at = self._at

    def _switch(self) -> None:
        """Work lock and contactors as the BMS wants them."""
        if self.is_in_session:
            self.port.apply(PortEvent.LOCK)
        if self.bms.contactors_wanted and self.port.is_locked:
            self.port.apply(PortEvent.CLOSE_CONTACTORS)
        elif self.port.is_energised and self._charge_a < OPEN_BELOW_A:
            self.port.apply(PortEvent.OPEN_CONTACTORS)
        if self._heard_charger and not self.is_in_session and not self.port.is_energised:
            self.port.apply(PortEvent.UNLOCK)
            self._heard_charger = False

    def _estimate(self, now: float) -> None:
        fresh = self._estimated_at is not None and now < self._estimated_at + ESTIMATE_EVERY_S
        if self.bms.phase is not BmsPhase.CHARGING or fresh:
            return
        self._estimated_at = now
        max_a = self.bms.charger.max_a or self.trim.pack.max_a
        demand_a = self.battery.accepts_a()
        is_steady = now - self._changed_at > STEADY_S
        is_limited = is_steady and 0 < self._charge_a < min(demand_a, max_a) - 5
        max_w = self.battery.voltage_v * self._charge_a if is_limited else float("inf")
        seconds = self.battery.seconds_to(self.limit_pct, max_a, max_w)
        self._seconds_left = 0.0 if seconds is None else seconds

    def _identity(self) -> VehicleIdentity:
        identity, pack = self.trim.identity, self.trim.pack
        return VehicleIdentity(
            vin=identity.vin,
            battery_type=identity.battery_type,
            rated_ah=pack.capacity_ah,
            rated_v=pack.nominal_v,
            max_v=pack.max_v,
            max_cell_v=pack.max_cell_v,
            max_a=pack.max_a,
            energy_kwh=pack.energy_kwh,
            max_temp_c=pack.max_temperature_c,
            maker=identity.maker,
        )

    def _report(self) -> PackReport:
        battery = self.battery
        return PackReport(
            voltage_v=battery.voltage_v,
            current_a=battery.current_a,
            soc_pct=battery.soc_pct,
            cell_max_v=battery.cell_v,
            cell_max_group=1,
            cell_min_v=battery.cell_v,
            temp_max_c=battery.temperature_c,
            temp_min_c=battery.temperature_c,
            demand_v=self.trim.pack.max_v,
            demand_a=battery.accepts_a(),
            constant_voltage=battery.is_voltage_limited(),
            minutes_left=min(600, round(self._seconds_left / 60)),
            contactors_closed=self.port.is_energised,
            permit=True,
        )
