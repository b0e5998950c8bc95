import numpy as np

from resources.map.arcs import Arcs
from resources.map.base import Fill, Line
from resources.map.joining import join_borders, joined

A, B, C, D = (np.array([float(n), 0.5]) for n in range(4))


def test_pieces_become_one_line_whichever_way_they_run() -> None:
    (line,) = joined([np.stack([C, B]), np.stack([A, B]), np.stack([C, D])])
    assert min(line[:, 0].tolist(), line[::-1, 0].tolist()) == [0.0, 1.0, 2.0, 3.0]


def test_lines_end_where_three_meet() -> None:
    found = joined([np.stack([A, B]), np.stack([B, C]), np.stack([B, D])])
    assert [len(line) for line in found] == [2, 2, 2]


def test_a_closed_line_stays_closed() -> None:
    other = np.array([1.0, 3.0])
    (line,) = joined([np.stack([A, B]), np.stack([B, other]), np.stack([other, A])])
    assert line.tolist() == [A.tolist(), B.tolist(), other.tolist(), A.tolist()]


def test_the_border_goes_on_along_a_filled_hole_and_its_far_side_goes() -> None:
    far = np.array([1.5, 0.6])
    arcs = Arcs()
    ring = arcs.add(np.stack([A, far, A]), Line.COAST)
    arcs.add(np.stack([A, B]), Line.PROVINCE)
    arcs.add(np.stack([B, C]), Line.GAP)
    arcs.add(np.stack([C, far, B]), Line.MEND)
    last = arcs.add(np.stack([D, far, D]), Line.MEND)
    arcs.add(np.stack([C, D]), Line.PROVINCE)
    arcs.rings, arcs.fills = [[ring], [~last]], [Fill.CHINA, Fill.CHINA]
    join_borders(arcs)
    assert arcs.kinds == [Line.COAST, Line.MEND, Line.PROVINCE]
    assert arcs.rings == [[0], [~1]]
    assert arcs.points[2][:, 0].tolist() in ([0.0, 1.0, 2.0, 3.0], [3.0, 2.0, 1.0, 0.0])
