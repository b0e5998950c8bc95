"""Find a schematic way on the national expressways, with straight legs to and from them. Pure.

It is no turn-by-turn navigation: what is not an expressway is a straight line, counted longer than
it is drawn. All speeds and factors are chosen.
"""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import itemgetter
from typing import Final, NamedTuple

import numpy as np

from network.crossing import Gap, Ground
from network.expressways import STEPS, Expressway
from network.geo import distance_columns_m, distance_m, unmercator

DETOUR: Final = 1.3
"""Ordinary roads over the straight line."""
WINDING: Final = 1.1
"""Expressways over the schematic line through the places that they pass."""
TOWN_M: Final = 20_000.0
TOWN_MPS: Final = 40 / 3.6
"""As far as TOWN_M one drives as in a town, …"""
COUNTRY_MPS: Final = 70 / 3.6
"""… beyond it as on national roads, …"""
EXPRESSWAY_MPS: Final = 100 / 3.6
"""… and this fast on expressways, pauses at toll gates included."""
_ENTRIES: Final = 8
"""So many stretches near each end are tried."""
_EARTH_M: Final = 6_371_000.0

Place = tuple[float, float]
"""lat, lon in degrees, WGS-84."""


class Left(NamedTuple):
    """What is left of a way: metres on roads, seconds."""

    metres: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Route:
    """A way: its points, and how far and how long it is from the start to each of them.

    `gap` says what of it is no road; a ferry takes longer than is counted here.
    """

    points: tuple[Place, ...]
    metres: tuple[float, ...]
    seconds: tuple[float, ...]
    gap: Gap = Gap.NONE

    @property
    def length_m(self) -> float:
        """Length on roads."""
        return self.metres[-1]

    @property
    def duration_s(self) -> float:
        """How long it takes."""
        return self.seconds[-1]

    def flat(self) -> list[float]:
        """List lat, lon, lat, lon and so on."""
        return [degrees for point in self.points for degrees in point]

    def left(self, at: Place) -> Left:
        """Say what is left from a place near the way on; from one far off the legs back count."""
        nearest, share, off_m = min(self._feet(at), key=lambda foot: foot[2])
        done_m = _between(self.metres, nearest, share)
        done_s = _between(self.seconds, nearest, share)
        return Left(
            self.length_m - done_m + off_m * DETOUR, self.duration_s - done_s + _leg_s(off_m)
        )

    def _feet(self, at: Place) -> Iterator[tuple[int, float, float]]:
        """Answer of each stretch: its number, the share at its nearest point, how far that is."""
        scale = float(np.cos(np.radians(at[0])))
        for number, (a, b) in enumerate(pairwise(self.points)):
            ax, ay = (a[1] - at[1]) * scale, a[0] - at[0]
            bx, by = (b[1] - at[1]) * scale, b[0] - at[0]
            along = (bx - ax) ** 2 + (by - ay) ** 2
            share = -(ax * (bx - ax) + ay * (by - ay)) / along if along else 0.0
            share = min(1.0, max(0.0, share))
            x, y = ax + share * (bx - ax), ay + share * (by - ay)
            yield number, share, float(np.radians(np.hypot(x, y))) * _EARTH_M


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A road between two neighbouring places; `metres` from its begin to each of its points."""

    ends: tuple[int, int]
    points: tuple[Place, ...]
    metres: tuple[float, ...]


class _Entry(NamedTuple):
    """Where one end of a way meets a stretch, and how far that is as the crow flies."""

    stretch: int
    point: int
    off_m: float


class _Step(NamedTuple):
    """A part of a stretch, from one of its points to another."""

    stretch: int
    first: int
    last: int


class RoadNetwork:
    """The expressways as a graph. Cost: about 60 ms to build; a way takes some 10 ms.

    With a `ground` legs lead over no sea where there is another way; 0.1 s more then.
    """

    def __init__(self, roads: Iterable[Expressway], ground: Ground | None = None) -> None:
        self._ground = ground
        names: dict[str, int] = {}
        self._stretches: list[_Stretch] = []
        for road in roads:
            for section in road.sections:
                line = [unmercator(float(x), float(y)) for x, y in section.line]
                for number, pair in enumerate(pairwise(section.places)):
                    first, last = (names.setdefault(place, len(names)) for place in pair)
                    points = tuple(line[number * STEPS : (number + 1) * STEPS + 1])
                    self._stretches.append(_Stretch((first, last), points, _lengths(points)))
        self._at: list[list[int]] = [[] for _ in names]
        for number, stretch in enumerate(self._stretches):
            for end in stretch.ends:
                self._at[end].append(number)
        every = [point for stretch in self._stretches for point in stretch.points]
        self._lat, self._lon = np.array(every or [(0.0, 0.0)]).T

    def route(self, start: Place, end: Place) -> Route:
        """Find the quickest way, straight where no expressway is worth the legs to it."""
        ground = self._ground
        entries, exits = self._entries(start), self._entries(end)
        if ground is not None:
            dry = self._dry(start, entries, ground), self._dry(end, exits, ground)
            best = self._best(*dry) or self._best(entries, exits)
        else:
            best = self._best(entries, exits)
        direct_m = distance_m(*start, *end)
        is_direct = best is None or _leg_s(direct_m) <= best[0]
        if best is not None and is_direct and ground is not None:
            is_direct = ground.is_dry(start, end)
        if best is None or is_direct:
            found = Route((start, end), (0.0, direct_m * DETOUR), (0.0, _leg_s(direct_m)))
        else:
            found = self._drawn(start, best[1], end)
        return found if ground is None else replace(found, gap=ground.gap(found.points))

    def _best(
        self, entries: Sequence[_Entry], exits: Sequence[_Entry]
    ) -> tuple[float, list[_Step]] | None:
        """Choose the quickest way over expressways: its seconds and steps."""
        ways = (*self._along_one(entries, exits), *self._through(entries, exits))
        return min(ways, key=itemgetter(0), default=None)

    def _dry(self, at: Place, entries: Sequence[_Entry], ground: Ground) -> list[_Entry]:
        """Leave out what only the sea lies between."""
        return [
            one
            for one in entries
            if ground.is_dry(at, self._stretches[one.stretch].points[one.point])
        ]

    def _entries(self, at: Place) -> list[_Entry]:
        """Find the nearest point of each of the nearest stretches."""
        if not self._stretches:
            return []
        off_m = distance_columns_m(*at, self._lat, self._lon).reshape(
            len(self._stretches), STEPS + 1
        )
        nearest = off_m.argmin(axis=1)
        shortest = off_m.min(axis=1)
        order = np.argsort(shortest)[:_ENTRIES].tolist()
        return [_Entry(one, int(nearest[one]), float(shortest[one])) for one in order]

    def _along_one(
        self, entries: Sequence[_Entry], exits: Sequence[_Entry]
    ) -> Iterator[tuple[float, list[_Step]]]:
        """Try ways that use a single stretch."""
        for entry in entries:
            for leave in exits:
                if entry.stretch == leave.stretch and entry.point != leave.point:
                    step = _Step(entry.stretch, entry.point, leave.point)
                    seconds = _leg_s(entry.off_m) + self._step_s(step) + _leg_s(leave.off_m)
                    yield seconds, [step]

    def _through(
        self, entries: Sequence[_Entry], exits: Sequence[_Entry]
    ) -> Iterator[tuple[float, list[_Step]]]:
        """Find the quickest way through places (Dijkstra); answers at most one."""
        best: dict[int, float] = {}
        came: dict[int, tuple[int, _Step]] = {}
        queue: list[tuple[float, int, int, _Step]] = []
        for entry in entries:
            for place, step in self._to_ends(entry):
                seconds = _leg_s(entry.off_m) + self._step_s(step)
                heapq.heappush(queue, (seconds, place, -1, step))
        while queue:
            seconds, place, before, step = heapq.heappop(queue)
            if place in best:
                continue
            best[place], came[place] = seconds, (before, step)
            for number in self._at[place]:
                stretch = self._stretches[number]
                last = len(stretch.points) - 1
                is_forward = stretch.ends[0] == place
                onward = stretch.ends[1 if is_forward else 0]
                if onward not in best:
                    on = _Step(number, 0, last) if is_forward else _Step(number, last, 0)
                    heapq.heappush(queue, (seconds + self._step_s(on), onward, place, on))
        arrivals = [
            (best[place] + self._step_s(step) + _leg_s(leave.off_m), place, step)
            for leave in exits
            for place, step in self._to_ends(leave)
            if place in best
        ]
        if arrivals:
            seconds, place, step = min(arrivals)
            steps = [_Step(step.stretch, step.last, step.first)]
            while place != -1:
                place, step = came[place]
                steps.append(step)
            yield seconds, steps[::-1]

    def _to_ends(self, entry: _Entry) -> Iterator[tuple[int, _Step]]:
        """List the ways from a point of a stretch to the places at its ends."""
        stretch = self._stretches[entry.stretch]
        yield stretch.ends[0], _Step(entry.stretch, entry.point, 0)
        yield stretch.ends[1], _Step(entry.stretch, entry.point, len(stretch.points) - 1)

    def _step_s(self, step: _Step) -> float:
        metres = self._stretches[step.stretch].metres
        return abs(metres[step.last] - metres[step.first]) / EXPRESSWAY_MPS

    def _drawn(self, start: Place, steps: Sequence[_Step], end: Place) -> Route:
        points, metres, seconds = [start], [0.0], [0.0]

        def go(point: Place, way_m: float, way_s: float) -> None:
            if point != points[-1]:
                points.append(point)
                metres.append(metres[-1] + way_m)
                seconds.append(seconds[-1] + way_s)

        def leg(point: Place) -> None:
            straight_m = distance_m(*points[-1], *point)
            go(point, straight_m * DETOUR, _leg_s(straight_m))

        leg(self._stretches[steps[0].stretch].points[steps[0].first])
        for step in steps:
            stretch = self._stretches[step.stretch]
            onward = 1 if step.last > step.first else -1
            for number in range(step.first, step.last, onward):
                way_m = abs(stretch.metres[number + onward] - stretch.metres[number])
                go(stretch.points[number + onward], way_m, way_m / EXPRESSWAY_MPS)
        leg(end)
        return Route(tuple(points), tuple(metres), tuple(seconds))


def _leg_s(straight_m: float) -> float:
    """Say how long a straight leg takes on ordinary roads."""
    road_m = straight_m * DETOUR
    return min(road_m, TOWN_M) / TOWN_MPS + max(0.0, road_m - TOWN_M) / COUNTRY_MPS


def _lengths(points: Sequence[Place]) -> tuple[float, ...]:
    steps = [distance_m(*a, *b) * WINDING for a, b in pairwise(points)]
    return (0.0, *np.cumsum(steps).tolist())


def _between(values: Sequence[float], number: int, share: float) -> float:
    return values[number] + share * (values[number + 1] - values[number])
