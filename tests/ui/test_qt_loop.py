"""Timers on Qt's loop: never early, in order, and harmless when cancelled."""

import asyncio

import pytest
from PySide6.QtCore import QTimer

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


async def test_what_a_callback_adds_has_its_turn_after_the_others_and_after_qt() -> None:
    loop = asyncio.get_running_loop()
    order: list[str] = []
    done = loop.create_future()

    def first() -> None:
        order.append("first")
        loop.call_soon(order.append, "added")
        loop.call_soon(done.set_result, None)
        QTimer.singleShot(0, lambda: order.append("Qt"))

    loop.call_soon(first)
    loop.call_soon(order.append, "gone").cancel()
    loop.call_soon(order.append, "second")
    await done
    await asyncio.sleep(0.001)

    assert [one for one in order if one != "Qt"] == ["first", "second", "added"]
    assert "Qt" in order


async def test_a_callback_that_fails_leaves_the_others_their_turn() -> None:
    loop = asyncio.get_running_loop()
    ran: list[int] = []
    told: list[object] = []
    loop.set_exception_handler(lambda _, context: told.append(context["exception"]))
    loop.call_soon(int, "no number")
    loop.call_soon(ran.append, 1)

    await asyncio.sleep(0.001)
    loop.set_exception_handler(None)

    assert ran == [1]
    assert [type(one) for one in told] == [ValueError]


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
