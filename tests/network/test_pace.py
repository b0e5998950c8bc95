"""A bucket that fills with time."""

from network.pace import Pace


class Clock:
    def __init__(self) -> None:
        self.at = 100.0

    def now(self) -> float:
        return self.at


def test_so_many_at_once_and_then_so_many_a_second() -> None:
    clock = Clock()
    pace = Pace(clock.now, per_s=2.0, burst=3.0)
    assert [pace.take() for _ in range(4)] == [True, True, True, False]
    clock.at += 0.4
    assert not pace.take()
    clock.at += 0.1
    assert pace.take()
    assert not pace.take()
    clock.at += 3600.0
    assert [pace.take() for _ in range(4)] == [True, True, True, False]


def test_who_books_is_told_how_long_to_wait() -> None:
    clock = Clock()
    pace = Pace(clock.now, per_s=2.0, burst=1.0)
    assert [pace.book() for _ in range(4)] == [0.0, 0.5, 1.0, 1.5]
    clock.at += 2.0
    assert pace.book() == 0.0
