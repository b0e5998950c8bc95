"""Fetching map pictures from servers that lie, on loopback; time is moved by hand."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from network import lines
from network.raster_tiles import AT_ONCE, MISSING_S, RasterTiles, Trouble, lifetime
from network.runtime import Runtime
from network.tile_cache import TileCache
from network.tile_source import TileKey, TileSource
from network.wire import Wire
from tests.network.raw_peer import Answer, drips, peer, repeats, says
from tests.network.test_picture import png

KEYS = [TileKey(10, column, 418) for column in range(857, 877)]
GOOD = png(256, 256)


def picture(content: bytes, *headers: str, status: str = "200 OK") -> bytes:
    head = [f"HTTP/1.1 {status}", "Content-Type: image/png", f"Content-Length: {len(content)}"]
    return "\r\n".join([*head, *headers, "", ""]).encode() + content


class Desk:
    """Tiles of one server, with a clock that tests move."""

    def __init__(self, url: str, folder: Path) -> None:
        self.now_s = 1000.0
        self.naps: list[float] = []
        self.came: list[TileKey] = []
        self.troubles: list[Trouble | None] = []
        self.wire = Wire()
        self._tasks: set[asyncio.Task[None]] = set()
        runtime = Runtime(
            lambda: self.now_s, lambda: datetime(2025, 7, 9, tzinfo=UTC), self._nap, self._spawn
        )
        self.cache = TileCache(folder, lambda: runtime.wall().timestamp())
        source = TileSource(url + "/{z}/{x}/{y}")
        self.tiles = RasterTiles(
            source, self.wire, self.cache, runtime, self.came.append, self.troubles.append
        )

    async def _nap(self, seconds: float) -> None:
        self.naps.append(seconds)
        await asyncio.Event().wait()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(10):
            while not holds():
                await asyncio.sleep(0.002)

    async def quiet(self) -> None:
        await self.until(lambda: not self.tiles.is_busy)

    async def end(self) -> None:
        self.tiles.close()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.wire.aclose()


@asynccontextmanager
async def desk(answer: Answer, folder: Path) -> AsyncIterator[Desk]:
    async with peer(answer) as url:
        made = Desk(url, folder)
        await made.tiles.start()
        try:
            yield made
        finally:
            await made.end()


async def test_pictures_come_and_are_kept(tmp_path: Path) -> None:
    async with desk(says(picture(GOOD)), tmp_path) as here:
        here.tiles.want(KEYS[:5])
        await here.quiet()
        assert set(here.came) == set(KEYS[:5])
        found = here.tiles.find(KEYS[0])
        assert found is not None
        assert found.read_bytes() == GOOD
        assert here.troubles == []
        here.came.clear()
        here.tiles.want(KEYS[:5])
        await here.quiet()
        assert here.came == []


@pytest.mark.parametrize(
    ("raw", "trouble"),
    [
        (picture(b"<html>log in</html>"), Trouble.LYING),
        (picture(GOOD[:-20]), Trouble.LYING),
        (picture(png(100, 100)), Trouble.LYING),
        (picture(png(256, 512)), Trouble.LYING),
        (picture(png(30_000, 2)), Trouble.LYING),
        (picture(b""), Trouble.LYING),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>", Trouble.LYING),
        (picture(GOOD, status="500 Oh"), Trouble.SILENT),
        (picture(b"", "Location: /again", status="302 Found"), Trouble.SILENT),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nabc", Trouble.SILENT),
        (b"SSH-2.0-OpenSSH_9.6\r\n", Trouble.SILENT),
        (b"", Trouble.SILENT),
    ],
)
async def test_a_server_that_lies_is_told_of_once_and_then_left_alone(
    tmp_path: Path, raw: bytes, trouble: Trouble
) -> None:
    async with desk(says(raw), tmp_path) as here:
        for _ in range(4):
            here.tiles.want(KEYS)
            await here.quiet()
            here.now_s += 60.0
        assert here.troubles == [trouble]
        assert here.came == []
        assert here.tiles.find(KEYS[0]) is None
        # At most three at first and one after each pause: not one for every square.
        assert len(here.wire.exchanges) <= AT_ONCE + 3
        assert here.naps


async def test_a_picture_without_an_end_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "MAX_ANSWER_S", 0.1)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"
    async with desk(drips(head, 0.02), tmp_path) as here:
        here.tiles.want(KEYS)
        await here.quiet()
        assert here.troubles == [Trouble.SILENT]


async def test_a_flood_is_cut_off(tmp_path: Path) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"
    async with desk(repeats(head, bytes(65_536), 400), tmp_path) as here:
        here.tiles.want(KEYS)
        await here.quiet()
        assert here.troubles == [Trouble.LYING]
        assert "larger than 1 MB" in here.wire.exchanges[0].outcome


async def test_after_a_pause_it_is_tried_again_and_its_return_is_told(tmp_path: Path) -> None:
    broken = True

    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"" if broken else picture(GOOD))

    async with desk(answer, tmp_path) as here:
        here.tiles.want(KEYS[:4])
        await here.quiet()
        assert here.troubles == [Trouble.SILENT]
        broken = False
        here.now_s += 60.0
        here.tiles.want(KEYS[:4])
        await here.quiet()
        assert here.troubles == [Trouble.SILENT, None]
        assert set(here.came) == set(KEYS[:4])


async def test_a_server_that_wants_a_pause_gets_it(tmp_path: Path) -> None:
    raw = picture(b"", "Retry-After: 300", status="429 Too Many Requests")
    async with desk(says(raw), tmp_path) as here:
        here.tiles.want(KEYS[:1])
        await here.quiet()
        here.now_s += 299.0
        here.tiles.want(KEYS[:1])
        await here.quiet()
        assert len(here.wire.exchanges) == 1


async def test_no_more_than_three_at_once_and_nothing_for_a_map_that_moved_on(
    tmp_path: Path,
) -> None:
    let_go, asked = asyncio.Event(), 0

    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        asked += 1
        await let_go.wait()
        writer.write(picture(GOOD))

    async with desk(answer, tmp_path) as here:
        here.tiles.want(KEYS)
        await here.until(lambda: asked == AT_ONCE)
        here.tiles.want(KEYS[10:11])
        let_go.set()
        await here.quiet()
        assert set(here.came) == {*KEYS[:AT_ONCE], KEYS[10]}


async def test_a_square_without_a_picture_is_no_trouble_and_not_asked_for_again(
    tmp_path: Path,
) -> None:
    async with desk(says(picture(b"", status="404 Not Found")), tmp_path) as here:
        for later_s in (0.0, MISSING_S - 1, 2.0):
            here.now_s += later_s
            here.tiles.want(KEYS[:1])
            await here.quiet()
        assert len(here.wire.exchanges) == 2
        assert here.troubles == []
        # Nothing more will come: what waits for the last one hears of it.
        assert here.came == [KEYS[0], KEYS[0]]


async def test_a_full_disk_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(TileCache, "write", full)
    async with desk(says(picture(GOOD)), tmp_path) as here:
        for _ in range(3):
            here.tiles.want(KEYS)
            await here.quiet()
            here.now_s += 60.0
        assert here.troubles == [Trouble.FULL]


async def test_an_old_picture_is_shown_until_a_new_one_comes(tmp_path: Path) -> None:
    async with desk(says(picture(GOOD)), tmp_path) as here:
        here.cache.write(KEYS[0], b"old", 0.0)
        here.cache.note(KEYS[0], 3, 0.0, is_fleeting=False)
        found = here.tiles.find(KEYS[0])
        assert found is not None
        here.tiles.want(KEYS[:1])
        await here.quiet()
        assert found.read_bytes() == GOOD


async def test_it_says_who_it_is(tmp_path: Path) -> None:
    heard = b""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal heard
        heard = await reader.readuntil(b"\r\n\r\n")
        writer.write(picture(GOOD))
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        here = Desk(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", tmp_path)
        here.tiles.want(KEYS[:1])
        await here.quiet()
        await here.end()
    assert heard.startswith(b"GET /10/857/418 HTTP/1.1")
    assert b"user-agent: chargedeck/" in heard.lower()


@pytest.mark.parametrize(
    ("headers", "age_s", "is_fleeting"),
    [
        ({}, 7 * 86_400.0, False),
        ({"cache-control": "public, max-age=3600"}, 3600.0, False),
        ({"cache-control": "max-age=3600", "age": "600"}, 3000.0, False),
        ({"cache-control": "max-age=999999999"}, 60 * 86_400.0, False),
        ({"cache-control": "no-cache"}, 60.0, False),
        ({"cache-control": "s-max-age=5"}, 7 * 86_400.0, False),
        ({"cache-control": "no-store"}, 60.0, True),
    ],
)
def test_a_picture_is_fresh_for_as_long_as_its_server_says(
    headers: dict[str, str], age_s: float, is_fleeting: bool
) -> None:
    assert lifetime(headers) == (age_s, is_fleeting)
