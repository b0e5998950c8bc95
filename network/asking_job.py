"""Ask operators for statuses in a process of its own.

Whatever a thread does for an answer, 8 ms each, it takes from whoever draws the map: of two that
have work to do Python lets one go on after every call of the other's (measured: frames of 60 ms).
"""

import asyncio
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Final, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from network.catalogue_file import CatalogueError, CatalogueFile, Unfit, as_error
from network.columns import Columns
from network.errors import Congested, OperatorError
from network.keys import LinkKeys
from network.operators.directory import OperatorProfile
from network.operators.tcec102 import TcecOperator
from network.runtime import CHINA_TIME, Clock
from network.told import Matched, Told, match, read_names
from network.wire import Wire

AGAIN_S: Final = 10.0
"""A process that has ended is not begun anew before. Chosen."""
LIMIT_S: Final = 180.0
"""A process that owes an answer for so long hangs: three tries of an operator's take less."""
QUIET: Final = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); "
"""What a process begins with that does not hear Ctrl+C."""
_ROOT = Path(__file__).parents[1]
_NICER = 5


class Place(NamedTuple):
    """Where an operator that speaks T/CEC 102 is found, and what it issued to us."""

    profile: OperatorProfile
    url: str
    keys: LinkKeys


class Begin(NamedTuple):
    """What the process must know: the catalogue's file, operators by name, and how time passes.

    `authorities` are as the wire's; `speed` is of simulated time, 1 for none.
    """

    catalogue: Path
    places: Mapping[str, Place]
    authorities: Mapping[str, Path]
    speed: float


class _Question(NamedTuple):
    """Stations by key, with the numbers of their first connectors, and the time it is there."""

    number: int
    name: str
    keys: list[int]
    firsts: list[int]
    now_s: float
    wall: datetime


class _Reply(NamedTuple):
    number: int
    value: Matched | Exception


