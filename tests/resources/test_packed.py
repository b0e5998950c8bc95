import numpy as np

from resources.map.packed import STEPS, detailed, end_to_end, packed, runs, unpacked


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


def test_runs_of_numbers_are_listed_end_to_end() -> None:
    assert runs(np.array([5, 0, 9]), np.array([3, 0, 2])).tolist() == [5, 6, 7, 9, 10]
    assert runs(np.array([], np.int64), np.array([], np.int64)).tolist() == []


def test_lines_are_put_end_to_end_chosen_and_taken_apart() -> None:
    lines = [np.array([[1.0, 2.0]]), np.array([[3.0, 4.0], [5.0, 1.0]]), np.array([[0.0, 0.0]])]
    every = end_to_end(lines)
    assert every.starts.tolist() == [0, 1, 3]
    assert every.boxes.tolist() == [[1, 2, 1, 2], [3, 1, 5, 4], [0, 0, 0, 0]]
    assert every.sizes.tolist() == [0.0, 3.0, 0.0]
    chosen = every.chosen(np.array([False, True, True]))
    assert [line.tolist() for line in chosen.apart()] == [line.tolist() for line in lines[1:]]
    assert end_to_end([]).apart() == []


def test_each_level_is_taken_of_what_was_read_once() -> None:
    lines = [np.array([[0.1, 0.1], [0.2, 0.1], [0.3, 0.1]]), np.array([[0.5, 0.5], [0.6, 0.5]])]
    read = detailed(packed(lines, [np.array([0, 2, 0]), np.array([0, 0])]))
    assert [read.at(level).lengths.tolist() for level in (1, 2)] == [[2, 2], [3, 2]]
