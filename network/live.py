"""Ask what connectors do now: what is looked at first, and everything else in rounds.

Each operator has a task and a pace of its own. A question names at most 50 stations: the chosen one
if it was not asked about for a while, then those on the screen, then whoever has waited longest. A
status that is older than its operator's round should leave it is unknown on the map from then on;
when it was told is kept.

The loop only chooses whom to ask and takes over numbers; all else of a question is done elsewhere.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from network.alarm import Alarm
from network.away import Away, at_once
from network.breaker import Breaker
from network.catalogue import Catalogue, CatalogueError
from network.columns import STATUS_CODE, Columns
from network.errors import Congested, OperatorError, Refused, Unreachable
from network.operators.directory import OperatorProfile
from network.operators.directory import Protocol as Speech
from network.pace import Pace
from network.runtime import Runtime
from network.stations import State, Status
from network.told import Named, Told

_T = TypeVar("_T")
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
# So many questions are planned at once: to find who has waited longest takes 0.4 ms. Chosen.
_QUESTIONS_AHEAD = 20
# Of connectors: 0.2 ms and 0.5 ms (measured). Chosen.
_SLICE, _STATIONS_A_SLICE = 20_000, 20_000
_UNKNOWN = STATUS_CODE[Status.UNKNOWN]
_NEVER = -1e12
# Stations in the order in which they have waited, longest first, and when that was.
_Queue = tuple[float, NDArray[np.int64]]
_Plan = tuple[_Queue, tuple[NDArray[np.int64], Named]]


class Source(Protocol):
    """What is needed of an operator; TcecOperator and OcpiOperator are some."""

    profile: OperatorProfile

    async def told(self, station_ids: Sequence[str], take: Callable[[dict[str, State]], _T]) -> _T:
        """Ask what connectors do, by connector id; answers what `take` makes of it, in any thread.

        Raises: OperatorError
        """


Apart = Callable[[str, Columns, NDArray[np.int64]], Awaitable[Told]]
"""Asks an operator about rows in another process; network.asking_job does."""


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
    one came does not undo it. `away` does what takes long; `apart` asks some of them in a process.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        sources: Mapping[str, Source],
        breakers: Mapping[str, Breaker],
        runtime: Runtime,
        lengths_s: Mapping[str, float] | None = None,
        *,
        away: Away = at_once,
    ) -> None:
        self._catalogue = catalogue
        self._sources = sources
        self._breakers = breakers
        self._runtime = runtime
        self._lengths_s = dict(lengths_s or {})
        self._away = away
        self._turns: dict[str, float] = {}
        self._paces = {name: Pace(runtime.now, CALLS_PER_S, 1.0) for name in sources}
        self._alarms = {name: Alarm(runtime.sleep) for name in sources}
        self._turn_s = dict.fromkeys(sources, _NEVER)
        self._chosen: int | None = None
        # By their operators' numbers.
        self._screen: dict[int, NDArray[np.int64]] = {}
        self.rounds: dict[str, Round] = {}
        self.on_told: Callable[[], None] = lambda: None
        self.apart: Mapping[str, Apart] = {}
        self._rows: dict[str, NDArray[np.int64]] = {}
        self._codes: dict[str, int] = {}
        # Who had waited longest at a moment, in this order.
        self._queues: dict[str, _Queue] = {}
        # Whom the next question is about, if nobody looks at others.
        self._ahead: dict[str, tuple[NDArray[np.int64], Named]] = {}
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
        seen = np.asarray(rows, np.int64)
        operator = self._columns.operator[seen]
        self._screen = {code: seen[operator == code] for code in np.unique(operator).tolist()}
        for code in self._screen:
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
        self._screen, self._chosen = {}, None
        self._lay_out()

    async def expire(self) -> int:
        """Let statuses that are too old be unknown, bit by bit; answers how many."""
        columns, now_s = self._columns, self._runtime.wall().timestamp()
        limit_s = np.full(len(columns.operators), STALE_S)
        for name, told in self.rounds.items():
            limit_s[columns.operators.index(name)] = told.stale_s
        oldest = np.maximum(now_s - limit_s, 0.0).astype(np.uint32)
        stale, told_at = await self._away(lambda: _stale(columns, oldest))
        count = 0
        for first in range(0, len(stale), _SLICE):
            if first:
                await asyncio.sleep(0)  # else a frame would wait for all of them
            if columns is not self._columns:
                break  # they are in the newer ones as they were, until the next time
            some = slice(first, first + _SLICE)
            # What was told meanwhile stays.
            left = stale[some][columns.status_at[stale[some]] == told_at[some]]
            columns.status[left] = _UNKNOWN
            count += len(left)
        return count

    async def _expire_on(self) -> None:
        while True:
            await self._runtime.sleep(_EXPIRE_EVERY_S)
            if await self.expire():
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
        try:
            told, planned = await self._asked(name, rows)
            breaker.worked()
            self._catalogue.take(told)
            if planned is not None and columns is self._columns:
                self._queues[name], self._ahead[name] = planned
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
            # Ours, and not the operator's: what is damaged or cannot be read is mended elsewhere,
            # and what was closed before it was read is read anew.
            if columns is self._columns:
                self._count(name, str(error))
                await self._runtime.sleep(UNREADABLE_PAUSE_S)
        except Exception as error:  # noqa: BLE001 - one operator's questions end nobody else's
            breaker.failed()
            self._count(name, type(error).__name__)
            self._runtime.mishap(name, error)
        finally:
            breaker.left()

    async def _asked(self, name: str, rows: NDArray[np.int64]) -> tuple[Told, _Plan | None]:
        """Ask, and find whom to ask next. Raises: OperatorError, CatalogueError."""
        if name in self.apart:
            return await self.apart[name](name, self._columns, rows), None
        at = self._runtime.wall().timestamp()
        named = await self._named(name, rows)
        plan = self._planning(name)

        def take(states: dict[str, State]) -> tuple[Told, _Plan | None]:
            told = named.matched(states, at)
            # Else the loop would have to let go of a thousand small things: 0.1 ms.
            named.connectors.clear()
            return told, plan()

        return await self._sources[name].told(named.ids, take)

    async def _named(self, name: str, rows: NDArray[np.int64]) -> Named:
        """Answer how some stations are named. Raises: CatalogueError."""
        ahead = self._ahead.pop(name, None)
        if ahead is not None and np.array_equal(ahead[0], rows):
            return ahead[1]
        read = self._catalogue.reader()
        return await self._away(lambda: read(rows.tolist()))

    def _planning(self, name: str) -> Callable[[], _Plan | None]:
        """Get ready to find in any thread who waits longest, and how the first of them are named.

        So a question costs the loop one step; where each names one station it is not worth it.
        """
        most, now_s = self._most(name), self._runtime.now()
        rows, asked_s, read = self._rows[name], self._asked_s, self._catalogue.reader()
        at_s, queue = self._queues[name]

        def plan() -> _Plan | None:
            if most == 1:
                return None
            left = at_s, queue[asked_s[queue] < at_s]
            if len(left[1]) < most:
                left = _line_up(rows, asked_s, now_s, most)
            if not len(left[1]):
                return None
            first = left[1][:most]
            try:
                return left, (first, read(first.tolist()))
            except CatalogueError:
                return None  # who asks about them says so

        return plan

    def _next(self, name: str) -> NDArray[np.int64]:
        """Choose whom to ask about next, at most as many as one question may name."""
        rows, now_s = self._rows[name], self._runtime.now()
        if not len(rows):
            return rows
        most = self._most(name)
        wanted = self._looked_at(self._codes[name], now_s)[:most]
        if now_s < self._turn_s[name]:
            return np.array(wanted, np.int64)
        self._turn_s[name] = now_s + 1.0 / self._turns[name] - _EARLY_S
        longest = self._longest(name, most, now_s)
        if not wanted:
            return longest
        chosen = dict.fromkeys([*wanted, *longest.tolist()])
        return np.array(list(chosen)[:most], np.int64)

    def _looked_at(self, code: int, now_s: float) -> list[int]:
        """List what is looked at of an operator and may be asked about again, the chosen first."""
        asked_s, operator = self._asked_s, self._columns.operator
        wanted: list[int] = []
        chosen, seen = self._chosen, self._screen.get(code)
        if (
            chosen is not None
            and operator[chosen] == code
            and now_s - asked_s[chosen] >= CHOSEN_EVERY_S
        ):
            wanted.append(chosen)
        if seen is not None:
            wanted += seen[now_s - asked_s[seen] >= SCREEN_EVERY_S].tolist()
        return wanted

    def _longest(self, name: str, count: int, now_s: float) -> NDArray[np.int64]:
        """List who has waited longest, the longest first, of those who may be asked about again."""
        at_s, queue = self._queues[name]
        first = queue[:count]
        if len(first) == count and (self._asked_s[first] < at_s).all():
            return first
        queue = queue[self._asked_s[queue] < at_s]
        if len(queue) < count:
            at_s, queue = _line_up(self._rows[name], self._asked_s, now_s, count)
        self._queues[name] = at_s, queue
        return queue[:count]

    def _most(self, name: str) -> int:
        is_ocpi = self._sources[name].profile.protocol is Speech.OCPI
        return 1 if is_ocpi else STATIONS_A_QUESTION

    def _lay_out(self) -> None:
        columns: Columns = self._columns
        for name in self._sources:
            known = name in columns.operators
            code = columns.operators.index(name) if known else -1
            rows = np.flatnonzero(columns.operator == code).astype(np.int64)
            self._rows[name], self._codes[name] = rows, code
            self._queues[name] = _NEVER, rows[:0]
            self._ahead.pop(name, None)
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


def _line_up(
    rows: NDArray[np.int64], asked_s: NDArray[np.float64], now_s: float, count: int
) -> _Queue:
    """Order those of some stations who have waited longest, for some questions about `count` each.

    Cost: 1 ms for thirty thousand stations.
    """
    ahead = min(_QUESTIONS_AHEAD * count, len(rows))
    some = rows[np.argpartition(asked_s[rows], ahead - 1)[:ahead]]
    some = some[np.argsort(asked_s[some], kind="stable")]
    return now_s, some[now_s - asked_s[some] >= SCREEN_EVERY_S]


def _stale(
    columns: Columns, oldest: NDArray[np.uint32]
) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """Find connectors whose status is older than its operator's `oldest`, and when it was told.

    Cost: 5 ms at 1.4 million, in pieces so that other threads have their turns.
    """
    found = [np.empty(0, np.int64)]
    for row in range(0, columns.station_count, _STATIONS_A_SLICE):
        stations = slice(row, row + _STATIONS_A_SLICE)
        first = columns.first[row : row + _STATIONS_A_SLICE + 1]
        guns = slice(int(first[0]), int(first[-1]))
        by_gun = np.repeat(oldest[columns.operator[stations]], np.diff(first))
        is_stale = (columns.status_at[guns] < by_gun) & (columns.status[guns] != _UNKNOWN)
        found.append(np.flatnonzero(is_stale) + guns.start)
    stale = np.concatenate(found)
    return stale, columns.status_at[stale]
