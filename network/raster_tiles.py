"""Fetch map pictures from a server: a few at once, only those still wanted, and kept on disk.

A server that fails is left alone ever longer (network.breaker). Whatever it sends that is no
picture of a square is dropped and counts as a failure.
"""

import asyncio
import re
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from pathlib import Path

from network.breaker import Breaker, Stand
from network.errors import Congested, Garbled, OperatorError, Unreachable
from network.picture import NoPicture, picture_size
from network.runtime import Runtime
from network.tile_cache import TileCache, delete
from network.tile_source import TileKey, TileSource
from network.wire import Wire, no_answer

AT_ONCE = 3
"""Requests at the same time: free servers ask for no more than a few (chosen)."""
MOST_TILE_BYTES = 1024 * 1024
"""Twenty times a usual picture (chosen)."""
SIDES = (256, 512)
USER_AGENT = "Chargedeck/0.1 (charging head unit)"
USUAL_AGE_S, LONGEST_AGE_S = 7 * 86_400.0, 60 * 86_400.0
"""How long a picture is fresh where the server does not say, and at most (chosen)."""
LEAST_AGE_S = 60.0
"""A picture is not fetched twice within, whatever its server says (chosen)."""
MISSING_S = 600.0
"""A square without a picture is asked for again after so long (chosen)."""
_OK, _NO_CONTENT, _MISSING = 200, 204, (404, 410)
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})")


class Trouble(Enum):
    """Why there are no pictures."""

    SILENT = "silent"  # no network, no server, or it is out of order
    LYING = "lying"  # what it sends are no pictures of the map
    FULL = "full"  # they cannot be kept on this disk


class RasterTiles:
    """The pictures of one source. `on_change` hears of each square that came, or came anew.

    It also hears of one without a picture where nothing more will come.
    """

    def __init__(
        self,
        source: TileSource,
        wire: Wire,
        cache: TileCache,
        runtime: Runtime,
        on_change: Callable[[TileKey], None],
        on_trouble: Callable[[Trouble | None], None],
    ) -> None:
        self.source = source
        self._wire = wire
        self._cache = cache
        self._runtime = runtime
        self._on_change = on_change
        self._on_trouble = on_trouble
        self._breaker = Breaker(runtime.now, source.host)
        self._wanted: list[TileKey] = []
        self._running: set[TileKey] = set()
        self._missing: dict[TileKey, float] = {}
        self._trouble: Trouble | None = None
        self._is_waking = self._is_closed = False

    async def start(self) -> None:
        """Find what earlier runs have kept."""
        self._cache.take_over(await asyncio.to_thread(self._cache.scan))
        self._go_on()

    def close(self) -> None:
        """Fetch nothing any more; what is under way runs out unheard."""
        self._is_closed = True
        self._wanted.clear()
        self._cache.close()

    @property
    def is_busy(self) -> bool:
        """Tell whether something wanted is still to come."""
        return bool(self._running) or (bool(self._wanted) and not self._breaker.wait_s)

    def find(self, key: TileKey) -> Path | None:
        """Find the picture of a square, also an old one."""
        return self._cache.find(key)

    def want(self, keys: Iterable[TileKey]) -> None:
        """Replace what is wanted, the first to come first; the rest is forgotten."""
        self._wanted = [key for key in keys if self._is_due(key)]
        self._go_on()

    def _is_due(self, key: TileKey) -> bool:
        if key in self._running or self._cache.is_fresh(key):
            return False
        return self._missing.get(key, 0.0) <= self._runtime.now()

    def _go_on(self) -> None:
        while not self._is_closed and self._wanted and len(self._running) < AT_ONCE:
            if not self._breaker.admit():
                self._wake_later()
                return
            key = self._wanted.pop(0)
            self._running.add(key)
            self._runtime.spawn(self._fetch(key))

    def _wake_later(self) -> None:
        if not self._is_waking and self._breaker.wait_s:
            self._is_waking = True
            self._runtime.spawn(self._wake())

    async def _wake(self) -> None:
        await self._runtime.sleep(self._breaker.wait_s)
        self._is_waking = False
        self._go_on()

    async def _fetch(self, key: TileKey) -> None:
        try:
            await self._bring(key)
        except Congested:
            self._wanted.append(key)
        except OperatorError as error:
            self._breaker.failed(error.retry_s if isinstance(error, Unreachable) else None)
            self._say(Trouble.LYING if isinstance(error, Garbled) else Trouble.SILENT)
            # It is asked for again, after those that were not tried yet.
            self._wanted.append(key)
        except OSError:
            self._breaker.failed()
            self._say(Trouble.FULL)
        else:
            self._breaker.worked()
            self._say(None)
        finally:
            self._breaker.left()
            self._running.discard(key)
            self._go_on()
        if key in self._missing and not self.is_busy and not self._is_closed:
            self._on_change(key)

    async def _bring(self, key: TileKey) -> None:
        """Fetch one picture and keep it. Raises: OperatorError, OSError."""
        peer = self.source.host
        headers = {"User-Agent": USER_AGENT, "Accept": "image/png,image/jpeg,image/webp"}
        answer = await self._wire.look_up_picture(
            self.source.url(key), headers, peer, MOST_TILE_BYTES
        )
        if answer.status in _MISSING or answer.status == _NO_CONTENT:
            self._missing[key] = self._runtime.now() + MISSING_S
            return
        if answer.status != _OK:
            raise no_answer(answer, peer)
        _expect_square(answer.body, peer)
        age_s, is_fleeting = lifetime(answer.headers)
        fresh_until_s = self._runtime.wall().timestamp() + age_s
        await asyncio.to_thread(self._cache.write, key, answer.body, fresh_until_s)
        self._missing.pop(key, None)
        if self._is_closed:
            return
        self._cache.note(key, len(answer.body), fresh_until_s, is_fleeting=is_fleeting)
        surplus = self._cache.surplus()
        if surplus:
            await asyncio.to_thread(delete, surplus)
        self._on_change(key)

    def _say(self, trouble: Trouble | None) -> None:
        """Tell of trouble once it is more than one lost answer, and of its end."""
        if trouble is not None and self._breaker.stand is not Stand.OPEN:
            return
        if trouble != self._trouble:
            self._trouble = trouble
            self._on_trouble(trouble)


def _expect_square(body: bytes, peer: str) -> None:
    try:
        width, height = picture_size(body)
    except NoPicture as error:
        raise Garbled(peer, f"sends {error}") from error
    if width != height or width not in SIDES:
        raise Garbled(peer, f"sends a picture of {width} x {height}")


def lifetime(headers: Mapping[str, str]) -> tuple[float, bool]:
    """Read how many seconds a picture is fresh, and whether no disk may keep it (RFC 9111)."""
    control = headers.get("cache-control", "").lower()
    is_fleeting = "no-store" in control
    found = _MAX_AGE.search(control)
    age_s = USUAL_AGE_S
    if is_fleeting or "no-cache" in control:
        age_s = 0.0
    elif found is not None:
        spent = headers.get("age", "")
        age_s = float(found[1]) - (float(spent[:9]) if spent.isascii() and spent.isdigit() else 0.0)
    return min(max(age_s, LEAST_AGE_S), LONGEST_AGE_S), is_fleeting
