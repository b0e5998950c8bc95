"""The pile's end of the line, against an operator that is nothing but lines on a real socket."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

import pytest
from typing_extensions import override

from vehicle import pile_socket
from vehicle.gbt27930.messages import StopCause
from vehicle.pile import Decision, MeterReading
from vehicle.pile_socket import PileAddress, PileSocket

READING = MeterReading(700.5, 250.0, 12.25, 40.0)
VIN = "LCDTESTS77MAX0001"
HELLO = b'{"say":"hello","operator":"tenghe","connector":"A01","boot":"7f"}\n'
PLUGGED = b'{"say":"plugged","seq":1,"is_plugged":true}\n'
ENDED = (
    b'{"say":"ended","seq":%d,"reading":{"voltage_v":700.5,"current_a":250.0,'
    b'"energy_kwh":12.25,"soc_pct":40.0},"cause":"user"}\n'
)


class Desk:
    """An operator's socket: one connection at a time, lines in, lines out."""

    def __init__(self) -> None:
        self._calls: asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = (
            asyncio.Queue()
        )
        self.writers: list[asyncio.StreamWriter] = []

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.writers.append(writer)
        self._calls.put_nowait((reader, writer))

    async def answered(self, welcome: bytes = b'{"say":"welcome","seq":0}\n') -> "Call":
        async with asyncio.timeout(10):
            call = Call(*await self._calls.get())
            assert await call.line() == HELLO
            call.say(welcome)
            return call


