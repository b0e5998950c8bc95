from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from network.hours import ALWAYS, OpeningHours
from network.runtime import CHINA_TIME
from network.tariff import Period, PriceTimeline
from ui.speech import Speech
from ui.station_hours import cheaper, next_change, opening

pytestmark = pytest.mark.usefixtures("qapp")
# A Wednesday.
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=CHINA_TIME)
MALL = OpeningHours((((7 * 60, 23 * 60),),) * 7)
WEEKDAYS = OpeningHours((*(((8 * 60, 18 * 60),),) * 5, (), ()))


@pytest.mark.parametrize(
    ("hours", "wall", "said"),
    [
        (None, NOON, ""),
        (ALWAYS, NOON, "Open 24 hours"),
        (MALL, NOON, "Open now, closes at 23:00"),
        (MALL, NOON.replace(hour=23), "Closed, opens at 07:00"),
        (WEEKDAYS, NOON, "Open now, closes at 18:00"),
        # Friday evening: it opens on Monday, more than a day later.
        (WEEKDAYS, NOON + timedelta(days=2, hours=8), "Closed"),
        (OpeningHours(((),) * 7), NOON, "Closed"),
    ],
)
def test_it_is_said_whether_a_place_is_open(
    hours: OpeningHours | None, wall: datetime, said: str
) -> None:
    assert opening(hours, wall, Speech()) == said


def test_a_place_that_passes_midnight_does_not_close_there() -> None:
    # Open until 2 at night: two spans that meet at midnight.
    late = OpeningHours((((0, 120), (600, 1440)),) * 7)
    assert next_change(late, NOON) == NOON.replace(hour=2) + timedelta(days=1)


def test_an_exception_closes_earlier() -> None:
    closing = (NOON.replace(hour=15), NOON.replace(hour=20))
    holiday = OpeningHours(MALL.week, closings=(closing,))
    assert next_change(holiday, NOON) == NOON.replace(hour=15)


def timeline(*periods: tuple[int, str]) -> PriceTimeline:
    return PriceTimeline(
        tuple(Period(hour * 3600, Decimal(price), Decimal(0)) for hour, price in periods)
    )


@pytest.mark.parametrize(
    ("prices", "said"),
    [
        (timeline((0, "0.62")), "The same price all day"),
        (timeline((7, "1.32"), (23, "0.62")), "Cheaper from 23:00: ¥0.62"),
        # The lowest of the coming day, not the next that is lower.
        (timeline((0, "0.40"), (7, "1.32"), (18, "1.10")), "Cheaper from 00:00: ¥0.40"),
        (timeline((0, "1.32"), (11, "0.62"), (17, "1.80")), "Cheapest now, until 17:00"),
        (timeline((0, "0.62"), (11, "0.62")), "The same price all day"),
    ],
)
def test_the_cheaper_hours_are_said_in_words(prices: PriceTimeline, said: str) -> None:
    assert cheaper(prices, NOON, Speech()) == said
