"""How the time to the limit is reckoned now and then."""

import pytest

from tests.vehicle.bench import SU7_MAX, Operator
from tests.vehicle.pile_rig import Rig
from vehicle.battery import Battery
from vehicle.pile import Pile, PileRating
from vehicle.time_left import TimeLeft
from vehicle.trim import Trim


@pytest.fixture
def battery() -> Battery:
    return Battery(Trim.load(SU7_MAX).pack, 60.0)


def test_nothing_is_left_before_anything_was_reckoned(battery: Battery) -> None:
    assert TimeLeft(battery).at(5.0) == 0.0


def test_the_time_counts_down_between_two_reckonings(battery: Battery) -> None:
    left = TimeLeft(battery)
    left.reckon(100.0, 80, max_w=6_500.0)
    # 20 % of 139 Ah at some 790 V and 6.5 kW: a little over three hours.
    assert 11_000 < left.at(100.0) < 12_800
    assert left.at(107.5) == pytest.approx(left.at(100.0) - 7.5)
    assert left.at(1e6) == 0.0


def test_a_changed_supply_is_reckoned_with_at_once_a_small_drift_is_not(battery: Battery) -> None:
    left = TimeLeft(battery)
    left.reckon(0.0, 80, max_w=7_000.0)
    before = left.at(0.0)
    left.reckon(1.0, 80, max_w=6_900.0)
    assert left.at(0.0) == before
    left.reckon(1.0, 80, max_w=3_500.0)
    assert left.at(1.0) == pytest.approx(2 * before, rel=0.01)


def test_the_limit_is_looked_at_again_after_30_s_or_when_told(battery: Battery) -> None:
    left = TimeLeft(battery)
    left.reckon(0.0, 80, max_w=7_000.0)
    before = left.at(0.0)
    left.reckon(29.9, 70, max_w=7_000.0)
    assert left.at(0.0) == before
    left.reckon(30.0, 70, max_w=7_000.0)
    assert left.at(30.0) < before - 1000
    left.forget()
    left.reckon(30.1, 80, max_w=7_000.0)
    assert left.at(30.1) == pytest.approx(before)


def test_a_supply_that_gives_nothing_leaves_no_time(battery: Battery) -> None:
    left = TimeLeft(battery)
    left.reckon(0.0, 80, max_w=0.0)
    assert left.at(0.0) == 0.0


def test_the_car_tells_when_a_pile_of_750_v_will_come_to_its_end() -> None:
    operator = Operator()
    pile = Pile(PileRating(120.0, 750.0, 200.0, 250.0, "connector-1"), operator)
    rig = Rig(pile, operator, soc_pct=40.0)
    rig.plug()
    rig.do(1.0, pile.start)
    told = []
    for after_s in (60.0, 300.0, 900.0):
        rig.run(after_s)
        told.append(after_s + rig.car.seconds_left)
    ended_at = rig.run(3600.0, lambda: bool(operator.ends))
    # The limit of 80 % is never reached: 750 V are the open-circuit voltage at 53.9 %.
    assert rig.car.battery.soc_pct < 54
    assert told == [pytest.approx(ended_at, rel=0.03)] * 3
