"""An operator that is a raw socket and means no good: one clear error each."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import httpx
import pytest

from network import lines
from network.errors import Garbled, OperatorError, Refused, Unreachable
from network.keys import resolve
from network.operators.directory import Directory
from network.operators.envelope import seal_response
from network.operators.tcec102 import TcecOperator
from network.wire import Wire
from tests.network.raw_peer import hear
from tests.network.small_world import OPERATORS, START

KEYS = resolve("sandbox:tenghe", {})
GOOD = seal_response(
    KEYS.outbound,
    0,
    "",
    b'{"OperatorID":"SIM100001","SuccStat":0,"AccessToken":"t","TokenAvailableTime":7200}',
)


def sealed(more: bytes) -> bytes:
    """Seal an answer that has more in it than it should."""
    plain = b'{"OperatorID":"SIM100001","SuccStat":0,"AccessToken":"t",' + more + b"}"
    return seal_response(KEYS.outbound, 0, "", plain)


REFUSAL = b'{"Ret":%d,"Msg":"%s","Data":{},"Sig":""}'


@asynccontextmanager
async def operator_saying(body: bytes | None) -> AsyncIterator[TcecOperator]:
    """Serve `body` for every call on loopback; None never answers."""
    is_over = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            await hear(reader)
            if body is None:
                await is_over.wait()
            else:
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
                await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    wire = Wire()
    async with server:
        host, port = server.sockets[0].getsockname()
        profile = Directory.load(Path(OPERATORS)).profiles["tenghe"]
        url = f"http://{host}:{port}/evcs/v1"
        yield TcecOperator(profile, url, KEYS, wire, lambda: 0.0, lambda: START)
        is_over.set()
        await wire.aclose()


@pytest.mark.parametrize(
    ("body", "error", "says"),
    [
        (b"\x00\x01\x02\xff", Garbled, "query_token: not an answer"),
        (b"<html>maintenance</html>", Garbled, "query_token: not an answer"),
        (b"", Garbled, "query_token: not an answer"),
        (GOOD[: len(GOOD) // 2], Garbled, "query_token: not an answer"),
        (GOOD.replace(b"{", b'{"Ret":0,', 1), Garbled, "an object has a key twice"),
        (GOOD.replace(b'"Ret":0', b'"Ret":NaN'), Garbled, "query_token: not an answer"),
        (GOOD.replace(b"{", b'{"x":NaN,', 1), Garbled, "query_token: not an answer"),
        (sealed(b'"SuccStat":0,"AccessToken":"t"'), Garbled, "an object has a key twice"),
        (sealed(b'"TokenAvailableTime":NaN'), Garbled, "query_token: "),
        (sealed(b'"TokenAvailableTime":1' + b"0" * 400), Garbled, "a whole number is too large"),
        (REFUSAL % (10**30, b"no"), Garbled, "query_token: not an answer"),
        (REFUSAL % (1, "\u202e\u0000x".encode()), Garbled, "query_token: not an answer"),
        (REFUSAL % (1, b"1\\n2" + b"x" * 5_000_000), Refused, r"充电: 1 2x{196}…$"),
        (GOOD.replace(b'"Sig":"', b'"Sig":"F'), Garbled, "query_token: the signature is wrong"),
        (GOOD.replace(b'"Msg":""', b'"Msg":"x"'), Garbled, "the signature is wrong"),
        (b'{"Ret":0,"Data":' + b"[" * 100_000, Garbled, "query_token: not an answer"),
        (b'{"Ret":0,"x":' + b'{"x":' * 100_000, Garbled, "query_token: not an answer"),
        (REFUSAL % (4001, b"sign error"), Refused, "sign error"),
        (REFUSAL % (4002, b"token error"), Refused, "token error"),
        (REFUSAL % (500, b""), Refused, "refuses without a reason"),
        (REFUSAL % (-1, b"busy"), Refused, "busy"),
    ],
)
async def test_a_hostile_body_is_one_clear_error(
    body: bytes, error: type[OperatorError], says: str
) -> None:
    async with operator_saying(body) as operator:
        with pytest.raises(error, match=says) as caught:
            await operator.fetch_token()
    assert str(caught.value).startswith("腾禾充电: ")
    assert "\n" not in str(caught.value)


async def test_a_good_answer_is_taken_over_tcp() -> None:
    async with operator_saying(GOOD) as operator:
        assert await operator.fetch_token() == "t"


async def test_a_body_over_10_mb_is_garbled() -> None:
    async with operator_saying(b"x" * (10 * 1024 * 1024 + 1)) as operator:
        with pytest.raises(Garbled, match="larger than 10 MB"):
            await operator.fetch_token()


async def test_an_operator_that_never_answers_is_unreachable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lines, "_TIMEOUT", httpx.Timeout(0.1))
    async with operator_saying(None) as operator:
        with pytest.raises(Unreachable, match="did not answer in time"):
            await operator.fetch_token()
