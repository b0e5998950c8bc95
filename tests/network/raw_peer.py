"""A raw socket on loopback that says whatever a test wants, and what that costs in memory."""

import asyncio
import re
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


@asynccontextmanager
async def peer(answer: Answer, tls: ssl.SSLContext | None = None) -> AsyncIterator[str]:
    """Serve raw bytes on loopback; whoever still speaks at the end is cut off."""
    speaking: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        speaking.add(task)
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await hear(reader)
            await answer(reader, writer)
            await writer.drain()
        speaking.discard(task)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    async with server:
        port = server.sockets[0].getsockname()[1]
        yield f"https://localhost:{port}" if tls else f"http://127.0.0.1:{port}"
        for task in tuple(speaking):
            task.cancel()
        await asyncio.gather(*speaking, return_exceptions=True)


async def hear(reader: asyncio.StreamReader) -> None:
    """Read a request to its end: who hangs up before breaks the line, and his answer is lost."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head.lower())
    await reader.readexactly(int(length[1]) if length else 0)


def says(raw: bytes) -> Answer:
    """Answer these bytes and hang up."""

    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(raw)

    return answer


def repeats(head: bytes, piece: bytes, count: int) -> Answer:
    """Answer a head and then a piece many times, as fast as it is taken."""

    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        for _count in range(count):
            writer.write(piece)
            await writer.drain()

    return answer


def drips(head: bytes, pause_s: float) -> Answer:
    """Answer a head and then a letter now and then, for ever."""

    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(pause_s)

    return answer


class PeakMemory:
    """How much more memory than at first this process has held since, MB; Linux only."""

    def __init__(self) -> None:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
        self._idle_mb = _held("VmRSS")

    def grown_mb(self) -> float:
        """Answer the peak."""
        return _held("VmHWM") - self._idle_mb


def _held(name: str) -> float:
    found = re.search(rf"{name}:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    assert found is not None
    return int(found[1]) / 1024
