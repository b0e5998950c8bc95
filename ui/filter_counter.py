"""Count away from the event loop what each choice of the filter would leave in view."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from network.choices import Choices, Found, count_choices, count_found
from network.clusters import Viewport
from network.columns import Columns
from ui.filter_choice import CEILINGS, QUICK, Chosen, ceiling_cny, kinds, wanted, without
from ui.map_source import StationSource
from ui.surroundings import Surroundings

# Numbers wait until the finger rests, but not for ever: a car that is followed always moves
# (both chosen).
QUIET_MS = 250
LONGEST_MS = 1000
# The frame with the new pins goes first: numbers may be this much later (chosen).
AFTER_FRAME_S = 0.05


@dataclass(frozen=True, slots=True)
class Counted:
    """What each choice would leave, what the own network's quick filter would; what is anywhere.

    `anywhere` is counted only where nothing is in view.
    """

    choices: Choices
    own: Found
    anywhere: Found | None


Away = Callable[[Callable[[], Counted]], Awaitable[Counted]]


class FilterCounter(QObject):
    """Counts again whenever filter, statuses or view are others; `counted` tells of new numbers."""

    counted = Signal()

    def __init__(
        self,
        source: StationSource,
        around: Surroundings,
        away: Away | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.numbers: Counted | None = None
        self._source = source
        self._around = around
        self._away = away or _after_the_frame
        self._view: Viewport | None = None
        self._question: tuple[Chosen, int] = (frozenset(), 0)
        self._is_counting = self._is_outdated = False
        self._waiting = QElapsedTimer()
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self.count)

    def look(self, view: Viewport) -> None:
        """Count in another view soon."""
        if view != self._view:
            self._view = view
            self.count_soon()

    def ask(self, chosen: Chosen, quarter: int) -> None:
        """Count under another filter at once."""
        self._question = chosen, quarter
        self.count()

    def ask_soon(self, chosen: Chosen, quarter: int) -> None:
        """Count under a filter when nothing has changed for a moment."""
        self._question = chosen, quarter
        self.count_soon()

    def count_soon(self) -> None:
        """Count when nothing has changed for a moment."""
        if not self._quiet.isActive():
            self._waiting.start()
        elif self._waiting.elapsed() > LONGEST_MS:
            return
        self._quiet.start()

    def count(self) -> None:
        """Count now, away from the event loop; some 20 ms for the whole network."""
        self._quiet.stop()
        self._is_outdated = True
        if self._view is not None and not self._is_counting:
            self._is_counting = True
            self._around.spawn(self._count())

    async def _count(self) -> None:
        try:
            while self._is_outdated:
                self._is_outdated = False
                columns, view, question = self._source.index.columns, self._view, self._question
                self.numbers = await self._away(partial(_counted, columns, view, *question))
                self.counted.emit()
        finally:
            self._is_counting = False


async def _after_the_frame(count: Callable[[], Counted]) -> Counted:
    await asyncio.sleep(AFTER_FRAME_S)
    return await asyncio.to_thread(count)


def _counted(columns: Columns, view: Viewport | None, chosen: Chosen, quarter: int) -> Counted:
    ceilings = [ceiling_cny(value) for value in CEILINGS]
    asked = wanted(chosen, quarter, columns.operators)
    own = wanted(without(chosen, kinds(QUICK["own"])) | QUICK["own"], quarter, columns.operators)
    choices = count_choices(columns, asked, view, ceilings, quarter)
    anywhere = None if choices.found.connectors else count_found(columns, asked)
    return Counted(choices, count_found(columns, own, view), anywhere)
