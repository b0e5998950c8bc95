"""Let a simulated operator misbehave on request: single mishaps for tests, vices for a bench."""

from dataclasses import dataclass, field
from enum import Enum

from network.stations import Status

# All chosen: a slow answer still comes within a client's patience; a held push is overtaken by the
# next two reports of a running charge.
SLOW_S = 6.0
HOLD_S = 12.0
# Without these a client would not get as far as to meet a vice.
_HANDSHAKE = frozenset({"query_token", "versions", "2.2.1", "credentials"})


class Fault(Enum):
    """What goes wrong with one call."""

    DOWN = "down"  # HTTP 503
    GARBAGE = "garbage"  # not JSON
    TRUNCATED = "truncated"  # JSON that breaks off
    BAD_SIGNATURE = "bad_signature"
    LOST_ANSWER = "lost_answer"  # the call is carried out, its answer never arrives
    REFUSAL = "refusal"  # `ret` other than 0


class Vice(Enum):
    """What an operator does wrong until it is told to stop."""

    REFUSE = "refuse"  # every call but those of the handshake
    SLOW = "slow"  # every answer takes 6 s
    LIE = "lie"  # what is free is told as taken, and the other way round
    DROP = "drop"  # every other call is carried out and its answer lost
    OUTAGE = "outage"  # HTTP 503, and nothing is pushed
    EXPIRE_TOKENS = "expire_tokens"  # a token holds for one call; with OCPI so does a registration
    OUT_OF_ORDER = "out_of_order"  # every other push is held until others have overtaken it
    LOCKS_STICK = "locks_stick"  # the wish to lower a ground lock is taken on, and nothing moves
    DOUBLE_BILL = "double_bill"  # a bill that was confirmed is sent again; with OCPI as a new CDR


@dataclass(frozen=True, slots=True)
class Mishap:
    """A fault and how it shows: `ret` and `message` for a refusal, `delay_s` before any answer."""

    fault: Fault | None
    ret: int = 500
    message: str = "busy"
    delay_s: float = 0.0


@dataclass(slots=True)
class Behaviour:
    """What happens to the next calls: by interface, `*` for all; a count of None means for ever.

    `refusal` is the code with which this operator's protocol refuses.
    """

    refusal: int
    vices: set[Vice] = field(default_factory=set)
    _plans: dict[str, tuple[Mishap, int | None]] = field(default_factory=dict)
    _calls: int = 0
    _pushes: int = 0

    def plan(self, interface: str, mishap: Mishap, count: int | None = 1) -> None:
        """Let the next `count` calls of an interface go wrong."""
        self._plans[interface] = (mishap, count)

    def set_vice(self, vice: Vice, *, is_on: bool) -> None:
        """Take up a vice, or give it up."""
        (self.vices.add if is_on else self.vices.discard)(vice)

    def behave(self) -> None:
        """Let nothing go wrong any more."""
        self._plans.clear()
        self.vices.clear()

    def next(self, interface: str) -> Mishap | None:
        """Answer what happens to this call, and count it."""
        for key in (interface, "*"):
            if key in self._plans:
                mishap, count = self._plans[key]
                if count is not None and count <= 1:
                    del self._plans[key]
                elif count is not None:
                    self._plans[key] = (mishap, count - 1)
                return mishap
        return self._vicious(interface) if self.vices else None

    def forgets_after(self, interface: str) -> bool:
        """Tell whether this call was the last that the caller's token was good for."""
        return Vice.EXPIRE_TOKENS in self.vices and interface not in _HANDSHAKE

    def hold_s(self) -> float | None:
        """Answer how long to hold the next push back, None to drop it; counts it."""
        if Vice.OUTAGE in self.vices:
            return None
        self._pushes += 1
        return HOLD_S if Vice.OUT_OF_ORDER in self.vices and self._pushes % 2 else 0.0

    def told(self, status: Status) -> Status:
        """Answer what is told of a connector that does this."""
        if Vice.LIE not in self.vices:
            return status
        if status is Status.AVAILABLE:
            return Status.CHARGING
        return Status.AVAILABLE if status in (Status.CHARGING, Status.OCCUPIED) else status

    def _vicious(self, interface: str) -> Mishap | None:
        if Vice.OUTAGE in self.vices:
            return Mishap(Fault.DOWN)
        if interface in _HANDSHAKE:
            return None
        self._calls += 1
        delay_s = SLOW_S if Vice.SLOW in self.vices else 0.0
        if Vice.REFUSE in self.vices:
            return Mishap(Fault.REFUSAL, self.refusal, "refused on request", delay_s)
        if Vice.DROP in self.vices and self._calls % 2:
            return Mishap(Fault.LOST_ANSWER, delay_s=delay_s)
        return Mishap(None, delay_s=delay_s) if delay_s else None
