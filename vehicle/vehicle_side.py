"""Put the car on its vehicle bus: publish what it is, do what the head unit asks."""

from collections.abc import Callable

from vehicle import signals
from vehicle.body import Body
from vehicle.commands import Command, CommandResult
from vehicle.frame import Frame
from vehicle.gbt27930.bms import BmsPhase
from vehicle.gbt27930.messages import StopCause
from vehicle.port import PortEvent, PortRefused, Refusal
from vehicle.signals import Value
from vehicle.vehicle_bus import VehicleBus

FAST_S = 0.1
"""Period of what the glass shows moving (chosen)."""
SLOW_EVERY = 10
"""Every tenth time the rest is sent too (chosen)."""
LIMITS_PCT = range(20, 101)
"""Charge limits that the car takes (chosen)."""
_RESULTS = {
    Refusal.FLAP_CLOSED: CommandResult.NOT_CONNECTED,
    Refusal.NO_CABLE: CommandResult.NOT_CONNECTED,
    Refusal.CABLE_IN: CommandResult.CABLE_CONNECTED,
    Refusal.NOT_LOCKED: CommandResult.NOT_CONNECTED,
    Refusal.LOCKED: CommandResult.CHARGING,
    Refusal.CONTACTORS_CLOSED: CommandResult.CHARGING,
}


class VehicleSide:
    """The car as a machine on the vehicle bus."""

    def __init__(self, body: Body, bus: VehicleBus) -> None:
        self._body = body
        self._bus = bus
        self._next_at = 0.0
        self._count = 0

    def receive(self, frame: Frame, now: float) -> list[Frame]:
        """Obey a command and answer it."""
        command = self._bus.parse_command(frame)
        if command is None:
            return []
        self._body.advance(now)
        return self._bus.acknowledge(command, self._obey(command, now))

    def due(self, now: float) -> list[Frame]:
        """Publish; periods missed are left out."""
        if now < self._next_at:
            return []
        self._body.advance(now)
        self._next_at += FAST_S
        if self._next_at <= now:
            self._next_at = now + FAST_S
        values = self._fast()
        if self._count % SLOW_EVERY == 0:
            values |= self._slow()
        self._count += 1
        return self._bus.encode(values)

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
        }
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
        self._body.wake_bms(now)
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

    def _fast(self) -> dict[str, Value]:
        body, battery, port = self._body, self._body.battery, self._body.port
        cause = body.stop_cause
        return {
            signals.SOC: battery.soc_pct,
            signals.PACK_V: battery.voltage_v,
            signals.PACK_A: battery.current_a,
            signals.PACK_TEMPERATURE: battery.temperature_c,
            signals.PACK_W: battery.voltage_v * battery.current_a,
            signals.TIME_TO_COMPLETE: min(65535, round(body.seconds_left)),
            signals.CHARGE_LIMIT: body.limit_pct,
            signals.IS_CHARGING: body.is_charging,
            signals.CHARGE_STATE: self._charge_state(),
            signals.GBT_PHASE: body.bms.phase.name,
            signals.STOP_CAUSE: "NONE" if cause is None else cause.name,
            signals.IS_CONNECTED: port.is_connected,
            signals.IS_LOCKED: port.is_locked,
            signals.IS_FLAP_OPEN: port.is_flap_open,
            signals.CONDITIONING_MODE: body.conditioning,
            signals.IS_CONDITIONING: battery.conditioning_w != 0,
            signals.SPEED: body.place.speed_kmh,
            signals.HEADING: body.place.heading_deg,
            signals.GEAR: 1 if body.is_moving else 0,
            signals.LATITUDE: body.place.lat,
            signals.LONGITUDE: body.place.lon,
        }

    def _slow(self) -> dict[str, Value]:
        return {
            signals.RANGE_M: round(self._body.range_m),
            signals.AIR_TEMPERATURE: self._body.air_c,
            signals.VIN: self._body.trim.identity.vin,
        }

    def _charge_state(self) -> str:
        """Name the state as Android's EvChargeState does."""
        body = self._body
        if body.is_charging:
            return "CHARGING"
        if body.bms.phase is BmsPhase.ERROR:
            return "ERROR"
        return "FULLY_CHARGED" if body.battery.soc_pct >= body.limit_pct else "NOT_CHARGING"
