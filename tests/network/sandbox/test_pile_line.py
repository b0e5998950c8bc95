"""The operator's end of the line, against piles that are nothing but lines on a real socket."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from network.sandbox import pile_line
from network.sandbox.charge import Meter
from network.sandbox.operator import Outlet, Verdict
from network.sandbox.pile_line import PileLine, serve_pile_line
from network.serving import ServingError

HELLO = b'{"say":"hello","operator":"tenghe","connector":"A01","boot":"7f"}\n'
PLUGGED = b'{"say":"plugged","seq":1,"is_plugged":true}\n'
READING = b'{"voltage_v":700.5,"current_a":250.0,"energy_kwh":12.25,"soc_pct":40.0}'
METER = Meter(700.5, 250.0, 12.25, 40.0)


@dataclass
class Operators:
    """All operators in one: notes what the piles say. Only A01 of tenghe is a connector."""

    heard: list[object] = field(default_factory=list)
    verdict: Verdict = Verdict.WAIT
    outlet: Outlet | None = None

    def has_connector(self, operator_id: str, connector_id: str) -> bool:
        return (operator_id, connector_id) == ("tenghe", "A01")

    def plug_in(self, operator_id: str, connector_id: str, outlet: Outlet) -> None:
        self.outlet = outlet
        self.heard.append(("in", operator_id, connector_id))

    def plug_out(self, operator_id: str, connector_id: str) -> None:
        self.heard.append(("out", operator_id, connector_id))

    def authorise(self, operator_id: str, connector_id: str, vin: str) -> Verdict:
        self.heard.append(("asks", operator_id, connector_id, vin))
        return self.verdict

    def meter(self, operator_id: str, connector_id: str, meter: Meter) -> None:
        assert (operator_id, connector_id) == ("tenghe", "A01")
        self.heard.append(meter)

    def ended(self, operator_id: str, connector_id: str, meter: Meter, stop_reason: int) -> None:
        assert (operator_id, connector_id) == ("tenghe", "A01")
        self.heard.append((meter, stop_reason))


class Pile:
    """A pile's socket."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self.writer = writer

    async def ask(self, line: bytes) -> bytes:
        self.writer.write(line)
        return await self.line()

    async def line(self) -> bytes:
        async with asyncio.timeout(10):
            return await self._reader.readline()


@asynccontextmanager
async def served(
    beat_s: float = 30.0,
) -> AsyncIterator[tuple[Operators, PileLine, Callable[[], "asyncio.Future[Pile]"]]]:
    operators = Operators()
    piles: list[Pile] = []

    async def call() -> Pile:
        pile = Pile(*await asyncio.open_connection("127.0.0.1", line.port))
        piles.append(pile)
        return pile

    async with serve_pile_line(operators, operators, "127.0.0.1", 0, beat_s=beat_s) as line:
        yield operators, line, lambda: asyncio.ensure_future(call())
        for pile in piles:
            pile.writer.close()


async def test_a_pile_is_welcome_and_its_reports_are_acknowledged() -> None:
    async with served() as (operators, line, call):
        pile = await call()
        assert await pile.ask(HELLO) == b'{"say":"welcome","seq":0}\n'
        assert await pile.ask(PLUGGED) == b'{"say":"ack","seq":1}\n'
        pile.writer.write(b'{"say":"meter","reading":' + READING + b"}\n")
        ended = b'{"say":"ended","seq":2,"reading":' + READING + b',"cause":"target_reached"}\n'
        assert await pile.ask(ended) == b'{"say":"ack","seq":2}\n'
        # 2 is StopReason "by the BMS" of T/CEC 102.
        assert operators.heard == [("in", "tenghe", "A01"), METER, (METER, 2)]
        assert line.connected == 1


async def test_a_report_that_comes_twice_is_acted_on_once_and_acknowledged_twice() -> None:
    async with served() as (operators, _, call):
        first = await call()
        await first.ask(HELLO)
        await first.ask(PLUGGED)
        first.writer.close()
        second = await call()
        assert await second.ask(HELLO) == b'{"say":"welcome","seq":1}\n'
        assert await second.ask(PLUGGED) == b'{"say":"ack","seq":1}\n'
        assert operators.heard == [("in", "tenghe", "A01")]


