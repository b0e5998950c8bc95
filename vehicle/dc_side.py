"""Charge the car from a DC pile: what the BMS asks for, the lock, K5/K6, the current that comes."""

from vehicle.battery import Battery
from vehicle.charge_limit import (
    MAX_CODED_A,
    NO_LIMIT,
    SHORT_A,
    SHORT_V,
    Limit,
    delivered,
    demand,
)
from vehicle.connector_heat import ConnectorHeat
from vehicle.gbt27930.bms import Bms, BmsPhase, PackReport, VehicleIdentity
from vehicle.gbt27930.messages import StopCause
from vehicle.gun import Gun
from vehicle.limits import LimitedBy
from vehicle.port import UNLOCK_BELOW_A, Port, PortEvent, PortState
from vehicle.safety import Safety
from vehicle.trim import Trim

FALL_A_PER_S = 300.0
"""How the current is taken to fall in an orderly end, which reports none (chosen; at least 100)."""
CUT_A_PER_S = 8000.0
"""How it falls where the charger is gone (derived: 400 A in 50 ms, what 18487.1 gives a cut)."""
OPEN_BELOW_A = 5.0
"""K5/K6 open below this current (GB/T 27930-2015)."""
SEVERE_S = 0.3
"""After a severe fault K5/K6 open so soon whatever flows (GB/T 27930-2015)."""
SLACK_S = 1e-6
"""Times are sums of floats (chosen)."""
STEADY_S = 1.0
"""A current that has not changed for this long is all that the charger gives (chosen)."""
UNSTEADY_A = 1.0
"""A change from one step to the next that is more than the pack's own drift (chosen)."""
STIR_A = 5.0
"""A report this far from the current before it says that something happens (chosen)."""
_SEVERE = {StopCause.INSULATION, StopCause.VOLTAGE, StopCause.RELAY}
_CONNECTOR = {StopCause.CONNECTOR, StopCause.CONNECTOR_HOT}
_STOPPABLE = {
    BmsPhase.HANDSHAKE, BmsPhase.RECOGNITION, BmsPhase.CONFIGURATION, BmsPhase.PREPARING,
    BmsPhase.READY, BmsPhase.CHARGING,
}  # fmt: skip


