"""Put marks together from the parts of the atlas: which part lies where. Vectorised."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ui import map_sprites as sprites
from ui.map_atlas import CHARACTERS, PIN_WIDTHS, RADII, SHARES, STATES, Atlas, Ink
from ui.map_marks import Kind, Marks

Ints = NDArray[np.int64]

TOUCH_DP = 76.0
"""No mark is harder to hit than this."""
_EDGE_DP, _GAP_DP = 10.0, 8.0


@dataclass(frozen=True, slots=True)
class Quads:
    """Parts in painting order: of which mark, which part, and its top left from the mark's point.

    `dx`, `dy` are whole pixels.
    """

    mark: Ints
    part: Ints
    dx: Ints
    dy: Ints


def number_text(count: int, language: str) -> str:
    """Write a count as short as a driver reads it: 1.1万 in Chinese, 11k and 11 k in the others."""
    unit, step = ("万", 10_000) if language == "zh" else ("k", 1_000)
    if count < 10_000:
        return str(count)
    if language != "zh" and count >= 1_000_000:
        unit, step = "M", 1_000_000
    value = count / step
    # Two digits say enough.
    text = f"{value:.1f}".removesuffix(".0") if value < 9.95 else f"{value:.0f}"
    return f"{text.replace('.', ',')}\u00a0{unit}" if language == "fr" else text + unit


class PinLayout:
    """Lays marks out with one atlas and language."""

    def __init__(self, atlas: Atlas, language: str) -> None:
        self._atlas = atlas
        self._language = language
        self._sizes = atlas.box[:, 2:]
        self._inks = {ink: _InkTable(atlas, ink) for ink in Ink}

    def lay_out(self, marks: Marks, chosen_row: int) -> Quads:
        """Compose all marks; the chosen station's is larger."""
        is_chosen = (marks.row == chosen_row) & (marks.row >= 0)
        groups = [self._rings(marks, np.flatnonzero(marks.kind == Kind.RING))]
        for chosen in (False, True):
            of_it = is_chosen == chosen
            for kind, compose in (
                (Kind.PIN, self._pins),
                (Kind.SUPERCHARGER, self._hexagons),
                (Kind.SERVICE_AREA, self._signs),
            ):
                here = np.flatnonzero(of_it & (marks.kind == kind))
                if len(here):
                    groups.append(compose(marks, here, chosen))
        return _joined([group for group in groups if len(group.mark)])

    def _rings(self, marks: Marks, here: Ints) -> Quads:
        total, free = marks.total[here], marks.free[here]
        radius = np.searchsorted(RADII, marks.radius_dp[here] + 1e-6, side="right") - 1
        share = np.rint(free / np.maximum(total, 1) * SHARES).astype(np.int64)
        # Neither "some" nor "all" is said where it is not so.
        share = np.where((free > 0) & (share == 0), 1, share)
        share = np.where((free < total) & (share == SHARES), SHARES - 1, share)
        first = self._atlas.number["ring", RADII[0], 0]
        part = first + np.maximum(radius, 0) * (SHARES + 1) + share
        texts = [number_text(count, self._language) for count in total.tolist()]
        large = np.array(RADII)[np.maximum(radius, 0)]
        groups = [self._at_middle(here, part)]
        for ink, fits in (
            (Ink.RING_SMALL, large < 44),
            (Ink.RING, (large >= 44) & (large < 57)),
            (Ink.RING_LARGE, large >= 57),
        ):
            mine = np.flatnonzero(fits)
            if len(mine):
                run = self._inks[ink].write([texts[number] for number in mine.tolist()])
                groups.append(run.placed(here[mine], -(run.width // 2), np.zeros_like(mine)))
        return _joined(groups)

    def _pins(self, marks: Marks, here: Ints, is_chosen: bool) -> Quads:  # noqa: FBT001
        ratio = self._atlas.ratio
        state = self._state(marks, here)
        free, total = self._pin_texts(marks, here, state, is_chosen=is_chosen)
        badge = self._part_numbers("badge", marks.badge[here], is_chosen=is_chosen)
        badge_px = self._sizes[badge, 0]
        edge, gap = round(_EDGE_DP * ratio), round(_GAP_DP * ratio)
        wanted = 2 * edge + badge_px + gap + free.width + total.width + gap // 2
        widths = np.array(PIN_WIDTHS)
        step = np.minimum(np.searchsorted(widths * ratio, wanted), len(widths) - 1)
        first = self._atlas.number["pin", STATES[0], PIN_WIDTHS[0], is_chosen]
        # Between two states' pins lies one hexagon.
        body = first + state * (len(PIN_WIDTHS) + 1) + step
        size = self._sizes[body]
        height = sprites.CHOSEN_PIN_HEIGHT if is_chosen else sprites.PIN_HEIGHT
        middle = -size[:, 1] + round(height * ratio / 2)
        left = -(size[:, 0] // 2) + (size[:, 0] - wanted) // 2 + edge
        text_left = left + badge_px + gap
        return _joined(
            [
                Quads(here, body, -(size[:, 0] // 2), -size[:, 1]),
                Quads(here, badge, left, middle - self._sizes[badge, 1] // 2),
                free.placed(here, text_left, middle),
                total.placed(here, text_left + free.width, middle),
            ]
        )

    def _pin_texts(
        self, marks: Marks, here: Ints, state: Ints, *, is_chosen: bool
    ) -> tuple["_Run", "_Run"]:
        full = "满" if self._language == "zh" else "0"
        words = [
            (str(free), full, "–")[number]
            for free, number in zip(marks.free[here].tolist(), state.tolist(), strict=True)
        ]
        kind = "CHOSEN" if is_chosen else "PIN"
        inks = [self._inks[Ink[f"{kind}_{name.upper()}"]] for name in STATES]
        totals = [f"/{count}" for count in marks.total[here].tolist()]
        free = _mixed([ink.write(words) for ink in inks], state)
        return free, self._inks[Ink[f"{kind}_TOTAL"]].write(totals)

    def _hexagons(self, marks: Marks, here: Ints, is_chosen: bool) -> Quads:  # noqa: FBT001
        state = self._state(marks, here)
        part = np.array([self._atlas.number["hexagon", name, is_chosen] for name in STATES])[state]
        size = self._sizes[part]
        run = self._inks[Ink.RING_SMALL].write([str(kw) for kw in marks.power_kw[here].tolist()])
        middle = -size[:, 1] // 2
        return _joined(
            [
                Quads(here, part, -(size[:, 0] // 2), -size[:, 1]),
                run.placed(here, -(run.width // 2), middle),
            ]
        )

    def _signs(self, marks: Marks, here: Ints, is_chosen: bool) -> Quads:  # noqa: FBT001
        part = np.full(len(here), self._atlas.number["sign", is_chosen])
        size = self._sizes[part]
        state = self._state(marks, here)
        ink = self._inks[Ink.SIGN]
        head = ink.write([{"zh": "服"}.get(self._language, "P")] * len(here))
        counts = zip(
            marks.free[here].tolist(), marks.total[here].tolist(), state.tolist(), strict=True
        )
        body = ink.write([f"{'–' if s == 2 else free}/{total}" for free, total, s in counts])
        line = round(17.0 * self._atlas.ratio)
        middle = -size[:, 1] // 2
        return _joined(
            [
                Quads(here, part, -(size[:, 0] // 2), -size[:, 1]),
                head.placed(here, -(head.width // 2), middle - line),
                body.placed(here, -(body.width // 2), middle + line),
            ]
        )

    @staticmethod
    def _state(marks: Marks, here: Ints) -> Ints:
        """Answer each mark's place in STATES."""
        state = np.where(marks.free[here] > 0, 0, 1)
        return np.where(marks.is_known[here], state, 2)

    def _part_numbers(self, name: str, which: Ints, *, is_chosen: bool) -> Ints:
        numbers = [self._atlas.number[name, number, is_chosen] for number in which.tolist()]
        return np.array(numbers, np.int64)

    def _at_middle(self, here: Ints, part: Ints) -> Quads:
        size = self._sizes[part]
        return Quads(here, part, -(size[:, 0] // 2), -(size[:, 1] // 2))


@dataclass(frozen=True, slots=True)
class _Run:
    """Texts laid out from x = 0: one entry a character; `width` has one a text."""

    owner: Ints
    part: Ints
    x: Ints
    y: Ints
    width: Ints

    def placed(self, here: Ints, x: Ints, y: Ints) -> Quads:
        """Put text n at (x[n], y[n]) of mark here[n]; y is the middle of the capitals."""
        return Quads(here[self.owner], self.part, self.x + x[self.owner], self.y + y[self.owner])


class _InkTable:
    """Part and advance of every character in one ink, by code point."""

    def __init__(self, atlas: Atlas, ink: Ink) -> None:
        codes = np.array([ord(character) for character in CHARACTERS])
        self._part = np.zeros(0x10000, np.int64)
        self._part[codes] = [atlas.number["glyph", ink, character] for character in CHARACTERS]
        self._advance = np.zeros(0x10000, np.int64)
        self._advance[codes] = [atlas.advance_px[ink][character] for character in CHARACTERS]
        self._sizes = atlas.box[:, 2:]

    def write(self, texts: Sequence[str]) -> _Run:
        """Lay texts out."""
        codes = np.frombuffer("".join(texts).encode("utf-32-le"), np.uint32)
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        owner = np.repeat(np.arange(len(texts)), lengths)
        advance, part = self._advance[codes], self._part[codes]
        end = np.cumsum(advance)
        last = np.cumsum(lengths)
        before = np.concatenate([[0], end])[last - lengths]
        width = np.concatenate([[0], end])[last] - before
        size = self._sizes[part]
        x = end - advance - before[owner] + (advance - size[:, 0]) // 2
        return _Run(owner, part, x, -(size[:, 1] // 2), width)


def _mixed(runs: Sequence[_Run], which: Ints) -> _Run:
    """Take text n from runs[which[n]]."""
    masks = [which[run.owner] == number for number, run in enumerate(runs)]
    width = np.choose(which, [run.width for run in runs])

    def pick(columns: Sequence[Ints]) -> Ints:
        return np.concatenate([c[mask] for c, mask in zip(columns, masks, strict=True)])

    return _Run(
        pick([run.owner for run in runs]),
        pick([run.part for run in runs]),
        pick([run.x for run in runs]),
        pick([run.y for run in runs]),
        width,
    )


def _joined(groups: Sequence[Quads]) -> Quads:
    """Paint the parts of each mark together, in the order of the groups."""
    if not groups:
        none = np.zeros(0, np.int64)
        return Quads(none, none, none, none)
    mark = np.concatenate([group.mark for group in groups])
    order = np.argsort(mark, kind="stable")
    return Quads(
        mark[order],
        np.concatenate([group.part for group in groups])[order],
        np.concatenate([group.dx for group in groups])[order],
        np.concatenate([group.dy for group in groups])[order],
    )


def boxes_dp(
    marks: Marks, chosen_row: int, world_dp: float
) -> list[tuple[float, float, float, float]]:
    """Box the marks (left, top, right, bottom) in dp of the world, for labels to keep clear."""
    is_ring = marks.kind == Kind.RING
    is_chosen = (marks.row == chosen_row) & (marks.row >= 0)
    scale = np.where(is_chosen, sprites.CHOSEN_PIN_HEIGHT / sprites.PIN_HEIGHT, 1.0)
    half = np.where(is_ring, marks.radius_dp, np.where(marks.kind == Kind.PIN, 62.0, 40.0)) * scale
    up = np.where(is_ring, half, (sprites.PIN_HEIGHT + sprites.STEM) * scale)
    down = np.where(is_ring, half, 0.0)
    x, y = (marks.x * world_dp).tolist(), (marks.y * world_dp).tolist()
    sizes = zip(half.tolist(), up.tolist(), down.tolist(), strict=True)
    return [(a - h, b - u, a + h, b + d) for a, b, (h, u, d) in zip(x, y, sizes, strict=True)]


def hit(marks: Marks, screen: NDArray[np.float64], point: tuple[float, float]) -> int | None:
    """Find the mark under a finger, all in dp; `screen` (n, 2) are the marks' points.

    Where the touch areas of two overlap the nearer middle wins.
    """
    if not len(marks):
        return None
    is_ring = marks.kind == Kind.RING
    half = np.maximum(np.where(is_ring, marks.radius_dp, 0.0), TOUCH_DP / 2)
    half_width = np.where(marks.kind == Kind.PIN, np.maximum(half, 66.0), half)
    middle_y = screen[:, 1] - np.where(is_ring, 0.0, sprites.PIN_HEIGHT / 2 + sprites.STEM)
    dx, dy = np.abs(screen[:, 0] - point[0]), np.abs(middle_y - point[1])
    away = np.where((dx <= half_width) & (dy <= half + 4.0), np.hypot(dx, dy), np.inf)
    best = int(np.argmin(away))
    return best if np.isfinite(away[best]) else None
