"""Put the car on its vehicle bus: publish what it is, do what the head unit asks."""

from collections.abc import Callable

from vehicle import signals
from vehicle.body import Body
from vehicle.commands import Command, CommandResult
from vehicle.frame import Frame
from vehicle.gbt27930.bms import BmsPhase
from vehicle.gbt27930.messages import StopCause
from vehicle.port import Inlet, PortEvent, PortRefused, Refusal
from vehicle.signals import Value
from vehicle.vehicle_bus import VehicleBus

FAST_S = 0.1
"""The shortest period of a message; longer ones are multiples of it (chosen)."""
REPEATED_S = 1.0
"""The same command with the same counter within this time is a repeated one (chosen)."""
LIMITS_PCT = range(20, 101)
"""Charge limits that the car takes (chosen)."""
AC_LIMITS_A = range(6, 64)
"""AC currents that a driver may allow: 6 A is the least of a control pilot (GB/T 18487.1)."""
POWER_LIMITS_KW = range(1, 801)
"""Charging powers that a driver may allow (chosen; the DBC holds no more)."""
_RESULTS = {
    Refusal.FLAP_CLOSED: CommandResult.NOT_CONNECTED,
    Refusal.NO_CABLE: CommandResult.NOT_CONNECTED,
    Refusal.CABLE_IN: CommandResult.CABLE_CONNECTED,
    Refusal.NOT_LOCKED: CommandResult.NOT_CONNECTED,
    Refusal.LOCKED: CommandResult.CHARGING,
    Refusal.CONTACTORS_CLOSED: CommandResult.CHARGING,
    Refusal.CURRENT: CommandResult.CHARGING,
}