class DcSide:
    """The car's half of a DC charge. It knows the charger only by what the BMS has heard.

    `asked` is the current demanded and what limits it; `driver_kw` the driver's limit, 0 for none;
    `has_heard_charger` is set by who hears one: then the plug gets locked. So is `is_silent`, while
    a charge runs and no CCS comes: then the charger counts as gone, and nothing more flows.
    """

    def __init__(self, trim: Trim, battery: Battery, port: Port, air_c: float) -> None:
        self.gun: Gun | None = None
        self.heat = ConnectorHeat(air_c)
        self.safety = Safety(battery, port, self.heat)
        self.current_a = 0.0
        self.driver_kw = 0.0
        self.asked: Limit = (0.0, LimitedBy.NONE)
        self._max_v, self._cells = trim.pack.max_v, trim.pack.cells
        self._told: tuple[object, ...] = ()
        self._battery = battery
        self._port = port
        self.has_heard_charger = self.is_silent = False
        self._steady_s = 0.0
        self._unwanted_s = 0.0
        self.bms = Bms(_identity(trim), self._report(0))

    @property
    def is_charging(self) -> bool:
        """Tell whether energy flows into the pack from a pile."""
        return self.bms.phase is BmsPhase.CHARGING and self.current_a > 0

    @property
    def is_in_session(self) -> bool:
        """Tell whether the BMS and a charger are talking, or may take it up again."""
        if not self.has_heard_charger or self.bms.phase is BmsPhase.ASLEEP:
            return False
        return self.bms.phase is not BmsPhase.ERROR or self.bms.wake_at() is not None

    @property
    def is_stoppable(self) -> bool:
        """Tell whether there is a conversation that the car can end."""
        return self.bms.phase in _STOPPABLE

    @property
    def is_calm(self) -> bool:
        """Tell whether a charge just goes on: the current has settled, and no voltage is held."""
        is_over = self.is_silent or self.bms.phase is not BmsPhase.CHARGING
        if self._steady_s <= STEADY_S or is_over:
            return False
        top_v, output_v = self.bms.demand.voltage_v or 0.0, self.bms.charger.output_v or 0.0
        return self._port.is_energised and output_v < top_v - SHORT_V

    @property
    def is_steady(self) -> bool:
        """Tell whether the current has settled: the charger gives no more."""
        return self._steady_s > STEADY_S

    @property
    def has_stirred(self) -> bool:
        """Tell whether what the BMS has heard since has ended or changed a calm charge."""
        flowing_a = self.bms.charger.output_a or 0.0
        return self.bms.phase is not BmsPhase.CHARGING or abs(flowing_a - self.current_a) > STIR_A

    @property
    def limited_by(self) -> LimitedBy:
        """Tell what keeps the charge from being faster."""
        charger = self.bms.charger
        offered_a = charger.max_a if charger.max_a is not None else MAX_CODED_A
        flowing_a = self.current_a if self.is_steady else self.asked[0]
        output_v, max_v = charger.output_v or 0.0, charger.max_v
        at_top_v = max_v is not None and output_v >= max_v - SHORT_V
        return delivered(self.asked, offered_a, flowing_a, at_top_v=at_top_v)

    def plug(self, gun: Gun, now: float) -> None:
        """Feel a plug in the socket (CC2) and wake the BMS."""
        self.gun = gun
        gun.is_inserted = True
        self.bms.plug(now)

    def unplug(self, now: float) -> None:
        """Lose it."""
        if self.gun is not None:
            self.gun.is_inserted = self.gun.is_pressed = False
            self.gun.forget_car()
        self.gun = None
        self.has_heard_charger = self.is_silent = False
        self.bms.unplug(now)

    def flow(self, seconds: float) -> None:
        """Take the current that the charger reports; without a report it falls away."""
        before_a = self.current_a
        if not self._port.conducts:
            self.current_a = 0.0
        elif self.is_silent:
            self.current_a = max(0.0, before_a - CUT_A_PER_S * seconds)
        elif self.bms.phase is BmsPhase.CHARGING:
            self.current_a = self.bms.charger.output_a or 0.0
        else:
            self.current_a = max(0.0, before_a - FALL_A_PER_S * seconds)
        is_still = abs(self.current_a - before_a) <= UNSTEADY_A
        self._steady_s = self._steady_s + seconds if is_still else 0.0

    def switch(self, seconds: float) -> None:
        """Work lock and contactors as the BMS wants them; K5/K6 need the lock's feedback."""
        port, state, bms = self._port, self._port.state, self.bms
        if state is PortState.ENERGISED and bms.contactors_wanted:
            self._unwanted_s = 0.0
            return
        is_in_session = self.is_in_session
        if is_in_session and state in {PortState.CONNECTED, PortState.UNLOCKING}:
            port.apply(PortEvent.LOCK)
        elif bms.contactors_wanted:
            if state is PortState.LOCKED:
                port.apply(PortEvent.CLOSE_CONTACTORS)
        elif state in {PortState.ENERGISED, PortState.CLOSING}:
            self._unwanted_s += seconds
            is_urgent = bms.stop_cause in _SEVERE and self._unwanted_s >= SEVERE_S - SLACK_S
            if self.current_a < OPEN_BELOW_A or is_urgent:
                port.apply(PortEvent.OPEN_CONTACTORS)
        elif self.has_heard_charger and not is_in_session:
            self._let_go()

    def _let_go(self) -> None:
        port = self._port
        if port.state in {PortState.LOCKED, PortState.LOCKING}:
            if port.current_a < UNLOCK_BELOW_A:
                port.apply(PortEvent.UNLOCK)
        elif port.state is PortState.CONNECTED:
            self.has_heard_charger = False

    def gives(self) -> tuple[float, float]:
        """Tell the current and the power that the charger is good for, as far as it shows."""
        offered_a = self.bms.charger.max_a
        max_a = MAX_CODED_A if offered_a is None else min(offered_a, MAX_CODED_A)
        if self.is_steady and self.current_a < min(self.asked[0], max_a) - SHORT_A:
            return max_a, self._battery.voltage_v * self.current_a
        return max_a, NO_LIMIT

    def tell(self, minutes_left: int) -> None:
        """Tell the BMS how the pack is now."""
        gun_a = self.gun.rated_a if self.gun is not None else MAX_CODED_A
        battery, contacts_a = self._battery, self.heat.allowed_a(gun_a)
        driver_a = NO_LIMIT
        if self.driver_kw > 0:
            driver_a = self.driver_kw * 1000 / battery.voltage_v
        self.asked = demand(battery.limit(), contacts_a, driver_a)
        seen = self._seen(minutes_left)
        if seen != self._told:
            self._told = seen
            self.bms.pack = self._report(minutes_left)

    def _seen(self, minutes_left: int) -> tuple[object, ...]:
        """Give all that a message can tell of the pack, as finely as the finest one does.

        A report is made anew only where that has changed: what was worded of it stays worded.
        """
        battery = self._battery
        asked_a, asked_by = self.asked
        cell_v = battery.cell_v
        return (
            round(cell_v * self._cells * 10),
            round(cell_v * 100),
            round(self.current_a * 10),
            round(asked_a * 10),
            round(battery.soc_pct * 10),
            round(battery.temperature_c),
            asked_by is LimitedBy.CELL_VOLTAGE,
            minutes_left,
            self._port.state,
            self.safety.fault,
        )

    def _report(self, minutes_left: int) -> PackReport:
        battery, fault = self._battery, self.safety.fault
        cell_v, celsius = battery.cell_v, battery.temperature_c
        return PackReport(
            voltage_v=cell_v * battery.pack.cells,
            current_a=self.current_a,
            soc_pct=battery.soc_pct,
            cell_max_v=cell_v,
            cell_max_group=1,
            cell_min_v=cell_v,
            temp_max_c=celsius,
            temp_min_c=celsius,
            demand_v=self._max_v,
            demand_a=self.asked[0],
            constant_voltage=self.asked[1] is LimitedBy.CELL_VOLTAGE,
            minutes_left=minutes_left,
            contactors_closed=self._port.is_energised,
            permit=True,
            cell=1 if fault is StopCause.VOLTAGE else 0,
            over_temperature=1 if fault is StopCause.OVER_TEMPERATURE else 0,
            insulation=1 if fault is StopCause.INSULATION else 0,
            connector=1 if fault in _CONNECTOR else 0,
        )


def _identity(trim: Trim) -> VehicleIdentity:
    identity, pack = trim.identity, trim.pack
    return VehicleIdentity(
        vin=identity.vin,
        battery_type=identity.battery_type,
        rated_ah=pack.capacity_ah,
        rated_v=pack.nominal_v,
        max_v=pack.max_v,
        max_cell_v=pack.max_cell_v,
        max_a=min(pack.max_a, MAX_CODED_A),
        energy_kwh=pack.energy_kwh,
        max_temp_c=pack.max_temperature_c,
        maker=identity.maker,
    )
