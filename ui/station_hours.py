"""Say when a place is open and when it is cheaper, in words. No Qt."""

from datetime import datetime, timedelta
from typing import Final

from network.hours import OpeningHours
from network.tariff import PriceTimeline
from ui import figures, station_wording
from ui.speech import Speech

_DAY: Final = timedelta(days=1)
_MINUTE: Final = timedelta(minutes=1)
# Hours that change only after a week do not change for who stands before the gate.
_LOOK_AHEAD: Final = timedelta(days=7)


def opening(hours: OpeningHours | None, wall: datetime, speech: Speech) -> str:
    """Say whether a place is open and until when; empty where nobody told."""
    if hours is None:
        return ""
    if hours.is_always:
        return speech.say(station_wording.ALWAYS_OPEN)
    is_open = hours.is_open(wall)
    change = next_change(hours, wall)
    if change is None or change - wall > _DAY:
        return speech.say(station_wording.OPEN_NOW if is_open else station_wording.CLOSED)
    sentence = station_wording.OPEN_UNTIL if is_open else station_wording.CLOSED_UNTIL
    return speech.say(sentence, time=figures.clock(change))


def next_change(hours: OpeningHours, wall: datetime) -> datetime | None:
    """Find when it opens or closes next, within a week; None where it does not."""
    is_open = hours.is_open(wall)
    marks = sorted(
        mark
        for mark in (*_regular(hours, wall), *_exceptions(hours))
        if wall < mark <= wall + _LOOK_AHEAD
    )
    return next((mark for mark in marks if hours.is_open(mark) != is_open), None)


def _regular(hours: OpeningHours, wall: datetime) -> list[datetime]:
    local = wall.astimezone(hours.zone)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    return [
        midnight + day * _DAY + minute * _MINUTE
        for day in range(8)
        for span in hours.on((midnight + day * _DAY).date())
        for minute in span
    ]


def _exceptions(hours: OpeningHours) -> list[datetime]:
    return [mark for span in (*hours.openings, *hours.closings) for mark in span]


def cheaper(timeline: PriceTimeline, wall: datetime, speech: Speech) -> str:
    """Say when a kWh costs less within a day, or that it does not."""
    now_cny = timeline.price_at(wall)
    changes = []
    at = timeline.next_change(wall)
    while at < wall + _DAY:
        changes.append(at)
        at = timeline.next_change(at)
    prices = [(timeline.price_at(change), change) for change in changes]
    lowest = min(prices, default=(now_cny, wall))
    if lowest[0] < now_cny:
        return speech.say(
            station_wording.CHEAPER_FROM,
            time=figures.clock(lowest[1].astimezone(timeline.zone)),
            price=figures.money(lowest[0], speech.language),
        )
    rise = next((change for price, change in prices if price > now_cny), None)
    if rise is None:
        return speech.say(station_wording.SAME_ALL_DAY)
    return speech.say(
        station_wording.CHEAPEST_NOW, time=figures.clock(rise.astimezone(timeline.zone))
    )
