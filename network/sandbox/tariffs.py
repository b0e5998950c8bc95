"""Invent what a kWh costs at simulated operators: 2 to 6 periods a day, the same on every run.

Ranges as operators.md 8.7: energy 0.3-1.4, service 0.2-0.8 CNY/kWh. The shapes are chosen after the
usual valley at night and peaks before noon and in the evening.
"""

import hashlib
from decimal import Decimal
from functools import cache

from network.tariff import Period, PriceTimeline

_VALLEY, _FLAT, _PEAK, _SHARP = Decimal("0.55"), Decimal(1), Decimal("1.45"), Decimal("1.7")
_SHAPES: tuple[tuple[tuple[int, Decimal], ...], ...] = (
    ((0, _VALLEY), (8, _FLAT)),
    ((0, _VALLEY), (7, _FLAT), (23, _VALLEY)),
    ((0, _VALLEY), (8, _FLAT), (18, _PEAK), (22, _FLAT)),
    ((0, _VALLEY), (7, _FLAT), (10, _PEAK), (15, _FLAT), (18, _PEAK)),
    ((0, _VALLEY), (7, _FLAT), (10, _PEAK), (15, _FLAT), (18, _SHARP), (21, _FLAT)),
)
_ENERGY_CNY = (Decimal("0.3"), Decimal("1.4"))
_SERVICE_CNY = (Decimal("0.2"), Decimal("0.8"))
_STEPS = 1000
_LEVELS = 5
_TEN_THOUSANDTH = Decimal("0.0001")


def timeline_of(operator_id: str, station_id: str) -> PriceTimeline:
    """Answer the prices of one station: its operator's shape at the level of its place."""
    return _timeline(operator_id, tariff_place(station_id))


def tariff_place(station_id: str) -> str:
    """Answer the key of all stations of an operator that have the same prices.

    Its stations of one province have a handful of levels: an id begins with the area's code and
    ends with a number.
    """
    last = station_id[9:10]
    return station_id[:2] + str(int(last) % _LEVELS) if last.isdecimal() else station_id


@cache
def _timeline(operator_id: str, place: str) -> PriceTimeline:
    shape = _SHAPES[_draw(operator_id, "shape") % len(_SHAPES)]
    # The flat price such that valley and sharp peak stay within the range.
    flat = _between((Decimal("0.56"), Decimal("0.82")), operator_id, place, "energy")
    service = _between(_SERVICE_CNY, operator_id, place, "service")
    return PriceTimeline(
        tuple(
            Period(hour * 3600, _within(_ENERGY_CNY, flat * factor), service)
            for hour, factor in shape
        )
    )


def _draw(*words: str) -> int:
    return int.from_bytes(hashlib.sha256("/".join(words).encode()).digest()[:8])


def _between(limits: tuple[Decimal, Decimal], *words: str) -> Decimal:
    low, high = limits
    return (low + (high - low) * (_draw(*words) % _STEPS) / _STEPS).quantize(_TEN_THOUSANDTH)


def _within(limits: tuple[Decimal, Decimal], price: Decimal) -> Decimal:
    return min(max(price, limits[0]), limits[1]).quantize(_TEN_THOUSANDTH)
