"""Check when too much is too much."""

import pytest

from vehicle.gbt27930.messages import Bcp, Ccs, StopCause
from vehicle.gbt27930.watch import OutputWatch, PackWatch

# 1 % above this, two errors of measurement, is 878.7 V.
BCP = Bcp(max_v=870.0)


def test_a_pack_above_its_voltage_is_too_high_after_half_a_second() -> None:
    watch = PackWatch()
    assert not watch.is_too_high(879.0, BCP, 10.0)
    assert not watch.is_too_high(879.0, BCP, 10.4)
    assert watch.is_too_high(879.0, BCP, 10.5)


def test_a_pack_that_came_down_between_is_not_too_high() -> None:
    watch = PackWatch()
    assert not watch.is_too_high(879.0, BCP, 10.0)
    assert not watch.is_too_high(878.0, BCP, 10.4)
    assert not watch.is_too_high(879.0, BCP, 10.5)
    assert watch.is_too_high(879.0, BCP, 11.0)


def test_a_pack_whose_limit_was_not_told_is_never_too_high() -> None:
    watch = PackWatch()
    for bcp in (None, Bcp()):
        assert not watch.is_too_high(2000.0, bcp, 0.0)
        assert not watch.is_too_high(2000.0, bcp, 5.0)


@pytest.mark.parametrize(
    ("current_a", "cause"),
    # A tenth and 5 A more than the 100 A that were asked for.
    [(115.0, None), (115.2, StopCause.OVER_CURRENT)],
)
def test_a_tenth_and_5_a_more_than_demanded_are_too_much(
    current_a: float, cause: StopCause | None
) -> None:
    watch = OutputWatch()
    said = [watch.judge(Ccs(700.0, current_a, 0, 1), 100.0, 871.2, n * 0.05) for n in range(25)]
    assert said[:20] == [None] * 20
    assert said[24] is cause
