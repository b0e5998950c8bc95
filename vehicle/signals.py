"""Hold what is known of the car: values under VSS names, with unit and age."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from typing_extensions import override

Value: TypeAlias = bool | int | float | str

_BATTERY = "Vehicle.Powertrain.TractionBattery"
_CHARGING = f"{_BATTERY}.Charging"
_PORT = f"{_CHARGING}.ChargingPort.AnyPosition"

_PRIVATE = "Vehicle.Private.Charging"
"""Our own overlay: VSS has no signals for these."""

SOC = f"{_BATTERY}.StateOfCharge.Current"
STORED_KWH = f"{_BATTERY}.StateOfCharge.CurrentEnergy"
GROSS_KWH = f"{_BATTERY}.GrossCapacity"
NET_KWH = f"{_BATTERY}.NetCapacity"
PACK_V = f"{_BATTERY}.CurrentVoltage"
PACK_A = f"{_BATTERY}.CurrentCurrent"
PACK_W = f"{_BATTERY}.CurrentPower"
PACK_TEMPERATURE = f"{_BATTERY}.Temperature.Average"
TEMP_MIN = f"{_BATTERY}.Temperature.Min"
TEMP_MAX = f"{_BATTERY}.Temperature.Max"
CELL_V_MIN = f"{_BATTERY}.CellVoltage.Min"
CELL_V_MAX = f"{_BATTERY}.CellVoltage.Max"
MAX_V = f"{_BATTERY}.MaxVoltage"
CHARGE_V_DC = f"{_CHARGING}.ChargeVoltage.DC"
CHARGE_V_PHASE1 = f"{_CHARGING}.ChargeVoltage.Phase1"
CHARGE_V_PHASE2 = f"{_CHARGING}.ChargeVoltage.Phase2"
CHARGE_V_PHASE3 = f"{_CHARGING}.ChargeVoltage.Phase3"
CHARGE_A_DC = f"{_CHARGING}.ChargeCurrent.DC"
CHARGE_A_PHASE1 = f"{_CHARGING}.ChargeCurrent.Phase1"
CHARGE_A_PHASE2 = f"{_CHARGING}.ChargeCurrent.Phase2"
CHARGE_A_PHASE3 = f"{_CHARGING}.ChargeCurrent.Phase3"
MAX_A_DC = f"{_CHARGING}.MaximumChargingCurrent.DC"
MAX_A_PHASE1 = f"{_CHARGING}.MaximumChargingCurrent.Phase1"
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
GBT_PHASE = f"{_PRIVATE}.Gbt.Phase"
GBT_ERROR = f"{_PRIVATE}.Gbt.Error"
OFFERED_V = f"{_PRIVATE}.Gbt.OfferedVoltage"
OFFERED_A = f"{_PRIVATE}.Gbt.OfferedCurrent"
CHARGE_STATE = f"{_PRIVATE}.ChargeState"
STOP_CAUSE = f"{_PRIVATE}.StopCause"
LIMITED_BY = f"{_PRIVATE}.LimitedBy"
POWER_LIMIT_KW = f"{_PRIVATE}.PowerLimit"
AC_LIMIT_A = f"{_PRIVATE}.AcCurrentLimit"
IS_PAUSED = f"{_PRIVATE}.IsPaused"
INLET = f"{_PRIVATE}.Inlet"
LOCK_FEEDBACK = f"{_PRIVATE}.LockFeedback"
CONNECTOR_C = f"{_PRIVATE}.ConnectorTemperature"
CC2_V = f"{_PRIVATE}.Cc2Voltage"
CP_V = f"{_PRIVATE}.ControlPilot.Voltage"
CP_DUTY = f"{_PRIVATE}.ControlPilot.DutyCycle"
ACK_COUNTER = "Vehicle.Private.Command.AckCounter"
ACK_RESULT = "Vehicle.Private.Command.AckResult"

NEEDED = (SOC, PACK_W, IS_CHARGING, IS_CONNECTED)
"""What the glass cannot do without: a map that leaves one out is refused."""
LASTING = frozenset({VIN, ACK_COUNTER, ACK_RESULT})
"""What may lack a `stale_s`: the car stays the same car, and an answer counts when it comes."""
KNOWN = frozenset(
    value
    for name, value in dict(vars()).items()
    if name.isupper() and not name.startswith("_") and isinstance(value, str)
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
