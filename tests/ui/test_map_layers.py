import numpy as np
import pytest

from ui.map_layers import no_sprites, opacity, sprites, triangles, turned


def test_parts_are_sorted_by_how_visible_they_are() -> None:
    corners = np.array([[0, 0], [1, 0], [2, 0], [3, 0], [4, 0]])
    shown = np.array([1.0, 0.05, 0.42, 0.97, 0.2])
    found = sprites(corners, np.zeros((5, 4), np.int64), shown)
    assert [layer[:, 0].tolist() for layer in found.corners] == [[4], [2], [], [], [0, 3]]
    assert len(found) == 4


def test_the_strongest_layer_is_whole() -> None:
    assert [opacity(layer) for layer in range(5)] == pytest.approx([0.2, 0.4, 0.6, 0.8, 1.0])
    assert len(no_sprites()) == 0


def test_a_part_is_two_triangles_over_its_place_on_the_atlas() -> None:
    vertices = triangles(np.array([[10, 20]]), np.array([[64, 32, 8, 4]]), (128, 64), 2.0)
    assert vertices.dtype == np.float32
    assert vertices.tolist() == [
        [5.0, 10.0, 0.5, 0.5],
        [9.0, 10.0, 0.5625, 0.5],
        [9.0, 12.0, 0.5625, 0.5625],
        [5.0, 10.0, 0.5, 0.5],
        [9.0, 12.0, 0.5625, 0.5625],
        [5.0, 12.0, 0.5, 0.5625],
    ]


def test_the_car_s_arrow_turns_clockwise() -> None:
    # The top left corner of a part 8 x 4 lies (-4, -2) from its middle; turned east: (2, -4).
    vertices = turned((100.0, 100.0), (0, 0, 8, 4), (8, 4), 1.0, 90.0)
    assert vertices[0].tolist() == pytest.approx([102.0, 96.0, 0.0, 0.0])
