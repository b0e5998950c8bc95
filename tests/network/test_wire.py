"""The door to HTTP against hostile peers on loopback: one clear error each, no lost connections."""

import asyncio
import re
import socket
import ssl
import sys
import zlib
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from network import lines
from network import wire as wire_module
from network.errors import Garbled, OperatorError, Unreachable
from network.wire import Wire
from tests.network.certificates import new_authority, server_side
from tests.network.raw_peer import OK, PeakMemory, drips, peer, repeats, says

NETWORK = Path(wire_module.__file__).parent
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux itself")


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
        (b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", r"is out of order \(HTTP 502\)"),
        (
            b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n",
            r"sends us to another address \(HTTP 302\)",
        ),
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
        with pytest.raises(Unreachable, match=r"甲: is out of order \(HTTP 404\)"):
            await wire.get_json(url, "甲")
        assert [one.outcome for one in wire.exchanges] == ["HTTP 404", "HTTP 404"]
        await wire.aclose()


@pytest.mark.parametrize(
    ("raw", "says_"),
    [
        (b"Content-Type: text/html\r\n\r\n<html>Log in</html>", "something else than data"),
        (b"Content-Type: image/png\r\n\r\n\x89PNG", r"else than data \(image/png\)"),
        (b"Content-Encoding: gzip\r\n\r\nnot gzip", "cannot be unpacked"),
        (b"Content-Encoding: gzip\r\n\r\n" + zlib.compress(b"{}")[:5], "cannot be unpacked"),
        (b"Content-Encoding: br\r\n\r\nxx", "a way that was not asked for"),
        (b"Content-Length: 104857600\r\n\r\n{", "larger than 10 MB"),
    ],
)
async def test_an_answer_in_the_wrong_wrapping_is_garbled(raw: bytes, says_: str) -> None:
    async with peer(says(b"HTTP/1.1 200 OK\r\n" + raw)) as url:
        with pytest.raises(Garbled, match=says_) as caught:
            await post(url)
    assert str(caught.value).startswith("甲: ")


async def test_a_packed_answer_is_unpacked() -> None:
    packed = zlib.compressobj(wbits=31)
    body = packed.compress(b'{"Ret":0}') + packed.flush()
    async with peer(says(OK + b"Content-Encoding: gzip\r\n\r\n" + body)) as url:
        assert await post(url) == b'{"Ret":0}'


async def test_a_silent_peer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "_TIMEOUT", httpx.Timeout(0.1))
    async with peer(drips(b"", 9.0)) as url:
        with pytest.raises(Unreachable, match="did not answer in time"):
            await post(url)


@pytest.mark.parametrize(
    "head", [b"", b"HTTP/1.1 200 OK\r\nX: ", OK + b"Content-Length: 1000000\r\n\r\n"]
)
async def test_a_peer_that_drips_for_ever_is_given_up(
    monkeypatch: pytest.MonkeyPatch, head: bytes
) -> None:
    monkeypatch.setattr(lines, "MAX_ANSWER_S", 0.2)
    loop = asyncio.get_running_loop()
    async with peer(drips(head, 0.01)) as url:
        begun = loop.time()
        with pytest.raises(Unreachable, match="did not answer in time"):
            await post(url)
        assert loop.time() - begun < 1.0


@ON_LINUX
async def test_a_line_that_goes_nowhere_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "_TIMEOUT", httpx.Timeout(0.2))
    # Nobody takes the calls of this socket: once its queue is full, Linux answers no more.
    with socket.create_server(("127.0.0.1", 0), backlog=0) as deaf:
        port = deaf.getsockname()[1]
        callers = [socket.socket() for _ in range(4)]
        for caller in callers:
            caller.setblocking(False)
            caller.connect_ex(("127.0.0.1", port))
        with pytest.raises(Unreachable, match="does not accept connections"):
            await post(f"http://127.0.0.1:{port}")
        for caller in callers:
            caller.close()


async def test_an_address_that_is_nowhere_is_said() -> None:
    with pytest.raises(Unreachable, match="甲: its address cannot be found"):
        await post("http://operator.invalid/evcs/v1")


def gzip_bomb() -> bytes:
    """Make 100 MB of zeros, packed a thousand to one."""
    packer = zlib.compressobj(9, wbits=31)
    pieces = [packer.compress(bytes(1024 * 1024)) for _ in range(100)]
    return b"".join((*pieces, packer.flush()))


CHUNK = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"


