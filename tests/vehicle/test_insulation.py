"""The insulation test: GB/T 18487.1-2015, annex B, and a published firmware's limits."""

import pytest

from vehicle.gbt27930.charger import Insulation
from vehicle.insulation import InsulationTest, Resistance
from vehicle.pile_faults import PileFaults
from vehicle.stage_data import StageData

FIRMWARE = StageData(fault_ohm_per_v=108.0, warning_ohm_per_v=505.0)


@pytest.mark.parametrize(
    ("data", "ohm_per_v", "resistance", "outcome"),
    [
        (StageData(), 99.9, Resistance.FAULT, Insulation.FAILED),
        (StageData(), 100.0, Resistance.WARNING, Insulation.PASSED),
        (StageData(), 500.0, Resistance.WARNING, Insulation.PASSED),
        (StageData(), 500.1, Resistance.GOOD, Insulation.PASSED),
        (FIRMWARE, 104.0, Resistance.FAULT, Insulation.FAILED),
        (FIRMWARE, 503.0, Resistance.WARNING, Insulation.PASSED),
    ],
)
@pytest.mark.parametrize("is_plus", [True, False], ids=["R+", "R-"])
def test_the_lower_of_both_poles_decides(
    data: StageData, ohm_per_v: float, resistance: Resistance, outcome: Insulation, is_plus: bool
) -> None:
    test = InsulationTest(data)
    plus, minus = (ohm_per_v, 2000.0) if is_plus else (2000.0, ohm_per_v)
    test.measure(PileFaults(r_plus_ohm_per_v=plus, r_minus_ohm_per_v=minus), 2.0)
    test.discharged(59.9)
    assert (test.resistance, test.outcome) == (resistance, outcome)


@pytest.mark.parametrize(("measured_s", "is_measured"), [(14.2, False), (14.3, True)])
def test_a_slow_monitor_takes_its_time(measured_s: float, is_measured: bool) -> None:
    test = InsulationTest(StageData(test_s=14.3))
    for _ in range(round(measured_s * 10)):
        test.measure(PileFaults(), 0.1)
    assert test.is_measured is is_measured


@pytest.mark.parametrize(("left_v", "outcome"), [(60.0, "PENDING"), (59.9, "PASSED")])
def test_the_test_is_over_below_60_v(left_v: float, outcome: str) -> None:
    test = InsulationTest(StageData())
    test.measure(PileFaults(), 2.0)
    test.discharged(left_v)
    assert test.outcome.name == outcome


@pytest.mark.parametrize(("residual_v", "is_residual"), [(9.9, False), (10.0, True)])
def test_10_v_outside_before_the_test_end_it(residual_v: float, is_residual: bool) -> None:
    test = InsulationTest(StageData())
    test.check_residual(PileFaults(residual_v=residual_v))
    assert (test.is_residual, test.outcome is Insulation.FAILED) == (is_residual, is_residual)
