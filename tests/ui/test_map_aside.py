import numpy as np
import pytest

from tests.ui.fake_marks import FREE_PIN, RING, FakeMarks
from ui.map_aside import hidden_by, set_aside
from ui.map_marks import Marks

# At zoom 8 the world is 65,536 dp wide.
WORLD_DP = 65536.0


def one_ring() -> Marks:
    """Take the fake's ring, 62 dp of radius, alone."""
    return FakeMarks().stations(np.array([-1], np.int32))


def test_a_ring_under_the_car_makes_way_until_its_figures_show() -> None:
    ring = one_ring()
    car = float(ring.x[0]) - 10 / WORLD_DP, float(ring.y[0])
    assert hidden_by(ring, car, WORLD_DP).tolist() == [0]
    moved = set_aside(ring, car, WORLD_DP)
    # 0.65 of the radius and half of the car's 62 dp, away from the car: to the east.
    assert (moved.x[0] - car[0]) * WORLD_DP == pytest.approx(71.3)
    assert moved.y[0] == ring.y[0]
    assert ring.x[0] == one_ring().x[0]


def test_a_ring_in_the_cars_own_place_goes_up() -> None:
    ring = one_ring()
    car = float(ring.x[0]), float(ring.y[0])
    moved = set_aside(ring, car, WORLD_DP)
    assert (moved.y[0] - car[1]) * WORLD_DP == pytest.approx(-71.3)


def test_a_ring_goes_where_no_other_mark_is() -> None:
    ring = one_ring()
    x, y = float(ring.x[0]), float(ring.y[0])
    east = FakeMarks().stations(np.array([2], np.int32))
    east.x[:], east.y[:] = x + 110 / WORLD_DP, y
    moved = set_aside(ring.then(east), (x - 10 / WORLD_DP, y), WORLD_DP)
    assert moved.y[0] != y
    assert moved.x[1] == east.x[0]


def test_without_a_car_or_far_from_it_all_stay_and_so_do_pins() -> None:
    marks = FakeMarks().stations(np.array([-1, 1], np.int32))
    assert (marks.row[0], marks.row[1]) == (-1, FREE_PIN)
    assert RING == 0
    assert set_aside(marks, None, WORLD_DP) is marks
    on_pin = float(marks.x[1]), float(marks.y[1])
    assert set_aside(marks, on_pin, WORLD_DP) is marks
