import numpy as np
import pytest

from resources.map.base import Base, Fill, are_of_the_islands, mercator, read_base
from resources.map.packed import Detailed, Lines, end_to_end


@pytest.fixture(scope="module")
def base() -> Base:
    return read_base()


def test_rings_are_made_of_lines_forwards_and_backwards() -> None:
    lines = end_to_end(
        [
            np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0]]),
            np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 1.0]]),
            np.array([[5.0, 5.0], [6.0, 5.0], [6.0, 6.0], [5.0, 5.0]]),
        ]
    )
    fills = np.array([0, 1], np.uint8)
    detailed = Detailed(lines, np.zeros(10, np.uint8))
    base = Base(detailed, fills, np.array([0, ~1, 2]), np.array([2, 1]), fills)
    # There along the first line and back along the second, each corner once.
    assert [ring.tolist() for ring in base.rings(lines).apart()] == [
        [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]],
        [[5.0, 5.0], [6.0, 5.0], [6.0, 6.0]],
    ]


@pytest.mark.parametrize("level", range(6))
def test_every_line_and_ring_is_there_at_every_level(base: Base, level: int) -> None:
    lines = base.detailed.at(level)
    assert len(lines.lengths) == len(base.kinds)
    assert lines.lengths.min() >= 2
    rings = base.rings(lines)
    assert len(rings.lengths) == len(base.fills)
    # Every ring of the land is closed: its parts meet, so no step is longer than some degrees.
    steps = np.abs(np.diff(rings.points, axis=0)).max(axis=1)
    within = np.ones(len(steps), bool)
    within[np.cumsum(rings.lengths)[:-1] - 1] = False
    assert steps[within].max() < 0.1


def test_islands_of_the_south_china_sea_are_told_from_others(base: Base) -> None:
    def around(lat: float, lon: float, deg: float) -> Lines:
        square = np.array([[lon, lat], [lon + deg, lat], [lon + deg, lat + deg]])
        return end_to_end([mercator(square)])

    assert are_of_the_islands(around(16.83, 112.33, 0.02)).tolist() == [True]  # 永兴岛
    assert are_of_the_islands(around(25.74, 123.46, 0.02)).tolist() == [True]  # 钓鱼岛
    assert are_of_the_islands(around(18.2, 109.0, 1.0)).tolist() == [False]  # 海南
    rings = base.rings(base.detailed.at(5))
    owned = are_of_the_islands(rings) & (base.fills == Fill.CHINA)
    assert 20 < np.count_nonzero(owned) < 60
