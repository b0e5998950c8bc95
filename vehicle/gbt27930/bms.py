"""Speak the car's side of GB/T 27930-2015 (EVCC, address F4)."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from vehicle.frame import Frame
from vehicle.gbt27930.messages import StopCause


class BmsPhase(Enum):
    """Where the car stands in the conversation; the number is what the vehicle bus carries."""

    ASLEEP = 0
    HANDSHAKE = 1
    RECOGNITION = 2
    CONFIGURATION = 3
    PREPARING = 4
    READY = 5
    CHARGING = 6
    STOPPING = 7
    END = 8
    ERROR = 9


@dataclass(frozen=True, slots=True)
class VehicleIdentity:
    """What BRM and BCP say about the car and its pack; `max_a` is positive into the battery."""

    vin: str
    battery_type: int
    rated_ah: float
    rated_v: float
    max_v: float
    max_cell_v: float
    max_a: float
    energy_kwh: float
    max_temp_c: float
    maker: str = ""
    pack_serial: int | None = None
    cycles: int | None = None


@dataclass(frozen=True, slots=True)
class PackReport:
    """What the car tells its BMS; the car replaces it before every `due()`."""

    voltage_v: float
    current_a: float
    soc_pct: float
    cell_max_v: float
    cell_max_group: int
    cell_min_v: float
    temp_max_c: float
    temp_min_c: float
    demand_v: float
    demand_a: float
    constant_voltage: bool
    minutes_left: int
    contactors_closed: bool
    permit: bool


@dataclass(slots=True)
class ChargerSeen:
    """What the charger has said so far; None until it has said it. Amperes into the battery."""

    max_v: float | None = None
    min_v: float | None = None
    max_a: float | None = None
    min_a: float | None = None
    output_v: float | None = None
    output_a: float | None = None


class Bms:
    """The car's half of the conversation, a Machine: receive, due, wake_at."""

    def __init__(self, identity: VehicleIdentity, pack: PackReport) -> None:
        self.identity = identity
        self.pack = pack
        self.phase = BmsPhase.ASLEEP
        self.stop_cause: StopCause | None = None
        self.charger = ChargerSeen()
        self.contactors_wanted = False
        self.error: str | None = None
        self.on_change: Callable[[BmsPhase, float], None] | None = None

    def plug(self, now: float) -> None:
        """Wake up: the connector is in (CC2)."""

    def unplug(self, now: float) -> None:
        """Forget the session: the connector is out."""

    def stop(self, cause: StopCause, now: float) -> None:
        """End the charge from the car's side (BST)."""

    def receive(self, frame: Frame, now: float) -> list[Frame]:
        """Take in one frame; return the frames to send at once."""
        return []

    def due(self, now: float) -> list[Frame]:
        """Return what is to be sent by now."""
        return []

    def wake_at(self) -> float | None:
        """Say when `due` has something next; None while asleep."""
        return None
