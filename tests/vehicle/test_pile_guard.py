"""What the pile's watchman finds, one at a time."""

import pytest

from vehicle.gbt27930.messages import Bcs
from vehicle.gun import Gun
from vehicle.pile_faults import CAUSES, PileFaults, Trouble, broken
from vehicle.pile_guard import PileGuard, has_jumped
from vehicle.power_stage import PowerStage
from vehicle.stage_data import StageData


def _guard(data: StageData | None = None) -> tuple[PileGuard, PowerStage, Gun]:
    stage = PowerStage(250.0, 400.0, data or StageData())
    gun = Gun(is_inserted=True)
    return PileGuard(stage, gun), stage, gun


@pytest.mark.parametrize(
    ("before", "bcs", "is_jump"),
    [
        (Bcs(700.0, 250.0), Bcs(701.0, 255.0), False),
        (Bcs(700.0, 250.0), Bcs(701.1, 250.0), True),
        (Bcs(700.0, 250.0), Bcs(698.9, 250.0), True),
        (Bcs(700.0, 250.0), Bcs(700.0, 255.1), True),
        (Bcs(700.0, 250.0), Bcs(700.0, 244.9), True),
        (Bcs(700.0, None), Bcs(700.0, 250.0), False),
        (Bcs(700.0, 250.0), Bcs(None, 250.0), False),
        (None, Bcs(700.0, 250.0), False),
        (Bcs(700.0, 250.0), None, False),
    ],
)
def test_a_jump_is_more_than_a_calm_charge_moves_the_pack(
    before: Bcs | None, bcs: Bcs | None, *, is_jump: bool
) -> None:
    assert has_jumped(before, bcs) is is_jump


def test_a_sound_pile_has_no_trouble() -> None:
    guard, _, _ = _guard()
    assert guard.before() is None
    assert guard.find(700.0, 1.0) is None


@pytest.mark.parametrize(
    ("cc1", "r4_ohm", "is_connected"),
    # 1000 ohm are 4.0 V; 34657.1: 3.65 to 4.37 V must be taken, 3.2 and 4.8 V are the limits.
    [
        ((3.2, 4.8), 1000.0, True),
        ((3.2, 4.8), 2226.0, False),
        ((3.65, 4.37), 1340.0, True),
        ((3.65, 4.37), 1350.0, False),
        ((4.0, 4.0), 1000.0, True),
    ],
)
def test_a_model_reads_detection_point_1_within_its_own_window(
    cc1: tuple[float, float], r4_ohm: float, is_connected: bool
) -> None:
    guard, _, gun = _guard(StageData(cc1_min_v=cc1[0], cc1_max_v=cc1[1]))
    gun.r4_ohm = r4_ohm
    assert guard.is_connected is is_connected


def test_a_plug_in_its_holster_is_not_connected() -> None:
    guard, _, gun = _guard()
    gun.is_inserted = False
    assert guard.before() is Trouble.CONNECTOR_OPEN


@pytest.mark.parametrize(("pack_v", "trouble"), [(875.5, None), (875.6, Trouble.OVER_VOLTAGE)])
def test_the_pack_may_exceed_its_limit_by_the_meters_error_of_half_a_percent(
    pack_v: float, trouble: Trouble | None
) -> None:
    guard, _, _ = _guard()
    guard.max_v = 871.2
    assert guard.find(pack_v, 1.0) is trouble


@pytest.mark.parametrize(("inrush_a", "trouble"), [(20.0, None), (20.1, Trouble.INRUSH)])
def test_more_than_20_a_of_inrush_is_trouble(inrush_a: float, trouble: Trouble | None) -> None:
    guard, stage, _ = _guard()
    stage.inrush_a = inrush_a
    assert guard.find(700.0, 1.0) is trouble


@pytest.mark.parametrize(
    ("gun_c", "derating", "trouble"),
    [
        (80.0, 1.0, None),
        (82.5, 0.75, None),
        (89.0, 0.1, None),
        (90.0, 0.0, Trouble.GUN_HOT),
        (95.0, 0.0, Trouble.GUN_HOT),
    ],
)
def test_a_hot_plug_first_lowers_the_current(
    gun_c: float, derating: float, trouble: Trouble | None
) -> None:
    guard, stage, gun = _guard()
    gun.temperature_c = gun_c
    assert guard.find(700.0, 1.0) is trouble
    assert stage.derating == pytest.approx(derating)


def test_a_plug_that_has_cooled_down_carries_everything_again() -> None:
    guard, stage, gun = _guard()
    gun.temperature_c = 85.0
    guard.find(700.0, 1.0)
    gun.temperature_c = 60.0
    guard.find(700.0, 2.0)
    assert stage.derating == 1.0


def test_every_trouble_is_told_as_some_cause() -> None:
    assert set(CAUSES) == set(Trouble)


def test_the_most_urgent_of_several_faults_is_named() -> None:
    faults = PileFaults(is_meter_dead=True, is_emergency=True, modules_lost=1.0)
    assert broken(faults) is Trouble.EMERGENCY
    assert broken(PileFaults(modules_lost=0.9)) is None
