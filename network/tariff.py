"""What a kWh costs, and when. Money is Decimal; times of day are China's."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from network.runtime import CHINA_TIME

_DAY_S = 86_400
CENT = Decimal("0.01")


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
class PriceTimeline:
    """The prices of one day, which repeats. `periods` is not empty and ascends.

    Before the first period of the day the last one still holds.
    """

    periods: tuple[Period, ...]

    def __post_init__(self) -> None:
        starts = [period.start_s for period in self.periods]
        if not starts or starts != sorted(set(starts)) or starts[0] < 0 or starts[-1] >= _DAY_S:
            raise ValueError("periods must ascend within one day")

    def period_at(self, wall: datetime) -> Period:
        """Find the period that holds at a moment."""
        second = _second_of_day(wall)
        started = [period for period in self.periods if period.start_s <= second]
        return started[-1] if started else self.periods[-1]

    def price_at(self, wall: datetime) -> Decimal:
        """Answer the all-in price at a moment."""
        return self.period_at(wall).price_cny

    def next_change(self, wall: datetime) -> datetime:
        """Answer when the next period starts, strictly after `wall`."""
        local = wall.astimezone(CHINA_TIME)
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        for period in self.periods:
            start = midnight + timedelta(seconds=period.start_s)
            if start > local:
                return start
        return midnight + timedelta(days=1, seconds=self.periods[0].start_s)

    def day(self) -> tuple[Decimal, ...]:
        """Answer the all-in price at each of the 24 full hours."""
        hours = (datetime(2000, 1, 1, hour, tzinfo=CHINA_TIME) for hour in range(24))
        return tuple(self.price_at(hour) for hour in hours)

    def cost(self, energy_kwh: Decimal, start: datetime, power_kw: float) -> Decimal:
        """Estimate what some energy costs when it is taken from `start` on at a constant power.

        Raises: ValueError if the power is not positive.
        """
        if power_kw <= 0:
            raise ValueError("power must be positive")
        total = Decimal(0)
        moment, left = start, energy_kwh
        while left > 0:
            until = self.next_change(moment)
            hours = Decimal((until - moment).total_seconds()) / 3600
            taken = min(left, Decimal(power_kw) * hours)
            total += taken * self.price_at(moment)
            left -= taken
            moment = until
        return to_cent(total)


def _second_of_day(wall: datetime) -> int:
    local = wall.astimezone(CHINA_TIME)
    return local.hour * 3600 + local.minute * 60 + local.second
