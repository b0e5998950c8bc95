"""Say what a pack is: its cells, their voltages and resistances, the current it takes."""

from itertools import pairwise
from typing import Annotated

import msgspec

from vehicle import charge_map
from vehicle.charge_map import ChargeTable

Positive = Annotated[float, msgspec.Meta(gt=0, le=1e9)]
Volts = Annotated[float, msgspec.Meta(gt=0, le=24)]

MISFIT = 0.05
"""What an energy may differ from that of its cells: both are rounded and inferred (chosen)."""


class Pack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pack of cells in series. Resistances and the open-circuit table are those of one cell.

    `ocv_v` holds volts at equal distances from 0 to 100 %.
    """

    cells: Annotated[int, msgspec.Meta(ge=1, le=1000)]
    energy_kwh: Annotated[float, msgspec.Meta(gt=0, le=1000)]
    net_kwh: Annotated[float, msgspec.Meta(gt=0, le=1000)]
    capacity_ah: Annotated[float, msgspec.Meta(gt=0, le=5000)]
    nominal_v: Annotated[float, msgspec.Meta(gt=0, le=1500)]
    max_v: Annotated[float, msgspec.Meta(gt=0, le=1500)]
    max_cell_v: Volts
    max_a: Annotated[float, msgspec.Meta(gt=0, le=2000)]
    max_temperature_c: Annotated[float, msgspec.Meta(gt=0, le=200)]
    r0_ohm: Annotated[float, msgspec.Meta(gt=0, le=1)]
    r1_ohm: Annotated[float, msgspec.Meta(gt=0, le=1)]
    tau_s: Positive
    heat_j_per_k: Positive
    loss_w_per_k: Annotated[float, msgspec.Meta(ge=0, le=1e4)]
    conditioning_kw: Annotated[float, msgspec.Meta(ge=0, le=100)]
    ocv_v: Annotated[tuple[Volts, ...], msgspec.Meta(min_length=11, max_length=201)]
    accepts: ChargeTable


def find_fault(pack: Pack) -> tuple[str, str] | None:
    """Find a field whose figures do not fit together, and why; None when all do."""
    fault = charge_map.find_fault(pack.accepts)
    if fault is not None:
        return f"accepts.{fault[0]}", fault[1]
    if any(high < low for low, high in pairwise(pack.ocv_v)):
        return "ocv_v", "falls with rising SoC"
    if pack.ocv_v[-1] > pack.max_cell_v:
        return "max_cell_v", "is below the open-circuit voltage at 100 %"
    if max(max(row) for row in pack.accepts.amps) > pack.max_a:
        return "max_a", "is below what accepts.amps holds"
    return _find_misfit(pack)


def _find_misfit(pack: Pack) -> tuple[str, str] | None:
    """Find what the cells do not bear out: most often a slip of a unit."""
    full_v, empty_v = pack.cells * pack.ocv_v[-1], pack.cells * pack.ocv_v[0]
    mean_v = pack.cells * (sum(pack.ocv_v) - (pack.ocv_v[0] + pack.ocv_v[-1]) / 2)
    held_kwh = mean_v / (len(pack.ocv_v) - 1) * pack.capacity_ah / 1000
    if pack.max_v < full_v:
        return "max_v", f"is below the {full_v:.0f} V of its cells at 100 %"
    if not empty_v < pack.nominal_v < full_v:
        return "nominal_v", f"is outside the {empty_v:.0f} to {full_v:.0f} V of its cells"
    if abs(pack.energy_kwh - held_kwh) > MISFIT * held_kwh:
        return "energy_kwh", f"cells, capacity_ah and ocv_v make {held_kwh:.1f} kWh"
    if pack.net_kwh > pack.energy_kwh:
        return "net_kwh", "is above energy_kwh"
    return None
