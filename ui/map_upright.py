"""Leave out labels that would lie over one another once the map is turned: they stay upright. Pure.

Labels are chosen for the map with north up, where this finds nothing to leave out.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ui.map_camera import all_spun
from ui.map_look import Box, Label, Measure


def upright(
    labels: Sequence[Label],
    marks: Sequence[Box],
    world_dp: float,
    turn_deg: float,
    measure: Measure,
) -> list[Label]:
    """Keep labels, the first before the later, that have room among the others and the marks.

    `marks` are boxes in dp of the world with north up; each turns about its middle's place.
    """
    if turn_deg == 0.0:
        return list(labels)
    # What is written along a river on the slant would lie across it.
    labels = [label for label in labels if not label.look.turn_deg]
    if not labels:
        return []
    at = all_spun(np.array([(one.x, one.y) for one in labels]) * world_dp, -turn_deg)
    at += [(one.dx_dp, one.dy_dp) for one in labels]
    sizes = [(measure(one.text, one.look), one.look.size_dp * 1.3) for one in labels]
    half = np.array(sizes) / 2
    boxes = np.concatenate([at - half, at + half], axis=1)
    taken = np.empty((len(marks) + len(labels), 4))
    taken[: len(marks)] = _spun_boxes(marks, turn_deg)
    count, kept = len(marks), []
    for label, box in zip(labels, boxes, strict=True):
        there = taken[:count]
        is_hit = (box[:2] < there[:, 2:]).all(axis=1) & (box[2:] > there[:, :2]).all(axis=1)
        if not is_hit.any():
            taken[count] = box
            count += 1
            kept.append(label)
    return kept


def _spun_boxes(marks: Sequence[Box], turn_deg: float) -> NDArray[np.float64]:
    boxes = np.array(marks).reshape(-1, 4)
    middle = (boxes[:, :2] + boxes[:, 2:]) / 2
    half = (boxes[:, 2:] - boxes[:, :2]) / 2
    at = all_spun(middle, -turn_deg)
    return np.concatenate([at - half, at + half], axis=1)
