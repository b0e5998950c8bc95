"""Choose which names and road shields show around a view, and where: beside the marks. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from ui.map_camera import WORLD_DP, Bounds
from ui.map_look import GAP_DP, Box, Label, Look, Measure
from ui.map_places import Name, Rank, Road, Stream
from ui.map_streams import StreamWriter

# A road says its number about every so many dp, and never nearer than that to the same number.
SHIELD_EVERY_DP = 760.0
SHIELD_HEIGHT_DP = 34.0
SHIELDS_FROM_ZOOM = 6.75
# How far beside its place a name may stand: on a small map a little is another country (chosen).
FARTHEST_DP, FARTHEST_SMALL_DP = 200.0, 60.0
_FAR_WORLD_DP = WORLD_DP * 2.0**6
# From here on 80 dp are less than 8 km: a county's name stays in the county beside a ring (chosen).
_NEAR_WORLD_DP = WORLD_DP * 2.0**10.5
_CELL_DP = 160.0
_SHIELD_TRIES = 4

SHIELD = Look(24.0, is_bold=True, colour="shield_text")

_FAR = {
    Rank.COUNTRY: Look(28.0, is_bold=False, colour="label", spacing_dp=4.0),
    Rank.SEA: Look(28.0, is_bold=False, colour="label_water", spacing_dp=6.0),
    Rank.LAKE: Look(26.0, is_bold=False, colour="label_water"),
    Rank.PROVINCE: Look(26.0, is_bold=False, colour="label", spacing_dp=2.0),
    Rank.GREAT_CITY: Look(30.0, is_bold=True, colour="label_strong"),
    Rank.CAPITAL: Look(28.0, is_bold=False, colour="label_strong"),
    Rank.PREFECTURE: Look(26.0, is_bold=False, colour="label"),
    Rank.COUNTY: Look(24.0, is_bold=False, colour="label"),
}
_NEAR = _FAR | {
    Rank.GREAT_CITY: Look(36.0, is_bold=True, colour="label_strong"),
    Rank.CAPITAL: Look(32.0, is_bold=True, colour="label_strong"),
    Rank.PREFECTURE: Look(28.0, is_bold=False, colour="label"),
}
_NEAR_ZOOM = 8.0


def look_of(rank: Rank, zoom: float) -> Look:
    """Say how a name of a rank is written at a zoom."""
    return (_NEAR if zoom >= _NEAR_ZOOM else _FAR)[rank]


class _Taken:
    """Rectangles that something stands on already, by cell."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = defaultdict(list)

    def add(self, box: Box) -> None:
        """Claim a rectangle."""
        for cell in _cells(box):
            self._cells[cell].append(box)

    def is_free(self, box: Box) -> bool:
        """Tell whether nothing stands there."""
        left, top, right, bottom = box
        return not any(
            left < other[2] and right > other[0] and top < other[3] and bottom > other[1]
            for cell in _cells(box)
            for other in self._cells.get(cell, ())
        )


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for i in range(int(box[0] // _CELL_DP), int(box[2] // _CELL_DP) + 1):
        for j in range(int(box[1] // _CELL_DP), int(box[3] // _CELL_DP) + 1):
            yield i, j


class LabelChooser:
    """All names, roads and rivers, ready to be asked for a window."""

    def __init__(
        self,
        names: Sequence[Name],
        roads: Sequence[Road],
        measure: Measure,
        streams: Sequence[Stream] = (),
    ) -> None:
        self._names = names
        self._measure = measure
        self._at = np.array([[name.x, name.y] for name in names]).reshape(-1, 2)
        self._zooms = np.array([name.zooms for name in names]).reshape(-1, 2)
        self._ways = [_Way(road.code, part) for road in roads for part in road.parts]
        self._streams = StreamWriter(tuple(streams), measure)

    def choose(
        self, around: Bounds, zoom: float, language: str, marks: Sequence[Box]
    ) -> list[Label]:
        """Place names by rank beside the marks, then rivers' and shields where there is room.

        `marks` are boxes in dp of the world at this zoom. `language` is zh, en or fr.
        """
        tries = self.choosing(around, zoom, language, marks)
        return [label for label in tries if label is not None]

    def choosing(
        self, around: Bounds, zoom: float, language: str, marks: Sequence[Box]
    ) -> Iterator[Label | None]:
        """Do as `choose`, one try at a time (some 10 us): None where there was no room."""
        world_dp = WORLD_DP * float(2.0**zoom)
        taken = _Taken()
        for box in marks:
            taken.add(box)
        for number in self._within(around, zoom):
            name = self._names[number]
            text = name.text(language)
            if text:
                yield from self._place(name, text, look_of(name.rank, zoom), world_dp, taken)
            yield None
        for found in self._streams.write(around, zoom, world_dp, language, taken.is_free):
            if found is not None:
                taken.add(found[1])
            yield None if found is None else found[0]
        if zoom >= SHIELDS_FROM_ZOOM:
            for way in self._ways:
                yield from way.shields(around, world_dp, taken)
                yield None

    def _within(self, around: Bounds, zoom: float) -> list[int]:
        x, y = self._at[:, 0], self._at[:, 1]
        shows = (self._zooms[:, 0] <= zoom) & (zoom < self._zooms[:, 1])
        shows &= (x >= around.left) & (x <= around.right)
        shows &= (y >= around.top) & (y <= around.bottom)
        return [int(number) for number in np.flatnonzero(shows)]

    def _place(
        self, name: Name, text: str, look: Look, world_dp: float, taken: _Taken
    ) -> Iterator[Label]:
        width = self._measure(text, look)
        x, y = name.x * world_dp, name.y * world_dp
        near_dp = FARTHEST_DP if world_dp >= _FAR_WORLD_DP else FARTHEST_SMALL_DP
        for dx, dy in _places_beside(name.rank, width, world_dp):
            if max(abs(dx), abs(dy)) > near_dp:
                continue
            half_w, half_h = look.half_size(width)
            box = (x + dx - half_w, y + dy - half_h, x + dx + half_w, y + dy + half_h)
            if taken.is_free(box):
                taken.add(box)
                yield Label(text, look, name.x, name.y, dx, dy)
                return


def _places_beside(rank: Rank, width: float, world_dp: float) -> Iterator[tuple[float, float]]:
    """List where a label may stand, the best first: in its place, then below, above, beside."""
    yield 0.0, 0.0
    if rank in {Rank.COUNTRY, Rank.SEA, Rank.LAKE, Rank.PROVINCE}:
        return
    if rank == Rank.COUNTY:
        for way in (34.0, 58.0, 80.0) if world_dp >= _NEAR_WORLD_DP else (34.0,):
            yield 0.0, way
            yield 0.0, -way
        return
    # Up to just beyond the largest ring (radius 82 for 1.5 million connectors).
    for way in (34.0, 58.0, 80.0, 104.0):
        yield 0.0, way
        yield 0.0, -way
    for way in (50.0, 84.0):
        yield width / 2 + way, 0.0
        yield -width / 2 - way, 0.0


def _box(x: float, y: float, width: float, height: float) -> Box:
    half_w, half_h = (width + GAP_DP) / 2, (height + GAP_DP / 2) / 2
    return x - half_w, y - half_h, x + half_w, y + half_h


class _Way:
    """One stretch of road and the distance along it."""

    def __init__(self, code: str, part: NDArray[np.float64]) -> None:
        self._code = code
        self._part = part
        self._along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(part, axis=0).T))])
        self._low, self._high = part.min(axis=0), part.max(axis=0)
        self._width_dp = 24.0 + 16.0 * len(code)

    def shields(self, around: Bounds, world_dp: float, taken: _Taken) -> Iterator[Label]:
        """Place the road's number along it; tries are denser than wanted, many find no room."""
        if (
            self._low[0] > around.right
            or self._high[0] < around.left
            or self._low[1] > around.bottom
            or self._high[1] < around.top
        ):
            return
        every = SHIELD_EVERY_DP / world_dp
        tries = np.arange(every / 3, self._along[-1], every / _SHIELD_TRIES)
        x = np.interp(tries, self._along, self._part[:, 0])
        y = np.interp(tries, self._along, self._part[:, 1])
        seen = (x >= around.left) & (x <= around.right) & (y >= around.top) & (y <= around.bottom)
        last = -1
        for number in np.flatnonzero(seen).tolist():
            if last >= 0 and number - last < _SHIELD_TRIES:
                continue
            at = float(x[number]), float(y[number])
            box = _box(at[0] * world_dp, at[1] * world_dp, self._width_dp, SHIELD_HEIGHT_DP)
            if taken.is_free(box):
                taken.add(box)
                last = number
                yield Label(self._code, SHIELD, *at)
