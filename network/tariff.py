"""What a kWh costs, and when. Money is Decimal; times of day are China's unless a zone is named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from decimal import ROUND_HALF_UP, Decimal

from network.runtime import CHINA_TIME

_DAY_S = 86_400
CENT = Decimal("0.01")
# A day in quarter hours: newer tariffs of T/CEC 102 go up to it (operators.md 1.8).
MAX_PERIODS = 96
# How far ahead a cheaper start is looked for: a night. Chosen.
LOOK_AHEAD = timedelta(hours=8)


def to_cent(money: Decimal) -> Decimal:
    """Round to the cent, half up, as a bill does."""
    return money.quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Period:
    """A price from `start_s` (seconds of the day) until the next period; CNY per kWh."""

    start_s: int
    energy_cny: Decimal
    service_cny: Decimal

    @property
    def price_cny(self) -> Decimal:
        """All in."""
        return self.energy_cny + self.service_cny


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of a predicted session at a constant power; the power may be 0, the time not."""

    duration_s: float
    power_kw: float


@dataclass(frozen=True, slots=True)
class Start:
    """When a session may begin, and what it costs then."""

    at: datetime
    cost_cny: Decimal


@dataclass(frozen=True, slots=True)
class PriceTimeline:
    """The prices of one day, which repeats. `periods` is not empty, ascends, and has at most 96.

    Before the first period of the day the last one still holds. `start_cny` is due once a session.
    `is_printed` tells of prices read from a text: shown as such, never billed from.
    """

    periods: tuple[Period, ...]
    zone: tzinfo = CHINA_TIME
    start_cny: Decimal = Decimal(0)
    is_printed: bool = False

    def __post_init__(self) -> None:
        starts = [period.start_s for period in self.periods]
        if not starts or starts != sorted(set(starts)) or starts[0] < 0 or starts[-1] >= _DAY_S:
            raise ValueError("periods must ascend within one day")
        if len(starts) > MAX_PERIODS:
            raise ValueError(f"a day has at most {MAX_PERIODS} periods")

    def period_at(self, wall: datetime) -> Period:
        """Find the period that holds at a moment."""
        second = _second_of_day(wall.astimezone(self.zone))
        started = [period for period in self.periods if period.start_s <= second]
        return started[-1] if started else self.periods[-1]

    def price_at(self, wall: datetime) -> Decimal:
        """Answer the all-in price at a moment."""
        return self.period_at(wall).price_cny

    def next_change(self, wall: datetime) -> datetime:
        """Answer when the next period starts, strictly after `wall`."""
        local = wall.astimezone(self.zone)
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        for period in self.periods:
            start = midnight + timedelta(seconds=period.start_s)
            if start > local:
                return start
        return midnight + timedelta(days=1, seconds=self.periods[0].start_s)

    def day(self) -> tuple[Decimal, ...]:
        """Answer the all-in price at each of the 24 full hours."""
        hours = (datetime(2000, 1, 1, hour, tzinfo=self.zone) for hour in range(24))
        return tuple(self.price_at(hour) for hour in hours)

    def cost(self, energy_kwh: Decimal, start: datetime, power_kw: float) -> Decimal:
        """Estimate what some energy costs when it is taken from `start` on at a constant power.

        Raises: ValueError if the power is not positive.
        """
        return self.session_cost(_steady(energy_kwh, power_kw), start)

    def session_cost(self, steps: Sequence[Step], start: datetime) -> Decimal:
        """Estimate what a predicted session costs that begins at `start`."""
        total = self.start_cny
        moment = start
        for step in steps:
            end = moment + timedelta(seconds=step.duration_s)
            power = Decimal(repr(step.power_kw))
            for begun, until in self._stretches(moment, end):
                hours = Decimal(repr((until - begun).total_seconds())) / 3600
                total += power * hours * self.price_at(begun)
            moment = end
        return to_cent(total)

    def cheapest_start(
        self, steps: Sequence[Step], now: datetime, within: timedelta = LOOK_AHEAD
    ) -> Start:
        """Find the cheapest begin of a session from now on; the earliest of equals.

        The cost changes its slope only where a step begins or ends as the price changes: those
        begins are tried, and the last one, hence the result is exact. Cost: about the number of
        changes times that of steps evaluations.
        """
        begins = sorted({now, now + within, *self._begins(steps, now, now + within)})
        found = [Start(at, self.session_cost(steps, at)) for at in begins]
        return min(found, key=lambda start: start.cost_cny)

    def _begins(self, steps: Sequence[Step], now: datetime, last: datetime) -> Iterator[datetime]:
        offset = timedelta(0)
        for duration_s in (0.0, *(step.duration_s for step in steps)):
            offset += timedelta(seconds=duration_s)
            change = self.next_change(now + offset)
            while (begin := change - offset) <= last:
                yield begin
                change = self.next_change(change)

    def _stretches(self, begin: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Cut a time where the price changes."""
        while begin < end:
            until = min(end, self.next_change(begin))
            yield begin, until
            begin = until


def _steady(energy_kwh: Decimal, power_kw: float) -> tuple[Step, ...]:
    if power_kw <= 0:
        raise ValueError("power must be positive")
    return (Step(float(energy_kwh) / power_kw * 3600, power_kw),)


def _second_of_day(local: datetime) -> int:
    return local.hour * 3600 + local.minute * 60 + local.second
