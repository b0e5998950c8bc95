"""Word for the conversation what a pile measures and what it is rated for."""

from datetime import datetime

from vehicle.gbt27930.charger import ChargerRating, Insulation, StageReport
from vehicle.gbt27930.messages import YES, Cts
from vehicle.gbt27930.seen import VehicleSeen
from vehicle.pile_faults import FINE, PileFaults
from vehicle.pile_link import PileRating
from vehicle.power_stage import PowerStage

IDLE = StageReport(0.0, 0.0, 0.0, Insulation.PENDING, precharged=False, minutes=0, energy_kwh=0.0)
"""Nothing is measured yet."""


def report(stage: PowerStage, last: StageReport, pack_v: float, minutes: int) -> StageReport:
    """Tell what can be seen; the last report itself where nothing of it has changed.

    The energy is told anew only without current: nobody hears of it before the end.
    """
    output_a = stage.output_a
    if (
        output_a == last.output_a
        and stage.output_v == last.output_v
        and pack_v == last.pack_v
        and stage.test.outcome is last.insulation
        and stage.is_precharged is last.precharged
        and minutes == last.minutes
        and (output_a != 0.0 or stage.energy_kwh == last.energy_kwh)
    ):
        return last
    return StageReport(
        output_v=stage.output_v,
        output_a=output_a,
        pack_v=pack_v,
        insulation=stage.test.outcome,
        precharged=stage.is_precharged,
        minutes=minutes,
        energy_kwh=stage.energy_kwh,
    )


def outside_v(vehicle: VehicleSeen, faults: PileFaults) -> float:
    """Tell the voltage outside K1/K2: the car's word for it, once its contactors are closed."""
    bro = vehicle.bro
    pack_v = (vehicle.pack_v or 0.0) if bro is not None and bro.ready == YES else 0.0
    if faults is FINE:
        return pack_v
    pack_v *= 1 + faults.pack_v_error
    return -pack_v if faults.is_reversed else pack_v


def calendar(wall: datetime) -> Cts:
    """Tell a moment as CTS does."""
    return Cts(wall.second, wall.minute, wall.hour, wall.day, wall.month, wall.year)


def charger_rating(rating: PileRating, part: float = 1.0) -> ChargerRating:
    """Give what CML offers: of the current only a part, where a cabinet states its shares."""
    return ChargerRating(
        max_v=rating.max_v,
        min_v=rating.min_v,
        max_a=rating.max_a * part,
        min_a=rating.min_a,
        number=rating.number,
        region=rating.region,
    )
