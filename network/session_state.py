"""What the glass is told of a purchase, and what a purchase needs of the car and the operators."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Protocol

from network.journal import Sample
from network.operators.directory import OperatorProfile
from network.order import Bill, Event, Phase, Report, Way
from network.stations import Connector, Station
from network.tariff import PriceTimeline


class Trouble(Enum):
    """What the driver has to know beside the phase."""

    NOT_PLUGGED = "not_plugged"  # start was asked for without a cable in the car
    BUSY = "busy"  # another charge is under way
    START_REFUSED = "start_refused"  # `detail` and `code` are the operator's own
    START_UNCERTAIN = "start_uncertain"  # no answer to the start; the operator is being asked
    START_LOST = "start_lost"  # the operator never heard of the start: nothing was bought
    STOP_REFUSED = "stop_refused"  # the operator would not; the car was told to end it
    STOPPED_BY_CAR = "stopped_by_car"  # the operator could not be asked; the car was told
    UNREACHABLE = "unreachable"  # figures may be old; energy may flow
    GARBLED = "garbled"  # the operator answers what its protocol does not allow
    MISCONFIGURED = (
        "misconfigured"  # keys, clock or parameters: only the operator or we can mend it
    )
    BILL_LATE = "bill_late"
    BILL_DISPUTED = "bill_disputed"  # the bill does not add up, or is of another connector
    JOURNAL = "journal"  # our own disk: nothing is bought that cannot be written down


@dataclass(frozen=True, slots=True)
class Problem:
    """One trouble, with the operator it concerns; `code` is the operator's own number."""

    trouble: Trouble
    operator_id: str
    detail: str = ""
    code: int | None = None


@dataclass(frozen=True, slots=True)
class SessionState:
    """All that can be said of the present purchase. `phase` is None before the first one.

    `price_cny` is what a kWh costs now, all in. `told_at` is the wall time of the operator's last
    word. `samples` is the curve so far, in order of time.
    """

    phase: Phase | None = None
    seq: str = ""
    operator_id: str = ""
    station_id: str = ""
    station_name: str = ""
    connector_id: str = ""
    connector_name: str = ""
    way: Way | None = None
    energy_kwh: Decimal = Decimal(0)
    cost_cny: Decimal | None = None
    energy_cny: Decimal | None = None
    service_cny: Decimal | None = None
    price_cny: Decimal | None = None
    started_at: datetime | None = None
    told_at: datetime | None = None
    stop_code: str = ""
    can_start: bool = True
    can_stop: bool = False
    problem: Problem | None = None
    samples: tuple[Sample, ...] = ()


class Plug(Protocol):
    """What the session may know of the car and its cable."""

    @property
    def vin(self) -> str | None:
        """Our own VIN, None until the vehicle bus has told it."""

    @property
    def is_heard(self) -> bool:
        """Whether the car now says if a cable is in; while it is silent nothing may be assumed."""

    @property
    def is_connected(self) -> bool:
        """Whether a cable is known to be in the inlet."""

    @property
    def is_charging(self) -> bool:
        """Whether the car says that energy flows."""

    @property
    def soc_pct(self) -> float | None:
        """State of charge, None while unknown or stale."""

    @property
    def power_kw(self) -> float | None:
        """Power into the battery, None while unknown or stale."""

    def stop_car(self) -> None:
        """End the charge from the car's side."""


class Seller(Protocol):
    """What the session needs of an operator; `network.operators.tcec102.TcecOperator` is one."""

    @property
    def profile(self) -> OperatorProfile:
        """Who it is."""

    async def start_charge(self, seq: str, connector_id: str, qr: str = "") -> Event:
        """Ask once for a charge. Raises: OperatorError."""

    async def charge_status(self, seq: str) -> Report:
        """Ask how a charge stands. Raises: OperatorError."""

    async def stop_charge(self, seq: str, connector_id: str) -> Event:
        """Ask once to end a charge. Raises: OperatorError."""

    async def fetch_bill(self, seq: str) -> Bill | None:
        """Fetch the bill of a charge that has ended; None where there is none yet, or no way.

        Raises: OperatorError
        """

    async def prices(self, connector_id: str) -> PriceTimeline:
        """Fetch what a kWh costs. Raises: OperatorError."""

    async def bind_vin(self, vin: str) -> bool:
        """Let our car start by plugging in. Raises: OperatorError."""


Lookup = Callable[[str, str], tuple[Station, Connector] | None]
