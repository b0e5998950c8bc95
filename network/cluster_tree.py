"""Build the cluster tree: once for all zooms, so that panning and filtering are look-ups.

From the deepest zoom upwards marks that would overlap are merged: some stay and take in their
neighbours, then lean towards the common centre as far as their surroundings let them. Nothing
depends on a window or a grid, so marks stay while the map is panned and show no rows or columns.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from network.columns import ZOOMS, Columns, Draft, Index, Marks, tile_numbers, tile_numbers_at

# World size at zoom 0, in dp.
TILE_DP = 256

# A pin's box stands on its point.
PIN_HEIGHT_DP = 80.0
GAP_DP = 8.0
# Marks lean in steps, as each makes room for others; and which stay is judged coarsely by rivals,
# so that city centres are among them (both chosen by looking and by measuring).
_MAX_LEAN_DP = 60.0
_LEANS = 8
_RIVALS_ALIKE = 3

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Numbers = NDArray[np.integer] | NDArray[np.float64]


def ring_radius_dp(total: Numbers) -> Floats:
    """Answer the radius of the ring around so many connectors: 97 have 44 dp, 3412 have 58."""
    radius: Floats = np.maximum(36.0, 26.0 + 9.0 * np.log10(np.maximum(total, 1)))
    return radius


def pin_half_width_dp(total: Numbers) -> Floats:
    """Answer the room that a pin of so many connectors takes to each side, as its digits need."""
    width: Floats = np.where(total < 10, 66.0, np.where(total < 100, 80.0, 104.0))
    return width


@dataclass(frozen=True, slots=True)
class Boxes:
    """What marks cover, in dp: half width, height above and depth below their point."""

    half_width: Floats
    up: Floats
    down: Floats

    def take(self, chosen: Index) -> "Boxes":
        """Choose some."""
        return Boxes(self.half_width[chosen], self.up[chosen], self.down[chosen])


def boxes_of(total: Counts, largest: Counts) -> Boxes:
    """Reserve room for a ring of so many connectors, and for the pin that a filter may leave.

    `largest` counts the connectors of the largest station behind each mark.
    """
    radius = ring_radius_dp(total)
    return Boxes(
        np.maximum(radius, pin_half_width_dp(largest)), np.maximum(radius, PIN_HEIGHT_DP), radius
    )


def separation_dp(
    points_i: tuple[Floats, Floats],
    points_j: tuple[Floats, Floats],
    boxes: Boxes,
    i: Index,
    j: Index,
) -> Floats:
    """Measure how far boxes `i` (each at its points_i) and `j` (at its points_j) are apart.

    The gap is taken off: below zero they are too near.
    """
    x_i, y_i, x_j, y_j = points_i[0][i], points_i[1][i], points_j[0][j], points_j[1][j]
    sideways = np.abs(x_i - x_j) - boxes.half_width[i] - boxes.half_width[j]
    i_above = (y_j - boxes.up[j]) - (y_i + boxes.down[i])
    j_above = (y_i - boxes.up[i]) - (y_j + boxes.down[j])
    return np.maximum(sideways, np.maximum(i_above, j_above)) - GAP_DP


def reach_dp(boxes: Boxes) -> float:
    """Answer the distance, in x and in y, beyond which no two of these boxes can meet."""
    wide = 2 * boxes.half_width.max()
    return float(max(wide, boxes.up.max() + boxes.down.max()) + GAP_DP)


def near_pairs(x: Floats, y: Floats, reach: float) -> tuple[Index, Index]:
    """List each pair at most `reach` apart in x and in y once (and some further ones)."""
    column = ((x - x.min()) / reach).astype(np.int64) + 1
    width = int(column.max()) + 2
    key = ((y - y.min()) / reach).astype(np.int64) * width + column
    order = np.argsort(key, kind="stable")
    key = key[order]
    here = np.arange(len(key))
    # Each with those after it in its square and in the next, then with those of three below.
    start = np.concatenate((here + 1, np.searchsorted(key, key + width - 1, side="left")))
    end = np.searchsorted(key, np.concatenate((key + 1, key + width + 1)), side="right")
    counts = end - start
    owner = np.repeat(np.concatenate((here, here)), counts)
    other = np.arange(len(owner)) + np.repeat(start - (np.cumsum(counts) - counts), counts)
    numbers: Index = order.astype(np.int32)
    return numbers[owner], numbers[other]


@dataclass(slots=True)
class _Level:
    """Marks of one zoom while it is built; positions on the unit square, sums over stations."""

    x: Floats
    y: Floats
    total: Counts
    largest: Counts
    weighted_x: Floats
    weighted_y: Floats


def arrange(draft: Draft) -> tuple[Index, Columns]:
    """Cluster a draft's stations; answer their new order and the columns in that order."""
    order, marks = build_tree(draft.x, draft.y, draft.size)
    return order, draft.arranged(order, marks)


