"""Who is elsewhere is called in a thread, who is here on his own loop; nothing of it is left."""

import asyncio
import threading  # noqa: TID251 - asks where it is

import pytest
from starlette.types import Receive, Scope, Send

from network import lines
from network.wire import Wire
from tests.network.raw_peer import OK, drips, peer, says


def thread_names() -> list[str]:
    return [one.name for one in threading.enumerate()]


async def test_what_is_said_with_others_is_said_in_a_thread_that_ends_with_the_wire() -> None:
    wire, seen = Wire(), set[int]()

    def build() -> bytes:
        seen.add(threading.get_ident())
        return b"{}"

    def read(body: bytes) -> int:
        seen.add(threading.get_ident())
        return len(body)

    assert "wire" not in thread_names()
    async with peer(says(OK + b"Content-Length: 2\r\n\r\nhi")) as url:
        assert await wire.post(url, build, {}, "甲", read) == 2
    assert thread_names().count("wire") == 1
    assert len(seen) == 1
    assert threading.get_ident() not in seen
    await wire.aclose()
    assert "wire" not in thread_names()


async def test_a_server_of_this_process_is_called_on_its_own_loop_and_needs_no_thread() -> None:
    seen: list[int] = []

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        seen.append(threading.get_ident())
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"hi"})

    wire = Wire({"here": app})
    assert await wire.get_json("http://here/x", "甲") == b"hi"
    assert seen == [threading.get_ident()]
    assert "wire" not in thread_names()
    await wire.aclose()


async def test_who_goes_away_while_it_is_asked_leaves_the_request_to_run_out() -> None:
    wire, heard, going = Wire(), asyncio.Event(), asyncio.Event()

    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.set()
        await going.wait()
        writer.write(OK + b"Content-Length: 2\r\n\r\nhi")

    async with peer(answer) as url:
        asking = asyncio.ensure_future(wire.get_json(url, "甲"))
        await heard.wait()
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        going.set()
        await wire.aclose()
    assert [one.outcome for one in wire.exchanges] == ["HTTP 200"]


async def test_a_request_that_does_not_end_is_broken_off_when_the_wire_is_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lines, "_CLOSE_WAIT_S", 0.05)
    wire, heard = Wire(), asyncio.Event()

    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.set()
        await drips(OK, 0.01)(_, writer)

    async with peer(answer) as url:
        asking = asyncio.ensure_future(wire.get_json(url, "甲"))
        await heard.wait()
        await wire.aclose()
        with pytest.raises(asyncio.CancelledError):
            await asking
    assert [one.outcome for one in wire.exchanges] == ["broke off"]
    assert "wire" not in thread_names()