class Call:
    """One connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def line(self) -> bytes:
        async with asyncio.timeout(10):
            return await self._reader.readline()

    def say(self, line: bytes) -> None:
        self._writer.write(line)

    async def flood(self, line: bytes, holds: Callable[[], bool]) -> None:
        """Say the same again and again, and read nothing, until something holds."""
        async with asyncio.timeout(20):
            while not holds() and not self._writer.is_closing():
                self._writer.write(line * 500)
                with suppress(ConnectionError):
                    await self._writer.drain()
                await asyncio.sleep(0)

    def hang_up(self) -> None:
        self._writer.close()


@asynccontextmanager
async def pile_on_a_line(
    port: int = 0, beat_s: float = 30.0
) -> AsyncIterator[tuple[PileSocket, Desk]]:
    desk = Desk()
    listener = socket.create_server(("127.0.0.1", port))
    # What the system takes in for a peer that does not read is little then, and soon full.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    server = await asyncio.start_server(desk.take, sock=listener)
    port = listener.getsockname()[1]
    pile = PileSocket(PileAddress("127.0.0.1", port, "tenghe", "A01"), "7f", beat_s=beat_s)
    job = asyncio.create_task(pile.run())
    try:
        yield pile, desk
    finally:
        job.cancel()
        with suppress(asyncio.CancelledError):
            await job
        for writer in desk.writers:
            writer.close()
        server.close()
        await server.wait_closed()


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not holds():
            await asyncio.sleep(0.001)


async def test_a_pile_greets_and_is_connected_once_it_is_welcome() -> None:
    async with pile_on_a_line() as (pile, desk):
        assert (pile.is_connected, pile.trouble) == (False, "not connected yet")
        assert pile.account == "not connected yet"
        await desk.answered()
        await until(lambda: pile.is_connected)
        assert (pile.trouble, pile.account) == ("", "connected")


async def test_a_car_is_asked_about_once_a_second_and_the_answer_is_remembered() -> None:
    async with pile_on_a_line() as (pile, desk):
        call = await desk.answered()
        await until(lambda: pile.is_connected)
        assert [pile.authorise(VIN) for _ in range(3)] == [Decision.WAIT] * 3
        assert await call.line() == b'{"say":"authorise","vin":"LCDTESTS77MAX0001"}\n'
        call.say(b'{"say":"verdict","vin":"ANOTHER","decision":"refuse"}\n')
        call.say(b'{"say":"verdict","vin":"LCDTESTS77MAX0001","decision":"accept"}\n')
        await until(lambda: pile.authorise(VIN) is Decision.ACCEPT)
        # The next car is asked about anew, the same one too.
        pile.ended(READING, StopCause.USER)
        assert pile.authorise(VIN) is Decision.WAIT
        assert await call.line() == ENDED % 1


async def test_the_same_car_is_asked_about_again_after_1_s_and_no_sooner(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with pile_on_a_line() as (pile, desk):
        call = await desk.answered()
        await until(lambda: pile.is_connected)
        loop = asyncio.get_running_loop()
        asked_at = loop.time()
        with monkeypatch.context() as clock:
            for after_s in (0.0, 0.5, 0.99, 1.0):
                clock.setattr(loop, "time", lambda after_s=after_s: asked_at + after_s)
                pile.authorise(VIN)
        pile.ended(READING, StopCause.USER)
        said = [await call.line() for _ in range(3)]
        assert said == [b'{"say":"authorise","vin":"LCDTESTS77MAX0001"}\n'] * 2 + [ENDED % 1]


async def test_a_verdict_that_nobody_asked_for_is_not_kept() -> None:
    async with pile_on_a_line() as (pile, desk):
        call = await desk.answered()
        await until(lambda: pile.is_connected)
        call.say(b'{"say":"verdict","vin":"","decision":"accept"}\n{"say":"beat"}\n')
        assert await call.line() == b'{"say":"alive"}\n'
        assert pile.authorise("") is Decision.WAIT


async def test_start_and_stop_reach_the_pile_and_the_start_is_answered() -> None:
    async with pile_on_a_line() as (pile, desk):
        done: list[str] = []

        def begin() -> bool:
            done.append("start")
            return True

        pile.on_start = begin
        pile.on_stop = lambda: done.append("stop")
        call = await desk.answered()
        call.say(b'{"say":"start"}\n{"say":"stop"}\n')
        assert await call.line() == b'{"say":"started","is_started":true}\n'
        await until(lambda: done == ["start", "stop"])


async def test_an_end_is_told_again_on_every_new_line_until_it_is_acknowledged() -> None:
    async with pile_on_a_line() as (pile, desk):
        call = await desk.answered()
        await until(lambda: pile.is_connected)
        pile.plugged(is_plugged=True)
        assert await call.line() == PLUGGED
        call.say(b'{"say":"ack","seq":1}\n')
        await until(lambda: pile.unacknowledged == 0)
        call.hang_up()
        await until(lambda: not pile.is_connected)
        assert pile.trouble == "the operator closed the line"
        pile.meter(READING)
        pile.ended(READING, StopCause.USER)
        assert pile.unacknowledged == 1
        assert pile.account == "the operator closed the line, reports that wait: 1"
        # The reading that nobody heard is not made up for: the end says more.
        call = await desk.answered(b'{"say":"welcome","seq":1}\n')
        assert await call.line() == ENDED % 2
        call.hang_up()
        call = await desk.answered(b'{"say":"welcome","seq":1}\n')
        assert await call.line() == ENDED % 2
        call.say(b'{"say":"ack","seq":2}\n')
        await until(lambda: pile.unacknowledged == 0)


async def test_an_operator_that_started_anew_is_told_of_the_car_again() -> None:
    async with pile_on_a_line() as (pile, desk):
        call = await desk.answered()
        await until(lambda: pile.is_connected)
        pile.plugged(is_plugged=True)
        assert await call.line() == PLUGGED
        call.say(b'{"say":"ack","seq":1}\n')
        await until(lambda: pile.unacknowledged == 0)
        call.hang_up()
        call = await desk.answered(b'{"say":"welcome","seq":0}\n')
        assert await call.line() == PLUGGED


async def test_a_quiet_line_is_asked_thrice_and_given_up() -> None:
    async with pile_on_a_line(beat_s=0.02) as (pile, desk):
        call = await desk.answered()
        assert [await call.line() for _ in range(2)] == [b'{"say":"beat"}\n'] * 2
        assert await call.line() == b""
        assert pile.trouble == "the operator is silent"


async def test_an_operators_beat_is_answered() -> None:
    async with pile_on_a_line() as (_, desk):
        call = await desk.answered()
        call.say(b'{"say":"beat"}\n')
        assert await call.line() == b'{"say":"alive"}\n'


async def test_what_cannot_be_read_is_counted_and_too_long_a_line_ends_the_connection() -> None:
    async with pile_on_a_line() as (pile, desk):
        call = await desk.answered()
        call.say(b"\xff\xfe\n[]\n" + b'{"say":"refused","reason":"no such connector"}\n')
        call.say(b'"' + b"x" * 5000 + b'"\n')
        assert await call.line() == b""
        assert pile.refused == {
            "not understood": 2,
            "by the operator: no such connector": 1,
            "too long": 1,
        }
        await desk.answered()


async def test_a_thousand_reports_are_kept_and_the_oldest_then_goes() -> None:
    pile = PileSocket(PileAddress("127.0.0.1", 9, "tenghe", "A01"), "7f")
    for _ in range(pile_socket.MOST_KEPT + 2):
        pile.ended(READING, StopCause.USER)
    assert (pile.unacknowledged, pile.refused["given up"]) == (1000, 2)


async def test_an_operator_that_does_not_listen_yet_is_called_again() -> None:
    probe = await asyncio.start_server(Desk().take, "127.0.0.1", 0)
    port = probe.sockets[0].getsockname()[1]
    probe.close()
    await probe.wait_closed()
    pile = PileSocket(PileAddress("127.0.0.1", port, "tenghe", "A01"), "7f")
    job = asyncio.create_task(pile.run())
    await until(lambda: "refused" in pile.trouble or "Connect" in pile.trouble)
    desk = Desk()
    server = await asyncio.start_server(desk.take, "127.0.0.1", port)
    await desk.answered()
    await until(lambda: pile.is_connected)
    job.cancel()
    with suppress(asyncio.CancelledError):
        await job
    for writer in desk.writers:
        writer.close()
    server.close()
    await server.wait_closed()


async def test_an_answer_that_comes_after_the_car_has_gone_is_nobodys() -> None:
    async with pile_on_a_line() as (pile, desk):
        call = await desk.answered()
        await until(lambda: pile.is_connected)
        pile.authorise(VIN)
        await call.line()
        pile.ended(READING, StopCause.USER)
        await call.line()
        call.say(b'{"say":"verdict","vin":"LCDTESTS77MAX0001","decision":"accept"}\n')
        call.say(b'{"say":"beat"}\n')
        assert await call.line() == b'{"say":"alive"}\n'
        assert pile.authorise(VIN) is Decision.WAIT


async def test_an_operator_that_speaks_and_never_reads_is_hung_up_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pile_socket, "MOST_UNSENT", 20_000)
    async with pile_on_a_line() as (pile, desk):
        call = await desk.answered()
        most = 0

        def is_lost() -> bool:
            nonlocal most
            writer = pile._writer
            if writer is not None:
                most = max(most, writer.transport.get_write_buffer_size())
            return pile.trouble == "the operator does not read"

        await call.flood(b'{"say":"start"}\n', is_lost)
        await until(is_lost)
        assert most <= 20_100


async def test_a_line_that_is_given_up_unread_does_not_stay_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pile_socket, "MOST_UNSENT", 20_000_000)
    async with pile_on_a_line(beat_s=0.05) as (pile, desk):
        await desk.answered()
        await until(lambda: pile.is_connected)
        writer = pile._writer
        assert writer is not None
        writer.write(b"x" * 10_000_000)  # more than the system takes
        await until(lambda: pile.trouble == "the operator is silent")
        async with asyncio.timeout(10):
            await writer.wait_closed()


async def test_only_so_many_reasons_of_the_operator_are_told_apart() -> None:
    async with pile_on_a_line() as (pile, desk):
        call = await desk.answered()
        refused = b'{"say":"refused","reason":"%03d%s"}\n'
        call.say(b"".join(refused % (number, b"y" * 3000) for number in range(100)))
        await until(lambda: sum(pile.refused.values()) == 100)
        assert len(pile.refused) == 17
        assert pile.refused["by the operator: 000" + "y" * 77] == 1
        assert pile.refused["by the operator, for more reasons"] == 84


async def test_a_pile_that_is_refused_says_why_until_it_is_welcome() -> None:
    async with pile_on_a_line() as (pile, desk):
        call = await desk.answered(b'{"say":"refused","reason":"no such connector"}\n')
        call.hang_up()
        await until(lambda: "closed" in pile.trouble)
        assert pile.trouble == "the operator closed the line: no such connector"
        call = await desk.answered(b"")
        assert pile.trouble == "the operator closed the line: no such connector"
        call.say(b'{"say":"welcome","seq":0}\n')
        await until(lambda: pile.is_connected)
        call.hang_up()
        await until(lambda: "closed" in pile.trouble)
        assert pile.trouble == "the operator closed the line"


class Pauses(tuple[float, ...]):
    """Pauses of no time, that note which of them is taken."""

    taken: list[int]

    @override
    def __getitem__(self, index: object) -> float:  # type: ignore[override]
        assert isinstance(index, int)
        self.taken.append(index)
        return 0.0


async def test_a_pile_that_is_refused_again_and_again_calls_ever_more_seldom(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pauses = Pauses((0.0, 0.0, 0.0))
    pauses.taken = []
    monkeypatch.setattr(pile_socket, "RETRY_S", pauses)
    async with pile_on_a_line() as (_, desk):
        for _ in range(4):
            call = await desk.answered(b'{"say":"refused","reason":"no such connector"}\n')
            call.hang_up()
        await desk.answered()
        assert pauses.taken == [0, 1, 2, 2]
