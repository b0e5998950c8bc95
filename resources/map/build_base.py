"""Make base.npz from unpacked packages. Run once, by hand, in about two minutes.

python -m resources.map.build_base WORLD_ATLAS_FOLDER ECHARTS_FOLDER
"""

import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from resources.map.arcs import Arcs, Vertex, chain, close_rings, importance, owners_of_edges, unpack
from resources.map.base import LEVEL_ZOOMS, Fill, Line, is_of_the_islands, mercator
from resources.map.echarts import GRID, read_prefectures, read_south_china_sea_line
from resources.map.joining import join_borders
from resources.map.packed import packed
from resources.map.topojson import ANTARCTICA, CHINA, read_countries

TARGET = Path(__file__).with_name("base.npz")

# Beyond this window only what shows on the smallest scale is kept: degrees W, S, E, N (chosen).
WINDOW = (60.0, -5.0, 150.0, 58.0)
_OFF_PX = (0.45, 0.45, 0.45, 0.45, 0.45, 0.35)
TOLERANCES = tuple(px / 256 / 2**zoom for px, zoom in zip(_OFF_PX, LEVEL_ZOOMS, strict=True))
"""World units: under half a pixel at the largest zoom a level is drawn at, less at the last, for
that is drawn larger still (chosen)."""

FAR_TOLERANCE = 2 / 256 / 2**5.25
"""Two pixels at zoom 5.25 (chosen)."""
FAR_ISLAND = 1 / 256 / 2**5
"""A pixel at zoom 5: smaller islands beyond the window are left out (chosen)."""
HOLE = 1.0e-3
"""About 40 km: the largest holes between outlines that do not meet (measured: 23 km)."""
SLIVER = 2.5e-5
"""About a kilometre: smaller slivers between provinces are left out (chosen)."""

UNMET = (Line.GAP, Line.CRACK, Line.MEND)

# A border of ours without a partner is inland when it is farther than this from any sea (degrees).
INLAND_DEG = 0.6
# How far beyond such a border we look whether China goes on there (degrees, chosen).
BEYOND_DEG = 0.06


def add_neighbours(arcs: Arcs, file: Path) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Add every country but China; return vertices of sea coasts and of China's land borders."""
    shared, countries = read_countries(file)
    _join_at_the_date_line(shared, countries)
    users: Counter[int] = Counter()
    of_china = set()
    for country, rings in countries:
        numbers = {number if number >= 0 else ~number for ring in rings for number in ring}
        users.update(numbers)
        if country in CHINA:
            of_china |= numbers
    renumbered: dict[int, int] = {}
    islands = {n for n, points in enumerate(shared) if is_of_the_islands(mercator(points))}
    for number, points in enumerate(shared):
        if number in of_china and users[number] == 1 and number not in islands:
            continue
        kind = Line.COAST if users[number] == 1 else Line.BORDER
        if number in of_china and number not in islands:
            kind = Line.SEAM
        renumbered[number] = arcs.add(mercator(points), kind)
    for country, rings in countries:
        for ring in rings:
            # China's own layers leave these islands out.
            is_island = {number if number >= 0 else ~number for number in ring} <= islands
            if is_island or (country not in CHINA and country != ANTARCTICA):
                arcs.rings.append([_renumber(number, renumbered) for number in ring])
                arcs.fills.append(Fill.CHINA if is_island else Fill.NEIGHBOUR)
    coasts = [p for n, p in enumerate(shared) if users[n] == 1]
    borders = [p for n, p in enumerate(shared) if n in of_china and users[n] > 1]
    return np.vstack(coasts), np.vstack(borders)


def _join_at_the_date_line(
    shared: list[NDArray[np.float64]], countries: list[tuple[str, list[list[int]]]]
) -> None:
    """Move what a ring has beyond 180 E from the far left to the right, east of 180."""
    rings = [ring for country, rings in countries if country != ANTARCTICA for ring in rings]
    for ring in rings:
        numbers = [number if number >= 0 else ~number for number in ring]
        lon = np.concatenate([shared[number][:, 0] for number in numbers])
        # No country is wider than half the world: a wider ring jumps across the date line.
        if np.ptp(lon) > 180.0:
            for number in numbers:
                west = shared[number][:, 0] < 0.0
                shared[number][west, 0] += 360.0


def _renumber(number: int, renumbered: dict[int, int]) -> int:
    return renumbered[number] if number >= 0 else ~renumbered[~number]


