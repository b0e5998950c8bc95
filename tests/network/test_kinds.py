from datetime import date

import numpy as np

from network.kinds import Kinds, distinct, from_day, power_class, runs, to_day


def kinds(operators: list[int], access: list[int], last_days: list[int]) -> Kinds:
    count = len(operators)
    same = np.ones(count, np.uint8)
    return Kinds(
        operator=np.array(operators, np.uint8),
        power_class=same,
        access=np.array(access, np.uint8),
        is_dc=same == 1,
        standard=same,
        is_service_area=same == 0,
        valid_from=np.zeros(count, np.int32),
        valid_to=np.array(last_days, np.int32),
    )


def test_powers_fall_into_eight_classes_by_their_lower_bounds() -> None:
    powers = np.array([3.5, 19.9, 20, 60, 120, 180, 250, 480, 600, 1000])
    assert power_class(powers).tolist() == [0, 0, 1, 2, 3, 4, 5, 6, 7, 7]


def test_a_run_ends_with_its_station_and_where_the_sort_changes() -> None:
    each = kinds([3, 3, 3, 4, 4], [1, 1, 2, 2, 2], [9, 9, 9, 9, 9])
    # Two stations, of four connectors and of one.
    assert runs(each, np.array([0, 4, 5], np.int32)).tolist() == [0, 2, 3, 4, 5]


def test_every_sort_is_listed_once() -> None:
    each = kinds([7, 2, 7, 2], [1, 1, 1, 1], [5, 5, 5, 6])
    sorts, number = distinct(each)
    assert len(sorts) == 3
    assert number[0] == number[2]
    for name in ("operator", "valid_to"):
        assert getattr(sorts, name)[number].tolist() == getattr(each, name).tolist()


def test_no_day_is_no_limit() -> None:
    # Day 1 of the proleptic calendar is 0001-01-01, and 2025-07-09 is day 739441.
    assert (from_day(None), to_day(None)) == (0, 2_147_483_647)
    assert from_day(date(2025, 7, 9)) == to_day(date(2025, 7, 9)) == 739_441
