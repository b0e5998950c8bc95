"""Keep the marks of a view laid out, and place them; the drawing is up to others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot, inf
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from network.cluster_parts import Split
from network.clusters import Viewport
from ui.map_aside import Point, hidden_by, set_aside
from ui.map_atlas import Atlas
from ui.map_camera import WORLD_DP, Bounds, Camera, all_spun, shortest_turn
from ui.map_ink import Quads
from ui.map_labels import LabelChooser
from ui.map_layers import Sprites, no_sprites, sprites
from ui.map_lettering import measure
from ui.map_look import Box, Label
from ui.map_marks import Badge, Marks, MarkSource, no_marks
from ui.map_pins import PinLayout, boxes_dp, extents_dp, hits, is_one_of
from ui.map_places import read_places
from ui.map_spread import covered, rest_ring, spread
from ui.map_stage import Flags, MarkStage
from ui.map_upright import upright

# Marks are asked for in a window larger than the view by this share of it, so that panning needs
# no new question each frame (chosen).
_AROUND = 0.35
# Labels are looked over again when the map has turned by so much (chosen).
_TURNED_DEG = 8.0
# A mark that reaches further under what lies over the map, in dp, is not drawn (chosen).
_UNDER_DP = 10.0
# Rings make way for a car anew when it has come so far, in dp (chosen).
_DRIVEN_DP = 12.0


@dataclass(frozen=True, slots=True)
class _Spread:
    """The station rows of a ring that is laid out, at which level, what was up, and whose turn."""

    start: int
    end: int
    level: float
    turn_deg: float
    turn: int = 0


class MarkBoard:
    """Marks and labels around the view; chosen anew when it leaves them or changes its level."""

    def __init__(self) -> None:
        self._chooser: LabelChooser | None = None
        self.labels: list[Label] = []
        self.marks = no_marks()
        self._stage = MarkStage()
        self._edition: object = None
        self._is_unplaced = False
        self._spread: _Spread | None = None
        # What each mark covers from its point on: left, top, right, bottom in dp.
        self._outlines = np.zeros((0, 4))
        self._hidden: Flags = np.zeros(0, np.bool_)
        self.quads: Quads | None = None
        self.atlas: Atlas | None = None
        self._layout: PinLayout | None = None
        self._source: MarkSource | None = None
        self._chosen = self._goal = -1
        self._asked: tuple[float, Bounds] | None = None
        self._look: tuple[str, str, float] | None = None
        self._badges: Sequence[Badge] = ()
        self.chrome: list[Box] = []
        # What the labels keep clear of: the chrome as it lies for a camera; None for nothing.
        self._cleared: tuple[Camera, tuple[Box, ...]] | None = None
        self._is_at_rest = True
        self._choosing: Iterator[Label | None] | None = None
        self._chosen_labels: list[Label] = []
        self._in_the_way: list[Box] = []
        self._turn_deg = 0.0
        self._car: Point | None = None
        self._avoided: Point | None = None
        self._has_moved_rings = False

    def avoid(self, chrome: Sequence[Box]) -> None:
        """Keep marks, and labels once the map is at rest, out of boxes of the screen, in dp."""
        self.chrome = [box for box in chrome if box[0] < box[2] and box[1] < box[3]]

    def pass_car(self, at: Point | None) -> bool:
        """Let rings make way for a car at a world point; tells whether `update` has to."""
        self._car = at
        if self._asked is None or not self._has_driven(WORLD_DP * float(2.0 ** self._asked[0])):
            return False
        world_dp = WORLD_DP * float(2.0 ** self._asked[0])
        return self._has_moved_rings or bool(len(hidden_by(self.marks, at, world_dp)))

    def _has_driven(self, world_dp: float) -> bool:
        if self._car is None or self._avoided is None:
            return self._car is not self._avoided
        way = hypot(self._car[0] - self._avoided[0], self._car[1] - self._avoided[1])
        return way * world_dp > _DRIVEN_DP

    def rest(self, *, is_at_rest: bool) -> None:
        """Say whether the map moves: labels make way for the chrome when it has stopped."""
        self._is_at_rest = is_at_rest

    def show(self, source: MarkSource | None) -> None:
        """Take marks from a source from now on; also call it when its answers changed."""
        badges = source.badges if source is not None else ()
        if source is not self._source or badges != self._badges:
            self._look = None
        self._source = source
        self._asked = None

    def choose(self, row: int) -> None:
        """Draw the mark of a station as the chosen one; -1 for none."""
        self._chosen = row
        self._asked = None

    def keep(self, row: int) -> None:
        """Draw the mark of a station as a chosen one as well: where one goes; -1 for none."""
        self._goal = row
        self._asked = None

    @property
    def _larger(self) -> tuple[int, int]:
        return self._goal, self._chosen

    def spread(self, mark: int, camera: Camera) -> bool:
        """Lay the stations of a ring side by side while the zoom stays; tells whether it may be."""
        before, self._spread = self._spread, None
        if self._source is None or self.marks.row[mark] >= 0:
            return False
        start, end = int(self.marks.start[mark]), int(self.marks.end[mark])
        # Beside those that are out a ring is of the same stations: now come the others.
        is_out = before is not None and (before.start, before.end) == (start, end)
        turn = before.turn + 1 if before is not None and is_out else 0
        self._spread = _Spread(start, end, camera.level(), camera.turn_deg, turn)
        self._asked = None
        return True

    def gather(self) -> bool:
        """Put stations that were laid out back into their ring; tells whether there were any."""
        was_spread, self._spread = self._spread is not None, None
        if was_spread:
            self._asked = None
        return was_spread

    def split(self, mark: int) -> Split | None:
        """Find how near one must come until a ring falls apart; None for never."""
        start, end = int(self.marks.start[mark]), int(self.marks.end[mark])
        return None if self._source is None else self._source.split(start, end)

    def prepare(self, theme: str, language: str, ratio: float) -> None:
        """Have an atlas that fits. Without a source nothing is made: the first frame is quick."""
        look = (theme, language, ratio)
        if look == self._look or self._source is None:
            return
        self._look = look
        self._badges = self._source.badges
        self.atlas = Atlas(theme, ratio, self._badges)
        self._layout = PinLayout(self.atlas, language)
        self._asked = None

    def update(self, camera: Camera) -> bool:
        """Ask for marks where needed; tells whether they were replaced."""
        if self._source is None and self._asked is None and not len(self.marks):
            return False
        self._turn(camera)
        level, bounds = camera.level(), camera.bounds
        asked = self._asked
        is_here = asked is not None and asked[0] == level and asked[1].contains(bounds)
        if is_here and not self.pass_car(self._car):
            self._hide(camera)
            self._make_way(camera)
            return False
        is_panned = not is_here and asked is not None and asked[0] == level
        around = bounds.grown(_AROUND)
        self._asked = level, around
        marks = self._ask(around, level)
        self.marks = set_aside(marks, self._car, WORLD_DP * float(2.0**level))
        self._avoided, self._has_moved_rings = self._car, self.marks is not marks
        edition = None if self._source is None else self._source.edition
        self._stage.enter(
            self.marks, is_panned=is_panned, is_renumbered=edition is not self._edition
        )
        self._edition = edition
        half, up, down = extents_dp(self.marks, self._larger)
        self._outlines = np.stack([-half, -up, half, down], axis=1)
        self._hide(camera)
        if self._layout is not None:
            self.quads = self._layout.lay_out(self._stage.marks, self._larger)
        self._choose_labels(camera, self._asked)
        return True

    @property
    def owes_labels(self) -> bool:
        """Tell whether labels are still being chosen."""
        return self._choosing is not None

    def work(self, budget_s: float = inf) -> bool:
        """Go on choosing labels for a while; tells whether they were replaced just now."""
        if self._choosing is None:
            return False
        until = perf_counter() + budget_s
        for label in self._choosing:
            if label is not None:
                self._chosen_labels.append(label)
            if perf_counter() > until:
                return False
        self._choosing = None
        self._stand_up()
        return True

    def _turn(self, camera: Camera) -> None:
        # Labels stay upright, and so meet others, when the map has turned by a few degrees.
        if abs(shortest_turn(self._turn_deg, camera.turn_deg)) < _TURNED_DEG and camera.turn_deg:
            return
        if self._turn_deg != camera.turn_deg:
            self._turn_deg = camera.turn_deg
            if self._choosing is None:
                self._choosing = iter(())

    def _stand_up(self) -> None:
        if self._asked is not None:
            world_dp = WORLD_DP * float(2.0 ** self._asked[0])
            self.labels = upright(
                self._chosen_labels, self._in_the_way, world_dp, self._turn_deg, measure
            )

    @property
    def is_fading(self) -> bool:
        """Tell whether marks come, go or slide: let `tick` know of the time that passes."""
        return self._stage.is_moving

    @property
    def is_unplaced(self) -> bool:
        """Tell whether marks stand or show otherwise than when they were placed last."""
        return self._is_unplaced

    def tick(self, seconds: float) -> None:
        """Let time pass."""
        self._is_unplaced |= self._stage.is_moving
        self._stage.tick(seconds)

    def _hide(self, camera: Camera) -> None:
        """Do not draw what would be half hidden, by the chosen one too, which always shows."""
        hidden = np.zeros(len(self.marks), np.bool_)
        # North up nothing lies over anything, and most often nothing lies over the map.
        may_meet = bool(self._spread) or camera.turn_deg != 0.0
        is_chosen = is_one_of(self.marks, self._larger)
        if len(self.marks) and (self.chrome or may_meet or is_chosen.any()):
            at = self.points_dp(camera)
            boxes = np.concatenate([at, at], axis=1) + self._outlines
            if may_meet:
                hidden = covered(boxes, self._foremost())
            low, high = boxes[:, :2] + _UNDER_DP, boxes[:, 2:] - _UNDER_DP
            for box in (*self.chrome, *boxes[is_chosen].tolist()):
                hidden |= ((low < box[2:]) & (high > box[:2])).all(axis=1)
            hidden &= ~is_chosen
        self._hidden = hidden
        self._is_unplaced |= self._stage.hide(hidden)

    def _foremost(self) -> NDArray[np.int64]:
        """List the marks by who stays where two would meet: chosen, laid out, the larger."""
        marks = self.marks
        is_out = np.zeros(len(marks), np.bool_)
        if self._spread is not None:
            is_out = (marks.start >= self._spread.start) & (marks.end <= self._spread.end)
        is_chosen = is_one_of(marks, self._larger)
        return np.lexsort((-marks.total, ~is_out, ~is_chosen))

    def _make_way(self, camera: Camera) -> None:
        if self._asked is None or not self._is_at_rest or self._cleared == self._to_clear(camera):
            return
        self._choose_labels(camera, self._asked)

    def _to_clear(self, camera: Camera) -> tuple[Camera, tuple[Box, ...]] | None:
        return (camera, tuple(self.chrome)) if self._is_at_rest and self.chrome else None

    def _choose_labels(self, camera: Camera, asked: tuple[float, Bounds]) -> None:
        level, around = asked
        world_dp = WORLD_DP * float(2.0**level)
        in_the_way = boxes_dp(self.marks, self._larger, world_dp)
        self._cleared = self._to_clear(camera)
        if self._cleared is not None:
            # The chrome is of the screen's scale, which lies between two levels'.
            scale = world_dp / camera.world_dp
            for left, top, right, bottom in self.chrome:
                half = (right - left) / 2 * scale, (bottom - top) / 2 * scale
                x, y = camera.world_at((left + right) / 2, (top + bottom) / 2)
                x, y = x * world_dp, y * world_dp
                in_the_way.append((x - half[0], y - half[1], x + half[0], y + half[1]))
        self._in_the_way = in_the_way
        language = self._look[1] if self._look is not None else "zh"
        self._chosen_labels = []
        self._choosing = self._labels().choosing(around, level, language, in_the_way)

    def _labels(self) -> LabelChooser:
        if self._chooser is None:
            places = read_places()
            self._chooser = LabelChooser(places.names, places.roads, measure, places.streams)
        return self._chooser

    def _ask(self, around: Bounds, level: float) -> Marks:
        if self._source is None:
            return no_marks()
        width = (around.right - around.left) * WORLD_DP * float(2.0**level)
        view = Viewport(around.left, around.bottom, around.right, around.top, width)
        marks = self._laid_out(self._source, self._source.in_view(view), level)
        for row in self._larger:
            if row >= 0:
                marks = self._raised(self._source, marks, row)
        return marks

    def _raised(self, source: MarkSource, marks: Marks, row: int) -> Marks:
        """Show a chosen one even where its neighbours are one ring, and above them."""
        laid_out = np.flatnonzero(marks.row == row)
        is_out = self._spread is not None and len(laid_out) > 0
        mark = marks.take(laid_out) if is_out else source.station(row)
        return marks.take(marks.row != row).then(mark)

    def _laid_out(self, source: MarkSource, marks: Marks, level: float) -> Marks:
        """Put the stations of a ring in its place, above all others."""
        out = self._spread
        if out is None:
            return marks
        is_it = (marks.start == out.start) & (marks.end == out.end) & (marks.row < 0)
        ring = np.flatnonzero(is_it)
        if out.level != level or not len(ring):
            self._spread = None
            return marks
        at = float(marks.x[ring[0]]), float(marks.y[ring[0]])
        members = source.stations(source.members(out.start, out.end))
        others = marks.take(np.setdiff1d(np.arange(len(marks)), ring))
        world_dp = WORLD_DP * float(2.0**level)
        laid = spread(members, at, world_dp, out.turn_deg, out.turn)
        rest = rest_ring(marks.take(ring[:1]), members, laid, world_dp, out.turn_deg)
        return others.then(rest).then(laid)

    def points_dp(self, camera: Camera) -> NDArray[np.float64]:
        """Place the marks' points on the screen, (n, 2)."""
        world = np.stack([self.marks.x, self.marks.y], axis=1) - (camera.x, camera.y)
        return np.asarray(all_spun(world * camera.world_dp, -camera.turn_deg) + camera.focus)

    def hits(self, camera: Camera, point: tuple[float, float]) -> list[int]:
        """Find the marks that a finger may mean, the nearest first; one where there is no doubt."""
        if self._asked is None:
            self.update(camera)  # those on the glass may be of stations whose rows are others now
        found = hits(self.marks, self.points_dp(camera), point, self._larger)
        return [number for number in found if not self._hidden[number]]

    def placed(
        self, anchor: tuple[float, float], px_per_world: float, turn_deg: float = 0.0
    ) -> Sprites:
        """Place the parts of all marks that show."""
        self._is_unplaced = False
        if self.quads is None or self.atlas is None or not len(self.quads.mark):
            return no_sprites()
        x, y, shown = self._stage.now()
        quads = self.quads
        world = np.stack([x, y], axis=1) - anchor
        at = np.rint(all_spun(world * px_per_world, -turn_deg)).astype(np.int64)
        corners = at[quads.mark] + np.stack([quads.dx, quads.dy], axis=1)
        return sprites(corners, self.atlas.box[quads.part], shown[quads.mark])
