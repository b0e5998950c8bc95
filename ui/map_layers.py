"""Sort the parts to draw by how visible they are, and make triangles of them. Pure numpy."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LEVELS = 5
"""A part is drawn in so many steps of opacity, for a layer of the scene graph has one (chosen)."""


# Which of the six corners of two triangles are left (top), and which right (bottom).
_NEAR = ([0, 3, 5], [0, 1, 3])
_FAR = ([1, 2, 4], [2, 4, 5])


@dataclass(frozen=True, slots=True)
class Sprites:
    """Parts to draw, one layer for each step of opacity from the faintest to 1, each may be empty.

    `corners` are the top left corners (n, 2) in whole pixels from the anchor, `boxes` where from on
    the atlas (n, 4). Those of a fainter layer lie under those of a stronger one.
    """

    corners: Sequence[NDArray[np.int64]]
    boxes: Sequence[NDArray[np.int64]]

    def __len__(self) -> int:
        return sum(len(layer) for layer in self.corners)


def opacity(layer: int) -> float:
    """Answer how opaque a layer is drawn."""
    return (layer + 1) / LEVELS


def sprites(
    corners: NDArray[np.int64], boxes: NDArray[np.int64], shown: NDArray[np.float64]
) -> Sprites:
    """Sort parts into layers; what shows less than half a step is left out."""
    layer = np.rint(shown * LEVELS).astype(np.int64) - 1
    if (layer == LEVELS - 1).all():
        empty = [np.zeros((0, 2), np.int64)] * (LEVELS - 1)
        blank = [np.zeros((0, 4), np.int64)] * (LEVELS - 1)
        return Sprites([*empty, corners], [*blank, boxes])
    chosen = [layer == number for number in range(LEVELS)]
    return Sprites([corners[here] for here in chosen], [boxes[here] for here in chosen])


def no_sprites() -> Sprites:
    """Make the empty answer."""
    return sprites(np.zeros((0, 2), np.int64), np.zeros((0, 4), np.int64), np.zeros(0))


def triangles(
    corners: NDArray[np.int64],
    boxes: NDArray[np.int64],
    size: tuple[int, int],
    px_per_unit: float,
) -> NDArray[np.float32]:
    """Make two triangles of every part: rows of x, y in the item's units and u, v in 0..1."""
    vertices = np.empty((len(corners), 6, 4), np.float32)
    far = corners + boxes[:, 2:]
    for axis in (0, 1):
        near_at, far_at = _NEAR[axis], _FAR[axis]
        vertices[:, near_at, axis] = (corners[:, axis] / px_per_unit)[:, None]
        vertices[:, far_at, axis] = (far[:, axis] / px_per_unit)[:, None]
        start, length = boxes[:, axis], boxes[:, axis + 2]
        vertices[:, near_at, axis + 2] = (start / size[axis])[:, None]
        vertices[:, far_at, axis + 2] = ((start + length) / size[axis])[:, None]
    return vertices.reshape(-1, 4)


def turned(
    middle: tuple[float, float],
    box: Sequence[int],
    size: tuple[int, int],
    px_per_unit: float,
    heading_deg: float,
) -> NDArray[np.float32]:
    """Make the triangles of one part turned clockwise about `middle` (in the item's units)."""
    left, top, width, height = box
    half = np.array([[-width, -height], [width, -height], [width, height], [-width, height]]) / 2
    angle = np.radians(heading_deg)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    corners = (half / px_per_unit) @ turn + middle
    low = np.array([[left, top]]) / size
    high = np.array([[left + width, top + height]]) / size
    return _two_triangles(corners[None], _corners(low, high))


def _corners(low: NDArray[np.float64], high: NDArray[np.float64]) -> NDArray[np.float64]:
    """List four corners of each box, clockwise from the top left: (n, 4, 2)."""
    x0, y0, x1, y1 = low[:, 0], low[:, 1], high[:, 0], high[:, 1]
    return np.stack(
        [np.stack(pair, axis=1) for pair in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))], axis=1
    )


def _two_triangles(at: NDArray[np.float64], uv: NDArray[np.float64]) -> NDArray[np.float32]:
    both = np.concatenate([at, uv], axis=2).astype(np.float32)
    return np.ascontiguousarray(both[:, [0, 1, 2, 0, 2, 3]].reshape(-1, 4))
