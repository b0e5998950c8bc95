"""Put the car's BMS on the charging bus, with the car behind it."""

from vehicle.body import Body
from vehicle.frame import Frame
from vehicle.gbt27930.bms import BmsPhase
from vehicle.gbt27930.steps import NEVER
from vehicle.port import Inlet

CHARGER = 0x56
"""The charger's address (GB/T 27930-2015)."""
CCS = 0x1812F456
"""What a charger reports its current with, every 50 ms (GB/T 27930-2015)."""
SILENT_S = 0.25
"""A charger whose CCS stays away for so long has gone (chosen: five periods; time-out is 1 s)."""


class ChargingSide:
    """The BMS as a machine; the pack is up to date, within a step, whenever it speaks."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._bms = body.bms
        self._dc = body.dc
        self._port = body.port
        # What says whether a charge just goes on.
        self._ccs, self._phase = self._bms.charger.ccs, self._bms.phase
        self._silent_at = NEVER

    def receive(self, frame: Frame, now: float) -> list[Frame]:
        """Take one frame; the bus is only reached through a cable."""
        if self._port.inlet is not Inlet.DC:
            return []
        if not self._dc.has_heard_charger and frame.extended and frame.id & 0xFF == CHARGER:
            self._dc.has_heard_charger = True
        if frame.id == CCS:
            self._silent_at = now + SILENT_S
            if self._dc.is_silent:
                self._dc.is_silent = False
        if now >= self._body.sleeps_until:
            self._body.advance(now)
        bms = self._bms
        frames = bms.receive(frame, now)
        if bms.charger.ccs is not self._ccs or bms.phase is not self._phase:
            self._hear(now)
        return frames

    def due(self, now: float) -> list[Frame]:
        """Do what time asks for."""
        if now > self._silent_at:
            self._silent_at = NEVER
            self._miss(now)
        if now >= self._body.sleeps_until:
            self._body.advance(now)
        bms = self._bms
        frames = bms.due(now)
        if bms.phase is not self._phase:
            self._hear(now)
        return frames

    def wake_at(self) -> float | None:
        """Tell when the BMS wants to speak, or the car to move."""
        at = self._bms.wake_at()
        if not self._body.is_restless:
            return at
        return self._body.next_at if at is None else min(at, self._body.next_at)

    def _hear(self, now: float) -> None:
        """See whether what was heard ends or changes a charge that just went on."""
        self._ccs, self._phase = self._bms.charger.ccs, self._bms.phase
        if self._body.is_calm and self._dc.has_stirred:
            self._body.stir(now)

    def _miss(self, now: float) -> None:
        """Count the charger as gone if a charge needs it."""
        if self._bms.phase is BmsPhase.CHARGING:
            self._body.stir(now)
            self._dc.is_silent = True
