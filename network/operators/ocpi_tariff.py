"""Turn OCPI's tariffs into a price by the kWh and the time of day, where they are one. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal
from itertools import pairwise

import msgspec

from network.hours import DAY_MIN
from network.operators.ocpi_envelope import parse_time
from network.operators.ocpi_fields import PriceComponent, Restrictions, Tariff, TariffElement
from network.tariff import MAX_PERIODS, Period, PriceTimeline

_DAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
_FREE = Decimal(0)
# What a restriction may ask that no time of day answers.
_BY_SESSION = (
    "min_kwh",
    "max_kwh",
    "min_current",
    "max_current",
    "min_power",
    "max_power",
    "min_duration",
    "max_duration",
)


class Inexpressible(Exception):
    """A tariff is no price by the kWh and the time of day; one line says why."""


@dataclass(frozen=True, slots=True)
class _Day:
    """The day for which a tariff is read."""

    day: date
    zone: tzinfo


def parse_prices(
    tariff: Tariff, wall: datetime, zone: tzinfo, currency: str = "CNY"
) -> PriceTimeline:
    """Read the prices of the day of `wall` in the location's zone, with VAT.

    `currency` is that of the caller's money. What is due for parking after the charge is left out;
    what is due once a session is in `start_cny`, and prices do not tell of a least or a greatest
    sum. Raises: Inexpressible
    """
    if tariff.currency != currency:
        raise Inexpressible(f"it is in {tariff.currency}")
    _check_dates(tariff, wall)
    day = _Day(wall.astimezone(zone).date(), zone)
    elements = [one for one in tariff.elements if _is_for_charging(one, day)]
    if _has_price(elements, "TIME"):
        raise Inexpressible("it charges by the hour")
    cuts = sorted({0, *_cuts(elements)})
    if len(cuts) > MAX_PERIODS:
        raise Inexpressible("it changes too often")
    prices = [_price_at(elements, "ENERGY", minute) for minute in cuts]
    starts = {_price_at(elements, "FLAT", minute) for minute in cuts}
    if len(starts) > 1:
        raise Inexpressible("its start fee depends on the hour")
    # Two neighbours of one price are one period.
    kept = [0, *(k for k, (old, new) in enumerate(pairwise(prices), 1) if old != new)]
    periods = tuple(Period(cuts[k] * 60, prices[k], _FREE) for k in kept)
    return PriceTimeline(periods, zone, start_cny=starts.pop())


def _check_dates(tariff: Tariff, wall: datetime) -> None:
    try:
        begins = parse_time(tariff.start_date_time) if tariff.start_date_time else None
        ends = parse_time(tariff.end_date_time) if tariff.end_date_time else None
    except msgspec.ValidationError as error:
        raise Inexpressible(str(error)) from error
    if (begins and wall < begins) or (ends and wall >= ends):
        raise Inexpressible("it is not valid now")


def _is_for_charging(element: TariffElement, day: _Day) -> bool:
    """Tell whether an element matters to a charge on this day; a reservation's does not."""
    limits = element.restrictions
    if limits is None:
        return True
    if limits.reservation is not None:
        return False
    if any(getattr(limits, name) is not None for name in _BY_SESSION):
        if all(part.type == "PARKING_TIME" for part in element.price_components):
            return False
        raise Inexpressible("it depends on the power, the energy or the length of the charge")
    if limits.day_of_week and _DAYS[day.day.weekday()] not in limits.day_of_week:
        return False
    begins, ends = _date(limits.start_date), _date(limits.end_date)
    return (begins is None or begins <= day.day) and (ends is None or day.day < ends)


def _date(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Inexpressible(f"{text!r} is not a date") from error


def _has_price(elements: Sequence[TariffElement], kind: str) -> bool:
    return any(
        part.type == kind and part.price != 0 for one in elements for part in one.price_components
    )


def _cuts(elements: Sequence[TariffElement]) -> Iterator[int]:
    for element in elements:
        if element.restrictions is not None:
            begin, end = _span(element.restrictions)
            yield begin
            yield end % DAY_MIN


def _price_at(elements: Sequence[TariffElement], kind: str, minute: int) -> Decimal:
    """Find what holds at a minute: the first element that fits and has such a price."""
    for element in elements:
        if element.restrictions is not None and not _holds(element.restrictions, minute):
            continue
        for part in element.price_components:
            if part.type == kind:
                return _with_vat(part)
    return _FREE  # what no element prices is free of charge


def _with_vat(part: PriceComponent) -> Decimal:
    return part.price * (100 + (part.vat or 0)) / 100


def _holds(limits: Restrictions, minute: int) -> bool:
    begin, end = _span(limits)
    if begin < end:
        return begin <= minute < end
    return minute >= begin or minute < end


def _span(limits: Restrictions) -> tuple[int, int]:
    begin = _minute(limits.start_time) if limits.start_time else 0
    end = _minute(limits.end_time) if limits.end_time else DAY_MIN
    return begin, end or DAY_MIN


def _minute(clock: str) -> int:
    hour, colon, minute = clock.partition(":")
    if not (colon and hour.isdecimal() and minute.isdecimal() and int(minute) < 60):
        raise Inexpressible(f"{clock!r} is not a time of day")
    value = int(hour) * 60 + int(minute)
    if value > DAY_MIN:
        raise Inexpressible(f"{clock!r} is not a time of day")
    return value
