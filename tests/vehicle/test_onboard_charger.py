"""The charger in the car alone, on ideal mains."""

import pytest

from vehicle.limits import LimitedBy
from vehicle.onboard_charger import OnboardCharger, OnboardRating

ONE = (220.0, 0.0, 0.0)
THREE = (220.0, 220.0, 220.0)
SEVEN = OnboardRating(max_kw=7.0, phases=1, max_a=32.0, single_max_a=32.0, efficiency=0.93)
ELEVEN = OnboardRating(max_kw=11.0, phases=3, max_a=16.0, single_max_a=32.0, efficiency=0.93)
HUNGRY = (100_000.0, LimitedBy.STATE_OF_CHARGE)


def settled(
    rating: OnboardRating,
    phase_v: tuple[float, float, float],
    offered_a: float,
    accepts: tuple[float, LimitedBy] = HUNGRY,
) -> OnboardCharger:
    charger = OnboardCharger(rating)
    for _ in range(150):
        charger.step(phase_v, offered_a, accepts, 0.1)
    return charger


@pytest.mark.parametrize(
    ("rating", "phase_v", "offered_a", "amps", "kw", "by"),
    [
        # 7 kW on one phase of 220 V: 31.8 A.
        (SEVEN, ONE, 63.0, 31.82, 7.0, LimitedBy.ONBOARD_CHARGER),
        (SEVEN, ONE, 16.0, 16.0, 3.52, LimitedBy.SUPPLY),
        (SEVEN, THREE, 32.0, 31.82, 7.0, LimitedBy.ONBOARD_CHARGER),
        # 11 kW on three: 16 A each; on one 32 A.
        (ELEVEN, THREE, 32.0, 16.0, 10.56, LimitedBy.ONBOARD_CHARGER),
        (ELEVEN, THREE, 10.0, 10.0, 6.6, LimitedBy.SUPPLY),
        (ELEVEN, ONE, 63.0, 32.0, 7.04, LimitedBy.ONBOARD_CHARGER),
    ],
)
def test_the_least_of_supply_and_charger_is_drawn(
    rating: OnboardRating,
    phase_v: tuple[float, float, float],
    offered_a: float,
    amps: float,
    kw: float,
    by: LimitedBy,
) -> None:
    charger = settled(rating, phase_v, offered_a)
    assert charger.phase_a == pytest.approx(amps, abs=0.01)
    assert charger.input_w == pytest.approx(kw * 1000, abs=5)
    assert charger.output_w == pytest.approx(kw * 1000 * 0.93, abs=5)
    assert charger.limited_by is by


def test_a_pack_that_tapers_draws_less() -> None:
    charger = settled(SEVEN, ONE, 32.0, (930.0, LimitedBy.CELL_VOLTAGE))
    assert charger.output_w == pytest.approx(930.0)
    assert charger.input_w == pytest.approx(1000.0)
    assert charger.limited_by is LimitedBy.CELL_VOLTAGE


def test_a_pack_that_takes_next_to_nothing_ends_the_draw() -> None:
    assert settled(SEVEN, ONE, 32.0, (100.0, LimitedBy.CELL_VOLTAGE)).phase_a == 0.0


@pytest.mark.parametrize(("before_a", "after_a"), [(63.0, 6.0), (32.0, 16.0), (6.0, 16.0)])
def test_a_changed_offer_is_followed_within_5_s(before_a: float, after_a: float) -> None:
    strong = OnboardRating(max_kw=20.0, phases=1, max_a=63.0, single_max_a=63.0)
    charger = settled(strong, ONE, before_a)
    for _ in range(50):
        charger.step(ONE, after_a, HUNGRY, 0.1)
    assert charger.phase_a == pytest.approx(after_a)


def test_without_mains_nothing_flows_at_once() -> None:
    charger = settled(SEVEN, ONE, 32.0)
    charger.step((0.0, 0.0, 0.0), 32.0, HUNGRY, 0.1)
    assert (charger.phase_a, charger.output_w, charger.aim_w) == (0.0, 0.0, 0.0)
    assert charger.limited_by is LimitedBy.SUPPLY


def test_the_aim_is_known_while_the_current_still_rises() -> None:
    charger = OnboardCharger(SEVEN)
    charger.step(ONE, 16.0, HUNGRY, 0.1)
    assert charger.phase_a == pytest.approx(0.5)
    assert charger.aim_w == pytest.approx(3520.0)
