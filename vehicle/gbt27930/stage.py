"""Say what the power stage and the contactors shall do in each phase of the conversation."""

from dataclasses import replace

from vehicle.gbt27930.charger_data import (
    PRECHARGE_BELOW_V,
    SMALL_A,
    ChargerRating,
    StageCommand,
    StageMode,
    StageReport,
)
from vehicle.gbt27930.charger_table import ChargerPhase
from vehicle.gbt27930.messages import Bcl, Bhm


def command_insulation(bhm: Bhm, rating: ChargerRating) -> StageCommand:
    """Test at what the car allows, K1/K2 closed, but never beyond the charger's own maximum."""
    test_v = min(bhm.max_v or 0.0, rating.max_v)
    return StageCommand(StageMode.INSULATION, test_v, k1k2=True, k3k4=True)


def command_precharge(stage: StageReport) -> StageCommand:
    """Bring the module close under the pack before K1/K2 close."""
    return StageCommand(StageMode.PRECHARGE, stage.pack_v - PRECHARGE_BELOW_V, k3k4=True)


def command_current(
    phase: ChargerPhase, stage: StageReport, rating: ChargerRating, bcl: Bcl | None
) -> StageCommand:
    """Follow the demand within the rating; none before it was heard, and none in a pause."""
    live = StageCommand(StageMode.CURRENT, stage.pack_v, 0.0, k1k2=True, k3k4=True)
    if bcl is None or bcl.voltage_v is None or bcl.current_a is None:
        return live
    is_paused = phase is ChargerPhase.PAUSED
    current_a = 0.0 if is_paused else min(max(bcl.current_a, 0.0), rating.max_a)
    return replace(live, voltage_v=min(bcl.voltage_v, rating.max_v), current_a=current_a)


def command_off(before: StageCommand, stage: StageReport, *, supply: bool) -> StageCommand:
    """Switch off; K1/K2 open once the current is small and then stay open."""
    k1k2 = before.k1k2 and stage.output_a > SMALL_A
    return StageCommand(k1k2=k1k2, k3k4=supply)
