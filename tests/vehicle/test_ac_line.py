"""What both ends of an AC cable read of it."""

import pytest

from vehicle.ac_line import AcLine


def test_a_cable_that_is_in_no_car_reads_12_v_and_carries_nothing() -> None:
    line = AcLine(duty_pct=53.3)
    assert line.pilot_v == 12.0
    assert line.cc_ohm == float("inf")
    assert line.offered_a == 0.0


def test_a_car_and_its_switch_pull_the_pilot_to_9_and_6_v() -> None:
    line = AcLine(is_plugged=True)
    assert line.pilot_v == pytest.approx(9.0, abs=0.05)
    line.is_ready = True
    assert line.pilot_v == pytest.approx(6.0, abs=0.05)
    line.is_shorted = True
    assert line.pilot_v == 0.0


@pytest.mark.parametrize(
    ("rated_a", "duty_pct", "amps"),
    # 53.33 % offers 32 A; a cable of 16 A (680 ohm) carries no more than that.
    [(32.0, 53.33, 32.0), (16.0, 53.33, 16.0), (63.0, 53.33, 32.0), (32.0, 100.0, 0.0)],
)
def test_the_weaker_of_pilot_and_cable_counts(rated_a: float, duty_pct: float, amps: float) -> None:
    line = AcLine(rated_a=rated_a, duty_pct=duty_pct, is_plugged=True)
    assert line.offered_a == pytest.approx(amps, abs=0.01)


def test_a_trigger_that_is_held_offers_nothing() -> None:
    line = AcLine(duty_pct=53.3, is_plugged=True, is_pressed=True)
    assert line.cc_ohm == 3520.0
    assert line.offered_a == 0.0


def test_an_unplugged_cable_keeps_nothing_of_the_car() -> None:
    line = AcLine(is_plugged=True, is_ready=True, drawn_a=(32.0, 0.0, 0.0), is_pressed=True)
    line.unplug()
    assert line == AcLine()
