"""The rectifier alone: insulation test, precharge, ramps, meter."""

import pytest

from vehicle.gbt27930.charger import Insulation, StageCommand, StageMode
from vehicle.power_stage import PowerStage

CURRENT = StageCommand(StageMode.CURRENT, 800.0, 250.0, k1k2=True)


def _delivering(power_kw: float = 250.0, max_a: float = 400.0) -> PowerStage:
    stage = PowerStage(power_kw, max_a)
    stage.step(CURRENT, 700.0, 100.0)
    return stage


def test_the_current_rises_at_50_a_per_s_and_falls_at_300() -> None:
    stage = PowerStage(250.0, 400.0)
    stage.step(CURRENT, 700.0, 1.0)
    assert stage.output_a == 50.0
    stage.step(CURRENT, 700.0, 1.0)
    assert stage.output_a == 100.0
    stage.step(StageCommand(), 700.0, 0.1)
    assert stage.output_a == 70.0


@pytest.mark.parametrize(
    ("power_kw", "max_a", "expected_a"),
    [(250.0, 400.0, 250.0), (250.0, 200.0, 200.0), (70.0, 400.0, 100.0)],
    ids=["demand", "current of the plate", "power of the plate: 70 kW at 700 V"],
)
def test_the_least_of_demand_and_plate_flows(
    power_kw: float, max_a: float, expected_a: float
) -> None:
    assert _delivering(power_kw, max_a).output_a == expected_a


@pytest.mark.parametrize(
    ("command", "pack_v"),
    [(StageCommand(StageMode.CURRENT, 800.0, 250.0, k1k2=False), 700.0), (CURRENT, 0.0)],
    ids=["K1/K2 open", "the car's contactors open"],
)
def test_no_current_flows_through_open_contactors(command: StageCommand, pack_v: float) -> None:
    stage = PowerStage(250.0, 400.0)
    stage.step(command, pack_v, 10.0)
    assert (stage.output_a, stage.output_v) == (0.0, 0.0)


def test_a_demand_out_of_the_pack_delivers_nothing() -> None:
    stage = PowerStage(250.0, 400.0)
    stage.step(StageCommand(StageMode.CURRENT, 800.0, -10.0, k1k2=True), 700.0, 1.0)
    assert stage.output_a == 0.0


def test_the_meter_counts_volts_amperes_and_hours() -> None:
    stage = _delivering()
    before_kwh = stage.energy_kwh
    stage.step(CURRENT, 700.0, 3600.0)
    # 700 V and 250 A for an hour.
    assert stage.energy_kwh - before_kwh == pytest.approx(175.0)
    stage.begin()
    assert stage.energy_kwh == 0.0


@pytest.mark.parametrize(("seconds", "expected"), [(0.867, False), (0.868, True)])
def test_precharge_is_done_within_1_v_of_what_was_asked_for(seconds: float, expected: bool) -> None:
    stage = PowerStage(250.0, 400.0)
    # 800 V/s: 693.6 V after 0.867 s, 694.4 V after 0.868 s.
    stage.step(StageCommand(StageMode.PRECHARGE, 695.0), 0.0, seconds)
    assert stage.is_precharged is expected


def test_the_insulation_has_passed_after_2_s_and_once_less_than_60_v_are_left() -> None:
    stage, command = PowerStage(250.0, 400.0), StageCommand(StageMode.INSULATION, 800.0)
    # Up at 800 V/s, 2 s of measuring, and down again: 80 V and then 56 V are left.
    seen = []
    for steps, seconds in ((1, 1.0), (8, 0.25), (1, 0.9), (1, 0.03)):
        for _ in range(steps):
            stage.step(command, 0.0, seconds)
        seen.append((round(stage.output_v, 3), stage.insulation))
    assert seen == [
        (800.0, Insulation.PENDING),
        (800.0, Insulation.PENDING),
        (80.0, Insulation.PENDING),
        (56.0, Insulation.PASSED),
    ]


def test_a_drawn_connector_is_dead_at_once() -> None:
    stage = _delivering()
    assert stage.is_live
    stage.cut()
    assert (stage.output_v, stage.output_a, stage.is_live) == (0.0, 0.0, False)
