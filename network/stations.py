"""Name stations and connectors: the one vocabulary of the network. Positions are WGS-84 inside."""

from dataclasses import dataclass
from enum import Enum, Flag, auto


class Status(Enum):
    """What a connector does now."""

    UNKNOWN = "unknown"
    AVAILABLE = "available"
    OCCUPIED = "occupied"
    CHARGING = "charging"
    RESERVED = "reserved"
    FAULT = "fault"
    OFFLINE = "offline"


class Access(Flag):
    """The ways in which a charge may be started at one connector."""

    NONE = 0
    PLUG_AND_CHARGE = auto()
    REMOTE = auto()
    SCAN = auto()
    PARTNER_APP = auto()


class Network(Enum):
    """Whose pile it is: a third-party operator's, a partner car maker's, or our own."""

    THIRD_PARTY = "third_party"
    PARTNER = "partner"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Connector:
    """One gun. `status_at` is the wall time of the status in POSIX seconds, None if never told."""

    id: str
    name: str
    is_dc: bool
    power_kw: float
    min_v: float
    max_v: float
    max_a: float
    access: Access
    status: Status = Status.UNKNOWN
    status_at: float | None = None


@dataclass(frozen=True, slots=True)
class Station:
    """One place to charge. `connectors` is never empty; ids are unique per operator."""

    operator_id: str
    id: str
    name: str
    address: str
    lat: float
    lon: float
    network: Network
    is_service_area: bool
    connectors: tuple[Connector, ...]
