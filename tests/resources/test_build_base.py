import numpy as np
import pytest

from resources.map.arcs import Arcs
from resources.map.base import Fill, Line, mercator
from resources.map.build_base import prune, turns_left

SQUARE = np.array([[0.0, 0.0], [0.0, 0.01], [0.01, 0.01], [0.01, 0.0], [0.0, 0.0]])


def pruned(lon: float, lat: float, *, is_backwards: bool) -> list[list[int]]:
    """Prune a small ring of China that runs one way or the other."""
    arcs = Arcs()
    square = mercator(SQUARE + np.array([lon, lat]))
    number = arcs.add(square[::-1] if turns_left(square) != is_backwards else square, Line.COAST)
    arcs.rings, arcs.fills = [[number]], [Fill.CHINA]
    prune(arcs)
    return arcs.rings


def test_a_small_ring_that_runs_backwards_is_no_hole_in_china() -> None:
    assert pruned(110.0, 30.0, is_backwards=True) == []
    assert pruned(110.0, 30.0, is_backwards=False) == [[0]]


@pytest.mark.parametrize("is_backwards", [True, False])
def test_islands_of_the_south_china_sea_stay_whichever_way_they_run(*, is_backwards: bool) -> None:
    assert pruned(112.33, 16.83, is_backwards=is_backwards) == [[0]]