@pytest.mark.parametrize(
    ("cause", "reason"),
    # T/CEC 102: 0 by the driver, 2 by the BMS, 3 charger fault, 4 disconnected.
    [("user", 0), ("bms_initiated", 2), ("insulation", 3), ("unheard_of", 3), ("unplugged", 4)],
)
async def test_the_cause_of_an_end_becomes_the_bills(cause: str, reason: int) -> None:
    async with served() as (operators, _, call):
        pile = await call()
        await pile.ask(HELLO)
        ended = b'{"say":"ended","seq":1,"reading":' + READING + b',"cause":"%s"}\n'
        await pile.ask(ended % cause.encode())
        assert operators.heard == [(METER, reason)]


async def test_a_question_about_a_car_is_answered_as_the_operator_does() -> None:
    async with served() as (operators, _, call):
        pile = await call()
        await pile.ask(HELLO)
        ask = b'{"say":"authorise","vin":"V"}\n'
        assert await pile.ask(ask) == b'{"say":"verdict","vin":"V","decision":"wait"}\n'
        operators.verdict = Verdict.REFUSE
        assert await pile.ask(ask) == b'{"say":"verdict","vin":"V","decision":"refuse"}\n'


async def test_start_and_stop_go_to_the_pile_and_a_start_that_fails_ends_the_charge() -> None:
    async with served() as (operators, _, call):
        pile = await call()
        await pile.ask(HELLO)
        await pile.ask(PLUGGED)
        assert operators.outlet is not None
        operators.outlet.start()
        assert await pile.line() == b'{"say":"start"}\n'
        operators.outlet.stop()
        assert await pile.line() == b'{"say":"stop"}\n'
        await pile.ask(b'{"say":"started","is_started":false}\n{"say":"beat"}\n')
        assert operators.heard[-1] == (Meter(0.0, 0.0, 0.0, 0.0), 3)


async def test_while_the_line_is_down_a_start_fails_and_a_stop_waits_for_the_pile() -> None:
    async with served() as (operators, line, call):
        pile = await call()
        await pile.ask(HELLO)
        await pile.ask(PLUGGED)
        pile.writer.close()
        async with asyncio.timeout(10):
            while line.connected:
                await asyncio.sleep(0.001)
        assert operators.outlet is not None
        operators.outlet.start()
        assert operators.heard[-1] == (Meter(0.0, 0.0, 0.0, 0.0), 3)
        operators.outlet.stop()
        pile = await call()
        assert await pile.ask(HELLO) == b'{"say":"welcome","seq":1}\n'
        assert await pile.line() == b'{"say":"stop"}\n'


async def test_a_pile_that_was_switched_off_has_no_car_until_it_tells_of_one() -> None:
    async with served() as (operators, _, call):
        pile = await call()
        await pile.ask(HELLO)
        await pile.ask(PLUGGED)
        again = await call()
        assert await again.ask(HELLO.replace(b"7f", b"80")) == b'{"say":"welcome","seq":0}\n'
        assert operators.heard == [("in", "tenghe", "A01"), ("out", "tenghe", "A01")]


async def test_the_newer_line_of_a_connector_is_served_and_the_older_closed() -> None:
    async with served() as (_, line, call):
        old = await call()
        await old.ask(HELLO)
        new = await call()
        await new.ask(HELLO)
        assert await old.line() == b""
        assert await new.ask(b'{"say":"beat"}\n') == b'{"say":"alive"}\n'
        assert line.connected == 1


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (
            b'{"say":"hello","operator":"tenghe","connector":"B9","boot":"7f"}\n',
            "no such connector",
        ),
        (PLUGGED, "no hello"),
        (b"GET / HTTP/1.1\n", "not understood"),
        (b"x" * 5000 + b"\n", "too long"),
    ],
)
async def test_whoever_is_no_pile_is_refused_counted_and_hung_up_on(
    said: bytes, reason: str
) -> None:
    async with served() as (operators, line, call):
        pile = await call()
        assert await pile.ask(said) == b'{"say":"refused","reason":"%s"}\n' % reason.encode()
        assert await pile.line() == b""
        assert (line.refused, operators.heard) == ({reason: 1}, [])