def build_tree(x: Floats, y: Floats, total: Counts) -> tuple[Index, Marks]:
    """Cluster stations with `total` connectors each.

    Answers the order in which the stations must lie and the marks that refer to that order.
    Cost: about 2 s for 140 000 stations.
    """
    total = total.astype(np.int64)
    level = _Level(x.copy(), y.copy(), total, total, x * total, y * total)
    levels: list[_Level] = []
    parents: list[Index] = []
    for zoom in reversed(ZOOMS):
        level, parent = _coarser(level, TILE_DP * 2.0**zoom)
        levels.append(level)
        parents.append(parent)
    return _lay_out(levels, parents)


def _coarser(level: _Level, world_dp: float) -> tuple[_Level, Index]:
    """Merge until nothing overlaps at this scale; also answer where each old mark went."""
    parent = np.arange(len(level.x), dtype=np.int32)
    while True:
        x, y, boxes = level.x * world_dp, level.y * world_dp, boxes_of(level.total, level.largest)
        i, j = near_pairs(x, y, reach_dp(boxes))
        touching = separation_dp((x, y), (x, y), boxes, i, j) < 0
        if not touching.any():
            break
        owner = _merge(x, y, level.total, i[touching], j[touching])
        level = _joined(level, owner)
        parent = _renumbered(owner)[parent]
    for _ in range(_LEANS):
        level = _lean(level, world_dp)
    return level, parent


