import numpy as np

from resources.map.packed import STEPS, packed, unpacked


def test_lines_come_back_to_within_half_a_step() -> None:
    lines = [
        np.array([[0.1, 0.9], [0.8, 0.2]]),
        np.array([[0.8001, 0.4], [0.8002, 0.4], [0.9, 0.5]]),
    ]
    levels = [np.array([0, 0]), np.array([0, 1, 0])]
    for line, back in zip(lines, unpacked(packed(lines, levels), 1), strict=True):
        assert np.abs(line - back).max() <= 0.5 / STEPS


def test_a_coarse_level_leaves_out_what_only_shows_later() -> None:
    lines = [np.array([[0.1, 0.1], [0.2, 0.1], [0.3, 0.1]])]
    data = packed(lines, [np.array([0, 2, 0])])
    assert [len(unpacked(data, level)[0]) for level in (0, 1, 2)] == [2, 2, 3]