async def test_a_garbled_line_is_refused_and_the_pile_goes_on() -> None:
    async with served() as (operators, line, call):
        pile = await call()
        await pile.ask(HELLO)
        garbled = PLUGGED.replace(b"1", b"one")
        assert await pile.ask(garbled) == b'{"say":"refused","reason":"not understood"}\n'
        assert await pile.ask(PLUGGED) == b'{"say":"ack","seq":1}\n'
        assert (line.refused, len(operators.heard)) == ({"not understood": 1}, 1)


async def test_a_caller_that_says_nothing_is_hung_up_on() -> None:
    async with served(beat_s=0.02) as (_, line, call):
        pile = await call()
        assert await pile.line() == b'{"say":"refused","reason":"no hello"}\n'
        assert await pile.line() == b""
        assert line.connected == 0


async def test_a_quiet_pile_is_asked_thrice_and_given_up() -> None:
    async with served(beat_s=0.02) as (_, line, call):
        pile = await call()
        await pile.ask(HELLO)
        assert [await pile.line() for _ in range(3)] == [b'{"say":"beat"}\n'] * 3
        assert await pile.line() == b""
        assert line.connected == 0


async def test_a_port_that_is_taken_is_said_in_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServingError, match=rf"cannot listen on 127\.0\.0\.1:{port}: "):
            async with serve_pile_line(Operators(), Operators(), "127.0.0.1", port):
                pass


async def test_a_pile_that_takes_its_plug_out_is_out() -> None:
    async with served() as (operators, _, call):
        pile = await call()
        await pile.ask(HELLO)
        await pile.ask(PLUGGED)
        await pile.ask(b'{"say":"plugged","seq":2,"is_plugged":false}\n')
        assert operators.heard == [("in", "tenghe", "A01"), ("out", "tenghe", "A01")]


async def test_a_second_hello_and_an_answer_to_no_beat_change_nothing() -> None:
    async with served() as (operators, line, call):
        pile = await call()
        await pile.ask(HELLO)
        pile.writer.write(HELLO + b'{"say":"alive"}\n{"say":"started","is_started":true}\n')
        assert await pile.ask(b'{"say":"beat"}\n') == b'{"say":"alive"}\n'
        assert (line.refused, operators.heard) == ({"a second hello": 1}, [])


async def test_too_long_a_line_of_a_known_pile_ends_its_connection() -> None:
    async with served() as (_, line, call):
        pile = await call()
        await pile.ask(HELLO)
        assert await pile.ask(b"x" * 5000 + b"\n") == b'{"say":"refused","reason":"too long"}\n'
        assert await pile.line() == b""
        assert line.connected == 0


async def test_more_piles_than_there_is_room_for_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pile_line, "MOST_PILES", 1)
    async with served() as (_, line, call):
        first = await call()
        await first.ask(HELLO)
        second = await call()
        assert await second.line() == b'{"say":"refused","reason":"too many lines"}\n'
        assert await first.ask(b'{"say":"beat"}\n') == b'{"say":"alive"}\n'
        assert line.refused == {"too many lines": 1}


async def test_a_pile_that_sends_and_never_reads_is_hung_up_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pile_line, "MOST_UNSENT", 20_000)
    async with served() as (_, line, call):
        pile = await call()
        await pile.ask(HELLO)
        async with asyncio.timeout(20):
            while line.connected:
                pile.writer.write(b"x\n" * 500)
                with contextlib.suppress(ConnectionError):
                    await pile.writer.drain()
                await asyncio.sleep(0)
        assert line.refused["does not read"] == 1
        again = await call()
        assert await again.ask(HELLO) == b'{"say":"welcome","seq":0}\n'


async def test_a_line_that_is_given_up_unread_does_not_stay_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pile_line, "MOST_UNSENT", 20_000_000)
    async with served(beat_s=0.05) as (_, line, call):
        pile = await call()
        await pile.ask(HELLO)
        writer = next(iter(line._calls))
        writer.write(b"x" * 10_000_000)  # more than the system takes
        async with asyncio.timeout(10):
            await writer.wait_closed()
        assert line.connected == 0
