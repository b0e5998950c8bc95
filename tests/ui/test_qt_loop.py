"""Timers on Qt's loop: never early, in order, and harmless when cancelled."""

import asyncio

import pytest

from ui.qt_loop import GlassLoop


@pytest.mark.parametrize("delay_s", [0.001, 0.01, 0.05])
async def test_a_timer_never_fires_early(delay_s: float) -> None:
    loop = asyncio.get_running_loop()
    assert isinstance(loop, GlassLoop)
    begun = loop.time()

    await asyncio.sleep(delay_s)

    assert loop.time() - begun >= delay_s


async def test_callbacks_run_in_the_order_in_which_they_were_called() -> None:
    loop = asyncio.get_running_loop()
    order: list[int] = []
    done = loop.create_future()
    for number in range(20):
        loop.call_soon(order.append, number)
    loop.call_soon(done.set_result, None)

    await done

    assert order == list(range(20))


async def test_a_cancelled_timer_does_not_run() -> None:
    loop = asyncio.get_running_loop()
    ran: list[int] = []
    loop.call_later(0.005, ran.append, 1).cancel()

    await asyncio.sleep(0.02)

    assert ran == []


async def test_sockets_can_be_opened_and_closed_many_times() -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(await reader.readexactly(3))
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    for _ in range(30):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"BRM")
        assert await reader.read() == b"BRM"
        writer.close()
        await writer.wait_closed()
    server.close()
    await server.wait_closed()
