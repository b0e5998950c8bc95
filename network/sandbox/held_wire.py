"""Hold back, or drop, what a misbehaving operator pushes after it has been written and signed."""

from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

from network.errors import Unreachable
from network.sandbox.behaviour import Behaviour
from network.wire import Wire

_T = TypeVar("_T")


class HeldWire:
    """A way to the platform on which one push may overtake another; tokens are asked at once."""

    def __init__(
        self, wire: Wire, behaviour: Behaviour, sleep: Callable[[float], Awaitable[None]]
    ) -> None:
        self._wire = wire
        self._behaviour = behaviour
        self._sleep = sleep

    async def post(
        self,
        url: str,
        build: Callable[[], bytes],
        headers: Mapping[str, str],
        peer: str,
        read: Callable[[bytes], _T],
    ) -> _T:
        """Post a JSON body, perhaps late. Raises: Unreachable, Garbled, and what `read` raises."""
        if not url.endswith("/query_token"):
            hold_s = self._behaviour.hold_s()
            if hold_s is None:
                raise Unreachable(peer, "the operator is out of order")
            await self._sleep(hold_s)
        return await self._wire.post(url, build, headers, peer, read)
