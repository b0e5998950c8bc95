"""Paint every part of every mark once, side by side on one picture."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from math import ceil

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from ui import map_sprites as sprites
from ui.map_fonts import map_font
from ui.map_marks import Badge, State
from ui.map_palette import PALETTES, Palette

RADII = (36.0, 40.0, 44.0, 50.0, 57.0, 62.0, 70.0, 80.0)
"""Rings are painted in these sizes; the largest that is not above the asked one is taken."""
SHARES = 20
"""Steps of the free share on a ring."""
UNTOLD = SHARES + 1
"""Stands for the share of a ring of which nothing is known."""
UNTOLD_STEPS = 10
"""Steps of the share of a ring of which nothing is known, beside what is."""
PIN_WIDTHS = tuple(range(96, 236, 4))
"""A pin's body is painted once, as wide as the last, and cut to any of these."""


BOLT, TRIANGLE = "\ue000", "\ue001"
"""Two pictures that are written like characters."""
_DIGITS = "0123456789"
_SHORT = _DIGITS + ".,万kM\u00a0"
_AGES = _DIGITS + "分钟小时天minhdj\u00a0"
_NONE = "满0"


class Ink(Enum):
    """A way of writing: colour of the palette, size in dp, bold or not; and what is written so."""

    RING_S = ("text", 24.0, True, _SHORT + "–" + BOLT)
    RING_M = ("text", 28.0, True, _SHORT)
    RING_L = ("text", 33.0, True, _SHORT)
    RING_XL = ("text", 38.0, True, _SHORT)
    SMALL_FREE = ("energy", 24.0, True, _SHORT)
    SMALL_FULL = ("wait", 24.0, True, _NONE)
    SMALL_FAULT = ("stop", 24.0, True, TRIANGLE)
    SMALL_UNKNOWN = ("text_2", 24.0, True, _SHORT + "–")
    SMALL_TOTAL = ("text_2", 24.0, False, _AGES + "/")
    LARGE_FREE = ("energy", 28.0, True, _SHORT)
    LARGE_FULL = ("wait", 28.0, True, _NONE)
    PIN_FREE = ("energy", 32.0, True, _SHORT)
    PIN_FULL = ("wait", 32.0, True, _NONE)
    PIN_FAULT = ("stop", 32.0, True, TRIANGLE)
    PIN_UNKNOWN = ("text_2", 32.0, True, _SHORT + "–")
    PIN_TOTAL = ("text_2", 25.0, False, _DIGITS + "/" + BOLT)
    CHOSEN_FREE = ("energy", 42.0, True, _DIGITS)
    CHOSEN_FULL = ("wait", 42.0, True, _NONE)
    CHOSEN_FAULT = ("stop", 42.0, True, TRIANGLE)
    CHOSEN_UNKNOWN = ("text_2", 42.0, True, "–")
    CHOSEN_TOTAL = ("text_2", 32.0, False, _DIGITS + "/" + BOLT)
    SIGN = ("shield_text", 25.0, True, "服P" + BOLT)

    @property
    def characters(self) -> str:
        """List what is written in it, each once."""
        return self.value[3]


_PAD_PX = 1


@dataclass(frozen=True, slots=True)
class _Part:
    name: tuple[object, ...]
    width_dp: float
    height_dp: float
    paint: sprites.Paint


