import numpy as np

from ui.map_camera import Bounds
from ui.map_shapes import as_lines, as_rings, rounded, seen, spaced, trimmed

BOX = Bounds(0.0, 0.0, 1.0, 1.0)


def test_only_what_meets_the_window_is_listed() -> None:
    inside = np.array([[0.2, 0.2], [0.4, 0.2], [0.4, 0.4]])
    outside = inside + 5.0
    assert len(list(as_rings([inside, outside]).within(BOX))) == 1


def test_lines_are_cut_into_stretches_that_share_their_ends() -> None:
    line = np.stack([np.linspace(0.0, 1.0, 200), np.zeros(200)], axis=1)
    pieces = as_lines([line]).points
    assert [len(piece) for piece in pieces] == [97, 97, 8]
    assert np.array_equal(pieces[0][-1], pieces[1][0])


def test_vertices_that_cannot_show_are_dropped() -> None:
    # Far to the left the outline wiggles; two vertices of it are enough.
    wiggle = [[-3.0, y] for y in np.linspace(-2.0, 2.0, 50)]
    ring = np.array([[0.5, 2.5], [0.5, -2.5], *wiggle])
    assert len(trimmed(ring, BOX)) == 4


def test_vertices_inside_are_all_kept() -> None:
    ring = np.array([[0.1, 0.1], [0.9, 0.1], [0.9, 0.9], [0.1, 0.9]])
    assert np.array_equal(trimmed(ring, BOX), ring)


def test_a_ring_around_the_window_still_surrounds_it() -> None:
    angle = np.linspace(0.0, 2 * np.pi, 400, endpoint=False)
    ring = np.stack([0.5 + 5 * np.cos(angle), 0.5 + 5 * np.sin(angle)], axis=1)
    kept = trimmed(ring, BOX)
    assert len(kept) < 40
    assert kept.min() < -4.0
    assert kept.max() > 5.0


def test_corners_are_cut_and_ends_stay() -> None:
    line = np.array([[0.0, 0.0], [4.0, 0.0], [4.0, 4.0]])
    # Chaikin, 1974: at a quarter and three quarters of each side.
    assert rounded(line, 1).tolist() == [[0.0, 0.0], [3.0, 0.0], [4.0, 1.0], [4.0, 4.0]]
    assert rounded(line, 0).tolist() == line.tolist()


def test_lines_too_short_to_show_are_left_out() -> None:
    short, long = np.array([[0.0, 0.0], [0.1, 0.1]]), np.array([[0.0, 0.0], [0.1, 2.0]])
    assert [line.tolist() for line in seen([short, long], 0.5)] == [long.tolist()]
    assert seen([], 0.5) == []


def test_vertices_too_near_to_show_are_left_out() -> None:
    dense = np.array([[0.0, 1.0], [0.1, 1.0], [0.2, 1.0], [1.05, 1.0], [2.0, 1.0]])
    assert spaced(dense, 0.5).tolist() == [[0.0, 1.0], [1.05, 1.0], [2.0, 1.0]]
