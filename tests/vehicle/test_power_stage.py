"""The rectifier alone: insulation test, precharge, ramps, cut, meter."""

import dataclasses

import pytest

from vehicle.gbt27930.charger import Insulation, StageCommand, StageMode
from vehicle.pile_faults import PileFaults
from vehicle.power_stage import PowerStage
from vehicle.stage_data import StageData

CURRENT = StageCommand(StageMode.CURRENT, 800.0, 250.0, k1k2=True)
INSULATION = StageCommand(StageMode.INSULATION, 800.0, k1k2=True)


def _stage(
    power_kw: float = 250.0, max_a: float = 400.0, data: StageData | None = None
) -> PowerStage:
    stage = PowerStage(power_kw, max_a, data or StageData())
    stage.k1k2.is_wanted = stage.k1k2.is_closed = True
    return stage


def _delivering(
    power_kw: float = 250.0, max_a: float = 400.0, data: StageData | None = None
) -> PowerStage:
    stage = _stage(power_kw, max_a, data)
    stage.step(CURRENT, 700.0, 100.0)
    return stage


def test_the_voltage_asked_for_is_held_and_the_current_gives_way() -> None:
    stage, volts = _stage(), list[float]()
    for _ in range(600):
        # A pack with 790 V at rest and 0.1 ohm: 800 V at 100 A.
        volts.append(790.0 + 0.1 * stage.output_a)
        stage.step(CURRENT, volts[-1], 0.1)
    assert stage.output_a == pytest.approx(100.0, abs=0.5)
    assert max(volts) < 801.0
    for _ in range(300):
        stage.step(CURRENT, 750.0 + 0.1 * stage.output_a, 0.1)
    assert stage.output_a == 250.0


def test_the_current_rises_at_50_a_per_s_and_falls_at_300() -> None:
    stage = _stage()
    stage.step(CURRENT, 700.0, 1.0)
    assert stage.output_a == 50.0
    stage.step(CURRENT, 700.0, 1.0)
    assert stage.output_a == 100.0
    stage.step(StageCommand(), 700.0, 0.1)
    assert stage.output_a == 70.0


def test_a_models_own_ramps_replace_the_usual_ones() -> None:
    stage = _stage(data=StageData(up_a_per_s=20.0, down_a_per_s=100.0))
    stage.step(CURRENT, 700.0, 2.0)
    assert stage.output_a == 40.0
    stage.step(StageCommand(), 700.0, 0.1)
    assert stage.output_a == 30.0


@pytest.mark.parametrize(
    ("power_kw", "max_a", "expected_a"),
    [(250.0, 400.0, 250.0), (250.0, 200.0, 200.0), (70.0, 400.0, 100.0)],
    ids=["demand", "current of the plate", "power of the plate: 70 kW at 700 V"],
)
def test_the_least_of_demand_and_plate_flows(
    power_kw: float, max_a: float, expected_a: float
) -> None:
    assert _delivering(power_kw, max_a).output_a == expected_a


def test_at_constant_power_the_current_falls_as_the_voltage_rises() -> None:
    stage = _delivering(power_kw=120.0)
    stage.step(CURRENT, 800.0, 1.0)
    # 120 kW at 800 V.
    assert stage.output_a == 150.0


@pytest.mark.parametrize(
    ("data", "faults", "derating", "expected_a"),
    [
        (StageData(delivers=0.85), PileFaults(), 1.0, 212.5),
        (StageData(), PileFaults(modules_lost=0.75), 1.0, 89.3),
        (StageData(), PileFaults(is_cooling_lost=True), 1.0, 200.0),
        (StageData(), PileFaults(), 0.5, 125.0),
        (StageData(), PileFaults(excess_a=30.0), 1.0, 280.0),
    ],
    ids=["85 % of the demand", "62.5 kW of 250 kW at 700 V", "no pump", "a hot plug", "too much"],
)
def test_what_lowers_or_raises_the_current(
    data: StageData, faults: PileFaults, derating: float, expected_a: float
) -> None:
    stage = _stage(data=data)
    stage.faults, stage.derating = faults, derating
    stage.step(CURRENT, 700.0, 100.0)
    assert stage.output_a == pytest.approx(expected_a, abs=0.05)


@pytest.mark.parametrize("pack_v", [0.0, -700.0], ids=["the car's contactors open", "reversed"])
def test_no_current_flows_into_nothing_or_the_wrong_way_round(pack_v: float) -> None:
    stage = _stage()
    stage.step(CURRENT, pack_v, 10.0)
    assert (stage.output_a, stage.output_v) == (0.0, 0.0)


