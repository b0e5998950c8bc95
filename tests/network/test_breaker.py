"""Who fails is left alone ever longer, and then tried by one only."""

from network.breaker import Breaker, Stand


class Clock:
    def __init__(self) -> None:
        self.at = 0.0

    def now(self) -> float:
        return self.at


def test_pauses_double_with_jitter_up_to_ten_minutes() -> None:
    clock = Clock()
    breaker = Breaker(clock.now, "seed")
    pauses = []
    for _ in range(40):
        breaker.failed()
        pauses.append(breaker.wait_s)
        clock.at += breaker.wait_s
    for number, pause_s in enumerate(pauses):
        middle_s = min(2.0 * 2.0**number, 600.0)
        assert 0.75 * middle_s <= pause_s <= 1.25 * middle_s
    assert len(set(pauses)) == 40


def test_jitter_is_the_same_on_every_run_and_differs_by_operator() -> None:
    def first(seed: str) -> float:
        breaker = Breaker(lambda: 0.0, seed)
        breaker.failed()
        return breaker.wait_s

    assert first("a") == first("a")
    assert first("a") != first("b")


def test_three_failures_open_it_and_one_success_closes_it() -> None:
    clock = Clock()
    breaker = Breaker(clock.now, "seed")
    stands = [breaker.stand]
    for _ in range(3):
        breaker.failed()
        stands.append(breaker.stand)
    assert stands == [Stand.CLOSED, Stand.PAUSED, Stand.PAUSED, Stand.OPEN]
    assert not breaker.admit()
    clock.at = 1000.0
    assert breaker.admit()
    assert not breaker.admit()  # one tries, the others wait for what it finds
    breaker.worked()
    assert breaker.stand is Stand.CLOSED
    assert breaker.admit()
    assert breaker.admit()


def test_who_gives_up_a_try_leaves_it_to_another() -> None:
    clock = Clock()
    breaker = Breaker(clock.now, "seed")
    breaker.failed()
    clock.at = 1000.0
    assert breaker.admit()
    breaker.left()
    assert breaker.admit()


def test_a_pause_that_is_asked_for_is_kept() -> None:
    breaker = Breaker(lambda: 0.0, "seed")
    breaker.failed(retry_s=900.0)
    assert breaker.wait_s == 900.0
