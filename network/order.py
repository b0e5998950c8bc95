"""A purchase as a transition table, and the words an operator uses about it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum


class Phase(Enum):
    """How far a purchase has come, as last told by the operator."""

    STARTING = "starting"  # journalled; asked for, or about to be
    CHARGING = "charging"
    STOPPING = "stopping"
    ENDED = "ended"  # no energy flows any more; the bill is awaited
    SETTLED = "settled"  # the bill is in the journal
    FAILED = "failed"  # never started, or its operator has forgotten it
    UNKNOWN = "unknown"  # nobody could say for so long that nothing may be assumed


class Event(Enum):
    """What may happen to a purchase, in any order and any number of times."""

    TOLD_STARTING = "told_starting"
    TOLD_CHARGING = "told_charging"
    FOUND_CHARGING = "found_charging"  # told against an end that we only supposed, or when asked
    TOLD_STOPPING = "told_stopping"
    TOLD_ENDED = "told_ended"
    NOT_KNOWN = "not_known"  # the operator has not heard of it
    FORGOTTEN = "forgotten"  # the operator goes on not knowing an order that had run
    REFUSED = "refused"  # the operator said no to the start
    VOIDED = "voided"  # the operator declares the charge invalid: there will be no bill
    STOP_ASKED = "stop_asked"
    BILLED = "billed"
    SILENCE = "silence"  # nothing heard for longer than we wait
    UNPLUGGED = "unplugged"  # our cable is out while the operator cannot say anything


class Way(Enum):
    """How a purchase was started."""

    PLUG_AND_CHARGE = "plug_and_charge"
    REMOTE = "remote"
    SCAN = "scan"


OPEN = frozenset({Phase.STARTING, Phase.CHARGING, Phase.STOPPING, Phase.ENDED, Phase.UNKNOWN})

_P = Phase
# A phase never goes back, except out of UNKNOWN, out of a failure that delivered energy after
# all, and out of an end that was none. A bill settles everything: it is the operator's last word.
TABLE: dict[Event, dict[Phase, Phase]] = {
    Event.TOLD_STARTING: {_P.UNKNOWN: _P.STARTING},
    Event.TOLD_CHARGING: {
        _P.STARTING: _P.CHARGING,
        _P.UNKNOWN: _P.CHARGING,
        _P.FAILED: _P.CHARGING,
    },
    Event.FOUND_CHARGING: {
        _P.STARTING: _P.CHARGING,
        _P.UNKNOWN: _P.CHARGING,
        _P.FAILED: _P.CHARGING,
        _P.ENDED: _P.CHARGING,
    },
    Event.TOLD_STOPPING: {
        _P.STARTING: _P.STOPPING,
        _P.CHARGING: _P.STOPPING,
        _P.UNKNOWN: _P.STOPPING,
        _P.FAILED: _P.STOPPING,
    },
    Event.TOLD_ENDED: {
        _P.STARTING: _P.ENDED,
        _P.CHARGING: _P.ENDED,
        _P.STOPPING: _P.ENDED,
        _P.UNKNOWN: _P.ENDED,
        _P.FAILED: _P.ENDED,
    },
    Event.NOT_KNOWN: {_P.STARTING: _P.FAILED, _P.STOPPING: _P.FAILED, _P.UNKNOWN: _P.FAILED},
    Event.FORGOTTEN: {_P.CHARGING: _P.FAILED, _P.STOPPING: _P.FAILED, _P.ENDED: _P.FAILED},
    Event.REFUSED: {_P.STARTING: _P.FAILED, _P.UNKNOWN: _P.FAILED},
    Event.VOIDED: dict.fromkeys(OPEN, _P.FAILED),
    Event.STOP_ASKED: {_P.STARTING: _P.STOPPING, _P.CHARGING: _P.STOPPING, _P.UNKNOWN: _P.STOPPING},
    Event.BILLED: dict.fromkeys(Phase, _P.SETTLED),
    Event.SILENCE: {_P.STARTING: _P.UNKNOWN},
    Event.UNPLUGGED: {_P.CHARGING: _P.ENDED, _P.STOPPING: _P.ENDED},
}


def after(phase: Phase, event: Event) -> Phase:
    """Answer the phase that follows; what the table does not name changes nothing."""
    return TABLE[event].get(phase, phase)


@dataclass(frozen=True, slots=True)
class Order:
    """One purchase. `seq` is our StartChargeSeq; money is None until the operator named it.

    `is_end_supposed` says that ENDED is our own conclusion: no operator has said so.
    """

    seq: str
    operator_id: str
    station_id: str
    station_name: str
    connector_id: str
    connector_name: str
    way: Way
    phase: Phase
    asked_at: datetime
    started_at: datetime | None = None
    told_at: datetime | None = None
    ended_at: datetime | None = None
    energy_kwh: Decimal = Decimal(0)
    energy_cny: Decimal | None = None
    service_cny: Decimal | None = None
    stop_code: str = ""
    is_end_supposed: bool = False

    @property
    def cost_cny(self) -> Decimal | None:
        """Sum energy and service, as last told."""
        if self.energy_cny is None or self.service_cny is None:
            return None
        return self.energy_cny + self.service_cny


@dataclass(frozen=True, slots=True)
class Report:
    """What an operator says about a running order. Current is positive into the battery.

    What the operator's protocol does not tell is None.
    """

    seq: str
    event: Event
    connector_id: str
    current_a: float | None
    voltage_v: float | None
    soc_pct: float | None
    started_at: datetime | None
    sampled_at: datetime | None
    energy_kwh: Decimal
    energy_cny: Decimal | None
    service_cny: Decimal | None


@dataclass(frozen=True, slots=True)
class StartNotice:
    """A start had an outcome; `stop_code` is what the driver types at the pile, often empty."""

    seq: str
    event: Event
    connector_id: str
    started_at: datetime | None
    stop_code: str


@dataclass(frozen=True, slots=True)
class PluggedNotice:
    """A car was plugged in that may start by itself; the same `plug_seq` may be told again."""

    station_id: str
    connector_id: str
    vin: str
    plug_seq: str


@dataclass(frozen=True, slots=True)
class BillLine:
    """One price period of a bill. Prices are CNY per kWh, money has two decimals."""

    start: datetime
    end: datetime
    energy_kwh: Decimal
    energy_price: Decimal
    service_price: Decimal
    energy_cny: Decimal
    service_cny: Decimal


@dataclass(frozen=True, slots=True)
class Bill:
    """An operator's last word on one order. `lines` may be empty; `stop_reason` as T/CEC 102.3."""

    seq: str
    connector_id: str
    started_at: datetime
    ended_at: datetime
    energy_kwh: Decimal
    energy_cny: Decimal
    service_cny: Decimal
    total_cny: Decimal
    stop_reason: int
    lines: tuple[BillLine, ...]

    @property
    def adds_up(self) -> bool:
        """Check to the cent that the parts make the total and the lines make the parts."""
        if self.energy_cny + self.service_cny != self.total_cny:
            return False
        return not self.lines or (
            sum(line.energy_kwh for line in self.lines) == self.energy_kwh
            and sum(line.energy_cny for line in self.lines) == self.energy_cny
            and sum(line.service_cny for line in self.lines) == self.service_cny
        )
