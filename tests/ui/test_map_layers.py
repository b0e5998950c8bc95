import numpy as np
import pytest

from ui.map_layers import Sprites, no_sprites, opacity, sprites, triangles, turned


def layers(found: Sprites) -> list[list[int]]:
    return [[] if here is None else found.corners[here][:, 0].tolist() for here in found.chosen()]


def test_parts_are_sorted_by_how_visible_they_are() -> None:
    corners = np.array([[0, 0], [1, 0], [2, 0], [3, 0], [4, 0]])
    shown = np.array([1.0, 0.05, 0.42, 0.97, 0.2])
    found = sprites(corners, np.zeros((5, 4), np.int64), shown)
    assert layers(found) == [[4], [2], [], [], [0, 3]]


def test_what_shows_as_a_whole_is_one_layer() -> None:
    corners = np.array([[0, 0], [1, 0]])
    found = sprites(corners, np.zeros((2, 4), np.int64), np.array([1.0, 0.95]))
    assert layers(found) == [[], [], [], [], [0, 1]]


def test_the_strongest_layer_is_whole() -> None:
    assert [opacity(layer) for layer in range(5)] == pytest.approx([0.2, 0.4, 0.6, 0.8, 1.0])
    assert layers(no_sprites()) == [[]] * 5


def test_a_part_is_two_triangles_over_its_place_on_the_atlas() -> None:
    vertices = triangles(np.array([[64, 32, 8, 4]]), (128, 64))
    assert vertices.dtype == np.float32
    assert vertices.tolist() == [
        [
            [0.0, 0.0, 0.5, 0.5],
            [8.0, 0.0, 0.5625, 0.5],
            [8.0, 4.0, 0.5625, 0.5625],
            [0.0, 0.0, 0.5, 0.5],
            [8.0, 4.0, 0.5625, 0.5625],
            [0.0, 4.0, 0.5, 0.5625],
        ]
    ]


def test_the_car_s_arrow_turns_clockwise() -> None:
    # The top left corner of a part 8 x 4 lies (-4, -2) from its middle; turned east: (2, -4).
    vertices = turned((100.0, 100.0), (0, 0, 8, 4), (8, 4), 90.0)
    assert vertices[0].tolist() == pytest.approx([102.0, 96.0, 0.0, 0.0])
    assert vertices[2].tolist() == pytest.approx([98.0, 104.0, 1.0, 1.0])
