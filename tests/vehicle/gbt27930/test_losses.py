"""Lose, double and delay each frame of a whole charge in turn; lose many at random."""

import copy
import random
from functools import cache

import pytest

from tests.vehicle.gbt27930.rig import ID, Cable
from vehicle.frame import Frame
from vehicle.gbt27930.messages import StopCause
from vehicle.lockstep import Action, Machine, Wire, run

STOP_AT_S = 27.0
"""The car ends the charge; with the end phase, that makes 30 s."""
DELAY_S = 0.3
"""Longer than one period: what is delayed comes after its successor."""
SETTLED_S = 8.0
"""Later than any clock but those of 10 s and more: what charges then goes on as undisturbed."""
STOP = StopCause.TARGET_REACHED


class Disturbed:
    """A wire on which something happens to the n-th frame, and to no other."""

    def __init__(self, kind: str, number: int) -> None:
        self.kind = kind
        self.left = number
        self.hit: Frame | None = None
        self.held: Frame | None = None

    def __call__(self, frame: Frame) -> tuple[Frame, ...]:
        self.left -= 1
        if self.left == -1:
            self.hit = frame
            if self.kind == "double":
                return (frame, frame)
            self.held = frame if self.kind == "delay" else None
            return ()
        held = self.held
        if held is not None and frame.id & 0xFF == held.id & 0xFF and frame.t >= held.t + DELAY_S:
            self.held = None
            return (frame, held)
        return (frame,)


class Supervisor:
    """Hear everything, and see that no current is asked for without a live conversation."""

    def __init__(self, cable: Cable) -> None:
        self.charger, self.bms = cable.charger, cable.bms
        self.demanded_at = cable.now

    def receive(self, frame: Frame, now: float) -> list[Frame]:
        if frame.id == ID["BCL"]:
            self.demanded_at = now
        current_a = self.charger.wanted.current_a
        # The rating of the rig is 250 A, and so is its demand; BCL may be missing for 1 s.
        assert 0.0 <= current_a <= 250.0
        assert current_a == 0.0 or now - self.demanded_at <= 1.0 + 1e-9
        return []

    def due(self, now: float) -> list[Frame]:
        raise AssertionError(now)

    def wake_at(self) -> float | None:
        return None


def _go_on(cable: Cable, until: float, wire: Wire | None = None) -> int:
    """Run a charge on to a time; the answer is how many frames there were."""
    stop = Action(STOP_AT_S, lambda now: cable.bms.stop(STOP, now))
    actions = [stop] if cable.now < STOP_AT_S <= until else []
    machines: list[Machine] = [cable.car, cable.pile, Supervisor(cable)]
    done = run(machines, until, start=cable.now, actions=actions, wire=wire)
    cable.now = until
    return len(done.frames)


@cache
def _steps() -> list[tuple[int, Cable]]:
    """Hold the undisturbed charge second by second, each with the frames before it."""
    cable, count = Cable(), 0
    steps = [(0, copy.deepcopy(cable))]
    while cable.now < 30.0:
        count += _go_on(cable, cable.now + 1.0)
        steps.append((count, copy.deepcopy(cable)))
    assert (cable.where(), cable.bms.stop_cause) == (("ASLEEP", "OFF"), STOP)
    return steps


@pytest.mark.exhaustive
@pytest.mark.parametrize("kind", ["lose", "double", "delay"])
def test_a_charge_of_30_s_is_in_order_whatever_happens_to_one_frame(kind: str) -> None:
    number, hit = 0, True
    while hit:
        before, start = [step for step in _steps() if step[0] <= number][-1]
        cable, wire = copy.deepcopy(start), Disturbed(kind, number - before)
        _go_on(cable, min(start.now + SETTLED_S, 31.0), wire)
        if cable.where() != ("CHARGING", "CHARGING"):
            _go_on(cable, 31.0, wire)
            assert cable.where() == ("ASLEEP", "OFF"), number
            assert cable.charger.stop_cause is cable.bms.stop_cause is STOP, number
        assert (cable.bms.error, cable.charger.error) == (None, None), number
        # A BRO 00 that comes after BRO AA takes it back: 34658 DN.2009, and a reconnect.
        again = int(kind == "delay" and wire.hit is not None and wire.hit[:2] == (ID["BRO"], b"\0"))
        assert (cable.bms.reconnects, cable.charger.reconnects) in {(0, 0), (again, again)}, number
        hit = wire.hit is not None
        number += 1
    assert number > 1300


class LoseOne:
    """A wire that loses the n-th frame from a time on; `lost` says whether there was one."""

    def __init__(self, number: int, since: float) -> None:
        self.left = number
        self.since = since

    def __call__(self, frame: Frame) -> tuple[Frame, ...]:
        if frame.t < self.since:
            return (frame,)
        self.left -= 1
        return () if self.left == -1 else (frame,)

    @property
    def lost(self) -> bool:
        return self.left < 0


def test_any_one_frame_of_a_stop_by_the_charger_may_be_lost() -> None:
    number, wire = 0, LoseOne(0, 10.0)
    while number == 0 or wire.lost:
        cable, wire = Cable(), LoseOne(number, since=10.0)
        cable.run(10.0)
        cable.charger.stop(StopCause.USER, 10.0)
        cable.run(16.0, wire=wire)
        assert cable.where() == ("ASLEEP", "OFF"), number
        assert (cable.bms.error, cable.charger.error) == (None, None), number
        number += 1
    assert number > 10


@pytest.mark.parametrize("seed", range(4))
def test_a_charge_survives_a_bus_that_loses_every_tenth_frame(seed: int) -> None:
    chance = random.Random(27930 + seed)
    lossy: Wire = lambda frame: () if chance.random() < 0.1 else (frame,)  # noqa: E731
    cable = Cable()
    cable.run(60.0, wire=lossy)
    assert cable.where() == ("CHARGING", "CHARGING")


@pytest.mark.parametrize("seed", range(4))
def test_a_bus_that_loses_half_of_all_frames_leaves_no_current_and_no_end_open(seed: int) -> None:
    chance = random.Random(seed)
    lossy: Wire = lambda frame: () if chance.random() < 0.5 else (frame,)  # noqa: E731
    cable = Cable()
    _go_on(cable, 400.0, lossy)
    # Three reconnects on each side last at most 200 s: then one has given up, or they have ended.
    assert cable.charger.phase.name in {"OFF", "ERROR", "CHARGING"}
    assert cable.charger.phase.name == "CHARGING" or cable.charger.wanted.current_a == 0.0
