"""Run machines on one thread in virtual time, without python-can: exact, repeatable, fast."""

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
    stop_when: Callable[[], bool] | None = None,
) -> Run:
    """Let the machines talk until a time, or until `stop_when` holds or nobody wants anything.

    A frame reaches all other machines at the instant it is sent, before anything later happens.

    Raises: RuntimeError where the machines keep the time from passing.
    """
    log: list[Frame] = []
    pending = sorted(actions, key=lambda action: action.at)
    now = start
    while True:
        while pending and pending[0].at <= now:
            pending.pop(0).act(now)
        _settle(machines, now, log, wire)
        if stop_when and stop_when():
            return Run(log, now)
        times = [at for machine in machines if (at := machine.wake_at()) is not None]
        times += [action.at for action in pending[:1]]
        if not times or min(times) > until:
            return Run(log, until)
        now = max(now, min(times))


#: More rounds in one instant than any conversation needs: somebody does not let go (chosen).
_ROUNDS = 1000


def _settle(machines: Sequence[Machine], now: float, log: list[Frame], wire: Wire | None) -> None:
    """Carry frames about until nobody has more to say at this instant."""
    for _ in range(_ROUNDS):
        waking = [machine for machine in machines if _is_due(machine, now)]
        if not waking:
            return
        queue = [(machine, frame) for machine in waking for frame in machine.due(now)]
        _carry(machines, queue, now, log, wire)
    raise RuntimeError(f"the machines do not let the time pass {now} s")


def _is_due(machine: Machine, now: float) -> bool:
    at = machine.wake_at()
    return at is not None and at <= now


def _carry(
    machines: Sequence[Machine],
    queue: list[tuple[Machine, Frame]],
    now: float,
    log: list[Frame],
    wire: Wire | None,
) -> None:
    for sender, sent in queue:
        stamped = sent._replace(t=now)
        for frame in wire(stamped) if wire else (stamped,):
            log.append(frame)
            for machine in machines:
                if machine is not sender:
                    queue += [(machine, answer) for answer in machine.receive(frame, now)]
