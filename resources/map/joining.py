"""Join short pieces of border into long lines. Pure."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from resources.map.arcs import Arcs, Points
from resources.map.base import Line

Place = tuple[float, float]

AS_ONE = {Line.GAP: Line.PROVINCE, Line.CRACK: Line.PREFECTURE}
"""One side of a hole between two outlines is drawn as the border that it is a piece of."""


def join_borders(arcs: Arcs) -> None:
    """Join the borders that bound no ring, by kind; leave out the far sides of filled holes."""
    bounding = {number if number >= 0 else ~number for ring in arcs.rings for number in ring}
    loose: dict[int, list[Points]] = defaultdict(list)
    kept = []
    for number, kind in enumerate(arcs.kinds):
        if number in bounding:
            kept.append(number)
        elif kind != Line.MEND:
            loose[AS_ONE.get(Line(kind), Line(kind))].append(arcs.points[number])
    renumbered = {old: new for new, old in enumerate(kept)}
    arcs.points = [arcs.points[number] for number in kept]
    arcs.kinds = [arcs.kinds[number] for number in kept]
    arcs.rings = [
        [renumbered[number] if number >= 0 else ~renumbered[~number] for number in ring]
        for ring in arcs.rings
    ]
    for kind, lines in loose.items():
        for line in joined(lines):
            arcs.add(line, kind)


def joined(lines: Sequence[Points]) -> list[Points]:
    """Join lines where exactly two ends meet; a line may turn round, a ring stays closed."""
    meeting: dict[Place, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        meeting[_place(line[0])].append(number)
        meeting[_place(line[-1])].append(number)
    left = set(range(len(lines)))
    found = []
    # First from the ends that lead nowhere, or a walk would begin in the middle of a line.
    ending = [
        number
        for number, line in enumerate(lines)
        if any(len(meeting[_place(end)]) != 2 for end in (line[0], line[-1]))
    ]
    for start in [*ending, *range(len(lines))]:
        if start not in left:
            continue
        left.discard(start)
        line = lines[start]
        is_from_end = len(meeting[_place(line[0])]) != 2
        parts = [line if is_from_end or len(meeting[_place(line[-1])]) == 2 else line[::-1]]
        while (step := _onward(meeting, left, _place(parts[-1][-1]))) is not None:
            left.discard(step)
            onward = lines[step]
            is_ahead = _place(onward[0]) == _place(parts[-1][-1])
            parts.append(onward if is_ahead else onward[::-1])
        found.append(np.vstack([parts[0], *(part[1:] for part in parts[1:])]))
    return found


def _onward(meeting: dict[Place, list[int]], left: set[int], at: Place) -> int | None:
    """Answer the line that goes on from a place, if it is the only one."""
    there = meeting[at]
    if len(there) != 2:
        return None
    return next((number for number in there if number in left), None)


def _place(vertex: Points) -> Place:
    return float(vertex[0]), float(vertex[1])
