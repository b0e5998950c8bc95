"""Let marks come, go and part without a jump: where each stands now and how much of it shows. Pure.

A mark is known again by the stations behind it. The largest ring into which another falls takes its
place, and the rest set out from there; what is gathered in one slides there and fades.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ui.map_marks import Marks, no_marks

FADE_S = 0.2
"""Within the 150 to 250 ms that motion may take on the glass."""

_WORLD = 2.0**32

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(slots=True)
class _Course:
    """From where and how visible to where and how visible, and when each mark set out."""

    x: Floats
    y: Floats
    shown: Floats
    to_x: Floats
    to_y: Floats
    to_shown: Floats
    begun_s: Floats

    def take(self, chosen: Ints) -> "_Course":
        return _Course(*(getattr(self, name)[chosen] for name in self.__slots__))

    def then(self, others: "_Course") -> "_Course":
        return _Course(
            *(
                np.concatenate([getattr(self, name), getattr(others, name)])
                for name in self.__slots__
            )
        )


class MarkStage:
    """The marks on show: first those that are leaving, then those that are present.

    `marks` changes only by `enter`; `points` and `shown` follow the time.
    """

    def __init__(self) -> None:
        self.marks = no_marks()
        self._leaving = 0
        self._now_s = 0.0
        none = np.zeros(0)
        self._course = _Course(none, none, none, none, none, none, none)

    @property
    def is_moving(self) -> bool:
        """Tell whether anything comes, goes or slides."""
        return bool(len(self.marks)) and bool(
            self._now_s < float(self._course.begun_s.max()) + FADE_S
        )

    @property
    def present(self) -> slice:
        """Tell which of the marks are present."""
        return slice(self._leaving, len(self.marks))

    def tick(self, seconds: float) -> None:
        """Let time pass."""
        self._now_s += seconds

    def now(self) -> tuple[Floats, Floats, Floats]:
        """Answer each mark's world point and how visible it is, 0 to 1."""
        course = self._course
        passed = np.clip((self._now_s - course.begun_s) / FADE_S, 0.0, 1.0)
        eased = 1.0 - (1.0 - passed) ** 3
        return (
            course.x + (course.to_x - course.x) * eased,
            course.y + (course.to_y - course.y) * eased,
            course.shown + (course.to_shown - course.shown) * passed,
        )

    def enter(self, marks: Marks, *, is_panned: bool, is_renumbered: bool) -> Ints:
        """Replace those that are present; answers which of the old `marks` lead the new ones.

        `is_panned`: only the window moved; what came into it was there all along. `is_renumbered`:
        rows no longer mean the same stations.
        """
        before, first = self.marks, self._leaving
        seen = self.now()
        # Numbered anew, a mark is known by its place alone.
        name = _places if is_renumbered else _ranges
        old = _same(name(marks), name(before))
        if not (is_panned or is_renumbered):
            _inherit(old, marks, before, first)
        ones = np.ones(len(marks))
        course = _Course(
            marks.x.copy(), marks.y.copy(), 0.0 * ones, marks.x, marks.y, ones, ones * self._now_s
        )
        if is_panned:
            course.shown[:], course.begun_s[:] = 1.0, -np.inf
        elif not is_renumbered:
            self._set_out(course, marks, np.flatnonzero(old < 0), seen)
        known = np.flatnonzero(old >= 0)
        self._go_on(course, known, old[known], seen)
        gone = np.setdiff1d(np.arange(len(before)), old[known])
        gone = gone[(seen[2][gone] > 0) & ((gone < first) | (not is_panned))]
        self._leave(marks, gone[gone >= first], seen, is_renumbered=is_renumbered)
        self._course = self._course.take(gone).then(course)
        self.marks = before.take(gone).then(marks)
        self._leaving = len(gone)
        return gone

    def hide(self, hidden: Flags) -> bool:
        """Say which of those present lie under something else; tells whether that is news."""
        here = self.present
        wanted = np.where(hidden, 0.0, 1.0)
        changed = np.flatnonzero(self._course.to_shown[here] != wanted)
        if not len(changed):
            return False
        x, y, shown = (column[here][changed] for column in self.now())
        number = changed + here.start
        course = self._course
        course.x[number], course.y[number], course.shown[number] = x, y, shown
        course.to_shown[number] = wanted[changed]
        # What has not been seen yet need not fade first.
        is_new = (shown == 0.0) & (wanted[changed] == 0.0)
        course.begun_s[number] = np.where(is_new, -np.inf, self._now_s)
        return True

    def _go_on(
        self, course: _Course, known: Ints, at: Ints, seen: tuple[Floats, Floats, Floats]
    ) -> None:
        """Let marks that were here stay as they are, or slide to their new places."""
        before = self._course
        rests = (before.to_x[at] == course.to_x[known]) & (before.to_y[at] == course.to_y[known])
        # One that was leaving turns round.
        rests &= at >= self._leaving
        for name, now in zip(("x", "y", "shown"), seen, strict=True):
            getattr(course, name)[known] = np.where(rests, getattr(before, name)[at], now[at])
        course.to_shown[known] = np.where(at >= self._leaving, before.to_shown[at], 1.0)
        course.begun_s[known] = np.where(rests, before.begun_s[at], self._now_s)

    def _set_out(
        self, course: _Course, marks: Marks, new: Ints, seen: tuple[Floats, Floats, Floats]
    ) -> None:
        """Let new marks start where the ring stood in which they were."""
        inside = _containers(self.marks, marks.start[new], marks.end[new])
        held = inside >= 0
        course.x[new[held]] = seen[0][inside[held]]
        course.y[new[held]] = seen[1][inside[held]]

    def _leave(
        self,
        marks: Marks,
        gone: Ints,
        seen: tuple[Floats, Floats, Floats],
        *,
        is_renumbered: bool,
    ) -> None:
        """Send off the marks that are no more, into the ring that takes them in."""
        course = self._course
        course.x[gone], course.y[gone], course.shown[gone] = (column[gone] for column in seen)
        course.to_x[gone], course.to_y[gone] = course.x[gone], course.y[gone]
        course.to_shown[gone], course.begun_s[gone] = 0.0, self._now_s
        if is_renumbered:
            return
        inside = _containers(marks, self.marks.start[gone], self.marks.end[gone])
        held = inside >= 0
        course.to_x[gone[held]] = marks.x[inside[held]]
        course.to_y[gone[held]] = marks.y[inside[held]]