def _merge(x: Floats, y: Floats, total: Counts, i: Index, j: Index) -> Index:
    """Choose the marks that stay and give each other one to the nearest.

    Those with few rivals come first, so that many stay and none grows beyond the others; then the
    larger; then by chance, as any order in space would sweep across the map.
    """
    count = len(x)
    rivals = np.bincount(i, minlength=count) + np.bincount(j, minlength=count)
    chance = np.random.default_rng(count).permutation(count)
    rank = np.empty(count, np.int32)
    rank[np.lexsort((chance, total, -(rivals // _RIVALS_ALIKE)))] = np.arange(count, dtype=np.int32)
    weak = np.where(rank[i] < rank[j], i, j)
    strong = np.where(rank[i] < rank[j], j, i)
    return _nearest(x, y, _independent(count, weak, strong), weak, strong)


def _independent(count: int, weak: Index, strong: Index) -> NDArray[np.bool_]:
    """Choose marks no two of which are a pair, such that each other one has a stronger one."""
    chosen = np.zeros(count, np.bool_)
    undecided = np.ones(count, np.bool_)
    while undecided.any():
        unrivalled = undecided.copy()
        unrivalled[weak] = False
        chosen |= unrivalled
        undecided &= ~unrivalled
        undecided[weak[chosen[strong]]] = False
        remain = undecided[weak] & undecided[strong]
        weak, strong = weak[remain], strong[remain]
    return chosen


def _nearest(x: Floats, y: Floats, stays: NDArray[np.bool_], weak: Index, strong: Index) -> Index:
    owner = np.arange(len(x), dtype=np.int32)
    joins = ~stays[weak] & stays[strong]
    weak, strong = weak[joins], strong[joins]
    distance = np.hypot(x[weak] - x[strong], y[weak] - y[strong])
    farthest_first = np.argsort(-distance, kind="stable")
    owner[weak[farthest_first]] = strong[farthest_first]  # the last one written is the nearest
    return owner


def _renumbered(owner: Index) -> Index:
    stays = owner == np.arange(len(owner))
    return (np.cumsum(stays) - 1).astype(np.int32)[owner]


def _joined(level: _Level, owner: Index) -> _Level:
    stays = owner == np.arange(len(owner))
    new = _renumbered(owner)
    largest = level.largest[stays]
    np.maximum.at(largest, new, level.largest)
    return _Level(
        level.x[stays],
        level.y[stays],
        _summed(new, level.total).astype(np.int64),
        largest,
        _summed(new, level.weighted_x),
        _summed(new, level.weighted_y),
    )


def _summed(group: Index, values: Counts | Floats) -> Floats:
    return np.bincount(group, values).astype(np.float64)


def _lean(level: _Level, world_dp: float) -> _Level:
    """Move each mark towards the centre of what it stands for, at most half of its free room."""
    x, y, boxes = level.x * world_dp, level.y * world_dp, boxes_of(level.total, level.largest)
    i, j = near_pairs(x, y, reach_dp(boxes) + 2 * _MAX_LEAN_DP)
    room = np.full(len(x), _MAX_LEAN_DP)
    half = np.maximum(0.0, separation_dp((x, y), (x, y), boxes, i, j) / 2)
    np.minimum.at(room, i, half)
    np.minimum.at(room, j, half)
    to_x = level.weighted_x / level.total * world_dp - x
    to_y = level.weighted_y / level.total * world_dp - y
    distance = np.hypot(to_x, to_y)
    share = np.minimum(1.0, room / np.maximum(distance, 1e-9))
    return _Level(
        (x + to_x * share) / world_dp,
        (y + to_y * share) / world_dp,
        level.total,
        level.largest,
        level.weighted_x,
        level.weighted_y,
    )


def _lay_out(levels: list[_Level], parents: list[Index]) -> tuple[Index, Marks]:
    """Order the stations so that each mark's are neighbours, and write its range.

    `parents[k]` leads from the marks of step k - 1 (the stations at k = 0) to those of step k.
    """
    spans, leads_to = [], np.arange(len(parents[0]), dtype=np.int32)
    for parent in parents:
        leads_to = parent[leads_to]
        spans.append(np.bincount(leads_to))
    rank = np.arange(len(levels[-1].x), dtype=np.int64)
    starts = [_starts(rank, spans[-1])]
    for step in range(len(levels) - 2, -1, -1):
        rank = _ranked(rank[parents[step + 1]])
        starts.append(_starts(rank, spans[step]))
    order = np.argsort(rank[parents[0]], kind="stable").astype(np.int32)
    return order, _marks(levels[::-1], starts, spans[::-1])


def _ranked(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    rank = np.empty(len(keys), np.int64)
    rank[np.argsort(keys, kind="stable")] = np.arange(len(keys))
    return rank


def _starts(rank: NDArray[np.int64], span: NDArray[np.int64]) -> NDArray[np.int64]:
    """Answer the first station of each mark when marks lie by rank."""
    by_rank = np.empty(len(rank), np.int64)
    by_rank[rank] = span
    first: NDArray[np.int64] = (np.cumsum(by_rank) - by_rank)[rank]
    return first


def _marks(
    levels: list[_Level], starts: list[NDArray[np.int64]], spans: list[NDArray[np.int64]]
) -> Marks:
    parts = []
    for zoom, level, start, span in zip(ZOOMS, levels, starts, spans, strict=True):
        x = np.minimum(level.x * 2**32, 2**32 - 1).astype(np.uint32)
        y = np.minimum(level.y * 2**32, 2**32 - 1).astype(np.uint32)
        order = np.argsort(tile_numbers_at(int(zoom), x, y), kind="stable")
        parts.append((x[order], y[order], start[order], (start + span)[order]))
    first = np.concatenate(([0], np.cumsum([len(part[0]) for part in parts]))).astype(np.int32)
    x, y, start, end = (np.concatenate(column) for column in zip(*parts, strict=True))
    tiles = tile_numbers(first, x, y)
    return Marks(first, x, y, start.astype(np.int32), end.astype(np.int32), tiles)
