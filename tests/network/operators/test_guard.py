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
