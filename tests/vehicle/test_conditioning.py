import pytest

from vehicle.conditioning import Conditioning, drawn_w, heat_w

OFF = Conditioning.INACTIVE
FAST = Conditioning.FAST_CHARGING_PREPARATION
DRIVE = Conditioning.DRIVING_PREPARATION


@pytest.mark.parametrize(
    ("mode", "temperature_c", "inlet_w", "expected_w"),
    [
        # Nobody asks and nothing charges.
        (OFF, -20, 0, 0),
        (OFF, 45, 0, 0),
        # Prepared for fast charging: to 30 degC, fading over the last 2 K; cooled above 30 degC.
        (FAST, 0, 0, 12_000),
        (FAST, 29, 0, 6_000),
        (FAST, 30, 0, 0),
        (FAST, 40, 0, -12_000),
        # Prepared for driving: to 15 degC, and not cooled.
        (DRIVE, 0, 0, 12_000),
        (DRIVE, 16, 0, 0),
        (DRIVE, 45, 0, 0),
        # A charge warms to 15 degC and cools from 30 degC, with at most half of what comes in.
        (OFF, -20, 100_000, 12_000),
        (OFF, -20, 7_000, 3_500),
        (OFF, 20, 100_000, 0),
        (OFF, 32.5, 100_000, -6_000),
        (OFF, 50, 100_000, -12_000),
        (OFF, 50, 7_000, -8_750),
    ],
)
def test_heat_is_pumped_as_the_mode_and_the_cable_want_it(
    mode: Conditioning, temperature_c: float, inlet_w: float, expected_w: float
) -> None:
    assert heat_w(mode, temperature_c, 12_000, inlet_w) == pytest.approx(expected_w)


def test_a_heater_takes_what_it_gives_and_a_chiller_less() -> None:
    assert drawn_w(12_000) == 12_000
    assert drawn_w(-12_000) == pytest.approx(4_800)
