"""Sort the parts to draw by how visible they are, and make triangles of them. Pure numpy."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians, sin

import numpy as np
from numpy.typing import NDArray

LEVELS = 5
"""A part is drawn in so many steps of opacity, for a layer of the scene graph has one (chosen)."""

# Which corners the two triangles of a rectangle have: 0 or 1 for left or right, top or bottom.
_CORNERS = np.array([(0, 0), (1, 0), (1, 1), (0, 0), (1, 1), (0, 1)])


@dataclass(frozen=True, slots=True)
class Sprites:
    """Parts to draw, in painting order within each layer. May be empty.

    `corners` are the top left corners (n, 2) in whole pixels from the anchor, `boxes` where from on
    the atlas (n, 4): the same object as long as the same parts only move. `layer` (n,) is the step
    of opacity, -1 for what is not drawn; None where all are as opaque as can be.
    """

    corners: NDArray[np.int64]
    boxes: NDArray[np.int64]
    layer: NDArray[np.int64] | None = None

    def __len__(self) -> int:
        return len(self.corners)

    def chosen(self) -> Iterator[NDArray[np.bool_] | slice | None]:
        """Choose the parts of each layer, the faintest first, which lies under the others."""
        for number in range(LEVELS):
            if self.layer is not None:
                here = self.layer == number
                yield here if here.any() else None
            else:
                yield slice(None) if number == LEVELS - 1 and len(self) else None


def opacity(layer: int) -> float:
    """Answer how opaque a layer is drawn."""
    return (layer + 1) / LEVELS


def sprites(
    corners: NDArray[np.int64], boxes: NDArray[np.int64], shown: NDArray[np.float64]
) -> Sprites:
    """Sort parts into layers; what shows less than half a step is left out."""
    layer = np.rint(shown * LEVELS).astype(np.int64) - 1
    return Sprites(corners, boxes, None if (layer == LEVELS - 1).all() else layer)


def no_sprites() -> Sprites:
    """Make the empty answer."""
    return Sprites(np.zeros((0, 2), np.int64), np.zeros((0, 4), np.int64))


def triangles(boxes: NDArray[np.int64], size: tuple[int, int]) -> NDArray[np.float32]:
    """Make two triangles of every part at (0, 0): (n, 6, 4) of x, y in pixels and u, v in 0..1."""
    vertices = np.empty((len(boxes), 6, 4), np.float32)
    vertices[:, :, :2] = boxes[:, None, 2:] * _CORNERS
    vertices[:, :, 2:] = (boxes[:, None, :2] + vertices[:, :, :2]) / size
    return vertices


def turned(
    middle: tuple[float, float], box: Sequence[int], size: tuple[int, int], heading_deg: float
) -> NDArray[np.float32]:
    """Make the triangles of one part turned clockwise about `middle`, in pixels: (6, 4)."""
    left, top, width, height = box
    angle = radians(heading_deg)
    along, across = cos(angle), sin(angle)
    rows = []
    for right, bottom in _CORNERS.tolist():
        x, y = (right - 0.5) * width, (bottom - 0.5) * height
        at = middle[0] + x * along - y * across, middle[1] + x * across + y * along
        rows.append((*at, (left + right * width) / size[0], (top + bottom * height) / size[1]))
    return np.array(rows, np.float32)
