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
from ui.map_marks import Badge
from ui.map_palette import PALETTES, Palette

RADII = (36.0, 40.0, 44.0, 50.0, 57.0, 62.0, 70.0, 80.0)
"""Rings are painted in these sizes; the largest that is not above the asked one is taken."""
SHARES = 20
"""Steps of the free share on a ring."""
PIN_WIDTHS = tuple(range(104, 216, 8))
STATES = ("free", "full", "unknown")


class Ink(Enum):
    """A way of writing: colour of the palette, size in dp, bold or not."""

    RING_SMALL = ("text", 26.0, True)
    RING = ("text", 30.0, True)
    RING_LARGE = ("text", 34.0, True)
    PIN_FREE = ("energy", 32.0, True)
    PIN_FULL = ("wait", 32.0, True)
    PIN_UNKNOWN = ("text_2", 32.0, True)
    PIN_TOTAL = ("text_2", 25.0, False)
    CHOSEN_FREE = ("energy", 42.0, True)
    CHOSEN_FULL = ("wait", 42.0, True)
    CHOSEN_UNKNOWN = ("text_2", 42.0, True)
    CHOSEN_TOTAL = ("text_2", 32.0, False)
    SIGN = ("shield_text", 25.0, True)


CHARACTERS = "0123456789./,万kM满服SP–\u00a0"
_PAD_PX = 1


@dataclass(frozen=True, slots=True)
class _Part:
    name: tuple[object, ...]
    width_dp: float
    height_dp: float
    paint: sprites.Paint


class Atlas:
    """The picture and where each part lies on it, in pixels; `box` is (left, top, width, height).

    Cost: about 40 ms at one pixel a dp.
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
        ink: {
            c: max(1, round(QFontMetricsF(_font(ink)).horizontalAdvance(c) * ratio))
            for c in CHARACTERS
        }
        for ink in Ink
    }


def _font(ink: Ink) -> QFont:
    _, size, is_bold = ink.value
    return map_font(size, is_bold=is_bold)


def _parts(palette: Palette, badges: Sequence[Badge]) -> Iterator[_Part]:
    edge = 2 * sprites.SHADOW
    for radius in RADII:
        for share in range(SHARES + 1):
            side = 2 * radius + edge
            ring = sprites.paint_ring(palette, radius, share / SHARES)
            yield _Part(("ring", radius, share), side, side, ring)
    for is_chosen in (False, True):
        height = sprites.CHOSEN_PIN_HEIGHT if is_chosen else sprites.PIN_HEIGHT
        height += sprites.STEM
        for state in STATES:
            for width in PIN_WIDTHS:
                pin = sprites.paint_pin(palette, width, state, is_chosen=is_chosen)
                yield _Part(("pin", state, width, is_chosen), width, height, pin)
            side = sprites.HEXAGON_HEIGHT * (1.2 if is_chosen else 1.0)
            hexagon = sprites.paint_hexagon(palette, state, is_chosen=is_chosen)
            yield _Part(("hexagon", state, is_chosen), side, side, hexagon)
        side = sprites.SIGN_SIDE * (1.2 if is_chosen else 1.0)
        sign = sprites.paint_sign(palette, is_chosen=is_chosen)
        yield _Part(("sign", is_chosen), side, side, sign)
        for number, badge in enumerate(badges):
            side = 46.0 if is_chosen else 36.0
            yield _Part(("badge", number, is_chosen), side, side, sprites.paint_badge(badge, side))
    yield _Part(("car",), sprites.CAR_HEIGHT, sprites.CAR_HEIGHT, sprites.paint_car(palette))
    for ink in Ink:
        yield from _glyphs(palette, ink)


def _glyphs(palette: Palette, ink: Ink) -> Iterator[_Part]:
    colour, size, is_bold = ink.value
    metrics = QFontMetricsF(_font(ink))
    for character in CHARACTERS:
        # The middle of a capital lies in the middle of the cell.
        glyph = sprites.paint_glyph(
            character,
            getattr(palette, colour),
            size,
            is_bold=is_bold,
            baseline=metrics.capHeight() / 2,
        )
        width = metrics.horizontalAdvance(character) + 2
        yield _Part(("glyph", ink, character), width, size * 1.4, glyph)
