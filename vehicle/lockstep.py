"""Run machines on one thread in virtual time, without python-can: exact, repeatable, fast."""

import itertools
import math
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from vehicle.frame import Frame


class Machine(Protocol):
    """One end of a bus: it is told frames and the time, and says when it wants to be woken."""

    def receive(self, frame: Frame, now: float) -> list[Frame]:
        """Take in one frame; return the frames to send at once."""
        ...

    def due(self, now: float) -> list[Frame]:
        """Return what is to be sent by now."""
        ...

    def wake_at(self) -> float | None:
        """Say when `due` has something next; None for never."""
        ...


class Action(NamedTuple):
    """Something that happens to the machines from outside, at a time."""

    at: float
    act: Callable[[float], object]


class Run(NamedTuple):
    """What happened: every frame in the order of the bus, and when the run was over."""

    frames: list[Frame]
    ended_at: float


#: A frame may be lost, altered or multiplied on its way: what comes out is what the peers see.
#: `t` of the frame says when it was sent.
Wire = Callable[[Frame], Sequence[Frame]]


def run(
    machines: Sequence[Machine],
    until: float,
    *,
    start: float = 0.0,
    actions: Sequence[Action] = (),
    wire: Wire | None = None,
    stop_when: Callable[[], object] | None = None,
) -> Run:
    """Let the machines talk until a time, or until `stop_when` holds or nobody wants anything.

    A frame reaches all other machines at the instant it is sent, before anything later happens. Of
    two machines that want their turn at the same instant, the one that has wanted it for longer is
    first, and what it causes has settled before the other's turn: so does `driver.Clock`.

    Raises: RuntimeError where the machines keep the time from passing.
    """
    log: list[Frame] = []
    first = _look(_nodes(machines))
    pending = sorted(actions, key=lambda action: action.at)
    now = start
    while True:
        while pending and pending[0].at <= now:
            pending.pop(0).act(now)
            first = _look(first.all)
        first = _settle(first, now, log, wire)
        if stop_when is not None and stop_when():
            return Run(log, now)
        then = first.at
        if pending and pending[0].at < then:
            then = pending[0].at
        if then > until or then == NEVER:
            return Run(log, until)
        if then > now:  # not max(): this is done at every instant
            now = then


NEVER = math.inf
#: More turns in one instant than any conversation needs: somebody does not let go (chosen).
_TURNS = 1000
_new = tuple.__new__
_ranks = itertools.count()


class _Node:
    """A machine on the bus: when it wants its turn, its rank among those that do, who hears it."""

    __slots__ = ("all", "at", "due", "others", "rank", "receive", "wake_at")

    def __init__(self, machine: Machine) -> None:
        self.due, self.receive, self.wake_at = machine.due, machine.receive, machine.wake_at
        self.others: list[_Node] = []
        self.all: list[_Node] = []
        self.at, self.rank = NEVER, 0


def _nodes(machines: Sequence[Machine]) -> list[_Node]:
    nodes = [_Node(machine) for machine in machines]
    for node in nodes:
        node.others = [other for other in nodes if other is not node]
        node.all = [node, *node.others]
    return nodes


def _settle(first: _Node, now: float, log: list[Frame], wire: Wire | None) -> _Node:
    """Give turns until nobody wants one at this instant; say who is first then."""
    for _ in range(_TURNS):
        if first.at > now:
            return first
        queue: list[tuple[_Node, Frame]] = []
        for frame in first.due(now):
            queue.append((first, frame))  # noqa: PERF401 - a comprehension costs a call
        for sender, sent in queue:
            # As _replace does, and calling Frame, at a fraction of their price.
            stamped = _new(Frame, (sent[0], sent[1], now, sent[3]))
            if wire is not None:
                queue += _distort(sender, wire(stamped), now, log)
                continue
            log.append(stamped)
            for node in sender.others:
                for answer in node.receive(stamped, now):
                    queue.append((node, answer))
        first = _look(first.all)
    raise RuntimeError(f"the machines do not let the time pass {now} s")


def _distort(
    sender: _Node, frames: Sequence[Frame], now: float, log: list[Frame]
) -> list[tuple[_Node, Frame]]:
    """Deliver what a wire has made of a frame; give the answers."""
    answers: list[tuple[_Node, Frame]] = []
    for frame in frames:
        log.append(frame)
        for node in sender.others:
            answers += [(node, answer) for answer in node.receive(frame, now)]
    return answers


def _look(nodes: list[_Node]) -> _Node:
    """Ask every machine when it wants its turn, the one that had it first; find who is next."""
    first = nodes[0]
    for node in nodes:
        at = node.wake_at()
        if at is None:
            at = NEVER
        if at != node.at:
            node.at, node.rank = at, next(_ranks)
        if at < first.at or (at == first.at and node.rank < first.rank):
            first = node
    return first
