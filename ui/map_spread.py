"""Lay the stations of one place side by side, and find what lies over what. Pure."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from network.cluster_tree import pin_half_width_dp
from ui.map_camera import all_spun
from ui.map_marks import Marks

MOST = 18
"""So many stations of one place are laid out; those with most connectors first (chosen)."""
_GAP_DP, _PITCH_DP = 10.0, 94.0
# More stand in two columns, and in three (chosen).
_TWO_COLUMNS, _THREE_COLUMNS = 4, 9
_OVERLAP_DP = 10.0
# The ring of those that are not laid out: hit as easily as a pin (chosen).
_REST_DP = 38.0

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def spread(
    members: Marks,
    at: tuple[float, float],
    world_dp: float,
    turn_deg: float = 0.0,
    turn: int = 0,
) -> Marks:
    """Set stations out in rows around a world point, the largest first; at most MOST.

    `turn_deg` is the direction that is up, `turn` whose turn it is: of more than MOST others come
    each time, and after the last the first again.
    """
    begin = turn % turns(len(members)) * MOST
    chosen = np.argsort(-members.total, kind="stable")[begin : begin + MOST]
    kept = members.take(chosen)
    count = len(kept)
    columns = 1 + (count >= _TWO_COLUMNS) + (count >= _THREE_COLUMNS)
    rows = -(-count // columns)
    number = np.arange(count)
    width = 2 * float(pin_half_width_dp(kept.total).max(initial=0.0)) + _GAP_DP
    # Feet stand at the bottom of pins that are about as high as the rows.
    x = (number % columns - (columns - 1) / 2) * width
    y = (number // columns - rows / 2 + 1) * _PITCH_DP
    world: Floats = at + all_spun(np.stack([x, y], axis=1), turn_deg) / world_dp
    return replace(kept, x=world[:, 0], y=world[:, 1])


def turns(count: int) -> int:
    """Tell in how many turns so many stations are laid out."""
    return max(1, -(-count // MOST))


def rest_ring(ring: Marks, members: Marks, out: Marks, world_dp: float, turn_deg: float) -> Marks:
    """Make a ring of the members that are not laid out, below those that are (`out`).

    It stands for the same stations as `ring`; there is none where all are out.
    """
    if len(out) == len(members):
        return ring.take(np.zeros(0, np.intp))
    at = np.array([out.x.mean(), out.y.mean()])
    columns = 1 + (len(out) >= _TWO_COLUMNS) + (len(out) >= _THREE_COLUMNS)
    rows = -(-len(out) // columns)
    below: Floats = (
        at + all_spun(np.array([[0.0, (rows + 1) * _PITCH_DP / 2]]), turn_deg) / world_dp
    )
    is_out = np.isin(members.row, out.row)
    left = members.take(~is_out)
    return replace(
        ring,
        x=below[:, 0],
        y=below[:, 1],
        total=np.array([left.total.sum()]),
        free=np.array([left.free.sum()]),
        untold=np.array([left.untold.sum()]),
        radius_dp=np.array([_REST_DP]),
    )


def covered(boxes: Floats, first: NDArray[np.int64]) -> Flags:
    """Tell which boxes (left, top, right, bottom), in dp, lie under others.

    `first` lists their numbers, those that stand above all others first.
    """
    under = np.zeros(len(boxes), np.bool_)
    kept = np.empty((len(boxes), 4))
    count = 0
    for number in first.tolist():
        box, there = boxes[number], kept[:count]
        meets = (box[:2] + _OVERLAP_DP < there[:, 2:]) & (box[2:] - _OVERLAP_DP > there[:, :2])
        if meets.all(axis=1).any():
            under[number] = True
        else:
            kept[count] = box
            count += 1
    return under
