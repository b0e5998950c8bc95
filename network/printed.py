"""Keep printed prices as numbers that a filter can compare: one row a tariff, one column a quarter.

They come from a text for people (see `PriceTimeline.is_printed`) and are never billed from.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

import numpy as np
from numpy.typing import NDArray

from network.runtime import CHINA_TIME
from network.tariff import PriceTimeline

QUARTERS: Final = 96
# Stands for a price that is not known: above every ceiling.
UNPRICED: Final = 2**32 - 1
# T/CEC 102 prices have 4 decimals (operators.md 1.8).
_UNITS: Final = 10_000
# Any day does, as a timeline repeats every day; another zone's summer time is not followed.
_DAY: Final = datetime(2025, 1, 1, tzinfo=CHINA_TIME)

Prices = NDArray[np.uint32]


def in_units(cny: Decimal) -> int:
    """Write a price in 1/10 000 CNY, rounded down; at most what lies below UNPRICED."""
    return max(0, min(int(cny * _UNITS), UNPRICED - 1))


def quarter_of(wall: datetime) -> int:
    """Answer the quarter of an hour of China's day, 0 to 95."""
    local = wall.astimezone(CHINA_TIME)
    return local.hour * 4 + local.minute // 15


def no_prices() -> Prices:
    """Make the table of a network in which nobody prints a price: tariff 0 alone."""
    return np.full((1, QUARTERS), UNPRICED, np.uint32)


def price_table(
    timelines: Iterable[PriceTimeline | None],
) -> tuple[Prices, NDArray[np.int32]]:
    """Write each different timeline once; also answer the row of each one given, 0 for none.

    A column holds the all-in price at the begin of its quarter.
    """
    numbers: dict[PriceTimeline, int] = {}
    tariff = [0 if one is None else numbers.setdefault(one, len(numbers) + 1) for one in timelines]
    table = np.concatenate((no_prices(), *(_row(one) for one in numbers)))
    return table, np.array(tariff, np.int32)


def _row(timeline: PriceTimeline) -> Prices:
    quarters = (_DAY + timedelta(minutes=15 * quarter) for quarter in range(QUARTERS))
    return np.array([[in_units(timeline.price_at(wall)) for wall in quarters]], np.uint32)
