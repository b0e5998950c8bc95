"""Push what happened at simulated operators to the platform, again and again where that is due."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import msgspec

from network.errors import OperatorError
from network.keys import LinkKeys
from network.operators.dialect import Dialect
from network.operators.directory import OperatorProfile
from network.operators.tcec102_link import Callee, TcecLink
from network.runtime import Runtime
from network.sandbox.behaviour import Behaviour
from network.sandbox.held_wire import HeldWire
from network.wire import Wire

_T = TypeVar("_T")
# T/CEC 102.4, 4.6: resend on failure, more than 3 times, about 1 minute apart.
RESEND_S = 60.0
_TRIES = 5


class Outbox:
    """Calls from operators to the platform's inbox at `inbox_url`, which may move."""

    def __init__(
        self,
        keys: Mapping[str, LinkKeys],
        wire: Wire,
        runtime: Runtime,
        behaviours: Mapping[str, Behaviour],
    ) -> None:
        self._keys = keys
        self._wire = wire
        self._runtime = runtime
        self._behaviours = behaviours
        self._links: dict[str, TcecLink] = {}
        self._inbox_url = ""

    def attach(self, inbox_url: str) -> None:
        """Push to `inbox_url` from now on; nowhere while it is empty."""
        self._inbox_url = inbox_url
        self._links.clear()

    async def ask(
        self, profile: OperatorProfile, interface: str, push: msgspec.Struct, kind: type[_T]
    ) -> _T | None:
        """Push once; None where the platform could not be reached or did not understand."""
        if not self._inbox_url:
            return None
        try:
            return await self._link(profile).push(interface, push, kind)
        except OperatorError:
            return None  # the platform's trouble; whether to try again is the caller's matter

    async def insist(
        self,
        profile: OperatorProfile,
        interface: str,
        build: Callable[[], msgspec.Struct | None],
        is_taken: Callable[[_T], bool],
        kind: type[_T],
    ) -> bool:
        """Push up to five times, a minute apart, until the platform has taken it.

        `build` makes what is to be said at that moment; None where there is nothing to say any
        more, which ends it.
        """
        for tried in range(_TRIES):
            if tried:
                await self._runtime.sleep(RESEND_S)
            push = build()
            if push is None:
                return False
            answer = await self.ask(profile, interface, push, kind)
            if answer is not None and is_taken(answer):
                return True
        return False

    def _link(self, profile: OperatorProfile) -> TcecLink:
        if profile.id not in self._links:
            keys = self._keys[profile.id]
            callee = Callee(
                name="platform",
                base_url=self._inbox_url,
                caller_code=profile.code,
                keys=keys.inbound,
                secret=keys.inbound_secret,
            )
            dialect = Dialect(profile.dialect)
            runtime = self._runtime
            wire = HeldWire(self._wire, self._behaviours[profile.id], runtime.sleep)
            self._links[profile.id] = TcecLink(callee, dialect, wire, runtime.now, runtime.wall)
        return self._links[profile.id]
