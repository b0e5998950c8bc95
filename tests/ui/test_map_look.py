import pytest

from ui.map_look import Look


def test_a_name_takes_its_width_and_a_line_with_room_around() -> None:
    # (100 + 10) / 2, and (30 * 1.3 + 5) / 2.
    half = Look(30.0, is_bold=False, colour="label").half_size(100.0)
    assert half == pytest.approx((55.0, 22.0))


def test_a_name_that_is_turned_takes_the_room_of_its_corners() -> None:
    half = Look(30.0, is_bold=False, colour="label", turn_deg=90).half_size(100.0)
    assert half == pytest.approx(((39.0 + 10.0) / 2, (100.0 + 5.0) / 2))
