"""Keep the marks of a view laid out, and place them; the drawing is up to others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot, inf

import numpy as np
from numpy.typing import NDArray

from network.cluster_parts import Split
from network.clusters import Viewport
from ui.map_aside import Point, hidden_by, set_aside
from ui.map_atlas import Atlas
from ui.map_camera import WORLD_DP, Bounds, Camera, all_spun
from ui.map_captions import Captions
from ui.map_ink import Quads, joined
from ui.map_layers import Sprites, no_sprites, sprites
from ui.map_look import Box, Label
from ui.map_marks import Badge, Marks, MarkSource, no_marks
from ui.map_pins import PinLayout, boxes_dp, extents_dp, hits, is_one_of
from ui.map_spread import covered, rest_ring, spread
from ui.map_stage import Flags, MarkStage

# Marks are asked for in a window larger than the view by this share of it, so that panning needs
# no new question each frame (chosen).
_AROUND = 0.35
# While the map moves it is asked so much earlier, for the answer takes some frames (chosen).
_SOON = 0.1
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
    """Marks and labels around the view; chosen anew when it leaves them or changes its level.

    While the map moves that is spread over some frames, during which the old ones stay.
    """

    def __init__(self) -> None:
        self._captions = Captions()
        self.marks = no_marks()
        self._stage = MarkStage()
        self._edition: object = None
        self._is_unplaced = False
        self._spread: _Spread | None = None
        # What each mark covers from its point on: left, top, right, bottom in dp.
        self._outlines = np.zeros((0, 4))
        self._hidden: Flags = np.zeros(0, np.bool_)
        self.quads: Quads | None = None
        # Of the quads that were placed last: where from on the atlas, and how far beside the mark.
        self._laid_out_quads: Quads | None = None
        self._boxes = np.zeros((0, 4), np.int64)
        self._beside = np.zeros((0, 2), np.int64)
        self.atlas: Atlas | None = None
        self._layout: PinLayout | None = None
        self._source: MarkSource | None = None
        self._chosen = self._goal = -1
        # The level and the window of the marks on show; None where they must be asked for again.
        self._asked: tuple[float, Bounds] | None = None
        # What is left to do until other marks are on show.
        self._renewing: Iterator[bool] | None = None
        self._look: tuple[str, str, float] | None = None
        self._badges: Sequence[Badge] = ()
        self.chrome: list[Box] = []
        self._is_at_rest = True
        self._car: Point | None = None
        self._avoided: Point | None = None
        self._has_moved_rings = False

    @property
    def labels(self) -> list[Label]:
        """List the labels to show."""
        return self._captions.labels

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
        self._ask_again()

    def _ask_again(self) -> None:
        self._asked = self._renewing = None

    def choose(self, row: int) -> None:
        """Draw the mark of a station as the chosen one; -1 for none."""
        self._chosen = row
        self._ask_again()

    def keep(self, row: int) -> None:
        """Draw the mark of a station as a chosen one as well: where one goes; -1 for none."""
        self._goal = row
        self._ask_again()

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
        self._ask_again()
        return True

    def gather(self) -> bool:
        """Put stations that were laid out back into their ring; tells whether there were any."""
        was_spread, self._spread = self._spread is not None, None
        if was_spread:
            self._ask_again()
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
        self._captions.language = language
        # Nothing that is laid out is on this atlas.
        self.quads = None
        self._ask_again()

    def update(self, camera: Camera, *, is_spared: bool = False) -> bool:
        """Ask for marks where needed; tells whether they were replaced.

        `is_spared`: this frame has enough to do, what can wait waits.
        """
        if self._source is None and self._asked is None and not len(self.marks):
            return False
        self._captions.turn(camera)
        is_at_once = self._is_at_rest or self.quads is None
        are_new = False
        while self._renewing is not None or self._has_to_ask(camera):
            if is_spared and not is_at_once:
                break
            if self._renewing is None:
                self._renewing = self._renew(camera)
            are_new |= self._go_on(is_at_once=is_at_once)
            if not is_at_once:
                break
        self._hide(camera)
        if self._renewing is None:
            self._make_way(camera)
        return are_new

    def _has_to_ask(self, camera: Camera) -> bool:
        if self._asked is None or self._asked[0] != camera.level():
            return True
        return self._is_left(camera) or self.pass_car(self._car)

    def _is_left(self, camera: Camera) -> bool:
        """Tell whether the view leaves the window of the marks on show, or will soon."""
        bounds = camera.bounds if self._is_at_rest else camera.bounds.grown(_SOON)
        return self._asked is None or not self._asked[1].contains(bounds)

    def _go_on(self, *, is_at_once: bool) -> bool:
        """Do one step of what is left to do, or all; tells whether the marks were replaced."""
        are_new = False
        while self._renewing is not None:
            step = next(self._renewing, None)
            are_new |= bool(step)
            if step is None:
                self._renewing = None
            elif not is_at_once:
                break
        return are_new

    def _renew(self, camera: Camera) -> Iterator[bool]:
        """Ask for other marks, lay them out, show them: each step 1 to 2 ms. True: they show."""
        level, around = window = camera.level(), camera.bounds.grown(_AROUND)
        asked, source = self._asked, self._source
        is_panned = asked is not None and asked[0] == level and self._is_left(camera)
        world_dp = WORLD_DP * float(2.0**level)
        marks = self._ask(around, level)
        yield False
        here = set_aside(marks, self._car, world_dp)
        quads = None if self._layout is None else self._layout.lay_out(here, self._larger)
        yield False
        edition = None if source is None else source.edition
        before = len(self._stage.marks)
        gone = self._stage.enter(
            here, is_panned=is_panned, is_renumbered=edition is not self._edition
        )
        if quads is not None:
            leaving = [] if self.quads is None else [self.quads.kept(gone, before)]
            self.quads = joined([*leaving, quads.numbered_from(len(gone))])
        self.marks, self._asked, self._edition = here, window, edition
        self._avoided, self._has_moved_rings = self._car, here is not marks
        half, up, down = extents_dp(here, self._larger)
        self._outlines = np.stack([-half, -up, half, down], axis=1)
        yield True
        self._choose_labels(camera)

    @property
    def owes_labels(self) -> bool:
        """Tell whether labels, or what they stand beside, are still being chosen."""
        return self._captions.is_owing or self._renewing is not None

    def work(self, budget_s: float = inf) -> bool:
        """Go on choosing labels for a while; tells whether they were replaced just now."""
        return self._renewing is None and self._captions.work(budget_s)

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
            boxes = self._outlines.copy()
            boxes[:, :2] += at
            boxes[:, 2:] += at
            if may_meet:
                hidden = covered(boxes, self._foremost())
            hidden |= _lies_under(boxes, [*self.chrome, *boxes[is_chosen].tolist()])
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
        if self._is_at_rest and self._captions.is_in_the_way(camera, self.chrome):
            self._choose_labels(camera)

    def _choose_labels(self, camera: Camera) -> None:
        if self._asked is not None:
            world_dp = WORLD_DP * float(2.0 ** self._asked[0])
            marks = boxes_dp(self.marks, self._larger, world_dp)
            # While the map moves, what lies over it lies over other places in the next frame.
            chrome = self.chrome if self._is_at_rest else ()
            self._captions.choose(self._asked, camera, marks, chrome)

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
        world = np.empty((len(self.marks), 2))
        world[:, 0], world[:, 1] = self.marks.x - camera.x, self.marks.y - camera.y
        return np.asarray(all_spun(world * camera.world_dp, -camera.turn_deg) + camera.focus)

    def hits(self, camera: Camera, point: tuple[float, float]) -> list[int]:
        """Find the marks that a finger may mean, the nearest first; one where there is no doubt."""
        if self._asked is None:
            # Those on the glass may be of stations whose rows are others now.
            self._go_on(is_at_once=True)
            self.update(camera)
            self._go_on(is_at_once=True)
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
        if self._laid_out_quads is not self.quads:
            self._laid_out_quads = self.quads
            self._boxes = self.atlas.box[self.quads.part]
            self._beside = np.stack([self.quads.dx, self.quads.dy], axis=1)
        at = np.empty((len(x), 2))
        at[:, 0], at[:, 1] = x, y
        px = np.rint(all_spun((at - anchor) * px_per_world, -turn_deg)).astype(np.int64)
        mark = self.quads.mark
        return sprites(px[mark] + self._beside, self._boxes, shown[mark])


def _lies_under(boxes: NDArray[np.float64], above: Sequence[Box]) -> Flags:
    """Tell which boxes, (n, 4), reach far enough under one of those that lie above."""
    left, top, right, bottom = np.array(above).reshape(-1, 4).T[:, :, None]
    meets = boxes[:, 0] + _UNDER_DP < right
    meets &= boxes[:, 1] + _UNDER_DP < bottom
    meets &= boxes[:, 2] - _UNDER_DP > left
    meets &= boxes[:, 3] - _UNDER_DP > top
    return np.asarray(meets.any(axis=0))
