"""A site that is drawn as an outline stands in the middle of it, if it has one."""

import msgspec
import pytest

from network.imports.outline import middle_of

SQUARE = [[121.5, 31.2], [121.502, 31.2], [121.502, 31.204], [121.5, 31.204], [121.5, 31.2]]


def test_the_middle_of_a_rectangle_is_where_its_diagonals_cross() -> None:
    assert middle_of([SQUARE]) == pytest.approx((31.202, 121.501), abs=1e-9)
    assert middle_of([SQUARE[::-1]]) == pytest.approx((31.202, 121.501), abs=1e-9)


def test_the_middle_of_a_triangle_is_a_third_up_and_not_that_of_its_corners() -> None:
    # The corner at the right angle is told twice over: it weighs no more for that.
    ring = [[0.0, 0.0], [0.0, 0.0], [0.03, 0.0], [0.0, 0.03], [0.0, 0.0]]
    assert middle_of([ring]) == pytest.approx((0.01, 0.01), abs=1e-9)


def test_heights_and_holes_are_passed_over() -> None:
    tall = [[*point, 12.0] for point in SQUARE]
    assert middle_of([tall, SQUARE]) == pytest.approx((31.202, 121.501), abs=1e-9)


@pytest.mark.parametrize(
    ("rings", "says"),
    [
        ([], "without a simple outline"),
        ([SQUARE[:3]], "without a simple outline"),
        ([[[1.0], [2.0], [3.0], [1.0]]], "without a simple outline"),
        ([SQUARE * 250], "without a simple outline"),
        ([SQUARE[:-1]], "not closed"),
        ([[[0, 0], [0.01, 0.01], [0.02, 0.02], [0, 0]]], "without an area"),
        ([[[0, 0], [1, 0], [1, 1], [0, 0]]], "too wide"),
        (
            # A U: its middle is between the arms.
            [
                [
                    [0, 0], [0.03, 0], [0.03, 0.03], [0.029, 0.03], [0.029, 0.001],
                    [0.001, 0.001], [0.001, 0.03], [0, 0.03], [0, 0],
                ]
            ],
            "middle lies outside",
        ),
        ([[["a", 0], [1, 0], [1, 1], ["a", 0]]], "Expected `float`"),
        ([5], "Expected `array`"),
    ],
)  # fmt: skip
def test_what_has_no_middle_is_refused(rings: list[object], says: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=says):
        middle_of(rings)
