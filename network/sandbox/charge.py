"""One charge as a simulated operator keeps it: its meter, its money, how it stands."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from network.operators.tcec102_build import build_bill, build_time
from network.operators.tcec102_fields import ChargeStatus, OrderInfo, StartResult, StopResult
from network.order import Bill, BillLine
from network.sandbox.metering import MeterLedger
from network.tariff import PriceTimeline

STARTING, CHARGING, STOPPING, ENDED, UNKNOWN = 1, 2, 3, 4, 5
_OCCUPIED, _CHARGING = 2, 3


@dataclass(frozen=True, slots=True)
class Meter:
    """What a pile measures; energy counts from 0 in every charge, current is into the battery."""

    voltage_v: float
    current_a: float
    energy_kwh: float
    soc_pct: float


class SandboxCharge:
    """A charge from its acceptance on. `stat` is its StartChargeSeqStat."""

    def __init__(
        self, seq: str, connector_id: str, timeline: PriceTimeline, accepted_at: datetime
    ) -> None:
        self.seq = seq
        self.connector_id = connector_id
        self.stat = STARTING
        self.is_stop_asked = False
        self._timeline = timeline
        self._accepted_at = accepted_at
        self._ledger: MeterLedger | None = None
        self._started_at: datetime | None = None
        self._sampled_at = accepted_at
        self._meter = Meter(0.0, 0.0, 0.0, 0.0)
        self._stop_reason = 0

    @property
    def is_live(self) -> bool:
        """Whether it has not ended."""
        return self.stat != ENDED

    def read(self, wall: datetime, meter: Meter) -> bool:
        """Take a reading; True for the first one with current."""
        self._meter, self._sampled_at = meter, wall
        is_first = self._ledger is None and (meter.current_a > 0 or meter.energy_kwh > 0)
        if is_first:
            self._started_at = wall
            self._ledger = MeterLedger(self._timeline, wall)
            if self.stat == STARTING:
                self.stat = CHARGING
        if self._ledger is not None:
            self._ledger.read(wall, meter.energy_kwh)
        return is_first

    def end(self, wall: datetime, meter: Meter | None, stop_reason: int) -> None:
        """End it with the last reading, None where the pile has none."""
        if meter is not None:
            self.read(wall, meter)
        self._sampled_at = wall
        self._stop_reason = stop_reason
        self.stat = ENDED

    def status(self) -> ChargeStatus:
        """Say how it stands."""
        energy_cny, service_cny = self._money()
        flows = self.stat in (CHARGING, STOPPING)
        return ChargeStatus(
            StartChargeSeq=self.seq,
            StartChargeSeqStat=self.stat,
            ConnectorID=self.connector_id,
            ConnectorStatus=_CHARGING if flows else _OCCUPIED,
            CurrentA=round(self._meter.current_a, 1) if flows else 0.0,
            VoltageA=round(self._meter.voltage_v, 1) if flows else 0.0,
            Soc=round(self._meter.soc_pct, 1),
            StartTime=build_time(self._started_at) if self._started_at else "",
            EndTime=build_time(self._sampled_at),
            TotalPower=sum((line.energy_kwh for line in self._lines()), Decimal("0.00")),
            ElecMoney=energy_cny,
            SeviceMoney=service_cny,
            TotalMoney=energy_cny + service_cny,
        )

    def start_result(self) -> StartResult:
        """Say how the start went."""
        started = build_time(self._started_at or self._accepted_at)
        return StartResult(self.seq, self.stat, self.connector_id, started)

    def stop_result(self) -> StopResult:
        """Say how the stop went."""
        return StopResult(self.seq, self.stat, self.connector_id, 0)

    def bill(self) -> OrderInfo:
        """Make the bill as T/CEC 102 has it."""
        return build_bill(self.account())

    def account(self) -> Bill:
        """Say what was taken and is owed so far: every total is the sum of its lines."""
        lines = self._lines()
        energy_cny, service_cny = self._money()
        return Bill(
            seq=self.seq,
            connector_id=self.connector_id,
            started_at=self._started_at or self._accepted_at,
            ended_at=self._sampled_at,
            energy_kwh=sum((line.energy_kwh for line in lines), Decimal("0.00")),
            energy_cny=energy_cny,
            service_cny=service_cny,
            total_cny=energy_cny + service_cny,
            stop_reason=self._stop_reason,
            lines=lines,
        )

    @property
    def soc_pct(self) -> float:
        """State of charge as last read, per cent."""
        return self._meter.soc_pct

    def _lines(self) -> tuple[BillLine, ...]:
        return self._ledger.lines() if self._ledger is not None else ()

    def _money(self) -> tuple[Decimal, Decimal]:
        lines = self._lines()
        nothing = Decimal("0.00")
        return (
            sum((line.energy_cny for line in lines), nothing),
            sum((line.service_cny for line in lines), nothing),
        )
