"""Say what the power stage and the contactors shall do in each phase of the conversation."""

from vehicle.gbt27930.charger_data import (
    PRECHARGE_BELOW_V,
    SMALL_A,
    ChargerRating,
    StageCommand,
    StageMode,
    StageReport,
)
from vehicle.gbt27930.messages import Bcl, Bhm, StopCause

#: These end a charge in a hurry (27930 annex, 18487.1: 5 A within 100 ms of the fault).
SEVERE = {
    StopCause.FAULT, StopCause.INSULATION, StopCause.OVER_TEMPERATURE, StopCause.OVER_CURRENT,
    StopCause.VOLTAGE, StopCause.CONNECTOR, StopCause.EMERGENCY, StopCause.UNPLUGGED,
}  # fmt: skip


def command_insulation(bhm: Bhm | None, rating: ChargerRating) -> StageCommand:
    """Test at what the car allows, K1/K2 closed, but never beyond the charger's own maximum.

    A car that told nothing is tested at that maximum (chosen: what else is there to go by).
    """
    test_v = rating.max_v
    if bhm is not None and bhm.max_v is not None:
        test_v = min(bhm.max_v, test_v)
    return StageCommand(StageMode.INSULATION, test_v, k1k2=True, k3k4=True)


def command_precharge(stage: StageReport) -> StageCommand:
    """Bring the module close under the pack before K1/K2 close."""
    return StageCommand(StageMode.PRECHARGE, stage.pack_v - PRECHARGE_BELOW_V, k3k4=True)


def command_current(
    stage: StageReport, rating: ChargerRating, bcl: Bcl | None, *, is_paused: bool
) -> StageCommand:
    """Follow the demand within the rating; none before it was heard, and none in a pause."""
    if bcl is None or bcl.voltage_v is None or bcl.current_a is None:
        return StageCommand(StageMode.CURRENT, stage.pack_v, 0.0, k1k2=True, k3k4=True)
    current_a = 0.0 if is_paused else min(max(bcl.current_a, 0.0), rating.max_a)
    voltage_v = min(bcl.voltage_v, rating.max_v)
    return StageCommand(StageMode.CURRENT, voltage_v, current_a, k1k2=True, k3k4=True)


def command_off(
    before: StageCommand, stage: StageReport, cause: StopCause | None, *, supply: bool
) -> StageCommand:
    """Switch off; K1/K2 open once the current is small and then stay open."""
    k1k2 = before.k1k2 and stage.output_a > SMALL_A
    return StageCommand(k1k2=k1k2, k3k4=supply, at_once=k1k2 and cause in SEVERE)
