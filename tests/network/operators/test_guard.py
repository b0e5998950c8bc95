"""Which verified calls are taken: not too many, of now, and each once."""

from datetime import datetime, timedelta

import pytest

from network.operators.guard import Guard, Objection, parse_stamp
from network.runtime import CHINA_TIME

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=CHINA_TIME)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("20260302120000", NOON),
        ("1772424000", NOON),  # of one peer, seen in public code
        ("20260230120000", None),
        ("2026-03-02 12:00", None),
        ("", None),
        ("٢٠٢٦٠٣٠٢١٢٠٠٠٠", None),
        ("1" * 5000, None),
    ],
)
def test_a_time_stamp_is_read_as_the_standard_has_it_or_in_seconds(
    text: str, moment: datetime | None
) -> None:
    assert parse_stamp(text) == moment


@pytest.mark.parametrize(
    ("minutes", "is_old"), [(0, False), (-10, False), (10, False), (-11, True), (11, True)]
)
def test_a_call_of_another_time_is_old(minutes: int, is_old: bool) -> None:
    guard = Guard(lambda: 0.0, lambda: NOON)
    stamp = f"{NOON + timedelta(minutes=minutes):%Y%m%d%H%M%S}"
    assert guard.is_old(stamp) is is_old


def test_a_flood_of_one_caller_is_not_that_of_another() -> None:
    guard = Guard(lambda: 0.0, lambda: NOON)
    assert [guard.is_flood("a") for _ in range(401)].count(True) == 1
    assert not guard.is_flood("b")


def test_a_signature_is_that_of_one_caller() -> None:
    guard = Guard(lambda: 0.0, lambda: NOON)
    assert not guard.was_taken("a", "F00")
    guard.take("a", "F00")
    assert guard.was_taken("a", "F00")
    assert not guard.was_taken("b", "F00")


def test_what_changed_nothing_is_counted_by_caller_and_reason() -> None:
    guard = Guard(lambda: 0.0, lambda: NOON)
    guard.count("a", Objection.FLOOD)
    guard.count("a", Objection.FLOOD)
    guard.count("", Objection.UNKNOWN_CALLER)
    assert guard.counts == {("a", Objection.FLOOD): 2, ("", Objection.UNKNOWN_CALLER): 1}


class Times:
    """A clock that a test sets, in seconds after noon."""

    def __init__(self) -> None:
        self.s = 0.0
        self.guard = Guard(lambda: self.s, lambda: NOON + timedelta(seconds=self.s))

    def hear(self, at_s: float, stamped_s: float) -> float:
        """Let a call come; answers when it was said, in seconds after noon."""
        self.s = at_s
        stamp = f"{NOON + timedelta(seconds=stamped_s):%Y%m%d%H%M%S}"
        self.guard.hear("a", stamp)
        return (self.guard.said_at("a", stamp) - NOON).total_seconds()


def test_a_call_that_was_held_up_was_said_when_it_was_stamped() -> None:
    times = Times()
    assert times.hear(0.0, 0.0) == 0.0
    assert times.hear(100.0, 40.0) == 40.0
    assert times.hear(101.0, 101.0) == 101.0


@pytest.mark.parametrize("wrong_s", [-480.0, 480.0])
def test_a_clock_that_is_wrong_moves_nothing_but_what_is_held_up(wrong_s: float) -> None:
    times = Times()
    assert times.hear(0.0, wrong_s) == 0.0
    assert times.hear(60.0, 60.0 + wrong_s) == 60.0
    assert times.hear(120.0, 90.0 + wrong_s) == 90.0


def test_a_clock_that_was_put_right_is_believed_at_once_if_it_was_behind() -> None:
    times = Times()
    times.hear(0.0, -480.0)
    assert times.hear(60.0, 60.0) == 60.0
    assert times.hear(120.0, 100.0) == 100.0


def test_a_clock_that_was_put_back_is_believed_after_two_hours() -> None:
    times = Times()
    times.hear(0.0, 0.0)
    assert times.hear(60.0, -120.0) == -120.0
    for hour_s in (3700.0, 7400.0):
        times.hear(hour_s, hour_s - 180.0)
    assert times.hear(7500.0, 7320.0) == 7500.0


def test_nothing_is_said_later_than_now() -> None:
    times = Times()
    assert (times.guard.said_at("b", "20260302120500") - NOON).total_seconds() == 0.0
    times.hear(10.0, 0.0)
    assert (times.guard.said_at("a", "20260302120500") - NOON).total_seconds() == 10.0
