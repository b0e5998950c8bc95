"""Make a bill from a meter: energy by price period, to the cent."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from network.order import BillLine
from network.tariff import CENT, Period, PriceTimeline, to_cent


@dataclass(slots=True)
class _Stretch:
    start: datetime
    end: datetime
    period: Period
    meter_kwh: Decimal  # the meter at `end`


class MeterLedger:
    """The meter of one charge against its prices. The meter starts at 0 and never runs backwards.

    Between two readings power is taken as constant, so a reading that spans a price change is
    divided where the price changes.
    """

    def __init__(self, timeline: PriceTimeline, start: datetime) -> None:
        self._timeline = timeline
        first = _Stretch(start, start, timeline.period_at(start), Decimal(0))
        self._stretches = [first]

    def read(self, wall: datetime, energy_kwh: float) -> None:
        """Take a reading; one that is older or smaller than the last is ignored."""
        last = self._stretches[-1]
        meter = Decimal(repr(energy_kwh))
        if wall < last.end or meter < last.meter_kwh:
            return
        began, began_kwh = last.end, last.meter_kwh
        span_s = Decimal((wall - began) / timedelta(seconds=1))
        while (change := self._timeline.next_change(last.end)) <= wall:
            share = Decimal((change - began) / timedelta(seconds=1)) / span_s
            last.end, last.meter_kwh = change, began_kwh + (meter - began_kwh) * share
            last = _Stretch(change, change, self._timeline.period_at(change), last.meter_kwh)
            self._stretches.append(last)
        last.end, last.meter_kwh = wall, meter

    def lines(self) -> tuple[BillLine, ...]:
        """Answer the bill so far. Energies are rounded so that they sum to the rounded meter."""
        lines = []
        billed_kwh = Decimal(0)
        for stretch in self._stretches:
            if stretch.start == stretch.end and stretch is not self._stretches[0]:
                continue  # the charge ended where the price changed
            meter_kwh = stretch.meter_kwh.quantize(CENT, ROUND_HALF_UP)
            energy_kwh, billed_kwh = meter_kwh - billed_kwh, meter_kwh
            period = stretch.period
            lines.append(
                BillLine(
                    start=stretch.start,
                    end=stretch.end,
                    energy_kwh=energy_kwh,
                    energy_price=period.energy_cny,
                    service_price=period.service_cny,
                    energy_cny=to_cent(energy_kwh * period.energy_cny),
                    service_cny=to_cent(energy_kwh * period.service_cny),
                )
            )
        return tuple(lines)