class VehicleSide:
    """The car as a machine on the vehicle bus."""

    def __init__(self, body: Body, bus: VehicleBus) -> None:
        self._body = body
        self._bus = bus
        self._next_at = 0.0
        self._count = 0
        self._last: tuple[Command | None, CommandResult, float] = (None, CommandResult.DONE, 0.0)
        self._cycles = [(max(1, round(period / FAST_S)), name) for period, name in bus.cycles]

    def receive(self, frame: Frame, now: float) -> list[Frame]:
        """Obey a command and answer it; one that is repeated is only answered again."""
        command = self._bus.parse_command(frame)
        if command is None:
            return []
        self._body.advance(now)
        last, result, at = self._last
        if last != command or now - at > REPEATED_S or not self._bus.answers:
            result = self._obey(command, now)
        self._last = (command, result, now)
        return self._bus.acknowledge(command, result)

    def due(self, now: float) -> list[Frame]:
        """Publish; periods missed are left out."""
        if now < self._next_at:
            return []
        self._body.advance(now)
        self._next_at += FAST_S
        if self._next_at <= now:
            self._next_at = now + FAST_S
        names = [name for every, name in self._cycles if self._count % every == 0]
        self._count += 1
        return self._bus.publish(names, self._values())

    def wake_at(self) -> float | None:
        """Tell when to publish next."""
        return self._next_at

    def _obey(self, command: Command, now: float) -> CommandResult:
        wishes: dict[str, Callable[[], CommandResult]] = {
            signals.CHARGE_LIMIT: lambda: self._limit(command.value),
            signals.START_STOP: lambda: self._start_or_stop(command.value, now),
            signals.IS_FLAP_OPEN: lambda: self._flap(is_open=bool(command.value)),
            signals.IS_LOCKED: lambda: self._lock(is_locked=bool(command.value)),
            signals.CONDITIONING_MODE: lambda: self._condition(command.value),
            signals.AC_LIMIT_A: lambda: self._limit_ac(command.value),
            signals.POWER_LIMIT_KW: lambda: self._limit_power(command.value),
        }
        if command.path not in wishes:
            return CommandResult.BAD_VALUE  # a map of one's own may name more than this car does
        try:
            return wishes[command.path]()
        except PortRefused as refused:
            return _RESULTS[refused.refusal]

    def _limit(self, value: Value) -> CommandResult:
        if value not in LIMITS_PCT:
            return CommandResult.BAD_VALUE
        self._body.limit_pct = int(value)
        self._body.forget_estimate()
        return CommandResult.DONE

    def _limit_ac(self, value: Value) -> CommandResult:
        if value != 0 and value not in AC_LIMITS_A:
            return CommandResult.BAD_VALUE
        self._body.ac_limit_a = float(value)
        self._body.forget_estimate()
        return CommandResult.DONE

    def _limit_power(self, value: Value) -> CommandResult:
        if value != 0 and value not in POWER_LIMITS_KW:
            return CommandResult.BAD_VALUE
        self._body.charge_power_limit_kw = float(value)
        self._body.forget_estimate()
        return CommandResult.DONE

    def _start_or_stop(self, wish: Value, now: float) -> CommandResult:
        return self._start(now) if wish == "START" else self._stop(now)

    def _condition(self, mode: Value) -> CommandResult:
        self._body.condition(str(mode))
        return CommandResult.DONE

    def _start(self, now: float) -> CommandResult:
        if not self._body.port.is_connected:
            return CommandResult.NOT_CONNECTED
        if self._body.is_in_session:
            return CommandResult.DONE
        if self._body.bms.phase is BmsPhase.ERROR:
            return CommandResult.REPLUG
        self._body.start(now)
        return CommandResult.DONE

    def _stop(self, now: float) -> CommandResult:
        if not self._body.is_in_session:
            return CommandResult.NOT_CHARGING
        self._body.stop(StopCause.USER, now)
        return CommandResult.DONE

    def _flap(self, *, is_open: bool) -> CommandResult:
        if self._body.is_moving:
            return CommandResult.DRIVING
        self._body.port.apply(PortEvent.OPEN_FLAP if is_open else PortEvent.CLOSE_FLAP)
        return CommandResult.DONE

    def _lock(self, *, is_locked: bool) -> CommandResult:
        if self._body.is_in_session and not is_locked:
            return CommandResult.CHARGING
        self._body.port.apply(PortEvent.LOCK if is_locked else PortEvent.UNLOCK)
        return CommandResult.DONE

    def _values(self) -> dict[str, Value]:
        """Everything that the car knows, as it is now."""
        return self._pack() | self._charge() | self._inlet() | self._motion() | self._plate()

    def _pack(self) -> dict[str, Value]:
        battery = self._body.battery
        volts, amps, celsius = battery.voltage_v, battery.current_a, battery.temperature_c
        return {
            signals.SOC: battery.soc_pct,
            signals.PACK_V: volts,
            signals.PACK_A: amps,
            signals.PACK_W: volts * amps,
            signals.PACK_TEMPERATURE: celsius,
            signals.TEMP_MIN: celsius,
            signals.TEMP_MAX: celsius,
            signals.CELL_V_MIN: battery.cell_v,
            signals.CELL_V_MAX: battery.cell_v,
            signals.MAX_A_DC: battery.accepts_a(),
            signals.CONDITIONING_MODE: self._body.conditioning,
            signals.IS_CONDITIONING: battery.conditioning_w != 0,
        }

    def _charge(self) -> dict[str, Value]:
        body = self._body
        cause = body.stop_cause
        return {
            signals.TIME_TO_COMPLETE: min(65535, round(body.seconds_left)),
            signals.CHARGE_LIMIT: body.limit_pct,
            signals.IS_CHARGING: body.is_charging,
            signals.IS_PAUSED: body.is_paused,
            signals.CHARGE_STATE: self._charge_state(),
            signals.GBT_PHASE: body.bms.phase.name,
            signals.GBT_ERROR: body.gbt_error,
            signals.STOP_CAUSE: "NONE" if cause is None else cause.name,
            signals.LIMITED_BY: body.limited_by.name,
            signals.OFFERED_V: body.dc_max_v,
            signals.OFFERED_A: body.dc_max_a,
            signals.POWER_LIMIT_KW: body.charge_power_limit_kw,
            signals.AC_LIMIT_A: round(body.ac_limit_a),
        }

    def _inlet(self) -> dict[str, Value]:
        body, port, battery = self._body, self._body.port, self._body.battery
        is_dc = body.inlet is Inlet.DC and port.is_energised
        volts, amps = body.ac_phase_v, body.ac_phase_a
        return {
            signals.IS_CONNECTED: port.is_connected,
            signals.IS_LOCKED: port.is_locked,
            signals.IS_FLAP_OPEN: port.is_flap_open,
            signals.INLET: body.inlet.name,
            signals.LOCK_FEEDBACK: body.lock_feedback,
            signals.CC2_V: body.cc2_v,
            signals.CP_V: body.cp_v,
            signals.CP_DUTY: body.cp_duty_pct,
            signals.CONNECTOR_C: body.connector_c,
            signals.CHARGE_V_DC: battery.voltage_v if is_dc else 0.0,
            signals.CHARGE_A_DC: battery.current_a if is_dc else 0.0,
            signals.MAX_A_PHASE1: body.ac_max_a,
            signals.CHARGE_V_PHASE1: volts[0],
            signals.CHARGE_V_PHASE2: volts[1],
            signals.CHARGE_V_PHASE3: volts[2],
            signals.CHARGE_A_PHASE1: amps[0],
            signals.CHARGE_A_PHASE2: amps[1],
            signals.CHARGE_A_PHASE3: amps[2],
        }

    def _motion(self) -> dict[str, Value]:
        place = self._body.place
        return {
            signals.SPEED: place.speed_kmh,
            signals.HEADING: place.heading_deg,
            signals.GEAR: 1 if self._body.is_moving else 0,
            signals.LATITUDE: place.lat,
            signals.LONGITUDE: place.lon,
        }

    def _plate(self) -> dict[str, Value]:
        body, pack = self._body, self._body.trim.pack
        return {
            signals.RANGE_M: round(body.range_m),
            signals.AIR_TEMPERATURE: body.air_c,
            signals.STORED_KWH: body.energy_kwh,
            signals.GROSS_KWH: pack.energy_kwh,
            signals.NET_KWH: pack.net_kwh,
            signals.MAX_V: pack.max_v,
            signals.VIN: body.trim.identity.vin,
        }

    def _charge_state(self) -> str:
        """Name the state as Android's EvChargeState does."""
        body = self._body
        if body.is_charging:
            return "CHARGING"
        if body.bms.phase is BmsPhase.ERROR:
            return "ERROR"
        return "FULLY_CHARGED" if body.battery.soc_pct >= body.limit_pct else "NOT_CHARGING"
