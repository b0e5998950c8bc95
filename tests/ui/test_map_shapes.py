import numpy as np
from numpy.typing import NDArray

from resources.map.packed import end_to_end
from ui.map_camera import Bounds
from ui.map_shapes import Strokes, as_lines, as_rings, cropped, eased, rounded, seen, trimmed

BOX = Bounds(0.0, 0.0, 1.0, 1.0)


def closed(ring: NDArray[np.float64]) -> Strokes:
    begins = np.zeros(len(ring) + 1, bool)
    begins[0] = True
    return Strokes(np.vstack([ring, ring[:1]]), begins)


def test_only_what_meets_the_window_is_gathered() -> None:
    inside = np.array([[0.2, 0.2], [0.4, 0.2], [0.4, 0.4]])
    found = as_rings(end_to_end([inside + 5.0, inside, inside - 5.0])).within(BOX)
    assert found.points.tolist() == [*inside.tolist(), inside[0].tolist()]
    assert found.begins.tolist() == [True, False, False, False]


def test_a_line_is_gathered_whole_where_it_is_inside() -> None:
    line = np.stack([np.linspace(0.0, 1.0, 200), np.zeros(200)], axis=1)
    found = as_lines(end_to_end([line + 3.0, line])).within(BOX)
    assert np.array_equal(found.points, line)
    assert np.flatnonzero(found.begins).tolist() == [0]


def test_a_line_that_comes_back_begins_anew() -> None:
    away = np.stack([np.linspace(0.5, 9.5, 91), np.full(91, 0.5)], axis=1)
    found = as_lines(end_to_end([np.vstack([away, away[::-1]])])).within(BOX)
    assert np.flatnonzero(found.begins).size == 2
    assert len(found.points) < 100
    assert found.points[0].tolist() == [0.5, 0.5]
    assert found.points[-1].tolist() == [0.5, 0.5]


def test_what_is_near_is_gathered_as_of_all() -> None:
    line = np.stack([np.linspace(-9.0, 9.0, 500), np.full(500, 0.5)], axis=1)
    every = as_lines(end_to_end([line + 30.0, line, line + 0.1]))
    near = every.near(BOX)
    assert 0 < len(near.first) < len(every.first) / 4
    assert near.within(BOX).points.tolist() == every.within(BOX).points.tolist()
    assert near.within(BOX).begins.tolist() == every.within(BOX).begins.tolist()


def test_a_line_is_cut_into_stretches_that_share_their_ends() -> None:
    # Of 24 steps: 60 vertices are 59 steps, so 24, 24 and 11; a single vertex is no line.
    lines = end_to_end([np.zeros((60, 2)), np.zeros((1, 2)), np.ones((2, 2))])
    shapes = as_lines(lines)
    assert shapes.first.tolist() == [0, 24, 48, 60]
    assert shapes.last.tolist() == [24, 48, 59, 61]


def test_nothing_is_gathered_from_nothing() -> None:
    assert len(trimmed(as_rings(end_to_end([])).within(BOX), BOX).points) == 0


def test_vertices_that_cannot_show_are_dropped() -> None:
    # Far to the left the outline wiggles; two vertices of it are enough.
    wiggle = [[-3.0, y] for y in np.linspace(-2.0, 2.0, 50)]
    ring = np.array([[0.5, 2.5], [0.5, -2.5], *wiggle])
    assert len(trimmed(closed(ring), BOX).points) == 5


def test_vertices_inside_are_all_kept() -> None:
    ring = np.array([[0.1, 0.1], [0.9, 0.1], [0.9, 0.9], [0.1, 0.9]])
    assert np.array_equal(trimmed(closed(ring), BOX).points[:-1], ring)


def test_cropped_rings_are_whole_rings() -> None:
    near = np.array([[0.1, 0.1], [0.9, 0.1], [0.5, 0.9]])
    kept = cropped(as_rings(end_to_end([near, near + 7.0, near[:2]])), BOX)
    assert kept.points.tolist() == [*near.tolist(), near[0].tolist()]
    assert (kept.first.tolist(), kept.last.tolist()) == ([0], [3])
    assert kept.boxes.tolist() == [[0.1, 0.1, 0.9, 0.9]]
    assert len(cropped(as_rings(end_to_end([near + 7.0])), BOX).first) == 0


def test_rings_side_by_side_are_trimmed_apart() -> None:
    left = closed(np.array([[-1.0, 0.1], [-1.0, 0.5], [-1.0, 0.9], [-2.0, 0.5]]))
    both = Strokes(np.vstack([left.points] * 2), np.concatenate([left.begins] * 2))
    kept = trimmed(both, BOX)
    assert kept.begins.tolist() == [True, False, True, False]


def test_a_ring_around_the_window_still_surrounds_it() -> None:
    angle = np.linspace(0.0, 2 * np.pi, 400, endpoint=False)
    ring = np.stack([0.5 + 5 * np.cos(angle), 0.5 + 5 * np.sin(angle)], axis=1)
    kept = trimmed(closed(ring), BOX).points
    assert len(kept) < 40
    assert kept.min() < -4.0
    assert kept.max() > 5.0


def test_corners_are_cut_and_ends_stay() -> None:
    line = np.array([[0.0, 0.0], [4.0, 0.0], [4.0, 4.0]])
    # Chaikin, 1974: at a quarter and three quarters of each side.
    cut = [[0.0, 0.0], [3.0, 0.0], [4.0, 1.0], [4.0, 4.0]]
    straight = np.array([[7.0, 7.0], [9.0, 7.0]])
    both = end_to_end([line, straight])
    assert [one.tolist() for one in rounded(both, 1).apart()] == [cut, straight.tolist()]
    assert [one.tolist() for one in rounded(both, 0).apart()] == [line.tolist(), straight.tolist()]
    assert [len(one) for one in rounded(both, 2).apart()] == [6, 2]


def test_lines_too_short_to_show_are_left_out() -> None:
    short, long = np.array([[0.0, 0.0], [0.1, 0.1]]), np.array([[0.0, 0.0], [0.1, 2.0]])
    kept = seen(end_to_end([short, long]), 0.5)
    assert [line.tolist() for line in kept.apart()] == [long.tolist()]
    assert seen(end_to_end([]), 0.5).apart() == []


def test_a_smooth_line_keeps_its_ends_and_moves_little() -> None:
    angle = np.linspace(0.0, np.pi, 500)
    arc = 10.0 * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    kept = eased(arc, 0.1)
    # A chord of length c of a circle of radius 10 is off by c * c / 80: c = 2.8, 11 of them.
    assert 11 <= len(kept) <= 14
    assert kept[0].tolist() == arc[0].tolist()
    assert kept[-1].tolist() == arc[-1].tolist()


def test_a_straight_line_needs_its_ends_only() -> None:
    straight = np.stack([np.linspace(0.0, 1.0, 50), np.full(50, 2.0)], axis=1)
    assert eased(straight, 0.01).tolist() == [[0.0, 2.0], [1.0, 2.0]]
