"""Watch on behalf of the car what a charge may do to it: cells, pack, contacts, lock, isolation."""

from vehicle.battery import Battery
from vehicle.connector_heat import ConnectorHeat
from vehicle.gbt27930.messages import StopCause
from vehicle.port import Port

CELL_OVER_V = 0.02
"""A cell this far above its limit is too high (chosen; constant voltage ends below)."""
CELL_PATIENCE_S = 1.0
"""For so long (chosen; GB/T 18487.1 wants an over-voltage stopped within 1 s)."""


class Safety:
    """What is wrong with the car. `insulation_fails` is set from outside: there is no model of it.

    `fault` is the first thing found, None while all is well. Pack and contacts may be warm without
    a charge: that is no fault then.
    """

    def __init__(self, battery: Battery, port: Port, heat: ConnectorHeat) -> None:
        self.insulation_fails = False
        self.fault: StopCause | None = None
        self._battery = battery
        self._port = port
        self._heat = heat
        self._high_s = 0.0

    @property
    def has_high_cell(self) -> bool:
        """Tell whether a cell has been too high for too long."""
        return self._high_s >= CELL_PATIENCE_S

    def look(self, seconds: float, *, is_live: bool) -> StopCause | None:
        """Judge anew; `is_live` says that the plug must be held now."""
        battery, port, pack = self._battery, self._port, self._battery.pack
        is_high = battery.cell_v > pack.max_cell_v + CELL_OVER_V
        self._high_s = self._high_s + seconds if is_high else 0.0
        cause = None
        if self.has_high_cell:
            cause = StopCause.VOLTAGE
        elif battery.temperature_c > pack.max_temperature_c:
            cause = StopCause.OVER_TEMPERATURE
        elif self._heat.is_too_hot:
            cause = StopCause.CONNECTOR_HOT
        elif self.insulation_fails:
            cause = StopCause.INSULATION
        elif port.has_contactor_failed:
            cause = StopCause.RELAY
        elif port.has_lock_failed or (is_live and not port.lock_feedback):
            cause = StopCause.CONNECTOR
        self.fault = cause
        return cause
