"""Share the power modules of one cabinet among its connectors, in whole modules.

A car learns of a new share only by CCS falling below what it asks for, or rising. What one
connector gives up the other has after `switch_s`: the module must first be without current.
"""

from dataclasses import dataclass
from enum import Enum


class Sharing(Enum):
    """Who gets which modules: the first all and the second what is left, or each the same."""

    FIRST_COME = "first come"
    EQUAL = "equal"


@dataclass(frozen=True, slots=True)
class CabinetPlan:
    """How one cabinet is built.

    `gun_kw` is the most that one connector can carry. Every connector in use has at least one
    module. `is_stated` puts the share of the moment into CML; usual is the full figure.
    """

    total_kw: float
    module_kw: float
    gun_kw: float
    guns: int = 2
    sharing: Sharing = Sharing.EQUAL
    switch_s: float = 2.0
    is_stated: bool = False


class PowerShare:
    """One connector's part of a cabinet; `join` and `leave` frame a session."""

    def __init__(self, cabinet: "PowerCabinet") -> None:
        self.held = 0
        self.coming = 0
        self._coming_at = 0.0
        self._cabinet = cabinet

    @property
    def is_stated(self) -> bool:
        """Tell whether CML is to say the share instead of the full figure."""
        return self._cabinet.plan.is_stated

    @property
    def neighbour(self) -> "PowerShare":
        """Give another connector of the cabinet."""
        return next(share for share in self._cabinet.shares if share is not self)

    @property
    def part(self) -> float:
        """Tell the share of what this connector could have at best, modules that come included."""
        plan = self._cabinet.plan
        return min(1.0, (self.held + self.coming) * plan.module_kw / plan.gun_kw)

    def join(self, now: float) -> None:
        """Ask for power: a session begins."""
        self._cabinet.join(self, now)

    def leave(self, now: float) -> None:
        """Give it back. Harmless when there is none."""
        self._cabinet.leave(self, now)

    def power_kw(self, now: float) -> float:
        """Tell what may be drawn now."""
        if self.coming and now >= self._coming_at:
            self.held, self.coming = self.held + self.coming, 0
        plan = self._cabinet.plan
        return min(plan.gun_kw, self.held * plan.module_kw)

    def give(self, modules: int, now: float, switch_s: float) -> None:
        """Have this many modules: at once where they are fewer, after the switch where more."""
        self.power_kw(now)
        if modules <= self.held:
            self.held, self.coming = modules, 0
        elif modules != self.held + self.coming:
            self.coming = modules - self.held
            self._coming_at = now + switch_s


class PowerCabinet:
    """The modules behind some connectors."""

    def __init__(self, plan: CabinetPlan) -> None:
        self.plan = plan
        self.shares = tuple(PowerShare(self) for _ in range(plan.guns))
        self._order: list[PowerShare] = []

    def join(self, share: PowerShare, now: float) -> None:
        """Count a connector in, behind those that came before it."""
        if share not in self._order:
            was_idle = not self._order
            self._order.append(share)
            self._divide(now, 0.0 if was_idle else self.plan.switch_s)

    def leave(self, share: PowerShare, now: float) -> None:
        """Count it out; what it had goes to the others."""
        if share in self._order:
            self._order.remove(share)
            share.give(0, now, 0.0)
            self._divide(now, self.plan.switch_s)

    def _divide(self, now: float, switch_s: float) -> None:
        plan, using = self.plan, len(self._order)
        free = int(plan.total_kw / plan.module_kw + 1e-9)
        most = max(1, -int(-plan.gun_kw // plan.module_kw))
        for place, share in enumerate(self._order):
            behind = using - place - 1
            is_equal = plan.sharing is Sharing.EQUAL
            modules = -(-free // (behind + 1)) if is_equal else free - behind
            modules = max(0, min(most, modules))
            free -= modules
            share.give(modules, now, switch_s)
