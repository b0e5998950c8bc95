"""Move the camera over time: glide after a flick, fly to a place, ease to a zoom. Pure."""

from dataclasses import dataclass, replace
from math import cosh, exp, hypot, log, sinh, sqrt, tanh
from typing import Protocol

from ui.map_camera import Camera, shortest_turn

GLIDE_S = 0.325
"""Time constant of a flick's decay (chosen; what touch screens have taught)."""
SLOWEST_DP_S = 24.0
FASTEST_DP_S = 6000.0
EASE_S = 0.2
# Weight of zooming against panning on a flight (van Wijk and Nuij, 2003: 1.42 was liked best).
RHO = 1.42
# A flight's screens per second, and its shortest and longest time (chosen).
FLIGHT_SPEED, SHORTEST_S, LONGEST_S = 2.4, 0.25, 1.6


class Motion(Protocol):
    """A course of the camera."""

    @property
    def duration_s(self) -> float:
        """How long it takes."""

    def at(self, seconds: float) -> Camera:
        """Where the camera is that long after the start."""


@dataclass(frozen=True, slots=True)
class Glide:
    """The picture goes on as it was thrown, in dp a second, and slows down."""

    start: Camera
    vx: float
    vy: float

    @property
    def duration_s(self) -> float:
        """Until it is as slow as a crawl."""
        speed = hypot(self.vx, self.vy)
        return GLIDE_S * log(speed / SLOWEST_DP_S) if speed > SLOWEST_DP_S else 0.0

    def at(self, seconds: float) -> Camera:
        """Sum up the decaying speed."""
        way = GLIDE_S * (1.0 - exp(-min(seconds, self.duration_s) / GLIDE_S))
        return self.start.panned(self.vx * way, self.vy * way)


@dataclass(frozen=True, slots=True)
class ZoomEase:
    """The zoom changes while one point of the screen stays."""

    start: Camera
    zoom: float
    px: float
    py: float
    duration_s: float = EASE_S

    def at(self, seconds: float) -> Camera:
        """Ease out."""
        share = ease_out(seconds / self.duration_s)
        zoom = self.start.zoom + (self.zoom - self.start.zoom) * share
        return self.start.zoomed(zoom, self.px, self.py)


@dataclass(frozen=True, slots=True)
class Slide:
    """A short way at the same zoom."""

    start: Camera
    x: float
    y: float
    duration_s: float = EASE_S

    def at(self, seconds: float) -> Camera:
        """Ease out."""
        share = ease_out(seconds / self.duration_s)
        return self.start.looking_at(
            self.start.x + (self.x - self.start.x) * share,
            self.start.y + (self.y - self.start.y) * share,
        )


@dataclass(frozen=True, slots=True)
class Spin:
    """The map turns about its focus, the shorter way round."""

    start: Camera
    turn_deg: float
    duration_s: float = EASE_S

    def at(self, seconds: float) -> Camera:
        """Ease out; the end is exact."""
        if seconds >= self.duration_s:
            return self.start.turned(self.turn_deg, *self.start.focus)
        way = shortest_turn(self.start.turn_deg, self.turn_deg)
        turn_deg = self.start.turn_deg + way * ease_out(seconds / self.duration_s)
        return self.start.turned(turn_deg, *self.start.focus)


class Flight:
    """Out, across and in again along the smoothest way (van Wijk and Nuij, 2003)."""

    def __init__(
        self, start: Camera, x: float, y: float, zoom: float, turn_deg: float | None = None
    ) -> None:
        self.start = start
        turn_deg = start.turn_deg if turn_deg is None else turn_deg
        self._spin_deg = shortest_turn(start.turn_deg, turn_deg)
        self.end = replace(start, zoom=zoom, turn_deg=turn_deg).looking_at(x, y)
        width = max(start.width, 1.0)  # a map that is not laid out yet has none
        self._w0 = width / start.world_dp
        self._w1 = width / self.end.world_dp
        self._u1 = hypot(self.end.x - start.x, self.end.y - start.y)
        self._r0, self._length = self._shape()
        self.duration_s = max(SHORTEST_S, min(LONGEST_S, self._length / FLIGHT_SPEED))

    def _shape(self) -> tuple[float, float]:
        if self._u1 < 1e-9:
            return 0.0, abs(log(self._w1 / self._w0)) / RHO
        r0, r1 = self._turn(self._w0, 1), self._turn(self._w1, -1)
        return r0, (r1 - r0) / RHO

    def _turn(self, width: float, sign: int) -> float:
        squares = self._w1**2 - self._w0**2 + sign * RHO**4 * self._u1**2
        b = squares / (2 * width * RHO**2 * self._u1)
        return log(sqrt(b * b + 1.0) - b)

    def at(self, seconds: float) -> Camera:
        """Place the camera; the ends are exact."""
        if seconds >= self.duration_s:
            return self.end
        share = ease_in_out(seconds / self.duration_s)
        way = share * self._length
        zoom_in = log(self._w0 / self._w1) / log(2.0) if self._u1 < 1e-9 else 0.0
        if self._u1 < 1e-9:
            return replace(self._turned(share), zoom=self.start.zoom + zoom_in * share)
        r0 = self._r0
        u = self._w0 / RHO**2 * (cosh(r0) * tanh(RHO * way + r0) - sinh(r0)) / self._u1
        width = self._w0 * cosh(r0) / cosh(RHO * way + r0)
        zoom = self.start.zoom + log(self._w0 / width) / log(2.0)
        at = replace(self._turned(share), zoom=zoom)
        x = self.start.x + (self.end.x - self.start.x) * u
        y = self.start.y + (self.end.y - self.start.y) * u
        return at.looking_at(x, y)

    def _turned(self, share: float) -> Camera:
        return replace(self.start, turn_deg=(self.start.turn_deg + self._spin_deg * share) % 360.0)


def ease_out(share: float) -> float:
    """Start fast, stop softly (cubic)."""
    left = 1.0 - max(0.0, min(1.0, share))
    return 1.0 - left**3


def ease_in_out(share: float) -> float:
    """Start and stop softly (smoothstep)."""
    share = max(0.0, min(1.0, share))
    return share * share * (3.0 - 2.0 * share)
