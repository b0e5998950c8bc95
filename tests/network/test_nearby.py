"""The nearest, the cheapest and the fastest around the car."""

from dataclasses import replace

import numpy as np
import pytest

from network.cluster_tree import arrange
from network.columns import STATUS_CODE, Columns, Draft
from network.geo import mercator
from network.nearby import Sorting, nearby, nearest_of
from network.printed import no_prices
from network.stations import Network, Status

HERE = (31.0, 121.0)
# Degrees to the north (0.01 is 1.1 km), highest power, printed price in 1/10 000 yuan (0: none).
STATIONS = (
    (0.010, 60.0, 15_000),
    (0.020, 120.0, 9_000),
    (0.030, 480.0, 0),
    (0.040, 480.0, 12_000),
    (0.050, 60.0, 9_000),
    # 33 km away: too far to be told as near, cheap and fast as it is.
    (0.300, 600.0, 1_000),
)


def columns() -> Columns:
    at = [mercator(HERE[0] + north, HERE[1]) for north, _, _ in STATIONS]
    count = len(STATIONS)
    prices = np.concatenate(
        (no_prices(), *(np.full((1, 96), units, np.uint32) for _, _, units in STATIONS if units))
    )
    priced = iter(range(1, count + 1))
    draft = Draft(
        operators=("cloud",),
        networks=(Network.THIRD_PARTY,),
        x=np.array([x for x, _ in at]),
        y=np.array([y for _, y in at]),
        operator=np.zeros(count, np.uint8),
        is_service_area=np.zeros(count, np.bool_),
        size=np.ones(count, np.int64),
        power_kw=np.array([kw for _, kw, _ in STATIONS]),
        access=np.ones(count, np.uint8),
        is_dc=np.ones(count, np.bool_),
        standard=np.zeros(count, np.uint8),
        area=np.zeros(count, np.uint32),
        tariff=np.array([next(priced) if units else 0 for _, _, units in STATIONS], np.int32),
        prices=prices,
    )
    return arrange(draft)[1]


def numbers(found: Columns, rows: list[int]) -> list[int]:
    """Tell rows by their places in STATIONS."""
    return [int(found.key[row]) for row in rows]


@pytest.mark.parametrize(
    ("sorting", "best"),
    [
        (Sorting.NEAREST, [0, 1, 2, 3]),
        (Sorting.CHEAPEST, [1, 4, 3, 0]),
        (Sorting.FASTEST, [2, 3, 1, 0]),
    ],
)
def test_the_best_come_first_and_of_equals_the_nearest(sorting: Sorting, best: list[int]) -> None:
    found = columns()
    assert numbers(found, nearby(found, HERE, sorting, 40, 4)) == best


def test_what_is_full_comes_last_and_what_is_unknown_does_not() -> None:
    found = columns()
    full = found.key.tolist().index(1)
    found.set_status(
        found.first[full : full + 1], np.array([STATUS_CODE[Status.CHARGING]], np.uint8), 0.0
    )
    assert numbers(found, nearby(found, HERE, Sorting.CHEAPEST, 40, 5)) == [4, 3, 0, 2, 1]
    assert numbers(found, nearby(found, HERE, Sorting.NEAREST, 40, 2)) == [0, 1]


def test_where_hardly_any_lies_the_nearest_are_taken() -> None:
    found = columns()
    far = (HERE[0] + 2.0, HERE[1])
    assert numbers(found, nearby(found, far, Sorting.FASTEST, 40, 3)) == [5, 3, 4]
    assert numbers(found, nearby(found, HERE, Sorting.NEAREST, 40, 50)) == [0, 1, 2, 3, 4, 5]


def test_the_nearest_of_an_operator_are_its_own() -> None:
    found = columns()
    assert numbers(found, nearest_of(found, HERE, "cloud", 2)) == [0, 1]
    assert nearest_of(found, HERE, "nobody", 2) == []
    assert nearest_of(replace(found, operators=("cloud", "new")), HERE, "new", 2) == []


def test_a_network_without_stations_has_none_near() -> None:
    empty = replace(columns(), x=np.empty(0), y=np.empty(0))
    assert nearby(empty, HERE, Sorting.NEAREST, 0, 5) == []


def test_the_price_is_that_of_the_quarter() -> None:
    found = columns()
    # The nearest is the cheapest at 1:00, and only then.
    found.prices[found.tariff[found.key.tolist().index(0)], 4] = 5_000
    assert numbers(found, nearby(found, HERE, Sorting.CHEAPEST, 4, 1)) == [0]
    assert numbers(found, nearby(found, HERE, Sorting.CHEAPEST, 5, 1)) == [1]