def _ranges(marks: Marks) -> Iterator[tuple[int, int]]:
    return zip(marks.start.tolist(), marks.end.tolist(), strict=True)


def _places(marks: Marks) -> Iterator[tuple[int, int]]:
    """Name each mark by its place, to a centimetre or so."""
    x, y = (np.rint(column * _WORLD).astype(np.int64) for column in (marks.x, marks.y))
    return zip(x.tolist(), y.tolist(), strict=True)


def _same(marks: Iterable[tuple[int, int]], before: Iterable[tuple[int, int]]) -> Ints:
    """Answer which mark of before each mark is, -1 for none; one that is present comes first."""
    known = {name: number for number, name in enumerate(before)}
    return np.array([known.get(name, -1) for name in marks], np.int64)


def _inherit(old: Ints, marks: Marks, before: Marks, first: int) -> None:
    """Let the largest of the rings into which one falls, or which one gathers, be the same ring."""
    is_lost = before.end - before.start > 1
    is_lost[:first] = False
    is_lost[old[old >= 0]] = False
    lost = np.flatnonzero(is_lost)
    new = np.flatnonzero((old < 0) & (marks.end - marks.start > 1))
    if not len(lost) or not len(new):
        return
    start, end = before.start[lost, None], before.end[lost, None]
    falls = (start <= marks.start[new]) & (end >= marks.end[new])
    heir = np.where(falls, marks.total[new], -1).argmax(axis=1)
    has_heir = falls.any(axis=1)
    old[new[heir[has_heir]]] = lost[has_heir]
    gathers = (start >= marks.start[new]) & (end <= marks.end[new]) & ~falls
    largest = np.where(gathers, before.total[lost, None], -1).argmax(axis=0)
    has_any = gathers.any(axis=0)
    old[new[has_any]] = lost[largest[has_any]]


def _containers(marks: Marks, start: Ints, end: Ints) -> Ints:
    """Answer the last ring that stands for each range of stations and more, -1 for none."""
    rings = np.flatnonzero(marks.end - marks.start > 1)
    held = (marks.start[rings, None] <= start) & (marks.end[rings, None] >= end)
    if not len(rings):
        return np.full(len(start), -1, np.int64)
    last = len(rings) - 1 - np.argmax(held[::-1], axis=0)
    return np.where(held.any(axis=0), rings[last], -1)
