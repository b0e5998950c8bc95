"""Steer the camera: fingers, wheel and buttons in, camera out. Pure; the caller tells the time."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import atan2, degrees, exp, hypot, isfinite

from ui.map_camera import MAX_ZOOM, MIN_ZOOM, Camera, shortest_turn, zoom_change
from ui.map_motion import FASTEST_DP_S, SLOWEST_DP_S, Flight, Glide, Motion, Slide, Spin, ZoomEase
from ui.map_track import Place

Point = tuple[float, float]

# A finger that moves less does not drag; one that stays longer does not tap (chosen).
SLOP_DP, TAP_S = 12.0, 0.5
DOUBLE_S, DOUBLE_DP = 0.35, 48.0
# The speed of a flick is that of its last moments; a finger that rested throws nothing.
_RECENT_S = 0.1
ZOOM_STEP = 0.5
# Two fingers turn the map once they have turned by so much; little of it falls back to north.
TWIST_DEG, NORTH_DEG = 14.0, 8.0
# What shows around the car (chosen).
AROUND_CAR_ZOOM = 10.0
# With the heading up the car stands lower, so that more of the way ahead shows (chosen).
LOWERED = 0.68
# The map follows car and heading with these time constants (chosen).
_LEAD_S, _TURN_S = 0.12, 0.3
_NEAR_DP, _NEAR_DEG = 0.05, 0.05


@dataclass(frozen=True, slots=True)
class Tap:
    """Fingers came and went; `is_double` with an earlier one in the same place."""

    x: float
    y: float
    is_double: bool
    fingers: int = 1


@dataclass(slots=True)
class _Hold:
    """What the fingers hold: camera, and how they lay when their number changed."""

    camera: Camera
    lie: "_Lie"
    is_turning: bool = False


@dataclass(frozen=True, slots=True)
class _Lie:
    """The fingers' middle, their mean distance from it, and the direction of two in degrees."""

    middle: Point
    spread: float = 0.0
    angle_deg: float | None = None


