"""Name stations, piles and connectors: the one vocabulary. Positions are WGS-84 inside."""

from collections.abc import Iterable
from dataclasses import KW_ONLY, dataclass
from datetime import date
from enum import Enum, Flag, auto

from network.hours import OpeningHours
from network.tariff import PriceTimeline

SANDBOX_PHOTOS = "sandbox:/photos/"
"""What the address of a picture begins with that a simulated operator gives."""


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
    """Whose pile it is: a third-party operator's, a partner car maker's, or our own.

    What is LISTED is known from a file or an open list alone, and counts as part of no network.
    """

    THIRD_PARTY = "third_party"
    PARTNER = "partner"
    OWN = "own"
    LISTED = "listed"


class Standard(Enum):
    """What a connector's end looks like. GB/T 20234 of 2011 and of 2015 fit one another."""

    UNKNOWN = "unknown"
    GBT_DC_2011 = "gbt_dc_2011"
    GBT_DC_2015 = "gbt_dc_2015"
    GBT_AC_2011 = "gbt_ac_2011"
    GBT_AC_2015 = "gbt_ac_2015"
    CHAOJI = "chaoji"
    TYPE_1 = "type_1"
    TYPE_2 = "type_2"
    CCS_1 = "ccs_1"
    CCS_2 = "ccs_2"
    CHADEMO = "chademo"
    TESLA = "tesla"
    SOCKET = "socket"  # household or industrial
    WIRELESS = "wireless"
    OTHER = "other"


class Facility(Flag):
    """What else there is at a station."""

    NONE = 0
    FOOD = auto()
    SHOP = auto()
    REST = auto()  # a hotel, a lounge or a park
    FUEL = auto()
    TRANSPORT = auto()
    LEISURE = auto()
    WIFI = auto()
    PARKING = auto()


class Bay(Enum):
    """Whether a vehicle stands before the connector."""

    UNKNOWN = "unknown"
    FREE = "free"
    TAKEN = "taken"


class GroundLock(Enum):
    """The barrier of a bay."""

    UNKNOWN = "unknown"  # or there is none
    DOWN = "down"
    UP = "up"


@dataclass(frozen=True, slots=True)
class State:
    """What an operator tells of a connector at one moment."""

    status: Status
    bay: Bay = Bay.UNKNOWN
    lock: GroundLock = GroundLock.UNKNOWN


class Site(Enum):
    """What sort of place a station stands at."""

    UNKNOWN = "unknown"
    STREET = "street"
    CAR_PARK = "car_park"
    GARAGE = "garage"
    UNDERGROUND = "underground"
    DRIVEWAY = "driveway"
    MOTORWAY = "motorway"


@dataclass(frozen=True, slots=True)
class Connector:
    """One gun. `status_at` is the wall time of the status in POSIX seconds, None if never told.

    `bay` and `lock` were told with the status; `bay_name` is what is written on the ground. It is
    part of the network on the days from `valid_from` to `valid_to`, both included, None: no limit.
    """

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
    _: KW_ONLY
    standard: Standard = Standard.UNKNOWN
    bay: Bay = Bay.UNKNOWN
    lock: GroundLock = GroundLock.UNKNOWN
    bay_name: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def is_blocked(self) -> bool:
        """Whether it would be free, but a vehicle that does not charge stands before it."""
        return self.status is Status.AVAILABLE and self.bay is Bay.TAKEN

    def is_valid_on(self, day: date) -> bool:
        """Tell whether it is part of the network on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Equipment:
    """One pile. `power_kw` is what its connectors share, `connectors` is never empty.

    `model` is its maker's name for such piles, empty where nobody said.
    """

    id: str
    name: str
    power_kw: float
    connectors: tuple[Connector, ...]
    model: str = ""


@dataclass(frozen=True, slots=True)
class Parking:
    """What parking is like. `bays` counts those that can charge, None if unknown.

    `is_free` is None where nobody said; `fee` is the operator's own text, often empty, and so is
    `info`, on which floor the bays are.
    """

    site: Site = Site.UNKNOWN
    bays: int | None = None
    is_free: bool | None = None
    fee: str = ""
    info: str = ""


@dataclass(frozen=True, slots=True)
class Station:
    """One place to charge. `equipment` is never empty; ids are unique per operator.

    `direction` is where traffic on this side of a service area's road goes to, as its name says.
    `hours` is None where nobody said. `printed` are prices read from a text: never bill from them.
    `area_code` is GB/T 2260's, 6 digits, or empty; `remark` is how to find the place; `photos` are
    addresses of pictures of it, http or https, or below SANDBOX_PHOTOS. `source`
    is who collected what is said here and under which licence, to be shown with it; empty where
    the operator says it of its own.
    """

    operator_id: str
    id: str
    name: str
    address: str
    lat: float
    lon: float
    network: Network
    is_service_area: bool
    equipment: tuple[Equipment, ...]
    _: KW_ONLY
    direction: str = ""
    area_code: str = ""
    phone: str = ""
    remark: str = ""
    facilities: Facility = Facility.NONE
    hours: OpeningHours | None = None
    parking: Parking = Parking()
    printed: PriceTimeline | None = None
    source: str = ""
    photos: tuple[str, ...] = ()

    @property
    def connectors(self) -> tuple[Connector, ...]:
        """Every connector, pile by pile."""
        return tuple(connector for pile in self.equipment for connector in pile.connectors)


def single_piles(connectors: Iterable[Connector]) -> tuple[Equipment, ...]:
    """Give each connector a pile of its own, under its own id."""
    return tuple(Equipment(one.id, "", one.power_kw, (one,)) for one in connectors)