def add_china(
    arcs: Arcs, package: Path, coast: NDArray[np.float64], border: NDArray[np.float64]
) -> None:
    """Add China's outline as rings, and its borders by rank."""
    prefectures = read_prefectures(package)
    codes = sorted({code for code, _ in prefectures})
    owners = owners_of_edges((codes.index(code), rings) for code, rings in prefectures)
    outer: dict[tuple[Vertex, Vertex], str] = {}
    inner: dict[tuple[Vertex, Vertex], int] = {}
    for (a, b), units in owners.items():
        partners = owners.get((b, a), [])
        if len(units) > len(partners):
            outer[a, b] = codes[units[0]]
        elif a < b and set(units) != set(partners):
            province = {codes[unit][:2] for unit in units + partners}
            inner[a, b] = Line.PROVINCE if len(province) > 1 else Line.PREFECTURE
    lines = chain(_classified(outer, coast, border))
    first = len(arcs.points)
    for kind, line in lines:
        arcs.add(mercator(unpack(line) / GRID), kind)
    ends = {first + n: (line[0], line[-1]) for n, (_, line) in enumerate(lines)}
    rings = close_rings(ends)
    arcs.rings += rings
    arcs.fills += [Fill.CHINA] * len(rings)
    for kind, line in chain(undirected(inner)):
        arcs.add(mercator(unpack(line) / GRID), kind)


def undirected(edges: dict[tuple[Vertex, Vertex], int]) -> dict[tuple[Vertex, Vertex], int]:
    """Turn edges so that they follow each other; `chain` needs directed ones."""
    touching: dict[Vertex, list[Vertex]] = {}
    for a, b in edges:
        touching.setdefault(a, []).append(b)
        touching.setdefault(b, []).append(a)
    kinds = {frozenset(edge): kind for edge, kind in edges.items()}
    turned: dict[tuple[Vertex, Vertex], int] = {}
    starts = [v for v, near in touching.items() if len(near) != 2] + list(touching)
    for start in starts:
        for step in touching[start]:
            a, b = start, step
            while (kind := kinds.pop(frozenset((a, b)), None)) is not None:
                turned[a, b] = kind
                if len(touching[b]) != 2:
                    break
                onward = touching[b][0] if touching[b][0] != a else touching[b][1]
                a, b = b, onward
    return turned


def _classified(
    outer: dict[tuple[Vertex, Vertex], str],
    coast: NDArray[np.float64],
    border: NDArray[np.float64],
) -> dict[tuple[Vertex, Vertex], int]:
    """Tell sea coast from land border, and both from places where two outlines do not meet."""
    edges = list(outer)
    start = unpack(a for a, _ in edges) / GRID
    end = unpack(b for _, b in edges) / GRID
    middle = (start + end) / 2
    to_coast = _distances(middle, coast)
    to_border = _distances(middle, border)
    along = end - start
    outward = np.stack([along[:, 1], -along[:, 0]], axis=1) / np.hypot(*along.T)[:, None]
    goes_on = _inside(middle + outward * BEYOND_DEG, start, end)
    holes = _hole_edges(list(outer))
    is_gap = np.array([edge in holes for edge in edges]) | (goes_on & (to_coast > INLAND_DEG))
    is_land = (to_border < to_coast) | (to_coast > INLAND_DEG)
    kinds = np.where(is_land, Line.NATIONAL, Line.COAST)
    gaps = np.flatnonzero(is_gap)
    kinds[gaps] = _gap_kinds(middle[gaps], [outer[edges[number]] for number in gaps])
    return dict(zip(edges, kinds.tolist(), strict=True))


def _hole_edges(edges: list[tuple[Vertex, Vertex]]) -> set[tuple[Vertex, Vertex]]:
    """List the edges around holes: the sources leave none, lakes included, where outlines meet."""
    lines = [line for _, line in chain(dict.fromkeys(edges, 0))]
    rings = close_rings({number: (line[0], line[-1]) for number, line in enumerate(lines)})
    found: set[tuple[Vertex, Vertex]] = set()
    for ring in rings:
        points = mercator(np.vstack([unpack(lines[number]) for number in ring]) / GRID)
        if float(np.max(np.ptp(points, axis=0))) < HOLE and turns_left(points):
            for number in ring:
                found.update(pairwise(lines[number]))
    return found


def turns_left(points: NDArray[np.float64]) -> bool:
    """Tell whether a ring runs counter-clockwise as a hole does; y grows southward."""
    x, y = points.T
    return bool(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y) > 0)


def _gap_kinds(middle: NDArray[np.float64], codes: list[str]) -> NDArray[np.int64]:
    """Let one side of a gap be drawn as the border that it is, and the other only filled."""
    adcodes = np.array([int(code) for code in codes])
    kinds = np.full(len(codes), int(Line.MEND))
    for number, (point, code) in enumerate(zip(middle, adcodes, strict=True)):
        away = np.abs(middle - point).max(axis=1)
        near = np.flatnonzero((away < BEYOND_DEG) & (adcodes != code))
        if len(near) == 0:
            continue
        partner = adcodes[near[np.argmin(away[near])]]
        if code < partner:
            kinds[number] = Line.GAP if code // 10000 != partner // 10000 else Line.CRACK
    return kinds


