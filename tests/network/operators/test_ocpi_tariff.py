"""Which of OCPI's tariffs are a price by the kWh and the time of day, and which are not."""

import json
import os
from datetime import UTC, datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest

from network.operators.ocpi_fields import Tariff
from network.operators.ocpi_tariff import Inexpressible, parse_prices
from network.runtime import CHINA_TIME
from network.tariff import PriceTimeline
from tests.network.operators import ocpi_examples

MONDAY = datetime(2026, 3, 2, 12, tzinfo=CHINA_TIME)
SATURDAY = datetime(2026, 3, 7, 12, tzinfo=CHINA_TIME)
BERLIN = ZoneInfo("Europe/Berlin")


def energy(price: float, **restrictions: object) -> dict[str, object]:
    element: dict[str, object] = {
        "price_components": [{"type": "ENERGY", "price": price, "step_size": 1}]
    }
    return element | ({"restrictions": restrictions} if restrictions else {})


def prices(*elements: dict[str, object], at: datetime = MONDAY, **fields: object) -> PriceTimeline:
    raw = {"id": "1", "currency": "CNY", "elements": elements, **fields}
    tariff = msgspec.json.decode(json.dumps(raw), type=Tariff)
    return parse_prices(tariff, at, CHINA_TIME)


def steps(line: PriceTimeline) -> list[tuple[int, str]]:
    return [(period.start_s // 3600, str(period.price_cny)) for period in line.periods]


def test_the_standards_price_with_a_start_fee_is_read_with_vat() -> None:
    tariff = msgspec.json.decode(ocpi_examples.TARIFF, type=Tariff)
    line = parse_prices(tariff, MONDAY, BERLIN, "EUR")
    # 0.25 and 10 %, 0.50 and 20 %: the standard prints 0.275 a kWh and 0.60 to start.
    assert line.price_at(MONDAY) == Decimal("0.275")
    assert line.start_cny == Decimal("0.60")
    assert line.zone is BERLIN


def test_a_tariff_in_other_money_is_not_ours() -> None:
    tariff = msgspec.json.decode(ocpi_examples.TARIFF, type=Tariff)
    with pytest.raises(Inexpressible, match="it is in EUR"):
        parse_prices(tariff, MONDAY, BERLIN)


def test_the_first_element_that_fits_wins() -> None:
    line = prices(
        energy(0.5, start_time="23:00", end_time="07:00"),
        energy(1.5, start_time="18:00", end_time="22:00"),
        energy(1.0),
    )
    assert steps(line) == [(0, "0.5"), (7, "1.0"), (18, "1.5"), (22, "1.0"), (23, "0.5")]


def test_an_end_at_midnight_is_the_end_of_the_day() -> None:
    line = prices(energy(2, start_time="20:00", end_time="00:00"), energy(1))
    assert steps(line) == [(0, "1"), (20, "2")]


def test_days_and_dates_are_those_of_the_day_asked_for() -> None:
    weekend = energy(0.8, day_of_week=["SATURDAY", "SUNDAY"])
    assert steps(prices(weekend, energy(1))) == [(0, "1")]
    assert steps(prices(weekend, energy(1), at=SATURDAY)) == [(0, "0.8")]
    # The last date is not within.
    holiday = energy(0.1, start_date="2026-03-01", end_date="2026-03-02")
    assert steps(prices(holiday, energy(1))) == [(0, "1")]


def test_what_nothing_prices_is_free_of_charge() -> None:
    assert steps(prices(energy(1, start_time="08:00", end_time="20:00"))) == [
        (0, "0"),
        (8, "1"),
        (20, "0"),
    ]


def test_a_reservations_price_is_not_a_charges() -> None:
    assert steps(prices(energy(9, reservation="RESERVATION"), energy(1))) == [(0, "1")]


@pytest.mark.parametrize(
    ("element", "says"),
    [
        ({"price_components": [{"type": "TIME", "price": 2, "step_size": 60}]}, "by the hour"),
        (energy(1, max_power=16), "depends on the power"),
        (energy(1, max_duration=1800), "depends on the power"),
        (energy(1, start_time="25:00"), "not a time of day"),
        (energy(1, start_time="8"), "not a time of day"),
        (energy(1, start_date="soon"), "not a date"),
    ],
)
def test_what_no_time_of_day_prices_is_inexpressible(element: dict[str, object], says: str) -> None:
    with pytest.raises(Inexpressible, match=says):
        prices(element, energy(1))


def test_parking_after_the_charge_is_left_out() -> None:
    parking: dict[str, object] = {
        "price_components": [{"type": "PARKING_TIME", "price": 5, "step_size": 300}],
        "restrictions": {"min_duration": 3600},
    }
    assert steps(prices(parking, energy(1))) == [(0, "1")]


def test_a_tariff_of_another_time_is_not_shown() -> None:
    with pytest.raises(Inexpressible, match="not valid now"):
        prices(energy(1), end_date_time="2026-03-02T04:00:00Z")  # noon in China
    with pytest.raises(Inexpressible, match="not valid now"):
        prices(energy(1), start_date_time="2026-03-02T04:00:01Z")
    assert steps(prices(energy(1), end_date_time="2026-03-02T04:00:01Z")) == [(0, "1")]


def test_a_day_in_more_than_96_pieces_is_inexpressible() -> None:
    minutes = [f"{k * 10 // 60:02d}:{k * 10 % 60:02d}" for k in range(144)]
    elements = [
        energy(k, start_time=a, end_time=b) for k, (a, b) in enumerate(pairwise(minutes), 1)
    ]
    with pytest.raises(Inexpressible, match="changes too often"):
        prices(*elements)


# What the standard says about its own examples: 9 are by the hour or by power.
EXPRESSIBLE = {"3", "5", "6", "8", "9", "10", "12", "15", "16", "17", "18"}


def test_the_standards_tariffs_by_the_kwh_are_expressible_and_no_others() -> None:
    folder = os.environ.get("CHARGEDECK_VECTORS")
    if folder is None:
        pytest.skip("CHARGEDECK_VECTORS is not set")
    found = set()
    for file in (Path(folder) / "ocpi" / "2.2.1").glob("tariff*.json"):
        tariff = msgspec.json.decode(file.read_bytes(), type=Tariff)
        try:
            parse_prices(tariff, datetime(2019, 3, 4, 12, tzinfo=UTC), BERLIN, "EUR")
        except Inexpressible:
            continue
        found.add(file.stem.split("_")[1])
    assert found == EXPRESSIBLE
