"""Connections on one loop: what is broken off leaves nothing, what is large is read apart."""

import asyncio
import gc
import sys
import threading  # noqa: TID251 - asks where it is
import zlib

import pytest

from network.errors import Garbled
from network.lines import Answer, Call, Exchange, Lines, is_address, system_trust
from network.trust import Trust
from tests.network.raw_peer import OK, peer, repeats, says


def lines_of(noted: list[Exchange], most_at_once: int = 1000) -> Lines:
    return Lines({}, Trust(None, system_trust), noted.append, most_at_once)


def get(url: str, most_bytes: int = 1024 * 1024) -> Call:
    return Call("GET", url, b"", {"Accept-Encoding": "gzip"}, "甲", ("json",), most_bytes)


async def test_a_reading_broken_off_leaves_nothing_to_the_garbage_collector(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """qasync's loop has no care for half-read generators, which then end outside of any task."""
    left: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", left.append)
    hooks = sys.get_asyncgen_hooks()
    sys.set_asyncgen_hooks(None, None)
    packer = zlib.compressobj(9, wbits=31)
    bomb = packer.compress(bytes(90_000_000))[:80_000]
    lines, packed = lines_of([]), OK + b"Content-Encoding: gzip\r\n\r\n"
    try:
        for raw in (packed + bomb, packed + b"no gzip" * 9000):
            async with peer(repeats(raw, raw, 9)) as url:
                with pytest.raises(Garbled):
                    await lines.ask(get(url), lambda answer: answer.body)
        await lines.aclose()
        gc.collect()
    finally:
        sys.set_asyncgen_hooks(*hooks)
    assert left == []


@pytest.mark.parametrize(("size", "is_here"), [(1000, True), (1001, False)])
async def test_a_large_body_is_read_in_a_thread_and_a_small_one_at_once(
    size: int, is_here: bool
) -> None:
    noted: list[Exchange] = []
    lines, readers = lines_of(noted), set[int]()

    def read(answer: Answer) -> int:
        readers.add(threading.get_ident())
        return len(answer.body)

    async with peer(says(OK + b"\r\n" + b"x" * size)) as url:
        assert await lines.ask(get(url), read) == size
    assert (readers == {threading.get_ident()}) is is_here
    assert [one.received_bytes for one in noted] == [size]
    await lines.aclose()


async def test_what_a_reader_raises_reaches_its_caller_as_it_is_and_the_line_is_free_again() -> (
    None
):
    lines = lines_of([])
    bug = ZeroDivisionError("a reader's")

    def read(_: Answer) -> None:
        raise bug

    async with peer(says(OK + b"Content-Length: 2\r\n\r\n{}")) as url:
        for _ in range(9):  # one more than there are connections
            with pytest.raises(ZeroDivisionError) as caught:
                await lines.ask(get(url), read)
            assert caught.value is bug
    await lines.aclose()


async def test_who_is_abandoned_while_it_waits_for_a_connection_is_never_sent() -> None:
    noted: list[Exchange] = []
    lines, going = lines_of(noted), asyncio.Event()

    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await going.wait()
        writer.write(OK + b"Content-Length: 2\r\nConnection: close\r\n\r\n{}")

    async with peer(answer) as url:
        asked = [asyncio.ensure_future(lines.ask(get(url), lambda one: one)) for _ in range(9)]
        for _ in range(3):
            await asyncio.sleep(0)
        asked[0].cancel()  # has begun, and runs out
        asked[8].cancel()  # has not
        going.set()
        ended = await asyncio.gather(*asked, return_exceptions=True)
        assert [type(one) for one in ended].count(Answer) == 7
        await lines.aclose()
    assert [one.outcome for one in noted] == ["HTTP 200"] * 8


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("https://operator.example/evcs/v1", True),
        ("http://127.0.0.1:8000", True),
        ("http://127.0.0.1:0/", False),
        ("ftp://operator.example/", False),
        ("http://user@operator.example/", False),
    ],
)
def test_an_address_is_one_that_can_be_called(url: str, is_one: bool) -> None:
    assert is_address(url) is is_one