class AskingJob:
    """Asks in a process that begins with the first question. For one event loop.

    `clock` tells the operators' time.
    """

    def __init__(self, begin: Begin, clock: Clock) -> None:
        self._begin = begin
        self._clock = clock
        self._job: subprocess.Popen[bytes] | None = None
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="replies")
        self._waiting: dict[int, asyncio.Future[Matched]] = {}
        self._number = 0
        self._not_before_s = 0.0
        self._is_closed = False

    @property
    def names(self) -> Collection[str]:
        """List the operators that it can ask."""
        return self._begin.places.keys()

    async def ask(self, name: str, columns: Columns, rows: NDArray[np.int64]) -> Told:
        """Ask an operator what the connectors of some stations do.

        Raises: OperatorError, CatalogueError; Congested where the process has just ended
        """
        self._number += 1
        number, wall = self._number, self._clock.wall()
        keys, firsts = columns.key[rows].tolist(), columns.first[rows].tolist()
        question = _Question(number, name, keys, firsts, self._clock.now(), wall)
        self._waiting[number] = asyncio.get_running_loop().create_future()
        job: subprocess.Popen[bytes] | None = None
        try:
            async with asyncio.timeout(LIMIT_S):
                job = self._begun(name)
                _send(question, job.stdin)
                found = await self._waiting[number]
        except (OSError, ValueError) as error:  # also a time-out: it hangs
            if job is None or self._job is job:
                self._give_up()
            raise self._gone(name) from error
        finally:
            del self._waiting[number]
        return Told(columns, found.number, found.code, int(wall.timestamp()), *found[2:])

    def close(self) -> None:
        """End the process. Harmless where there is none."""
        self._is_closed = True
        self._give_up()
        self._reader.shutdown()

    def _give_up(self) -> None:
        """Let go of a process that has ended, or hangs: the next question may begin another."""
        job, self._job = self._job, None
        for future in self._waiting.values():
            if not future.done():
                future.set_exception(ChildProcessError("what asks has ended"))
        if job is not None:
            _bury(job)

    def _begun(self, name: str) -> subprocess.Popen[bytes]:
        loop = asyncio.get_running_loop()
        if self._job is None:
            if self._is_closed or loop.time() < self._not_before_s:
                raise self._gone(name)
            self._not_before_s = loop.time() + AGAIN_S
            job = self._job = subprocess.Popen(
                # Not -m: both sides must know what is sent by the same name. Ctrl+C reaches all
                # of a terminal's processes, but the glass decides when it is over.
                [sys.executable, "-c", QUIET + "from network.asking_job import main; main()"],
                cwd=_ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
            self._reader.submit(_listen, job, loop, self._take, self._ended)
            _send(self._begin, job.stdin)
        return self._job

    def _gone(self, name: str) -> Congested:
        profile = self._begin.places[name].profile
        return Congested(profile.name("zh"), "was not asked: what asks has ended")

    def _take(self, reply: _Reply) -> None:
        future = self._waiting.get(reply.number)
        if future is None or future.done():
            return  # nobody waits any more
        if isinstance(reply.value, Exception):
            future.set_exception(reply.value)
        else:
            future.set_result(reply.value)

    def _ended(self, job: subprocess.Popen[bytes]) -> None:
        if self._job is job:
            self._give_up()


def _bury(job: subprocess.Popen[bytes]) -> None:
    job.kill()
    # Its pipes may be closed or broken already.
    with suppress(OSError, ValueError):
        job.communicate()


def _listen(
    job: subprocess.Popen[bytes],
    loop: asyncio.AbstractEventLoop,
    take: Callable[[_Reply], None],
    ended: Callable[[subprocess.Popen[bytes]], None],
) -> None:
    """Hand replies to the loop until there are no more; in a thread."""
    with suppress(RuntimeError):  # the loop was closed: nobody waits any more
        try:
            while True:
                loop.call_soon_threadsafe(take, _received(job.stdout))
        except RuntimeError:
            raise
        except Exception:  # noqa: BLE001 - whatever comes, nobody may wait for ever
            loop.call_soon_threadsafe(ended, job)


def _send(value: object, pipe: IO[bytes] | None) -> None:
    assert pipe is not None
    pickle.dump(value, pipe)
    pipe.flush()


def _received(pipe: IO[bytes] | None) -> _Reply:
    assert pipe is not None
    reply: _Reply = pickle.load(pipe)
    return reply


class _Time:
    """The operators' time, as it was told with the last question and has gone on since."""

    def __init__(self, speed: float, real_s: Callable[[], float]) -> None:
        self._speed, self._real_s = speed, real_s
        self._told_s = self._now_s = 0.0
        self._wall = datetime.fromtimestamp(0, CHINA_TIME)

    def tell(self, now_s: float, wall: datetime) -> None:
        """Say what time it is."""
        self._told_s, self._now_s, self._wall = self._real_s(), now_s, wall

    def now(self) -> float:
        """Seconds that never go back."""
        return self._now_s + self._passed_s

    def wall(self) -> datetime:
        """Tell the time of day."""
        return self._wall + timedelta(seconds=self._passed_s)

    @property
    def _passed_s(self) -> float:
        return (self._real_s() - self._told_s) * self._speed


def main() -> None:
    """Answer questions on standard input until it ends; first comes what must be known."""
    if sys.platform != "win32":
        os.nice(_NICER)
    with suppress(OSError, EOFError):
        begin: Begin = pickle.load(sys.stdin.buffer)
        asyncio.run(_serve(begin))
    # The glass may be gone; stdout must not be flushed once more at exit.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


async def _serve(begin: Begin) -> None:
    time = _Time(begin.speed, asyncio.get_running_loop().time)
    wire = Wire(authorities=begin.authorities)
    operators = {
        name: TcecOperator(place.profile, place.url, place.keys, wire, time.now, time.wall)
        for name, place in begin.places.items()
    }

    async def answer(question: _Question) -> None:
        operator = operators[question.name]
        value: Matched | Exception
        try:
            value = await _asked(begin.catalogue, operator, question)
        except OperatorError as error:
            value = error
        except CatalogueError as error:
            value = CatalogueError(str(error))  # its kinds cannot be sent
        except Exception as error:  # noqa: BLE001 - one question's trouble ends no other
            value = RuntimeError(f"{type(error).__name__}: {error}")
        with suppress(OSError):  # the glass is gone
            _send(_Reply(question.number, value), sys.stdout.buffer)

    async with asyncio.TaskGroup() as group:
        while (question := await asyncio.to_thread(_question)) is not None:
            time.tell(question.now_s, question.wall)
            group.create_task(answer(question))
    await wire.aclose()


def _question() -> _Question | None:
    try:
        question: _Question = pickle.load(sys.stdin.buffer)
    except EOFError:
        return None
    return question


async def _asked(catalogue: Path, operator: TcecOperator, question: _Question) -> Matched:
    """Look up the names, and ask. Raises: OperatorError, CatalogueError."""
    try:
        file = CatalogueFile.open(catalogue)
        try:
            ids, connectors = read_names(file, question.keys, question.firsts)
        finally:
            file.close()
    except (Unfit, msgspec.DecodeError) as error:
        raise as_error(catalogue, error) from error
    return await operator.told(ids, lambda states: match(connectors, states))
