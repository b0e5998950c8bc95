"""Steer the camera: fingers, wheel and buttons in, camera out. Pure; the caller tells the time."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import hypot

from ui.map_camera import MAX_ZOOM, MIN_ZOOM, Camera, zoom_change
from ui.map_motion import FASTEST_DP_S, SLOWEST_DP_S, Flight, Glide, Motion, Slide, ZoomEase

Point = tuple[float, float]

# A finger that moves less does not drag; one that stays longer does not tap (chosen).
SLOP_DP, TAP_S = 12.0, 0.5
DOUBLE_S, DOUBLE_DP = 0.35, 48.0
# The speed of a flick is that of its last moments; a finger that rested throws nothing.
_RECENT_S = 0.1
ZOOM_STEP = 0.5


@dataclass(frozen=True, slots=True)
class Tap:
    """A finger came and went; `is_double` with an earlier one in the same place."""

    x: float
    y: float
    is_double: bool


@dataclass(slots=True)
class _Hold:
    """What the fingers hold: camera, their middle and spread when their number changed."""

    camera: Camera
    middle: Point
    spread: float


class Pilot:
    """Holds the camera and what moves it."""

    def __init__(self, camera: Camera) -> None:
        self.camera = camera
        self._motion: Motion | None = None
        self._elapsed_s = 0.0
        self._fingers: dict[int, Point] = {}
        self._hold = _Hold(camera, (0.0, 0.0), 0.0)
        self._trail: deque[tuple[float, Point]] = deque()
        self._pressed: tuple[float, Point] = (0.0, (0.0, 0.0))
        self._may_tap = False
        self._was_pinched = False
        self._last_tap: tuple[float, Point] | None = None
        self._wheel_rest = 0.0

    @property
    def is_moving(self) -> bool:
        """Tell whether the camera moves by itself."""
        return self._motion is not None

    @property
    def is_held(self) -> bool:
        """Tell whether a finger is down."""
        return bool(self._fingers)

    def tick(self, seconds: float) -> None:
        """Let time pass."""
        if self._motion is None:
            return
        self._elapsed_s += seconds
        self.camera = self._motion.at(self._elapsed_s)
        if self._elapsed_s >= self._motion.duration_s:
            self._motion = None

    def start(self, motion: Motion) -> None:
        """Move along a course from now on."""
        self._motion, self._elapsed_s = motion, 0.0

    def look(self, camera: Camera) -> None:
        """Look there at once."""
        self.camera, self._motion = camera, None

    def reshape(self, camera: Camera) -> None:
        """Take a camera of another size or inset; a course under way ends where it would have."""
        if self._motion is not None:
            end = self._motion.at(self._motion.duration_s)
            camera = replace(camera, zoom=end.zoom).looking_at(end.x, end.y)
        self.look(camera)

    def fly(self, x: float, y: float, zoom: float) -> None:
        """Fly to a world point."""
        zoom = max(MIN_ZOOM, min(MAX_ZOOM, round(zoom / ZOOM_STEP) * ZOOM_STEP))
        self.start(Flight(self.camera, x, y, zoom))

    def slide(self, target: Camera) -> None:
        """Glide over to where another camera looks."""
        self.start(Slide(self.camera, target.x, target.y))

    def zoom_by(self, steps: float, at: Point) -> None:
        """Ease the zoom by a number of whole zooms around a point; presses add up."""
        goal = self._motion.zoom if isinstance(self._motion, ZoomEase) else self.camera.zoom
        goal = round((goal + steps) / ZOOM_STEP) * ZOOM_STEP
        self.start(ZoomEase(self.camera, max(MIN_ZOOM, min(MAX_ZOOM, goal)), *at))

    def wheel(self, notches: float, at: Point) -> None:
        """Turn the wheel; fine wheels turn in fractions, which are saved up to half zooms."""
        self._wheel_rest += notches * ZOOM_STEP
        steps = int(self._wheel_rest / ZOOM_STEP) * ZOOM_STEP
        self._wheel_rest -= steps
        if steps:
            self.zoom_by(steps, at)

    def touch(self, fingers: Mapping[int, Point], at_s: float) -> Tap | None:
        """Tell which fingers are down and where; returns the tap that this ended."""
        if not fingers:
            return self._release(at_s)
        if set(fingers) != set(self._fingers):
            self._grip(dict(fingers), at_s)
            return None
        self._fingers = dict(fingers)
        middle, spread = _gather(self._fingers)
        if hypot(middle[0] - self._pressed[1][0], middle[1] - self._pressed[1][1]) > SLOP_DP:
            self._may_tap = False
        if self._may_tap:
            return None
        self._trail.append((at_s, middle))
        self._follow(middle, spread)
        return None

    def _grip(self, fingers: dict[int, Point], at_s: float) -> None:
        middle, spread = _gather(fingers)
        if not self._fingers:
            self._pressed, self._may_tap, self._was_pinched = (at_s, middle), True, False
        if len(fingers) > 1:
            self._may_tap, self._was_pinched = False, True
        self._fingers = fingers
        self._motion = None
        self._trail.clear()
        self._hold = _Hold(self.camera, middle, spread)

    def _follow(self, middle: Point, spread: float) -> None:
        hold = self._hold
        camera = hold.camera
        if hold.spread > 0.0 and spread > 0.0:
            camera = camera.zoomed(camera.zoom + zoom_change(spread / hold.spread), *hold.middle)
        self.camera = camera.panned(middle[0] - hold.middle[0], middle[1] - hold.middle[1])

    def _release(self, at_s: float) -> Tap | None:
        was_down, self._fingers = bool(self._fingers), {}
        if not was_down:
            return None
        pressed_s, point = self._pressed
        if self._may_tap:
            return self._tap(point, at_s) if at_s - pressed_s <= TAP_S else None
        vx, vy = self._speed(at_s)
        if self._was_pinched:
            self.settle(self._hold.middle)
        elif hypot(vx, vy) > SLOWEST_DP_S:
            self.start(Glide(self.camera, vx, vy))
        return None

    def let_go(self) -> None:
        """Take all fingers away without a tap or a throw."""
        self._fingers = {}
        self._may_tap = False

    def settle(self, at: Point) -> None:
        """Ease to the nearest zoom at which tiles are sharp."""
        if self.camera.level(ZOOM_STEP) != self.camera.zoom:
            self.start(ZoomEase(self.camera, self.camera.level(ZOOM_STEP), *at))

    def _tap(self, point: Point, at_s: float) -> Tap:
        last, self._last_tap = self._last_tap, (at_s, point)
        is_double = (
            last is not None
            and at_s - last[0] <= DOUBLE_S
            and hypot(point[0] - last[1][0], point[1] - last[1][1]) <= DOUBLE_DP
        )
        if is_double:
            self._last_tap = None
        return Tap(*point, is_double)

    def _speed(self, at_s: float) -> Point:
        trail = [entry for entry in self._trail if at_s - entry[0] <= _RECENT_S]
        if len(trail) < 2 or trail[-1][0] <= trail[0][0]:
            return 0.0, 0.0
        (t0, a), (t1, b) = trail[0], trail[-1]
        vx, vy = (b[0] - a[0]) / (t1 - t0), (b[1] - a[1]) / (t1 - t0)
        shrink = min(1.0, FASTEST_DP_S / max(hypot(vx, vy), 1.0))
        return vx * shrink, vy * shrink


def _gather(fingers: Mapping[int, Point]) -> tuple[Point, float]:
    """Find the fingers' middle and their mean distance from it."""
    count = len(fingers)
    x = sum(point[0] for point in fingers.values()) / count
    y = sum(point[1] for point in fingers.values()) / count
    return (x, y), sum(hypot(p[0] - x, p[1] - y) for p in fingers.values()) / count
