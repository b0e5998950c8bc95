import numpy as np
from PySide6.QtCore import Qt

from ui.map_path import as_path, as_paths


def test_lines_end_to_end_become_one_path() -> None:
    points = np.array([[1.0, 2.0], [3.0, 4.5], [-5.0, 6.0], [7.0, 8.0], [9.0, 1e-3]])
    path = as_path(points, np.array([True, False, False, True, False]))
    elements = [path.elementAt(number) for number in range(path.elementCount())]
    assert [(e.x, e.y) for e in elements] == [tuple(point) for point in points.tolist()]
    assert [e.isMoveTo() for e in elements] == [True, False, False, True, False]
    assert path.fillRule() == Qt.FillRule.WindingFill


def test_nothing_is_an_empty_path() -> None:
    assert as_path(np.zeros((0, 2)), np.zeros(0, bool)).isEmpty()


def test_pieces_of_a_path_share_their_ends() -> None:
    points = np.stack([np.arange(6.0), np.zeros(6)], axis=1)
    paths = list(as_paths(points, np.array([True, False, False, False, True, False]), 2))
    found = [[path.elementAt(n).x for n in range(path.elementCount())] for path in paths]
    assert found == [[0.0, 1.0, 2.0], [2.0, 3.0, 4.0], [4.0, 5.0]]
    assert [paths[1].elementAt(n).isMoveTo() for n in range(3)] == [True, False, True]
    assert list(as_paths(np.zeros((0, 2)), np.zeros(0, bool), 2)) == []
