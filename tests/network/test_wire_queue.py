"""Who waits for a connection waits for its own operator's alone, and is told what that was."""

import asyncio

import pytest

from network import lines
from network.errors import Congested
from network.wire import Wire
from tests.network.raw_peer import OK, drips, peer


async def test_a_host_whose_connections_all_hang_is_said_to_be_busy_and_recovers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lines, "MAX_ANSWER_S", 0.3)
    monkeypatch.setattr(lines, "MAX_WAIT_S", 0.1)
    wire = Wire()
    is_well = False

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not is_well:
            await drips(OK, 0.01)(reader, writer)
        writer.write(OK + b"Content-Length: 2\r\nConnection: close\r\n\r\n{}")

    async with peer(answer) as url:
        hanging = [asyncio.ensure_future(wire.get_json(url, "甲")) for _ in range(8)]
        await asyncio.sleep(0)
        with pytest.raises(Congested, match="甲: was not asked: too many requests waiting"):
            await wire.get_json(url, "甲")
        await asyncio.gather(*hanging, return_exceptions=True)
        is_well = True
        assert await wire.get_json(url, "甲") == b"{}"
    await wire.aclose()


async def test_operators_at_one_address_do_not_wait_for_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lines, "MAX_WAIT_S", 0.1)
    wire = Wire()
    others = asyncio.Event()
    served = 0

    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal served
        served += 1
        if served == 26 * 8:
            others.set()
        await others.wait()
        writer.write(OK + b"Content-Length: 2\r\nConnection: close\r\n\r\n{}")

    async with peer(answer) as url:
        asked = [wire.get_json(url, f"operator {one % 26}") for one in range(26 * 8)]
        assert await asyncio.gather(*asked) == [b"{}"] * (26 * 8)
    await wire.aclose()
