"""Let a simulated operator misbehave on request: outages, refusals, garbage, slowness."""

from dataclasses import dataclass, field
from enum import Enum


class Fault(Enum):
    """What goes wrong with one call."""

    DOWN = "down"  # HTTP 503
    GARBAGE = "garbage"  # not JSON
    TRUNCATED = "truncated"  # JSON that breaks off
    BAD_SIGNATURE = "bad_signature"
    LOST_ANSWER = "lost_answer"  # the call is carried out, its answer never arrives
    REFUSAL = "refusal"  # `ret` other than 0


@dataclass(frozen=True, slots=True)
class Mishap:
    """A fault and how it shows: `ret` and `message` for a refusal, `delay_s` before any answer."""

    fault: Fault | None
    ret: int = 500
    message: str = "busy"
    delay_s: float = 0.0


@dataclass(slots=True)
class Behaviour:
    """What happens to the next calls: by interface, `*` for all; a count of None means for ever."""

    _plans: dict[str, tuple[Mishap, int | None]] = field(default_factory=dict)

    def plan(self, interface: str, mishap: Mishap, count: int | None = 1) -> None:
        """Let the next `count` calls of an interface go wrong."""
        self._plans[interface] = (mishap, count)

    def behave(self) -> None:
        """Let nothing go wrong any more."""
        self._plans.clear()

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
        return None
