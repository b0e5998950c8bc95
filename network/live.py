"""Ask what connectors do now: what is looked at first, and everything else in rounds.

Each operator has a task and a pace of its own. A question names at most 50 stations: the chosen one
if it was not asked about for a while, then those on the screen, then whoever has waited longest. A
status that is older than its operator's round should leave it is unknown on the map from then on;
when it was told is kept.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from network.alarm import Alarm
from network.breaker import Breaker
from network.catalogue import Catalogue, CatalogueError
from network.columns import STATUS_CODE, Columns
from network.errors import Congested, OperatorError, Refused, Unreachable
from network.operators.directory import OperatorProfile
from network.operators.directory import Protocol as Speech
from network.pace import Pace
from network.runtime import Runtime
from network.stations import State, Status

STATIONS_A_QUESTION: Final = 50
"""T/CEC 102.2; OCPI has no such question, so there each station costs a call."""
CALLS_PER_S: Final = 1.0
"""Of one operator, for statuses alone. Chosen: a round of 30 000 stations takes 10 minutes."""
CHOSEN_EVERY_S: Final = 60.0
SCREEN_EVERY_S: Final = 120.0
"""No station is asked about oftener than this. Chosen."""
STALE_S: Final = 1800.0
"""A status is believed for so long, as on a station's card, or for one and a half of its operator's
rounds. Chosen."""
_EXPIRE_EVERY_S = 60.0
_IDLE_S = 1.0
# What is looked at grows old meanwhile, and is to be asked about again. Chosen.
_LONGEST_IDLE_S = 10.0
# Who is asked once a second takes its turn with every question, however the clock is rounded.
_EARLY_S = 0.01
REFUSED_PAUSE_S = 3600.0
UNREADABLE_PAUSE_S = 60.0
"""Stations that cannot be read are tried again after so long. Chosen."""
_UNKNOWN = STATUS_CODE[Status.UNKNOWN]
_NEVER = -1e12


class Source(Protocol):
    """What is needed of an operator; TcecOperator and OcpiOperator are some."""

    profile: OperatorProfile

    async def states(self, station_ids: Sequence[str]) -> dict[str, State]:
        """Ask what connectors do, by connector id. Raises: OperatorError."""


@dataclass(frozen=True, slots=True)
class Round:
    """How one operator is asked. `length_s` is what a round over all its stations takes."""

    stations: int
    length_s: float
    stale_s: float
    asked: int = 0
    failed: int = 0
    reason: str = ""


class Live:
    """Asks `sources` about the stations of the catalogue. `on_told` is called after each answer.

    `rounds` tells of each operator. `lengths_s` says how long a round may last where it need not be
    as short as can be. Pushes go to the catalogue by themselves; a question that was sent before
    one came does not undo it.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        sources: Mapping[str, Source],
        breakers: Mapping[str, Breaker],
        runtime: Runtime,
        lengths_s: Mapping[str, float] | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._sources = sources
        self._breakers = breakers
        self._runtime = runtime
        self._lengths_s = dict(lengths_s or {})
        self._turns: dict[str, float] = {}
        self._paces = {name: Pace(runtime.now, CALLS_PER_S, 1.0) for name in sources}
        self._alarms = {name: Alarm(runtime.sleep) for name in sources}
        self._turn_s = dict.fromkeys(sources, _NEVER)
        self._chosen: int | None = None
        self._screen = np.empty(0, np.int64)
        self.rounds: dict[str, Round] = {}
        self.on_told: Callable[[], None] = lambda: None
        self._rows: dict[str, NDArray[np.int64]] = {}
        self._columns = catalogue.columns
        self._asked_s = np.full(self._columns.station_count, _NEVER)
        self._lay_out()

    def start(self) -> None:
        """Begin; it goes on until its tasks are cancelled."""
        for number, name in enumerate(self._sources):
            self._runtime.spawn(self._ask_on(name, number / len(self._sources) / CALLS_PER_S))
        self._runtime.spawn(self._expire_on())

    def look_at(self, rows: Sequence[int] | NDArray[np.integer]) -> None:
        """Say which stations are on the screen, by their rows, the most important first."""
        self._screen = np.asarray(rows, np.int64)
        for code in np.unique(self._columns.operator[self._screen]).tolist():
            self._wake(code)

    def choose(self, row: int | None) -> None:
        """Say which station is looked at closely."""
        self._chosen = row
        if row is not None:
            self._wake(int(self._columns.operator[row]))

    def adopted(self) -> None:
        """Go over to the catalogue's newer columns; the screen must be told anew."""
        old, new = self._columns, self._catalogue.columns
        # Keys are small numbers, counted up by the file.
        by_key = np.full(max(int(old.key.max(initial=0)), int(new.key.max(initial=0))) + 1, _NEVER)
        by_key[old.key] = self._asked_s
        asked_s = by_key[new.key]
        self._columns, self._asked_s = new, asked_s
        self._screen, self._chosen = np.empty(0, np.int64), None
        self._lay_out()

    def expire(self) -> int:
        """Let statuses that are too old be unknown; answers how many. Cost: 5 ms."""
        columns, now_s = self._columns, self._runtime.wall().timestamp()
        limit_s = np.full(len(columns.operators), STALE_S)
        for name, told in self.rounds.items():
            limit_s[columns.operators.index(name)] = told.stale_s
        oldest = np.maximum(now_s - limit_s, 0.0).astype(np.uint32)
        by_connector = np.repeat(oldest[columns.operator], np.diff(columns.first))
        is_stale = (columns.status_at < by_connector) & (columns.status != _UNKNOWN)
        columns.status[is_stale] = _UNKNOWN
        return int(np.count_nonzero(is_stale))

    async def _expire_on(self) -> None:
        while True:
            await self._runtime.sleep(_EXPIRE_EVERY_S)
            if self.expire():
                self.on_told()

    def _wake(self, code: int) -> None:
        """Let an operator be asked as soon as it may be: somebody looks at its stations."""
        alarm = self._alarms.get(self._columns.operators[code])
        if alarm is not None:
            alarm.ring()

    async def _ask_on(self, name: str, late_s: float) -> None:
        breaker, alarm = self._breakers[name], self._alarms[name]
        # Not all at once, second by second: their answers would come within one frame.
        await self._runtime.sleep(late_s)
        while True:
            await self._runtime.sleep(max(self._paces[name].book(), breaker.wait_s))
            rows = self._next(name)
            if not len(rows):
                left_s = self._turn_s[name] - self._runtime.now()
                await alarm.rest(min(max(left_s, _IDLE_S), _LONGEST_IDLE_S))
            elif not breaker.admit():
                await self._runtime.sleep(1.0)
            else:
                await self._ask(name, rows)

    async def _ask(self, name: str, rows: NDArray[np.int64]) -> None:
        """Ask about some stations, and take over what is told."""
        breaker, columns = self._breakers[name], self._columns
        self._asked_s[rows] = self._runtime.now()
        at = self._runtime.wall().timestamp()
        try:
            told = await self._sources[name].states(self._catalogue.ids_of(rows.tolist()))
            breaker.worked()
            if columns is self._columns:  # else the rows are others by now
                self._catalogue.set_states(rows.tolist(), told, at)
            self._count(name, "")
            self.on_told()
        except Refused as error:
            breaker.worked()
            self._count(name, error.reason)
            await self._runtime.sleep(REFUSED_PAUSE_S if error.code > 0 else _IDLE_S)
        except Congested:
            # Ours: nobody has failed, and the same stations are asked about again soon.
            if columns is self._columns:
                self._asked_s[rows] = _NEVER
            await self._runtime.sleep(_IDLE_S)
        except OperatorError as error:
            breaker.failed(error.retry_s if isinstance(error, Unreachable) else None)
            self._count(name, error.reason)
        except CatalogueError as error:
            # Ours, and not the operator's: what is damaged or cannot be read is mended elsewhere.
            self._count(name, str(error))
            await self._runtime.sleep(UNREADABLE_PAUSE_S)
        except Exception as error:  # noqa: BLE001 - one operator's questions end nobody else's
            breaker.failed()
            self._count(name, type(error).__name__)
            self._runtime.mishap(name, error)
        finally:
            breaker.left()

    def _next(self, name: str) -> NDArray[np.int64]:
        """Choose whom to ask about next, at most as many as one question may name."""
        rows, now_s = self._rows[name], self._runtime.now()
        most = self._most(name)
        if not len(rows):
            return rows
        first: list[int] = []
        if self._chosen is not None and now_s - self._asked_s[self._chosen] >= CHOSEN_EVERY_S:
            first = [self._chosen]
        seen = self._screen[now_s - self._asked_s[self._screen] >= SCREEN_EVERY_S]
        wanted = np.concatenate((np.array(first, np.int64), seen))
        code = self._columns.operators.index(name)
        wanted = np.asarray(wanted[self._columns.operator[wanted] == code][:most])
        if now_s < self._turn_s[name]:
            return wanted
        self._turn_s[name] = now_s + 1.0 / self._turns[name] - _EARLY_S
        waited = self._asked_s[rows]
        some = min(most, len(rows))
        longest = rows[np.argpartition(waited, some - 1)[:some]]
        longest = longest[now_s - self._asked_s[longest] >= SCREEN_EVERY_S]
        chosen = dict.fromkeys([*wanted.tolist(), *longest.tolist()])
        return np.array(list(chosen)[:most], np.int64)

    def _most(self, name: str) -> int:
        is_ocpi = self._sources[name].profile.protocol is Speech.OCPI
        return 1 if is_ocpi else STATIONS_A_QUESTION

    def _lay_out(self) -> None:
        columns: Columns = self._columns
        for name in self._sources:
            known = name in columns.operators
            code = columns.operators.index(name) if known else -1
            rows = np.flatnonzero(columns.operator == code).astype(np.int64)
            self._rows[name] = rows
            if known:
                questions = len(rows) / self._most(name)
                length_s = max(questions / CALLS_PER_S, self._lengths_s.get(name, SCREEN_EVERY_S))
                # Who needs not hurry takes its turns evenly.
                self._turns[name] = questions / length_s if name in self._lengths_s else CALLS_PER_S
                self.rounds[name] = Round(len(rows), length_s, max(STALE_S, 1.5 * length_s))

    def _count(self, name: str, reason: str) -> None:
        """Count a question; `reason` is why it came to nothing, empty where it did not."""
        one = self.rounds[name]
        asked, failed = one.asked + 1, one.failed + bool(reason)
        self.rounds[name] = Round(one.stations, one.length_s, one.stale_s, asked, failed, reason)