class Atlas:
    """The picture and where each part lies on it, in pixels; `box` is (left, top, width, height).

    Cost: about 70 ms at one pixel a dp.
    """

    def __init__(self, theme: str, ratio: float, badges: Sequence[Badge]) -> None:
        self.ratio = ratio
        parts = list(_parts(PALETTES[theme], badges))
        self.number = {part.name: number for number, part in enumerate(parts)}
        sizes = [(ceil(p.width_dp * ratio), ceil(p.height_dp * ratio)) for p in parts]
        # Sides of a texture that every GPU takes.
        self.box, height = _shelve(sizes, 2048 if ratio <= 1.25 else 4096)
        width = 2048 if ratio <= 1.25 else 4096
        self.image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
        self.image.fill(QColor(0, 0, 0, 0))
        self._paint(parts)
        self._slice()
        self.advance_px = _advances(ratio)

    def _paint(self, parts: Sequence[_Part]) -> None:
        painter = QPainter(self.image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for part, (left, top, width, height) in zip(parts, self.box.tolist(), strict=True):
            painter.save()
            painter.setClipRect(left, top, width, height)
            painter.translate(left + width / 2, top + height / 2)
            painter.scale(self.ratio, self.ratio)
            part.paint(painter)
            painter.restore()
        painter.end()

    def _slice(self) -> None:
        """Name both ends of every body once for each width, as ("pin", ..., width, end)."""
        boxes = []
        for name in [name for name in self.number if name[0] == "body"]:
            left, top, width, height = self.box[self.number[name]].tolist()
            for step in PIN_WIDTHS:
                wanted = min(width, round((step + 2 * sprites.SHADOW) * self.ratio))
                first = (wanted + 1) // 2
                self.number["pin", *name[1:], step, 0] = len(self.number)
                self.number["pin", *name[1:], step, 1] = len(self.number)
                boxes.append((left, top, first, height))
                boxes.append((left + width - (wanted - first), top, wanted - first, height))
        self.box = np.concatenate([self.box, np.array(boxes, np.int64)])


def _shelve(sizes: Sequence[tuple[int, int]], width: int) -> tuple[NDArray[np.int64], int]:
    """Lay boxes row by row, the highest first; returns the boxes and the height taken."""
    boxes = np.zeros((len(sizes), 4), np.int64)
    x, y, row = _PAD_PX, _PAD_PX, 0
    for number in sorted(range(len(sizes)), key=lambda number: -sizes[number][1]):
        w, h = sizes[number]
        if x + w + _PAD_PX > width:
            x, y, row = _PAD_PX, y + row + _PAD_PX, 0
        boxes[number] = x, y, w, h
        x += w + _PAD_PX
        row = max(row, h)
    return boxes, y + row + _PAD_PX


def _advances(ratio: float) -> dict[Ink, dict[str, int]]:
    """Measure every character in every ink, in whole pixels so that digits stay sharp."""
    return {
        ink: {c: max(1, round(_advance(ink, c) * ratio)) for c in ink.characters} for ink in Ink
    }


def _advance(ink: Ink, character: str) -> float:
    size = ink.value[1]
    if character == BOLT:
        return size * 0.84
    if character == TRIANGLE:
        return size * 1.08
    return QFontMetricsF(_font(ink)).horizontalAdvance(character)


def _font(ink: Ink) -> QFont:
    _, size, is_bold, _ = ink.value
    return map_font(size, is_bold=is_bold)


def _parts(palette: Palette, badges: Sequence[Badge]) -> Iterator[_Part]:
    edge = 2 * sprites.SHADOW
    for radius in RADII:
        side = 2 * radius + edge
        for share in range(SHARES + 1):
            ring = sprites.paint_ring(palette, radius, share / SHARES)
            yield _Part(("ring", radius, share), side, side, ring)
        ring = sprites.paint_ring(palette, radius, 0.0, is_known=False)
        yield _Part(("ring", radius, UNTOLD), side, side, ring)
        for share in range(1, UNTOLD_STEPS):
            gap = sprites.paint_untold(palette, radius, share / UNTOLD_STEPS)
            yield _Part(("untold", radius, share), side, side, gap)
    for is_chosen in (False, True):
        yield from _pins(palette, is_chosen=is_chosen)
        for number, badge in enumerate(badges):
            side = 46.0 if is_chosen else 36.0
            for is_round in (False, True):
                paint = sprites.paint_badge(badge, side, is_round=is_round)
                yield _Part(("badge", is_round, is_chosen, number), side, side, paint)
    for is_known in (False, True):
        car = sprites.paint_car(palette, is_known=is_known)
        yield _Part(("car", is_known), sprites.CAR_HEIGHT, sprites.CAR_HEIGHT, car)
    for ink in Ink:
        yield from _glyphs(palette, ink)


def _pins(palette: Palette, *, is_chosen: bool) -> Iterator[_Part]:
    edge = 2 * sprites.SHADOW
    width = float(PIN_WIDTHS[-1])
    height = sprites.CHOSEN_PIN_HEIGHT if is_chosen else sprites.PIN_HEIGHT
    scale = sprites.CHOSEN_SCALE if is_chosen else 1.0
    for state in State:
        for is_round in (False, True):
            body = sprites.paint_body(palette, width, state, is_round=is_round, is_chosen=is_chosen)
            yield _Part(("body", is_round, is_chosen, state), width + edge, height + edge, body)
        stem = sprites.paint_stem(palette, state, is_chosen=is_chosen)
        yield _Part(("stem", is_chosen, state), sprites.STEM_WIDTH, sprites.STEM, stem)
        side = sprites.HEXAGON_HEIGHT * scale + edge
        hexagon = sprites.paint_hexagon(palette, state, is_chosen=is_chosen)
        yield _Part(("hexagon", is_chosen, state), side, side, hexagon)
        side = sprites.SIGN_SIDE * scale + edge
        sign = sprites.paint_sign(palette, state, is_chosen=is_chosen)
        yield _Part(("sign", is_chosen, state), side, side, sign)


def _glyphs(palette: Palette, ink: Ink) -> Iterator[_Part]:
    name, size, is_bold, _ = ink.value
    colour = getattr(palette, name)
    # The middle of a capital lies in the middle of the cell.
    baseline = QFontMetricsF(_font(ink)).capHeight() / 2
    for character in ink.characters:
        if character == BOLT:
            glyph = sprites.paint_bolt(colour, size * 1.02)
        elif character == TRIANGLE:
            glyph = sprites.paint_triangle(colour, size * 0.86)
        else:
            glyph = sprites.paint_glyph(character, colour, size, is_bold=is_bold, baseline=baseline)
        yield _Part(("glyph", ink, character), _advance(ink, character) + 2, size * 1.4, glyph)
