"""Check when too much is too much."""

from vehicle.gbt27930.messages import Bcp
from vehicle.gbt27930.watch import PackWatch

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
