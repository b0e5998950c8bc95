"""Read from the vehicle bus what the driver is shown of the car. No Qt.

None means unknown or stale.
"""

from collections.abc import Callable
from dataclasses import dataclass

from vehicle import signals
from vehicle.gbt27930.bms import BmsPhase

Read = Callable[[str], float | str | None]
"""Answers the fresh value of a VSS path, None when it is unknown or stale."""


@dataclass(frozen=True, slots=True)
class CarView:
    """The car as last told. Power and current are positive into the battery."""

    soc_pct: float | None = None
    range_m: float | None = None
    power_kw: float | None = None
    voltage_v: float | None = None
    current_a: float | None = None
    temperature_c: float | None = None
    outside_c: float | None = None
    limit_pct: float | None = None
    time_left_s: float | None = None
    is_charging: bool = False
    is_plugged: bool = False
    is_flap_open: bool = False
    is_plugged_known: bool = False
    position: tuple[float, float] | None = None
    heading_deg: float = 0.0
    phase: BmsPhase | None = None

    @property
    def is_known(self) -> bool:
        """Whether anything is heard from the car."""
        return self.soc_pct is not None


def read_car(read: Read) -> CarView:
    """Gather the signals; a value of another kind than VSS defines counts as unknown."""
    power_w = _number(read(signals.PACK_W))
    lat = _number(read(signals.LATITUDE))
    lon = _number(read(signals.LONGITUDE))
    plugged = read(signals.IS_CONNECTED)
    phase = read(signals.GBT_PHASE)
    return CarView(
        soc_pct=_number(read(signals.SOC)),
        range_m=_number(read(signals.RANGE_M)),
        power_kw=None if power_w is None else power_w / 1000,
        voltage_v=_number(read(signals.PACK_V)),
        current_a=_number(read(signals.PACK_A)),
        temperature_c=_number(read(signals.PACK_TEMPERATURE)),
        outside_c=_number(read(signals.AIR_TEMPERATURE)),
        limit_pct=_number(read(signals.CHARGE_LIMIT)),
        time_left_s=_number(read(signals.TIME_TO_COMPLETE)),
        is_charging=bool(read(signals.IS_CHARGING)),
        is_plugged=bool(plugged),
        is_flap_open=bool(read(signals.IS_FLAP_OPEN)),
        is_plugged_known=plugged is not None,
        position=None if lat is None or lon is None else (lat, lon),
        heading_deg=_number(read(signals.HEADING)) or 0.0,
        phase=BmsPhase[phase] if isinstance(phase, str) and phase in BmsPhase.__members__ else None,
    )


def _number(value: float | str | None) -> float | None:
    return None if value is None or isinstance(value, str) else float(value)
