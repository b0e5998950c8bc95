"""Join what was bought with what is plugged in: say what may be done now, journal, then act."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Protocol

from network.journal import Sample
from network.order import Phase, Way
from network.stations import Connector, Station


class Trouble(Enum):
    """What the driver has to know beside the phase."""

    NOT_PLUGGED = "not_plugged"  # start was asked for without a cable in the car
    BUSY = "busy"  # another charge is under way
    START_REFUSED = "start_refused"  # `detail` and `code` are the operator's own
    START_UNCERTAIN = "start_uncertain"  # no answer to the start; the operator is being asked
    STOP_REFUSED = "stop_refused"
    STOPPED_BY_CAR = (
        "stopped_by_car"  # the operator could not be reached, so the car ended the charge
    )
    UNREACHABLE = "unreachable"  # figures may be old; energy may flow
    GARBLED = "garbled"  # the operator answers what its protocol does not allow
    MISCONFIGURED = (
        "misconfigured"  # keys, clock or parameters: only the operator or we can mend it
    )
    BILL_LATE = "bill_late"
    BILL_DISPUTED = "bill_disputed"  # the bill does not add up
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
    def is_connected(self) -> bool:
        """Whether a cable is in the inlet."""

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


class Session:
    """The present purchase. `on_change` is called after every change of `state`."""

    state: SessionState

    async def start(self, station: Station, connector: Connector, qr: str = "") -> None:
        """Buy a charge at one connector; the outcome is told by `state`."""
        raise NotImplementedError

    async def stop(self) -> None:
        """End the running charge, by the operator or, if that fails, by the car."""
        raise NotImplementedError

    async def resume(self) -> None:
        """Take up the orders that were open when the program last ended."""
        raise NotImplementedError
