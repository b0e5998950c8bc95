"""Emulate the car: its body on two buses, with the handles that the person at the desk has."""

from dataclasses import dataclass

from vehicle.ac_line import AcLine
from vehicle.body import HOME, Body
from vehicle.bus_state import BusState
from vehicle.charging_side import ChargingSide
from vehicle.driver import Machine
from vehicle.gbt27930.bms import BmsPhase
from vehicle.gbt27930.messages import StopCause
from vehicle.gun import Gun
from vehicle.journey import Journey, Place
from vehicle.port import Inlet, PortEvent, PortRefused, Refusal
from vehicle.trim import Trim
from vehicle.vehicle_bus import VehicleBus
from vehicle.vehicle_side import VehicleSide


class CarMoving(Exception):
    """The car must stand for this."""


@dataclass(frozen=True, slots=True)
class CarState:
    """The car as the person at the desk sees it; the glass never does."""

    vin: str
    lat: float
    lon: float
    soc_pct: float
    limit_pct: int
    power_kw: float
    is_moving: bool
    is_connected: bool
    is_locked: bool
    phase: BmsPhase
    stop_cause: StopCause | None


class Car(Body):
    """The emulated car: `charging` and `vehicle` are machines, each for a driver on its bus."""

    def __init__(
        self, trim: Trim, bus: VehicleBus, *, soc_pct: float = 60.0, place: Place = HOME
    ) -> None:
        super().__init__(trim, soc_pct=soc_pct, place=place)
        self.charging: Machine = ChargingSide(self)
        self.vehicle: Machine = VehicleSide(self, bus)

    @property
    def state(self) -> CarState:
        """Tell everything that the desk may want to know."""
        return CarState(
            vin=self.trim.identity.vin,
            lat=self.place.lat,
            lon=self.place.lon,
            soc_pct=self.battery.soc_pct,
            limit_pct=self.limit_pct,
            power_kw=self.battery.voltage_v * self.battery.current_a / 1000,
            is_moving=self.is_moving,
            is_connected=self.port.is_connected,
            is_locked=self.port.is_locked,
            phase=self.bms.phase,
            stop_cause=self.stop_cause,
        )

    def plug(self, now: float, cable: Gun | AcLine | None = None) -> None:
        """Open the flap and put a connector in; without `cable`, a DC one like any other.

        Raises: CarMoving, PortRefused when a cable is in already.
        """
        self.advance(now)
        if self.is_moving:
            raise CarMoving("the car is moving")
        self.port.apply(PortEvent.OPEN_FLAP)
        self.feel(Gun() if cable is None else cable, now)

    def unplug(self, now: float) -> None:
        """Draw the connector and close the flap.

        Raises: PortLocked while it is locked, PortRefused when none is in.
        """
        self._draw(PortEvent.REMOVE, now)
        self.port.apply(PortEvent.CLOSE_FLAP)

    def tear(self, now: float) -> None:
        """Lose the connector by force, lock or not: a failed lock, somebody who drives off.

        Raises: PortRefused when none is in.
        """
        self._draw(PortEvent.TEAR, now)

    def _draw(self, event: PortEvent, now: float) -> None:
        self.advance(now)
        self.port.apply(event)
        self.lose(now)

    def charging_bus_changed(self, state: BusState, now: float) -> None:
        """Open K5/K6 at once, load or no load, when the charging bus is lost in a DC charge."""
        if state not in {BusState.BUS_OFF, BusState.GONE} or self.inlet is not Inlet.DC:
            return
        self.advance(now)
        self.stop(StopCause.FAULT, now)
        self.port.apply(PortEvent.OPEN_CONTACTORS)
        self.nudge()

    def set_soc(self, pct: float) -> None:
        """Set the SoC, for the desk. Raises: ValueError outside 0 to 100."""
        if not 0 <= pct <= 100:
            raise ValueError(f"SoC: {pct} is outside 0 to 100 %")
        self.battery.soc_pct = pct
        self.forget_estimate()

    def drive_to(self, lat: float, lon: float, now: float) -> None:
        """Drive to a place (WGS-84) in a few simulated seconds.

        Raises: PortRefused while a cable is in, ValueError for a place that is none.
        """
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise ValueError(f"position: {lat}, {lon} is not on the earth")
        self.advance(now)
        if self.port.is_connected:
            raise PortRefused(Refusal.CABLE_IN)
        self.port.apply(PortEvent.CLOSE_FLAP)
        self.depart(Journey(self.place, lat, lon, now))