class Pilot:
    """Holds the camera and what moves it."""

    def __init__(self, camera: Camera) -> None:
        self.camera = camera
        self._motion: Motion | None = None
        self._elapsed_s = 0.0
        self._fingers: dict[int, Point] = {}
        self._hold = _Hold(camera, _Lie((0.0, 0.0)))
        self._trail: deque[tuple[float, Point]] = deque()
        self._pressed: tuple[float, Point] = (0.0, (0.0, 0.0))
        self._may_tap = False
        self._was_pinched = False
        self._pair: tuple[float, _Lie] | None = None
        self.is_following = self.is_heading_up = False
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
            camera = replace(camera, zoom=end.zoom, turn_deg=end.turn_deg)
            camera = camera.looking_at(end.x, end.y)
        self.look(camera)

    def fly(self, x: float, y: float, zoom: float) -> None:
        """Fly to a world point; what is no zoom changes none."""
        zoom = zoom if isfinite(zoom) else self.camera.zoom
        zoom = max(MIN_ZOOM, min(MAX_ZOOM, round(zoom / ZOOM_STEP) * ZOOM_STEP))
        self.start(Flight(self.camera, x, y, zoom))

    def slide(self, target: Camera) -> None:
        """Glide over to where another camera looks."""
        self.start(Slide(self.camera, target.x, target.y))

    def pan_by(self, dx: float, dy: float) -> None:
        """Ease the picture by so many dp; presses add up."""
        motion = self._motion
        goal = motion.at(motion.duration_s) if isinstance(motion, Slide) else self.camera
        self.slide(goal.panned(dx, dy))

    def follow(self, car: Place) -> None:
        """Fly to the car and stay with it, its heading up where that is wanted."""
        self.is_following = True
        self.camera = self.camera.with_focus(LOWERED if self.is_heading_up else 0.5)
        zoom = max(self.camera.zoom, AROUND_CAR_ZOOM)
        turn_deg = car.heading_deg if self.is_heading_up else None
        self.start(Flight(self.camera, car.x, car.y, zoom, turn_deg))

    def leave(self) -> None:
        """Stay with the car no longer; the picture stays."""
        if self.is_following:
            self.is_following = False
            self.camera = self.camera.with_focus(0.5)
            self._hold.camera = self._hold.camera.with_focus(0.5)

    def lead(self, car: Place, seconds: float) -> bool:
        """Go after the car; tells whether the map still lies behind it."""
        if not self.is_following or self._motion is not None or self._fingers:
            return False
        camera, near = self.camera, 1.0 - exp(-seconds / _LEAD_S)
        if self.is_heading_up:
            rest = shortest_turn(camera.turn_deg, car.heading_deg)
            step_deg = camera.turn_deg + rest * (1.0 - exp(-seconds / _TURN_S))
            turn_deg = car.heading_deg if abs(rest) < _NEAR_DEG else step_deg % 360.0
            camera = replace(camera, turn_deg=turn_deg)
        dx, dy = car.x - camera.x, car.y - camera.y
        if hypot(dx, dy) * camera.world_dp < _NEAR_DP:
            near = 1.0
        camera = camera.looking_at(camera.x + dx * near, camera.y + dy * near)
        is_behind, self.camera = camera != self.camera, camera
        return is_behind

    def turn_north(self) -> None:
        """Turn north up, and keep it so."""
        self.is_heading_up = False
        self.camera = self.camera.with_focus(0.5)
        self.start(Spin(self.camera, 0.0))

    def zoom_by(self, steps: float, at: Point) -> None:
        """Ease the zoom by a number of whole zooms around a point; presses add up.

        While the map follows the car, that is what stays.
        """
        at = self.camera.focus if self.is_following else at
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
        lie = _gather(self._fingers)
        if _is_apart(lie, _Lie(self._pressed[1])):
            self._may_tap = False
        if _is_apart(lie, self._hold.lie):
            self._pair = None
        if self._may_tap or (self._pair is not None and len(fingers) == 1):
            return None
        self._trail.append((at_s, lie.middle))
        self._carry(lie)
        return None

    def _grip(self, fingers: dict[int, Point], at_s: float) -> None:
        lie = _gather(fingers)
        if not self._fingers:
            self._pressed, self._may_tap, self._was_pinched = (at_s, lie.middle), True, False
            self._pair = None
        if len(fingers) > 1:
            self._may_tap, self._was_pinched = False, True
            is_pair = len(fingers) == 2 and len(self._fingers) < 2
            self._pair = (self._pressed[0], lie) if is_pair else None
        self._fingers = fingers
        self._motion = None
        self._trail.clear()
        self._hold = _Hold(self.camera, lie)

    def _carry(self, lie: _Lie) -> None:
        if len(self._fingers) == 1:
            self.leave()
        hold = self._hold
        camera, held = hold.camera, hold.lie
        at = camera.focus if self.is_following else held.middle
        if held.spread > 0.0 and lie.spread > 0.0:
            camera = camera.zoomed(camera.zoom + zoom_change(lie.spread / held.spread), *at)
        if held.angle_deg is not None and lie.angle_deg is not None:
            twist = shortest_turn(held.angle_deg, lie.angle_deg)
            if not hold.is_turning and abs(twist) > TWIST_DEG:
                # From here on, so that nothing jumps.
                hold.is_turning, hold.lie = True, replace(held, angle_deg=lie.angle_deg)
                self.is_heading_up, twist = False, 0.0
            if hold.is_turning:
                camera = camera.turned(camera.turn_deg - twist, *at)
        if not self.is_following:
            dx, dy = lie.middle[0] - held.middle[0], lie.middle[1] - held.middle[1]
            camera = camera.panned(dx, dy)
        self.camera = camera

    def _release(self, at_s: float) -> Tap | None:
        was_down, self._fingers = bool(self._fingers), {}
        if not was_down:
            return None
        pressed_s, point = self._pressed
        if self._may_tap:
            return self._tap(point, at_s) if at_s - pressed_s <= TAP_S else None
        if self._pair is not None:
            pair_s, lie = self._pair
            return Tap(*lie.middle, is_double=False, fingers=2) if at_s - pair_s <= TAP_S else None
        vx, vy = self._speed(at_s)
        if self._was_pinched:
            self.settle(self._hold.lie.middle)
        elif hypot(vx, vy) > SLOWEST_DP_S:
            self.start(Glide(self.camera, vx, vy))
        return None

    def let_go(self) -> None:
        """Take all fingers away without a tap or a throw."""
        self._fingers = {}
        self._may_tap = False
        self._pair = None

    def settle(self, at: Point) -> None:
        """Ease to the nearest zoom at which tiles are sharp, and to north where it is near."""
        is_near_north = abs(shortest_turn(0.0, self.camera.turn_deg)) < NORTH_DEG
        if is_near_north and not self.is_heading_up:
            self.camera = self.camera.turned(0.0, *at)
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


def _gather(fingers: Mapping[int, Point]) -> _Lie:
    count = len(fingers)
    x = sum(point[0] for point in fingers.values()) / count
    y = sum(point[1] for point in fingers.values()) / count
    angle_deg = None
    if count == 2:
        a, b = (fingers[name] for name in sorted(fingers))
        angle_deg = degrees(atan2(b[1] - a[1], b[0] - a[0]))
    spread = sum(hypot(p[0] - x, p[1] - y) for p in fingers.values()) / count
    return _Lie((x, y), spread, angle_deg)


def _is_apart(a: _Lie, b: _Lie) -> bool:
    """Tell whether the fingers have moved by more than they tremble."""
    moved = hypot(a.middle[0] - b.middle[0], a.middle[1] - b.middle[1])
    return moved > SLOP_DP or abs(a.spread - b.spread) > SLOP_DP
