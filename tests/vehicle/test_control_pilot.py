"""The levels, duty cycles and resistors of an AC plug, against published tables."""

import pytest

from vehicle.control_pilot import (
    Pilot,
    cable_a,
    cc_ohm,
    duty_for,
    offered_a,
    pilot_v,
    read_pilot,
)


@pytest.mark.parametrize(
    ("duty_pct", "amps"),
    [
        # Fluke FEV300, table 4 (IEC 61851-1).
        (8, 6.0), (9.9, 6.0), (10, 6.0), (11, 6.6), (16, 9.6), (20, 12.0), (27, 16.2),
        (50, 30.0), (53, 31.8), (85, 51.0), (86, 55.0), (88, 60.0),
        # GB/T 18487.1-2015, table A.1: at most 63 A.
        (89, 62.5), (90, 63.0),
        # Fluke FEV300 and GB/T: nobody may charge.
        (0, 0.0), (2.9, 0.0), (5, 0.0), (7.5, 0.0), (100, 0.0), (98, 0.0),
        # 80 A in the IEC's edition, reserved in GB/T.
        (90.1, 0.0), (97, 0.0),
    ],
)  # fmt: skip
def test_a_duty_cycle_offers_a_current(duty_pct: float, amps: float) -> None:
    assert offered_a(duty_pct) == pytest.approx(amps)


@pytest.mark.parametrize(
    ("amps", "duty_pct"),
    [
        (6, 10.0), (10, 16.67), (16, 26.67), (32, 53.33), (51, 85.0), (52, 85.0),
        (52.5, 85.0), (63, 89.2), (80, 89.2), (5.9, 100.0), (0, 100.0),
    ],
)  # fmt: skip
def test_an_offer_is_worded_as_a_duty_cycle(amps: float, duty_pct: float) -> None:
    assert duty_for(amps) == pytest.approx(duty_pct, abs=0.01)


@pytest.mark.parametrize(
    ("is_plugged", "is_ready", "volts"),
    [(False, False, 12.0), (True, False, 9.0), (True, True, 6.0)],
)
def test_the_car_pulls_the_pilot_down(is_plugged: bool, is_ready: bool, volts: float) -> None:
    assert pilot_v(is_plugged=is_plugged, is_ready=is_ready) == pytest.approx(volts, abs=0.05)


@pytest.mark.parametrize(
    ("volts", "state"),
    [
        (11.2, Pilot.NO_CAR), (12.8, Pilot.NO_CAR), (11.1, Pilot.FAULT), (12.9, Pilot.FAULT),
        (8.2, Pilot.CONNECTED), (9.8, Pilot.CONNECTED), (8.1, Pilot.FAULT), (9.9, Pilot.FAULT),
        (5.2, Pilot.READY), (6.8, Pilot.READY), (5.1, Pilot.FAULT), (6.9, Pilot.FAULT),
        (0.0, Pilot.FAULT), (-12.0, Pilot.FAULT),
    ],
)  # fmt: skip
def test_the_pilot_is_read_within_0_8_v(volts: float, state: Pilot) -> None:
    assert read_pilot(volts) is state


@pytest.mark.parametrize(
    ("amps", "ohm", "pressed_ohm"),
    # GB/T 18487.1-2015, annex A (background knowledge).
    [(10, 1500, 3300), (16, 680, 3380), (32, 220, 3520), (63, 100, 3400)],
)
def test_a_cable_says_what_it_carries(amps: float, ohm: float, pressed_ohm: float) -> None:
    assert cc_ohm(amps, is_pressed=False) == ohm
    assert cc_ohm(amps, is_pressed=True) == pressed_ohm
    assert cable_a(ohm) == cable_a(ohm * 1.03) == cable_a(ohm * 0.97) == amps
    assert cable_a(pressed_ohm) == 0.0


def test_a_cable_is_at_least_as_strong_as_what_it_is_for() -> None:
    assert cc_ohm(20, is_pressed=False) == 220
    assert cc_ohm(80, is_pressed=False) == 100


@pytest.mark.parametrize("ohm", [float("inf"), 0.0, 400.0])
def test_what_fits_no_cable_carries_nothing(ohm: float) -> None:
    assert cable_a(ohm) == 0.0
