"""Speak the charger's side of GB/T 27930-2015 (SECC, address 56)."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from vehicle.frame import Frame
from vehicle.gbt27930.messages import StopCause


class ChargerPhase(Enum):
    """Where the charger stands in the conversation."""

    IDLE = 0
    HANDSHAKE = 1
    RECOGNITION = 2
    RECOGNISED = 3
    CONFIGURATION = 4
    PREPARING = 5
    READY = 6
    CHARGING = 7
    PAUSED = 8
    STOPPING = 9
    END = 10
    OFF = 11
    ERROR = 12


class Authorisation(Enum):
    """What the operator said of this car; CRO AA is sent only after ACCEPT."""

    WAIT = 0
    ACCEPT = 1
    REFUSE = 2


class Insulation(Enum):
    """How the insulation test stands; PASSED includes the discharge after it."""

    PENDING = 0
    PASSED = 1
    FAILED = 2


class StageMode(Enum):
    """What the power stage shall do."""

    OFF = 0
    INSULATION = 1
    PRECHARGE = 2
    CURRENT = 3


@dataclass(frozen=True, slots=True)
class ChargerRating:
    """What CML and CRM say about the charger; amperes positive into the battery."""

    max_v: float
    min_v: float
    max_a: float
    min_a: float
    number: int
    region: str


@dataclass(frozen=True, slots=True)
class StageReport:
    """What the pile tells its conversation; replaced before every `due()`.

    `pack_v` is measured outside K1/K2; `precharged` says the module stands at the precharge
    voltage asked for; `minutes` and `energy_kwh` are counted since the session began.
    """

    output_v: float
    output_a: float
    pack_v: float
    insulation: Insulation
    precharged: bool
    minutes: int
    energy_kwh: float


@dataclass(frozen=True, slots=True)
class StageCommand:
    """What the conversation wants of the power stage and of the contactors."""

    mode: StageMode = StageMode.OFF
    voltage_v: float = 0.0
    current_a: float = 0.0
    k1k2: bool = False
    k3k4: bool = False


@dataclass(slots=True)
class VehicleSeen:
    """What the car has said so far; None until it has said it. Amperes into the battery."""

    vin: str | None = None
    demand_v: float | None = None
    demand_a: float | None = None
    measured_v: float | None = None
    measured_a: float | None = None
    soc_pct: float | None = None
    minutes_left: int | None = None


class Charger:
    """The charger's half of the conversation, a Machine: receive, due, wake_at."""

    def __init__(self, rating: ChargerRating, stage: StageReport) -> None:
        self.rating = rating
        self.stage = stage
        self.authorisation = Authorisation.WAIT
        self.phase = ChargerPhase.IDLE
        self.stop_cause: StopCause | None = None
        self.error: str | None = None
        self.vehicle = VehicleSeen()
        self.wanted = StageCommand()
        self.on_change: Callable[[ChargerPhase, float], None] | None = None

    def start(self, now: float) -> bool:
        """Begin a handshake; False where that needs an unplug first (a failed session)."""
        return False

    def stop(self, cause: StopCause, now: float) -> None:
        """End the charge from the charger's side (CST)."""

    def unplug(self, now: float) -> None:
        """Cut everything: the connector is out."""

    def receive(self, frame: Frame, now: float) -> list[Frame]:
        """Take in one frame; return the frames to send at once."""
        return []

    def due(self, now: float) -> list[Frame]:
        """Return what is to be sent by now."""
        return []

    def wake_at(self) -> float | None:
        """Say when `due` has something next; None while idle."""
        return None
