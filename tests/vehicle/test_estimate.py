"""Foresee the power curve, and hold it against the emulated pack and published points."""

import pytest

from vehicle.battery import Battery
from vehicle.estimate import power_curve
from vehicle.trim import VEHICLES, Trim

PACK = Trim.load(VEHICLES / "su7_max.toml").pack


def test_a_strong_pile_is_limited_by_what_a_2015_frame_can_ask_for() -> None:
    curve = dict(power_curve(PACK, 600.0, 600.0))

    # 400 A at most, and the pack's limit is 871 V: 348 kW (GB/T 27930-2015, SU7 Max).
    assert max(curve.values()) <= 348.5
    assert curve[20.0] == pytest.approx(400 * 198 * (3.485 + 400 * 0.00065) / 1000)


def test_a_weak_pile_gives_what_it_has() -> None:
    curve = dict(power_curve(PACK, 250.0, 120.0))

    assert curve[30.0] == 120.0
    assert curve[100.0] < 120.0


@pytest.mark.parametrize("soc_pct", [10.0, 30.0, 50.0, 70.0, 90.0])
def test_the_emulated_pack_takes_what_was_foreseen(soc_pct: float) -> None:
    battery = Battery(PACK, soc_pct - 2)
    battery.temperature_c = 35.0
    while battery.soc_pct < soc_pct:
        battery.step(min(battery.accepts_a(), 400.0), 1.0)
    taken_kw = battery.voltage_v * battery.current_a / 1000

    assert dict(power_curve(PACK, 400.0, 600.0))[soc_pct] == pytest.approx(taken_kw, rel=0.05)
