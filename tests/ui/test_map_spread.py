import numpy as np
import pytest

from tests.ui.fake_marks import FakeMarks
from tests.ui.test_map_stage import marks
from ui.map_marks import Marks
from ui.map_pins import boxes_dp
from ui.map_spread import MOST, covered, rest_ring, spread


def members(count: int, largest: int = 9) -> Marks:
    """Make stations of one place, each with more connectors than the one before."""
    found = marks(*((0.5, 0.5, row, row + 1) for row in range(count)))
    found.total[:] = np.linspace(1, largest, count).astype(np.int64)
    return found


@pytest.mark.parametrize("count", [1, 2, 3, 4, 9, 10, 18])
@pytest.mark.parametrize("largest", [9, 99, 400])
def test_no_two_lie_over_one_another(count: int, largest: int) -> None:
    out = spread(members(count, largest), (0.5, 0.5), 65536.0)
    boxes = np.array(boxes_dp(out, -1, 65536.0))
    assert not covered(boxes + np.array([-5, -5, 5, 5]), np.arange(count)).any()


def test_they_stand_around_their_place() -> None:
    out = spread(members(6), (0.5, 0.5), 65536.0)
    boxes = np.array(boxes_dp(out, -1, 65536.0))
    middle = (boxes[:, :2].min(axis=0) + boxes[:, 2:].max(axis=0)) / 2
    assert middle.tolist() == pytest.approx([32768.0, 32768.0], abs=12)


def test_on_a_turned_map_they_stand_as_on_the_screen() -> None:
    north_up = spread(members(2), (0.5, 0.5), 65536.0)
    east_up = spread(members(2), (0.5, 0.5), 65536.0, 90.0)
    # What stands below is the west when the east is up.
    below = north_up.y - 0.5
    assert east_up.x - 0.5 == pytest.approx(-below)
    assert east_up.y - 0.5 == pytest.approx(north_up.x - 0.5, abs=1e-12)


def test_only_the_largest_of_very_many_are_laid_out() -> None:
    out = spread(members(40, 40), (0.5, 0.5), 65536.0)
    assert len(out) == MOST
    assert out.total.tolist() == list(range(40, 40 - MOST, -1))


def test_the_others_are_a_ring_beside_them_and_have_their_turn() -> None:
    all_, ring = members(40, 40), FakeMarks().stations(np.array([-1], np.int32))
    first = spread(all_, (0.5, 0.5), 65536.0)
    rest = rest_ring(ring, all_, first, 65536.0, 0.0)
    # 1 to 22: the other 18 are out.
    assert rest.total.tolist() == [253]
    boxes = np.array(boxes_dp(first.then(rest), -1, 65536.0))
    assert not covered(boxes, np.arange(19)).any()
    seen = [spread(all_, (0.5, 0.5), 65536.0, 0.0, turn).total.tolist() for turn in range(4)]
    assert [len(one) for one in seen] == [18, 18, 4, 18]
    assert sorted(each for one in seen[:3] for each in one) == list(range(1, 41))
    assert seen[3] == seen[0]
    assert (
        len(rest_ring(ring, members(18), spread(members(18), (0.5, 0.5), 65536.0), 1.0, 0.0)) == 0
    )


def test_what_lies_under_is_told_but_not_what_only_touches() -> None:
    boxes = np.array([[0.0, 0, 100, 50], [95.0, 0, 200, 50], [50.0, 20, 150, 70]])
    assert covered(boxes, np.array([0, 1, 2])).tolist() == [False, False, True]
    assert covered(boxes, np.array([2, 1, 0])).tolist() == [True, True, False]
    assert covered(np.zeros((0, 4)), np.zeros(0, np.int64)).tolist() == []
