"""Say where the map looks. Pure; lengths are dp, the world is the unit square of `network.geo`."""

from dataclasses import dataclass, replace
from math import cos, isfinite, log2, radians, sin

import numpy as np
from numpy.typing import NDArray

from network.geo import mercator

WORLD_DP = 256.0
"""Width of the world at zoom 0, as on every web map."""
MIN_ZOOM, MAX_ZOOM = 4.0, 17.0
"""China fits a 1920 x 1200 dp glass at 4; at 17 a dp is about a metre (chosen)."""

# The focus stays over China and its seas: degrees S, W, N, E (chosen).
_WEST, _NORTH = mercator(55.0, 70.0)
_EAST, _SOUTH = mercator(3.0, 138.0)


@dataclass(frozen=True, slots=True)
class Bounds:
    """A window on the world, in world units; `top` is the northern edge."""

    left: float
    top: float
    right: float
    bottom: float

    def contains(self, other: "Bounds") -> bool:
        """Tell whether another window lies within this one."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies within."""
        return self.left <= x < self.right and self.top <= y < self.bottom

    def grown(self, share: float) -> "Bounds":
        """Add a share of width and height on every side."""
        dx, dy = (self.right - self.left) * share, (self.bottom - self.top) * share
        return Bounds(self.left - dx, self.top - dy, self.right + dx, self.bottom + dy)


@dataclass(frozen=True, slots=True)
class Camera:
    """A view: the world point (x, y) lies in the middle of what the insets leave free.

    `turn_deg` is the direction that is up, clockwise from north; `lowered` the share of the free
    height at which the point lies: half, or lower where more of the way ahead shall show.
    """

    x: float
    y: float
    zoom: float
    width: float
    height: float
    left_inset: float = 0.0
    bottom_inset: float = 0.0
    turn_deg: float = 0.0
    lowered: float = 0.5

    @property
    def world_dp(self) -> float:
        """Width of the world in dp."""
        return WORLD_DP * float(2.0**self.zoom)

    @property
    def focus(self) -> tuple[float, float]:
        """The point of the screen at which (x, y) lies."""
        free_width = self.width - self.left_inset
        return self.left_inset + free_width / 2, (self.height - self.bottom_inset) * self.lowered

    @property
    def bounds(self) -> Bounds:
        """What the whole item shows, insets included; turned, a little more than that."""
        corners = [self.world_at(px, py) for px in (0.0, self.width) for py in (0.0, self.height)]
        x, y = [corner[0] for corner in corners], [corner[1] for corner in corners]
        return Bounds(min(x), min(y), max(x), max(y))

    def screen_of(self, x: float, y: float) -> tuple[float, float]:
        """Place a world point on the screen."""
        at_x, at_y = self.focus
        dx, dy = spun(x - self.x, y - self.y, -self.turn_deg)
        return at_x + dx * self.world_dp, at_y + dy * self.world_dp

    def world_at(self, px: float, py: float) -> tuple[float, float]:
        """Find the world point under a point of the screen."""
        at_x, at_y = self.focus
        dx, dy = spun(px - at_x, py - at_y, self.turn_deg)
        return self.x + dx / self.world_dp, self.y + dy / self.world_dp

    def looking_at(self, x: float, y: float) -> "Camera":
        """Bring a world point to the focus, as far as the map goes; what is no point moves nothing.

        Every way to another place leads through here.
        """
        if not (isfinite(x) and isfinite(y)):
            return self
        return replace(self, x=_clamp(x, _WEST, _EAST), y=_clamp(y, _NORTH, _SOUTH))

    def panned(self, dx: float, dy: float) -> "Camera":
        """Move the picture by (dx, dy) dp, as under a finger."""
        dx, dy = spun(dx, dy, self.turn_deg)
        return self.looking_at(self.x - dx / self.world_dp, self.y - dy / self.world_dp)

    def zoomed(self, zoom: float, px: float, py: float) -> "Camera":
        """Change the zoom while the world point under (px, py) stays there."""
        if not isfinite(zoom):
            return self
        return self._holding(px, py, replace(self, zoom=_clamp(zoom, MIN_ZOOM, MAX_ZOOM)))

    def turned(self, turn_deg: float, px: float, py: float) -> "Camera":
        """Turn another direction up while the world point under (px, py) stays there."""
        if not isfinite(turn_deg):
            return self
        # Of a negative trifle the remainder is 360 itself.
        turn_deg = turn_deg % 360.0 % 360.0
        return self._holding(px, py, replace(self, turn_deg=turn_deg))

    def _holding(self, px: float, py: float, other: "Camera") -> "Camera":
        at = other.screen_of(*self.world_at(px, py))
        return other.panned(px - at[0], py - at[1])

    def fitted(self, width: float, height: float) -> "Camera":
        """Take another size; the focus keeps its world point."""
        return replace(self, width=width, height=height)

    def inset(self, left: float, bottom: float) -> "Camera":
        """Take other insets; the picture stays where it is."""
        at = replace(self, left_inset=left, bottom_inset=bottom)
        return at.looking_at(*self.world_at(*at.focus))

    def with_focus(self, lowered: float) -> "Camera":
        """Take another share of the free height for the focus; the picture stays where it is."""
        at = replace(self, lowered=lowered)
        return at.looking_at(*self.world_at(*at.focus))

    def level(self, step: float = 0.5) -> float:
        """Round the zoom to the step on which tiles are painted and stations grouped."""
        return _clamp(round(self.zoom / step) * step, MIN_ZOOM, MAX_ZOOM)


def spun(x: float, y: float, turn_deg: float) -> tuple[float, float]:
    """Turn a vector clockwise on the screen."""
    if turn_deg == 0.0:
        return x, y
    angle = radians(turn_deg)
    return x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle)


def all_spun(points: NDArray[np.float64], turn_deg: float) -> NDArray[np.float64]:
    """Turn many vectors, rows of x and y, clockwise on the screen."""
    if turn_deg == 0.0:
        return points
    angle = radians(turn_deg)
    matrix = np.array([[cos(angle), sin(angle)], [-sin(angle), cos(angle)]])
    return np.asarray(points @ matrix)


def shortest_turn(start_deg: float, end_deg: float) -> float:
    """Tell by how many degrees, -180 to 180, one turns from a direction to another."""
    return (end_deg - start_deg + 180.0) % 360.0 - 180.0


def zoom_change(scale: float) -> float:
    """Turn a change of scale, as of two fingers' distance, into a change of zoom."""
    return log2(scale) if scale > 0.0 else 0.0


def _clamp(value: float, low: float, high: float) -> float:
    # A window narrower than its margins has no inside: its lower edge wins.
    return max(low, min(high, value))
