"""Lay short texts out of the atlas's characters, many at a time. Vectorised."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ui.map_atlas import Atlas, Ink

Ints = NDArray[np.int64]

_CODES = 0x10000


@dataclass(frozen=True, slots=True)
class Quads:
    """Parts in painting order: of which mark, which part, and its top left from the mark's point.

    `dx`, `dy` are whole pixels.
    """

    mark: Ints
    part: Ints
    dx: Ints
    dy: Ints

    def numbered_from(self, first: int) -> "Quads":
        """Give the marks later numbers."""
        return Quads(self.mark + first, self.part, self.dx, self.dy)

    def kept(self, chosen: Ints, count: int) -> "Quads":
        """Keep the parts of these of `count` marks, which are numbered by their places here."""
        number = np.full(count, -1)
        number[chosen] = np.arange(len(chosen))
        mark = number[self.mark]
        is_in = mark >= 0
        return Quads(mark[is_in], self.part[is_in], self.dx[is_in], self.dy[is_in])


@dataclass(frozen=True, slots=True)
class Run:
    """Texts laid out from x = 0: one entry a character; `width` has one a text."""

    owner: Ints
    part: Ints
    x: Ints
    y: Ints
    width: Ints

    def placed(self, here: Ints, x: Ints, y: Ints) -> Quads:
        """Put text n at (x[n], y[n]) of mark here[n]; y is the middle of the capitals."""
        return Quads(here[self.owner], self.part, self.x + x[self.owner], self.y + y[self.owner])

    def centred(self, here: Ints, y: Ints) -> Quads:
        """Put the middle of text n at (0, y[n]) of mark here[n]."""
        return self.placed(here, -(self.width // 2), y)


class InkTables:
    """Part and advance of every character in every ink."""

    def __init__(self, atlas: Atlas) -> None:
        self._row = {ink: row for row, ink in enumerate(Ink)}
        known = sorted({character for ink in Ink for character in ink.characters})
        column = {character: number for number, character in enumerate(known, 1)}
        # Few of all codes are drawn: they have a column each, and the rest the first together.
        self._column = np.zeros(_CODES, np.int16)
        self._column[[ord(character) for character in known]] = list(column.values())
        self._part = np.full((len(self._row), len(known) + 1), -1)
        self._advance = np.zeros(self._part.shape, np.int64)
        for ink, row in self._row.items():
            columns = [column[character] for character in ink.characters]
            self._part[row, columns] = [atlas.number["glyph", ink, c] for c in ink.characters]
            self._advance[row, columns] = [atlas.advance_px[ink][c] for c in ink.characters]
        self._sizes = atlas.box[:, 2:]

    def write(self, texts: Sequence[str], inks: Ink | Sequence[Ink]) -> Run:
        """Lay texts out, all in one ink or each in its own.

        Raises: KeyError for a character that an ink does not have.
        """
        codes = np.frombuffer("".join(texts).encode("utf-32-le"), np.uint32)
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        owner = np.repeat(np.arange(len(texts)), lengths)
        row = self._rows(inks, len(texts))[owner]
        column = self._column[codes]
        advance, part = self._advance[row, column], self._part[row, column]
        if len(part) and part.min() < 0:
            raise KeyError(f"not on the atlas: {chr(codes[part < 0][0])!r}")
        end = np.cumsum(advance)
        last = np.cumsum(lengths)
        before = np.concatenate([[0], end])[last - lengths]
        width = np.concatenate([[0], end])[last] - before
        size = self._sizes[part]
        x = end - advance - before[owner] + (advance - size[:, 0]) // 2
        return Run(owner, part, x, -(size[:, 1] // 2), width)

    def _rows(self, inks: Ink | Sequence[Ink], count: int) -> Ints:
        if isinstance(inks, Ink):
            return np.full(count, self._row[inks])
        return np.array([self._row[ink] for ink in inks], np.int64)


def joined(groups: Sequence[Quads]) -> Quads:
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
