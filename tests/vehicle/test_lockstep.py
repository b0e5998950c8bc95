"""Check virtual time: what is carried where, and that it passes."""

import pytest

from vehicle.frame import Frame
from vehicle.lockstep import Action, run


class Ticker:
    """Sends a frame every second and remembers what it hears."""

    def __init__(self, name: int, period_s: float | None = 1.0) -> None:
        self.name = name
        self.period_s = period_s
        self.next = 0.0
        self.heard: list[tuple[float, int]] = []

    def receive(self, frame: Frame, now: float) -> list[Frame]:
        self.heard.append((now, frame.id))
        return []

    def due(self, now: float) -> list[Frame]:
        assert self.period_s is not None
        self.next = now + self.period_s
        return [Frame(self.name, b"")]

    def wake_at(self) -> float | None:
        return None if self.period_s is None else self.next


def test_a_frame_reaches_all_others_at_the_instant_it_is_sent() -> None:
    talker, first, second = Ticker(1), Ticker(2, None), Ticker(3, None)
    done = run([talker, first, second], 2.5)
    assert first.heard == second.heard == [(0.0, 1), (1.0, 1), (2.0, 1)]
    assert talker.heard == []
    assert [frame.t for frame in done.frames] == [0.0, 1.0, 2.0]


def test_time_does_not_pass_where_a_machine_never_lets_go() -> None:
    with pytest.raises(RuntimeError, match="do not let the time pass"):
        run([Ticker(1, 0.0)], 1.0)


def test_actions_happen_at_their_time() -> None:
    told: list[float] = []
    run([Ticker(1)], 3.0, actions=[Action(2.25, told.append), Action(0.5, told.append)])
    assert told == [0.5, 2.25]


def test_a_wire_may_lose_and_multiply_frames() -> None:
    listener = Ticker(2, None)
    run([Ticker(1), listener], 2.5, wire=lambda frame: (frame,) * int(frame.t))
    assert listener.heard == [(1.0, 1), (2.0, 1), (2.0, 1)]


def test_a_run_ends_when_it_is_told_to_or_nobody_wants_anything() -> None:
    talker = Ticker(1)
    assert run([talker], 9.0, stop_when=lambda: talker.next >= 3.0).ended_at == 2.0
    assert run([Ticker(1, None)], 9.0).frames == []
