"""Put marks together from the parts of the atlas: which part lies where. Vectorised."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from network.cluster_tree import pin_half_width_dp
from ui import map_sprites as sprites
from ui.map_atlas import (
    BOLT,
    PIN_WIDTHS,
    RADII,
    SHARES,
    TRIANGLE,
    UNTOLD,
    UNTOLD_STEPS,
    Atlas,
    Ink,
)
from ui.map_ink import InkTables, Ints, Quads, Run, joined
from ui.map_marks import Kind, Marks, State

TOUCH_DP = 76.0
"""No mark is harder to hit than this."""
AMBIGUOUS_DP = 18.0
"""A finger beside two marks means neither if it is not so much nearer to one (chosen)."""
# So far beside a mark a finger still means it (chosen).
_BESIDE_DP = 12.0
# Room at a pin's ends, more where they are round, and between mark and number (chosen).
_EDGES_DP, _GAP_DP = (9.0, 14.0), 7.0
_MINUTE_S, _HOUR_S, _DAY_S = 60, 3600, 86_400
_AGES = {
    "zh": ("分钟", "小时", "天"),
    "en": ("\u00a0min", "\u00a0h", "\u00a0d"),
    "fr": ("\u00a0min", "\u00a0h", "\u00a0j"),
}
# Rings from these radii on are written larger; each line so far from the middle, in dp.
_RING_STEPS = (50.0, 57.0, 70.0)
_RING_INKS = (Ink.RING_S, Ink.RING_M, Ink.RING_L, Ink.RING_XL)
_FREE_INKS = (Ink.SMALL_FREE, Ink.SMALL_FREE, Ink.LARGE_FREE, Ink.LARGE_FREE)
_NONE_INKS = (Ink.SMALL_FULL, Ink.SMALL_FULL, Ink.LARGE_FULL, Ink.LARGE_FULL)
_ALL_INKS = (Ink.SMALL_FREE, Ink.LARGE_FREE, Ink.PIN_FREE, Ink.PIN_FREE)
_UNTOLD_INKS = (Ink.SMALL_UNKNOWN, Ink.SMALL_UNKNOWN, Ink.PIN_UNKNOWN, Ink.PIN_UNKNOWN)
_HEXAGON_LINE_DP = 13.5
_RING_LINES_DP = (12.5, 14.5, 17.5, 20.0)


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


def age_text(age_s: int, language: str) -> str:
    """Write how old a status is in one unit, at least one minute; empty below zero."""
    if age_s < 0:
        return ""
    minute, hour, day = _AGES.get(language, _AGES["en"])
    if age_s < _HOUR_S:
        return f"{max(1, age_s // _MINUTE_S)}{minute}"
    return f"{age_s // _HOUR_S}{hour}" if age_s < 2 * _DAY_S else f"{age_s // _DAY_S}{day}"


Chosen = int | tuple[int, ...]
"""The row of the chosen station, or of several; -1 for none."""


def is_one_of(marks: Marks, chosen: Chosen) -> NDArray[np.bool_]:
    """Tell which marks are those of chosen stations."""
    is_it = np.zeros(len(marks), np.bool_)
    for row in (chosen,) if isinstance(chosen, int) else chosen:
        if row >= 0:
            is_it |= marks.row == row
    return is_it


class PinLayout:
    """Lays marks out with one atlas and language."""

    def __init__(self, atlas: Atlas, language: str) -> None:
        self._ratio = atlas.ratio
        self._language = language
        self._sizes = atlas.box[:, 2:]
        self._inks = InkTables(atlas)
        number, both = atlas.number, (False, True)
        steps = range(1, UNTOLD_STEPS)
        self._gap = _table([[0, *(number["untold", r, s] for s in steps)] for r in RADII])
        self._ring = _table([[number["ring", r, s] for s in range(UNTOLD + 1)] for r in RADII])
        self._pin = _table([[_pin_numbers(number, o, c) for c in both] for o in both])
        self._stem, self._hexagon, self._sign = (
            _table([[number[name, c, s] for s in State] for c in both])
            for name in ("stem", "hexagon", "sign")
        )
        badges = range(sum(name[:3] == ("badge", False, False) for name in number))
        self._badge = _table(
            [[[number["badge", o, c, n] for n in badges] for c in both] for o in both]
        )

    def lay_out(self, marks: Marks, chosen: Chosen) -> Quads:
        """Compose all marks; those of chosen stations are larger."""
        is_chosen = is_one_of(marks, chosen)
        groups = [self._rings(marks, np.flatnonzero(marks.kind == Kind.RING))]
        for larger in (0, 1):
            of_it = is_chosen == bool(larger)
            for kind, compose in (
                (Kind.PIN, self._pins),
                (Kind.PARTNER, self._pins),
                (Kind.SUPERCHARGER, self._hexagons),
                (Kind.SERVICE_AREA, self._signs),
            ):
                here = np.flatnonzero(of_it & (marks.kind == kind))
                if len(here):
                    groups.append(compose(marks, here, larger))
        return joined([group for group in groups if len(group.mark)])

    def _px(self, dp: float) -> int:
        return round(dp * self._ratio)

    def _rings(self, marks: Marks, here: Ints) -> Quads:
        total, free, state = marks.total[here], marks.free[here], marks.state[here]
        radius = np.maximum(np.searchsorted(RADII, marks.radius_dp[here] + 1e-6, "right") - 1, 0)
        share = np.rint(free / np.maximum(total, 1) * SHARES).astype(np.int64)
        # Neither "some" nor "all" is said where it is not so.
        share = np.where((free > 0) & (share == 0), 1, share)
        share = np.where((free < total) & (share == SHARES), SHARES - 1, share)
        share = np.where(state == State.UNKNOWN, UNTOLD, share)
        size = np.searchsorted(_RING_STEPS, np.array(RADII)[radius], "right")
        groups = [self._at_middle(here, self._ring[radius, share])]
        groups.append(self._gaps(marks, here, radius, state))
        # One number says all where all are free, and where nothing is known.
        is_single = (free == total) | (state == State.UNKNOWN)
        line = np.rint(np.array(_RING_LINES_DP)[size] * self._ratio).astype(np.int64)
        untold = state == State.UNKNOWN
        for chosen, counts, inks, y in (
            (is_single & untold, total, _UNTOLD_INKS, 0 * line),
            (is_single & ~untold, total, _ALL_INKS, 0 * line),
            (~is_single, total, _RING_INKS, -line),
            (~is_single & (free > 0), free, _FREE_INKS, line),
            (~is_single & (free == 0), free, _NONE_INKS, line),
        ):
            mine = np.flatnonzero(chosen)
            if len(mine):
                texts = [number_text(count, self._language) for count in counts[mine].tolist()]
                run = self._inks.write(texts, [inks[step] for step in size[mine].tolist()])
                groups.append(run.centred(here[mine], y[mine]))
        return joined(groups)

    def _gaps(self, marks: Marks, here: Ints, radius: Ints, state: NDArray[np.uint8]) -> Quads:
        """Dash so much of a rim as nobody knows of, beside what is known."""
        untold, total = marks.untold[here], marks.total[here]
        step = np.rint(untold / np.maximum(total, 1) * UNTOLD_STEPS).astype(np.int64)
        step = np.minimum(step, UNTOLD_STEPS - 1)
        mine = np.flatnonzero((step > 0) & (state != State.UNKNOWN))
        return self._at_middle(here[mine], self._gap[radius[mine], step[mine]])

    def _pins(self, marks: Marks, here: Ints, chosen: int) -> Quads:
        state = marks.state[here]
        is_round = (marks.kind[here] == Kind.PARTNER).astype(np.int64)
        badge = self._badge[is_round, chosen, marks.badge[here]]
        badge_px = self._sizes[badge, 0]
        free, total, age = self._pin_texts(marks, here, chosen)
        counts = free.width + total.width
        text_px = np.maximum(counts, age.width)
        edge = np.array([self._px(dp) for dp in _EDGES_DP])[is_round]
        gap = self._px(_GAP_DP)
        wanted = 2 * edge + badge_px + gap + text_px
        widths = np.array(PIN_WIDTHS)
        step = np.minimum(np.searchsorted(widths * self._ratio, wanted), len(widths) - 1)
        ends = self._pin[is_round, chosen, state, step]
        stem = self._stem[chosen, state]
        first, second = self._sizes[ends[:, 0]], self._sizes[ends[:, 1]]
        width = first[:, 0] + second[:, 0]
        height = sprites.CHOSEN_PIN_HEIGHT if chosen else sprites.PIN_HEIGHT
        middle = np.full(len(here), -self._px(sprites.STEM + height / 2))
        top, left = middle - first[:, 1] // 2, -(width // 2)
        badge_left = left + (width - wanted) // 2 + edge
        text_left = badge_left + badge_px + gap
        is_aged = age.width > 0
        line = np.where(is_aged, self._px(17.0 if chosen else 13.5), 0)
        stem_size = self._sizes[stem]
        return joined(
            [
                Quads(here, ends[:, 0], left, top),
                Quads(here, ends[:, 1], left + first[:, 0], top),
                Quads(here, stem, -(stem_size[:, 0] // 2), -stem_size[:, 1]),
                Quads(here, badge, badge_left, middle - self._sizes[badge, 1] // 2),
                free.placed(here, text_left, middle - line),
                total.placed(here, text_left + free.width, middle - line),
                age.placed(here, text_left, middle + line),
            ]
        )

    def _pin_texts(self, marks: Marks, here: Ints, chosen: int) -> tuple[Run, Run, Run]:
        """Write what is free, of how many, and how long ago that was known."""
        kind = "CHOSEN" if chosen else "PIN"
        ages = [age_text(age, self._language) for age in marks.age_s[here].tolist()]
        # A second line leaves no room for large numbers, but on the chosen pin.
        inks = [
            _ink("SMALL" if age and not chosen else kind, state)
            for age, state in zip(ages, marks.state[here].tolist(), strict=True)
        ]
        free = self._inks.write(self._free_words(marks, here), inks)
        bolts = [BOLT if has else "" for has in marks.has_bolt[here].tolist()]
        counts = zip(marks.total[here].tolist(), bolts, strict=True)
        totals = [f"/{count}{bolt}" for count, bolt in counts]
        total = self._inks.write(totals, Ink[f"{kind}_TOTAL"])
        return free, total, self._inks.write(ages, Ink.SMALL_TOTAL)

    def _free_words(self, marks: Marks, here: Ints) -> list[str]:
        full = "满" if self._language == "zh" else "0"
        words = {State.FULL: full, State.FAULT: TRIANGLE, State.UNKNOWN: "–"}
        both = zip(marks.free[here].tolist(), marks.state[here].tolist(), strict=True)
        return [words.get(State(state), str(free)) for free, state in both]

    def _small_counts(self, marks: Marks, here: Ints, y: Ints) -> Quads:
        """Write free and total in one line below the other."""
        inks = [_ink("SMALL", state) for state in marks.state[here].tolist()]
        free = self._inks.write(self._free_words(marks, here), inks)
        # Beyond two digits both have no room: what is free says more.
        totals = [f"/{count}" if count < 100 else "" for count in marks.total[here].tolist()]
        total = self._inks.write(totals, Ink.SMALL_TOTAL)
        left = -((free.width + total.width) // 2)
        return joined([free.placed(here, left, y), total.placed(here, left + free.width, y)])

    def _hexagons(self, marks: Marks, here: Ints, chosen: int) -> Quads:
        part = self._hexagon[chosen, marks.state[here]]
        size = self._sizes[part]
        foot = self._px(sprites.SHADOW)
        bolts = [BOLT if has else "" for has in marks.has_bolt[here].tolist()]
        powers = zip(marks.power_kw[here].tolist(), bolts, strict=True)
        power = self._inks.write([f"{kw or '–'}{bolt}" for kw, bolt in powers], Ink.RING_S)
        middle = np.full(len(here), foot - int(size[0, 1]) // 2)
        line = self._px(_HEXAGON_LINE_DP * (sprites.CHOSEN_SCALE if chosen else 1.0))
        return joined(
            [
                Quads(here, part, -(size[:, 0] // 2), foot - size[:, 1]),
                power.centred(here, middle - line),
                self._small_counts(marks, here, middle + line),
            ]
        )

    def _signs(self, marks: Marks, here: Ints, chosen: int) -> Quads:
        part = self._sign[chosen, marks.state[here]]
        size = self._sizes[part]
        foot = self._px(sprites.SHADOW)
        scale = sprites.CHOSEN_SCALE if chosen else 1.0
        word = "服" if self._language == "zh" else "P"
        heads = [word + (BOLT if has else "") for has in marks.has_bolt[here].tolist()]
        top = -self._px(sprites.SIGN_SIDE * scale)
        head = np.full(len(here), top + self._px(sprites.SIGN_HEAD * scale / 2 + 1))
        below = (sprites.SIGN_SIDE - sprites.SIGN_HEAD) * scale / 2
        body = np.full(len(here), -self._px(below))
        return joined(
            [
                Quads(here, part, -(size[:, 0] // 2), foot - size[:, 1]),
                self._inks.write(heads, Ink.SIGN).centred(here, head),
                self._small_counts(marks, here, body),
            ]
        )

    def _at_middle(self, here: Ints, part: Ints) -> Quads:
        size = self._sizes[part]
        return Quads(here, part, -(size[:, 0] // 2), -(size[:, 1] // 2))


def _table(numbers: object) -> Ints:
    return np.array(numbers, np.int64)


def _pin_numbers(
    number: Mapping[tuple[object, ...], int],
    is_round: bool,  # noqa: FBT001 - as the parts are named
    is_chosen: bool,  # noqa: FBT001
) -> list[list[list[int]]]:
    """List the two ends of a body by state and width."""
    return [
        [[number["pin", is_round, is_chosen, s, w, end] for end in (0, 1)] for w in PIN_WIDTHS]
        for s in State
    ]


def _ink(kind: str, state: int) -> Ink:
    """Choose how the free number is written: whatever is free is the colour of energy."""
    name = State.FREE if state == State.BUSY else State(state)
    return Ink[f"{kind}_{name.name}"]


def extents_dp(marks: Marks, chosen: Chosen) -> tuple[NDArray[np.float64], ...]:
    """Measure what each mark covers around its point: half width, height above, depth below."""
    is_ring = marks.kind == Kind.RING
    is_pin = (marks.kind == Kind.PIN) | (marks.kind == Kind.PARTNER)
    is_chosen = is_one_of(marks, chosen)
    scale = np.where(is_chosen, sprites.CHOSEN_PIN_HEIGHT / sprites.PIN_HEIGHT, 1.0)
    half = np.where(is_pin, pin_half_width_dp(marks.total), sprites.HEXAGON_HEIGHT / 2)
    half = np.where(is_ring, marks.radius_dp, half) * scale
    up = np.where(is_pin, sprites.PIN_HEIGHT + sprites.STEM, sprites.HEXAGON_HEIGHT) * scale
    return half, np.where(is_ring, half, up), np.where(is_ring, half, 0.0)


def boxes_dp(
    marks: Marks, chosen: Chosen, world_dp: float
) -> list[tuple[float, float, float, float]]:
    """Box the marks (left, top, right, bottom) in dp of the world, for labels to keep clear."""
    x, y = (marks.x * world_dp).tolist(), (marks.y * world_dp).tolist()
    sizes = zip(*(column.tolist() for column in extents_dp(marks, chosen)), strict=True)
    return [(a - h, b - u, a + h, b + d) for a, b, (h, u, d) in zip(x, y, sizes, strict=True)]


def hits(
    marks: Marks, screen: NDArray[np.float64], point: tuple[float, float], chosen: Chosen = -1
) -> list[int]:
    """Find what a finger may mean, all in dp; `screen` (n, 2) are the marks' points.

    One mark where the finger lies on it or beside no other; two or more, the nearest first, where
    it lies beside several as near as AMBIGUOUS_DP; none where nothing is.
    """
    half, up, down = extents_dp(marks, chosen)
    dx, dy = np.abs(point[0] - screen[:, 0]), point[1] - screen[:, 1]
    middle = (down - up) / 2
    on_it = np.flatnonzero((dx <= half) & (np.abs(dy - middle) <= (up + down) / 2))
    if len(on_it):
        # Only the chosen one stands over others; it is painted last.
        return [int(on_it[-1])]
    reach_x = np.maximum(half, TOUCH_DP / 2) + _BESIDE_DP
    reach_y = np.maximum((up + down) / 2, TOUCH_DP / 2) + _BESIDE_DP
    beside = np.flatnonzero((dx <= reach_x) & (np.abs(dy - middle) <= reach_y))
    away = np.maximum(dx - half, np.abs(dy - middle) - (up + down) / 2)[beside]
    order = np.argsort(away, kind="stable")
    near = order[away[order] <= away[order[:1]] + AMBIGUOUS_DP]
    return [int(number) for number in beside[near]]
