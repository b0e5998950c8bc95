"""The door to HTTP against hostile peers on loopback: one clear error each, no lost connections."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import httpx
import pytest

from network import wire as wire_module
from network.errors import Garbled, OperatorError, Unreachable
from network.wire import Wire

Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def peer(answer: Answer) -> AsyncIterator[str]:
    """Serve raw bytes on loopback."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            await answer(reader, writer)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        host, port = server.sockets[0].getsockname()
        yield f"http://{host}:{port}"


def says(raw: bytes) -> Answer:
    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(raw)

    return answer


async def post(url: str) -> bytes:
    wire = Wire()
    try:
        return await wire.post_json(url, b"{}", {}, "甲")
    finally:
        await wire.aclose()


async def test_a_body_is_answered_as_it_came() -> None:
    async with peer(says(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")) as url:
        assert await post(url) == b"hi"


@pytest.mark.parametrize(
    ("raw", "says_"),
    [
        (b"", "the connection broke"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "the connection broke"),
        (b'HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{"Ret":', "the connection broke"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot gzip", "the connection broke"),
        (b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", "HTTP 502"),
        (b"HTTP/1.1 302 Found\r\nLocation: http://x/\r\nContent-Length: 0\r\n\r\n", "HTTP 302"),
    ],
)
async def test_a_broken_answer_is_one_clear_line(raw: bytes, says_: str) -> None:
    async with peer(says(raw)) as url:
        with pytest.raises(Unreachable, match=says_) as caught:
            await post(url)
        assert str(caught.value).startswith("甲: ")
        assert "\n" not in str(caught.value)


async def test_nobody_listening_is_unreachable() -> None:
    async with peer(says(b"")) as url:
        pass
    with pytest.raises(Unreachable, match="cannot be connected"):
        await post(url)


async def test_a_body_over_the_cap_is_garbled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire_module, "MAX_BODY_BYTES", 1024 * 1024)
    body = b"x" * (1024 * 1024 + 1)
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    async with peer(says(head + body)) as url:
        with pytest.raises(Garbled, match="larger than 1 MB"):
            await post(url)


async def test_a_silent_peer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire_module, "_TIMEOUT", httpx.Timeout(0.1))
    is_done = asyncio.Event()

    async def silent(_: asyncio.StreamReader, __: asyncio.StreamWriter) -> None:
        await is_done.wait()

    async with peer(silent) as url:
        with pytest.raises(Unreachable, match="did not answer in time"):
            await post(url)
        is_done.set()


async def test_a_peer_that_drips_for_ever_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire_module, "MAX_ANSWER_S", 0.1)

    async def drip(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
        for _count in range(1000):
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.01)

    async with peer(drip) as url:
        with pytest.raises(Unreachable, match="did not answer in time"):
            await post(url)


async def test_a_thousand_abandoned_requests_do_not_exhaust_the_pool(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # encode/httpcore#1093: cancelled requests would keep their slots for ever.
    monkeypatch.setattr(wire_module, "_TIMEOUT", httpx.Timeout(5.0, pool=0.2))
    wire = Wire()
    async with peer(says(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")) as url:
        for _ in range(20):
            asked = [asyncio.ensure_future(wire.post_json(url, b"{}", {}, "甲")) for _ in range(50)]
            await asyncio.sleep(0)
            for task in asked:
                task.cancel()
            await asyncio.gather(*asked, return_exceptions=True)
        with suppress(OperatorError):
            await wire.post_json(url, b"{}", {}, "甲")
        assert await wire.post_json(url, b"{}", {}, "甲") == b"hi"
        await wire.aclose()


async def test_exchanges_are_kept_without_bodies_and_headers() -> None:
    wire = Wire()
    async with peer(says(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")) as url:
        await wire.post_json(url, b"{}", {"Authorization": "Bearer secret"}, "甲")
    (exchange,) = wire.exchanges
    assert (exchange.peer, exchange.outcome) == ("甲", "HTTP 200")
    assert (exchange.sent_bytes, exchange.received_bytes) == (2, 2)
    assert "secret" not in repr(exchange)
    await wire.aclose()


async def test_a_bug_in_a_server_of_this_process_is_not_hidden() -> None:
    async def app(_scope: object, _receive: object, _send: object) -> None:
        raise ZeroDivisionError

    wire = Wire({"here": app})
    with pytest.raises(ZeroDivisionError):
        await wire.post_json("http://here/x", b"{}", {}, "甲")
    await wire.aclose()


async def test_a_call_answers_any_status_with_its_headers() -> None:
    raw = (
        b"HTTP/1.1 404 Not Found\r\nLink: <http://x/2>\r\nX-Limit: 5\r\nContent-Length: 2\r\n\r\nno"
    )
    async with peer(says(raw)) as url:
        wire = Wire()
        answer = await wire.call("PUT", url, b"{}", {}, "甲")
        assert (answer.status, answer.body) == (404, b"no")
        assert (answer.headers["link"], answer.headers["x-limit"]) == ("<http://x/2>", "5")
        with pytest.raises(Unreachable, match="甲: HTTP 404"):
            await wire.get_json(url, "甲")
        assert [one.outcome for one in wire.exchanges] == ["HTTP 404", "HTTP 404"]
        await wire.aclose()
