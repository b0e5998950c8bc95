"""Turn polygons that share borders into arcs that each border is drawn with once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

Vertex = int
"""A vertex on an integer grid, packed by `pack`."""


def pack(points: NDArray[np.int64]) -> list[Vertex]:
    """Pack grid vertices (n, 2) into one sortable int each."""
    return [int(key) for key in (points[:, 0] << 24) + points[:, 1]]


def unpack(vertices: Iterable[Vertex]) -> NDArray[np.int64]:
    """Undo `pack`."""
    keys = np.fromiter(vertices, np.int64)
    return np.stack([keys >> 24, keys & 0xFFFFFF], axis=1)


@dataclass(slots=True)
class Arcs:
    """Lines with a kind each, and rings with an owner each; ~n in a ring is arc n backwards."""

    points: list[Points] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    rings: list[list[int]] = field(default_factory=list)
    fills: list[int] = field(default_factory=list)

    def add(self, points: Points, kind: int) -> int:
        """Append one line and return its number."""
        self.points.append(points)
        self.kinds.append(kind)
        return len(self.points) - 1


def owners_of_edges(
    units: Iterable[tuple[int, list[NDArray[np.int64]]]],
) -> dict[tuple[Vertex, Vertex], list[int]]:
    """Map every directed edge to the units whose outline runs along it, in that direction."""
    owners: dict[tuple[Vertex, Vertex], list[int]] = defaultdict(list)
    for unit, rings in units:
        for ring in rings:
            keys = pack(_counter_clockwise(ring))
            for a, b in zip(keys, keys[1:] + keys[:1], strict=True):
                if a != b:
                    owners[a, b].append(unit)
    return owners


def _counter_clockwise(ring: NDArray[np.int64]) -> NDArray[np.int64]:
    # None of the sources has holes: every ring bounds its unit from outside.
    x, y = ring[:, 0], ring[:, 1]
    twice_area = int(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))
    return ring if twice_area >= 0 else ring[::-1]


def chain(edges: dict[tuple[Vertex, Vertex], int]) -> list[tuple[int, list[Vertex]]]:
    """Join directed edges of one class into lines that end where classes or lines meet."""
    out: dict[Vertex, list[Vertex]] = defaultdict(list)
    touching: dict[Vertex, list[int]] = defaultdict(list)
    for (a, b), kind in edges.items():
        out[a].append(b)
        touching[a].append(kind)
        touching[b].append(kind)
    is_node = {v: len(kinds) != 2 or kinds[0] != kinds[1] for v, kinds in touching.items()}
    # A through vertex must have one edge in and one out; head-on pairs make a node too.
    for vertex in touching:
        if len(out[vertex]) != 1:
            is_node[vertex] = True
    lines = []
    left = dict(edges)
    starts = [edge for edge in edges if is_node[edge[0]]] + list(edges)
    for start in starts:
        if start not in left:
            continue
        kind = left.pop(start)
        line = list(start)
        while not is_node[line[-1]] and (line[-1], out[line[-1]][0]) in left:
            step = (line[-1], out[line[-1]][0])
            left.pop(step)
            line.append(step[1])
        lines.append((kind, line))
    return lines


def close_rings(ends: dict[int, tuple[Vertex, Vertex]]) -> list[list[int]]:
    """Walk directed arcs, each once, into rings.

    Where the sources draw an edge twice a walk finds no way on; such a ring closes with a chord.
    """
    leaving: dict[Vertex, list[int]] = defaultdict(list)
    for number, (first, _) in ends.items():
        leaving[first].append(number)
    rings = []
    for start in ends:
        if start not in leaving[ends[start][0]]:
            continue
        ring = [start]
        leaving[ends[start][0]].remove(start)
        while ends[ring[-1]][1] != ends[start][0] and leaving[ends[ring[-1]][1]]:
            ring.append(leaving[ends[ring[-1]][1]].pop())
        rings.append(ring)
    return rings


def importance(points: Points) -> NDArray[np.float64]:
    """Say for each vertex how far the line would move without it (Douglas-Peucker, 1973).

    The ends count as infinite. A vertex never counts more than the one that split its stretch.
    """
    worth = np.full(len(points), np.inf)
    # A closed line has no chord; its far point splits it.
    stretches = [(0, len(points) - 1, np.inf)]
    while stretches:
        first, last, ceiling = stretches.pop()
        if last - first < 2:
            continue
        inner = points[first + 1 : last]
        distance = _distance_to_chord(inner, points[first], points[last])
        at = int(np.argmax(distance))
        value = min(float(distance[at]), ceiling)
        split = first + 1 + at
        worth[split] = value
        stretches += [(first, split, value), (split, last, value)]
    return worth


def _distance_to_chord(points: Points, a: Points, b: Points) -> Points:
    chord = b - a
    squared = float(chord @ chord)
    if squared == 0.0:
        return np.asarray(np.hypot(*(points - a).T))
    along = np.clip((points - a) @ chord / squared, 0.0, 1.0)
    return np.asarray(np.hypot(*(points - a - along[:, None] * chord).T))