def test_no_current_flows_before_k1_and_k2_have_closed() -> None:
    stage = PowerStage(250.0, 400.0)
    stage.step(CURRENT, 700.0, 10.0)
    assert stage.output_a == 0.0


def test_a_demand_out_of_the_pack_delivers_nothing() -> None:
    stage = _stage()
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


def test_a_meter_that_deviates_shows_its_own_figure() -> None:
    stage = _delivering(data=StageData(meter_error=-0.02))
    before_kwh = stage.energy_kwh
    stage.step(CURRENT, 700.0, 3600.0)
    assert stage.energy_kwh - before_kwh == pytest.approx(171.5)


@pytest.mark.parametrize(("seconds", "expected"), [(0.693, False), (0.694, True)])
def test_precharge_is_done_within_1_v_of_what_was_asked_for(seconds: float, expected: bool) -> None:
    stage = PowerStage(250.0, 400.0)
    # 1000 V/s: 693 V after 0.693 s.
    stage.step(StageCommand(StageMode.PRECHARGE, 695.0), 0.0, seconds)
    assert stage.is_precharged is expected


def test_a_precharged_module_holds_its_voltage_until_the_contacts_have_closed() -> None:
    stage = PowerStage(250.0, 400.0)
    stage.step(StageCommand(StageMode.PRECHARGE, 695.0), 0.0, 1.0)
    stage.step(CURRENT, 700.0, 0.05)
    assert stage.output_v == 695.0


@pytest.mark.parametrize(
    ("precharge_error_v", "inrush_a"),
    # 34657.1: 1 to 10 V below the pack, and at most 20 A; 0.5 ohm in between.
    [(0.0, 10.0), (5.0, 20.0), (30.0, 70.0)],
)
def test_the_inrush_is_what_the_gap_to_the_pack_drives(
    precharge_error_v: float, inrush_a: float
) -> None:
    stage = PowerStage(250.0, 400.0)
    stage.step(StageCommand(StageMode.PRECHARGE, 695.0), 0.0, 1.0)
    stage.faults = PileFaults(precharge_error_v=precharge_error_v)
    stage.meet(700.0)
    assert stage.inrush_a == pytest.approx(inrush_a)


def test_the_insulation_has_passed_after_2_s_and_once_less_than_60_v_are_left() -> None:
    stage = _stage()
    # Up at 1000 V/s, 2 s of measuring, and down again: 70 V and then 50 V are left.
    seen = []
    for steps, seconds in ((1, 0.8), (8, 0.25), (1, 0.73), (1, 0.02)):
        for _ in range(steps):
            stage.step(INSULATION, 0.0, seconds)
        seen.append((round(stage.output_v, 3), stage.insulation))
    assert seen == [
        (800.0, Insulation.PENDING),
        (800.0, Insulation.PENDING),
        (70.0, Insulation.PENDING),
        (50.0, Insulation.PASSED),
    ]


def test_nothing_is_measured_before_k1_and_k2_have_closed() -> None:
    stage = PowerStage(250.0, 400.0)
    stage.step(INSULATION, 0.0, 1.0)
    assert stage.output_v == 0.0


@pytest.mark.parametrize("max_a", [50.0, 250.0, 600.0])
def test_a_cut_leaves_at_most_5_a_after_50_ms(max_a: float) -> None:
    stage = _stage(power_kw=600.0, max_a=max_a)
    stage.step(dataclasses.replace(CURRENT, current_a=max_a), 700.0, 100.0)
    assert stage.output_a == max_a
    stage.trip()
    stage.step(StageCommand(), 700.0, 0.05)
    assert stage.output_a <= 5.0


def test_a_drawn_connector_is_dead_at_once() -> None:
    stage = _delivering()
    assert stage.is_live
    stage.cut()
    assert (stage.output_v, stage.output_a, stage.is_live) == (0.0, 0.0, False)
    assert not stage.k1k2.is_closed


def test_it_settles_although_the_packs_voltage_is_told_late() -> None:
    stage = _delivering()
    told_v, seen = 700.0, []
    for step in range(600):
        # BCS comes every 250 ms.
        if step % 3 == 0:
            told_v = 790.0 + 0.07 * stage.output_a
        stage.step(CURRENT, told_v, 0.1)
        seen.append(stage.output_a)
    assert max(seen[-100:]) - min(seen[-100:]) < 1.0
