import numpy as np

from network.geo import mercator
from resources.map.counties import read_counties


def test_the_borders_of_counties_lie_in_china_and_none_in_taiwan() -> None:
    lines = read_counties().apart()
    points = np.vstack(lines)
    (west, north), (east, south) = mercator(54.0, 73.0), mercator(17.0, 135.5)
    assert np.all((points >= (west, north)) & (points <= (east, south)))
    (left, top), (right, bottom) = mercator(25.5, 120.0), mercator(21.8, 122.1)
    in_taiwan = np.all((points > (left, top)) & (points < (right, bottom)), axis=1)
    assert np.count_nonzero(in_taiwan) == 0
    assert len(lines) > 5000
