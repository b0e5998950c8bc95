"""Show how fresh each operator's stations are, and let the driver ask for news."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from network.live import Round
from network.sync_state import SyncPhase, SyncState, SyncTotal
from ui import figures
from ui import sync_wording as wording
from ui.age_view import HOURS_FROM_S, MINUTES_FROM_S, age_sentence
from ui.rows_model import RowsModel
from ui.surroundings import Surroundings

QML_IMPORT_NAME = "Chargedeck"
QML_IMPORT_MAJOR_VERSION = 1

WRITE_S = 1.0
"""How often to `refresh`: pages come many a second, and words must be read. Chosen."""
_TROUBLED = frozenset(wording.PHASE)


class Copying(Protocol):
    """Who copies stations; network.sync.Sync does."""

    states: dict[str, SyncState]
    aside: dict[str, Counter[str]]

    @property
    def total(self) -> SyncTotal:
        """All operators together."""

    def wait_s(self, name: str) -> float:
        """How long until an operator is asked again; 0 while it is."""

    def ask_now(self) -> None:
        """Ask every operator for what has changed."""


@dataclass(frozen=True, slots=True)
class SyncRow:
    """One operator, its texts as they are shown; those that have nothing to say are empty.

    `condition` is fresh, fetching, waiting (never fetched) or failing; `cut_off` while its breaker
    is open, `share` how much of a listing under way is there, 0 to 1. `updated` says how fresh its
    stations are, `trouble` why they are no fresher, `next_try` when it is asked again, `taken` how
    many stations the last listing had, `aside` how many records of it were left out and most often
    why, `round` how often all its connectors are asked about.
    """

    operator_id: str
    name: str
    mark: str
    colour: str
    condition: str
    cut_off: bool
    share: float
    updated: str
    trouble: str
    next_try: str
    taken: str
    aside: str
    aside_count: int
    round: str


@QmlElement
class SyncController(QObject):
    """What is known of every operator's stations. Nothing, until it is told whom to `follow`."""

    changed = Signal()

    def __init__(self, surroundings: Surroundings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._around = surroundings
        self._speech = surroundings.speech
        self._copying: Copying | None = None
        self._rounds: Mapping[str, Round] = {}
        self._rows = RowsModel(SyncRow, self)
        self._line = ""
        self._speech.changed.connect(self.refresh)

    def follow(self, copying: Copying, rounds: Mapping[str, Round]) -> None:
        """Show this from now on."""
        self._copying = copying
        self._rounds = rounds
        self.refresh()

    def stop(self) -> None:
        """Follow nobody any more."""
        self._copying = None

    @Property(RowsModel, notify=changed)
    def rows(self) -> RowsModel:
        """List the operators, largest first."""
        return self._rows

    @Property(str, notify=changed)
    def line(self) -> str:
        """All of it in one quiet sentence; empty until there is something to say."""
        return self._line

    @Property(bool, notify=changed)
    def busy(self) -> bool:
        """Whether stations are being fetched or taken over."""
        total = self._copying.total if self._copying is not None else None
        return total is not None and (total.fetching > 0 or total.is_applying)

    @Property(float, notify=changed)
    def share(self) -> float:
        """How much of what is under way is fetched, 0 to 1."""
        return self._copying.total.share if self._copying is not None else 1.0

    @Slot()
    def ask_now(self) -> None:
        """Ask every operator for news, except who must be left alone."""
        if self._copying is not None:
            self._copying.ask_now()

    @Slot()
    def refresh(self) -> None:
        """Write everything again, as it is now."""
        if self._copying is None:
            return
        order = {name: number for number, name in enumerate(self._around.profiles)}
        names = sorted(self._copying.states, key=lambda name: order.get(name, len(order)))
        self._rows.replace([self._row(self._copying, name) for name in names])
        self._line = self._sentence(self._copying.total)
        self.changed.emit()

    def _sentence(self, total: SyncTotal) -> str:
        say = self._speech.say
        if total.reason:
            return say(wording.NO_ROOM)
        if total.is_applying:
            return say(wording.TAKING_OVER)
        if total.fetching:
            share = figures.percent(100 * total.share, self._speech.language)
            return say(wording.FETCHING, share=share)
        if total.failing:
            return say(wording.SOME_FAIL, count=str(total.failing), all=str(total.operators))
        return say(wording.ALL_FRESH, count=str(total.operators))

    def _row(self, copying: Copying, name: str) -> SyncRow:
        profile, state = self._around.profiles[name], copying.states[name]
        count = self._count(state.stations) if state.stations else ""
        return SyncRow(
            operator_id=name,
            name=self._around.operator_name(name),
            mark=profile.mark,
            colour=profile.colour,
            condition=_condition(state),
            cut_off=state.phase is SyncPhase.CUT_OFF,
            share=state.page / state.pages if state.pages else 0.0,
            updated=self._updated(state),
            trouble=self._trouble(state),
            next_try=self._next(copying.wait_s(name)),
            taken=self._speech.say(wording.TAKEN, count=count) if count else "",
            aside=self._aside(state.left_out, copying.aside.get(name, Counter())),
            aside_count=state.left_out,
            round=self._round(name),
        )

    def _updated(self, state: SyncState) -> str:
        if state.phase is SyncPhase.FETCHING:
            if not state.pages:
                return self._speech.say(wording.FIRST_PAGE)
            page, pages = self._count(state.page), self._count(state.pages)
            return self._speech.say(wording.PAGE, page=page, pages=pages)
        if state.fresh_at is None:
            return self._speech.say(wording.NEVER)
        age_s = max(0, int((self._around.wall() - state.fresh_at).total_seconds()))
        sentence, count = age_sentence(age_s)
        age = self._speech.say(sentence, count=str(count))
        return self._speech.say(wording.UPDATED, age=age)

    def _trouble(self, state: SyncState) -> str:
        sentence = wording.PHASE.get(state.phase)
        return "" if sentence is None else self._speech.say(sentence, reason=state.reason)

    def _next(self, wait_s: float) -> str:
        if wait_s < 1:
            return ""
        sentence, unit_s = wording.NEXT_IN_HOURS, 3600
        if wait_s < MINUTES_FROM_S:
            sentence, unit_s = wording.NEXT_IN_SECONDS, 1
        elif wait_s < HOURS_FROM_S:
            sentence, unit_s = wording.NEXT_IN_MINUTES, 60
        return self._speech.say(sentence, count=str(round(wait_s / unit_s)))

    def _aside(self, count: int, reasons: Counter[str]) -> str:
        if not count:
            return ""
        reason = reasons.most_common(1)[0][0] if reasons else "?"
        return self._speech.say(wording.ASIDE, count=self._count(count), reason=reason)

    def _round(self, name: str) -> str:
        told = self._rounds.get(name)
        if told is None:
            return ""
        return self._speech.say(wording.ROUND, count=str(max(1, round(told.length_s / 60))))

    def _count(self, number: int) -> str:
        return figures.count(number, self._speech.language)


def _condition(state: SyncState) -> str:
    if state.phase in _TROUBLED:
        return "failing"
    if state.phase is SyncPhase.FETCHING:
        return "fetching"
    return "fresh" if state.fresh_at is not None else "waiting"
