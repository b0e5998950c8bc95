"""Hold what is known of the car: values under VSS names, with unit and age."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from typing_extensions import override

Value: TypeAlias = bool | int | float | str

_BATTERY = "Vehicle.Powertrain.TractionBattery"
_CHARGING = f"{_BATTERY}.Charging"
_PORT = f"{_CHARGING}.ChargingPort.AnyPosition"

SOC = f"{_BATTERY}.StateOfCharge.Current"
PACK_V = f"{_BATTERY}.CurrentVoltage"
PACK_A = f"{_BATTERY}.CurrentCurrent"
PACK_W = f"{_BATTERY}.CurrentPower"
PACK_TEMPERATURE = f"{_BATTERY}.Temperature.Average"
RANGE_M = "Vehicle.Powertrain.Range"
IS_CHARGING = f"{_CHARGING}.IsCharging"
CHARGE_LIMIT = f"{_CHARGING}.ChargeLimit"
TIME_TO_COMPLETE = f"{_CHARGING}.TimeToComplete"
START_STOP = f"{_CHARGING}.StartStopCharging"
IS_CONNECTED = f"{_PORT}.IsChargingCableConnected"
IS_LOCKED = f"{_PORT}.IsChargingCableLocked"
IS_FLAP_OPEN = f"{_PORT}.IsFlapOpen"
CONDITIONING_MODE = f"{_BATTERY}.BatteryConditioning.RequestedMode"
IS_CONDITIONING = f"{_BATTERY}.BatteryConditioning.IsActive"
SPEED = "Vehicle.Speed"
GEAR = "Vehicle.Powertrain.Transmission.CurrentGear"
LATITUDE = "Vehicle.CurrentLocation.Latitude"
LONGITUDE = "Vehicle.CurrentLocation.Longitude"
HEADING = "Vehicle.CurrentLocation.Heading"
AIR_TEMPERATURE = "Vehicle.Exterior.AirTemperature"
VIN = "Vehicle.VehicleIdentification.VIN"
GBT_PHASE = "Vehicle.Private.Charging.Gbt.Phase"
CHARGE_STATE = "Vehicle.Private.Charging.ChargeState"
STOP_CAUSE = "Vehicle.Private.Charging.StopCause"
ACK_COUNTER = "Vehicle.Private.Command.AckCounter"
ACK_RESULT = "Vehicle.Private.Command.AckResult"

KNOWN = frozenset(
    value for name, value in dict(vars()).items() if name.isupper() and not name.startswith("_")
)
"""Every path above; a map file that names another one has a typing error."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One value, when it came, and the age in seconds at which it is stale (None: never)."""

    value: Value
    unit: str
    at: float
    stale_s: float | None = None


class Signals(Mapping[str, Signal]):
    """The signals known at one moment, by VSS path. Never changed, only replaced."""

    __slots__ = ("_signals",)

    def __init__(self, signals: Mapping[str, Signal] | None = None) -> None:
        self._signals = dict(signals or {})

    @override
    def __getitem__(self, path: str) -> Signal:
        return self._signals[path]

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self._signals)

    @override
    def __len__(self) -> int:
        return len(self._signals)

    def replaced(self, changes: Mapping[str, Signal]) -> "Signals":
        """Give the signals with some of them changed."""
        return Signals(self._signals | dict(changes))

    def age(self, path: str, now: float) -> float | None:
        """Tell how old a value is, in seconds; None if it never came."""
        signal = self._signals.get(path)
        return None if signal is None else now - signal.at

    def is_stale(self, path: str, now: float) -> bool:
        """Tell whether a value must not be trusted: too old, or it never came."""
        signal = self._signals.get(path)
        if signal is None:
            return True
        return signal.stale_s is not None and now - signal.at > signal.stale_s

    def fresh(self, path: str, now: float) -> Value | None:
        """Give the value if it may be trusted."""
        return None if self.is_stale(path, now) else self._signals[path].value
