"""Check what the power stage and the contactors are told when a charge ends."""

from dataclasses import replace

import pytest

from tests.vehicle.gbt27930.rig import RATING, STAGE, Cable, named, times
from vehicle.gbt27930.charger_data import StageCommand, StageMode
from vehicle.gbt27930.messages import Bem, Bhm, Bst, StopCause, frame_of
from vehicle.gbt27930.stage import command_insulation, command_off

FLOWING = StageCommand(StageMode.CURRENT, 800.0, 250.0, k1k2=True, k3k4=True)


@pytest.mark.parametrize(
    ("cause", "at_once"),
    [
        (StopCause.USER, False),
        (StopCause.REFUSED, False),
        (StopCause.TIMEOUT, False),
        (StopCause.EMERGENCY, True),
        (StopCause.INSULATION, True),
        (StopCause.OVER_CURRENT, True),
    ],
)
def test_only_a_fault_cuts_the_current_at_once(cause: StopCause, *, at_once: bool) -> None:
    # 18487.1: 5 A within 100 ms of a fault; at least 100 A/s else.
    wanted = command_off(FLOWING, replace(STAGE, output_a=250.0), cause, supply=True)
    assert wanted == StageCommand(k1k2=True, k3k4=True, at_once=at_once)


@pytest.mark.parametrize(
    ("bhm", "test_v"),
    # RATING goes to 1000 V: the lower of both (27930-2023, SPN 2601).
    [(Bhm(871.2), 871.2), (Bhm(1000.0), 1000.0), (Bhm(1200.0), 1000.0), (None, 1000.0)],
)
def test_insulation_is_tested_at_the_lower_maximum(bhm: Bhm | None, test_v: float) -> None:
    wanted = command_insulation(bhm, RATING)
    assert wanted == StageCommand(StageMode.INSULATION, test_v, k1k2=True, k3k4=True)


def test_nothing_is_cut_where_nothing_flows() -> None:
    wanted = command_off(FLOWING, STAGE, StopCause.EMERGENCY, supply=False)
    assert wanted == StageCommand()


@pytest.mark.parametrize("end", ["cst", "bst", "bem"])
def test_the_stage_is_told_at_the_instant_of_the_stop(end: str) -> None:
    cable = Cable()
    cable.run(10.0)
    charger = cable.charger
    assert charger.wanted.current_a == 250.0
    if end == "cst":
        charger.stop(StopCause.EMERGENCY, 10.0)
    else:
        charger.receive(frame_of(Bst(insulation=1) if end == "bst" else Bem(ccs=1)), 10.0)
    assert charger.wanted.mode is StageMode.OFF
    assert charger.wanted.at_once is (end != "bem")
    assert charger.wanted.k1k2  # not under 250 A


def test_a_pack_above_what_bcp_allows_is_stopped_within_1_s() -> None:
    # 34657.1, SPN 2819: 871.2 V in the rig.
    cable = Cable()
    cable.run(10.0)
    cable.pile.pack_error_v = 160.0  # 890 V
    frames = cable.run(12.0).frames
    assert cable.charger.stop_cause is StopCause.VOLTAGE
    assert named(frames, "CST")[0].data.hex() == "1000f0f4"
    assert 10.0 < times(frames, "CST")[0] <= 11.0
