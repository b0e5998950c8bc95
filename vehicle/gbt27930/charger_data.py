"""Hold what the charger knows of itself, and what it asks of its power stage."""

from dataclasses import dataclass
from enum import Enum

from vehicle.gbt27930.fields import LONGEST_MINUTES
from vehicle.gbt27930.messages import Bcp, Ccs, Cml, Crm, Csd


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


@dataclass(slots=True)  # Not frozen: that triples its price, and one is made every 0.1 s.
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


@dataclass(slots=True)  # Not frozen, as above; nobody changes one.
class StageCommand:
    """What the conversation wants of the power stage and of the contactors.

    `at_once` asks for 5 A or less within 100 ms, because of a fault, instead of the usual slope.
    """

    mode: StageMode = StageMode.OFF
    voltage_v: float = 0.0
    current_a: float = 0.0
    k1k2: bool = False
    k3k4: bool = False
    at_once: bool = False


#: 34657.1: the pack must measure within 5 % of what BCP announced.
PACK_TOLERANCE = 0.05
#: 34657.1: the module stands 1..10 V below the pack when K1/K2 close; where in between is chosen.
PRECHARGE_BELOW_V = 5.0
#: 34657.1: at this current or below K1/K2 may open.
SMALL_A = 5.0


def build_crm(rating: ChargerRating, result: int) -> Crm:
    """Say whether the car is recognised."""
    return Crm(result, rating.number, rating.region or None)


def build_cml(rating: ChargerRating) -> Cml:
    """Offer what the charger can deliver."""
    return Cml(rating.max_v, rating.min_v, rating.max_a, rating.min_a)


def build_ccs(stage: StageReport, permit: int, current_error: float = 0.0) -> Ccs:
    """Say what is being delivered, as far as the charger's measurement can be believed."""
    minutes = stage.minutes
    return Ccs(
        stage.output_v,
        stage.output_a * (1 + current_error),
        min(minutes, LONGEST_MINUTES),
        permit,
    )


def build_csd(rating: ChargerRating, stage: StageReport) -> Csd:
    """Say what was delivered."""
    return Csd(min(stage.minutes, LONGEST_MINUTES), stage.energy_kwh, rating.number)


def agrees(stage: StageReport, rating: ChargerRating, bcp: Bcp | None) -> bool:
    """Say whether the pack measures what BCP announced and lies in the charger's range."""
    if bcp is None or bcp.pack_v is None:
        return False
    is_near = abs(stage.pack_v - bcp.pack_v) <= PACK_TOLERANCE * bcp.pack_v
    return is_near and rating.min_v <= stage.pack_v <= rating.max_v