def _distances(points: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.float64]:
    """Measure to the nearest vertex in degrees, up to 3; exact enough to compare."""
    result = np.full(len(points), 3.0)
    cells = np.floor(points / 2).astype(int)
    for cell in np.unique(cells, axis=0):
        low, high = cell * 2 - 3.0, cell * 2 + 5.0
        near = others[np.all((others >= low) & (others <= high), axis=1)]
        mine = np.flatnonzero(np.all(cells == cell, axis=1))
        for part in np.array_split(mine, len(mine) * max(len(near), 1) // 4_000_000 + 1):
            if len(near):
                gap = points[part, None, :] - near[None, :, :]
                result[part] = np.minimum(3.0, np.sqrt((gap**2).sum(axis=2).min(axis=1)))
    return result


def _inside(
    points: NDArray[np.float64], start: NDArray[np.float64], end: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Tell which points have a winding number above zero among directed edges."""
    winding = np.zeros(len(points), int)
    for part in np.array_split(np.arange(len(points)), len(points) // 200 + 1):
        x, y = points[part, 0, None], points[part, 1, None]
        up = (start[:, 1] <= y) & (end[:, 1] > y)
        down = (start[:, 1] > y) & (end[:, 1] <= y)
        cross = (end[:, 0] - start[:, 0]) * (y - start[:, 1]) - (x - start[:, 0]) * (
            end[:, 1] - start[:, 1]
        )
        winding[part] = (up & (cross > 0)).sum(axis=1) - (down & (cross < 0)).sum(axis=1)
    return np.asarray(winding > 0)


def prune(arcs: Arcs) -> None:
    """Drop islands too small to show, and slivers between provinces too small to fill."""
    kept: list[tuple[list[int], int]] = []
    dropped: set[int] = set()
    for ring, fill in zip(arcs.rings, arcs.fills, strict=True):
        numbers = {number if number >= 0 else ~number for number in ring}
        points = np.vstack([arcs.points[number] for number in numbers])
        size = float(np.max(np.ptp(points, axis=0)))
        is_sliver = all(arcs.kinds[number] in UNMET for number in numbers) and size < SLIVER
        parts = [arcs.points[n] if n >= 0 else arcs.points[~n][::-1] for n in ring]
        is_hole = size < HOLE and turns_left(np.vstack(parts)) and not is_of_the_islands(points)
        if fill == Fill.CHINA and is_hole:
            # Not a hole in China: two outlines do not meet. The lines stay, the hole goes.
            continue
        if is_sliver or (_is_far(points).all() and size < FAR_ISLAND):
            dropped |= numbers
        else:
            kept.append((ring, fill))
    used = {number if number >= 0 else ~number for ring, _ in kept for number in ring}
    stay = [n for n in range(len(arcs.points)) if n in used or n not in dropped]
    renumbered = {old: new for new, old in enumerate(stay)}
    arcs.points = [arcs.points[number] for number in stay]
    arcs.kinds = [arcs.kinds[number] for number in stay]
    arcs.rings = [[_renumber(number, renumbered) for number in ring] for ring, _ in kept]
    arcs.fills = [fill for _, fill in kept]


def _is_far(points: NDArray[np.float64]) -> NDArray[np.bool_]:
    west, south, east, north = WINDOW
    low, high = mercator(np.array([[west, north], [east, south]]))
    return np.asarray(np.any((points < low) | (points > high), axis=1))


def thin(points: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Keep the vertices that show at some scale, and say from which level of detail on."""
    worth = importance(points)
    level = np.full(len(points), len(TOLERANCES))
    for number in reversed(range(len(TOLERANCES))):
        level[worth >= TOLERANCES[number]] = number
    is_far = _is_far(points)
    level[is_far & (worth < FAR_TOLERANCE)] = len(TOLERANCES)
    level[is_far & (worth >= FAR_TOLERANCE)] = 0
    keep = level < len(TOLERANCES)
    return points[keep], level[keep]


def write(arcs: Arcs, target: Path) -> None:
    """Thin the arcs and write them."""
    thinned = [thin(points) for points in arcs.points]
    np.savez_compressed(
        target,
        **packed([points for points, _ in thinned], [level for _, level in thinned]),
        arc_kind=np.array(arcs.kinds, np.uint8),
        ring_arc=np.array([number for ring in arcs.rings for number in ring], np.int32),
        ring_length=np.array([len(ring) for ring in arcs.rings], np.uint32),
        ring_fill=np.array(arcs.fills, np.uint8),
    )


def main() -> int:
    """Build; the two arguments are the unpacked packages' folders."""
    atlas, echarts = Path(sys.argv[1]), Path(sys.argv[2])
    arcs = Arcs()
    coast, border = add_neighbours(arcs, atlas / "countries-10m.json")
    add_china(arcs, echarts, coast, border)
    for dash in read_south_china_sea_line(echarts):
        arcs.add(mercator(dash), Line.SEA_LINE)
    prune(arcs)
    join_borders(arcs)
    write(arcs, TARGET)
    print(f"{TARGET}: {TARGET.stat().st_size} bytes, {len(arcs.points)} arcs")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