@ON_LINUX
@pytest.mark.parametrize(
    ("head", "piece", "count", "error"),
    [
        (OK + b"\r\n", b"x" * 0x10000, 1600, Garbled),
        (OK + b"Content-Encoding: gzip\r\n\r\n" + gzip_bomb(), b"", 1, Garbled),
        (OK, b"X-Header: something\r\n", 100_000, Unreachable),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n", CHUNK, 100_000, Garbled),
        (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n", 100_000, Unreachable),
    ],
    ids=["100 MB", "gzip bomb", "100 000 headers", "endless chunks", "endless hints"],
)
async def test_a_flood_ends_in_one_line_and_in_little_memory(
    head: bytes, piece: bytes, count: int, error: type[OperatorError]
) -> None:
    memory = PeakMemory()
    async with peer(repeats(head, piece, count)) as url:
        with pytest.raises(error) as caught:
            await post(url)
    assert str(caught.value).startswith("甲: ")
    assert "\n" not in str(caught.value)
    assert memory.grown_mb() < 50


@pytest.mark.parametrize(
    ("headers", "retry_s"),
    [
        (b"Retry-After: 120", 120.0),
        (b"Retry-After: 999999999999", 3600.0),
        (
            b"Date: Mon, 02 Mar 2026 10:00:00 GMT\r\nRetry-After: Mon, 02 Mar 2026 10:01:30 GMT",
            90.0,
        ),
        (b"Retry-After: Mon, 02 Mar 2026 10:01:30 GMT", None),
        (b"Retry-After: soon", None),
        (b"X: y", None),
    ],
)
async def test_a_peer_that_is_asked_too_often_says_when_to_come_back(
    headers: bytes, retry_s: float | None
) -> None:
    raw = b"HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n" + headers + b"\r\n\r\n"
    async with peer(says(raw)) as url:
        with pytest.raises(Unreachable, match="is asked too often") as caught:
            await post(url)
    assert caught.value.retry_s == retry_s


async def test_other_operators_do_not_notice_one_that_hangs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lines, "MAX_ANSWER_S", 1.0)
    wire = Wire()
    good = says(OK + b"Content-Length: 2\r\nConnection: close\r\n\r\n{}")
    async with peer(drips(OK, 0.01)) as bad_url, peer(good) as good_url:
        hanging = [asyncio.ensure_future(wire.get_json(bad_url, "甲")) for _ in range(8)]
        await asyncio.sleep(0)
        for _ in range(20):
            assert await wire.get_json(good_url, "乙") == b"{}"
        assert not any(one.done() for one in hanging)
        failures = await asyncio.gather(*hanging, return_exceptions=True)
    assert {type(failure) for failure in failures} == {Unreachable}
    await wire.aclose()


async def test_ten_thousand_abandoned_requests_do_not_exhaust_the_pool() -> None:
    # encode/httpcore#1093: cancelled requests would keep their slots for ever.
    wire = Wire()
    async with peer(says(OK + b"Content-Length: 2\r\n\r\nhi")) as url:
        for turn in range(200):
            asked = [asyncio.ensure_future(wire.post_json(url, b"{}", {}, "甲")) for _ in range(50)]
            for _ in range(turn % 5):
                await asyncio.sleep(0)
            for task in asked:
                task.cancel()
            await asyncio.gather(*asked, return_exceptions=True)
        with suppress(OperatorError):
            await wire.post_json(url, b"{}", {}, "甲")
        assert await wire.post_json(url, b"{}", {}, "甲") == b"hi"
        await wire.aclose()


@pytest.mark.parametrize(
    ("is_signed", "host", "days", "says_"),
    [
        (False, "localhost", None, "its certificate is self-signed"),
        (True, "localhost", 30, "its certificate has expired"),
        (True, "elsewhere.example", None, "its certificate is for another address"),
    ],
)
async def test_a_certificate_that_cannot_be_believed_is_said(
    tmp_path: Path, is_signed: bool, host: str, days: int | None, says_: str
) -> None:
    authority = new_authority(tmp_path)
    tls = server_side(tmp_path, authority if is_signed else None, host, days)
    wire = Wire(authorities={"localhost": authority.file})
    async with peer(says(OK + b"\r\n{}"), tls) as url:
        with pytest.raises(Unreachable, match=f"甲: {says_}"):
            await wire.get_json(url, "甲")
    await wire.aclose()


async def test_an_authority_that_was_named_is_trusted_and_no_other(tmp_path: Path) -> None:
    authority = new_authority(tmp_path)
    trusting, other = Wire(authorities={"localhost": authority.file}), Wire()
    async with peer(says(OK + b"\r\n{}"), server_side(tmp_path, authority)) as url:
        assert await trusting.get_json(url, "甲") == b"{}"
        with pytest.raises(Unreachable, match="甲: its certificate is from an authority"):
            await other.get_json(url, "甲")
    await trusting.aclose()
    await other.aclose()


async def test_an_authority_vouches_for_its_own_host_alone(tmp_path: Path) -> None:
    authority = new_authority(tmp_path)
    wire = Wire(authorities={"other.example": authority.file})
    async with peer(says(OK + b"\r\n{}"), server_side(tmp_path, authority)) as url:
        with pytest.raises(Unreachable, match="甲: its certificate is from an authority"):
            await wire.get_json(url, "甲")
    await wire.aclose()


@pytest.mark.parametrize(
    ("text", "says_"),
    [(None, "the file of its authorities cannot be read"), ("no", "no private line to it")],
)
async def test_a_file_of_authorities_that_has_gone_is_said(
    tmp_path: Path, text: str | None, says_: str
) -> None:
    file = tmp_path / "own.pem"
    if text is not None:
        file.write_text(text)
    wire = Wire(authorities={"localhost": file})
    with pytest.raises(Unreachable, match=f"甲: {says_}"):
        await wire.get_json("https://localhost:1/", "甲")
    await wire.aclose()


async def test_a_line_of_an_old_protocol_is_refused(tmp_path: Path) -> None:
    authority = new_authority(tmp_path)
    tls = server_side(tmp_path, authority)
    tls.set_ciphers("ALL:@SECLEVEL=0")
    tls.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        tls.maximum_version = ssl.TLSVersion.TLSv1_1
    wire = Wire(authorities={"localhost": authority.file})
    async with peer(says(OK + b"\r\n{}"), tls) as url:
        with pytest.raises(Unreachable, match="甲: no private line to it can be had"):
            await wire.get_json(url, "甲")
    await wire.aclose()


def test_nothing_in_the_program_switches_the_check_of_certificates_off() -> None:
    # So there is no way to, in kiosk mode or out of it.
    off = re.compile(r"verify\s*=\s*False|CERT_NONE|CERT_OPTIONAL|check_hostname\s*=|_unverified")
    root = NETWORK.parent
    files = [path for room in ("network", "ui", "vehicle") for path in (root / room).rglob("*.py")]
    assert len(files) > 100
    assert [path.name for path in (*files, root / "main.py") if off.search(path.read_text())] == []
